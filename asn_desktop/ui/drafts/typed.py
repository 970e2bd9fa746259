"""What stands in a form letter by letter, half a date included, and back into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from asn_desktop.ui.kit.form import Form
from asn_desktop.ui.kit.kinds import ChoiceBox

TEXT = "$teks"  # a choice whose words are only half typed


@runtime_checkable
class Retyped(Protocol):
    """An editor of its own kind, for example a grid."""

    def typed(self) -> Any: ...
    def retype(self, typed: Any) -> None: ...
    def words(self) -> str: ...


def read(form: Form) -> dict[str, Any]:
    return {name: _of(editor) for name, editor in form.editors.items()}


def write(form: Form, typed: Mapping[str, Any]) -> None:
    """Fields the draft does not know stay; the form speaks as if a clerk had typed."""
    for name, editor in form.editors.items():
        if name in typed and _of(editor) != typed[name]:
            _put(editor, typed[name])


def words(form: Form, name: str) -> str:
    """What stands in a field, for a sentence."""
    editor = form.editors[name]
    match editor:
        case Retyped():
            return editor.words()
        case ChoiceBox():
            return editor.currentText()
        case QCheckBox():
            return "ya" if editor.isChecked() else "tidak"
    return str(_of(editor))


def _of(editor: Any) -> Any:
    match editor:
        case Retyped():
            return editor.typed()
        case ChoiceBox():
            value = editor.value()
            return {TEXT: editor.currentText()} if value is None and editor.isEditable() else value
        case QCheckBox():
            return editor.isChecked()
        case QPlainTextEdit():
            return editor.toPlainText()
        case QLineEdit():
            return editor.text()
    raise TypeError(type(editor))


def _put(editor: Any, typed: Any) -> None:
    """A value of another kind, as after an update of the program, is left out."""
    match editor, typed:
        case Retyped(), _:
            editor.retype(typed)
        case ChoiceBox(), {"$teks": str(text)}:
            editor.put(None)
            editor.setEditText(text)
        case ChoiceBox(), str() | int() | None:
            editor.put(typed)
        case QCheckBox(), bool():
            editor.setChecked(typed)
        case QPlainTextEdit(), str():
            editor.setPlainText(typed)
        case QLineEdit(), str():
            editor.setText(typed)
