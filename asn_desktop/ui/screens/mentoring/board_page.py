"""The board with its search field and its actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from asn_desktop.domain.typed import clean
from asn_desktop.services.mentoring import board
from asn_desktop.ui import theme
from asn_desktop.ui.kit.actions import Action, Actions
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.screens.mentoring.board import Board

TYPING = 80  # milliseconds without a key before the search begins


class BoardPage(QWidget):
    chosen = Signal(object)  # the id of a pair, or None

    def __init__(self, runner: Runner, programme_id: int, actions: Sequence[Action]) -> None:
        super().__init__()
        self.setObjectName("board_page")
        self._runner, self._programme_id, self._stale = runner, programme_id, True
        self.cards = Board()
        self.search = QLineEdit()
        self.search.setObjectName("board_search")
        self.search.setAccessibleName("Cari pasangan")
        self.search.setPlaceholderText("Cari nama mentor, mentee, atau perangkat daerah…")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.returnPressed.connect(self.cards.setFocus)
        self._typing = QTimer(self, singleShot=True, interval=TYPING)
        self._typing.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self._actions = Actions(self, self.cards, actions, self.cards.ids)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addLayout(self._actions.layout)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.addLayout(top)
        layout.addWidget(self.cards, 1)
        self.setFocusProxy(self.cards)
        self.cards.chosen.connect(self._on_chosen)
        runner.changed.connect(self._on_changed)
        self._on_chosen(None)

    def refresh(self) -> None:
        self._stale = False
        programme_id, text = self._programme_id, clean(self.search.text())
        self._runner.read(
            lambda s: board.rows(s, programme_id, date.today(), text),
            self.cards.show_rows,
            owner=self,
            latest="board",
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _on_chosen(self, pair_id: int | None) -> None:
        self._actions.selected(len(self.cards.ids()))
        if self.isVisible():
            self.chosen.emit(pair_id)
