"""The meetings of mentoring under a week or a year: quiet, and each leads to its pair."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asn_desktop.domain import clock
from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring.agenda import Meeting
from asn_desktop.ui.kit.table import Column, Sorted, TableModel
from asn_desktop.ui.kit.text import label, say
from asn_desktop.ui.kit.view import ROW_HEIGHT, View
from asn_desktop.ui.screens.calendar.shown import GUIDED, LIST, Shown

LEAST, MOST = 4, 8  # rows that are seen under a week, and under a list


class Guided(QWidget):
    """Double click and Enter open a pair; hidden where there is no meeting."""

    chosen = Signal(int)  # the id of a pair

    def __init__(self) -> None:
        super().__init__()
        columns = [
            Column("Tanggal", "day", width=10),
            Column("Jam", _hours, width=5),
            Column("Pasangan", "pair", width=44),
            Column("Program", "programme", width=30),
            Column("Keadaan", lambda one: words.MEETING_STATES[one.state], width=12),
            Column("Tempat", "place", width=14),
        ]
        self._rows = TableModel(columns)
        self.table = View(Sorted(self._rows), columns, "calendar_guided", "Pertemuan mentoring")
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.opened.connect(self._open)
        self._heading = label("", "quiet", name="calendar_guided_words")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._heading)
        layout.addWidget(self.table)
        self.hide()

    def show_period(self, found: Shown) -> None:
        count = len(found.meetings)
        self._rows.show(found.meetings)
        more = f" (baru {GUIDED} yang pertama)" if count >= GUIDED else ""
        say(self._heading, f"Pertemuan mentoring: {count}{more}. Enter membuka pasangannya.", "quiet")
        seen = min(count, MOST if found.view == LIST else LEAST)
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + seen * ROW_HEIGHT + 4)
        self.setVisible(count > 0)

    def _open(self) -> None:
        if (one := self.table.current_row()) is not None:
            self.chosen.emit(one.pair_id)


def _hours(one: Meeting) -> str:
    return clock.shown(one.starts)
