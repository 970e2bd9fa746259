"""The events (angkatan) held, newest first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from asn_desktop.domain import dates
from asn_desktop.services import schedule, training
from asn_desktop.services.drafts import Draft
from asn_desktop.services.papers.kinds import KINDS
from asn_desktop.services.proofs import KeyStore
from asn_desktop.services.training import EventForm
from asn_desktop.ui.deletion import delete_action
from asn_desktop.ui.drafts import Reopens
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history
from asn_desktop.ui.screens.training.event_form import event_panel
from asn_desktop.ui.screens.training.event_page import EventPage
from asn_desktop.ui.screens.training.series import Entry, series_actions
from asn_desktop.ui.screens.training.summary import summary

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

COLUMNS = [
    Column("Mulai", "starts_on", width=10),
    Column("Pelatihan", "training", width=36),
    Column("Angkatan", "angkatan", text=dates.roman, width=9),
    Column("Peserta", "participants", width=7),
    Column("Lulus", "passed", width=6),
    Column("Terbit", "issued", width=6),
    Column("Selesai", "ends_on", width=10),
    Column("Tempat", "place", width=18),
    Column("JP", "jp", width=4),
]


class Events:
    """The list; opening an event puts its page over it."""

    def __init__(self, runner: Runner, go: Go, keys: KeyStore) -> None:
        self._runner, self._go, self._keys = runner, go, keys
        self._details = Details("Pilih kegiatan untuk melihat ringkasannya.")
        self.list = ListScreen(
            runner,
            "events",
            COLUMNS,
            Rows(_read),
            noun="kegiatan",
            empty=Empty("Belum ada kegiatan pelatihan.", "&Tambah kegiatan", self.new),
            actions=[
                Action("&Kegiatan baru", lambda _ids: self.new(), "Ctrl+N", "plus", needs=0, main=True),
                Action("Buk&a", lambda ids: self.open_event(ids[0]), "F2", "folder-open"),
                Action("Angkatan be&rikutnya", lambda ids: self._next(ids[0]), "Ctrl+D", "copy"),
                Action("&Arsipkan", self._archive, "Ctrl+Del", "archive", needs=2, more=True),
                Action("Buat seri &baru…", lambda _ids: self._series().new(), needs=0, more=True),
                *series_actions(self._series, lambda ids: int(ids[0])),
                delete_action(runner, "event", lambda: self.list, _name),
                record_history(go, "event"),
            ],
            filters=[FilterBy("year", "Tahun", _years, many=False)],
            side=self._details,
            hint="Cari pelatihan, tempat, atau penyelenggara…",
        )
        self.list.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.list.opened.connect(self.open_event)
        self.list.selected.connect(self._show)
        Reopens(self.list, self._series().reopens())
        Reopens(
            self.list,
            dict.fromkeys(
                ("event", "from_list", "mark", "overruling", "marks", "marks.components", "marks.pasted"),
                self._reopen,
            )
            | dict.fromkeys(("attendance", "attendance.walk_in"), self._reopen)
            | dict.fromkeys(("schedule.new", "schedule.fill", "schedule.copy"), self._reopen)
            | dict.fromkeys(("nominations.quotas", "nominations.reason", "papers.void"), self._reopen)
            | {"schedule.session": self._reopen_session}
            | dict.fromkeys((f"papers.{kind}" for kind in KINDS), self._reopen),
        )

    def _series(self) -> Entry:
        screen = self.list
        pages, sides = (screen.open_page, screen.close_page), (screen.open_side, screen.close_side)
        return Entry(self._runner, screen, *pages, *sides, self.open_event)

    def new(self, training_id: int | None = None, day: date | None = None) -> None:
        """On this day; none: today."""
        first = day or date.today()
        self._runner.read(lambda s: training.blank_event(s, training_id, first), self.edit, owner=self.list)

    def edit(self, form: EventForm) -> None:
        self.list.close_page()
        panel = event_panel(self._runner, form, self.open_event)
        panel.closed.connect(self.list.close_side)
        self.list.open_side(panel)
        panel.form.editors["training_id" if form.training_id is None else "angkatan"].setFocus()

    def _reopen(self, draft: Draft) -> None:
        self.open_event(draft.record)
        page = self.list.currentWidget()
        if draft.record is None:
            self.new()
        elif isinstance(page, EventPage):
            page.reopen(draft.form)

    def _reopen_session(self, draft: Draft) -> None:
        session_id = draft.record
        assert session_id is not None

        def opened(event_id: int) -> None:
            self.open_event(event_id)
            page = self.list.currentWidget()
            if isinstance(page, EventPage):
                page.open_session(session_id)

        self._runner.read(lambda s: schedule.event_of(s, session_id), opened, owner=self.list)

    def open_event(self, event_id: int | None) -> None:
        if event_id is None:
            return
        self.list.close_side()
        while self.list.count() > 1:
            self.list.close_page()
        page = EventPage(self._runner, event_id, self._keys, self._go)
        page.closed.connect(lambda: self._closed(event_id))
        self.list.open_page(page)

    def _closed(self, event_id: int) -> None:
        self.list.close_page()
        self.list.reveal(event_id)

    def _next(self, event_id: int) -> None:
        self._runner.read(lambda s: training.duplicate_event(s, event_id), self.edit, owner=self.list)

    def _archive(self, ids: list[int]) -> None:
        def work(session: Session) -> None:
            for event_id in ids:
                training.archive_event(session, event_id)

        self._runner.write(f"Arsipkan {len(ids)} kegiatan", work)

    def _show(self, event_id: int | None) -> None:
        if event_id is None:
            self._details.clear()
        else:
            self._runner.read(
                lambda s: summary(s, event_id),
                lambda found: self._details.show_record(*found),
                owner=self._details,
                latest="detail",
            )


def _read(session: Session, asked: Asked) -> list[training.EventRow]:
    year = asked.chosen.get("year") or (None,)
    return training.events(session, asked.text, year[0])


def _years(session: Session) -> list[tuple[int, str]]:
    return [(year, str(year)) for year in training.event_years(session)]


def _name(row: training.EventRow) -> str:
    return f"{row.training} angkatan {dates.roman(row.angkatan)}"
