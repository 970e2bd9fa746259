"""A form made from a list of fields. It speaks under the fields, while the clerk types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.ui.kit.dialogs import ask
from asn_desktop.ui.kit.kinds import TEXT, ChoiceBox, DateEdit, Kind
from asn_desktop.ui.kit.table import shown
from asn_desktop.ui.kit.text import label, set_look, without_mnemonic

LABELS = 116  # pixels for the words before the fields


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    kind: Kind = TEXT
    group: str = ""  # a heading above the first field of the group
    hint: str = ""  # in the empty field


class Form(QWidget):
    changed = Signal()  # by the clerk, not by `fill`

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self._fields = fields
        self.editors: dict[str, Any] = {f.name: f.kind.make() for f in fields}
        self._below: dict[str, QLabel] = {}
        self._problems: Mapping[str, str] = {}
        self._warnings: Mapping[str, Sequence[str]] = {}
        self._told: Mapping[str, str] = {}
        self._before: Mapping[str, Any] = {}
        self._clean: dict[str, Any] = {}
        self._filling = False
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(4)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        group = ""
        for field in fields:
            if field.group and field.group != group:
                layout.addRow(label(field.group, "group"))
                group = field.group
            self._add(layout, field)
        copy = QShortcut(QKeySequence("Ctrl+'"), self)
        copy.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copy.activated.connect(self._copy_before)
        self._clean = self.values()

    def _add(self, layout: QFormLayout, field: Field) -> None:
        editor = self.editors[field.name]
        editor.setObjectName(field.name)
        editor.setAccessibleName(without_mnemonic(field.label))
        if field.hint:
            editor.setPlaceholderText(field.hint)
        below = self._below[field.name] = label(wrap=True, name=f"{field.name}_message")
        below.hide()
        title = label(field.label, wrap=True)
        title.setBuddy(editor)
        title.setFixedWidth(LABELS)
        layout.addRow(title, editor)
        layout.addRow("", below)
        field.kind.changes(editor).connect(self._on_changed)

    def values(self) -> dict[str, Any]:
        return {f.name: f.kind.get(self.editors[f.name]) for f in self._fields}

    def fill(self, source: object) -> None:
        """From the attributes of an object, or from a mapping."""
        self._filling = True
        for f in self._fields:
            value = source.get(f.name) if isinstance(source, Mapping) else getattr(source, f.name, None)
            f.kind.put(self.editors[f.name], value)
            if isinstance(self.editors[f.name], QLineEdit):
                self.editors[f.name].setCursorPosition(0)  # long texts show their beginning
        self._filling = False
        self._clean = self.values()
        self._problems, self._warnings, self._told = {}, {}, {}
        self._speak()

    def offer(self, name: str, options: Mapping[Any, str]) -> None:
        """New options of a choice, for example when the database has answered."""
        box = self.editors[name]
        assert isinstance(box, ChoiceBox)
        was_clean = not self.is_dirty()
        self._filling = True
        box.offer(options)
        self._filling = False
        if was_clean:
            self._clean = self.values()

    def copy_from(self, before: Mapping[str, Any]) -> None:
        """Ctrl+' in a field takes the value of the record before."""
        self._before = before

    def is_dirty(self) -> bool:
        return self.values() != self._clean or bool(self.faults())

    def faults(self) -> dict[str, str]:
        """Fields whose text is no value of their kind."""
        found = {f.name: f.kind.fault(self.editors[f.name]) for f in self._fields}
        return {name: words for name, words in found.items() if words}

    def complain(self, problems: Mapping[str, str], *, go: bool = True) -> None:
        """Problems prevent saving; goes to the first one, unless it is being typed."""
        self._problems = problems
        self._speak()
        if go and (first := next((name for name in self.editors if name in problems), None)):
            self.editors[first].setFocus()

    def warn(self, warnings: Mapping[str, Sequence[str]]) -> None:
        """Warnings can be kept."""
        self._warnings = warnings
        self._speak()

    def tell(self, told: Mapping[str, str]) -> None:
        """What a field means, for example a NIP read out."""
        self._told = told
        self._speak()

    def has_warnings(self) -> bool:
        return any(self._warnings.values())

    def _on_changed(self) -> None:
        if not self._filling:
            if self._problems:  # they were about what was sent before
                self._problems = {}
            self._speak()
            self.changed.emit()

    def _speak(self) -> None:
        problems = self.faults() | dict(self._problems)
        for name, below in self._below.items():
            bad, warnings = problems.get(name, ""), self._warnings.get(name, ())
            lines = [f"✗ {bad}"] if bad else []
            lines += [f"! {words}" for words in warnings]
            lines += [self._told[name]] if self._told.get(name) else []
            state = "bad" if bad else "warn" if warnings else "quiet"
            below.setText("\n".join(lines))
            below.setVisible(bool(lines))
            set_look(below, state)
            editor = self.editors[name]
            if editor.property("state") != state:
                editor.setProperty("state", state)
                editor.style().unpolish(editor)
                editor.style().polish(editor)

    def _copy_before(self) -> None:
        for field in self._fields:
            if self.editors[field.name].hasFocus() and field.name in self._before:
                field.kind.put(self.editors[field.name], self._before[field.name])


class FormPanel(QFrame):
    """A form with its title, Simpan (Ctrl+S) and Batal (Esc)."""

    closed = Signal()

    def __init__(self, title: str, form: Form, save: Callable[[dict[str, Any]], None]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.form = form
        self._save = save
        self._message = label("", "bad-box", wrap=True, name="form_message")
        self._message.hide()
        self.title = label(title, "title", wrap=True, name="form_title")
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(form)
        scroll.viewport().setAutoFillBackground(False)
        form.setAutoFillBackground(False)
        self.save_button = QPushButton("&Simpan")
        self.save_button.setObjectName("save")
        set_look(self.save_button, "main")
        self.cancel_button = QPushButton("&Batal")
        self.cancel_button.setObjectName("cancel")
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.leave)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 8, 12)
        layout.addWidget(self.title)
        layout.addWidget(self._message)
        layout.addWidget(scroll, 1)
        layout.addLayout(buttons)
        for keys, run in {"Ctrl+S": self.save, "Esc": self.leave}.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)
        form.changed.connect(self._message.hide)
        self.setFocusProxy(next(iter(form.editors.values())))

    def save(self) -> None:
        for date in self.form.findChildren(DateEdit):
            if day := date.value():  # now: when the form closes it would pass for typing, and leave a draft
                date.setText(shown(day))
        if faults := self.form.faults():
            self.form.complain(faults)
        else:
            self._save(self.form.values())

    def leave(self) -> None:
        """Asks only when something typed would be lost."""
        if not self.form.is_dirty() or ask(
            self, "Isian ini belum disimpan.", yes="&Buang isian", no="&Kembali ke isian"
        ):
            self.closed.emit()

    def refuse(self, error: UserError) -> None:
        """Give this to `Runner.write` as `refused`."""
        if isinstance(error, InvalidInput):
            self.form.complain(error.problems)
        unplaced = [
            words for name, words in getattr(error, "problems", {}).items() if name not in self.form.editors
        ]
        self._message.setText("\n".join([str(error), *unplaced]))
        self._message.show()
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.focusWidget() or self))

    def show_warnings(self) -> None:
        """The button says so when saving keeps what was warned about."""
        self.save_button.setText("Tetap &simpan" if self.form.has_warnings() else "&Simpan")
