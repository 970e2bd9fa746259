"""Beranda: what has to be done today. Every number opens the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from asn_desktop.domain import dates
from asn_desktop.services import employees, training
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import counted, label, no_mnemonic, set_look
from asn_desktop.ui.navigation import Go

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

ASN = ("PNS", "CPNS", "PPPK")  # guests of trainings are people too, but no employees
LISTED = 8  # events under a heading


class Figures(NamedTuple):
    people: int
    archived: int
    to_issue: Sequence[training.EventRow]  # passed, but without a certificate
    now: Sequence[training.EventRow]
    next: Sequence[training.EventRow]


def figures(session: Session, today: date) -> Figures:
    events = training.events(session)
    return Figures(
        employees.count(session, employees.Filter(statuses=ASN)),
        employees.count(session, employees.Filter(archived=True)),
        [e for e in events if e.passed > e.issued],
        [e for e in events if e.starts_on <= today <= e.ends_on],
        sorted((e for e in events if e.starts_on > today), key=lambda e: e.starts_on),
    )


class Overview(QScrollArea):
    def __init__(self, runner: Runner, go: Go) -> None:
        super().__init__()
        self.setObjectName("overview")
        self.setWidgetResizable(True)
        self.setAccessibleName("Beranda")
        self._runner, self._go = runner, go
        runner.changed.connect(self._on_changed)

    def refresh(self) -> None:
        today = date.today()
        self._runner.read(lambda s: figures(s, today), self._show, latest="figures")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, found: Figures) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(label(f"Hari ini, {dates.long(date.today())}", "heading"))
        missing = sum(e.passed - e.issued for e in found.to_issue)
        tiles = QGridLayout()
        tiles.setSpacing(12)
        for place, tile in enumerate(
            (
                self._tile("people", counted(found.people), "pegawai aktif", "employees"),
                self._tile("to_issue", counted(missing), "sertifikat belum diterbitkan", "training"),
                self._tile("now", counted(len(found.now)), "kegiatan berlangsung hari ini", "training"),
            )
        ):
            tiles.addWidget(tile, 0, place)
        layout.addLayout(tiles)
        if not found.people:
            layout.addWidget(label("Mulailah dengan mengimpor daftar pegawai dari Excel.", wrap=True))
            layout.addWidget(
                self._button("Buka &Pegawai", lambda: self._go("employees", None), "main"),
                alignment=Qt.AlignmentFlag.AlignLeft,
            )
        for title, events, says in (
            ("Sertifikat yang perlu diterbitkan", found.to_issue, _still_to_issue),
            ("Berlangsung hari ini", found.now, _when),
            ("Kegiatan berikutnya", found.next, _when),
        ):
            if events:
                layout.addWidget(label(title, "title"))
                layout.addWidget(self._events(events[:LISTED], says))
        if found.people and not (found.to_issue or found.now or found.next):
            layout.addWidget(label("Tidak ada yang mendesak hari ini.", "quiet", name="nothing_urgent"))
        layout.addStretch(1)
        self.setWidget(body)

    def _tile(self, name: str, figure: str, words: str, screen: str) -> QFrame:
        tile = QFrame()
        tile.setObjectName("tile")
        inside = QVBoxLayout(tile)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(label(figure, "figure", name=f"figure_{name}"))
        button = self._button(words, lambda: self._go(screen, None), "link")
        button.setAccessibleName(f"{figure} {words}")
        inside.addWidget(button)
        return tile

    def _events(self, events: Sequence[training.EventRow], says: Callable[[Any], str]) -> QFrame:
        box = QFrame()
        box.setObjectName("tile")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(12, 4, 12, 4)
        inside.setSpacing(0)
        for event in events:
            line = QHBoxLayout()
            title = f"{event.training}, angkatan {dates.roman(event.angkatan)}"
            line.addWidget(self._button(no_mnemonic(title), partial(self._go, "training", event.id), "link"))
            line.addStretch(1)
            line.addWidget(label(says(event), "quiet"))
            inside.addLayout(line)
        return box

    def _button(self, text: str, run: Callable[[], None], look: str) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _checked=False: run())
        set_look(button, look)
        return button


def _still_to_issue(event: training.EventRow) -> str:
    return f"{counted(event.passed - event.issued)} dari {counted(event.passed)} yang lulus"


def _when(event: training.EventRow) -> str:
    return f"{dates.span(event.starts_on, event.ends_on)} · {event.place}"


def overview_screen(runner: Runner, go: Go) -> QWidget:
    return Overview(runner, go)
