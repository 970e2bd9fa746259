"""The two parts of the screen: events and catalogue."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTabWidget

from asn_desktop.services import places
from asn_desktop.services.proofs import KeyStore
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.training.catalogue import catalogue
from asn_desktop.ui.screens.training.event_page import EventPage
from asn_desktop.ui.screens.training.events import Events


class TrainingScreen(QTabWidget):
    def __init__(self, runner: Runner, go: Go, keys: KeyStore) -> None:
        super().__init__()
        self.setObjectName("training")
        self.setDocumentMode(True)
        self.events = Events(runner, go, keys)
        self.catalogue = catalogue(runner, go, self.hold)
        self.addTab(self.events.list, "Keg&iatan")
        self.addTab(self.catalogue, "Katalo&g pelatihan")

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
        part = self.events.list if self.currentIndex() == 0 else self.catalogue
        page = part.currentWidget()
        if isinstance(page, EventPage):
            page.refresh()
        else:
            part.refresh()


def training_screen(runner: Runner, go: Go, keys: KeyStore | None = None) -> TrainingScreen:
    return TrainingScreen(runner, go, keys or places.keys())
