"""Filter chips: a button that says what it filters by, and drops down what there is to choose."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from asn_desktop.ui.kit.text import no_mnemonic, set_look

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

VALUE = int(Qt.ItemDataRole.UserRole)
NARROWEST, WIDEST = 240, 560  # pixels of the list that drops down
SEARCH_FROM = 12  # options; fewer are seen at a glance


@dataclass(frozen=True)
class FilterBy:
    """`options` are read when the screen is shown: value and words. `many` allows several at once."""

    name: str
    title: str
    options: Callable[[Session], Iterable[tuple[Any, str]]]
    many: bool = True

    def chip(self) -> Chip:
        return Chip(self)


class Chip(QToolButton):
    changed = Signal()

    def __init__(self, filter_: FilterBy) -> None:
        super().__init__()
        self.filter = filter_
        self._chosen: tuple[Any, ...] = ()
        self.setObjectName(f"filter_{filter_.name}")
        self.setAccessibleName(f"Saring {filter_.title}")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_look(self, "chip")
        self._search = QLineEdit()
        self._search.setPlaceholderText("Cari pilihan…")
        self._search.setAccessibleName("Cari pilihan")
        self._search.textChanged.connect(self._narrow)
        self._list = QListWidget()
        self._list.setAccessibleName(filter_.title)
        self._list.itemChanged.connect(self._on_item_changed)
        self._list.itemActivated.connect(self._on_activated)
        clear = QPushButton("Tampilkan &semua")
        clear.clicked.connect(self.clear)
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(8, 8, 8, 8)
        for widget in (self._search, self._list, clear):
            layout.addWidget(widget)
        menu = QMenu(self)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(box)
        menu.addAction(holder)
        menu.aboutToShow.connect(self._on_show)
        self.setMenu(menu)
        self._show_chosen()

    def offer(self, options: Iterable[tuple[Any, str]]) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        for value, words in options:
            item = QListWidgetItem(words)
            item.setData(VALUE, value)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags)
            self._list.addItem(item)
        self._list.blockSignals(False)
        width = self._list.sizeHintForColumn(0) + 40
        self._list.setFixedWidth(min(WIDEST, max(NARROWEST, width)))
        self._list.setFixedHeight(min(self._list.count(), SEARCH_FROM) * 26 + 12)
        self._search.setVisible(self._list.count() > SEARCH_FROM)
        self._show_chosen()

    def chosen(self) -> tuple[Any, ...]:
        return self._chosen

    def choose(self, values: Iterable[Any]) -> None:
        """Also before the options have come."""
        self._chosen = tuple(values)
        self._show_chosen()
        self.changed.emit()

    def clear(self) -> None:
        self.menu().close()
        if self._chosen:
            self.choose(())

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(n) for n in range(self._list.count())]

    def _show_chosen(self) -> None:
        self._list.blockSignals(True)
        for item in self._items():
            item.setCheckState(_state(item.data(VALUE) in self._chosen))
        self._list.blockSignals(False)
        words = [item.text().strip() for item in self._items() if item.data(VALUE) in self._chosen]
        text = self.filter.title
        if self._chosen:
            more = f" +{len(self._chosen) - 1}" if len(self._chosen) > 1 else ""
            text += f": {words[0] if words else '…'}{more}"
        self.setText(no_mnemonic(text if len(text) <= 36 else text[:35] + "…") + "  ▾")
        self.setProperty("chosen", "true" if self._chosen else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def _narrow(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.casefold() not in item.text().casefold())

    def _on_show(self) -> None:
        self._search.clear()
        (self._search if self._list.count() > SEARCH_FROM else self._list).setFocus()

    def _on_activated(self, item: QListWidgetItem) -> None:
        item.setCheckState(_state(item.checkState() != Qt.CheckState.Checked))

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        if not self.filter.many and item.checkState() == Qt.CheckState.Checked:
            self.menu().close()
            self.choose((item.data(VALUE),))
        else:
            checked = Qt.CheckState.Checked
            self.choose(item.data(VALUE) for item in self._items() if item.checkState() == checked)


def _state(checked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked
