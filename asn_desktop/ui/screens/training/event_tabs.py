"""The parts of an event beside its participants. Each is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol, cast

from PySide6.QtWidgets import QLayout, QTabWidget, QVBoxLayout, QWidget

from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.stacks import enter
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.training.chosen import Chosen


class Part(Protocol):
    """A part reads again by itself when something was changed while it was visible."""

    def refresh(self) -> None: ...


class Reopening(Protocol):
    """A part with forms of its own."""

    def reopen(self, form: str) -> None: ...


class Choosing(Protocol):
    """A part that can be about some of the participants; None for all."""

    def take_over(self, chosen: Chosen | None) -> None: ...


class Tab(NamedTuple):
    name: str
    title: str  # with its mnemonic
    make: Callable[[Runner, int, Go], QWidget]


def _schedule(runner: Runner, event_id: int, go: Go) -> QWidget:
    from asn_desktop.ui.screens.training.schedule import SchedulePage  # noqa: PLC0415 - when first shown

    return SchedulePage(runner, event_id, go)


def _attendance(runner: Runner, event_id: int, _go: Go) -> QWidget:
    from asn_desktop.ui.screens.training.attendance import AttendancePage  # noqa: PLC0415 - when first shown

    return AttendancePage(runner, event_id)


def _marks(runner: Runner, event_id: int, go: Go) -> QWidget:
    from asn_desktop.ui.screens.training.marks import MarksPage  # noqa: PLC0415 - when first shown

    return MarksPage(runner, event_id, go)


def _nominations(runner: Runner, event_id: int, _go: Go) -> QWidget:
    from asn_desktop.ui.screens.training.nominations import NominationsPage  # noqa: PLC0415 - when first shown

    return NominationsPage(runner, event_id)


def _papers(runner: Runner, event_id: int, _go: Go) -> QWidget:
    from asn_desktop.ui.screens.training.papers import PapersPage  # noqa: PLC0415 - when first shown

    return PapersPage(runner, event_id)


TABS: tuple[Tab, ...] = (
    # in the order of the work: schedule, attendance, marks, nominations, papers
    Tab("schedule", "&Jadwal", _schedule),
    Tab("attendance", "Ke&hadiran", _attendance),
    Tab("marks", "&Nilai", _marks),
    Tab("nominations", "&Usulan", _nominations),
    Tab("papers", "Be&rkas", _papers),
)


class EventTabs(QTabWidget):
    """`people` is the first tab and always there."""

    def __init__(self, runner: Runner, event_id: int, go: Go, people: QWidget) -> None:
        super().__init__()
        self.setObjectName("event_tabs")
        self.setAccessibleName("Bagian kegiatan")
        self.setDocumentMode(True)
        self._runner, self._event_id, self._go = runner, event_id, go
        self.addTab(people, "&Peserta")
        for tab in TABS:
            place = QWidget()
            place.setObjectName(f"event_{tab.name}")
            layout = QVBoxLayout(place)
            layout.setContentsMargins(0, 0, 0, 0)
            self.addTab(place, tab.title)
        self.currentChanged.connect(self._fill)

    def open(self, name: str) -> None:
        """The part of this name; the participants for any other."""
        self.setCurrentIndex(next((n for n, tab in enumerate(TABS, 1) if tab.name == name), 0))

    def part(self, name: str) -> QWidget | None:
        """Opened, to be sent to something in it."""
        self.open(name)
        return self._shown()

    def reopen(self, form: str) -> None:
        """The part of this name, or a form inside one: `marks.pasted`."""
        name, _, inner = form.partition(".")
        part = self.part(name)
        if inner and part is not None:
            cast(Reopening, part).reopen(form)

    def hand_over(self, chosen: Chosen | None) -> bool:
        """To the papers, when they are what is shown."""
        is_papers = self.currentIndex() > 0 and TABS[self.currentIndex() - 1].name == "papers"
        if is_papers and (part := self._shown()) is not None:
            cast(Choosing, part).take_over(chosen)
        return is_papers

    def refresh(self) -> None:
        """What is on the screen, unless it is the participants."""
        if shown := self._shown():
            cast(Part, shown).refresh()

    def _shown(self) -> QWidget | None:
        layout = self._place(self.currentIndex())
        item = layout.itemAt(0) if layout else None
        return item.widget() if item else None

    def _place(self, number: int) -> QLayout | None:
        """Where a part stands; None for the participants."""
        place = self.widget(number) if number > 0 else None
        return place.layout() if place else None

    def _fill(self, number: int) -> None:
        layout = self._place(number)
        if layout is not None and not layout.count():
            part = TABS[number - 1].make(self._runner, self._event_id, self._go)
            layout.addWidget(part)
            part.show()  # now, not with the next event: a form in it is to have the keys
        enter(self, self._shown())
