"""The competences a programme aims at: tick them, and type the level asked for and the present one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring.programmes import AimedAt
from asn_desktop.ui.kit.kinds import Kind
from asn_desktop.ui.kit.table import RIGHT, ROOT, TEXT, Index, header
from asn_desktop.ui.kit.table import Column as TitledColumn
from asn_desktop.ui.kit.text import label
from asn_desktop.ui.kit.view import ROW_HEIGHT

NAME, STANDARD, PRESENT = range(3)
TITLES = [TitledColumn(title, "") for title in ("Kompetensi", "Standar", "Sekarang")]
KEYS = "Spasi memilih kompetensi · 1–5 mengisi tingkat · Del mengosongkan"
CHECK = int(Qt.ItemDataRole.CheckStateRole)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)


class Aims(QAbstractTableModel):
    """All competences; `chosen` has those aimed at with their two levels."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, str] = {}
        self.chosen: dict[str, tuple[int | None, int | None]] = {}

    def offer(self, names: Mapping[str, str]) -> None:
        self.beginResetModel()
        self.names = dict(names) | {code: code for code in self.chosen if code not in names}
        self.endResetModel()

    def put(self, aims: Sequence[AimedAt]) -> None:
        self.chosen = {one.competence: (one.standard, one.present) for one in aims}
        self.offer({code: name for code, name in self.names.items() if code != name})

    def value(self) -> tuple[AimedAt, ...]:
        return tuple(AimedAt(code, *self.chosen[code]) for code in self.names if code in self.chosen)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.names)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = TEXT) -> Any:
        return header(TITLES, section, orientation, role)

    def data(self, index: Index, role: int = TEXT) -> Any:
        if not index.isValid():
            return None
        code, column = self.code(index.row()), index.column()
        if role == CHECK and column == NAME:
            return Qt.CheckState.Checked if code in self.chosen else Qt.CheckState.Unchecked
        if role == ALIGNMENT:
            return RIGHT if column != NAME else None
        if role not in (TEXT, SPOKEN):
            return None
        if column == NAME:
            return self.names[code]
        level = self.chosen.get(code, (None, None))[column - STANDARD]
        return "" if level is None else str(level)

    def flags(self, index: Index) -> Qt.ItemFlag:
        more = Qt.ItemFlag.ItemIsUserCheckable if index.column() == NAME else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | more

    def setData(self, index: Index, value: Any, role: int = CHECK) -> bool:
        """Ticked with the mouse."""
        if role != CHECK or index.column() != NAME:
            return False
        is_on = Qt.CheckState(value) == Qt.CheckState.Checked
        return self.choose(index.row(), is_on=is_on)

    def choose(self, row: int, *, is_on: bool) -> bool:
        code = self.code(row)
        if is_on:
            self.chosen.setdefault(code, (None, None))
        else:
            self.chosen.pop(code, None)
        return self._changed(row)

    def set_level(self, row: int, column: int, level: int | None) -> bool:
        """A level chooses its competence too."""
        standard, present = self.chosen.get(self.code(row), (None, None))
        levels = (level, present) if column == STANDARD else (standard, level)
        self.chosen[self.code(row)] = levels
        return self._changed(row)

    def code(self, row: int) -> str:
        return list(self.names)[row]

    def _changed(self, row: int) -> bool:
        self.dataChanged.emit(self.index(row, NAME), self.index(row, PRESENT))
        self.edited.emit()
        return True


class AimsView(QTableView):
    def __init__(self, model: Aims) -> None:
        super().__init__()
        self._aims = model
        self.setModel(model)
        self.setObjectName("aimed_at")
        self.setAccessibleName("Kompetensi yang dituju")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setObjectName("aimed_at_header")
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(STANDARD, 90)
        head.resizeSection(PRESENT, 90)
        self.setFixedHeight(ROW_HEIGHT * 10 + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, typed = self.currentIndex(), event.text()
        if not here.isValid() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif typed.isdecimal() and int(typed) in words.LEVELS:
            column = STANDARD if here.column() == NAME else here.column()
            self._aims.set_level(here.row(), column, int(typed))
            after = (here.row(), PRESENT) if column == STANDARD else (here.row() + 1, STANDARD)
            if after[0] < self._aims.rowCount():
                self.setCurrentIndex(self._aims.index(*after))
        elif event.key() == Qt.Key.Key_Space:
            is_on = self._aims.code(here.row()) not in self._aims.chosen
            self._aims.choose(here.row(), is_on=is_on)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if here.column() == NAME:
                self._aims.choose(here.row(), is_on=False)
            elif self._aims.code(here.row()) in self._aims.chosen:
                self._aims.set_level(here.row(), here.column(), None)
        else:
            super().keyPressEvent(event)


class AimedAtField(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = Aims()
        self.view = AimsView(self.model)
        self.setFocusProxy(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        layout.addWidget(label(KEYS, "quiet"))
        self.model.edited.connect(self.changed)

    def offer(self, names: Mapping[str, str]) -> None:
        self.model.offer(names)

    def typed(self) -> list[list[Any]]:
        """For a draft."""
        return [list(one) for one in self.model.value()]

    def retype(self, typed: list[list[Any]]) -> None:
        self.model.put([AimedAt(*one) for one in typed])
        self.changed.emit()

    def words(self) -> str:
        return ", ".join(self.model.names.get(one.competence, "") for one in self.model.value())


AIMED_AT = Kind(
    AimedAtField, lambda w: w.model.value(), lambda w, v: w.model.put(v or ()), lambda w: w.changed
)
