"""Who is to get a mentor: people of the staff list, searched, filtered by unit, or pasted by their NIP."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asn_desktop.domain import nip
from asn_desktop.services import employees, units
from asn_desktop.services.mentoring import candidates
from asn_desktop.services.mentoring.candidates import Pasted
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Paged
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.kit.text import label, say

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

TOLD = 5  # unknown numbers that are named
COLUMNS = [
    Column("Nama", "printed_name", width=34, sort="name"),
    Column("NIP", lambda row: nip.spaced(row.nip or ""), width=22, sort="nip"),
    Column("Gol.", "golongan", width=6, sort="golongan"),
    Column("Jabatan", "jabatan", width=28, sort="jabatan"),
    Column("Perangkat daerah", "unit", width=30, sort="unit"),
]


HINT = "Tandai satu orang atau lebih, lalu tekan Ctrl+Enter. Daftar NIP dari Excel dapat ditempelkan."


class PickMentees(QWidget):
    """`add` gets the ids and says how many of them are new."""

    closed = Signal()

    def __init__(self, runner: Runner, add: Callable[[list[int]], int]) -> None:
        super().__init__()
        self.setObjectName("pick_mentees_page")
        self._runner, self._add = runner, add
        self._message = label("", "good-box", wrap=True, name="mentees_message")
        self._message.hide()
        self.list = ListScreen(
            runner,
            "pick_mentees",
            COLUMNS,
            Paged(lambda s, asked, limit: employees.ids(s, _filter(asked), limit), employees.page),
            noun="pegawai",
            hint="Cari nama, NIP, perangkat daerah, jabatan…",
            empty=Empty(
                "Belum ada pegawai. Impor daftar pegawai di layar Pegawai.", "&Kembali", self.closed.emit
            ),
            actions=[
                Action("T&ambahkan", self.take, "Ctrl+Return", "user-plus", needs=2, main=True),
                Action("Tempel &NIP", lambda _ids: self.paste(), "Ctrl+Shift+V", "copy", needs=0),
                Action("&Selesai", lambda _ids: self.closed.emit(), icon="check", needs=0),
            ],
            filters=[FilterBy("unit", "Perangkat daerah", _units, many=False)],
        )
        self.list.opened.connect(lambda person_id: self.take([person_id]) if person_id is not None else None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(label("Pilih mentee yang dicarikan mentor", "heading"))
        head.addWidget(label(HINT, "quiet", wrap=True))
        head.addWidget(self._message)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        self.setFocusProxy(self.list.search)

    def event(self, event: QEvent) -> bool:
        """Esc is of this page, not of the programme below it: of two shortcuts Qt would take neither."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.closed.emit()
            return True
        return super().event(event)

    def take(self, ids: list[int]) -> None:
        say(self._message, _told(self._add(ids), len(ids)), "good-box")

    def paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        self._runner.read(lambda s: candidates.by_nips(s, text), self._pasted, owner=self, latest="paste")

    def _pasted(self, found: Pasted) -> None:
        if not found.ids and not found.unknown:
            say(self._message, "Papan klip tidak berisi NIP. Salin kolom NIP dari Excel dahulu.", "bad-box")
            return
        words = _told(self._add(list(found.ids)), len(found.ids))
        if found.unknown:
            named = ", ".join(found.unknown[:TOLD]) + (" …" if found.unknown[TOLD:] else "")
            words += f" {len(found.unknown)} NIP tidak dikenal: {named}. Periksa di layar Pegawai."
        say(self._message, words, "bad-box" if found.unknown else "good-box")


def _told(new: int, given: int) -> str:
    already = f" {given - new} sudah ada di daftar." if given > new else ""
    return f"✓ {new} mentee ditambahkan.{already}"


def _units(session: Session) -> list[tuple[int, str]]:
    return [(row.id, "    " * row.depth + row.name) for row in units.tree(session)]


def _filter(asked: Asked) -> employees.Filter:
    unit = asked.chosen.get("unit") or (None,)
    return employees.Filter(
        text=asked.text, unit_id=unit[0], sort=asked.sort or "name", descending=asked.descending
    )
