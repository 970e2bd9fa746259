"""Days of the week to be ticked, as an editor of a form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from asn_desktop.domain.calendar import DAYS
from asn_desktop.ui.kit.kinds import Kind

COLUMNS = 4


class WeekdayBoxes(QWidget):
    """Values count from Monday, 0."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes = [QCheckBox(day) for day in DAYS]
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for n, box in enumerate(self.boxes):
            box.setObjectName(f"weekday_{n}")
            box.setAccessibleName(DAYS[n])
            box.toggled.connect(lambda _on: self.changed.emit())
            layout.addWidget(box, n // COLUMNS, n % COLUMNS)
        self.setFocusProxy(self.boxes[0])

    def value(self) -> tuple[int, ...]:
        return tuple(n for n, box in enumerate(self.boxes) if box.isChecked())

    def put(self, days: Iterable[int] | None) -> None:
        wanted = set(days or ())
        for n, box in enumerate(self.boxes):
            box.setChecked(n in wanted)

    def typed(self) -> list[int]:
        """For a draft."""
        return list(self.value())

    def retype(self, typed: Any) -> None:
        if isinstance(typed, list) and all(isinstance(n, int) for n in typed):
            self.put(typed)

    def words(self) -> str:
        return ", ".join(DAYS[n] for n in self.value())


WEEKDAYS = Kind(WeekdayBoxes, lambda w: w.value(), lambda w, v: w.put(v), lambda w: w.changed)
