"""The parts of the screen: events, catalogue, trainers and rooms."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTabWidget

from asn_desktop.services import places
from asn_desktop.services.proofs import KeyStore
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.stacks import enter
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.training.catalogue import catalogue
from asn_desktop.ui.screens.training.event_page import EventPage
from asn_desktop.ui.screens.training.events import Events
from asn_desktop.ui.screens.training.rooms import room_list
from asn_desktop.ui.screens.training.trainers import trainer_list


class TrainingScreen(QTabWidget):
    def __init__(self, runner: Runner, go: Go, keys: KeyStore) -> None:
        super().__init__()
        self.setObjectName("training")
        self.setDocumentMode(True)
        self.events = Events(runner, go, keys)
        self.catalogue = catalogue(runner, go, self.hold)
        self.addTab(self.events.list, "Keg&iatan")
        self.addTab(self.catalogue, "Katalo&g pelatihan")
        self.addTab(trainer_list(runner, go), "Narasu&mber")
        self.addTab(room_list(runner, go), "R&uang")
        self.events.list.currentChanged.connect(self._hide_tabs)
        self.currentChanged.connect(self._hide_tabs)
        self.currentChanged.connect(lambda _number: enter(self, self.currentWidget()))

    def hold(self, training_id: int) -> None:
        """Begin a new event of this training."""
        self.setCurrentWidget(self.events.list)
        self.events.new(training_id)

    def show_at(self, target: Any) -> None:
        """The id of an event opens its page; {"new": date} begins one on this day."""
        self.setCurrentWidget(self.events.list)
        if isinstance(target, int):
            self.events.open_event(target)
        elif isinstance(target, dict) and "new" in target:
            self.events.new(day=target["new"])
        else:
            self.events.list.show_at(target)

    def refresh(self) -> None:
        """Read again what is on the screen."""
        part = self.currentWidget()
        page = part.currentWidget() if isinstance(part, ListScreen) else None
        if isinstance(page, EventPage | ListScreen):
            page.refresh()
        elif isinstance(part, ListScreen):
            part.refresh()

    def _hide_tabs(self) -> None:
        """An event has tabs of its own: one row of them is enough, and their keys are not wanted twice."""
        part = self.currentWidget()
        in_event = part is self.events.list and isinstance(self.events.list.currentWidget(), EventPage)
        self.tabBar().setVisible(not in_event)


def training_screen(runner: Runner, go: Go, keys: KeyStore | None = None) -> TrainingScreen:
    return TrainingScreen(runner, go, keys or places.keys())
