"""Those who take part in one event: results and marks by single keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu

from asn_desktop.domain import nip
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.marks import read, trouble
from asn_desktop.services import marks, passing, results
from asn_desktop.services.passing import NeedsReason
from asn_desktop.services.results import ParticipantRow
from asn_desktop.ui.drafts.cells import TypedCells
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import ROW, TEXT, Column, Index, Sorted, TableModel, shown
from asn_desktop.ui.kit.text import no_mnemonic
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.pasting import block
from asn_desktop.ui.screens.training.chosen import Chosen

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

EDIT = int(Qt.ItemDataRole.EditRole)
SCORE = 4  # the column of the marks
MARKS = {"lulus": "✓ Lulus", "tidak_lulus": "✗ Tidak lulus", "": "– Belum"}
TONES = {"lulus": "good", "tidak_lulus": "bad", "": ""}


def columns(roles: Mapping[str, str]) -> list[Column]:
    return [
        Column("No.", "position", width=3),
        Column("Nama", "name", width=28),
        Column("NIP", "nip", text=nip.spaced, width=19),
        Column(
            "Hasil",
            "result",
            text=lambda code: MARKS.get(code, code),
            width=11,
            tone=lambda row: TONES.get(row.result, ""),
        ),
        Column("Nilai", "score", width=6),
        Column("Predikat", "predikat", width=15),
        Column("Peran", "role", text=lambda code: roles.get(code, code), width=10),
        Column("Nomor sertifikat", "certificate_number", width=27),
        Column("Gol.", "golongan", width=5),
        Column("Jabatan", "jabatan", width=22),
        Column("Unit kerja", "unit", width=26),
    ]


class ParticipantsModel(TableModel):
    """Marks are typed into their cells; everything else is read only."""

    typed = Signal(object, str)  # the row, and what was typed as its mark

    def show(self, rows: Sequence[Any]) -> None:
        """The same people keep their places, and a cell being typed into stays open."""
        if [row.id for row in rows] != [row.id for row in self.rows] or len(rows) < 2:
            super().show(rows)
            return
        self.rows = rows
        self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == SCORE else flags

    def data(self, index: Index, role: int = TEXT) -> Any:
        if role == EDIT:
            return shown(self.rows[index.row()].score)
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        if role == EDIT:
            self.typed.emit(self.rows[index.row()], str(value))
        return False


class ParticipantsTable(View):
    """A digit begins a mark; Ctrl+V puts a column of marks into this row and those below."""

    complained = Signal(str)  # words for the clerk; empty when all is well again
    against_rule = Signal(object, str)  # a NeedsReason, and what the action is called

    def __init__(self, runner: Runner, event_id: int) -> None:
        self.people = ParticipantsModel(columns({}))
        self._proxy = Sorted(self.people)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._proxy.setDynamicSortFilter(False)  # a row must not jump away while its mark is typed
        super().__init__(self._proxy, self.people.columns, "participants_table", "Daftar peserta")
        self._runner, self._event_id = runner, event_id
        self.roles: Mapping[str, str] = {}
        self._sought = ""
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.people.typed.connect(self._on_typed)
        self.cells = TypedCells(self)

    def show_rows(self, rows: Sequence[ParticipantRow], roles: Mapping[str, str]) -> None:
        self.roles, kept = roles, {row.id for row in self.selected_rows()}
        self.people.columns = columns(roles)
        is_same = [r.id for r in self.people.rows] == [r.id for r in rows]
        self.people.show(rows)
        if is_same:
            return  # nobody jumps away, whatever the order is
        self._proxy.sort(self._proxy.sortColumn(), self._proxy.sortOrder())
        places = range(self._proxy.rowCount())
        if (place := next((n for n in places if self._proxy.index(n, 0).data(ROW).id in kept), -1)) >= 0:
            self.go_to(place)

    def search(self, text: str) -> None:
        self._sought = text.strip()
        self._proxy.setFilterFixedString(self._sought)

    def ids(self) -> list[int]:
        return [row.id for row in self.selected_rows()]

    def chosen(self) -> Chosen | None:
        """Who is selected, or found by the search; None for all. A single row is always selected."""
        shown = [self._proxy.index(place, 0).data(ROW).id for place in range(self._proxy.rowCount())]
        selected = self.ids()
        if 1 < len(selected) < len(self.people.rows):
            return Chosen(tuple(selected))
        return Chosen(tuple(shown), self._sought) if 0 < len(shown) < len(self.people.rows) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:  # keys the cell has no use for
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QGuiApplication.clipboard().text())
        elif (
            here.isValid()
            and event.text().isdecimal()
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._begin(event)
        elif here.isValid() and event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(here.siblingAtColumn(SCORE))
        else:
            super().keyPressEvent(event)

    def _begin(self, event: QKeyEvent) -> None:
        """The digit is the first letter of the mark."""
        index = self.currentIndex().siblingAtColumn(SCORE)
        self.scrollTo(index)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed)
        self.edit(index, trigger.AnyKeyPressed, event)
        self.setEditTriggers(trigger.NoEditTriggers)

    def _on_typed(self, row: ParticipantRow, text: str) -> None:
        try:
            value = read(text)
        except ValueError:
            self.complained.emit(trouble(text))
            return
        self.complained.emit("")
        place = self.currentIndex().row()
        if place + 1 < self._proxy.rowCount():
            self.go_to(place + 1)
        if value != row.score:
            self._score({row.id: value}, f"Nilai {row.name}")

    def half_typed(self) -> dict[str, Any]:
        """The mark that is just being typed, and whose."""
        if not self.cells.open or not self.cells.open[0].isValid():
            return {}
        where, text = self.cells.open
        return {"participant": where.data(ROW).id, "mark": text}

    def mark_words(self) -> str:
        where = self.cells.open
        return f"Nilai {where[0].data(ROW).name}: {where[1]}" if where and where[0].isValid() else ""

    def type_again(self, typed: Mapping[str, Any]) -> None:
        """Open the cell of that person with what was typed."""
        places = range(self._proxy.rowCount())
        wanted = typed.get("participant")
        place = next((n for n in places if self._proxy.index(n, 0).data(ROW).id == wanted), None)
        if place is not None:
            self.go_to(place)
            index = self.currentIndex().siblingAtColumn(SCORE)
            self.edit(index)
            self.cells.retype(index, str(typed.get("mark", "")))

    def _paste(self, text: str) -> None:
        given = [line[0] for line in block(text) if line]
        first = max(0, self.currentIndex().row())
        rows = [self._proxy.index(place, 0).data(ROW) for place in range(first, self._proxy.rowCount())]
        if len(given) > len(rows):
            self.complained.emit(
                f"Yang ditempel {len(given)} nilai, padahal mulai baris ini hanya ada {len(rows)} peserta. "
                "Tidak ada yang diubah."
            )
            return
        scores: dict[int, float | None] = {}
        for number, (cell, row) in enumerate(zip(given, rows, strict=False), 1):
            try:
                scores[row.id] = read(cell)
            except ValueError:
                self.complained.emit(f"Tempelan baris {number}: {trouble(cell)} Tidak ada yang diubah.")
                return
        self.complained.emit("")
        if scores:
            self._score(scores, f"Tempel {len(scores)} nilai")

    def _score(self, scores: dict[int, float | None], label: str) -> None:
        self._runner.write(
            label,
            lambda s: marks.set_finals(s, scores),
            refused=lambda error: self.complained.emit(str(error)),
            owner=self,
        )

    def set_result(self, ids: list[int], result: str) -> None:
        words = results.RESULTS[result]
        self._decide(f"{words}: {_who(self.selected_rows(), ids)}", dict.fromkeys(ids, result))

    def set_all_passed(self) -> None:
        """Everybody who takes part and has no result yet."""
        ids = [r.id for r in self.people.rows if r.result == "" and r.role == results.MAIN_ROLE]
        if ids:
            self._decide(f"Luluskan {len(ids)} peserta", dict.fromkeys(ids, "lulus"))
        else:
            self.complained.emit(
                "Semua peserta sudah punya hasil. Pilih baris, lalu tekan L atau T untuk mengubah."
            )

    def _decide(self, label: str, wanted: Mapping[int, str]) -> None:
        """A reason is asked for where the rule says otherwise."""

        def refused(error: UserError) -> None:
            if isinstance(error, NeedsReason):
                self.against_rule.emit(error, label)
            else:
                self.complained.emit(str(error))

        self.complained.emit("")
        event_id = self._event_id
        self._runner.write(label, lambda s: passing.apply(s, event_id, wanted), refused=refused, owner=self)

    def remove(self, ids: list[int]) -> None:
        self._write(f"Keluarkan {_who(self.selected_rows(), ids)}", lambda s: results.remove(s, ids))

    def role_menu(self, ids: list[int]) -> None:
        """Pops up at the current row."""
        menu = QMenu(self)
        menu.setObjectName("roles")
        who = _who(self.selected_rows(), ids)
        for code, name in self.roles.items():
            chosen = menu.addAction(no_mnemonic(name))
            chosen.triggered.connect(
                lambda _=False, code=code, name=name: self._set_role(ids, code, f"{name}: {who}")
            )
        menu.popup(
            self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft() + QPoint(40, 0))
        )

    def _set_role(self, ids: list[int], code: str, label: str) -> None:
        self._write(f"Peran {label}", lambda s: results.set_role(s, ids, code))

    def _write(self, label: str, work: Callable[[Session], object]) -> None:
        self.complained.emit("")
        self._runner.write(label, work, refused=lambda error: self.complained.emit(str(error)), owner=self)


def _who(rows: Sequence[ParticipantRow], ids: Sequence[int]) -> str:
    return rows[0].name if len(ids) == 1 and rows else f"{len(ids)} orang"
