"""A month: a row for each week."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from asn_desktop.domain import calendar as days
from asn_desktop.domain import dates
from asn_desktop.ui.screens.calendar import paint
from asn_desktop.ui.screens.calendar.board import GAP, LANE, Bar, Board
from asn_desktop.ui.screens.calendar.shown import MONTH

HEAD, NUMBERS, LEAST = 24, 22, 2  # LEAST: lanes that a week has room for at least


class MonthBoard(Board):
    def __init__(self) -> None:
        super().__init__(MONTH)
        self._weeks: list[date] = []
        self._tops: list[float] = []

    def lay_out(self) -> None:
        if self.shown.first == date.min:
            return
        wide = self.width() / 7
        spans = [(e.starts_on, e.ends_on) for e in self.shown.entries]
        self._weeks = days.weeks(self.shown.first, self.shown.last)
        rows = [days.pieces(spans, week, week + 6 * days.DAY) for week in self._weeks]
        heights = [NUMBERS + max([LEAST, *(p.lane + 1 for p in row)]) * (LANE + GAP) + 4 for row in rows]
        area = self.parentWidget()
        spare = (area.height() if area else 0) - HEAD - sum(heights) - 1
        self.bars, self._tops, top = [], [], float(HEAD)
        for week, row, high in zip(self._weeks, rows, heights, strict=True):
            self._tops.append(top)
            for p, until in zip(row, days.free_after(row, week + 6 * days.DAY), strict=True):
                left, width = (p.first - week).days * wide, ((p.last - p.first).days + 1) * wide
                y = top + NUMBERS + p.lane * (LANE + GAP)
                rect = QRectF(left + 2, y, width - 4, LANE)
                right = left + ((until - p.first).days + 1) * wide
                self.bars.append(Bar(self.shown.entries[p.span], rect, right, p.begins, p.ends))
            top += high + max(0, spare // len(rows))
        self._tops.append(top)
        self.setMinimumHeight(int(top) + 1)
        self.update()

    def day_at(self, at: QPointF) -> date | None:
        for week, top, bottom in zip(self._weeks, self._tops, self._tops[1:], strict=False):
            if top <= at.y() < bottom:
                return week + min(6, max(0, int(at.x() // (self.width() / 7)))) * days.DAY
        return None

    def cell(self, day: date) -> QRectF:
        monday = days.monday(day)
        if monday not in self._weeks:
            return QRectF()
        row, wide = self._weeks.index(monday), self.width() / 7
        high = self._tops[row + 1] - self._tops[row]
        return QRectF(day.weekday() * wide, self._tops[row], wide, high)

    def paint_ground(self, painter: QPainter, clip: QRectF) -> None:
        painter.fillRect(clip, paint.tint("base"))
        for week in self._weeks:
            for n in range(7):
                self._paint_day(painter, week + n * days.DAY)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        cell, holiday = self.cell(day), self.shown.holiday(day)
        other = not self.shown.first <= day <= self.shown.last
        free = self.shown.is_free(day)
        if free:
            painter.fillRect(cell, paint.tint("bad_fill" if holiday else "window"))
        paint.line(painter, cell.topLeft(), cell.bottomLeft())
        paint.line(painter, cell.bottomLeft(), cell.bottomRight(), strong=True)
        text = f"{day.day} {dates.MONTHS[day.month - 1][:3]}" if other else str(day.day)
        wide = 48 if other else 26
        head = QRectF(cell.left() + 2, cell.top() + 1, wide, NUMBERS - 2)
        paint.number(painter, head, text, today=day == self.shown.today, free=free)
        if holiday:
            painter.setFont(paint.SMALL)
            painter.setPen(paint.tint("bad"))
            room = QRectF(head.right() + 2, head.top(), cell.right() - head.right() - 6, head.height())
            paint.words(painter, room, holiday.name)

    def paint_above(self, painter: QPainter, top: float) -> None:
        wide = self.width() / 7
        painter.fillRect(QRectF(0, top, self.width(), HEAD), paint.tint("window"))
        painter.setFont(paint.BOLD)
        for n, name in enumerate(days.DAYS):
            painter.setPen(paint.tint("bad" if n >= 5 else "text"))
            painter.drawText(QRectF(n * wide, top, wide, HEAD), paint.CENTRE, name)
        paint.line(painter, QPointF(0, top + HEAD), QPointF(self.width(), top + HEAD), strong=True)
