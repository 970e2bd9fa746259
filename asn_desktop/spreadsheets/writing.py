"""Writes lists as Excel and CSV; text stays text, whatever it looks like."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.files import replacing

LONGEST_CELL = 32_767  # UTF-16 units, as Excel counts
MOST_ROWS = 1_048_576
EXACT = 10**15  # Excel keeps 15 digits of a number
OLDEST = date(1900, 3, 1)  # before it Excel counts a day that never was
CUT = " … (dipotong)"


@dataclass(frozen=True)
class ColumnOut:
    """`kind` is text, number or date; `width` in characters."""

    title: str
    width: float = 18
    kind: str = "text"


@dataclass(frozen=True)
class SheetOut:
    """`notes` are lines above the table, such as title and filter; `foot` stands on every printed page."""

    name: str
    columns: Sequence[ColumnOut]
    rows: Iterable[Sequence[object]]
    notes: Sequence[str] = ()
    foot: str = ""


def write(path: Path, sheets: Sequence[SheetOut]) -> None:
    """An .xlsx with frozen header and filter. Raises UserError when it cannot be written."""
    import xlsxwriter  # noqa: PLC0415 - only when something is exported

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,  # no names and NIK in the folder of temporary files
    }
    whole = io.BytesIO()  # at once, so that a full disk meets no half-closed workbook
    with xlsxwriter.Workbook(whole, options) as workbook:
        names: set[str] = set()
        for sheet in sheets:
            _write_sheet(workbook, sheet, _sheet_name(sheet.name, names))
    with replacing(path) as temporary:
        temporary.write_bytes(whole.getbuffer())


def _write_sheet(workbook: Any, sheet: SheetOut, name: str) -> None:
    page = workbook.add_worksheet(name)
    title = workbook.add_format({"bold": True})
    head = workbook.add_format(
        {"bold": True, "bg_color": "#D7E8E6", "border": 1, "text_wrap": True, "valign": "top"}
    )
    day = workbook.add_format({"num_format": "dd-mm-yyyy", "align": "left"})
    for column, spec in enumerate(sheet.columns):
        page.set_column(column, column, spec.width)
    for line, note in enumerate(sheet.notes):
        page.write_string(line, 0, _text(note), title if line == 0 else None)
    top = len(sheet.notes) + (1 if sheet.notes else 0)
    for column, spec in enumerate(sheet.columns):
        page.write_string(top, column, _text(spec.title), head)
    last = top
    for last, row in enumerate(sheet.rows, top + 1):
        if last >= MOST_ROWS:
            raise UserError(
                f"Isi lembar “{sheet.name}” melebihi batas Excel, 1.048.576 baris. Persempit dengan "
                "saringan, lalu ulangi."
            )
        for column, value in enumerate(row):
            _write_cell(page, (last, column), value, sheet.columns[column].kind, day)
    page.freeze_panes(top + 1, 0)
    if sheet.columns:
        page.autofilter(top, 0, max(last, top), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.repeat_rows(top)
    page.fit_to_pages(1, 0)
    if sheet.foot:
        page.set_footer(f"&L{sheet.foot.replace('&', '&&')}")


def _write_cell(page: Any, place: tuple[int, int], value: object, kind: str, day: Any) -> None:
    row, column = place
    if value is None or value == "":
        return
    if kind == "date" and _is_excel_date(value):
        page.write_datetime(row, column, value, day)
    elif kind == "number" and _is_excel_number(value):
        page.write_number(row, column, value)
    else:
        page.write_string(row, column, _text(value))


def _is_excel_date(value: object) -> bool:
    day = value.date() if isinstance(value, datetime) else value
    return isinstance(day, date) and day >= OLDEST


def _is_excel_number(value: object) -> bool:
    """Other numbers are written as text: Excel would change the last digits."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return math.isfinite(value) and abs(value) < EXACT


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, date):
        return f"{value.day:02d}-{value.month:02d}-{value.year:04d}"
    text = str(value).encode("utf-8", "replace").decode("utf-8")  # a lone surrogate has no place in a file
    if 2 * len(text) <= LONGEST_CELL or len(units := text.encode("utf-16-le")) <= 2 * LONGEST_CELL:
        return text
    return units[: 2 * (LONGEST_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _sheet_name(name: str, taken: set[str]) -> str:
    """As Excel allows: at most 31 characters, without some signs, no two alike, not `History`."""
    plain = "".join("-" if c in "[]:*?/\\" or not c.isprintable() else c for c in name).strip("' ")
    wanted = plain[:31].strip("' ") or "Lembar"
    number = 1
    while wanted.lower() in taken or wanted.lower() == "history":
        number += 1
        wanted = f"{plain[:26] or 'Lembar'} ({number})"
    taken.add(wanted.lower())
    return wanted


def write_csv(path: Path, titles: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A CSV with `;`, as Indonesian Excel opens it.

    What would be a formula, or a number whose digits Excel would change (NIP, NIK), gets a `'` before it.
    """
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow([_harmless(_text(title)) for title in titles])
        for row in rows:
            out.writerow([_harmless(_text("" if v is None else v)) for v in row])


def _harmless(text: str) -> str:
    if text[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} and text != "-":
        return f"'{text}"
    return f"'{text}" if len(text) > 15 and text.isdecimal() else text
