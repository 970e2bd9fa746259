"""The parts of the screen: programmes, and what is known of everybody's competences."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTabWidget

from asn_desktop.services import places
from asn_desktop.services.proofs import KeyStore
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.stacks import enter
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.mentoring.actions import ActionsPage
from asn_desktop.ui.screens.mentoring.competences import competence_list
from asn_desktop.ui.screens.mentoring.programmes import Programmes


class MentoringScreen(QTabWidget):
    def __init__(self, runner: Runner, go: Go, keys: KeyStore) -> None:
        super().__init__()
        self.setObjectName("mentoring")
        self.setAccessibleName("Bagian mentoring")
        self.setDocumentMode(True)
        self.programmes = Programmes(runner, go, keys)
        self.addTab(self.programmes.list, "Pro&gram")
        self.open_actions = ActionsPage(runner, go, lambda pair_id: go("mentoring", ("pair", pair_id)))
        self.addTab(self.open_actions, "Tin&dak lanjut")
        self.competences = competence_list(runner, go)
        self.addTab(self.competences, "&Kompetensi")
        self.programmes.list.currentChanged.connect(self._hide_tabs)
        self.currentChanged.connect(self._hide_tabs)
        self.currentChanged.connect(self._on_part)
        self.setFocusProxy(self.programmes.list)  # or the keys would walk over the tabs

    def show_at(self, target: Any) -> None:
        """A programme `("programme", id)`, a pair `("pair", id)`, or `("actions", None)`, those overdue."""
        kind, key = target if isinstance(target, tuple) else ("", target)
        if kind == "actions":
            self.setCurrentWidget(self.open_actions)
            self.open_actions.show_late()
            return
        self.setCurrentWidget(self.programmes.list)
        if kind == "programme":
            self.programmes.open_programme(key)
        elif kind == "pair":
            self.programmes.open_pair(key)
        else:
            self.programmes.list.show_at(target)

    def refresh(self) -> None:
        """Read again what is on the screen."""
        part: Any = self.currentWidget()
        (self.programmes if part is self.programmes.list else part).refresh()

    def _on_part(self) -> None:
        self.setFocusProxy(self.currentWidget())
        enter(self, self.currentWidget())

    def _hide_tabs(self) -> None:
        """A programme has tabs of its own: one row of them is enough, and their keys are not wanted twice."""
        in_page = self.currentWidget() is self.programmes.list and self.programmes.has_page()
        self.tabBar().setVisible(not in_page)


def mentoring_screen(runner: Runner, go: Go, keys: KeyStore | None = None) -> MentoringScreen:
    return MentoringScreen(runner, go, keys or places.keys())
