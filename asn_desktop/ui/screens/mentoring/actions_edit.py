"""The lines of a meeting form in which action points are typed: what, who, until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.meetings import ActionForm
from asn_desktop.domain.typed import clean
from asn_desktop.ui.kit.kinds import DATE_HELP, ChoiceBox, DateEdit, Kind
from asn_desktop.ui.kit.table import shown


@dataclass
class _Line:
    place: QWidget
    text: QLineEdit
    owner: ChoiceBox
    due: DateEdit
    state: ChoiceBox
    id: int | None = None  # of the action point


class ActionsEdit(QWidget):
    """There is always an empty line at the end; the usual owner stands in it already."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._owners: dict[int, str] = {}
        self._usual: int | None = None
        self._lines: list[_Line] = []
        self._quiet = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._add(ActionForm())

    def offer(self, owners: Mapping[int, str], usual: int | None) -> None:
        """Who may be chosen, and who does it as a rule."""
        self._owners, self._usual = dict(owners), usual
        for line in self._lines:
            line.owner.offer(self._owners)
            if line.owner.value() is None and not line.text.text() and line.id is None:
                line.owner.put(usual)

    def value(self) -> tuple[ActionForm, ...]:
        """Without the empty lines."""
        made = (
            ActionForm(
                clean(line.text.text()).strip(),
                line.owner.value(),
                line.due.value(),
                line.state.value(),
                line.id,
            )
            for line in self._lines
        )
        return tuple(form for form in made if form.text or not form.is_empty)

    def put(self, forms: Sequence[ActionForm]) -> None:
        self._quiet = True
        wanted = (*forms, ActionForm(owner_id=self._usual))
        while len(self._lines) > len(wanted):
            self._take_away(self._lines.pop())
        for line, form in zip(self._lines, wanted, strict=False):  # Tab goes on where the first one stands
            self._fill(line, form)
        for form in wanted[len(self._lines) :]:
            self._add(form)
        self._quiet = False
        self.changed.emit()

    def fault(self) -> str:
        is_wrong = any(line.due.text().strip() and not line.due.value() for line in self._lines)
        return f"Batas waktu tidak terbaca. {DATE_HELP}" if is_wrong else ""

    def go_to(self, number: int, field: str) -> None:
        """To what was complained about."""
        if number < len(self._lines):
            line = self._lines[number]
            {"text": line.text, "owner_id": line.owner, "due": line.due}.get(field, line.text).setFocus()

    def typed(self) -> list[list[Any]]:
        """For drafts, half dates included."""
        return [
            [line.text.text(), line.owner.value(), line.due.text(), line.state.value(), line.id]
            for line in self._lines
            if line.text.text() or line.due.text() or line.id
        ]

    def retype(self, typed: Any) -> None:
        if not isinstance(typed, list) or not all(isinstance(one, list) and len(one) == 5 for one in typed):
            return
        self.put([ActionForm(str(one[0]), one[1], None, str(one[3]), one[4]) for one in typed])
        for line, one in zip(self._lines, typed, strict=False):
            line.due.setText(str(one[2]))

    def words(self) -> str:
        return "; ".join(line.text.text() for line in self._lines if line.text.text())

    def _add(self, form: ActionForm) -> None:
        n = len(self._lines)
        place = QWidget()
        text, owner = QLineEdit(), ChoiceBox(self._owners)
        due, state = DateEdit(), ChoiceBox(words.ACTION_STATES)
        due.setMinimumWidth(110)
        text.setPlaceholderText("apa yang dikerjakan")
        for widget, name, title in (
            (text, "text", "Tindak lanjut"),
            (owner, "owner", "Pelaksana"),
            (due, "due", "Batas waktu"),
            (state, "state", "Keadaan"),
        ):
            widget.setObjectName(f"action_{name}_{n}")
            widget.setAccessibleName(f"{title} {n + 1}")
        second = QHBoxLayout()
        second.addWidget(owner, 3)
        second.addWidget(due, 2)
        second.addWidget(state, 2)
        layout = QVBoxLayout(place)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(2)
        layout.addWidget(text)
        layout.addLayout(second)
        self._layout.addWidget(place)
        place.show()  # at once, or Tab goes past it
        self._lines.append(_Line(place, text, owner, due, state))
        self._fill(self._lines[-1], form)
        before = self._lines[-2].state if n else None
        for first, then in zip((before, text, owner, due), (text, owner, due, state), strict=True):
            if first is not None:
                QWidget.setTabOrder(first, then)
        if n == 0:
            self.setFocusProxy(text)
        text.textChanged.connect(self._on_changed)
        due.textChanged.connect(self._on_changed)
        for box in (owner, state):
            box.currentIndexChanged.connect(self._on_changed)

    @staticmethod
    def _fill(line: _Line, form: ActionForm) -> None:
        line.id = form.id
        line.text.setText(form.text)
        line.owner.put(form.owner_id)
        line.due.setText(shown(form.due))
        line.state.put(form.state)
        line.state.setVisible(form.id is not None)  # a new one is open

    def _take_away(self, line: _Line) -> None:
        self._layout.removeWidget(line.place)
        line.place.setParent(None)  # at once: Tab must not lead into it any more
        line.place.deleteLater()

    def _on_changed(self) -> None:
        if self._quiet:
            return
        if self._lines[-1].text.text().strip():
            self._add(ActionForm(owner_id=self._usual))
        self.changed.emit()

    def sizeHint(self) -> QSize:
        return self._layout.sizeHint()


ACTIONS = Kind(
    ActionsEdit,
    lambda edit: edit.value(),
    lambda edit, value: edit.put(value or ()),
    lambda edit: edit.changed,
    lambda edit: edit.fault(),
)
