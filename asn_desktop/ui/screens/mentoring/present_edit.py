"""Who was there: a box to tick for each mentee."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from asn_desktop.ui.kit.kinds import Kind
from asn_desktop.ui.kit.text import no_mnemonic


class PresentEdit(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[int, QCheckBox] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)

    def offer(self, mentees: Mapping[int, str]) -> None:
        """Ids of mentees and their names."""
        for mentee_id, name in mentees.items():
            box = QCheckBox(no_mnemonic(name))
            box.setObjectName(f"present_{mentee_id}")
            box.setAccessibleName(f"Hadir: {name}")
            box.toggled.connect(lambda _on: self.changed.emit())
            self._boxes[mentee_id] = box
            self._layout.addWidget(box)
        if first := next(iter(self._boxes.values()), None):
            self.setFocusProxy(first)

    def value(self) -> tuple[int, ...]:
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def put(self, present: Collection[int]) -> None:
        for key, box in self._boxes.items():
            box.setChecked(key in present)

    def typed(self) -> list[int]:
        return list(self.value())

    def retype(self, typed: Any) -> None:
        if isinstance(typed, list):
            self.put(typed)

    def words(self) -> str:
        return ", ".join(box.text() for box in self._boxes.values() if box.isChecked())


PRESENT = Kind(
    PresentEdit,
    lambda edit: edit.value(),
    lambda edit, value: edit.put(value or ()),
    lambda edit: edit.changed,
)
