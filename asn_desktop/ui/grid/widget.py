"""A grid that behaves like a spreadsheet: columns that stay on the left, cells that are typed into.

A key is on the screen at once; who listens to `edited` saves it and then tells `settle` or `refuse`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from asn_desktop.ui.grid.cells import GridView
from asn_desktop.ui.grid.model import Cells, GridColumn, GridModel, Place
from asn_desktop.ui.grid.painting import paint
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.kit.text import counted, label, set_look

ROW_HEIGHT = 26


class Frozen(QTableView):
    """The columns on the left."""

    def __init__(self, model: GridModel) -> None:
        super().__init__()
        self._cells = model
        self.setModel(model)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint(self, event.rect(), self._cells.look)


class Grid(QWidget):
    edited = Signal(object)  # Cells that were read and differ: one action of the clerk
    complained = Signal(str)  # words for the clerk; empty when all is well again

    def __init__(self, left: Sequence[Column], name: str, title: str) -> None:
        super().__init__()
        self.model = GridModel(left)
        self.view = GridView(self.model, name, title)
        self.setFocusProxy(self.view)
        self._frozen = Frozen(self.model)
        self._sought = ""
        self._bar = QFrame()
        self._words = label("", wrap=True, name=f"{name}_pasted")
        self._lay_out(name, title)
        self.view.offered.connect(self._take)
        self.view.pasted.connect(self.propose)
        self.view.answered.connect(self._answer)

    def show_rows(self, rows: Sequence[Any], columns: Sequence[GridColumn], saved: Mapping[Any, str]) -> None:
        """Rows have an `id`. The same rows and columns keep cursor, open editor and what is on its way."""
        here = self.view.currentIndex()
        place = self.model.place(here) if here.isValid() else None
        if not self.model.show(rows, columns, saved):
            return
        self._set_widths()
        self.search(self._sought)
        if place is not None:
            self.go_to(place)

    def settle(self, cells: Cells) -> None:
        self.model.settle(cells)

    def refuse(self, cells: Cells, words: str) -> None:
        """The old values come back, and why."""
        self.model.drop(cells)
        self.complained.emit(words)

    def search(self, text: str) -> None:
        """Only rows with this on the left or in a hint there; what is hidden is not changed."""
        self._sought = sought = text.strip().casefold()
        for n, row in enumerate(self.model.rows):
            texts = (words for column in self.model.left for words in _words(column, row))
            shown = any(sought in words.casefold() for words in texts)
            for view in (self.view, self._frozen):
                view.setRowHidden(n, not shown)

    def go_to(self, place: Place) -> None:
        """Only this cell is chosen then, even while Ctrl or Shift is still held down."""
        index = self.model.where(place)
        if index is not None:
            alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(index, alone)
            self.view.scrollTo(index)

    def unsaved(self) -> list[tuple[Any, Any, str]]:
        """What was typed or pasted and is not kept, for a draft: row, column, text."""
        found = {place: text for place, (text, _) in self.model.wrong.items()} | self.model.proposed
        if self.view.typing.open and self.view.typing.open[0].isValid():
            index, text = self.view.typing.open
            found[self.model.place(index)] = text
        return [(row, column, text) for (row, column), text in found.items()]

    def propose(self, cells: Cells, beyond: int = 0) -> None:
        """Show cells coloured, to be kept or not: what was pasted, or came back from a draft."""
        good, wrong = self._read(cells)
        self.model.proposed, self.model.wrong = good, self.model.wrong | wrong
        self.model.repaint(cells)
        parts = [f"Tempelan: {counted(len(good))} sel siap disimpan."]
        if wrong:
            parts.append(f"{counted(len(wrong))} tidak dapat dipakai: {self._first(wrong)}")
        if beyond:
            parts.append(f"{counted(beyond)} isian jatuh di luar tabel dan tidak ikut.")
        self._words.setText(" ".join(parts))
        set_look(self._words, "warn" if wrong or beyond else "good")
        self._ask(True)

    def _answer(self, keep: bool) -> None:
        good, self.model.proposed = self.model.proposed, {}
        self._ask(False)
        if keep:
            self._take(good)
        else:
            self.model.wrong = {}
        self.model.dataChanged.emit(
            self.model.index(0, 0),
            self.model.index(self.model.rowCount() - 1, self.model.columnCount() - 1),
        )
        self.view.setFocus()

    def _ask(self, is_asking: bool) -> None:
        self.view.is_asking = is_asking
        self._bar.setVisible(is_asking)

    def _take(self, cells: Cells) -> None:
        good, wrong = self._read(cells)
        mended = {place for place in good if self.model.wrong.pop(place, None)}
        self.model.wrong |= wrong
        self.model.repaint(mended | wrong.keys())
        self.complained.emit(self._first(wrong))
        changed = {place: text for place, text in good.items() if text != self.model.kept(place)}
        if changed:
            self.model.lay(changed)
            # Painted first: the thread of the database takes the interpreter from this one.
            QCoreApplication.sendPostedEvents(self.window(), QEvent.Type.UpdateRequest)
            self.edited.emit(changed)

    def _read(self, cells: Cells) -> tuple[Cells, dict[Place, tuple[str, str]]]:
        good: Cells = {}
        wrong: dict[Place, tuple[str, str]] = {}
        for place, text in cells.items():
            kind = self.model.kind_of(place)
            if kind is None:
                continue
            try:
                good[place] = kind.read(text)
            except ValueError as error:
                wrong[place] = (text, str(error))
        return good, wrong

    def _first(self, wrong: Mapping[Place, tuple[str, str]]) -> str:
        """Where the first of them stands, and why it cannot be kept."""
        for place, (_, words) in wrong.items():
            index = self.model.where(place)
            if index is not None:
                title = " ".join(self.model.columns[index.column() - len(self.model.left)].title.split())
                return f"Baris {index.row() + 1}, {title}: {words}"
        return ""

    def _set_widths(self) -> None:
        letter, left = self.view.fontMetrics().averageCharWidth(), len(self.model.left)
        for n in range(self.model.columnCount()):
            chars = self.model.left[n].width if n < left else self.model.columns[n - left].width
            for view, wanted in ((self._frozen, n < left), (self.view, n >= left)):
                view.setColumnHidden(n, not wanted)
                view.setColumnWidth(n, chars * letter + 20)
        width = sum(self._frozen.columnWidth(n) for n in range(left))
        self._frozen.setFixedWidth(width + 2 * self._frozen.frameWidth())
        heads = [view.horizontalHeader() for view in (self._frozen, self.view)]
        height = max(head.sizeHint().height() for head in heads)
        for head in heads:
            head.setFixedHeight(height)

    def _on_current(self) -> None:
        row = self.view.currentIndex().row()
        if row >= 0:
            self._frozen.selectRow(row)

    def _lay_out(self, name: str, title: str) -> None:
        frozen = self._frozen
        frozen.setObjectName(f"{name}_left")
        frozen.setAccessibleName(f"{title}: baris")
        frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frozen.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        frozen.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        frozen.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        frozen.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frozen.setWordWrap(False)
        frozen.clicked.connect(lambda index: self.view.selectRow(index.row()))
        for view in (frozen, self.view):
            view.verticalHeader().setVisible(False)
            view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
            view.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)
            view.horizontalHeader().setHighlightSections(False)
            view.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # scrolled, not painted anew
        frozen.horizontalHeader().setSectionsClickable(False)
        ours, theirs = self.view.verticalScrollBar(), frozen.verticalScrollBar()
        ours.valueChanged.connect(theirs.setValue)
        theirs.valueChanged.connect(ours.setValue)
        policy = Qt.ScrollBarPolicy
        self.view.horizontalScrollBar().rangeChanged.connect(  # both parts must be equally high
            lambda _, most: frozen.setHorizontalScrollBarPolicy(
                policy.ScrollBarAlwaysOn if most else policy.ScrollBarAlwaysOff
            )
        )
        self.view.selectionModel().currentChanged.connect(self._on_current)
        keep, drop = QPushButton("&Terapkan"), QPushButton("B&atal")
        for button, part, answer in ((keep, "keep", True), (drop, "drop", False)):
            button.setObjectName(f"{name}_{part}")
            button.clicked.connect(lambda _=False, answer=answer: self._answer(answer))
        set_look(keep, "main")
        self._bar.setObjectName("strip")
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(8, 4, 8, 4)
        bar.addWidget(self._words, 1)
        bar.addWidget(keep)
        bar.addWidget(drop)
        self._bar.hide()
        views = QHBoxLayout()
        views.setSpacing(0)
        views.addWidget(frozen)
        views.addWidget(self.view, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._bar)
        layout.addLayout(views, 1)


def _words(column: Column, row: Any) -> list[str]:
    return [column.text(column.of(row)), *([column.hint(row)] if column.hint else [])]
