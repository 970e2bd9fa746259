import csv
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from asn_desktop.domain.errors import UserError
from asn_desktop.spreadsheets import writing
from asn_desktop.spreadsheets.cells import as_text
from asn_desktop.spreadsheets.reading import read
from asn_desktop.spreadsheets.writing import ColumnOut, SheetOut, write, write_csv

HOSTILE = ["=HYPERLINK(1)", "+1", "@x", "http://a.b", "198001172008012003", "a\x07b", "\ud800", "<b>&"]


def test_text_stays_text(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    columns = [ColumnOut("Teks"), ColumnOut("Jumlah", kind="number"), ColumnOut("Tanggal", kind="date")]
    write(out, [SheetOut("A/B", columns, [(t, 3, date(2026, 1, 2)) for t in HOSTILE], ["Judul"])])
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert [sheet.cell(3, c).value for c in (1, 2, 3)] == ["Teks", "Jumlah", "Tanggal"]
    cells = [sheet.cell(r, 1) for r in range(4, 4 + len(HOSTILE))]
    assert {c.data_type for c in cells} == {"s"}
    assert [c.value for c in cells][:5] == HOSTILE[:5]
    assert sheet.cell(4, 2).value == 3
    assert sheet.cell(4, 3).value.date() == date(2026, 1, 2)
    assert sheet.freeze_panes == "A4"


def test_a_long_cell_says_that_it_was_cut(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    write(out, [SheetOut("A", [ColumnOut("X")], [("x" * 40_000,)])])
    value = openpyxl.load_workbook(out).worksheets[0].cell(2, 1).value
    assert value.endswith("(dipotong)")


def test_csv_has_no_formula(tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    write_csv(out, ["Teks"], [(t,) for t in HOSTILE[:3]])
    with out.open(encoding="utf-8-sig") as file:
        assert [r[0] for r in csv.reader(file, delimiter=";")][1:] == ["'=HYPERLINK(1)", "'+1", "'@x"]
    assert [as_text(r[0]) for r in read(out)[0].rows][1:] == HOSTILE[:3]


def test_the_old_file_survives(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    out.write_text("lama")

    def rows() -> object:
        yield ("a",)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(out, [SheetOut("A", [ColumnOut("X")], rows())])  # type: ignore[arg-type]
    assert out.read_text() == "lama"
    with pytest.raises(UserError, match="tidak ada"):
        write(tmp_path / "x" / "a.xlsx", [])


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    out = tmp_path / "a.xlsx"
    out.write_text("lama")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))  # the nearest to a full disk without a disk
    try:
        with pytest.raises(UserError, match="penuh"):
            write(out, [SheetOut("A", [ColumnOut("X")], [("a",)])])
        with pytest.raises(UserError, match="penuh"):
            write_csv(out, ["X"], [("a" * 5000,)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert out.read_text() == "lama"
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]


def test_values_excel_would_change_are_written_as_text(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    columns = [ColumnOut("N", kind="number"), ColumnOut("D", kind="date")]
    rows = [(198001172008012003, date(1899, 1, 1)), (float("nan"), "x"), (2.5, datetime(2026, 1, 2, 3, 4))]
    write(out, [SheetOut("A", columns, rows)])
    shown = [[c.value for c in row] for row in openpyxl.load_workbook(out).worksheets[0].iter_rows(2)]
    assert shown == [["198001172008012003", "01-01-1899"], ["nan", "x"], [2.5, datetime(2026, 1, 2, 3, 4)]]


def test_a_cut_counts_as_excel_does(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    write(out, [SheetOut("A", [ColumnOut("X")], [("😀" * 20_000,)])])
    value = read(out)[0].rows[1][0]
    assert isinstance(value, str)
    assert len(value.encode("utf-16-le")) // 2 <= 32_767
    assert value.endswith("😀 … (dipotong)")


def test_names_of_sheets(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    names = ["Data", "data", "History", "", "[a]:*?/\\b", "x" * 40, "x" * 40, "'q'"]
    write(out, [SheetOut(n, [], []) for n in names])
    found = [s.name for s in read(out)]
    assert found[:5] == ["Data", "data (2)", "History (2)", "Lembar", "-a------b"]
    assert len({n.lower() for n in found}) == len(names)


def test_more_rows_than_excel_has_are_not_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 10)
    write(tmp_path / "a.xlsx", [SheetOut("A", [ColumnOut("X")], [("a",)] * 9)])
    with pytest.raises(UserError, match="batas Excel"):
        write(tmp_path / "b.xlsx", [SheetOut("A", [ColumnOut("X")], [("a",)] * 10)])
    assert not (tmp_path / "b.xlsx").exists()


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), min_size=1, max_size=5))
def test_every_text_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    out = tmp_path_factory.mktemp("tulis") / "a.xlsx"
    write(out, [SheetOut("A", [ColumnOut("X")], [(f"|{t}|",) for t in texts])])
    sheet = openpyxl.load_workbook(out).worksheets[0]
    back = [unescape(sheet.cell(n, 1).value) for n in range(2, 2 + len(texts))]
    assert back == [f"|{t}|" for t in texts]
