"""The cells of a grid, with the keys of a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QApplication, QTableView, QWidget

from asn_desktop.ui.drafts.cells import TypedCells
from asn_desktop.ui.grid.model import Cells, GridModel, Place
from asn_desktop.ui.grid.painting import paint
from asn_desktop.ui.kit.table import Index
from asn_desktop.ui.pasting import as_text, block

HINT = QAbstractItemDelegate.EndEditHint
KEY = Qt.Key
FLAG = QItemSelectionModel.SelectionFlag
ENTER = (KEY.Key_Return, KEY.Key_Enter)


class GridView(QTableView):
    """Enter and Tab go on, a letter or digit replaces, Delete empties, Ctrl+D and Ctrl+Enter fill."""

    offered = Signal(object)  # cells that were typed, still to be read
    pasted = Signal(object, int)  # cells of a block, and how many of it lay beyond the grid
    answered = Signal(bool)  # whether a proposal shall be kept

    def __init__(self, model: GridModel, name: str, title: str) -> None:
        super().__init__()
        self._cells = model
        self.is_asking = False  # a proposal is shown: nothing else can be changed
        self.setModel(model)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.typing = TypedCells(self)
        model.typed.connect(lambda place, text: self.offered.emit({place: text}))

    def places(self) -> list[Place]:
        """The selected cells that can be changed, row by row."""
        selection, model = self.selectionModel().selection(), self._cells
        found: set[tuple[int, int]] = set()
        for part in (selection.at(n) for n in range(selection.count())):
            across = [c for c in range(part.left(), part.right() + 1) if model.kind_at(c)]
            found.update((r, c) for r in range(part.top(), part.bottom() + 1) for c in across)
        hidden = {r for r in {row for row, _ in found} if self.isRowHidden(r)}
        return [model.place_at(r, c) for r, c in sorted(found) if r not in hidden]

    def fill(self, text: str) -> None:
        """Into all selected cells, as one change."""
        self._offer(dict.fromkeys(self.places(), text))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint(self, event.rect(), self._cells.look)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            escape = event.key() == KEY.Key_Escape and self.is_asking
            if escape or (plain and event.text().isprintable() and event.text().strip()):
                event.accept()  # else a letter would be a shortcut of the screen around
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            self._leave(event)
        elif self.is_asking and event.key() in (*ENTER, KEY.Key_Escape):
            self.answered.emit(event.key() != KEY.Key_Escape)
        elif not self.currentIndex().isValid() or not (self._go(event) or self._change(event)):
            super().keyPressEvent(event)

    def _leave(self, event: QKeyEvent) -> None:
        """Up and down take over what is being typed; an editor of one line has no use for them."""
        step = {KEY.Key_Up: -1, KEY.Key_Down: 1}.get(KEY(event.key()))
        editor = QApplication.focusWidget()
        if step is None or editor is None:
            event.ignore()
            return
        self.typing.commitData.emit(editor)
        self.typing.closeEditor.emit(editor, HINT.NoHint)
        self.step(step, 0)

    def closeEditor(self, editor: QWidget, hint: HINT) -> None:
        moves = {HINT.SubmitModelCache: (1, 0), HINT.EditNextItem: (0, 1), HINT.EditPreviousItem: (0, -1)}
        super().closeEditor(editor, HINT.NoHint if hint in moves else hint)
        if hint in moves:
            self.step(*moves[hint])

    def step(self, down: int, right: int) -> bool:
        """To the next cell; from the end of a row to the begin of the next. False at the end of all."""
        here, head = self.currentIndex(), self.horizontalHeader()
        columns = [c for c in range(self._cells.columnCount()) if not head.isSectionHidden(c)]
        rows = [r for r in range(self._cells.rowCount()) if not self.isRowHidden(r)]
        if here.column() not in columns or here.row() not in rows:
            return False
        column, row = columns.index(here.column()) + right, rows.index(here.row()) + down
        if not 0 <= column < len(columns):
            row, column = row + right, column % len(columns)
        if 0 <= row < len(rows):
            self.setCurrentIndex(self._cells.index(rows[row], columns[column]))
            return True
        return False

    def _go(self, event: QKeyEvent) -> bool:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if key in ENTER:
            return self.step(-1 if shift else 1, 0) or True
        if key in (KEY.Key_Tab, KEY.Key_Backtab):
            return self.step(0, -1 if key == KEY.Key_Backtab else 1)  # at the end the focus goes on
        return False

    def _change(self, event: QKeyEvent) -> bool:
        key, text = event.key(), event.text()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)  # of a button, if there is one
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif key in (KEY.Key_Delete, KEY.Key_Backspace):
            self.fill("")
        elif control and key == KEY.Key_D:
            self._fill_down()
        elif control and key in ENTER:
            self._fill_like_current()
        elif control and key == KEY.Key_Space:
            self._select_all(of_column=True)
        elif shift_only(event) and key == KEY.Key_Space:
            self._select_all(of_column=False)
        elif key == KEY.Key_F2:
            self._open(None)
        elif text.strip() and text.isprintable() and not control and not is_alt:
            self._type(event)
        else:
            return False
        return True

    def _type(self, event: QKeyEvent) -> None:
        kind = self._cells.kind(self.currentIndex())
        text = event.text()
        value = (
            next((v for k, v in kind.keys.items() if k.casefold() == text.casefold()), None) if kind else None
        )
        if value is None:
            self._open(event)
            return
        chosen = self.places()
        if len(chosen) > 1:
            self._offer(dict.fromkeys(chosen, value))
        else:
            place = self._cells.place(self.currentIndex())
            self.step(1, 0)
            self._offer({place: value})

    def _open(self, event: QKeyEvent | None) -> None:
        index, trigger = self.currentIndex(), QAbstractItemView.EditTrigger
        if self.is_asking or not self._usable(index):
            QApplication.beep()
        elif event is None:
            self.edit(index)
        else:
            self.setEditTriggers(trigger.AnyKeyPressed)
            self.edit(index, trigger.AnyKeyPressed, event)
            self.setEditTriggers(trigger.DoubleClicked)

    def _fill_down(self) -> None:
        """Of each selected column the topmost cell into those below; a single cell takes that above it."""
        found: dict[int, list[Index]] = {}
        for place in self.places():
            if index := self._cells.where(place):
                found.setdefault(index.column(), []).append(index)
        cells: Cells = {}
        for below in found.values():
            top = below[0]
            if len(below) == 1:
                above = [r for r in range(top.row()) if not self.isRowHidden(r)]
                if not above:
                    continue
                top = self._cells.index(above[-1], top.column())
            text = self._cells.text(self._cells.place(top))
            cells |= {self._cells.place(index): text for index in below if index != top}
        self._offer(cells)

    def _fill_like_current(self) -> None:
        """Into the selection, or with a single cell into its whole column."""
        text = (
            self._cells.text(self._cells.place(self.currentIndex()))
            if self._usable(self.currentIndex())
            else ""
        )
        if len(self.selectedIndexes()) < 2:
            self._select_all(of_column=True)
        self.fill(text)

    def paste(self, text: str) -> None:
        """From the cursor on; one value into all that is selected. Read-only cells are left out."""
        lines = block(text)
        if not lines:
            return
        if len(lines) == 1 and len(lines[0]) == 1:
            self.fill(lines[0][0])
            return
        chosen = self.selectedIndexes() or [self.currentIndex()]
        top, left = min(i.row() for i in chosen), min(i.column() for i in chosen)
        rows = [r for r in range(top, self._cells.rowCount()) if not self.isRowHidden(r)]
        cells: Cells = {}
        beyond = 0
        for number, line in enumerate(lines):
            for column, value in enumerate(line, left):
                index = self._cells.index(rows[number], column) if number < len(rows) else QModelIndex()
                if self._usable(index):
                    cells[self._cells.place(index)] = value
                else:
                    beyond += bool(value)
        if self.is_asking:
            QApplication.beep()
        else:
            self.pasted.emit(cells, beyond)

    def selected_text(self) -> str:
        """The rectangle around the selection, as a spreadsheet wants it."""
        chosen = self.selectedIndexes()
        rows = sorted({i.row() for i in chosen if not self.isRowHidden(i.row())})
        columns = sorted({i.column() for i in chosen})
        index = self._cells.index
        return as_text([[str(index(r, c).data() or "") for c in columns] for r in rows])

    def _select_all(self, *, of_column: bool) -> None:
        """The column or the row of the cursor; Qt's own way would toggle it while Ctrl is held."""
        here, index = self.currentIndex(), self._cells.index
        if of_column:
            first, last = index(0, here.column()), index(self._cells.rowCount() - 1, here.column())
        else:
            first, last = index(here.row(), 0), index(here.row(), self._cells.columnCount() - 1)
        self.selectionModel().select(QItemSelection(first, last), FLAG.ClearAndSelect)

    def _offer(self, cells: Mapping[Place, str]) -> None:
        if self.is_asking or not cells:
            QApplication.beep()
        else:
            self.offered.emit(dict(cells))

    def _usable(self, index: Index) -> bool:
        return index.isValid() and not self.isRowHidden(index.row()) and self._cells.kind(index) is not None


def shift_only(event: QKeyEvent) -> bool:
    return event.modifiers() == Qt.KeyboardModifier.ShiftModifier
