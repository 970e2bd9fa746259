"""The programmes of mentoring, newest first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from asn_desktop.domain.mentoring import words
from asn_desktop.services.drafts import Draft
from asn_desktop.services.mentoring import pairs, programmes
from asn_desktop.services.mentoring.programmes import ProgrammeForm, ProgrammeRow
from asn_desktop.services.proofs import KeyStore
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
from asn_desktop.ui.screens.mentoring import pair_drafts, states
from asn_desktop.ui.screens.mentoring.pair_page import PairPage
from asn_desktop.ui.screens.mentoring.programme_form import programme_panel
from asn_desktop.ui.screens.mentoring.programme_page import ProgrammePage
from asn_desktop.ui.screens.mentoring.programme_summary import describe, summary

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

COLUMNS = [
    Column("Program", "name", width=30),
    Column("Status", "state", text=states.shown, width=11, tone=lambda row: states.tone(row.state)),
    Column("Jenis", "kind", text=lambda kind: words.KINDS.get(kind, kind), width=10),
    Column("Mulai", "starts_on", width=10),
    Column("Selesai", "ends_on", width=10),
    Column("Pasangan", "pairs", width=8),
    Column("Mentee", "mentees", width=7),
    Column("Pertemuan", "meetings", width=9),
    Column(
        "Lewat",
        "overdue",
        text=lambda count: f"! {count}" if count else "",
        width=6,
        tone=lambda row: "bad" if row.overdue else "",
        hint=lambda row: f"{row.open_actions} tindak lanjut terbuka, {row.overdue} lewat batas waktu",
    ),
]


NEWEST = 3  # the column by which they stand at first


class Programmes:
    """The list; opening a programme puts its page over it, opening a pair one more."""

    def __init__(self, runner: Runner, go: Go, keys: KeyStore) -> None:
        self._runner, self._go, self._keys = runner, go, keys
        self._details = Details("Pilih program untuk melihat ringkasannya.")
        self.list = ListScreen(
            runner,
            "programmes",
            COLUMNS,
            Rows(_read),
            noun="program",
            empty=Empty("Belum ada program mentoring.", "&Tambah program", self.new),
            actions=[
                Action("Program &baru", lambda _ids: self.new(), "Ctrl+N", "plus", needs=0, main=True),
                Action("Buk&a", lambda ids: self.open(ids[0]), "F2", "folder-open"),
                Action("&Ubah data program", lambda ids: self._change(ids[0]), "Ctrl+E", "pencil"),
                Action("&Arsipkan", self._archive, "Ctrl+Del", "archive", needs=2, more=True),
                delete_action(runner, "mentoring_programme", lambda: self.list),
                record_history(go, "mentoring_programme"),
            ],
            filters=[
                FilterBy("state", "Status", lambda _session: words.STATES.items(), many=False),
                FilterBy("kind", "Jenis", lambda _session: words.KINDS.items(), many=False),
                FilterBy("year", "Tahun", _years, many=False),
            ],
            side=self._details,
            hint="Cari nama atau tujuan program…",
        )
        self.list.table.sortByColumn(NEWEST, Qt.SortOrder.DescendingOrder)
        self.list.opened.connect(self.open)
        self.list.selected.connect(self._show)
        of_programme = ("programme", "programme_stop", "pair_new", "papers.texts")
        Reopens(
            self.list,
            dict.fromkeys(of_programme, self._reopen)
            | dict.fromkeys(("pair", "pair_stop"), self._reopen_pair)
            | dict.fromkeys(pair_drafts.FORMS, self._reopen_part),
        )

    def new(self) -> None:
        self._runner.read(lambda s: programmes.blank(s, date.today()), self._edit, owner=self.list)

    def open(self, programme_id: int | None) -> None:
        if programme_id is not None:
            self.open_programme(programme_id)

    def open_programme(self, programme_id: int) -> ProgrammePage:
        self.list.close_side()
        self.list.close_page()
        page = ProgrammePage(self._runner, programme_id, self._keys, self._go)
        page.closed.connect(lambda: self._closed(programme_id))
        page.opened.connect(self._put_pair)
        self.list.open_page(page)
        return page

    def open_pair(self, pair_id: int) -> None:
        """From elsewhere: its programme lies under it."""

        def opened(programme_id: int) -> None:
            self.open_programme(programme_id)
            self._put_pair(pair_id)

        self._runner.read(lambda s: pairs.get(s, pair_id).programme_id, opened, owner=self.list)

    def refresh(self) -> None:
        page = self.list.currentWidget()
        if isinstance(page, ProgrammePage | PairPage):
            page.refresh()
        else:
            self.list.refresh()

    def has_page(self) -> bool:
        return isinstance(self.list.currentWidget(), ProgrammePage | PairPage)

    def _put_pair(self, pair_id: int) -> PairPage:
        page = PairPage(self._runner, pair_id, self._go)
        page.closed.connect(lambda: self._close_pair(page))
        self.list.open_page(page)
        return page

    def _close_pair(self, page: PairPage) -> None:
        """Back to the programme, on this pair."""
        self.list.removeWidget(page)
        page.deleteLater()
        under = self.list.currentWidget()
        if isinstance(under, ProgrammePage):
            under.refresh()
            under.setFocus()

    def _closed(self, programme_id: int) -> None:
        self.list.close_page()
        self.list.reveal(programme_id)

    def _edit(self, form: ProgrammeForm) -> None:
        def saved(programme_id: int) -> None:
            self.list.close_page()
            if form.id is None:
                self.open_programme(programme_id)
            else:
                self.list.reveal(programme_id)

        panel = programme_panel(self._runner, form, saved)
        panel.closed.connect(self.list.close_page)
        self.list.close_page()
        self.list.open_page(panel)
        panel.form.editors["name"].setFocus()

    def _change(self, programme_id: int) -> None:
        self._runner.read(lambda s: programmes.get(s, programme_id), self._edit, owner=self.list)

    def _reopen(self, draft: Draft) -> None:
        if draft.record is None:
            self.new()
        else:
            inner = {"programme_stop": "stop", "pair_new": "pairs.new"}
            self.open_programme(draft.record).reopen(inner.get(draft.form, draft.form))

    def _reopen_pair(self, draft: Draft) -> None:
        pair_id, step = draft.record, "stop" if draft.form == "pair_stop" else "change"
        assert pair_id is not None

        def opened(programme_id: int) -> None:
            self.open_programme(programme_id).reopen(f"pairs.{step}.{pair_id}")

        self._runner.read(lambda s: pairs.get(s, pair_id).programme_id, opened, owner=self.list)

    def _reopen_part(self, draft: Draft) -> None:
        def opened(found: pair_drafts.Belongs) -> None:
            self.open_programme(found.programme_id)
            self._put_pair(found.pair_id).reopen(found.form)

        self._runner.read(lambda s: pair_drafts.belongs(s, draft), opened, owner=self.list)

    def _archive(self, ids: list[int]) -> None:
        def work(session: Session) -> None:
            for programme_id in ids:
                programmes.archive(session, programme_id)

        self._runner.write(f"Arsipkan {len(ids)} program mentoring", work)

    def _show(self, programme_id: int | None) -> None:
        if programme_id is None:
            self._details.clear()
            return
        self._runner.read(
            lambda s: summary(s, programme_id),
            lambda found: describe(self._details, found),
            owner=self._details,
            latest="detail",
        )


def _read(session: Session, asked: Asked) -> list[ProgrammeRow]:
    def one(name: str, nothing: str | None) -> object:
        return (asked.chosen.get(name) or (nothing,))[0]

    year = one("year", None)
    return programmes.rows(
        session,
        date.today(),
        asked.text,
        year=year if isinstance(year, int) else None,
        state=str(one("state", "")),
        kind=str(one("kind", "")),
    )


def _years(session: Session) -> list[tuple[int, str]]:
    return [(year, str(year)) for year in programmes.years(session)]
