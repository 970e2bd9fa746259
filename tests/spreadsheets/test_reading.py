import io
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from asn_desktop.domain.errors import UserError
from asn_desktop.spreadsheets.reading import CHILD, CHILD_FLAG, Limits, read


def a_workbook(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def with_sheet(path: Path, xml: str) -> Path:
    """A workbook whose first sheet is this XML."""
    a_workbook(path, [["x"]])
    parts = {}
    with zipfile.ZipFile(path) as package:
        parts = {n: package.read(n) for n in package.namelist()}
    parts["xl/worksheets/sheet1.xml"] = xml.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def test_cells_keep_their_kind(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "a.xlsx", [[], [None, "'NIP", 1.98001172008012e17, date(2026, 1, 2), True, "=1+1"]]
    )
    row = read(path)[0].rows[1]
    assert row[:5] == ["", "'NIP", 1.98001172008012e17, date(2026, 1, 2), True]


def test_an_xlsx_under_a_wrong_ending_is_read_by_its_content(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", [["NAMA"]]).rename(tmp_path / "a.xls")
    assert read(path)[0].rows == [["NAMA"]]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("NAMA;NIP\nÉva;1".encode(), [["NAMA", "NIP"], ["Éva", "1"]]),
        ("NAMA;NIP\nÉva;1".encode("utf-8-sig"), [["NAMA", "NIP"], ["Éva", "1"]]),
        ("NAMA;NIP\nÉva;1".encode("cp1252"), [["NAMA", "NIP"], ["Éva", "1"]]),
        (b'NAMA,GELAR\n"Ana\nSari","S.H., M.H."', [["NAMA", "GELAR"], ["Ana\nSari", "S.H., M.H."]]),
        (
            b'NO,NAMA,ALAMAT\n1,Ana,"Jl. A, 3,\nKel. B, Kota"',
            [["NO", "NAMA", "ALAMAT"], ["1", "Ana", "Jl. A, 3,\nKel. B, Kota"]],
        ),
        (b"NAMA\tNIP\nA\t1", [["NAMA", "NIP"], ["A", "1"]]),
        (b"NAMA;NIP\rA;1\r\r", [["NAMA", "NIP"], ["A", "1"], []]),
        (b"sep=;\r\nNAMA;NIP\r\nA,b;1", [["NAMA", "NIP"], ["A,b", "1"]]),
        (b"\xef\xbb\xbfNAMA;NIP\n\xc9va;1", [["NAMA", "NIP"], ["Éva", "1"]]),
        ("NAMA\tNIP\nÉva\t1".encode("utf-16"), [["NAMA", "NIP"], ["Éva", "1"]]),
        (b'NAMA;NIP\nAna "Ani" S;1\n"Ani" S;2', [["NAMA", "NIP"], ['Ana "Ani" S', "1"], ["Ani S", "2"]]),
    ],
)
def test_csv(tmp_path: Path, data: bytes, rows: list[list[str]]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    assert read(path)[0].rows == rows


FILES = Path(__file__).parent / "files"


def test_rows_and_columns_keep_their_places(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B3"], book.active["D5"] = "x", 2
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx")[0].rows == [
        [""] * 4,
        [""] * 4,
        ["", "x", "", ""],
        [""] * 4,
        ["", "", "", 2.0],
    ]
    old = read(FILES / "geser.xls")[0].rows
    assert (old[2][1], old[4][3]) == ("EncryptedPackage ā", 1.98901012015031e17)


def test_a_workbook_with_a_password() -> None:
    with pytest.raises(UserError, match="kata sandi"):
        read(FILES / "sandi.xlsx")


def test_dates_on_both_sides_of_a_chunk(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [f"n{n}", datetime(2026, 1, 2, 3, 4), date(2026, 1, 1 + n % 28)] for n in range(2500)
    ]
    read_rows = read(a_workbook(tmp_path / "a.xlsx", [*rows, ["akhir"]]), Limits())[0].rows
    assert [r[:3] for r in read_rows] == [*rows, ["akhir", "", ""]]


def test_charts_are_no_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("Grafik", 0).add_chart(openpyxl.chart.BarChart())
    book.active = 1
    book.worksheets[0].append(["NAMA"])
    book.save(tmp_path / "a.xlsx")
    assert [s.rows for s in read(tmp_path / "a.xlsx")] == [[["NAMA"]]]


def test_nothing_is_imported_from_the_folder_of_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "csv.py").write_text("raise SystemExit('jebakan')")
    (tmp_path / "a.csv").write_text("NAMA;NIP")
    monkeypatch.chdir(tmp_path)
    assert read(Path("a.csv"))[0].rows == [["NAMA", "NIP"]]


