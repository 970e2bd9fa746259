"""A week: the events above, and their sessions by the hour."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from asn_desktop.domain import calendar as days
from asn_desktop.domain import clock, dates
from asn_desktop.services.calendar import Entry
from asn_desktop.services.schedule import SessionRow
from asn_desktop.ui import theme
from asn_desktop.ui.screens.calendar import paint
from asn_desktop.ui.screens.calendar.board import GAP, LANE, MOVE, Bar, Board
from asn_desktop.ui.screens.calendar.shown import WEEK

LABEL, HEAD, HOUR = 48, 40, 40  # the hours, the days, and the least height of an hour
LINE = 17  # height of a line of words
NARROW = 56  # pixels of a session that has room for its letter only
EARLIEST, LATEST = 7, 17  # hours that are always there


class Block(NamedTuple):
    """A session where it lies."""

    lesson: SessionRow
    entry: Entry
    rect: QRectF


class WeekBoard(Board):
    def __init__(self) -> None:
        super().__init__(WEEK)
        self.blocks: list[Block] = []
        self._hours_from = 0.0  # where the hours begin
        self._hour = float(HOUR)
        self._earliest, self._latest = EARLIEST, LATEST

    def lay_out(self) -> None:
        week, wide = self.shown.first, self._column()
        row = days.pieces([(e.starts_on, e.ends_on) for e in self.shown.entries], week, self.shown.last)
        self.bars = []
        for p, until in zip(row, days.free_after(row, self.shown.last), strict=True):
            left = LABEL + (p.first - week).days * wide
            width = ((p.last - p.first).days + 1) * wide
            rect = QRectF(left + 2, HEAD + 4 + p.lane * (LANE + GAP), width - 4, LANE)
            right = left + ((until - p.first).days + 1) * wide
            self.bars.append(Bar(self.shown.entries[p.span], rect, right, p.begins, p.ends))
        lanes = max((p.lane + 1 for p in row), default=1)
        self._hours_from = HEAD + 8 + lanes * (LANE + GAP)
        lessons = self.shown.lessons
        self._earliest = min([EARLIEST, *(int(x.starts[:2]) for x in lessons)])
        self._latest = max([LATEST, *(-(-clock.minutes(x.ends) // 60) for x in lessons)])
        hours, area = self._latest - self._earliest, self.parentWidget()
        self._hour = max(HOUR, ((area.height() if area else 0) - self._hours_from - 2) / hours)
        self._lay_lessons()
        self.setMinimumHeight(int(self._hours_from + hours * self._hour))
        self.update()

    def _lay_lessons(self) -> None:
        entries, wide = {e.event_id: e for e in self.shown.entries}, self._column()
        self.blocks = []
        for n in range(7):
            today = [x for x in self.shown.lessons if x.day == self.shown.first + n * days.DAY]
            times = [(clock.minutes(x.starts), clock.minutes(x.ends)) for x in today]
            places = days.side_by_side(times)
            for lesson, (begin, end), (column, of) in zip(today, times, places, strict=True):
                part = (wide - 4) / of
                left = LABEL + n * wide + 2 + column * part
                rect = QRectF(left, self._y(begin) + 1, part - 1, (end - begin) * self._hour / 60 - 1)
                self.blocks.append(Block(lesson, entries[lesson.event_id], rect))

    def _y(self, minutes: float) -> float:
        return self._hours_from + (minutes / 60 - self._earliest) * self._hour

    def _column(self) -> float:
        return (self.width() - LABEL) / 7

    def day_at(self, at: QPointF) -> date | None:
        if at.y() < 0 or self.shown.first == date.min:
            return None
        return self.shown.first + min(6, max(0, int((at.x() - LABEL) // self._column()))) * days.DAY

    def cell(self, day: date) -> QRectF:
        if not self.shown.first <= day <= self.shown.last:
            return QRectF()
        wide = self._column()
        left = LABEL + (day - self.shown.first).days * wide
        return QRectF(left, HEAD, wide, self._hours_from - HEAD)

    def bar_at(self, at: QPointF) -> Bar | None:
        """The bar of a session's event, too: it is chosen and opened there, but drawn by its bar alone."""
        if bar := super().bar_at(at):
            return bar
        block = self.block_at(at)
        return next((b for b in self.bars if block and b.entry is block.entry), None)

    def block_at(self, at: QPointF) -> Block | None:
        return next((b for b in self.blocks if b.rect.contains(at)), None)

    def _grip(self, bar: Bar, at: QPointF) -> str:
        return super()._grip(bar, at) if bar.rect.contains(at) else MOVE

    def hint_at(self, at: QPointF) -> str:
        block = self.block_at(at)
        return "\n".join((*_about(block.lesson), block.entry.title)) if block else super().hint_at(at)

    def paint_ground(self, painter: QPainter, clip: QRectF) -> None:
        painter.fillRect(clip, paint.tint("base"))
        for n in range(7):
            day = self.shown.first + n * days.DAY
            cell = self.cell(day)
            whole = QRectF(cell.left(), HEAD, cell.width(), self.height() - HEAD)
            if self.shown.is_free(day):
                painter.fillRect(whole, paint.tint("bad_fill" if self.shown.holiday(day) else "window"))
            paint.line(painter, whole.topLeft(), whole.bottomLeft())
        painter.setFont(paint.SMALL)
        for hour in range(self._earliest, self._latest + 1):
            y = self._y(hour * 60)
            paint.line(painter, QPointF(LABEL, y), QPointF(self.width(), y), strong=hour == self._earliest)
            painter.setPen(paint.tint("quiet"))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(
                QRectF(0, y - 9 if hour > self._earliest else y, LABEL - 6, 18), flags, f"{hour:02d}.00"
            )
        for block in self.blocks:
            if block.rect.intersects(clip):
                self._paint_block(painter, block)

    def _paint_block(self, painter: QPainter, block: Block) -> None:
        rect, lesson = block.rect, block.lesson
        shade = theme.shade(days.hue(self.shown.form(block.entry).place))
        painter.fillRect(rect, shade.ground if lesson.counts else paint.tint("window"))
        painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), shade.edge)
        painter.setPen(paint.tint("text" if lesson.counts else "quiet"))
        painter.setFont(paint.SMALL)
        if rect.height() < 12:
            return
        if rect.width() < NARROW:
            painter.setFont(paint.BOLD)
            letter = days.letter(self.shown.form(block.entry).place)
            painter.drawText(rect.adjusted(3, 0, 0, 0), paint.CENTRE, letter)
            return
        lines, y = _about(lesson), rect.top() + 1
        if rect.height() < 2 * LINE:
            lines = [f"{clock.shown(lesson.starts)} {lesson.title}"]
        room = QRectF(rect.left() + 7, y, rect.width() - 9, LINE * max(1, (rect.height() - 1) // LINE))
        if len(lines) == 1:
            paint.words(painter, QRectF(room.left(), rect.top(), room.width(), rect.height()), lines[0])
            return
        painter.save()
        painter.setClipRect(room)  # whole lines only
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, "\n".join(lines))
        painter.restore()

    def paint_above(self, painter: QPainter, top: float) -> None:
        painter.fillRect(QRectF(0, top, self.width(), HEAD), paint.tint("window"))
        wide = self._column()
        for n, name in enumerate(days.DAYS):
            day = self.shown.first + n * days.DAY
            holiday, left = self.shown.holiday(day), LABEL + n * wide
            text = f"{name}, {day.day} {dates.MONTHS[day.month - 1][:3]}"
            room = QRectF(left, top + (1 if holiday else 9), wide, 22)
            paint.number(painter, room, text, today=day == self.shown.today, free=self.shown.is_free(day))
            if holiday:
                painter.setFont(paint.SMALL)
                painter.setPen(paint.tint("bad"))
                paint.words(painter, QRectF(left + 4, top + 21, wide - 8, 17), holiday.name, paint.CENTRE)
        paint.line(painter, QPointF(0, top + HEAD), QPointF(self.width(), top + HEAD), strong=True)


def _about(lesson: SessionRow) -> list[str]:
    time = f"{clock.shown(lesson.starts)}–{clock.shown(lesson.ends)}"
    lines = (time, lesson.title, ", ".join(lesson.trainers), lesson.room, lesson.class_name)
    return [line for line in lines if line]
