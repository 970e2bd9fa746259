"""Search, filters, actions, a table and the chosen record beside it: what most screens are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from asn_desktop.domain.typed import clean
from asn_desktop.ui import theme
from asn_desktop.ui.kit.actions import Action, Actions, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.form import FormPanel
from asn_desktop.ui.kit.listing import Asked, Listing, Paged, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.stacks import close_above_first
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.kit.text import counted, label
from asn_desktop.ui.kit.view import View

__all__ = ["Asked", "ListScreen", "Paged", "Rows"]
TYPING = 80  # milliseconds without a key before the search begins
RESTING = 120  # milliseconds on a row before its record is read


class ListScreen(QStackedWidget):
    selected = Signal(object)  # the id of the record to show beside the table, or None
    opened = Signal(object)  # the id of the record to edit

    def __init__(
        self,
        runner: Runner,
        name: str,
        columns: Sequence[Column],
        source: Rows | Paged,
        *,
        noun: str,
        empty: Empty,
        actions: Sequence[Action] = (),
        filters: Sequence[FilterBy] = (),
        side: QWidget | None = None,
        hint: str = "Cari…",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._runner, self._noun, self._columns = runner, noun, columns
        self._stale = True
        self._kept: Any = None  # the id to be on again when new rows have come
        self._wanted: Any = None  # an id to go to, through the filters if need be
        self._order = (0, Qt.SortOrder.AscendingOrder)
        self.listing = Listing(runner, columns, source)
        self.table = View(self.listing.model, columns, f"{name}_table", f"Daftar {noun}")
        self.table.sortByColumn(*self._order)
        self.table.setSortingEnabled(True)
        self.search = QLineEdit()
        self.search.setObjectName(f"{name}_search")
        self.search.setAccessibleName(f"Cari {noun}")
        self.search.setPlaceholderText(hint)
        self.search.setClearButtonEnabled(True)
        self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.chips = {f.name: f.chip() for f in filters}
        self.tally = label("", "quiet", name=f"{name}_count")
        self._body = QStackedWidget()
        self.setFocusProxy(self._body)
        self._body.addWidget(self.table)
        self._body.addWidget(empty.widget(f"{name}_empty"))
        nothing = Empty("Tidak ada yang cocok dengan pencarian ini.", "&Hapus saringan", self.clear)
        self._body.addWidget(nothing.widget(f"{name}_nothing"))
        self.side = QStackedWidget()
        page = QWidget()
        self._actions = Actions(page, self.table, actions, self.ids)
        self.addWidget(page)
        self._lay_out(page, side, name)
        self._typing = self._timer(TYPING, self.refresh)
        self._offering = self._timer(RESTING, self._offer_filters)  # the rows come first
        self._choosing = self._timer(RESTING, lambda: self.selected.emit(self._current_id()))
        self._connect()

    def asked(self) -> Asked:
        text, (section, order) = clean(self.search.text()), self._order
        chosen = {name: chip.chosen() for name, chip in self.chips.items()}
        return Asked(text, chosen, self._columns[section].sort, order == Qt.SortOrder.DescendingOrder)

    def ids(self) -> list[Any]:
        return [self.listing.id_at(place) for place in self.table.selected_places()]

    def row(self) -> Any | None:
        return self.table.current_row()

    def rows(self) -> Sequence[Any]:
        """All rows of a list that is not paged."""
        return self.listing.plain.rows

    def refresh(self) -> None:
        self._stale = False
        self.listing.read(self.asked())
        self._offering.start()

    def clear(self) -> None:
        self.search.clear()
        for chip in self.chips.values():
            chip.clear()
        self.refresh()

    def show_at(self, target: Any) -> None:
        """An id to go to, or what to choose in the filters: {"status": ("PNS",)}."""
        self.close_page()
        if isinstance(target, Mapping):
            self.search.clear()
            for name, chip in self.chips.items():
                chip.choose(target.get(name, ()))
        else:
            self.reveal(target)

    def reveal(self, record_id: Any) -> None:
        """Go to a record, through the filters if they hide it."""
        self._wanted = record_id
        self.refresh()

    def open_side(self, widget: QWidget) -> None:
        """Put a form where the record is shown."""
        if self._choosing.isActive():  # a double click chooses too: the record comes first, then its form
            self._choosing.stop()
            self.selected.emit(self._current_id())
        self.close_side()
        self.side.addWidget(widget)
        self.side.setCurrentWidget(widget)
        widget.setFocus()  # the first field, unless the caller knows better

    def close_side(self, *, typed_too: bool = True) -> None:
        """Back to the record; without `typed_too`, a form stays in which something was typed."""
        form = self.side.currentWidget()
        if typed_too or not isinstance(form, FormPanel) or not form.form.is_dirty():
            close_above_first(self.side, self)

    def open_page(self, widget: QWidget) -> None:
        """Put a wizard over the whole screen; `close_page` takes it away."""
        self.addWidget(widget)
        self.setCurrentWidget(widget)
        widget.setFocus()

    def close_page(self) -> None:
        close_above_first(self, self)
        self.table.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.table.follow(self.search)
        self.listing.arriving.connect(self._keep_place)
        self.listing.arrived.connect(self._on_arrived)
        self.table.opened.connect(lambda: self.opened.emit(self._current_id()))
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_sort)
        self._runner.changed.connect(self._on_changed)
        self._actions.selected(0)

    def _offer_filters(self) -> None:
        for name, chip in self.chips.items():
            self._runner.read(chip.filter.options, chip.offer, owner=chip, latest=name)

    def _keep_place(self) -> None:
        self._kept = self._current_id()

    def _on_arrived(self, count: int, more: bool) -> None:
        words = f"lebih dari {counted(count)}" if more else counted(count)
        self.tally.setText(f"{words} {self._noun}")
        is_everything = self.asked().is_everything
        shown = self._body.widget(0 if count else 1 if is_everything else 2) or self.table
        self._body.setCurrentWidget(shown)
        self._body.setFocusProxy(shown)
        wanted = self._wanted
        place = self.listing.place_of(wanted or self._kept)
        if place >= 0:
            self._wanted = None
            if wanted or place != self.table.currentIndex().row():
                self.table.go_to(place)
        elif wanted and not more:
            if is_everything:
                self._wanted = None
            else:
                self.clear()
        self._actions.selected(self.table.selected_count())  # new rows end a selection without a signal
        self._choosing.start()  # the record may have changed

    def _current_id(self) -> Any:
        index = self.table.currentIndex()
        if index.isValid() and self.table.selectionModel().hasSelection():
            return self.listing.id_at(index.row())
        return None

    def _on_selection(self) -> None:
        self._actions.selected(self.table.selected_count())
        self._choosing.start()

    def _on_sort(self, section: int, order: Qt.SortOrder) -> None:
        if self.listing.paged and not self._columns[section].sort:  # the service has no such order
            self.table.horizontalHeader().setSortIndicator(*self._order)
            return
        self._order = (section, order)
        if self.listing.paged and not self._stale:
            self.refresh()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _timer(self, milliseconds: int, run: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(run)
        return timer

    def _lay_out(self, page: QWidget, side: QWidget | None, name: str) -> None:
        top, second = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addLayout(self._actions.layout)
        for chip in self.chips.values():
            second.addWidget(chip)
            chip.changed.connect(self.refresh)
        second.addStretch(1)
        second.addWidget(self.tally)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName(f"{name}_splitter")
        self.splitter.setHandleWidth(8)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._body)
        if side:
            self.side.addWidget(side)
            self.side.setMinimumWidth(320)
            self.splitter.addWidget(self.side)
            self.splitter.setSizes([760, 400])
            self.splitter.setStretchFactor(0, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(second)
        layout.addWidget(self.splitter, 1)
