"""Ubah banyak, first step: whom, which field, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from asn_desktop.domain.typed import clean
from asn_desktop.services import bulk
from asn_desktop.services.bulk import CLEAR, REPLACE, SET, Change
from asn_desktop.ui.kit.form import LABELS
from asn_desktop.ui.kit.kinds import DATE, TEXT, ChoiceBox, Kind, choice, search_choice
from asn_desktop.ui.kit.text import counted, label

KINDS = {SET: "&Isi dengan satu nilai", CLEAR: "&Kosongkan", REPLACE: "Cari dan &ganti teks"}
WIDEST = 560
COMMON = "unit_id"  # what is most often changed for many


class ChangePage(QWidget):
    """`chosen` are the ids selected, `matching` those of the filter, which `described` says in words."""

    field_chosen = Signal(str)  # its codes are wanted

    def __init__(self, chosen: Sequence[int], matching: Sequence[int], described: str) -> None:
        super().__init__()
        self._ids = {"chosen": list(chosen), "matching": list(matching)}
        self._kind: Kind = TEXT
        self._editor: QWidget | None = None
        self._options: Mapping[Any, str] | None = None
        self._whom = QButtonGroup(self)
        self._how = QButtonGroup(self)
        self.whom = {
            "chosen": QRadioButton(f"&Yang dipilih ({counted(len(chosen))} orang)"),
            "matching": QRadioButton(
                f"&Semua yang cocok dengan saringan ini ({counted(len(matching))} orang)"
            ),
        }
        self.how = {kind: QRadioButton(words) for kind, words in KINDS.items()}
        self.field = ChoiceBox({})
        self.field.setObjectName("bulk_field")
        self.field.setAccessibleName("Isian yang diubah")
        self.sought, self.new = QLineEdit(), QLineEdit()
        for edit, name, title in ((self.sought, "bulk_find", "Cari"), (self.new, "bulk_new", "Ganti dengan")):
            edit.setObjectName(name)
            edit.setAccessibleName(title)
        self.match_case = QCheckBox("Bedakan &huruf besar dan kecil")
        self.match_case.setObjectName("bulk_case")
        self._message = label("", "bad-box", wrap=True, name="bulk_message")
        self._message.hide()
        self._lay_out(described)
        self.whom["chosen" if chosen else "matching"].setChecked(True)
        self.whom["chosen"].setEnabled(bool(chosen))
        self.how[SET].setChecked(True)
        self._how.buttonClicked.connect(lambda _button: self._on_how())
        self.field.currentIndexChanged.connect(lambda _place: self._on_field())
        self.setFocusProxy(self.field)
        self._on_how()

    def ids(self) -> list[int]:
        return self._ids["chosen" if self.whom["chosen"].isChecked() else "matching"]

    def change(self) -> Change:
        kind = self._chosen_kind()
        value = self._kind.get(self._editor) if self._editor and kind == SET else None
        return Change(
            self.field.value(),
            kind,
            value,
            clean(self.sought.text()),
            clean(self.new.text()),
            self.match_case.isChecked(),
        )

    def fault(self) -> str:
        """What was typed and cannot be read, as a date."""
        is_set = self._chosen_kind() == SET and self._editor
        return self._kind.fault(self._editor) if is_set else ""

    def offer(self, field: str, options: Mapping[Any, str] | None) -> None:
        """What the field may hold; None where it is typed."""
        if field != self.field.value():
            return
        if options is not None:
            kind = search_choice(options) if field == "unit_id" else choice(options)
        else:
            kind = DATE if field in bulk.DATES else TEXT
        self._put(kind)

    def refuse(self, words: str) -> None:
        self._message.setText(words)
        self._message.setVisible(bool(words))

    def _chosen_kind(self) -> str:
        return next(kind for kind, button in self.how.items() if button.isChecked())

    def _on_how(self) -> None:
        kind = self._chosen_kind()
        kept = self.field.value()
        offered = bulk.offered(kind)
        self.field.blockSignals(True)
        self.field.clear()
        for name, title in offered.items():
            self.field.addItem(title, name)
        self.field.put(kept if kept in offered else COMMON if COMMON in offered else next(iter(offered)))
        self.field.blockSignals(False)
        for row, shown in ((self._value_row, kind == SET), (self._find_row, kind == REPLACE)):
            row.setVisible(shown)
        self._on_field()

    def _on_field(self) -> None:
        self.refuse("")
        if self._chosen_kind() == SET:
            self.field_chosen.emit(self.field.value())

    def _put(self, kind: Kind) -> None:
        if self._editor:
            self._value_form.removeRow(0)
        self._kind, self._editor = kind, kind.make()
        self._editor.setObjectName("bulk_value")
        self._editor.setAccessibleName("Nilai yang baru")
        self._value_form.insertRow(0, _title("Nilai yang ba&ru", self._editor), self._editor)
        self.setTabOrder(self.field, self._editor)

    def _lay_out(self, described: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._message)
        layout.addWidget(label("Siapa", "group"))
        for button in self.whom.values():
            self._whom.addButton(button)
            layout.addWidget(button)
        layout.addWidget(label(f"Saringan: {described}.", "quiet", wrap=True, name="bulk_filter"))
        layout.addWidget(label("Apa", "group"))
        row = QHBoxLayout()
        for kind, button in self.how.items():
            button.setObjectName(f"bulk_{kind}")
            self._how.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)
        first = QFormLayout()
        first.addRow(_title("Isian yang &diubah", self.field), self.field)
        layout.addLayout(first)
        self._value_row, self._find_row = QWidget(), QWidget()
        self._value_form, find = QFormLayout(self._value_row), QFormLayout(self._find_row)
        for words, edit in (("&Cari", self.sought), ("Ganti denga&n", self.new)):
            find.addRow(_title(words, edit), edit)
        find.addRow("", self.match_case)
        for form, holder in ((self._value_form, self._value_row), (find, self._find_row)):
            form.setContentsMargins(0, 0, 0, 0)
            holder.setMaximumWidth(WIDEST + LABELS)
            layout.addWidget(holder)
        self.field.setMaximumWidth(WIDEST)
        layout.addStretch(1)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)


def _title(words: str, editor: QWidget) -> QLabel:
    made = label(words)
    made.setBuddy(editor)
    made.setFixedWidth(LABELS)
    return made
