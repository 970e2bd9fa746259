"""The two parts of the screen: what was done, and what was deleted."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTabWidget

from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.history.listing import trail_list
from asn_desktop.ui.screens.history.trash import trash_list

TRASH = "trash"  # where `show_at` may be sent besides a record


class HistoryScreen(QTabWidget):
    def __init__(self, runner: Runner, go: Go) -> None:
        super().__init__()
        self.setObjectName("history")
        self.setDocumentMode(True)
        self.list = trail_list(runner, go)
        self.trash = trash_list(runner, self.show_at)
        self.addTab(self.list, "Riwa&yat")
        self.addTab(self.trash, "Sa&mpah")
        self.currentChanged.connect(lambda _place: self._enter())
        self._enter()

    def _enter(self) -> None:
        self.setFocusProxy(self.currentWidget())
        self.currentWidget().setFocus()

    def show_at(self, target: Any) -> None:
        """TRASH, the id of an action, or filters, as {"record": (("person", 5),)}."""
        page = self.trash if target == TRASH else self.list
        self.setCurrentWidget(page)
        if target != TRASH:
            self.list.show_at(target)

    def refresh(self) -> None:
        (self.list if self.currentIndex() == 0 else self.trash).refresh()


def history_screen(runner: Runner, go: Go) -> HistoryScreen:
    return HistoryScreen(runner, go)
