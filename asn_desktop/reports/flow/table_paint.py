"""Paints the rows of a table that stand on one page, with its head above them."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from asn_desktop.reports import ink
from asn_desktop.reports.flow import table
from asn_desktop.reports.flow.blocks import Row, Table
from asn_desktop.reports.flow.pieces import LEADING, LINE, TINT, Frame, Pen, Piece, lines, style
from asn_desktop.reports.flow.table import PAD, Cell, Grid, Laid
from asn_desktop.reports.fonts import clean, face
from asn_desktop.reports.page import MM
from asn_desktop.reports.pdf import number

_STROKE = 0.5
_LONGEST_UPRIGHT = 38 * MM  # an upright head is cut into lines beyond that
_SMALLEST_HEAD = 5.0
_BASE = 0.96  # of the size: from the top of a line to its baseline, its leading included


@dataclass(frozen=True)
class _Head:
    """A cell of the head: `level` 0 for the upper row of groups, 1 for the lower, 2 for both."""

    lines: tuple[str, ...]
    size: float
    first: int
    last: int
    level: int
    vertical: bool = False


def pieces(block: Table, frame: Frame) -> list[Piece]:
    shown = table.grid(block, frame)
    painter = _Painter(block, shown, frame)
    laid = table.rows(block, shown, frame.height - painter.head)
    if not laid:
        last = len(shown.columns)
        laid = table.rows(
            Table(block.columns, [Row((block.empty,), (last,))], size=block.size), shown, frame.height
        )
    painter.rows = laid
    last = len(laid) - 1
    return [
        Piece(painter, n, row.height, after=0 if n < last else block.after * MM, keep=_together(laid, n))
        for n, row in enumerate(laid)
    ]


def _together(laid: Sequence[Laid], n: int) -> bool:
    """The first two and the last two rows of a merged cell: its text needs the room. A tinted row of one cell
    is a heading and stays with what follows.
    """
    if n + 1 >= len(laid):
        return False
    if laid[n].tint and len(laid[n].cells) == 1:
        return True
    goes_on = [cell.first for cell in laid[n + 1].cells if cell.merge == 2]
    after = laid[n + 2] if n + 2 < len(laid) else None
    return any(
        table.merge_at(laid[n], column) == 1 or after is None or table.merge_at(after, column) != 2
        for column in goes_on
    )


Strokes = list[tuple[float, float, float, float]]


@dataclass
class _Part:
    """The rows of one page while they are painted. `edges` are below each other, the top one first."""

    pen: Pen
    x: float
    rows: Sequence[Laid]
    edges: Sequence[float]
    strokes: Strokes
    out: list[bytes]

    def end(self, n: int, column: int) -> int:
        """The last row on this page of the merged cell that stands in row n."""
        while n + 1 < len(self.rows) and table.merge_at(self.rows[n + 1], column) == 2:
            n += 1
        return n


class _Painter:
    def __init__(self, block: Table, shown: Grid, frame: Frame) -> None:
        self.grid, self.middle = shown, block.middle
        self.rows: Sequence[Laid] = ()
        self.plain = {a: style(frame.font, False, a) for a in ("left", "centre", "right")}
        self.bold = {a: style(frame.font, True, a) for a in ("left", "centre", "right")}
        self.upper, self.lower, self.heads = _heads(block, shown)
        self.numbers = shown.line + PAD if block.numbers else 0.0
        self.head = self.upper + self.lower + self.numbers if self.heads else 0.0

    def paint(self, pen: Pen, shown: range, x: float, y: float) -> bytes:
        rows = self.rows[shown.start : shown.stop]
        top = y - self.head
        edges = list(accumulate((row.height for row in rows), operator.sub, initial=top))
        right = x + self.grid.edges[-1]
        part = _Part(pen, x, rows, edges, [(x, top, right, top), (right, y, right, edges[-1])], [])
        part.out += [
            ink.box(x, bottom, self.grid.edges[-1], row.height, fill=TINT)
            for row, bottom in zip(rows, edges[1:], strict=True)
            if row.tint
        ]
        if self.head:
            self._head(part, y)
        for n, row in enumerate(rows):
            for cell in row.cells:
                self._cell(part, n, cell)
        return b"".join(part.out) + _drawn(part.strokes)

    def _cell(self, part: _Part, n: int, cell: Cell) -> None:
        """The text, the line at the left, and the line below unless the cell goes on."""
        row, y, bottom = part.rows[n], part.edges[n], part.edges[n + 1]
        left, right = part.x + self.grid.edges[cell.first], part.x + self.grid.edges[cell.last + 1]
        end = part.end(n, cell.first) if cell.merge else n
        if not self.grid.columns[cell.first].joined:
            part.strokes.append((left, y, left, bottom))
        if end == n and (row.closed or n == len(part.rows) - 1):
            part.strokes.append((left, bottom, right, bottom))
        if not cell.lines or (cell.merge == 2 and n):
            return
        shown = (self.bold if row.bold else self.plain)[cell.align]
        free = y - part.edges[end + 1] - len(cell.lines) * self.grid.line
        base = y - (free / 2 if self.middle and not cell.merge else PAD) - self.grid.size * _BASE
        at = {"left": left + PAD, "centre": (left + right) / 2, "right": right - PAD}[cell.align]
        for text in cell.lines:
            if text:
                part.out.append(part.pen.ink.line(text, shown, self.grid.size, at, base))
            base -= self.grid.line

    def _head(self, part: _Part, y: float) -> None:
        x, pen, strokes, size = part.x, part.pen, part.strokes, self.grid.size
        edges = [x + edge for edge in self.grid.edges]
        middle = y - self.upper
        bottom = middle - self.lower
        part.out.append(ink.box(x, bottom, self.grid.edges[-1], y - bottom, fill=TINT))
        strokes.append((x, y, edges[-1], y))
        for cell in self.heads:
            top = middle if cell.level == 1 else y
            end = middle if cell.level == 0 else bottom
            left, right = edges[cell.first], edges[cell.last + 1]
            strokes += [(left, top, left, end), (left, end, right, end)]
            centre = (left + right) / 2
            if cell.vertical:
                part.out.append(_upright(pen, cell.lines, self.bold["left"], size, (centre, end + PAD)))
                continue
            step = cell.size * LEADING
            base = (top + end) / 2 + len(cell.lines) / 2 * step - cell.size * _BASE
            for n, text in enumerate(cell.lines):
                part.out.append(pen.ink.line(text, self.bold["centre"], cell.size, centre, base - n * step))
        if self.numbers:
            base = bottom - self.numbers / 2 - size * 0.3
            strokes += [(edge, bottom, edge, bottom - self.numbers) for edge in edges[:-1]]
            for n, (left, right) in enumerate(pairwise(edges), 1):
                words = f"({n})"
                part.out.append(
                    pen.ink.line(words, self.plain["centre"], size - 1.5, (left + right) / 2, base)
                )


def _upright(pen: Pen, texts: Sequence[str], shown: ink.Style, size: float, at: tuple[float, float]) -> bytes:
    """Lines that are read from below, side by side around `at`."""
    x, y = at
    step = size * 1.15
    x += size * 0.35 - (len(texts) - 1) * step / 2
    return b"".join(
        b"q 0 1 -1 0 %b %b cm %bQ\n"
        % (number(x + n * step), number(y), pen.ink.line(text, shown, size, 0, 0))
        for n, text in enumerate(texts)
    )


def _drawn(strokes: Strokes) -> bytes:
    """All lines of a table as one path."""
    path = [b"%b %b m %b %b l\n" % tuple(map(number, stroke)) for stroke in strokes]
    return b"q %b RG %b w 2 J\n%bS Q\n" % (LINE, number(_STROKE), b"".join(path))


def _heads(block: Table, shown: Grid) -> tuple[float, float, list[_Head]]:
    """Heights of the upper and lower row of the head, and its cells."""
    found: list[_Head] = []
    at = 0
    for title, span in block.groups or [("", len(block.columns))]:
        last = at + span - 1
        if title:
            found.append(_Head(*_wrapped(title, shown, at, last), at, last, 0))
        found += _columns(shown, range(at, last + 1), 1 if title else 2)
        at += span
    if at != len(block.columns):
        raise ValueError(f"groups over {at} columns in a table of {len(block.columns)}")
    if not any(line for cell in found for line in cell.lines):
        return 0.0, 0.0, []
    upper, lower, whole = (
        max((_height(cell, shown) for cell in found if cell.level == level), default=0.0)
        for level in range(3)
    )
    return upper, max(lower, whole - upper), found


def _columns(shown: Grid, places: range, level: int) -> list[_Head]:
    """The heads of some columns; those that are joined share one."""
    found: list[_Head] = []
    for n in places:
        column = shown.columns[n]
        if column.joined and n > places.start:
            continue
        end = n
        while end + 1 in places and shown.columns[end + 1].joined:
            end += 1
        if column.vertical:
            upright = lines(column.title, f"{shown.font}-bold", shown.size, _LONGEST_UPRIGHT)
            found.append(_Head(upright, shown.size, n, end, level, True))
        else:
            found.append(_Head(*_wrapped(column.title, shown, n, end), n, end, level))
    return found


def _wrapped(title: str, shown: Grid, first: int, last: int) -> tuple[tuple[str, ...], float]:
    """Lines and size: smaller before a word is broken."""
    font, room = f"{shown.font}-bold", shown.room(first, last)
    longest = max((face(font).width(word) for word in clean(title).split()), default=0)
    size = min(shown.size, max(_SMALLEST_HEAD, room * 1000 / longest)) if longest else shown.size
    return lines(title, font, size, room), size


def _height(cell: _Head, shown: Grid) -> float:
    if cell.vertical:
        bold = face(f"{shown.font}-bold")
        return max(bold.width(clean(text)) for text in cell.lines) * shown.size / 1000 + 2 * PAD
    return len(cell.lines) * cell.size * LEADING + 2 * PAD
