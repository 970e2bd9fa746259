"""What year, month and week have in common: bars that are seen, pointed at, and drawn elsewhere."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QToolTip, QWidget

from asn_desktop.domain import calendar as days
from asn_desktop.domain import dates
from asn_desktop.services.calendar import Entry
from asn_desktop.ui.kit.text import tooltip
from asn_desktop.ui.screens.calendar import board_keys, paint, shown
from asn_desktop.ui.screens.calendar.cursor import Cursor, Ghost, to_day
from asn_desktop.ui.screens.calendar.shown import Shown

LANE, GAP = 19, 2  # height of a bar and the room above it
GRIP = 7  # pixels at an end by which a bar is stretched
MOVE, BEGIN, END = "move", "begin", "end"


class Bar(NamedTuple):
    """`right`: how far its title may reach, over what is free beside it."""

    entry: Entry
    rect: QRectF
    right: float
    begins: bool
    ends: bool


class _Press(NamedTuple):
    at: QPoint
    day: date
    bar: Bar
    what: str


class Board(QWidget):
    """Subclasses say where days and bars lie: `lay_out`, `day_at`, `cell`, `paint_ground`, `row_later`."""

    opened = Signal(int)  # the id of an event
    wanted = Signal(object)  # a new event on this day
    proposed = Signal(int, object, object)  # an event, and the days it should have
    pointed = Signal(str)  # where one is, in words
    left = Signal(object)  # for a day of another period
    turned = Signal(int)  # to the next period or the one before

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("Kalender")  # until one points at a day
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.shown = Shown(name, date.min, date.min, date.min)
        self.bars: list[Bar] = []
        self.cursor_at = Cursor(date.min)
        self.ghost: Ghost | None = None
        self._press: _Press | None = None
        self._laid_for = (0, 0)
        board_keys.add(self)

    def lay_out(self) -> None:
        raise NotImplementedError

    def day_at(self, at: QPointF) -> date | None:
        raise NotImplementedError

    def cell(self, day: date) -> QRectF:
        """Empty for a day that is not on the board."""
        raise NotImplementedError

    def paint_ground(self, painter: QPainter, clip: QRectF) -> None:
        raise NotImplementedError

    def paint_above(self, painter: QPainter, top: float) -> None:
        """What stays at the upper edge while the board is scrolled."""

    def row_later(self, day: date, by: int) -> date:
        return day + by * 7 * days.DAY

    def show_period(self, found: Shown, day: date) -> None:
        """`day` is where the keyboard is to be."""
        self.shown = found
        self.ghost = None
        self._press = None
        self._lay_out()
        self.go_to(to_day(self.cursor_at, found.entries, day))

    def go_to(self, cursor: Cursor) -> None:
        """Another period is asked for where the day is not in this one."""
        if not self.shown.first <= cursor.day <= self.shown.last:
            self.left.emit(cursor.day)
            return
        self.cursor_at = cursor
        self._speak()
        self._bring_into_view()
        self.update()

    def entry(self) -> Entry | None:
        """The event the keyboard is on."""
        return next((e for e in self.shown.entries if e.event_id == self.cursor_at.event_id), None)

    def draw(self, ghost: Ghost | None) -> None:
        """Show where an event would go; it is not asked for yet."""
        self.ghost = ghost if ghost and ghost.moved else None
        self._speak()
        self.update()

    def ask_for_ghost(self) -> None:
        if self.ghost:
            self.proposed.emit(self.ghost.entry.event_id, self.ghost.first, self.ghost.last)

    def _lay_out(self) -> None:
        self._laid_for = self._room()
        self.lay_out()

    def _room(self) -> tuple[int, int]:
        port = self.parentWidget()
        return self.width(), port.height() if port else 0

    def _speak(self) -> None:
        entry = self.entry()
        if self.ghost:
            said = f"{self.ghost.entry.title}: {dates.span(self.ghost.first, self.ghost.last)}. "
            said += "Enter menyimpan, Esc membatalkan."
        elif entry:
            said = " · ".join(shown.about(self.shown, entry))
            said = f"{dates.short(self.cursor_at.day)} · {said}"
        else:
            said = shown.words_of_day(self.shown, self.cursor_at.day)
        self.setAccessibleName(said)
        self.pointed.emit(said)

    def _bring_into_view(self) -> None:
        port = self.parentWidget()
        area = port.parentWidget() if port else None
        rect = next((b.rect for b in self.bars if self._is_at_cursor(b)), self.cell(self.cursor_at.day))
        if isinstance(area, QScrollArea) and not rect.isEmpty():
            area.ensureVisible(int(rect.center().x()), int(rect.center().y()), 40, 60)

    def _is_at_cursor(self, bar: Bar) -> bool:
        if bar.entry.event_id != self.cursor_at.event_id:
            return False
        cell = self.cell(self.cursor_at.day)
        return cell.top() <= bar.rect.center().y() <= cell.bottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        clip = QRectF(event.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, clip)
        cell = self.cell(self.cursor_at.day)
        if not cell.isEmpty():
            paint.frame(painter, cell, strong=False)
        for bar in self.bars:
            if bar.rect.united(QRectF(bar.right - 1, bar.rect.top(), 1, 1)).intersects(clip):
                form = self.shown.form(bar.entry)
                title = bar.entry.title
                paint.bar(painter, bar.rect, form, title, bar.right, begins=bar.begins, ends=bar.ends)
                if bar.entry.event_id == self.cursor_at.event_id:
                    paint.frame(painter, bar.rect, strong=self.hasFocus())
        if self.ghost:
            rows = self._rows(self.ghost.first, self.ghost.last)
            for rect in rows:
                paint.frame(painter, rect, dashed=True)
            if rows:
                paint.tag(painter, rows[0], dates.span(self.ghost.first, self.ghost.last), self.width())
        self.paint_above(painter, self.visibleRegion().boundingRect().top())
        painter.end()

    def _rows(self, first: date, last: date) -> list[QRectF]:
        """The days from first to last as one rectangle for each row."""
        rows: list[QRectF] = []
        day = max(first, self.shown.first - 7 * days.DAY)
        while day <= min(last, self.shown.last + 7 * days.DAY):
            cell = self.cell(day)
            if rows and not cell.isEmpty() and rows[-1].top() == cell.top():
                rows[-1] = rows[-1].united(cell)
            elif not cell.isEmpty():
                rows.append(cell)
            day += days.DAY
        return rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._room() != self._laid_for:  # else it only became as high as it asked to be
            self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._speak()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def bar_at(self, at: QPointF) -> Bar | None:
        return next((b for b in reversed(self.bars) if b.rect.contains(at)), None)

    def _grip(self, bar: Bar, at: QPointF) -> str:
        if bar.ends and at.x() > bar.rect.right() - GRIP and bar.rect.width() > 3 * GRIP:
            return END
        return BEGIN if bar.begins and at.x() < bar.rect.left() + GRIP else MOVE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.ghost:
            self.draw(None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at, day = event.position(), self.day_at(event.position())
        bar = self.bar_at(at)
        if day is None:
            return
        self.ghost = None
        if bar and bar.rect.contains(at) and event.button() == Qt.MouseButton.LeftButton:
            self._press = _Press(at.toPoint(), day, bar, self._grip(bar, at))
            day = min(max(day, self.shown.first), self.shown.last)  # what is dragged stays on the screen
        self.go_to(Cursor(day, bar.entry.event_id if bar else None))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, press = event.position(), self._press
        if press is None:
            bar = self.bar_at(at)
            edge = bar and self._grip(bar, at) != MOVE
            self.setCursor(Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.ArrowCursor)
            return
        day = self.day_at(at)
        far = (at.toPoint() - press.at).manhattanLength() >= QApplication.startDragDistance()
        if day is None or not (far or self.ghost):
            return
        self.draw(_drawn(press, day))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self._press is not None:
            self._press = None
            self.ask_for_ghost()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._press = None
        bar, day = self.bar_at(event.position()), self.day_at(event.position())
        if bar:
            self.opened.emit(bar.entry.event_id)
        elif day and self.shown.first <= day <= self.shown.last:
            self.wanted.emit(day)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tooltip(self.hint_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def hint_at(self, at: QPointF) -> str:
        if bar := self.bar_at(at):
            return "\n".join(shown.about(self.shown, bar.entry))
        day = self.day_at(at)
        return shown.words_of_day(self.shown, day) if day else ""


def _drawn(press: _Press, day: date) -> Ghost:
    """Where the event goes when its grip is let go on this day; never shorter than a day."""
    entry, by = press.bar.entry, day - press.day
    first, last = entry.starts_on, entry.ends_on
    if press.what == BEGIN:
        return Ghost(entry, min(first + by, last), last)
    if press.what == END:
        return Ghost(entry, first, max(last + by, first))
    return Ghost(entry, first + by, last + by)
