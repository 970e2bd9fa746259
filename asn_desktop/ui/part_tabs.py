"""The parts of one record as tabs. Each is made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, cast

from PySide6.QtWidgets import QLayout, QTabWidget, QVBoxLayout, QWidget

from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.stacks import enter
from asn_desktop.ui.navigation import Go


class Part(Protocol):
    """A part reads again by itself when something was changed while it was visible."""

    def refresh(self) -> None: ...


class Reopening(Protocol):
    """A part with forms of its own."""

    def reopen(self, form: str) -> None: ...


class Tab(NamedTuple):
    name: str
    title: str  # with its mnemonic
    make: Callable[[Runner, int, Go], QWidget]


class PartTabs(QTabWidget):
    """`first` is a part that is there already, with its title; the others follow it."""

    def __init__(
        self,
        runner: Runner,
        record_id: int,
        go: Go,
        tabs: Sequence[Tab],
        *,
        name: str,
        about: str,
        first: tuple[str, QWidget] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName(f"{name}_tabs")
        self.setAccessibleName(about)
        self.setDocumentMode(True)
        self._runner, self._record_id, self._go, self._tabs = runner, record_id, go, tabs
        self._offset = 0 if first is None else 1
        if first:
            self.addTab(first[1], first[0])
        for tab in tabs:
            place = QWidget()
            place.setObjectName(f"{name}_{tab.name}")
            layout = QVBoxLayout(place)
            layout.setContentsMargins(0, 0, 0, 0)
            self.addTab(place, tab.title)
        self.currentChanged.connect(self._fill)
        self._fill(0)

    def open(self, name: str) -> None:
        """The part of this name; the first one for any other."""
        places = (n for n, tab in enumerate(self._tabs, self._offset) if tab.name == name)
        self.setCurrentIndex(next(places, 0))

    def part(self, name: str) -> QWidget | None:
        """Opened, to be sent to something in it."""
        self.open(name)
        return self.shown()

    def reopen(self, form: str) -> None:
        """The part of this name, or a form inside one: `marks.pasted`."""
        name, _, inner = form.partition(".")
        part = self.part(name)
        if inner and part is not None:
            cast(Reopening, part).reopen(form)

    def refresh(self) -> None:
        """What is on the screen, unless it was there from the beginning."""
        if shown := self.shown():
            cast(Part, shown).refresh()

    @property
    def name(self) -> str:
        """Of what is shown; empty for the first part that was there already."""
        place = self.currentIndex() - self._offset
        return self._tabs[place].name if place >= 0 else ""

    def shown(self) -> QWidget | None:
        layout = self._place(self.currentIndex())
        item = layout.itemAt(0) if layout else None
        return item.widget() if item else None

    def _place(self, number: int) -> QLayout | None:
        """Where a part stands; None for the one that was there already."""
        place = self.widget(number) if number >= self._offset else None
        return place.layout() if place else None

    def _fill(self, number: int) -> None:
        layout = self._place(number)
        if layout is not None and not layout.count():
            part = self._tabs[number - self._offset].make(self._runner, self._record_id, self._go)
            layout.addWidget(part)
            part.show()  # now, not with the next event: a form in it is to have the keys
        if shown := self.shown() or self.widget(number):
            self.setFocusProxy(shown)  # or whoever comes here would walk over the tabs with the arrow keys
            enter(self, shown)
