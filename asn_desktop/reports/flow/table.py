"""Tables: widths, rows of wrapped cells, and the pieces they fall into."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from asn_desktop.reports.flow.blocks import Align, Column, Row, Table
from asn_desktop.reports.flow.pieces import LEADING, Frame, lines
from asn_desktop.reports.page import MM

PAD = 1.2 * MM
_NARROWEST = 36 * MM  # a column without a width


@dataclass(frozen=True)
class Cell:
    """Lines of one cell that takes the columns `first` to `last`. `merge` begins (1) or goes on (2) above."""

    lines: tuple[str, ...]
    first: int
    last: int
    align: Align
    merge: int = 0


@dataclass(frozen=True)
class Laid:
    """A row, or a part of one that is higher than a page; `closed` when a line ends it."""

    cells: tuple[Cell, ...]
    height: float
    bold: bool = False
    tint: bool = False
    closed: bool = True


@dataclass(frozen=True)
class Grid:
    """All that rows need: `edges` are the left edges of the columns and the right edge of the last."""

    columns: tuple[Column, ...]
    edges: tuple[float, ...]
    font: str
    size: float

    @property
    def line(self) -> float:
        return self.size * LEADING

    def room(self, first: int, last: int) -> float:
        return self.edges[last + 1] - self.edges[first] - 2 * PAD


def grid(block: Table, frame: Frame) -> Grid:
    """Columns without a width share what the others leave; all shrink alike when they are too wide."""
    fixed = sum(column.width for column in block.columns) * MM
    open_ones = sum(not column.width for column in block.columns)
    share = max((frame.width - fixed) / open_ones, _NARROWEST) if open_ones else 0.0
    widths = [column.width * MM or share for column in block.columns]
    scale = min(1.0, frame.width / sum(widths))
    edges = tuple(accumulate((width * scale for width in widths), initial=0.0))
    return Grid(block.columns, edges, frame.font, block.size)


def rows(block: Table, shown: Grid, room: float) -> list[Laid]:
    """`room` is the height that a page has for rows."""
    found: list[Laid] = []
    above: dict[int, str] = {}
    least = max(block.row * MM, shown.line + 2 * PAD)
    for given in block.rows:
        row = given if isinstance(given, Row) else Row(given)
        cells = _cells(row, shown, above)
        tallest = max((len(cell.lines) for cell in cells if not cell.merge), default=1)
        laid = Laid(cells, max(least, tallest * shown.line + 2 * PAD), row.bold, row.tint)
        found += [laid] if laid.height <= room else _cut(laid, shown, room)
    return _grown(found, shown)


def _cells(row: Row, shown: Grid, above: dict[int, str]) -> tuple[Cell, ...]:
    spans = row.spans or (1,) * len(row.cells)
    font = f"{shown.font}-bold" if row.bold else shown.font
    found: list[Cell] = []
    at = 0
    for text, span in zip(row.cells, spans, strict=True):
        column = shown.columns[at]
        merge = 0
        if column.merged and span == 1:
            merge = 2 if above.get(at) == text and text else 1
            above[at] = text
            for later in [n for n in above if n > at and merge == 1]:
                del above[later]  # what is merged further right ends with its day
        elif span > 1:
            above.clear()
        wrapped = lines(text, font, shown.size, shown.room(at, at + span - 1)) if text else ()
        found.append(Cell(wrapped, at, at + span - 1, column.align, merge))
        at += span
    if at != len(shown.columns):
        raise ValueError(f"{at} cells in a table of {len(shown.columns)} columns")
    return tuple(found)


def _cut(row: Laid, shown: Grid, room: float) -> list[Laid]:
    """A row that no page can hold, in parts that it can."""
    most = max(1, int((room - 2 * PAD) / shown.line))
    tallest = max(len(cell.lines) for cell in row.cells)
    starts = range(0, tallest, most)
    return [
        Laid(
            tuple(
                Cell(cell.lines[n : n + most], cell.first, cell.last, cell.align, cell.merge)
                for cell in row.cells
            ),
            min(most, tallest - n) * shown.line + 2 * PAD,
            row.bold,
            row.tint,
            n == starts[-1],
        )
        for n in starts
    ]


def _grown(found: list[Laid], shown: Grid) -> list[Laid]:
    """The last row of a merged cell grows until its text has room."""
    for column in [n for n, c in enumerate(shown.columns) if c.merged]:
        start = 0
        while start < len(found):
            end = start
            while end + 1 < len(found) and merge_at(found[end + 1], column) == 2:
                end += 1
            if merge_at(found[start], column):
                need = len(_cell(found[start], column).lines) * shown.line + 2 * PAD
                missing = need - sum(row.height for row in found[start : end + 1])
                if missing > 0:
                    last = found[end]
                    found[end] = Laid(last.cells, last.height + missing, last.bold, last.tint, last.closed)
            start = end + 1
    return found


def merge_at(row: Laid, column: int) -> int:
    """0 no merged cell there, 1 it begins, 2 it goes on."""
    return next((cell.merge for cell in row.cells if cell.first == column), 0)


def _cell(row: Laid, column: int) -> Cell:
    return next(cell for cell in row.cells if cell.first == column)
