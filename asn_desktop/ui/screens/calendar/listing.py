"""The events of a year as a list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from asn_desktop.domain import calendar as days
from asn_desktop.domain import dates
from asn_desktop.services.calendar import Entry
from asn_desktop.ui.kit.table import Column, Sorted, TableModel
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.screens.calendar.shown import Shown


class Agenda(View):
    """Double click and Enter open an event, as in the other views."""

    chosen = Signal(int)

    def __init__(self) -> None:
        self._shown: Shown | None = None
        columns = [
            Column("Mulai", "starts_on", width=10),
            Column("Selesai", "ends_on", width=10),
            Column("Pelatihan", "training", width=33),
            Column("Angkatan", "angkatan", text=dates.roman, width=8),
            Column("Bentuk", self._form, width=20),
            Column("Peserta", "participants", width=6),
            Column("Kursi", "capacity", width=4),
            Column("Sesi", "sessions", width=3),
            Column("JP", "jp", width=2),
            Column("Seri", _series, width=6),
            Column("Tempat", "place", width=12),
        ]
        self._rows = TableModel(columns)
        super().__init__(Sorted(self._rows), columns, "calendar_table", "Daftar kegiatan")
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.opened.connect(self._open)

    def show_period(self, found: Shown) -> None:
        self._shown = found
        self._rows.show(found.entries)

    def _form(self, entry: Entry) -> str:
        if self._shown is None:
            return ""
        form = self._shown.form(entry)
        return f"{days.letter(form.place)} {form.name}"

    def _open(self) -> None:
        if (entry := self.current_row()) is not None:
            self.chosen.emit(entry.event_id)


def _series(entry: Entry) -> str:
    if entry.series_id is None:
        return ""
    return "sendiri" if entry.apart else "seri"
