"""What a clerk's eyes and hands do on a screen: read cells and labels by name, press buttons."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
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
