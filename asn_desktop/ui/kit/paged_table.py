"""A table over the ordered ids of a long list: rows are fetched when they come into view.

The ids of 200,000 people are 1.6 MB; the rows are read by id, a page at a time, at any depth alike.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, Qt, QTimer, Slot

from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import ROOT, ROW, SERVED, TEXT, Column, Index, cell, header

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PAGE = 100  # rows; about three screens
KEPT = 30  # pages in memory
AT_ONCE = 4  # pages still worth fetching: what was scrolled past is not


class PagedModel(QAbstractTableModel):
    def __init__(
        self,
        runner: Runner,
        columns: Sequence[Column],
        page: Callable[[Session, Sequence[int]], Sequence[Any]],
    ) -> None:
        super().__init__()
        self.columns = columns
        self.ids: Sequence[int] = ()
        self._runner, self._page = runner, page
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: set[int] = set()
        self._edition = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fetch)

    def show(self, ids: Sequence[int]) -> None:
        """Equal ids keep the place and only read their rows again; a longer list grows at its end."""
        known = len(self.ids)
        if 0 < known < len(ids) and ids[:known] == self.ids[:]:
            self.beginInsertRows(ROOT, known, len(ids) - 1)
            self.ids = ids
            self._pages.pop((known - 1) // PAGE, None)
            self.endInsertRows()
        elif known == len(ids) and ids[:] == self.ids[:]:
            self.reread()
        else:
            self.beginResetModel()
            self.ids = ids
            self._forget()
            self.endResetModel()

    def reread(self) -> None:
        """The rows may have changed; what is shown stays until the new ones are there."""
        shown = [*self._pages][-AT_ONCE:]
        stale = {n: self._pages[n] for n in shown}
        self._forget()
        self._pages.update(stale)
        for number in shown:
            self._want(number)

    def row(self, position: int) -> Any | None:
        """None as long as the row is on its way."""
        number, place = divmod(position, PAGE)
        page = self._pages.get(number)
        if page is None:
            self._want(number)
            return None
        return page[place] if place < len(page) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = TEXT) -> Any:
        if role not in SERVED or not index.isValid():
            return None
        row = self.row(index.row())
        if row is None:
            return "…" if role == TEXT and index.column() == 0 else None
        return row if role == ROW else cell(self.columns[index.column()], row, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = TEXT) -> Any:
        return header(self.columns, section, orientation, role)

    def _forget(self) -> None:
        self._edition += 1
        self._pages.clear()
        self._wanted.clear()
        self._asked.clear()

    def _want(self, number: int) -> None:
        if number not in self._asked:
            self._wanted[number] = None
            self._wanted.move_to_end(number)
            self._soon.start()

    @Slot()
    def _fetch(self) -> None:
        numbers = [*self._wanted][-AT_ONCE:]
        self._wanted.clear()
        for number in numbers:
            self._asked.add(number)
            self._ask(number, self.ids[number * PAGE : (number + 1) * PAGE])

    def _ask(self, number: int, ids: Sequence[int]) -> None:
        edition = self._edition

        def arrived(rows: Sequence[Any]) -> None:
            if edition != self._edition:
                return
            self._asked.discard(number)
            found = {row.id: row for row in rows}
            self._pages[number] = [found.get(i) for i in ids]  # one may have been deleted meanwhile
            self._pages.move_to_end(number)
            while len(self._pages) > KEPT:
                self._pages.popitem(last=False)
            last = min((number + 1) * PAGE, len(self.ids)) - 1
            self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(self.columns) - 1))

        self._runner.read(lambda s: self._page(s, ids), arrived, owner=self)
