"""The rows of a curriculum while they are typed, pasted and moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt, Signal

from asn_desktop.domain.typed import clean
from asn_desktop.ui import theme
from asn_desktop.ui.kit.table import ALIGNMENT, BACKGROUND, RIGHT, ROOT, TEXT, TOOLTIP, Index
from asn_desktop.ui.kit.text import tooltip

TITLES = ("Kelompok", "Mata pelatihan", "JP")
GROUP, NAME, JP, ROW = range(4)  # the last is not shown: the id of the stored row, empty for a new one
EMPTY = ("", "", "", "")
EDIT = int(Qt.ItemDataRole.EditRole)


class SubjectsModel(QAbstractTableModel):
    """Rows of three texts and their id; an empty row always waits at the end."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = [list(EMPTY)]

    def put(self, rows: Sequence[Sequence[str]]) -> None:
        self.beginResetModel()
        self.rows = [[*row, *EMPTY][: len(EMPTY)] for row in rows]  # an old draft knows no ids
        self._end_with_empty()
        self.endResetModel()
        self.edited.emit()

    def filled(self) -> list[list[str]]:
        return [row for row in self.rows if typed(row)]

    def fault(self, row: list[str]) -> str:
        """What is wrong with one row, in words for the clerk."""
        if not typed(row):
            return ""
        if not row[NAME]:
            return "Isi nama mata pelatihan."
        if not row[JP].isdecimal() or not 1 <= int(row[JP]) <= 900:
            return "JP harus bilangan bulat antara 1 dan 900."
        return ""

    def paste(self, row: int, column: int, cells: Sequence[Sequence[str]]) -> None:
        rows = [list(r) for r in self.rows]
        for down, line in enumerate(cells):
            while len(rows) <= row + down:
                rows.append(list(EMPTY))
            for right, text in enumerate(line[: len(TITLES) - column]):
                rows[row + down][column + right] = text.strip()
        self.put(rows)

    def insert(self, row: int) -> None:
        self.put([*self.rows[:row], EMPTY, *self.rows[row:]])

    def remove(self, places: Sequence[int]) -> None:
        self.put([row for place, row in enumerate(self.rows) if place not in set(places)])

    def move(self, row: int, by: int) -> int:
        """Where the row is now."""
        there = row + by
        if row >= len(self.rows) - 1 or not 0 <= there < len(self.rows) - 1:
            return row
        rows = list(self.rows)
        rows[row], rows[there] = rows[there], rows[row]
        self.put(rows)
        return there

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = TEXT) -> Any:
        row = self.rows[index.row()]
        if role in (TEXT, EDIT):
            return row[index.column()]
        if role == ALIGNMENT and index.column() == JP:
            return RIGHT
        wrong = self.fault(row)
        if role == BACKGROUND and wrong and index.column() == (JP if row[NAME] else NAME):
            return theme.fill("bad")
        return tooltip(wrong) if role == TOOLTIP else None

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        if role != EDIT:
            return False
        self.rows[index.row()][index.column()] = " ".join(clean(str(value)).split())
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), JP))
        if typed(self.rows[-1]):
            self.beginInsertRows(ROOT, len(self.rows), len(self.rows))
            self.rows.append(list(EMPTY))
            self.endInsertRows()
        self.edited.emit()
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = TEXT) -> Any:
        if role != TEXT:
            return None
        return TITLES[section] if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def _end_with_empty(self) -> None:
        while len(self.rows) > 1 and not typed(self.rows[-1]) and not typed(self.rows[-2]):
            self.rows.pop()
        if not self.rows or typed(self.rows[-1]):
            self.rows.append(list(EMPTY))


def typed(row: Sequence[str]) -> bool:
    """Whether anything stands in it that the clerk sees."""
    return any(row[: len(TITLES)])
