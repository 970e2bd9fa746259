"""While there is work, notes once a minute outside the database how far its trail reaches."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from asn_desktop.ui.kit.runner import Runner

EVERY = 60_000  # milliseconds after the first change that is not noted yet


class Anchoring(QObject):
    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(EVERY)
        self._wait.timeout.connect(self._note)
        runner.changed.connect(self._begin)

    def _begin(self) -> None:
        if not self._wait.isActive():
            self._wait.start()

    def _note(self) -> None:
        from asn_desktop.services import anchors  # noqa: PLC0415 - not for the first paint

        self._runner.read(
            lambda s: anchors.note(s, datetime.now(), anchors.WORKING), lambda _noted: None, owner=self
        )
