"""Paints the cells of a grid in one loop: asking the model and the style cell by cell is ten times slower."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QPainter, QPalette, QPen
from PySide6.QtWidgets import QTableView

from asn_desktop.ui import theme

PADDING = 8
ROLE, ALIGN = QPalette.ColorRole, Qt.AlignmentFlag
LEFT = ALIGN.AlignLeft | ALIGN.AlignVCenter
RIGHT = ALIGN.AlignRight | ALIGN.AlignVCenter


class Look(NamedTuple):
    text: str
    tone: str
    align: Qt.AlignmentFlag


class _Part(NamedTuple):
    """A row or a column that is seen: its number, where it begins, and how long it is."""

    number: int
    start: int
    size: int


def paint(view: QTableView, rect: QRect, look: Callable[[int, int], Look]) -> None:
    """All cells of the viewport that touch `rect`."""
    painter = QPainter(view.viewport())
    palette, metrics = view.palette(), view.fontMetrics()
    rows, columns = list(_rows(view, rect)), list(_columns(view, rect))
    chosen = _chosen(view, rows, columns)
    plain, high = QPen(palette.color(ROLE.Text)), QPen(palette.color(ROLE.HighlightedText))
    high_fill, alternate = palette.brush(ROLE.Highlight), palette.brush(ROLE.AlternateBase)
    tones = {tone: (_pen(theme.ink(tone), plain), theme.fill(tone)) for tone in theme.TONES}
    tones[""] = (plain, None)
    painter.fillRect(rect, palette.brush(ROLE.Base))
    for row, top, height in rows:
        for column, left, width in columns:
            text, tone, align = look(row, column)
            pen, fill = tones[tone]
            if (row, column) in chosen:
                pen, fill = high, high_fill
            elif fill is None and row % 2:
                fill = alternate
            if fill is not None:
                painter.fillRect(left, top, width, height, fill)
            if text:
                painter.setPen(pen)
                room = width - 2 * PADDING
                if align != ALIGN.AlignCenter and metrics.horizontalAdvance(text) > room:
                    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
                painter.drawText(left + PADDING, top, room, height, int(align), text)
    _lines(painter, palette, rows, columns)
    _cursor(painter, view, rows, columns)
    painter.end()


def _lines(painter: QPainter, palette: QPalette, rows: list[_Part], columns: list[_Part]) -> None:
    if not rows or not columns:
        return
    painter.setPen(palette.color(ROLE.Mid))
    right, bottom = columns[-1].start + columns[-1].size - 1, rows[-1].start + rows[-1].size - 1
    for _, top, height in rows:
        painter.drawLine(columns[0].start, top + height - 1, right, top + height - 1)
    for _, left, width in columns:
        painter.drawLine(left + width - 1, rows[0].start, left + width - 1, bottom)


def _cursor(painter: QPainter, view: QTableView, rows: list[_Part], columns: list[_Part]) -> None:
    """The cell that keys go to, told from a chosen range by its frame."""
    here = view.currentIndex()
    if not here.isValid() or view.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return
    for row, top, height in rows:
        for column, left, width in columns:
            if (row, column) == (here.row(), here.column()):
                painter.setPen(QPen(view.palette().color(ROLE.Text), 2))
                painter.drawRect(left + 1, top + 1, width - 3, height - 3)


def _rows(view: QTableView, rect: QRect) -> Iterator[_Part]:
    first, last = view.rowAt(rect.top()), view.rowAt(rect.bottom())
    if first >= 0:
        for row in range(first, (last if last >= 0 else view.model().rowCount() - 1) + 1):
            if height := view.rowHeight(row):
                yield _Part(row, view.rowViewportPosition(row), height)


def _columns(view: QTableView, rect: QRect) -> Iterator[_Part]:
    first, last = view.columnAt(rect.left()), view.columnAt(rect.right())
    if first >= 0:
        for column in range(first, (last if last >= 0 else view.model().columnCount() - 1) + 1):
            if width := view.columnWidth(column):
                yield _Part(column, view.columnViewportPosition(column), width)


def _chosen(view: QTableView, rows: list[_Part], columns: list[_Part]) -> set[tuple[int, int]]:
    """Of the cells that are seen those that are selected."""
    if not rows or not columns:
        return set()
    selection = view.selectionModel().selection()
    found: set[tuple[int, int]] = set()
    for part in (selection.at(n) for n in range(selection.count())):
        down = range(max(part.top(), rows[0].number), min(part.bottom(), rows[-1].number) + 1)
        across = range(max(part.left(), columns[0].number), min(part.right(), columns[-1].number) + 1)
        found.update((row, column) for row in down for column in across)
    return found


def _pen(brush: QBrush | None, usual: QPen) -> QPen:
    return QPen(brush.color()) if brush else usual
