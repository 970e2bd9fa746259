"""Asks beside the list for the words that open a sealed backup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit

from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.list_screen import ListScreen


def ask_passphrase(screen: ListScreen, title: str, use: Callable[[str], None]) -> None:
    def go_on(values: dict[str, Any]) -> None:
        screen.close_side()
        use(values["passphrase"])

    form = Form([Field("passphrase", "Kata sandi")])
    hide(form)
    panel = FormPanel(f"Buka cadangan bersandi: {title}", form, go_on)
    panel.save_button.setText("Buk&a")
    panel.closed.connect(screen.close_side)
    screen.open_side(panel)
    form.editors["passphrase"].setFocus()


def hide(form: Form) -> None:
    """Nobody reads it over the clerk's shoulder."""
    editor = form.editors["passphrase"]
    assert isinstance(editor, QLineEdit)
    editor.setEchoMode(QLineEdit.EchoMode.Password)
