"""Beranda: what has to be done today. Every number opens the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from asn_desktop.domain import calendar, clock, dates
from asn_desktop.domain.mentoring import words
from asn_desktop.services import employees, training
from asn_desktop.services.mentoring import actions, agenda
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import counted, label, no_mnemonic, set_look, short
from asn_desktop.ui.navigation import Go

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

ASN = ("PNS", "CPNS", "PPPK")  # guests of trainings are people too, but no employees
TILES = 3  # in a row
LISTED = 8  # lines under a heading
WEEK, MONTH = timedelta(6), timedelta(30)


class Mentoring(NamedTuple):
    """`meetings` are those planned for today and the six days after it; of those planned for the last weeks
    nobody has typed yet what came of `untyped`."""

    due: actions.Due
    meetings: Sequence[agenda.Meeting]
    untyped: Sequence[agenda.Meeting]
    silent: Sequence[agenda.Silent]


class Line(NamedTuple):
    """`target` is where on the screen the title leads."""

    title: str
    says: str
    screen: str
    target: Any


class Figures(NamedTuple):
    """`mentoring` None: the office has no programme."""

    people: int
    archived: int
    to_issue: Sequence[training.EventRow]  # passed, but without a certificate
    now: Sequence[training.EventRow]
    next: Sequence[training.EventRow]
    mentoring: Mentoring | None


def figures(session: Session, today: date) -> Figures:
    events = training.events(session)
    return Figures(
        employees.count(session, employees.Filter(statuses=ASN)),
        employees.count(session, employees.Filter(archived=True)),
        [e for e in events if e.passed > e.issued],
        [e for e in events if e.starts_on <= today <= e.ends_on],
        sorted((e for e in events if e.starts_on > today), key=lambda e: e.starts_on),
        _mentoring(session, today) if agenda.is_used(session) else None,
    )


def _mentoring(session: Session, today: date) -> Mentoring:
    planned = agenda.meetings(session, today - MONTH, today + WEEK, state=words.PLANNED)
    return Mentoring(
        actions.overdue(session, today),
        [one for one in planned if one.day >= today],
        [one for one in planned if one.day < today],
        agenda.silent(session, today),
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
        tiles = [
            self._tile("people", counted(found.people), "pegawai aktif", "employees"),
            self._tile("to_issue", counted(missing), "sertifikat belum diterbitkan", "training"),
            self._tile("now", counted(len(found.now)), "kegiatan berlangsung hari ini", "training"),
        ]
        if of := found.mentoring:
            late = counted(of.due.overdue)
            overdue = ("mentoring", ("actions", None))
            tiles += [
                self._tile("overdue", late, "tindak lanjut mentoring terlambat", *overdue),
                self._tile(
                    "meetings", counted(len(of.meetings)), "pertemuan mentoring tujuh hari ini", "calendar"
                ),
                self._tile("silent", counted(len(of.silent)), "pasangan lama tidak bertemu", "mentoring"),
            ]
        grid = QGridLayout()
        grid.setSpacing(12)
        for place, tile in enumerate(tiles):
            grid.addWidget(tile, place // TILES, place % TILES)
        layout.addLayout(grid)
        if not found.people:
            layout.addWidget(label("Mulailah dengan mengimpor daftar pegawai dari Excel.", wrap=True))
            layout.addWidget(
                self._button("Buka &Pegawai", lambda: self._go("employees", None), "main"),
                alignment=Qt.AlignmentFlag.AlignLeft,
            )
        listed = [(title, lines) for title, lines in _headings(found) if lines]
        for title, lines in listed:
            layout.addWidget(label(title, "title"))
            layout.addWidget(self._lines(lines[:LISTED]))
            if len(lines) > LISTED:
                layout.addWidget(label(f"dan {counted(len(lines) - LISTED)} lainnya", "quiet"))
        if found.people and not listed:
            layout.addWidget(label("Tidak ada yang mendesak hari ini.", "quiet", name="nothing_urgent"))
        layout.addStretch(1)
        self.setWidget(body)

    def _tile(self, name: str, figure: str, says: str, screen: str, target: Any = None) -> QFrame:
        tile = QFrame()
        tile.setObjectName("tile")
        inside = QVBoxLayout(tile)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(label(figure, "figure", name=f"figure_{name}"))
        button = self._button(says, lambda: self._go(screen, target), "link")
        button.setAccessibleName(f"{figure} {says}")
        inside.addWidget(button)
        return tile

    def _lines(self, lines: Sequence[Line]) -> QFrame:
        box = QFrame()
        box.setObjectName("tile")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(12, 4, 12, 4)
        inside.setSpacing(0)
        for one in lines:
            line = QHBoxLayout()
            go = partial(self._go, one.screen, one.target)
            line.addWidget(self._button(no_mnemonic(short(one.title)), go, "link"))
            line.addStretch(1)
            line.addWidget(label(one.says, "quiet"))
            inside.addLayout(line)
        return box

    def _button(self, text: str, run: Callable[[], None], look: str) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _checked=False: run())
        set_look(button, look)
        return button


def _headings(found: Figures) -> Iterator[tuple[str, list[Line]]]:
    yield "Sertifikat yang perlu diterbitkan", [_event(e, _still_to_issue(e)) for e in found.to_issue]
    yield "Berlangsung hari ini", [_event(e, _when(e)) for e in found.now]
    if of := found.mentoring:
        yield "Pertemuan mentoring tujuh hari ini", [_meeting(one) for one in of.meetings]
        yield "Pertemuan yang belum dicatat hasilnya", [_meeting(one) for one in of.untyped]
        yield "Pasangan yang lama tidak bertemu", [_silent(one) for one in of.silent]
    yield "Kegiatan berikutnya", [_event(e, _when(e)) for e in found.next]


def _event(event: training.EventRow, says: str) -> Line:
    return Line(f"{event.training}, angkatan {dates.roman(event.angkatan)}", says, "training", event.id)


def _meeting(one: agenda.Meeting) -> Line:
    at = f" pukul {clock.shown(one.starts)}" if one.starts else ""
    says = " · ".join(
        filter(None, (f"{calendar.DAYS[one.day.weekday()]}, {dates.long(one.day)}{at}", one.place))
    )
    return Line(one.pair, says, "mentoring", ("pair", one.pair_id))


def _silent(one: agenda.Silent) -> Line:
    last = f"terakhir {dates.long(one.last)}" if one.last else "belum pernah"
    return Line(one.pair, f"{counted(one.days)} hari · {last}", "mentoring", ("pair", one.pair_id))


def _still_to_issue(event: training.EventRow) -> str:
    return f"{counted(event.passed - event.issued)} dari {counted(event.passed)} yang lulus"


def _when(event: training.EventRow) -> str:
    return f"{dates.span(event.starts_on, event.ends_on)} · {event.place}"


def overview_screen(runner: Runner, go: Go) -> QWidget:
    return Overview(runner, go)
