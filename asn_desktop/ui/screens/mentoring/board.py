"""The pairs of a programme as cards, in a column for each state."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring.board import PairRow
from asn_desktop.ui.kit.text import counted, label
from asn_desktop.ui.screens.mentoring import states
from asn_desktop.ui.screens.mentoring.board_column import BoardColumn

KEYS_HELP = "Panah: pindah kartu · Ctrl+←/→ ubah status · Enter buka pasangan"


class Board(QWidget):
    opened = Signal(int)  # a pair
    chosen = Signal(object)  # the id of the pair the cursor is on, or None
    moved = Signal(object, str)  # ids, and the state they are to have

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pairs_board")
        self.columns = {state: BoardColumn(state) for state in words.STATES}
        self._titles = {state: label("", "group", name=f"board_{state}_title") for state in words.STATES}
        self._follow: int | None = None  # the pair that was moved: the keys go with it
        layout = QHBoxLayout()
        layout.setSpacing(8)
        for state, column in self.columns.items():
            part = QVBoxLayout()
            part.setSpacing(4)
            self._titles[state].setBuddy(column)
            part.addWidget(self._titles[state])
            part.addWidget(column, 1)
            layout.addLayout(part, 1)
            column.opened.connect(self.opened)
            column.left.connect(self._go)
            column.pushed.connect(self._push)
            column.dropped.connect(self._move)
            column.entered.connect(lambda place=column: self._entered(place))
            column.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.current_id()))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(layout, 1)
        outer.addWidget(label(KEYS_HELP, "quiet"), alignment=Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.columns[words.PREPARED])

    def show_rows(self, rows: Sequence[PairRow]) -> None:
        """The cursor stays on its pair, also when that went to another column."""
        here = self._follow or self.current_id()
        held = any(column.hasFocus() for column in self.columns.values())
        for state, column in self.columns.items():
            found = [row for row in rows if row.state == state]
            self._titles[state].setText(f"{states.shown(state)} · {counted(len(found))}")
            column.show_rows(found)
        self._follow = None
        place = next((column for column in self.columns.values() if column.go_to(here)), None)
        place = place or next((c for c in self.columns.values() if c.model().rowCount()), None)
        if place:
            place.settle()
            self.setFocusProxy(place)
            if held:
                place.setFocus()
        self.chosen.emit(self.current_id())

    def rows(self) -> list[PairRow]:
        return [row for column in self.columns.values() for row in column.rows()]

    def column(self) -> BoardColumn:
        """The one with the cursor."""
        here = (column for column in self.columns.values() if column is self.focusProxy())
        return next(here, self.columns[words.PREPARED])

    def current_id(self) -> int | None:
        return self.column().current_id()

    def ids(self) -> list[int]:
        return self.column().ids()

    def _entered(self, column: BoardColumn) -> None:
        self.setFocusProxy(column)
        for other in self.columns.values():
            if other is not column:
                other.clearSelection()
        column.settle()
        self.chosen.emit(self.current_id())

    def _go(self, way: int) -> None:
        """Over columns without cards."""
        order = list(self.columns.values())
        place = order.index(self.column()) + way
        while 0 <= place < len(order):
            if order[place].model().rowCount():
                order[place].setFocus()
                return
            place += way

    def _push(self, way: int) -> None:
        order = list(self.columns)
        place = order.index(self.column().status) + way
        if 0 <= place < len(order) and (ids := self.ids()):
            self._move(ids, order[place])

    def _move(self, ids: list[int], state: str) -> None:
        if any(row.id in ids and row.state != state for row in self.rows()):
            self._follow = ids[0]
            self.moved.emit(ids, state)
