"""People of the staff list to choose from: searched, several marked, taken; the page stays for more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asn_desktop.domain import nip
from asn_desktop.services import employees
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Paged
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.kit.text import label, say

COLUMNS = [
    Column("Nama", "printed_name", width=34, sort="name"),
    Column("NIP", lambda row: nip.spaced(row.nip or ""), width=22, sort="nip"),
    Column("Gol.", "golongan", width=6, sort="golongan"),
    Column("Jabatan", "jabatan", width=28, sort="jabatan"),
    Column("Perangkat daerah", "unit", width=30, sort="unit"),
]


class PeoplePicker(QWidget):
    """`take` gets the ids; what came of it is told by `say`. A filter named unit keeps to a unit."""

    closed = Signal()

    def __init__(
        self,
        runner: Runner,
        name: str,
        title: str,
        take: Callable[[list[int]], None],
        *,
        hint: str = "Tandai satu orang atau lebih, lalu tekan Ctrl+Enter.",
        more: Sequence[Action] = (),
        filters: Sequence[FilterBy] = (),
    ) -> None:
        super().__init__()
        self.setObjectName(f"{name}_page")
        self._message = label("", "good-box", wrap=True, name="picked_message")
        self._message.hide()
        self.list = ListScreen(
            runner,
            name,
            COLUMNS,
            Paged(lambda s, asked, limit: employees.ids(s, _filter(asked), limit), employees.page),
            noun="pegawai",
            hint="Cari nama, NIP, perangkat daerah, jabatan…",
            empty=Empty(
                "Belum ada pegawai. Impor daftar pegawai di layar Pegawai.", "&Kembali", self.closed.emit
            ),
            actions=[
                Action("T&ambahkan", take, "Ctrl+Return", "user-plus", needs=2, main=True),
                *more,
                Action("&Selesai", lambda _ids: self.closed.emit(), icon="check", needs=0),
            ],
            filters=filters,
        )
        self.list.opened.connect(lambda person_id: take([person_id]) if person_id is not None else None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(label(title, "heading"))
        head.addWidget(label(hint, "quiet", wrap=True))
        head.addWidget(self._message)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list.search)

    def event(self, event: QEvent) -> bool:
        """Esc is of this page, not of the record below it: of two shortcuts Qt would take neither."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.closed.emit()
            return True
        return super().event(event)

    def say(self, words: str, look: str = "good-box") -> None:
        say(self._message, words, look)


def _filter(asked: Asked) -> employees.Filter:
    unit = asked.chosen.get("unit") or (None,)
    return employees.Filter(
        text=asked.text, unit_id=unit[0], sort=asked.sort or "name", descending=asked.descending
    )
