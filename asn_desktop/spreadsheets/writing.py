"""Writes lists as Excel and CSV; text stays text, whatever it looks like."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from asn_desktop.domain.files import explained, replacing

LONGEST_CELL = 32_767
CUT = " … (dipotong)"


@dataclass(frozen=True)
class ColumnOut:
    """`kind` is text, number or date; `width` in characters."""

    title: str
    width: float = 18
    kind: str = "text"


@dataclass(frozen=True)
class SheetOut:
    """`notes` are lines above the table, such as title and filter."""

    name: str
    columns: Sequence[ColumnOut]
    rows: Iterable[Sequence[object]]
    notes: Sequence[str] = ()


def write(path: Path, sheets: Sequence[SheetOut]) -> None:
    """An .xlsx with frozen header and filter. Raises UserError when it cannot be written."""
    import xlsxwriter  # noqa: PLC0415 - only when something is exported

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with replacing(path) as temporary:
        workbook = xlsxwriter.Workbook(str(temporary), options)
        try:
            for sheet in sheets:
                _write_sheet(workbook, sheet)
            workbook.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            cause = (
                error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error))
            )
            raise explained(cause, path) from error


def _write_sheet(workbook: Any, sheet: SheetOut) -> None:
    page = workbook.add_worksheet(_sheet_name(sheet.name))
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
        for column, value in enumerate(row):
            _write_cell(page, (last, column), value, sheet.columns[column].kind, day)
    page.freeze_panes(top + 1, 0)
    if sheet.columns:
        page.autofilter(top, 0, max(last, top), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.repeat_rows(top)
    page.fit_to_pages(1, 0)


def _write_cell(page: Any, place: tuple[int, int], value: object, kind: str, day: Any) -> None:
    row, column = place
    if value is None or value == "":
        return
    if kind == "date" and isinstance(value, date | datetime):
        page.write_datetime(row, column, value, day)
    elif kind == "number" and isinstance(value, int | float) and not isinstance(value, bool):
        page.write_number(row, column, value)
    else:
        page.write_string(row, column, _text(value))


def _text(value: object) -> str:
    if isinstance(value, date):
        value = f"{value.day:02d}-{value.month:02d}-{value.year:04d}"
    text = str(value)
    text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate has no place in a file
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def _sheet_name(name: str) -> str:
    return "".join("-" if c in "[]:*?/\\" else c for c in name).strip("' ")[:31] or "Lembar"


def write_csv(path: Path, titles: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A CSV with `;`, as Indonesian Excel opens it; what would be a formula gets a `'` before it."""
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(titles)
        for row in rows:
            out.writerow([_harmless(_text("" if v is None else v)) for v in row])


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} and text != "-" else text
