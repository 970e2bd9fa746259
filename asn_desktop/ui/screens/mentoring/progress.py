"""The part Sasaran dan tingkat of a pair: levels typed with digits, aims, and the picture of the way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from asn_desktop.domain import dates, marks
from asn_desktop.services.mentoring import feeding, levels, progress
from asn_desktop.services.mentoring.levels import LevelRow
from asn_desktop.services.mentoring.progress import AimForm, AimRow, Numbers
from asn_desktop.ui.grid import Cells, Grid, GridSaving
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.list_screen import ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.kit.text import counted, label, say
from asn_desktop.ui.screens.mentoring.progress_forms import aim_panel, value_panel
from asn_desktop.ui.screens.mentoring.progress_levels import COLUMNS, LEFT, saved, wanted
from asn_desktop.ui.screens.mentoring.progress_picture import Picture, percent

if TYPE_CHECKING:
    from asn_desktop.ui.kit.list_screen import Asked
    from asn_desktop.ui.kit.runner import Session

KEYS_HELP = "Ketik 1 sampai 5 · Del mengosongkan · Ctrl+D isi ke bawah · Ctrl+V tempel"


class Read(NamedTuple):
    levels: list[LevelRow]
    mentees: dict[int, str]
    numbers: Numbers


AIMS = [
    Column("Sasaran", "form.text", width=27, hint=lambda row: row.form.indicator),
    Column("Hasil", percent, width=15, tone=lambda row: "good" if row.is_reached else ""),
    Column("Capaian", "value", marks.shown, width=7),
    Column("Target", "form.target", marks.shown, width=6),
    Column("Awal", "form.baseline", marks.shown, width=6),
    Column("Satuan", "form.unit", width=8),
    Column("Per tanggal", "day", width=10),
    Column("Untuk", "mentee", width=20),
]


class ProgressPart(QWidget):
    def __init__(self, runner: Runner, pair_id: int) -> None:
        super().__init__()
        self.setObjectName("progress")
        self._runner, self._pair_id, self._stale = runner, pair_id, True
        self._found = Read([], {}, Numbers())
        self.grid = Grid(LEFT, "levels_grid", "Tingkat kompetensi")
        self._numbers = label("", "quiet", name="pair_numbers")
        self._message = label("", "bad-box", wrap=True, name="levels_message")
        self._message.hide()
        self.picture = Picture()
        self.aims = ListScreen(
            runner,
            "aims",
            AIMS,
            Rows(self._read_aims),
            noun="sasaran",
            empty=Empty("Belum ada sasaran.", "Sasaran p&ertama", self.new),
            actions=[
                Action("Sasaran bar&u", lambda _: self.new(), "Ins", "plus", needs=0),
                Action("Uba&h", lambda ids: self.edit(ids[0]), "F2", "pencil"),
                Action(
                    "Catat ca&paian", lambda ids: self.note_value(ids[0]), "Ctrl+Return", "check", main=True
                ),
                Action("Hapus sasaran", self.delete, "Del", "trash-2", needs=2, more=True),
            ],
            side=_scrolled(self.picture),
            hint="Cari sasaran…",
        )
        self.aims.opened.connect(self.note_value)
        self._lay_out()
        self.setFocusProxy(self.grid)
        self.saving = GridSaving(runner, self.grid, self._title, self._save)
        self.grid.complained.connect(self._complain)
        runner.changed.connect(self._on_changed)

    def refresh(self) -> None:
        self._stale = False
        pair_id = self._pair_id

        def read(session: Session) -> Read:
            return Read(
                levels.rows(session, [pair_id]),
                progress.mentees(session, [pair_id]),
                progress.numbers(session, [pair_id])[pair_id],
            )

        self._runner.read(read, self._show, owner=self, latest="progress")
        self.aims.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def reopen(self, form: str) -> None:
        """`progress.aim` for a new one, `progress.aim_edit.12` and `progress.value.12` for aim 12."""
        _, what, key = f"{form}..".split(".")[:3]
        if not key:
            self.new()
            return

        def found(rows: list[AimRow]) -> None:
            for row in rows:
                if row.id == int(key):
                    self._note(row) if what == "value" else self._open(row.form)

        self._runner.read(lambda s: progress.aims(s, [self._pair_id]), found, owner=self)

    def new(self) -> None:
        self._open(AimForm(self._pair_id))

    def edit(self, aim_id: int) -> None:
        if row := self._aim(aim_id):
            self._open(row.form)

    def note_value(self, aim_id: int | None) -> None:
        if row := self._aim(aim_id):
            self._note(row)

    def delete(self, ids: list[int]) -> None:
        rows = [row.form.text for row in self.aims.rows() if row.id in ids]
        what = rows[0][:60] if len(rows) == 1 else f"{counted(len(ids))} sasaran"
        self._runner.write(
            f"Hapus sasaran mentoring: {what}", lambda s: progress.delete_aims(s, ids), owner=self
        )

    def _aim(self, aim_id: int | None) -> AimRow | None:
        return next((row for row in self.aims.rows() if row.id == aim_id), None)

    def _open(self, form: AimForm) -> None:
        panel = aim_panel(self._runner, form, self._found.mentees, self._kept)
        panel.closed.connect(self._close)
        self.aims.open_side(panel)

    def _note(self, row: AimRow) -> None:
        panel = value_panel(self._runner, row, date.today(), self._kept)
        panel.closed.connect(self._close)
        self.aims.open_side(panel)
        panel.form.editors["value"].setFocus()

    def _kept(self, aim_id: int) -> None:
        self.aims.close_side()
        self.aims.reveal(aim_id)

    def _close(self) -> None:
        self.aims.close_side()
        self.aims.table.setFocus()

    def _read_aims(self, session: Session, asked: Asked) -> list[AimRow]:
        sought = asked.text.casefold().split()
        rows = progress.aims(session, [self._pair_id])
        return [r for r in rows if all(w in f"{r.form.text} {r.mentee}".casefold() for w in sought)]

    def _show(self, found: Read) -> None:
        self._found = found
        self.grid.show_rows(found.levels, COLUMNS, saved(found.levels))
        if found.levels and not self.grid.view.currentIndex().isValid():
            self.grid.go_to((found.levels[0].id, COLUMNS[0].id))
        self._numbers.setText(told(found.numbers))
        self._draw()

    def _draw(self) -> None:
        self.picture.show_way(self._found.levels, self.aims.rows())

    def _title(self, cells: Cells) -> str:
        rows = {row.id: row for row in self._found.levels}
        ids = {row_id for row_id, _ in cells}
        one = rows.get(next(iter(ids))) if len(ids) == 1 else None
        return f"Tingkat {one.name}: {one.mentee}" if one else f"Tingkat kompetensi: {len(cells)} sel"

    def _save(self, session: Session, cells: Cells) -> None:
        feeding.save_levels(session, wanted(cells), date.today())

    def _complain(self, said: str) -> None:
        say(self._message, said, "bad-box")
        self._message.setVisible(bool(said))

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("Tingkat kompetensi", "title"))
        head.addWidget(self._numbers)
        head.addStretch(1)
        head.addWidget(label(KEYS_HELP, "quiet"))
        above = QWidget()
        upper = QVBoxLayout(above)
        upper.setContentsMargins(12, 8, 12, 0)
        upper.setSpacing(6)
        upper.addLayout(head)
        upper.addWidget(self._message)
        upper.addWidget(self.grid, 1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setObjectName("progress_splitter")
        halves.setChildrenCollapsible(False)
        halves.addWidget(above)
        halves.addWidget(self.aims)
        halves.setSizes([210, 330])
        halves.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(halves)
        self.aims.listing.arrived.connect(lambda _count, _more: self._draw())


def told(numbers: Numbers) -> str:
    """`5 pertemuan, 300 menit · 3 s.d. 9 November 2026 · 2 direncanakan`"""
    if not numbers.meetings:
        return "belum ada pertemuan"
    parts = [f"{counted(numbers.meetings)} pertemuan, {counted(numbers.minutes)} menit"]
    if numbers.first and numbers.last:
        parts.append(dates.span(numbers.first, numbers.last))
    if numbers.planned:
        parts.append(f"{counted(numbers.planned)} direncanakan")
    return " · ".join(parts)


def _scrolled(picture: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName("way_scroll")
    area.setAccessibleName("Gambar perjalanan")
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(picture)
    area.viewport().setAutoFillBackground(False)
    picture.setAutoFillBackground(False)
    return area
