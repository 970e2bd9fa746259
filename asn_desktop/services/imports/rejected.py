"""Writes what was not imported as a list to send back, which can be imported once it is corrected."""

from __future__ import annotations

from pathlib import Path

from asn_desktop.services.imports.cells import plain
from asn_desktop.services.imports.rows import DITOLAK, Checked, ImportSource
from asn_desktop.spreadsheets.cells import Cell
from asn_desktop.spreadsheets.writing import ColumnOut, SheetOut, write


def rejected_list(checked: Checked, source: ImportSource, path: Path) -> int:
    """The rejected rows as they came, all cells as text, led by their row number and every reason.

    A NIP that Excel damaged stays visibly damaged, so that it cannot slip in as a right one. Returns the
    number of rows. Raises UserError when the file cannot be written.
    """
    reasons = {
        row.row_number: "\n".join(problem.message for problem in row.problems)
        for row in checked.rows
        if row.action == DITOLAK
    }
    width = len(source.headers)
    columns = [ColumnOut("Baris", 8), ColumnOut("Alasan", 70), *(ColumnOut(h) for h in source.headers)]
    rows = [
        [str(number), reasons[number], *(_cell(cells[c]) if c < len(cells) else "" for c in range(width))]
        for number, cells in source.table.body
        if number in reasons
    ]
    write(path, [SheetOut("Ditolak", columns, rows)])
    return len(rows)


def _cell(cell: Cell) -> str:
    return cell if isinstance(cell, str) else plain(cell)
