"""The parts of the screen: programmes, and what is known of everybody's competences."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTabWidget

from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.mentoring.programmes import Programmes


class MentoringScreen(QTabWidget):
    def __init__(self, runner: Runner, go: Go) -> None:
        super().__init__()
        self.setObjectName("mentoring")
        self.setAccessibleName("Bagian mentoring")
        self.setDocumentMode(True)
        self.programmes = Programmes(runner, go)
        self.addTab(self.programmes.list, "Pro&gram")
        self.setFocusProxy(self.programmes.list)
        self.currentChanged.connect(lambda _place: self.setFocusProxy(self.currentWidget()))

    def show_at(self, target: Any) -> None:
        """A programme `("programme", id)`, a pair `("pair", id)`, or `("actions", None)`, those overdue."""
        self.setCurrentWidget(self.programmes.list)
        self.programmes.show_at(target)

    def refresh(self) -> None:
        self.programmes.refresh()


def mentoring_screen(runner: Runner, go: Go) -> MentoringScreen:
    return MentoringScreen(runner, go)
