"""The way of a pair as a list of days: its meetings are typed here, what was agreed is ticked off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from asn_desktop.domain import dates
from asn_desktop.domain.mentoring import words
from asn_desktop.services import deletion, ledger, places
from asn_desktop.services.mentoring import actions, meetings, timeline
from asn_desktop.services.mentoring.actions import ActionRow
from asn_desktop.services.mentoring.timeline import ACTION, LEVEL, MEETING, PLAN, Moment
from asn_desktop.ui.document import DocumentPage
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.part_tabs import PartTabs
from asn_desktop.ui.record_history import TITLE, show_history
from asn_desktop.ui.screens.mentoring import meeting_form

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

STATES = words.MEETING_STATES | words.ACTION_STATES | words.STATES
SIGNS = {
    (ACTION, words.OPEN): "☐",
    (ACTION, words.DONE): "☑",
    (ACTION, words.DROPPED): "☒",
    (MEETING, words.HELD): "●",
    (PLAN, words.PLANNED): "○",
    (PLAN, words.CANCELLED): "⊘",
}
SIDE = 430  # pixels for the form


def sign(moment: Moment) -> str:
    return SIGNS.get((moment.kind, moment.state), "▲" if moment.kind == LEVEL else "◆")


def _kind(moment: Moment) -> str:
    return f"{sign(moment)}  {timeline.KINDS[moment.kind]}"


def _state(moment: Moment) -> str:
    if moment.is_late:
        return "Terlambat" if moment.kind == ACTION else "Terlewat"
    return STATES.get(moment.state, "")


def _tone(moment: Moment) -> str:
    if moment.is_late:
        return "bad"
    return "good" if moment.state in (words.HELD, words.DONE) else ""


COLUMNS = [
    Column("Tanggal", lambda m: m.order, text=lambda order: dates.short(order[0]), width=10),
    Column("Peristiwa", _kind, width=17),
    Column("Isi", "title", width=34),
    Column("Keadaan", _state, width=13, tone=_tone),
    Column("Menit", "minutes", width=5),
    Column("Keterangan", "text", width=50),
]


class TimelinePart(ListScreen):
    def __init__(self, runner: Runner, pair_id: int, go: Go) -> None:
        self._pair_id, self._go = pair_id, go
        self._details = Details("Pilih satu baris.")
        super().__init__(
            runner,
            "timeline",
            COLUMNS,
            Rows(lambda s, asked: _read(s, asked, pair_id)),
            noun="peristiwa",
            empty=Empty("Belum ada pertemuan.", "Catat pertemuan pertam&a", self.new),
            actions=self._offered(),
            filters=[FilterBy("kind", "Peristiwa", lambda _session: list(timeline.KINDS.items()))],
            side=self._details,
            hint="Cari topik, hasil, atau nama…",
        )
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.selected.connect(self._show)
        self.opened.connect(self.open)

    def _offered(self) -> list[Action]:
        return [
            Action("&Pertemuan baru", lambda _: self.new(), "Ctrl+N", "plus", needs=0, main=True),
            Action("&Ubah", lambda ids: self.open(ids[0]), "F2", "pencil"),
            Action("&Tandai selesai", self.tick, "Space", "check", needs=2),
            Action("Batalkan rencana", self.cancel, "Ctrl+Shift+Del", needs=2, more=True),
            Action("&Hapus", self.delete, "Del", "trash-2", needs=2, more=True),
            Action(TITLE, self._history, "Ctrl+Shift+H", "history", more=True),
        ]

    def new(self) -> None:
        self.edit(None)

    def open(self, moment_id: Any) -> None:
        """The meeting of this line; of levels and aims, the part where they are kept."""
        moment = self._moment(moment_id)
        if moment is None:
            return
        if moment.meeting_id is not None:
            self.edit(moment.meeting_id)
        elif moment.kind in (timeline.LEVEL, timeline.AIM) and (tabs := _tabs_of(self)):
            tabs.open("progress")

    def reopen(self, form: str) -> None:
        """`way.meeting.new`, or one there is: `way.meeting.12`."""
        key = form.rpartition(".")[2]
        self.edit(int(key) if key.isdecimal() else None)

    def edit(self, meeting_id: int | None) -> None:
        """The form beside the list; None: a blank one."""
        today = date.today()
        self._runner.read(
            lambda s: meeting_form.start(s, self._pair_id, meeting_id, today), self._open_form, owner=self
        )

    def tick(self, ids: list[Any]) -> None:
        """Done, or open again; one action for all chosen."""
        chosen = [m for m in self._moments(ids) if m.kind == ACTION]
        if not chosen:
            if planned := [m for m in self._moments(ids) if m.kind == PLAN and m.state == words.PLANNED]:
                self.edit(planned[0].meeting_id)  # it is done by saying what came of it
            return
        state = words.OPEN if all(m.state == words.DONE for m in chosen) else words.DONE
        label = "Tandai tindak lanjut selesai" if state == words.DONE else "Buka lagi tindak lanjut"
        keys, today = [m.ref_id for m in chosen], date.today()
        self._runner.write(label, lambda s: actions.set_state(s, keys, state, today))

    def cancel(self, ids: list[Any]) -> None:
        keys = [m.ref_id for m in self._moments(ids) if m.kind == PLAN and m.state == words.PLANNED]
        if keys:
            self._runner.write("Batalkan rencana pertemuan", lambda s: meetings.cancel(s, keys))

    def delete(self, ids: list[Any]) -> None:
        """Meetings go with what hangs on them; action points alone where only such are chosen."""
        chosen = self._moments(ids)
        of_meetings = [m.ref_id for m in chosen if m.kind in (MEETING, PLAN)]
        of_actions = [m.ref_id for m in chosen if m.kind == ACTION]
        table, keys = ("mentoring_meeting", of_meetings) if of_meetings else ("action_point", of_actions)
        if keys:
            name = next(m.title for m in chosen if m.ref_id == keys[0])
            self._runner.write(
                deletion.label(table, len(keys), name),
                lambda s: deletion.delete(s, table, keys),
                lambda deleted: self._runner.said.emit(deleted.sentence),
                owner=self,
            )

    def _open_form(self, begun: meeting_form.Start) -> None:
        panel = meeting_form.meeting_panel(self._runner, begun, self._saved, self._show_file)
        panel.closed.connect(self.close_side)
        self.open_side(panel)
        self.splitter.setSizes([self.splitter.width() - SIDE, SIDE])
        panel.form.editors["day"].selectAll()  # what is typed takes its place

    def _saved(self, meeting_id: int, again: bool) -> None:
        self.close_side()
        if again:
            self.new()
        else:
            self.reveal(f"meeting-{meeting_id}")
            self.table.setFocus()

    def _show_file(self, file_id: int, name: str) -> None:
        file = self._runner.file
        if file is None:
            return
        folder = places.files_folder(file)

        def show(pdf: bytes) -> None:
            page = DocumentPage(self._runner, name, name.rpartition(".")[0] or name, pdf)
            page.closed.connect(self.close_page)
            self.open_page(page)

        self._runner.read(lambda s: ledger.proof_pages(s, folder, file_id), show, owner=self)

    def _history(self, ids: list[Any]) -> None:
        moment = self._moment(ids[0])
        if moment is None:
            return
        if moment.meeting_id is not None and moment.kind != ACTION:
            show_history(self._go, "mentoring_meeting", moment.meeting_id)
        elif moment.kind == ACTION:
            show_history(self._go, "action_point", moment.ref_id)
        else:
            show_history(self._go, "mentoring_pair", self._pair_id)

    def _moments(self, ids: Sequence[Any]) -> list[Moment]:
        wanted = set(ids)
        return [m for m in self.rows() if m.id in wanted]

    def _moment(self, moment_id: Any) -> Moment | None:
        return next(iter(self._moments([moment_id])), None)

    def _show(self, moment_id: Any) -> None:
        moment = self._moment(moment_id)
        if moment is None:
            self._details.clear()
        elif moment.meeting_id is not None:
            key = moment.meeting_id
            self._runner.read(
                lambda s: _found(s, self._pair_id, key), self._show_meeting, owner=self, latest="meeting"
            )
        else:
            pairs = [("Tanggal", dates.long(moment.day)), ("Keterangan", moment.text)]
            self._details.show_record(moment.title, timeline.KINDS[moment.kind], pairs)

    def _show_meeting(self, found: tuple[meetings.MeetingRow, list[ActionRow]] | None) -> None:
        if found is None:
            self._details.clear()
            return
        row, todo = found
        length = f"{row.minutes} menit" if row.minutes else ""
        told = [
            ("Tanggal", dates.long(row.day)),
            ("Jam", row.starts.replace(":", ".")),
            ("Lama", length),
            ("Cara", words.METHODS[row.method]),
            ("Tempat", row.place),
            ("Hadir", ", ".join(row.there)),
            *((title.partition(" ")[0], getattr(row, name)) for name, title in words.GROW.items()),
            ("Uraian", row.discussion),
            ("Hasil", row.result),
            ("Berikutnya", dates.long(row.next_on) if row.next_on else ""),
            ("Lampiran", f"{row.files} berkas (F2 untuk membuka)" if row.files else ""),
            ("Catatan", row.note),
        ]
        state = words.MEETING_STATES[row.state]
        filled = [(title, said) for title, said in told if said]
        agreed = [
            (SIGNS[ACTION, one.state], one.text, one.owner, dates.short(one.due) if one.due else "")
            for one in todo
        ]
        heading = ("", "Tindak lanjut", "Pelaksana", "Batas waktu")
        sections = [Section("Tindak lanjut", [heading, *agreed])] if agreed else []
        self._details.show_record(row.topic or "Pertemuan", state, filled, sections)


def _tabs_of(part: QWidget) -> PartTabs | None:
    """The parts of the pair this is one of."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, PartTabs):
        above = above.parentWidget()
    return above


def _found(
    session: Session, pair_id: int, meeting_id: int
) -> tuple[meetings.MeetingRow, list[ActionRow]] | None:
    row = next((row for row in meetings.rows(session, [pair_id]) if row.id == meeting_id), None)
    todo = actions.of_pairs(session, [pair_id], date.today())
    return (row, [one for one in todo if one.meeting_id == meeting_id]) if row else None


def _read(session: Session, asked: Asked, pair_id: int) -> Sequence[Moment]:
    found = timeline.timeline(session, pair_id, date.today())
    if kinds := asked.chosen.get("kind"):
        found = [m for m in found if m.kind in kinds]
    sought = asked.text.casefold().split()
    return [m for m in found if all(word in f"{m.title} {m.text}".casefold() for word in sought)]
