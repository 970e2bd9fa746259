"""Text from outside goes through here before a widget shows it."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget


def no_mnemonic(text: str) -> str:
    """For buttons and menus, where a single & would vanish and underline the letter after it."""
    return text.replace("&", "&&")


def short(text: str, longest: int = 80) -> str:
    """On one line, and no wider than a menu can be."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def tooltip(text: str) -> str:
    """Tooltips guess whether they are markup; this one is, and holds the text letter by letter."""
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>" if text else ""


def without_mnemonic(title: str) -> str:
    """The title of a button as a screen reader says it."""
    return re.sub("&(&?)", r"\1", title)


class Wrapped(QLabel):
    """Claims the height its lines need: form layouts would cut them, or squeeze the fields instead."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._claim()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._claim()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._claim()

    def _claim(self) -> None:
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized) or self.isVisible():
            self.setMinimumHeight(0)  # `heightForWidth` is never less than the minimum
            self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


def label(text: str = "", look: str = "", *, wrap: bool = False, name: str = "") -> QLabel:
    """A label that never reads its text as markup; `look` is a name in `style.qss`."""
    made = Wrapped() if wrap else QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setObjectName(name)
    made.setText(text)
    set_look(made, look)
    return made


def copyable(made: QLabel) -> QLabel:
    """Let the clerk mark the text with the mouse and copy it."""
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def set_look(widget: QWidget, look: str) -> None:
    """Give a widget another look of `style.qss`."""
    if widget.property("look") != look:
        widget.setProperty("look", look)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def say(box: QLabel, words: str, look: str = "good-box") -> None:
    """What came of it, in a box that was hidden as long as there was nothing to say."""
    set_look(box, look)
    box.setText(words)
    box.show()


def counted(number: int) -> str:
    """15754 as 15.754."""
    return f"{number:,}".replace(",", ".")
