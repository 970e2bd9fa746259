"""The curriculum of a training as a grid: type, move and paste like in a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from asn_desktop.services.training import SubjectForm
from asn_desktop.ui.drafts.cells import TypedCells
from asn_desktop.ui.kit.kinds import Kind
from asn_desktop.ui.kit.table import RIGHT
from asn_desktop.ui.kit.text import counted, label, set_look
from asn_desktop.ui.kit.view import ROW_HEIGHT
from asn_desktop.ui.pasting import as_text, block
from asn_desktop.ui.screens.training.subjects import GROUP, JP, NAME, SubjectsModel, typed

KEYS = (
    "Ketik untuk mengisi · Tab ke kanan · Ins sisipkan baris · Ctrl+Del hapus baris · "
    "Alt+↑/↓ pindahkan · Ctrl+V tempel dari Excel"
)


class _Grid(QTableView):
    def __init__(self, model: SubjectsModel) -> None:
        super().__init__()
        self.cells = TypedCells(self)
        self.subjects = model
        self.setModel(model)
        self.setObjectName("curriculum")
        self.setAccessibleName("Kurikulum")
        self.setMinimumHeight(ROW_HEIGHT * 9)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultAlignment(RIGHT)
        head = self.horizontalHeader()
        head.setObjectName("curriculum_header")
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(GROUP, 200)
        self.setColumnWidth(JP, 72)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, held = self.currentIndex(), event.modifiers()
        alt = held & Qt.KeyboardModifier.AltModifier
        if self.state() == QAbstractItemView.State.EditingState:  # keys the cell has no use for
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Paste):
            cells = block(QGuiApplication.clipboard().text())
            self._at(here, lambda: self.subjects.paste(max(0, here.row()), max(0, here.column()), cells))
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(as_text(self._selected()))
        elif event.key() == Qt.Key.Key_Insert:
            self._at(here, lambda: self.subjects.insert(here.row()))
        elif event.key() == Qt.Key.Key_Delete and held & Qt.KeyboardModifier.ControlModifier:
            self._at(here, lambda: self.subjects.remove(sorted({i.row() for i in self.selectedIndexes()})))
        elif event.key() == Qt.Key.Key_Delete:
            for index in self.selectedIndexes():
                self.subjects.setData(index, "")
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            there = self.subjects.move(here.row(), -1 if event.key() == Qt.Key.Key_Up else 1)
            self.setCurrentIndex(self.subjects.index(there, here.column()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(here)
        else:
            super().keyPressEvent(event)

    def _at(self, here: QModelIndex, change: Any) -> None:
        """Change the rows and come back to the same place."""
        row, column = max(0, here.row()), max(0, here.column())
        change()
        self.setCurrentIndex(self.subjects.index(min(row, self.subjects.rowCount() - 1), column))

    def rows_as_typed(self) -> list[list[str]]:
        """With what stands in the cell that is open."""
        rows = [list(row) for row in self.subjects.rows]
        if self.cells.open and self.cells.open[0].isValid():
            where, text = self.cells.open
            rows[where.row()][where.column()] = text
        return [row for row in rows if typed(row)]

    def _selected(self) -> list[list[str]]:
        indexes = self.selectedIndexes()
        rows, columns = sorted({i.row() for i in indexes}), sorted({i.column() for i in indexes})
        return [[self.subjects.rows[r][c] for c in columns] for r in rows]


class CurriculumGrid(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = SubjectsModel()
        self.grid = _Grid(self.model)
        self.setFocusProxy(self.grid)
        self._total = label("", name="curriculum_total")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.grid)
        bar = QHBoxLayout()
        for title, run in (
            ("Sisipkan ba&ris", lambda: self._press(Qt.Key.Key_Insert)),
            ("&Hapus baris", lambda: self._press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)),
            ("N&aik", lambda: self._press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)),
            ("&Turun", lambda: self._press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)),
        ):
            button = QPushButton(title)
            button.clicked.connect(run)
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self._total)
        layout.addLayout(bar)
        layout.addWidget(label(KEYS, "quiet", wrap=True))
        self.model.edited.connect(self._on_edited)
        self.grid.cells.typing.connect(self.changed)
        self.grid.cells.closed.connect(self.changed)
        self._on_edited()

    def value(self) -> tuple[SubjectForm, ...]:
        return tuple(
            SubjectForm(group, name, int(jp) if jp.isdecimal() else 0, int(key) if key else None)
            for group, name, jp, key in self.model.filled()
        )

    def put(self, subjects: Sequence[SubjectForm] | None) -> None:
        self.model.put([(s.group, s.name, str(s.jp), str(s.id or "")) for s in subjects or ()])

    def typed(self) -> list[list[str]]:
        """For a draft: letter by letter."""
        return self.grid.rows_as_typed()

    def retype(self, typed: list[list[str]]) -> None:
        self.model.put(typed)

    def words(self) -> str:
        return self._total.text()

    def fault(self) -> str:
        for number, row in enumerate(self.model.rows, 1):
            if wrong := self.model.fault(row):
                return f"Baris {number}: {wrong}"
        return ""

    def _press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """The buttons do what the keys do."""
        self.grid.setFocus()
        self.grid.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, key, held))

    def _on_edited(self) -> None:
        given = self.value()
        self._total.setText(f"{counted(len(given))} mata pelatihan, {counted(sum(s.jp for s in given))} JP")
        set_look(self._total, "group")
        self.changed.emit()


CURRICULUM = Kind(
    CurriculumGrid, lambda w: w.value(), lambda w, v: w.put(v), lambda w: w.changed, lambda w: w.fault()
)