FAR = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    "</sheetData></worksheet>"
)


def test_a_far_cell_does_not_take_the_program_along(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"rusak|terlalu besar"):
        read(with_sheet(tmp_path / "jauh.xlsx", FAR))


def test_a_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<x/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 5_000_000)
    with pytest.raises(UserError, match="terlalu besar"):
        read(path, Limits(unpacked=1_000_000))


def test_a_high_ratio_is_a_bomb(tmp_path: Path) -> None:
    path = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<x/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 25_000_000)
    with pytest.raises(UserError, match="terlalu besar"):
        read(path)


def test_a_directory_that_lies_about_the_size(tmp_path: Path) -> None:
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>' + "x" * 500 + "</t></is></c></row>"
    sheet = (
        FAR[: FAR.index("<row")]
        + "".join(row.format(n) for n in range(1, 80_000))
        + "</sheetData></worksheet>"
    )
    path = with_sheet(tmp_path / "bohong.xlsx", sheet)
    size = len(sheet).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1000).to_bytes(4, "little")))
    with pytest.raises(UserError, match=r"rusak|terlalu besar"):
        read(path, Limits(memory=100_000_000))


def test_a_long_csv_is_stopped_too(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b;c\n" * 1000)
    with pytest.raises(UserError, match="terlalu besar"):
        read(path, Limits(cells=2000))


def test_too_many_cells(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", [["x"] * 100] * 50)
    with pytest.raises(UserError, match="terlalu besar"):
        read(path, Limits(cells=1000))


def test_the_reader_is_stopped_when_it_takes_too_long(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", [["x"] * 30] * 3000)
    with pytest.raises(UserError, match="tidak selesai dibaca"):
        read(path, Limits(seconds=0.001))


def test_the_memory_of_the_reader_is_capped(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", [["x"]])
    with pytest.raises(UserError, match="rusak"):
        read(path, Limits(memory=12_000_000))


def _encrypted() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * (512 - 8)
        + "EncryptedPackage\0".encode("utf-16-le").ljust(64, b"\0")
        + (34).to_bytes(2, "little")
        + b"\0" * 600
    )


def _not_a_list() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("kosong.xlsx", b"", "kosong"),
        ("spasi.csv", b" \n", "kosong"),
        ("potong.xlsx", b"PK\x03\x04" + b"x" * 500, "rusak"),
        ("rusak.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 3000, "rusak"),
        ("sandi.xlsx", _encrypted(), "kata sandi"),
        ("surat.xlsx", _not_a_list(), "bukan daftar Excel"),
        ("web.xls", b"<html><table><tr><td>NAMA</td></tr></table></html>", "halaman web"),
        ("foto.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "bukan daftar"),
        ("nol.csv", b"NAMA;NIP\n\x00\x00\x00", "bukan daftar"),
        ("nol_jauh.csv", b"NAMA;NIP\n" + b"Ana;1\n" * 2000 + b"B\x00;2", "bukan daftar"),
        ("kutip.csv", b'NAMA;NIP\nAna;1\n"Budi;2\nCici;3\n', "tanda kutip.*baris 3"),
        ("kutip_dua.csv", b'A;B;C\n"Ana;1;2\nBudi;3;4\nCici";5;6\n', "tanda kutip.*baris 2"),
    ],
)
def test_bad_files_end_in_one_sentence(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UserError, match=words) as refused:
        read(path)
    assert name in str(refused.value)


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="tidak ada"):
        read(tmp_path / "x.xlsx")
    with pytest.raises(UserError, match="folder"):
        read(tmp_path)


def test_the_program_passes_its_flag_on_to_the_reader(tmp_path: Path) -> None:
    """A frozen program has no `python -m`; it starts itself."""
    path = a_workbook(tmp_path / "a.xlsx", [["NAMA", date(2026, 1, 2)]])
    arguments = [str(path), "book", str(Limits().memory), "1000"]

    def output(*start: str) -> bytes:
        return subprocess.run(
            [sys.executable, "-m", *start, *arguments], capture_output=True, check=True
        ).stdout

    assert b"NAMA" in output(CHILD)
    assert output("asn_desktop", CHILD_FLAG) == output(CHILD)
