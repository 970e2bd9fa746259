"""The two parts of the screen: each person, and each perangkat daerah."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTabWidget

from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.ledger.agencies import agency_list
from asn_desktop.ui.screens.ledger.people import people_list


class LedgerScreen(QTabWidget):
    def __init__(self, runner: Runner, go: Go) -> None:
        super().__init__()
        self.setObjectName("ledger")
        self.setAccessibleName("Bagian JP pegawai")
        self.setDocumentMode(True)
        self.people = people_list(runner, go)
        self.agencies = agency_list(runner, self._show_people)
        self.addTab(self.people, "Per pega&wai")
        self.addTab(self.agencies, "Per perangkat &daerah")
        self.setFocusProxy(self.people)
        self.currentChanged.connect(lambda _place: self.setFocusProxy(self.currentWidget()))

    def show_at(self, target: Any) -> None:
        """The id of a person, or what to choose in the filters."""
        self.setCurrentWidget(self.people)
        self.people.show_at(target)

    def refresh(self) -> None:
        (self.people if self.currentIndex() == 0 else self.agencies).refresh()

    def _show_people(self, filters: dict[str, tuple[Any, ...]]) -> None:
        self.show_at(filters)


def ledger_screen(runner: Runner, go: Go) -> LedgerScreen:
    return LedgerScreen(runner, go)
