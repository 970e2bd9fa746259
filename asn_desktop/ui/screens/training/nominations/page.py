"""The two lists: those proposed, and what was decided about them; above them the seats."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from asn_desktop.services import nominations
from asn_desktop.services.nominations import Seats
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.stacks import enter
from asn_desktop.ui.kit.text import label, say
from asn_desktop.ui.screens.training.nominations.decided import Decided
from asn_desktop.ui.screens.training.nominations.proposed import Proposed


class NominationsPage(QWidget):
    def __init__(self, runner: Runner, event_id: int) -> None:
        super().__init__()
        self.setObjectName("nominations")
        self._runner, self._event_id = runner, event_id
        self._seats = label("", "", name="seats")
        self._message = label("", "good-box", wrap=True, name="nominations_message")
        self._message.hide()
        self.proposed = Proposed(runner, event_id, self.say)
        self.decided = Decided(runner, event_id, self.say)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("nominations_tabs")
        self._tabs.setAccessibleName("Usulan dan keputusan")
        self._tabs.setDocumentMode(True)
        self._tabs.addTab(self.proposed.list, "Yang &diusulkan")
        self._tabs.addTab(self.decided.list, "Keputusan dan daftar &tunggu")
        head = QHBoxLayout()
        head.addWidget(self._seats, 1)
        self._tabs.currentChanged.connect(lambda _number: enter(self._tabs, self._tabs.currentWidget()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self._message)
        layout.addWidget(self._tabs, 1)
        runner.changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody may have come in by another part in the meantime."""
        super().showEvent(event)
        self._count()

    def say(self, words: str, look: str = "good-box") -> None:
        say(self._message, words, look)

    def refresh(self) -> None:
        self._count()
        (self.proposed if self._tabs.currentIndex() == 0 else self.decided).list.refresh()

    def reopen(self, form: str) -> None:
        """The form the clerk was in when the program ended."""
        self.proposed.reopen(form)

    def _count(self) -> None:
        event_id = self._event_id
        self._runner.read(lambda s: nominations.seats(s, event_id), self._show, owner=self, latest="seats")

    def _show(self, seats: Seats) -> None:
        quotas = [f"{q.unit} {q.taken}/{q.seats}" for q in seats.quotas if q.seats is not None]
        self._seats.setText(" · ".join([seats.words, *quotas[:3], *(["…"] if quotas[3:] else [])]))

    def _on_changed(self) -> None:
        if self.isVisible():
            self._count()
