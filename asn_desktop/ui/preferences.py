"""What this PC remembers: the last screen, the window, splitters and columns."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QHeaderView, QMainWindow, QSplitter, QWidget


@dataclass(frozen=True)
class Preferences:
    database: str = ""  # path or URL; empty: the usual place
    screen: str = ""


def load(settings: QSettings) -> Preferences:
    return Preferences(**{f.name: str(settings.value(f.name, f.default)) for f in fields(Preferences)})


def save(settings: QSettings, preferences: Preferences) -> None:
    for f in fields(Preferences):
        settings.setValue(f.name, getattr(preferences, f.name))


def remember(settings: QSettings, window: QMainWindow) -> None:
    """Called once, when the window closes."""
    settings.setValue("window", window.saveGeometry())
    for part in _parts(window):
        settings.setValue(f"parts/{part.objectName()}", part.saveState())


def recall_parts(settings: QSettings, screen: QWidget) -> None:
    """Called for each screen when it is first shown; what no longer fits is left as it is."""
    for part in _parts(screen):
        state = settings.value(f"parts/{part.objectName()}")
        if isinstance(state, QByteArray):
            part.restoreState(state)


def _parts(root: QWidget) -> list[QSplitter | QHeaderView]:
    found: list[QSplitter | QHeaderView] = [*root.findChildren(QSplitter), *root.findChildren(QHeaderView)]
    return [part for part in found if part.objectName()]
