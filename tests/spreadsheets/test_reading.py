import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from asn_desktop.domain.errors import UserError
from asn_desktop.spreadsheets.reading import Limits, read


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
        (b"NAMA\tNIP\nA\t1", [["NAMA", "NIP"], ["A", "1"]]),
    ],
)
def test_csv(tmp_path: Path, data: bytes, rows: list[list[str]]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    assert read(path)[0].rows == rows


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


def test_too_many_cells(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", [["x"] * 100] * 50)
    with pytest.raises(UserError, match="terlalu besar"):
        read(path, Limits(cells=1000))


def test_the_reader_is_stopped_when_it_takes_too_long(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", [["x"] * 30] * 3000)
    with pytest.raises(UserError, match="rusak"):
        read(path, Limits(seconds=0.001))


def test_the_memory_of_the_reader_is_capped(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", [["x"]])
    with pytest.raises(UserError, match="rusak"):
        read(path, Limits(memory=12_000_000))


def _encrypted() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 600
        + "EncryptedPackage".encode("utf-16-le")
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
