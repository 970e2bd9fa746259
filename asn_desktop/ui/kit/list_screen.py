"""Search, filters, actions, a table and the chosen record beside it: what most screens are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from asn_desktop.ui import theme
from asn_desktop.ui.kit.actions import Action, Actions, Empty
from asn_desktop.ui.kit.chips import Chip, FilterBy
from asn_desktop.ui.kit.paged_table import PagedModel
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, Sorted, TableModel
from asn_desktop.ui.kit.text import counted, label
from asn_desktop.ui.kit.view import View

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIRST = 200  # ids; shown while the rest is being read
TYPING = 80  # milliseconds without a key before the search begins
RESTING = 120  # milliseconds before the whole list is read, or a record is shown


class Asked(NamedTuple):
    """What the clerk wants to see; `chosen` has the values of every filter."""

    text: str = ""
    chosen: Mapping[str, tuple[Any, ...]] = {}
    sort: str = ""
    descending: bool = False

    @property
    def is_everything(self) -> bool:
        return not self.text.strip() and not any(self.chosen.values())


@dataclass(frozen=True)
class Rows:
    """A list short enough to read whole (some thousands). Rows have an `id`; the table sorts them."""

    read: Callable[[Session, Asked], Sequence[Any]]


@dataclass(frozen=True)
class Paged:
    """A long list: the ids in order (at most `limit` of them), and rows by id. The service sorts."""

    ids: Callable[[Session, Asked, int | None], Sequence[int]]
    page: Callable[[Session, Sequence[int]], Sequence[Any]]


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
        self._runner, self._source, self._noun, self._columns = runner, source, noun, columns
        self._stale = True
        self._wanted: Any = None
        self._plain = TableModel(columns)
        self._paged = PagedModel(runner, columns, source.page) if isinstance(source, Paged) else None
        model = self._paged or Sorted(self._plain)
        self.table = View(model, columns, f"{name}_table", f"Daftar {noun}")
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(True)
        self.search = QLineEdit()
        self.search.setObjectName(f"{name}_search")
        self.search.setAccessibleName(f"Cari {noun}")
        self.search.setPlaceholderText(hint)
        self.search.setClearButtonEnabled(True)
        self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.chips = {f.name: Chip(f) for f in filters}
        self.tally = label("", "quiet", name=f"{name}_count")
        self._body = QStackedWidget()
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
        self._rest = self._timer(RESTING, self._read_all)
        self._choosing = self._timer(RESTING, lambda: self.selected.emit(self._current_id()))
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.opened.connect(lambda: self.opened.emit(self._current_id()))
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_sort)
        runner.changed.connect(self._on_changed)
        self._actions.selected(0)

    def asked(self) -> Asked:
        head = self.table.horizontalHeader()
        column = self._columns[max(0, head.sortIndicatorSection())]
        chosen = {name: chip.chosen() for name, chip in self.chips.items()}
        return Asked(
            self.search.text(), chosen, column.sort, head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        )

    def ids(self) -> list[Any]:
        """Of the selected rows."""
        if self._paged:
            return [self._paged.ids[place] for place in self.table.selected_places()]
        return [row.id for row in self.table.selected_rows()]

    def row(self) -> Any | None:
        """The row the cursor is on."""
        return self.table.current_row()

    def rows(self) -> Sequence[Any]:
        """All rows of a list that is not paged."""
        return self._plain.rows

    def clear(self) -> None:
        """Show everything."""
        self.search.clear()
        for chip in self.chips.values():
            chip.clear()
        self.refresh()

    def reveal(self, record_id: Any) -> None:
        """Go to a record, through the filters if they hide it."""
        self._wanted = record_id
        self.setCurrentIndex(0)
        self.refresh()

    def open_side(self, widget: QWidget) -> None:
        """Put a form where the record is shown."""
        self.close_side()
        self.side.addWidget(widget)
        self.side.setCurrentWidget(widget)

    def close_side(self) -> None:
        _close_above_first(self.side)

    def open_page(self, widget: QWidget) -> None:
        """Put a wizard over the whole screen; `close_page` takes it away."""
        self.addWidget(widget)
        self.setCurrentWidget(widget)
        widget.setFocus()

    def close_page(self) -> None:
        _close_above_first(self)
        self.table.setFocus()

    def refresh(self) -> None:
        self._stale = False
        asked = self.asked()
        for name, chip in self.chips.items():
            self._runner.read(chip.filter.options, chip.offer, owner=chip, latest=name)
        if isinstance(self._source, Paged):
            read = self._source.ids
            self._rest.stop()
            self._runner.read(lambda s: read(s, asked, FIRST), self._show_first, owner=self, latest="list")
        else:
            rows = self._source.read
            self._runner.read(lambda s: rows(s, asked), self._show_rows, owner=self, latest="list")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _show_first(self, ids: Sequence[int]) -> None:
        if len(ids) == FIRST:
            same = self._paged and self._paged.ids[:FIRST] == ids[:]
            if not same:
                self._show_ids(ids, more=True)
            self._rest.start()
        else:
            self._show_ids(ids, more=False)

    def _read_all(self) -> None:
        asked, source = self.asked(), self._source
        if isinstance(source, Paged):
            ids = source.ids
            self._runner.read(
                lambda s: ids(s, asked, None),
                lambda found: self._show_ids(found, more=False),
                owner=self,
                latest="list",
            )

    def _show_ids(self, ids: Sequence[int], *, more: bool) -> None:
        assert self._paged
        kept = self._wanted or self._current_id()
        self._paged.show(ids)
        self._after(len(ids), more, lambda: ids.index(kept) if kept in ids else -1)

    def _show_rows(self, rows: Sequence[Any]) -> None:
        kept = self._wanted or self._current_id()
        self._plain.show(rows)
        proxy = self.table.model()
        assert isinstance(proxy, Sorted)
        place = next((n for n, row in enumerate(rows) if row.id == kept), -1)
        self._after(
            len(rows),
            False,
            lambda: proxy.mapFromSource(self._plain.index(place, 0)).row() if place >= 0 else -1,
        )

    def _after(self, count: int, more: bool, find: Callable[[], int]) -> None:
        words = f"lebih dari {counted(count)}" if more else counted(count)
        self.tally.setText(f"{words} {self._noun}")
        is_everything = self.asked().is_everything
        self._body.setCurrentIndex(0 if count else 1 if is_everything else 2)
        wanted_before = self._wanted
        if not more or find() >= 0:
            self._wanted = None
        if (place := find()) >= 0 and (place != self.table.currentIndex().row() or wanted_before):
            self.table.go_to(place)
        elif place < 0 and wanted_before and not more and not is_everything:
            self._wanted = wanted_before
            self.clear()
        self._choosing.start()  # the record may have changed

    def _current_id(self) -> Any:
        index = self.table.currentIndex()
        if not index.isValid() or not self.table.selectionModel().hasSelection():
            return None
        return self._paged.ids[index.row()] if self._paged else getattr(self.row(), "id", None)

    def _on_selection(self) -> None:
        self._actions.selected(self.table.selected_count())
        self._choosing.start()

    def _on_sort(self) -> None:
        if self._paged and self.isVisible():
            self.refresh()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _timer(self, milliseconds: int, run: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
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
        for part in (top, second):
            layout.addLayout(part)
        layout.addWidget(self.splitter, 1)


def _close_above_first(stack: QStackedWidget) -> None:
    while stack.count() > 1 and (widget := stack.widget(1)):
        stack.removeWidget(widget)
        widget.deleteLater()
