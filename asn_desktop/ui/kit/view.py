"""How every table looks and is handled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView

from asn_desktop.ui.kit.table import ROW, TEXT, Column

ROW_HEIGHT = 28


class View(QTableView):
    """Whole rows are selected; Enter and double click open one; Ctrl+C copies the selected ones."""

    opened = Signal()

    def __init__(self, model: QAbstractItemModel, columns: Sequence[Column], name: str, title: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setObjectName(f"{name}_header")
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.setSortIndicatorClearable(False)
        letter = self.fontMetrics().averageCharWidth()
        for place, column in enumerate(columns):
            self.setColumnWidth(place, (column.width or len(column.title) + 4) * letter + 20)
        head.setStretchLastSection(True)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose_current()
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._choose_current()

    def _choose_current(self) -> None:
        """Where the cursor stands but nothing is selected yet, as in a list of one row."""
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.go_to(self.currentIndex().row())

    def selected_places(self) -> list[int]:
        """Row numbers of the model shown, ascending."""
        return sorted({place for part in self._ranges() for place in part})

    def selected_count(self) -> int:
        return sum(map(len, self._ranges()))

    def _ranges(self) -> list[range]:
        """A selection may hold 200,000 rows, but few ranges."""
        selection = self.selectionModel().selection()
        parts = [selection.at(n) for n in range(selection.count())]
        return [range(part.top(), part.bottom() + 1) for part in parts]

    def current_row(self) -> Any | None:
        """The object behind the row the cursor is on."""
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() and self.selectionModel().hasSelection() else None

    def selected_rows(self) -> list[Any]:
        return [self.model().index(place, 0).data(ROW) for place in self.selected_places()]

    def go_to(self, place: int) -> None:
        index = self.model().index(place, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def follow(self, search: QLineEdit) -> None:
        """Enter and the down arrow lead from the search field onto the first row found."""
        search.returnPressed.connect(self._enter)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._enter)

    def _enter(self) -> None:
        self.setFocus()
        if not self.selectionModel().hasSelection() and self.model().rowCount():
            self.go_to(0)

    def selected_text(self) -> str:
        columns = range(self.model().columnCount())
        return "\n".join(
            "\t".join(str(self.model().index(place, c).data(TEXT) or "") for c in columns)
            for place in self.selected_places()[:10_000]
        )
