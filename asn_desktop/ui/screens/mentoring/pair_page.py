"""One pair: who they are, and the parts of their way together."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from asn_desktop.services.mentoring import timeline
from asn_desktop.ui import theme
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import label
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.mentoring.pair_tabs import PairTabs


class PairPage(QStackedWidget):
    closed = Signal()

    def __init__(self, runner: Runner, pair_id: int, go: Go) -> None:
        super().__init__()
        self.setObjectName("pair")
        self._runner, self._pair_id = runner, pair_id
        self._stale = True
        self._title, self._subtitle = label("", "heading", name="pair_title"), label("", "quiet")
        self._subtitle.setObjectName("pair_subtitle")
        self.tabs = PairTabs(runner, pair_id, go)
        page = QWidget()
        self._lay_out(page)
        self.addWidget(page)
        self.tabs.currentChanged.connect(lambda _place: self._lend_focus())
        self._lend_focus()
        runner.changed.connect(self._on_changed)

    def refresh(self) -> None:
        self._stale = False
        today, pair_id = date.today(), self._pair_id
        self._runner.read(
            lambda s: timeline.heading(s, pair_id, today), self._show, owner=self, latest="pair"
        )

    def reopen(self, form: str) -> None:
        """A part by its name, or a form in it: `way.meeting`."""
        self.tabs.reopen(form)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _lend_focus(self) -> None:
        """The part itself has the keys, not the row of tabs."""
        self.setFocusProxy(self.tabs.shown() or self.tabs)

    def _on_changed(self) -> None:
        """The parts look after themselves."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _show(self, head: timeline.Heading | None) -> None:
        if head is None:  # undone: there is nothing to look at any more
            self.closed.emit()
            return
        self._title.setText(head.title)
        self._subtitle.setText(head.words)

    def _lay_out(self, page: QWidget) -> None:
        back = QPushButton("Pasangan &lain")
        back.setObjectName("pair_back")
        theme.set_icon(back, "chevron-left")
        back.clicked.connect(self.closed.emit)
        escape = QShortcut(QKeySequence("Esc"), page)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed.emit)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._title)
        said.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(back, alignment=Qt.AlignmentFlag.AlignTop)
        head.addLayout(said, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)
