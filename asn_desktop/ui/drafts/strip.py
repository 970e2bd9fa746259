"""A line of words with buttons beside them; at the top of a form or of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from asn_desktop.ui.kit.text import label, set_look


class Strip(QFrame):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._name = name
        self.words = label("", wrap=True, name=f"{name}_words")
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 4, 8, 4)
        self._row.addWidget(self.words, 1)
        self.hide()

    def say(self, words: str, *buttons: tuple[str, Callable[[], object]]) -> None:
        """No letters of their own: those belong to the screen below."""
        self.words.setText(words)
        for old in self._buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for number, (text, run) in enumerate(buttons):
            button = QPushButton(text)
            button.setObjectName(f"{self._name}_{text.split()[0].casefold()}")
            button.setAccessibleDescription(words)
            button.clicked.connect(lambda _checked=False, run=run: run())
            if number == 0:
                set_look(button, "main")
            self._row.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
            self._buttons.append(button)
        self.setVisible(bool(words))
