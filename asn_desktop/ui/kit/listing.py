"""The rows of a list screen: all at once, or ids first and rows when they come into view."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QObject, QTimer, Signal

from asn_desktop.ui.kit.paged_table import PagedModel
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, Sorted, TableModel

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIRST = 200  # ids; shown while the rest is being read
RESTING = 120  # milliseconds without another question before the whole list is read


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


class Listing(QObject):
    """`arrived` says how many there are, and whether more are on their way."""

    arriving = Signal()  # rows are about to be replaced
    arrived = Signal(int, bool)

    def __init__(self, runner: Runner, columns: Sequence[Column], source: Rows | Paged) -> None:
        super().__init__()
        self._runner, self._source, self._asked = runner, source, Asked()
        self.plain = TableModel(columns)
        self.paged = PagedModel(runner, columns, source.page) if isinstance(source, Paged) else None
        self._sorted = Sorted(self.plain)
        self.model: QAbstractItemModel = self.paged or self._sorted
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTING)
        self._rest.timeout.connect(lambda: self._read_ids(None))

    def read(self, asked: Asked) -> None:
        self._asked = asked
        if isinstance(self._source, Rows):
            rows = self._source.read
            self._runner.read(lambda s: rows(s, asked), self._show_rows, latest="list")
        else:
            self._rest.stop()
            self._read_ids(FIRST)

    def id_at(self, place: int) -> Any:
        if self.paged:
            return self.paged.ids[place]
        return self.plain.rows[self._sorted.mapToSource(self._sorted.index(place, 0)).row()].id

    def place_of(self, record_id: Any) -> int:
        """-1 when it is not in the list."""
        if self.paged:
            return self.paged.ids.index(record_id) if record_id in self.paged.ids else -1
        source = next((n for n, row in enumerate(self.plain.rows) if row.id == record_id), -1)
        return self._sorted.mapFromSource(self.plain.index(source, 0)).row() if source >= 0 else -1

    def _read_ids(self, limit: int | None) -> None:
        asked, source = self._asked, self._source
        assert isinstance(source, Paged)
        done = self._show_first if limit else self._show_all
        self._runner.read(lambda s: source.ids(s, asked, limit), done, latest="list")

    def _show_first(self, ids: Sequence[int]) -> None:
        if len(ids) < FIRST:
            self._show_all(ids)
            return
        assert self.paged
        if self.paged.ids[:FIRST] != ids[:]:  # else what is shown stays until the whole list is there
            self.arriving.emit()
            self.paged.show(ids)
            self.arrived.emit(len(ids), True)
        self._rest.start()

    def _show_all(self, ids: Sequence[int]) -> None:
        assert self.paged
        self.arriving.emit()
        self.paged.show(ids)
        self.arrived.emit(len(ids), False)

    def _show_rows(self, rows: Sequence[Any]) -> None:
        self.arriving.emit()
        self.plain.show(rows)
        self.arrived.emit(len(rows), False)
