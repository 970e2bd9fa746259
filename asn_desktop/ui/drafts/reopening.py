"""Which forms of a screen can be opened again, and how: told by the screen, asked by the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from asn_desktop.services.drafts import Draft

Reopen: TypeAlias = Callable[[Draft], object]


class Reopens(QObject):
    """A child of the screen, or of a part of it; `forms` by the name in `Place.form`."""

    def __init__(self, part: QWidget, forms: Mapping[str, Reopen]) -> None:
        super().__init__(part)
        self.part, self.forms = part, forms


def reopen(screen: QWidget, draft: Draft) -> bool:
    """False when this screen knows no such form, as after an update of the program."""
    known = sorted(screen.findChildren(Reopens), key=lambda one: one.part is not screen)
    for one in known:
        if draft.form in one.forms:
            _bring_up(one.part, screen)
            one.forms[draft.form](draft)
            return True
    return False


def _bring_up(part: QWidget, screen: QWidget) -> None:
    """Turn to the tab it is in."""
    while part is not screen and (above := part.parentWidget()):
        tabs = above.parentWidget()
        if isinstance(above, QStackedWidget):
            above.setCurrentWidget(part)
        if isinstance(tabs, QTabWidget):
            tabs.setCurrentWidget(part)
        part = above
