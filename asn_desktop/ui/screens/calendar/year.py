"""A year on one sheet: a row for each month, the days of the week under each other."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from asn_desktop.domain import calendar as days
from asn_desktop.domain import dates
from asn_desktop.ui.screens.calendar import paint
from asn_desktop.ui.screens.calendar.board import GAP, LANE, Bar, Board
from asn_desktop.ui.screens.calendar.shown import YEAR

LABEL, HEAD, NUMBERS = 44, 20, 17  # the name of a month, the days of the week, the numbers of the days
INITIALS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")


class YearBoard(Board):
    def __init__(self) -> None:
        super().__init__(YEAR)
        self._tops = [0.0] * 13  # of each month, and the end of the last
        self._offsets = [0] * 12  # columns before the first day of each month

    def lay_out(self) -> None:
        year, wide = self.shown.first.year, self._column()
        spans = [(e.starts_on, e.ends_on) for e in self.shown.entries]
        months = [days.month(date(year, n, 1)) for n in range(1, 13)]
        self._offsets = [first.weekday() for first, _ in months]
        rows = [days.pieces(spans, *month) for month in months]
        lanes = [max((p.lane + 1 for p in row), default=1) for row in rows]
        heights = [NUMBERS + n * (LANE + GAP) + 2 for n in lanes]
        area = self.parentWidget()
        spare = (area.height() if area else 0) - HEAD - sum(heights)
        self.bars, top = [], float(HEAD)
        for n, row in enumerate(rows):
            self._tops[n] = top
            for p, until in zip(row, days.free_after(row, months[n][1]), strict=True):
                left = LABEL + (self._offsets[n] + p.first.day - 1) * wide
                width = ((p.last - p.first).days + 1) * wide
                y = top + NUMBERS + p.lane * (LANE + GAP)
                rect = QRectF(left + 1, y, width - 2, LANE)
                # behind the last day of a month the row is empty to its end
                free = (until - p.first).days + 1
                right = self.width() if until == months[n][1] else left + free * wide
                self.bars.append(Bar(self.shown.entries[p.span], rect, right, p.begins, p.ends))
            top += heights[n] + max(0, spare // 12)
        self._tops[12] = top
        self.setMinimumHeight(int(top) + 1)
        self.update()

    def _column(self) -> float:
        return (self.width() - LABEL - 1) / days.COLUMNS

    def day_at(self, at: QPointF) -> date | None:
        month = next((n for n in range(12) if self._tops[n] <= at.y() < self._tops[n + 1]), None)
        if month is None or self.shown.first == date.min:
            return None
        last = days.month(date(self.shown.first.year, month + 1, 1))[1]
        number = int((at.x() - LABEL) // self._column()) - self._offsets[month] + 1
        return last.replace(day=min(max(1, number), last.day))

    def cell(self, day: date) -> QRectF:
        if day.year != self.shown.first.year:
            return QRectF()
        n, wide = day.month - 1, self._column()
        left = LABEL + (self._offsets[n] + day.day - 1) * wide
        return QRectF(left, self._tops[n], wide, self._tops[n + 1] - self._tops[n])

    def row_later(self, day: date, by: int) -> date:
        return days.later_month(day, by)

    def paint_ground(self, painter: QPainter, clip: QRectF) -> None:
        painter.fillRect(clip, paint.tint("base"))
        wide = self._column()
        for n in range(12):
            top, bottom = self._tops[n], self._tops[n + 1]
            if bottom < clip.top() or top > clip.bottom():
                continue
            first, last = days.month(date(self.shown.first.year, n + 1, 1))
            paint.line(painter, QPointF(0, bottom), QPointF(self.width(), bottom), strong=True)
            painter.setPen(paint.tint("text"))
            painter.setFont(paint.BOLD)
            name = dates.MONTHS[n][:3]
            painter.drawText(QRectF(8, top, LABEL, NUMBERS), paint.LEFT, name)
            for number in range(1, last.day + 1):
                self._paint_day(painter, first.replace(day=number), wide)

    def _paint_day(self, painter: QPainter, day: date, wide: float) -> None:
        cell = self.cell(day)
        free = self.shown.is_free(day)
        if free:
            painter.fillRect(cell, paint.tint("bad_fill" if self.shown.holiday(day) else "window"))
        paint.line(painter, cell.topLeft(), cell.bottomLeft())
        if day.day == days.month(day)[1].day:
            paint.line(painter, cell.topRight(), cell.bottomRight())
        head = QRectF(cell.left(), cell.top(), wide, NUMBERS)
        paint.number(painter, head, str(day.day), today=day == self.shown.today, free=free)

    def paint_above(self, painter: QPainter, top: float) -> None:
        wide = self._column()
        painter.fillRect(QRectF(0, top, self.width(), HEAD), paint.tint("window"))
        painter.setFont(paint.SMALL)
        for n in range(days.COLUMNS):
            painter.setPen(paint.tint("bad" if n % 7 >= 5 else "text"))
            painter.drawText(QRectF(LABEL + n * wide, top, wide, HEAD), paint.CENTRE, INITIALS[n % 7])
        paint.line(painter, QPointF(0, top + HEAD), QPointF(self.width(), top + HEAD), strong=True)
