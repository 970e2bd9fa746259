"""What the clerk can do on a screen: buttons, context menu and keys from one list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from asn_desktop.ui import theme
from asn_desktop.ui.kit.text import label, set_look


@dataclass(frozen=True)
class Action:
    """`run` gets the ids of the selected rows. `needs`: how many it must have: 0, 1, or 2 for one or more."""

    title: str
    run: Callable[[list[Any]], None]
    shortcut: str = ""
    icon: str = ""
    needs: int = 1
    main: bool = False  # the one that is done most
    more: bool = False  # under "Lainnya", not a button of its own


class Actions:
    """The buttons of a screen, in a layout, and the same things in the context menu of its table."""

    def __init__(
        self, screen: QWidget, table: QWidget, actions: Sequence[Action], ids: Callable[[], list[Any]]
    ) -> None:
        self.layout = QHBoxLayout()
        self._parts: list[tuple[Action, QAction, QPushButton | None]] = []
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        menu = QMenu(screen)
        for action in actions:
            done = QAction(action.title, screen)
            done.setShortcut(action.shortcut)
            done.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            done.triggered.connect(lambda _=False, run=action.run: run(ids()))
            screen.addAction(done)
            table.addAction(done)
            if action.more:
                menu.addAction(done)
            button = None if action.more else self._button(action, done)
            self._parts.append((action, done, button))
        if menu.actions():
            more = QToolButton()
            more.setText("Lainnya  ▾")
            more.setAccessibleName("Tindakan lainnya")
            more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            more.setMenu(menu)
            set_look(more, "more")
            self.layout.addWidget(more)

    def selected(self, count: int) -> None:
        """Only what can be done with this many rows is offered."""
        for action, done, button in self._parts:
            possible = action.needs == 0 or count == 1 or (count > 1 and action.needs == 2)
            done.setEnabled(possible)
            if button:
                button.setEnabled(possible)

    def _button(self, action: Action, done: QAction) -> QPushButton:
        button = QPushButton(action.title)
        button.setObjectName(f"action_{action.icon or action.title}")
        button.setToolTip(action.shortcut)
        if action.main:
            set_look(button, "main")
        elif action.icon:
            theme.set_icon(button, action.icon)
        button.clicked.connect(done.trigger)
        self.layout.addWidget(button)
        return button


@dataclass(frozen=True)
class Empty:
    """Shown instead of an empty table: a sentence, and the next sensible thing to do."""

    sentence: str
    button: str
    run: Callable[[], None]

    def widget(self, name: str) -> QWidget:
        made = QWidget()
        button = QPushButton(self.button)
        button.setObjectName(name)
        button.clicked.connect(self.run)
        set_look(button, "main")
        made.setFocusProxy(button)  # or the keys of an empty list would be heard by nobody
        layout = QVBoxLayout(made)
        layout.addStretch(2)
        layout.addWidget(label(self.sentence, "title"), alignment=Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)
        return made
