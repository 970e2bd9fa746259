"""A month with the meetings of a pair: signs under the days, the words in the tooltip."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QDate, QRect, Qt
from PySide6.QtGui import QPainter, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton

from asn_desktop.ui import theme
from asn_desktop.ui.kit.table import LOCALE

LEGEND = "● terlaksana · ○ direncanakan · + usulan · ! bentrok · × libur"

SIZE = (380, 230)  # pixels: six weeks


class Mark(NamedTuple):
    """`sign` is one of LEGEND."""

    sign: str
    tone: str = ""


class MonthView(QCalendarWidget):
    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setLocale(LOCALE)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for place, words in (("prev", "Bulan sebelumnya"), ("next", "Bulan berikutnya")):
            if button := self.findChild(QToolButton, f"qt_calendar_{place}month"):
                button.setAccessibleName(words)
                button.setToolTip(words)
        free = QTextCharFormat()
        free.setForeground(theme.colour("quiet"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, free)
        self.setFixedSize(*SIZE)
        self._marks: Mapping[date, Mark] = {}

    def show_marks(self, marks: Mapping[date, Mark]) -> None:
        self._marks = marks
        self.updateCells()

    def go_to(self, day: date) -> None:
        self.setSelectedDate(QDate(day.year, day.month, day.day))

    def day(self) -> date:
        chosen = self.selectedDate()
        return date(chosen.year(), chosen.month(), chosen.day())

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate | date) -> None:
        assert isinstance(day, QDate)  # a date only where Python asks
        super().paintCell(painter, rect, day)
        if mark := self._marks.get(date(day.year(), day.month(), day.day())):
            painter.save()
            painter.setFont(theme.font(9, bold=True))
            chosen = day == self.selectedDate()
            painter.setPen(theme.colour("on_accent" if chosen else mark.tone or "text"))
            place = rect.adjusted(2, 1, -4, -1)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, mark.sign)
            painter.restore()
