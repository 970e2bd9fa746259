"""What a grid shows: rows with read-only columns on the left, and cells that are typed into."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from PySide6.QtCore import QAbstractTableModel, Qt, Signal

from asn_desktop.ui import theme
from asn_desktop.ui.grid.painting import LEFT, RIGHT, Look
from asn_desktop.ui.kit.table import (
    ALIGNMENT,
    BACKGROUND,
    FOREGROUND,
    ROOT,
    SERVED,
    TEXT,
    TOOLTIP,
    Column,
    Index,
    cell,
    header,
)
from asn_desktop.ui.kit.text import tooltip

EDIT = int(Qt.ItemDataRole.EditRole)
Place: TypeAlias = tuple[Any, Hashable]  # id of the row, id of the column
Cells: TypeAlias = dict[Place, str]


@dataclass(frozen=True)
class Kind:
    """`read` makes what is kept of what was typed, or raises ValueError with words for the clerk.

    A key of `keys` is a whole value. `tone` is a colour of the theme; the text says the same without it.
    """

    read: Callable[[str], str]
    keys: Mapping[str, str] = field(default_factory=dict)
    tone: Callable[[str], str] = lambda _text: ""
    hint: Callable[[str], str] = lambda _text: ""
    is_number: bool = False


class GridColumn(NamedTuple):
    """`kind` None: read only. `width` in characters. `is_text` stands on the left side of its cells."""

    id: Hashable
    title: str
    kind: Kind | None
    hint: str = ""
    width: int = 5
    is_text: bool = False


def number(least: float, most: float) -> Kind:
    """A decimal number with comma, or nothing."""

    def read(text: str) -> str:
        if not (text := text.strip()):
            return ""
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            raise ValueError(
                f"“{text}” bukan nilai. Tulis angka {least:g} sampai {most:g}, koma untuk desimal."
            )
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")

    return Kind(read, is_number=True)


class GridModel(QAbstractTableModel):
    """Over what is saved lies what is on its way to the database, and over that what is not yet kept."""

    typed = Signal(object, str)  # the place, and what its editor held

    def __init__(self, left: Sequence[Column]) -> None:
        super().__init__()
        self.left = left
        self.rows: Sequence[Any] = ()
        self.columns: Sequence[GridColumn] = ()
        self._saved: Mapping[Any, str] = {}
        self._pending: Cells = {}
        self.proposed: Cells = {}  # pasted, not yet kept
        self.wrong: dict[Place, tuple[str, str]] = {}  # what was typed, and why it cannot be kept
        self._at: dict[Any, int] = {}
        self._column_at: dict[Hashable, int] = {}

    def show(self, rows: Sequence[Any], columns: Sequence[GridColumn], saved: Mapping[Any, str]) -> bool:
        """The same rows and columns keep the cursor where it is; says whether they were others."""
        is_same = [r.id for r in rows] == [r.id for r in self.rows] and list(columns) == list(self.columns)
        if not is_same:
            self.beginResetModel()
            self._at = {row.id: n for n, row in enumerate(rows)}
            self._column_at = {column.id: n for n, column in enumerate(columns, len(self.left))}
        before, self.rows, self.columns, self._saved = (self.rows, self._saved), rows, columns, dict(saved)
        if is_same:
            self._tell_difference(*before)
        else:
            self.endResetModel()
        return not is_same

    def _tell_difference(self, rows: Sequence[Any], saved: Mapping[Place, str]) -> None:
        """After one key little is different; painting all would hold up the next."""
        differ = [n for n, (old, new) in enumerate(zip(rows, self.rows, strict=True)) if old != new]
        if differ:
            last = self.index(differ[-1], len(self.left) - 1)
            self.dataChanged.emit(self.index(differ[0], 0), last)
        if saved != self._saved:
            places = saved.keys() | self._saved.keys()
            self.repaint([place for place in places if saved.get(place) != self._saved.get(place)])

    def place(self, index: Index) -> Place:
        return self.place_at(index.row(), index.column())

    def place_at(self, row: int, column: int) -> Place:
        return self.rows[row].id, self.columns[column - len(self.left)].id

    def where(self, place: Place) -> Index | None:
        """None where the row or the column is gone."""
        row, column = self._at.get(place[0]), self._column_at.get(place[1])
        return None if row is None or column is None else self.index(row, column)

    def kind_at(self, column: int) -> Kind | None:
        number_ = column - len(self.left)
        return self.columns[number_].kind if number_ >= 0 else None

    def kind(self, index: Index) -> Kind | None:
        return self.kind_at(index.column())

    def kind_of(self, place: Place) -> Kind | None:
        """None also for a cell that is gone."""
        column = self._column_at.get(place[1])
        return self.kind_at(column) if column is not None and place[0] in self._at else None

    def kept(self, place: Place) -> str:
        """What is saved, or on its way there."""
        return self._pending.get(place, self._saved.get(place, ""))

    def text(self, place: Place) -> str:
        if place in self.wrong:
            return self.wrong[place][0]
        return self.proposed[place] if place in self.proposed else self.kept(place)

    def lay(self, cells: Mapping[Place, str]) -> None:
        """On the screen at once; `settle` when it is saved, `drop` when it was refused."""
        self._pending.update(cells)
        self.repaint(cells)

    def settle(self, cells: Mapping[Place, str]) -> None:
        self._saved = {**self._saved, **cells}
        self.drop(cells)

    def drop(self, cells: Mapping[Place, str]) -> None:
        for place, text in cells.items():
            if self._pending.get(place) == text:  # else something newer is on its way
                del self._pending[place]
        self.repaint(cells)

    def repaint(self, places: Iterable[Place]) -> None:
        """Many at once as one rectangle: a signal each would cost more than painting."""
        found = [(self._at.get(row, -1), self._column_at.get(column, -1)) for row, column in places]
        rows, columns = [r for r, c in found if r >= 0 <= c], [c for r, c in found if r >= 0 <= c]
        if rows:
            first, last = self.index(min(rows), min(columns)), self.index(max(rows), max(columns))
            self.dataChanged.emit(first, last)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.left) + len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() and self.kind(index) else flags

    def data(self, index: Index, role: int = TEXT) -> Any:
        if (role not in SERVED and role != EDIT) or not index.isValid():
            return None
        if index.column() < len(self.left):
            return cell(self.left[index.column()], self.rows[index.row()], role)
        return self._cell(index, role)

    def look(self, row: int, column: int) -> Look:
        """What is painted, without the detour over roles."""
        of, count = self.rows[row], len(self.left)
        if column < count:
            left = self.left[column]
            value = left.of(of)
            is_number = isinstance(value, int | float)
            return Look(left.text(value), left.tone(of) if left.tone else "", RIGHT if is_number else LEFT)
        title = self.columns[column - count]
        place, kind = (of.id, title.id), title.kind
        align = Qt.AlignmentFlag.AlignCenter
        if title.is_text:
            align = LEFT
        elif kind is None or kind.is_number:
            align = RIGHT
        if place in self.wrong:
            return Look(self.wrong[place][0], "bad", align)
        if place in self.proposed:
            return Look(self.proposed[place], "news", align)
        text = self.kept(place)
        return Look(text, kind.tone(text) if kind else "", align)

    def _cell(self, index: Index, role: int) -> Any:
        if role in (EDIT, TEXT):
            return self.text(self.place(index))
        if role == ALIGNMENT:
            return self.look(index.row(), index.column()).align
        if role == FOREGROUND:
            return theme.ink(self.look(index.row(), index.column()).tone)
        if role == BACKGROUND:
            return theme.fill(self.look(index.row(), index.column()).tone)
        return tooltip(self._hint(index)) if role == TOOLTIP else None

    def _hint(self, index: Index) -> str:
        place, kind = self.place(index), self.kind(index)
        if place in self.wrong:
            return self.wrong[place][1]
        return kind.hint(self.text(place)) if kind else ""

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        if role == EDIT:
            self.typed.emit(self.place(index), str(value))
        return False

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = TEXT) -> Any:
        if section < len(self.left):
            return header(self.left, section, orientation, role)
        number_ = section - len(self.left)
        if orientation != Qt.Orientation.Horizontal or number_ >= len(self.columns):
            return None
        if role == TOOLTIP:
            return tooltip(self.columns[number_].hint)
        return self.columns[number_].title if role == TEXT else None
