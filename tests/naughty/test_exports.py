"""Lists and file names: text stays text, whatever it looks like."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
from naughty.corpus import CORPUS
from openpyxl.utils.escape import unescape

from asn_desktop.domain import filenames
from asn_desktop.spreadsheets.writing import ColumnOut, SheetOut, write, write_csv

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def lines(text: str) -> str:
    """XML reads every line break as \\n."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_excel_keeps_every_text_and_runs_none(tmp_path: Path):
    path = tmp_path / "daftar.xlsx"
    rows = [(text,) for text in CORPUS]
    write(path, [SheetOut("Naskah", [ColumnOut("Isi")], rows, notes=["=1+1"], foot="&P =1+1")])
    sheet = openpyxl.load_workbook(path).active
    assert sheet["A1"].data_type == "s"
    assert sheet["A1"].hyperlink is None
    read = [sheet.cell(number, 1) for number in range(4, 4 + len(CORPUS))]
    assert {cell.data_type for cell in read if cell.value is not None} <= {"s", "inlineStr"}
    assert [cell.coordinate for cell in read if cell.hyperlink] == []
    assert [lines(unescape(cell.value or "")) for cell in read] == [lines(text) for text in CORPUS]


def test_csv_keeps_every_text_and_offers_no_formula(tmp_path: Path):
    path = tmp_path / "daftar.csv"
    write_csv(path, ["Isi"], [(text, "akhir") for text in CORPUS])
    with path.open(encoding="utf-8-sig", newline="") as file:
        read = [row[0] for row in csv.reader(file, delimiter=";")][1:]
    assert [text for text in read if text.startswith(FORMULA) and text != "-"] == []
    assert [
        r for r, given in zip(read, CORPUS, strict=True) if r.removeprefix("'") != given.removeprefix("'")
    ] == []


def test_file_names_can_be_made_everywhere(tmp_path: Path):
    names = filenames.unique(filenames.from_pattern("{isi}", {"isi": text}) for text in CORPUS)
    for name in names:
        assert not set(name) & set('<>:"/\\|?*\0')
        assert name.isprintable()
        assert name == name.strip(". ")
        assert name.partition(".")[0].strip().casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
        (tmp_path / f"{name}.pdf").write_bytes(b"")
    assert len({path.name.casefold() for path in tmp_path.iterdir()}) == len(CORPUS)
