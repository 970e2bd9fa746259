"""A read-only table over any sequence of rows, made from a list of columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from asn_desktop.domain import dates
from asn_desktop.ui import theme
from asn_desktop.ui.kit.text import counted, tooltip

Index: TypeAlias = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
LOCALE = QLocale("id_ID")

TEXT = int(Qt.ItemDataRole.DisplayRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
BACKGROUND = int(Qt.ItemDataRole.BackgroundRole)
TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
ROW = int(Qt.ItemDataRole.UserRole)  # the object behind the row
SORT = ROW + 1  # the value behind the text
SERVED = frozenset({TEXT, ALIGNMENT, FOREGROUND, BACKGROUND, TOOLTIP, ROW, SORT})
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def shown(value: Any) -> str:  # noqa: PLR0911 - one for each type
    """The one place where values turn into text."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "Ya" if value else "Tidak"
        case int():
            return counted(value)
        case float():
            return LOCALE.toString(value, "f", 2)
        case datetime():
            return f"{dates.short(value)} {value:%H.%M}"
        case date():
            return dates.short(value)
    return str(value)


@dataclass(frozen=True)
class Column:
    """`tone` names a colour of the theme for a row; the text must say the same without it."""

    title: str
    value: str | Callable[[Any], Any]
    text: Callable[[Any], str] = shown
    width: int = 0  # in characters; 0 = as wide as the title
    sort: str = ""  # what a service calls this order, for tables whose rows the service sorts
    tone: Callable[[Any], str] | None = None
    hint: Callable[[Any], str] | None = None

    def of(self, row: Any) -> Any:
        return attrgetter(self.value)(row) if isinstance(self.value, str) else self.value(row)


def cell(column: Column, row: Any, role: int) -> Any:
    """What a view asks of one cell; `role` is one of SERVED."""
    if role == TEXT:
        return column.text(column.of(row))
    if role == ALIGNMENT:
        value = column.of(row)
        return RIGHT if isinstance(value, int | float) and not isinstance(value, bool) else None
    if role == FOREGROUND:
        return theme.ink(column.tone(row)) if column.tone else None
    if role == BACKGROUND:
        return theme.fill(column.tone(row)) if column.tone else None
    if role == TOOLTIP:
        return tooltip(column.hint(row) if column.hint else column.text(column.of(row)))
    return row if role == ROW else column.of(row)


def header(columns: Sequence[Column], section: int, orientation: Qt.Orientation, role: int) -> Any:
    if orientation != Qt.Orientation.Horizontal or section >= len(columns):
        return None
    if role == TEXT:
        return columns[section].title
    return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter if role == ALIGNMENT else None


class TableModel(QAbstractTableModel):
    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = columns
        self.rows: Sequence[Any] = ()

    def show(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def replace(self, position: int, row: Any) -> None:
        """Show one row anew without losing the place."""
        self.rows = [*self.rows[:position], row, *self.rows[position + 1 :]]
        self.dataChanged.emit(self.index(position, 0), self.index(position, len(self.columns) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = TEXT) -> Any:
        if role not in SERVED or not index.isValid():
            return None
        return cell(self.columns[index.column()], self.rows[index.row()], role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = TEXT) -> Any:
        return header(self.columns, section, orientation, role)


class Sorted(QSortFilterProxyModel):
    """Sorts by the value behind the text, empty cells first."""

    def __init__(self, model: TableModel) -> None:
        super().__init__()
        self._model = model  # a proxy does not keep its source alive
        self.setSourceModel(model)
        self.setSortRole(SORT)

    def lessThan(self, left: Index, right: Index) -> bool:
        a, b = left.data(SORT), right.data(SORT)
        if a is None or b is None:
            return a is None and b is not None
        return bool(_folded(a) < _folded(b))


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
