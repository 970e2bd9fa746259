"""What a clerk's eyes and hands do on a screen: read cells and labels by name, press buttons."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot


def cells(where: Any, column: str) -> list[str]:
    """The column with this title, from the top, of a table or of what has one as `table`."""
    model = getattr(where, "table", where).model()
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    return [model.index(n, titles.index(column)).data() for n in range(model.rowCount())]


def text(where: QWidget, name: str) -> str:
    label = where.findChild(QLabel, name)
    assert label is not None, name
    return str(label.text())


def press(qtbot: QtBot, where: QWidget, name: str) -> None:
    button = where.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def twice(root: QWidget) -> dict[str, list[str]]:
    """What is on the screen and answers to the same Alt key, by its letter."""
    found: dict[str, list[str]] = defaultdict(list)
    texts: list[str] = [w.text() for w in root.findChildren(QAbstractButton) if w.isVisible()]
    texts += [w.text() for w in root.findChildren(QLabel) if w.isVisible() and w.buddy()]
    texts += [w.tabText(n) for w in root.findChildren(QTabBar) if w.isVisible() for n in range(w.count())]
    for text in texts:
        if letter := re.search(r"&([^&])", text.replace("&&", "")):
            found[letter[1].casefold()].append(text)
    return {letter: texts for letter, texts in found.items() if len(texts) > 1}
