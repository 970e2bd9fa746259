import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from asn_desktop.domain.errors import UserError
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
