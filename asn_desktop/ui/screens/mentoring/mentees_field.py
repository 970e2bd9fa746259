"""The mentees of a pair in its form: one line each, with the superior; a new line opens by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from asn_desktop.services.mentoring.pairs import MenteeForm
from asn_desktop.ui import theme
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import label
from asn_desktop.ui.person_field import PersonField

WITHOUT_MENTEE = "Pilih mentee di sebelah kirinya, atau kosongkan atasannya."


class Line(QWidget):
    changed = Signal()
    removed = Signal()

    def __init__(self, runner: Runner, number: int) -> None:
        super().__init__()
        self.stored: int | None = None  # the id of its row
        self.mentee = PersonField(runner, f"mentee_{number}", f"Mentee ke-{number}")
        self.superior = PersonField(runner, f"superior_{number}", f"Atasan mentee ke-{number}")
        self.superior.setPlaceholderText("atasan langsung (boleh menyusul)")
        self.remove = QPushButton()
        self.remove.setObjectName(f"remove_mentee_{number}")
        self.remove.setAccessibleName(f"Keluarkan mentee ke-{number}")
        self.remove.setToolTip("Keluarkan baris ini")
        theme.set_icon(self.remove, "x")
        self.remove.clicked.connect(self.removed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.mentee, 3)
        layout.addWidget(self.superior, 3)
        layout.addWidget(self.remove)
        for field in (self.mentee, self.superior):
            field.textChanged.connect(self.changed)

    def is_empty(self) -> bool:
        return not (self.mentee.text().strip() or self.superior.text().strip())


class MenteesField(QWidget):
    changed = Signal()

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner, self._made, self._filling = runner, 0, False
        self.lines: list[Line] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(label("Mentee, dan atasan langsungnya di sebelah kanan", "quiet"))
        self._add()

    def value(self) -> tuple[MenteeForm, ...]:
        return tuple(
            MenteeForm(person, line.superior.value(), line.stored)
            for line in self.lines
            if (person := line.mentee.value()) is not None
        )

    def put(self, mentees: Sequence[MenteeForm] | None) -> None:
        self._filling = True
        self._clear()
        for one in mentees or ():
            line = self._add()
            line.stored = one.id
            line.mentee.put(one.person_id)
            line.superior.put(one.superior_id)
        self._filling = False
        self._on_changed()

    def fault(self) -> str:
        for line in self.lines:
            if wrong := line.mentee.fault() or line.superior.fault():
                return wrong
            if line.superior.value() is not None and line.mentee.value() is None:
                return WITHOUT_MENTEE
        return ""

    def typed(self) -> list[Any]:
        """For a draft."""
        return [
            [line.stored, line.mentee.typed(), line.superior.typed()]
            for line in self.lines
            if not line.is_empty()
        ]

    def retype(self, typed: list[Any]) -> None:
        self._filling = True
        self._clear()
        for stored, mentee, superior in typed:
            line = self._add()
            line.stored = stored
            line.mentee.retype(mentee)
            line.superior.retype(superior)
        self._filling = False
        self._on_changed()

    def words(self) -> str:
        return ", ".join(line.mentee.text() for line in self.lines if line.mentee.text())

    def _add(self) -> Line:
        self._made += 1
        line = Line(self._runner, self._made)
        line.changed.connect(self._on_changed)
        line.removed.connect(lambda: self._remove(line))
        self.lines.append(line)
        self._layout.addWidget(line)
        self.setFocusProxy(self.lines[0].mentee)
        self._offer_removal()
        return line

    def _remove(self, line: Line) -> None:
        place = self.lines.index(line)
        self._take(line)
        self._on_changed()
        self.setFocusProxy(self.lines[0].mentee)
        self.lines[min(place, len(self.lines) - 1)].mentee.setFocus()

    def _clear(self) -> None:
        for line in list(self.lines):
            self._take(line)
        self._made = 0

    def _take(self, line: Line) -> None:
        self.lines.remove(line)
        self._layout.removeWidget(line)
        line.setParent(None)
        line.deleteLater()

    def _on_changed(self) -> None:
        if self._filling:
            return
        if not self.lines or not self.lines[-1].is_empty():
            self._add()
        self._offer_removal()
        self.changed.emit()

    def _offer_removal(self) -> None:
        for line in self.lines:
            line.remove.setEnabled(not line.is_empty())
