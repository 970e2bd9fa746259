"""Meetings to come."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from asn_desktop.ui.kit.runner import Runner


class PlanningPart(QWidget):
    def __init__(self, runner: Runner, pair_id: int) -> None:
        super().__init__()
        self._runner, self._pair_id = runner, pair_id

    def refresh(self) -> None:
        pass
