"""Puts people of the database into an event: search, mark several, add."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asn_desktop.domain import nip
from asn_desktop.services import employees, nominations, results
from asn_desktop.services.results import AddedPeople
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Paged
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.kit.text import label

COLUMNS = [
    Column("Nama", "printed_name", width=34, sort="name"),
    Column("NIP", lambda row: nip.spaced(row.nip or ""), width=22, sort="nip"),
    Column("Gol.", "golongan", width=6, sort="golongan"),
    Column("Jabatan", "jabatan", width=28, sort="jabatan"),
    Column("Perangkat daerah", "unit", width=30, sort="unit"),
]


class AddPeople(QWidget):
    closed = Signal()

    def __init__(self, runner: Runner, event_id: int) -> None:
        super().__init__()
        self._runner, self._event_id = runner, event_id
        self._message = label("Tandai satu orang atau lebih, lalu tekan Ctrl+Enter.", "quiet", wrap=True)
        self._message.setObjectName("added")
        self.list = ListScreen(
            runner,
            "pick_people",
            COLUMNS,
            Paged(lambda s, asked, limit: employees.ids(s, _filter(asked), limit), employees.page),
            noun="pegawai",
            hint="Cari nama, NIP, perangkat daerah, jabatan…",
            empty=Empty(
                "Belum ada pegawai. Impor daftar pegawai di layar Pegawai.", "&Kembali", self.closed.emit
            ),
            actions=[
                Action("&Tambahkan", self._add, "Ctrl+Return", "user-plus", needs=2, main=True),
                Action("&Selesai", lambda _ids: self.closed.emit(), icon="check", needs=0),
            ],
        )
        self.list.opened.connect(lambda person_id: self._add([person_id]) if person_id is not None else None)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(label("Tambah pegawai sebagai peserta", "heading"))
        head.addWidget(self._message)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list.search)

    def _add(self, ids: list[int]) -> None:
        self._runner.write(
            f"Tambah {len(ids)} peserta",
            lambda s: (results.add_people(s, self._event_id, ids), nominations.crowded(s, self._event_id)),
            self._added,
            owner=self,
        )

    def _added(self, done: tuple[AddedPeople, str]) -> None:
        outcome, crowded = done
        words = f"✓ {outcome.added} peserta ditambahkan."
        if outcome.already:
            words += f" Sudah ada di daftar: {', '.join(outcome.already)}."
        self._message.setText(f"{words} ⚠ {crowded}" if crowded else words)


def _filter(asked: Asked) -> employees.Filter:
    return employees.Filter(text=asked.text, sort=asked.sort or "name", descending=asked.descending)
