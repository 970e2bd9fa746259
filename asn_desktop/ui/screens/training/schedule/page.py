"""The schedule of one event as a list of sessions, with the JP planned beside the curriculum's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from asn_desktop.services import schedule
from asn_desktop.services.schedule import SessionForm
from asn_desktop.services.schedule.saving import Span
from asn_desktop.ui.deletion import delete_action
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.form import FormPanel
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.kit.text import label, say
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history
from asn_desktop.ui.screens.training.schedule.fill_form import copy_panel, fill_panel
from asn_desktop.ui.screens.training.schedule.lines import Line, Outline, day_words, outline
from asn_desktop.ui.screens.training.schedule.session_form import session_panel

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

BESIDE, BESIDE_FORM = [800, 350], [740, 410]  # pixels of the table and of what is beside it
COLUMNS = [
    Column("Hari", "order", text=lambda order: day_words(date.fromisoformat(order[:10])), width=13),
    Column("Waktu", "hours", width=10),
    Column("Materi", "title", width=20),
    Column("JP", "row.jp", text=lambda jp: str(jp) if jp else "", width=1),
    Column("Perhatian", "mark", width=13, tone=lambda line: line.tone, hint=lambda line: line.hint),
    Column("Narasumber", lambda line: ", ".join(line.row.trainers), width=17),
    Column("Ruang", "row.room", width=9),
    Column("Kelas", "row.class_name", width=4),
    Column("Catatan", "row.note", width=10),
]


class SchedulePage(QWidget):
    def __init__(self, runner: Runner, event_id: int, go: Go) -> None:
        super().__init__()
        self._runner, self._event_id = runner, event_id
        self._outline: Outline | None = None
        self._details = Details("")
        self._balance = label("", "group", name="schedule_balance")
        self._message = label("", "good-box", wrap=True, name="schedule_message")
        self._message.hide()
        self.list = ListScreen(
            runner,
            "schedule",
            COLUMNS,
            Rows(self._read),
            noun="sesi",
            empty=Empty("Jadwal kegiatan ini masih kosong.", "&Isi dari pola hari…", self.fill),
            actions=[
                Action("&Tambah sesi", lambda _ids: self.add(), "Ctrl+N", "plus", needs=0, main=True),
                Action("Ub&ah sesi", lambda ids: self.edit(ids[0]), "F2", "pencil"),
                Action("Isi dari p&ola…", lambda _ids: self.fill(), "Ctrl+Shift+I", "calendar-days", needs=0),
                Action("Sa&lin hari…", lambda _ids: self.copy_day(), "Ctrl+D", "copy", needs=0),
                delete_action(runner, "class_session", lambda: self.list, lambda line: line.title),
                record_history(go, "class_session"),
            ],
            side=self._details,
            hint="Cari materi, narasumber, ruang…",
        )
        self.list.opened.connect(lambda key: self.edit(key) if key is not None else None)
        self.list.selected.connect(lambda _key: self._describe())
        self.list.listing.arrived.connect(lambda *_count: self._describe())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._message)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._balance)
        self.list.splitter.setSizes(BESIDE)
        self.setFocusProxy(self.list)

    def refresh(self) -> None:
        self.list.refresh()

    def reopen(self, form: str) -> None:
        """The form the clerk was in when the program ended."""
        {"schedule.new": self.add, "schedule.fill": self.fill, "schedule.copy": self.copy_day}[form]()

    def add(self) -> None:
        """On the day of the chosen session, after the last one of that day."""
        event_id, line = self._event_id, self.list.row()

        def blank(session: Session) -> tuple[SessionForm, SessionForm | None]:
            before = schedule.get(session, line.id) if line else None
            return _next(schedule.span(session, event_id), self._lines(), line), before

        self._runner.read(blank, lambda found: self._open(*found), owner=self)

    def edit(self, session_id: int) -> None:
        self._runner.read(
            lambda s: schedule.get(s, session_id), lambda form: self._open(form, None), owner=self
        )

    def fill(self) -> None:
        self._show_panel(fill_panel(self._runner, self._event_id, self._filled), "pattern")

    def copy_day(self) -> None:
        line = self.list.row()
        panel = copy_panel(self._runner, self._event_id, line.row.day if line else None, self._filled)
        self._show_panel(panel, "day")

    def _read(self, session: Session, asked: Asked) -> list[Line]:
        """On the database thread; what is kept is shown when the rows arrive."""
        self._outline = found = outline(session, self._event_id)
        words = asked.text.casefold().split()
        return [line for line in found.lines if all(word in line.sought for word in words)]

    def _lines(self) -> list[Line]:
        return self._outline.lines if self._outline else []

    def _open(self, form: SessionForm, before: SessionForm | None) -> None:
        panel = session_panel(self._runner, self._event_id, form, before, self._saved)
        self._show_panel(panel, "starts" if form.day else "day")

    def _show_panel(self, panel: FormPanel, first: str) -> None:
        self._message.hide()
        panel.closed.connect(self._close)
        self.list.open_side(panel)
        self.list.splitter.setSizes(BESIDE_FORM)
        panel.form.editors[first].setFocus()

    def _saved(self, session_id: int) -> None:
        self._close()
        self.list.reveal(session_id)

    def _filled(self, words: str) -> None:
        self._close()
        say(self._message, words)

    def _close(self) -> None:
        self.list.close_side()
        self.list.splitter.setSizes(BESIDE)
        self.list.table.setFocus()

    def _describe(self) -> None:
        found = self._outline
        if found is None:
            return
        self._balance.setText(found.balance.words)
        line = self.list.row()
        told = []
        if line and line.told:
            told.append(_said(f"{line.day}, {line.hours}", line.told))
        if found.days:
            told.append(_said("Hari", found.days))
        # two columns: a third one, of words, would be cut off beside the table
        table = [(s.name, f"{s.planned} / {s.wanted}\n{s.words}") for s in found.balance.subjects]
        section = Section(
            "JP per mata pelatihan",
            [("Mata pelatihan", "Jadwal / kurikulum"), *table],
            "Kurikulum pelatihan ini belum diisi; isi di Katalog pelatihan.",
        )
        self._details.show_record("", "", (), [*told, section])


def _said(title: str, told: Sequence[str]) -> Section:
    return Section(title, [("Perlu diperhatikan",), *((words,) for words in told)])


def _next(event: Span, lines: list[Line], line: Line | None) -> SessionForm:
    """A session to go on with: the day of `line`, or the last day that has sessions."""
    if not lines:
        return SessionForm(event.first, "08:00")
    day = line.row.day if line else lines[-1].row.day
    ends = max(other.row.ends for other in lines if other.row.day == day)
    room = next((other.row.room_id for other in lines if other.row.day == day and other.row.room_id), None)
    return SessionForm(day, ends, room_id=room)
