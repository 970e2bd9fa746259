"""Meetings to come: a rhythm proposes days, the clerk takes those that suit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from asn_desktop.domain.calendar import DAYS
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.domain.mentoring import rhythm, words
from asn_desktop.services.mentoring import meetings, planning
from asn_desktop.services.mentoring.planning import PlanForm, Proposed
from asn_desktop.ui.drafts import Place, Watch
from asn_desktop.ui.drafts import typed as typing
from asn_desktop.ui.kit.form import Field, Form
from asn_desktop.ui.kit.kinds import DATE, NUMBER, choice
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import label, set_look
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.screens.mentoring.month_view import LEGEND, Mark, MonthView

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

FIELDS = [
    Field("every", "Irama", choice(rhythm.EVERY), group="Irama pertemuan"),
    Field("weekday", "Hari", choice(dict(enumerate(DAYS)))),
    Field("nth", "Pekan ke", choice(rhythm.PLACES)),
    Field("first", "Mulai tanggal", DATE),
    Field("until", "Sampai tanggal", DATE),
    Field("starts", "Jam", hint="misalnya 09.00"),
    Field("minutes", "Lama, menit", NUMBER),
]
WIDE = 330  # pixels of the form
HELP = "Spasi memilih atau melepas tanggal. Yang bentrok tetap dapat dipilih."


class Line(NamedTuple):
    """A day proposed, and whether it is taken over."""

    proposed: Proposed
    chosen: bool

    @property
    def id(self) -> date:
        return self.proposed.day


def _state(line: Line) -> str:
    one = line.proposed
    if one.is_taken:
        return "Sudah ada"
    return "Libur" if one.skipped else "Bentrok" if one.clashes else "Kosong"


COLUMNS = [
    Column("Pilih", lambda line: "☑" if line.chosen else "☐", width=5),
    Column("Tanggal", lambda line: line.proposed.day, width=10),
    Column("Hari", lambda line: DAYS[line.proposed.day.weekday()], width=8),
    Column("Keadaan", _state, width=10, tone=lambda line: "warn" if line.proposed.clashes else ""),
    Column("Keterangan", lambda line: " ".join((line.proposed.skipped, *line.proposed.clashes)).strip()),
]


class PlanningPart(QWidget):
    def __init__(self, runner: Runner, pair_id: int) -> None:
        super().__init__()
        self.setObjectName("planning")
        self._runner, self._pair_id = runner, pair_id
        self._form: PlanForm | None = None
        self._let_go: set[date] = set()  # free days the clerk does not want
        self._taken_up: set[date] = set()  # days that clash but are wanted
        self._held: list[meetings.MeetingRow] = []
        self.fields = Form(FIELDS)
        self.model = TableModel(COLUMNS)
        self.table = View(self.model, COLUMNS, "planning_table", "Usulan tanggal pertemuan")
        self.month = MonthView("planning_month", "Bulan")
        self._words = label("", "quiet", wrap=True, name="planning_words")
        self._message = label("", "bad-box", wrap=True, name="planning_message")
        self._message.hide()
        self._accept = QPushButton("&Jadwalkan")
        self._accept.setObjectName("planning_accept")
        self._accept.setToolTip("Ctrl+S")
        set_look(self._accept, "main")
        self._accept.clicked.connect(self.accept)
        self._lay_out()
        self.fields.changed.connect(self.propose)
        self.table.opened.connect(self.toggle)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._follow())
        for keys, where, run in (("Space", self.table, self.toggle), ("Ctrl+S", self, self.accept)):
            shortcut = QShortcut(QKeySequence(keys), where)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)
        self.setFocusProxy(self.fields.editors["every"])
        self._watch: Watch | None = None
        runner.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        today, pair_id = date.today(), self._pair_id

        def read(session: Session) -> tuple[PlanForm, list[meetings.MeetingRow]]:
            return planning.blank(session, pair_id, today), meetings.rows(session, [pair_id])

        self._runner.read(read, self._arrived, owner=self, latest="planning")

    def lines(self) -> Sequence[Line]:
        return self.model.rows

    def toggle(self) -> None:
        """The day under the cursor; days off and days with a meeting cannot be chosen."""
        line = self.table.current_row()
        if line is None or line.proposed.skipped or line.proposed.is_taken:
            return
        day = line.proposed.day
        (self._let_go if line.proposed.is_free else self._taken_up).symmetric_difference_update({day})
        place = self.table.currentIndex().row()
        self.model.replace(place, self._line(line.proposed))
        self._tally()

    def propose(self) -> None:
        form = self._made()
        if form is None:
            return
        self.fields.editors["nth"].setEnabled(form.every == rhythm.MONTH)
        if self._watch:
            self._watch.touch()
        if faults := self.fields.faults():
            self.fields.complain(faults, go=False)
            return
        self._runner.read(
            lambda s: planning.propose(s, form), self._show, refused=self._refuse, owner=self, latest="days"
        )

    def accept(self) -> None:
        form, days = self._made(), self._days()
        if form is None:
            return

        def done(ids: Sequence[int]) -> None:
            if self._watch:
                self._watch.done()
            self._runner.said.emit(f"{len(ids)} pertemuan direncanakan. Ctrl+Z membatalkannya.")

        self._runner.write(
            "Rencanakan pertemuan", lambda s: planning.accept(s, form, days), done, self._refuse, owner=self
        )

    def _made(self) -> PlanForm | None:
        return replace(self._form, **self.fields.values()) if self._form else None

    def _arrived(self, found: tuple[PlanForm, list[meetings.MeetingRow]]) -> None:
        form, self._held = found
        if self._form is None or not self.fields.is_dirty():
            self._form = form
            self.fields.fill(form)
        if self._watch is None:
            self._watch = Watch(
                self._runner,
                self,
                Place("mentoring", "planning", self._pair_id),
                lambda: "Rencana pertemuan",
                lambda: typing.read(self.fields),
            )
            if draft := self._watch.wanted():
                typing.write(self.fields, self._watch.go_on(draft).values)
        self.propose()

    def _show(self, found: list[Proposed]) -> None:
        self._message.hide()
        self.fields.complain({}, go=False)
        day = line.id if (line := self.table.current_row()) else None
        self.model.show([self._line(one) for one in found])
        days = [one.day for one in found]
        if day in days:
            self.table.go_to(days.index(day))
        elif first := next((one.day for one in found if one.is_free), None):
            self.month.go_to(first)
        form = self._made()
        said = planning.in_words(form) if form else ""
        self._words.setText(f"{said[:1].upper()}{said[1:]}." if said else "")
        self._tally()

    def _line(self, one: Proposed) -> Line:
        chosen = one.day in self._taken_up if one.clashes else one.day not in self._let_go
        return Line(one, chosen and not one.skipped and not one.is_taken)

    def _days(self) -> list[date]:
        return [line.proposed.day for line in self.lines() if line.chosen]

    def _tally(self) -> None:
        count = len(self._days())
        self._accept.setText(f"&Jadwalkan {count} pertemuan" if count else "&Jadwalkan")
        self._accept.setEnabled(count > 0)
        marks = {line.proposed.day: _mark(line) for line in self.lines()}
        marks |= {row.day: _MARKS[row.state] for row in self._held if row.state in _MARKS}
        self.month.show_marks(marks)

    def _follow(self) -> None:
        if line := self.table.current_row():
            self.month.go_to(line.proposed.day)

    def _refuse(self, error: UserError) -> None:
        if isinstance(error, InvalidInput):
            self.fields.complain(error.problems, go=False)
        else:
            self._message.setText(str(error))
            self._message.show()
        self.model.show(())
        self._tally()

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        left, right, foot = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for part in (self.fields, self._words, self._message):
            left.addWidget(part)
        left.addStretch(1)
        beside = QVBoxLayout()
        beside.addWidget(label(HELP, "quiet", wrap=True))
        beside.addWidget(label(LEGEND, "quiet", wrap=True))
        beside.addStretch(1)
        beside.addWidget(self._accept, alignment=Qt.AlignmentFlag.AlignRight)
        foot.addWidget(self.month)
        foot.addLayout(beside, 1)
        right.addWidget(self.table, 1)
        right.addLayout(foot)
        side = QWidget()
        side.setFixedWidth(WIDE)
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(12)
        layout.addWidget(side)
        layout.addLayout(right, 1)


_MARKS = {words.HELD: Mark("●", "good"), words.PLANNED: Mark("○", "accent")}


def _mark(line: Line) -> Mark:
    one = line.proposed
    if one.skipped:
        return Mark("×", "quiet")
    if one.clashes:
        return Mark("+!" if line.chosen else "!", "warn")
    return Mark("+", "accent") if line.chosen else Mark("–", "quiet")
