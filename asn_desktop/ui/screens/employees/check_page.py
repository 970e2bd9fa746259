"""The check of an import: every row with its problems and changes, mended in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from asn_desktop.domain import headers
from asn_desktop.services.imports import Checked, CheckedRow, Edits, ImportSource
from asn_desktop.services.imports.cells import plain
from asn_desktop.ui.drafts.cells import TypedCells
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.table import TEXT, Column, Index, TableModel
from asn_desktop.ui.kit.text import counted, set_look
from asn_desktop.ui.kit.view import View

EDIT = int(Qt.ItemDataRole.EditRole)
OUTCOMES = {"baru": "+ Baru", "berubah": "≠ Berubah", "sama": "= Sama", "ditolak": "✗ Ditolak"}
WORDS = {
    "semua": "Semua",
    "salah": "✗ Salah",
    "peringatan": "! Peringatan",
    "baru": "+ Baru",
    "berubah": "≠ Berubah",
    "sama": "= Sama",
    "dilewati": "Dilewati",
}
TONES = {"baru": "good", "berubah": "news", "sama": "quiet", "ditolak": "bad"}
WHO = {"name", "name_nip", "nip"}  # first, wherever they stand in the list
WIDE = {"name_nip", "name", "nip", "unit", "jabatan"}
SKIPPED = [
    Column("Baris", lambda row: row[0], width=6),
    Column("Mengapa dilewati", lambda row: row[1], width=60),
    Column("Isi baris", lambda row: row[2], width=60),
]


def _problem_tone(field: str, row: CheckedRow) -> str:
    kinds = {problem.is_error for problem in row.problems if problem.field == field}
    return "bad" if True in kinds else "warn" if kinds else ""


def _says(row: CheckedRow) -> str:
    problems = sorted(row.problems, key=lambda problem: not problem.is_error)
    here = f"Baris {row.row_number}"  # stands in a column of its own
    words = [("✗ " if p.is_error else "! ") + p.message.removeprefix(here).lstrip(":, ") for p in problems]
    return "  ".join(words) or "; ".join(
        f"{label}: {old or '(kosong)'} → {new}" for label, old, new in row.changes
    )


def _columns(
    fields: Sequence[str | None], text: Callable[[str, CheckedRow], str]
) -> list[tuple[str, Column]]:
    """Field (none for those that cannot be edited) and column."""
    made = [
        ("", Column("Baris", "row_number", width=6)),
        ("", Column("Hasil", lambda r: OUTCOMES[r.action], width=10, tone=lambda r: TONES[r.action])),
        ("", Column("Masalah atau perubahan", _says, width=48)),
    ]
    for field in sorted(filter(None, fields), key=lambda field: field not in WHO):
        title, width = headers.FIELDS.get(field, field), 24 if field in WIDE else 14
        tone = partial(_problem_tone, field)
        made.append((field, Column(title, partial(text, field), width=width, tone=tone)))
    return made


class CheckModel(TableModel):
    """The cells of the list can be typed over."""

    def __init__(self, columns: list[tuple[str, Column]], edit: Callable[[int, str, str], None]) -> None:
        super().__init__([column for _field, column in columns])
        self._fields = [field for field, _column in columns]
        self._edit = edit

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self._fields[index.column()] else flags

    def data(self, index: Index, role: int = TEXT) -> Any:
        return super().data(index, TEXT if role == EDIT else role)

    def key(self, row: int, column: int) -> tuple[int, str]:
        return self.rows[row].row_number, self._fields[column]

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        if role == EDIT and str(value) != self.data(index):
            self._edit(*self.key(index.row(), index.column()), str(value))
        return True


class CheckPage(QWidget):
    """`edit` is called with row number, field and the new text; the whole list is checked again then."""

    typing = Signal()  # into a cell, or no longer

    def __init__(self, edit: Callable[[int, str, str], None]) -> None:
        super().__init__()
        self._edit = edit
        self._checked: Checked | None = None
        self._source: ImportSource | None = None
        self._cells: dict[int, Sequence[Any]] = {}
        self._edits: Edits = {}
        self._table: View | None = None
        self._cells_open: TypedCells | None = None
        self._skipped = TableModel(SKIPPED)
        self._filters = QButtonGroup(self)
        self._filters.idClicked.connect(lambda _id: self._show_rows())
        self._search = QLineEdit()
        self._search.setObjectName("check_search")
        self._search.setAccessibleName("Cari di daftar ini")
        self._search.setPlaceholderText("Cari nama atau NIP…")
        self._search.textChanged.connect(lambda _text: self._show_rows())
        self._bar = QHBoxLayout()
        self._bar.setSpacing(4)
        self._chips = {name: QToolButton() for name in WORDS}
        for name, chip in self._chips.items():
            chip.setObjectName(f"check_{name}")
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            set_look(chip, "chip")
            self._filters.addButton(chip)
            self._bar.addWidget(chip)
        self._chips["semua"].setChecked(True)
        self._bar.addStretch(1)
        self._bar.addWidget(self._search)
        self._search.setMinimumWidth(200)
        self._tables = QStackedWidget()
        skipped = View(self._skipped, SKIPPED, "check_skipped", "Baris yang dilewati")
        self._tables.addWidget(skipped)
        self._details = Details("Pilih baris untuk melihat masalah dan perubahannya.")
        splitter = QSplitter()
        splitter.setObjectName("check_splitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._tables)
        splitter.addWidget(self._details)
        splitter.setSizes([860, 300])
        splitter.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._bar)
        layout.addWidget(splitter, 1)

    def show_checked(
        self, checked: Checked, source: ImportSource, fields: list[str | None], edits: Edits
    ) -> None:
        """After the first check, and after every repair: the filter and the place stay."""
        self._checked, self._edits = checked, edits
        if source is not self._source:
            self._source = source
            self._cells = {row.number: row.cells for row in source.table.body}
        self._skipped.show(checked.skipped)
        if self._table is None or self._fields != fields:
            self._build(fields)
        for name, words in WORDS.items():
            self._chips[name].setText(f"{words}  {counted(self._count(name))}")
        self._show_rows(next_best=True)

    def half_typed(self) -> Edits:
        """The cell that is just being typed into."""
        opened = self._cells_open.open if self._cells_open else None
        if not opened or not opened[0].isValid():
            return {}
        where, text = opened
        return {self._model.key(where.row(), where.column()): text}

    def _build(self, fields: list[str | None]) -> None:
        self._fields = fields
        if self._table:
            self._tables.removeWidget(self._table)
            self._table.deleteLater()
        columns = _columns(fields, self._text)
        self._model = CheckModel(columns, self._edit)
        self._table = table = View(self._model, self._model.columns, "check_table", "Baris daftar")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self._cells_open = cells = TypedCells(table)
        cells.typing.connect(self.typing)
        cells.closed.connect(self.typing)
        triggers = QAbstractItemView.EditTrigger
        table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        table.selectionModel().selectionChanged.connect(lambda *_: self._show_details())
        self._tables.addWidget(table)
        self.setFocusProxy(table)

    def _text(self, field: str, row: CheckedRow) -> str:
        """As it stands in the list, or as the clerk has typed it over."""
        typed = self._edits.get((row.row_number, field))
        if typed is not None:
            return typed
        cells, column = self._cells[row.row_number], self._fields.index(field)
        return plain(cells[column]) if column < len(cells) else ""

    def _show_rows(self, *, next_best: bool = False) -> None:
        """`next_best`: where the row has left the filter because it was mended, go to the one after it."""
        name = next(name for name, chip in self._chips.items() if chip.isChecked())
        if self._table is None:
            return
        if name == "dilewati":
            self._tables.setCurrentIndex(0)
            return
        self._tables.setCurrentWidget(self._table)
        at = self._table.currentIndex()
        kept = self._model.rows[at.row()].row_number if at.isValid() else None
        text = self._search.text().casefold().strip()
        rows = [r for r in self._rows(name) if not text or text in f"{r.name} {r.nip}".casefold()]
        self._model.show(rows)
        place = next((n for n, row in enumerate(rows) if row.row_number == kept), None)
        if place is None and next_best and kept is not None and rows:
            place = min(at.row(), len(rows) - 1)
        if place is not None:
            self._table.setCurrentIndex(self._model.index(place, at.column()))
        self._show_details()

    def _rows(self, name: str) -> list[CheckedRow]:
        rows = self._checked.rows if self._checked else []
        match name:
            case "semua":
                return list(rows)
            case "salah":
                return [row for row in rows if row.action == "ditolak"]
            case "peringatan":
                return [row for row in rows if row.problems and row.action != "ditolak"]
        return [row for row in rows if row.action == name]

    def _count(self, name: str) -> int:
        return len(self._skipped.rows) if name == "dilewati" else len(self._rows(name))

    def _show_details(self) -> None:
        row = self._table.current_row() if self._table else None
        if row is None:
            self._details.clear()
            return
        problems = [
            ("Perbaiki" if p.is_error else "Periksa", p.message)
            for p in sorted(row.problems, key=lambda problem: not problem.is_error)
        ]
        changes = [
            ("Isian", "Lama", "Baru"),
            *((what, old or "–", new or "–") for what, old, new in row.changes),
        ]
        sections = [Section("Perubahan", changes)] if row.changes else []
        subtitle = f"Baris {row.row_number} · {OUTCOMES[row.action]} · {row.nip}"
        self._details.show_record(row.name or "(tanpa nama)", subtitle, problems, sections)
