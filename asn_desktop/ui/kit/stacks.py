"""Where the keys go when a page, a form or a tab comes or goes: without the focus no key of it is heard."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget


def close_above_first(stack: QStackedWidget, heir: QWidget) -> None:
    """`heir` gets the focus of what is closed."""
    while stack.count() > 1 and (widget := stack.widget(1)):
        focused: QWidget | None = stack.window().focusWidget()  # may be None, whatever its signature says
        held = focused is not None and (focused is widget or widget.isAncestorOf(focused))
        stack.removeWidget(widget)
        widget.deleteLater()
        if held:
            heir.setFocus()


def enter(tabs: QTabWidget, part: QWidget | None) -> None:
    """After a click or Alt and a letter; not while the arrow keys go over the tabs themselves."""
    if part is not None and tabs.isVisible() and not tabs.tabBar().hasFocus():
        part.setFocus()
