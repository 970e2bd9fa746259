"""Each person: JP of the year, what is lacking, and beside it the history of trainings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from asn_desktop.domain import nip
from asn_desktop.services import ledger
from asn_desktop.services.drafts import Draft
from asn_desktop.services.ledger import LedgerRow
from asn_desktop.services.ledger.printing import PEOPLE
from asn_desktop.services.ledger.totals import IN_WORDS
from asn_desktop.ui.drafts import Reopens
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Paged
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.ledger.asking import STATE, STATUS, UNIT, YEAR, begin_this_year, wanted
from asn_desktop.ui.screens.ledger.outputs import excel_action, preview_action, siasn_action
from asn_desktop.ui.screens.ledger.outside_form import open_form
from asn_desktop.ui.screens.ledger.person_panel import PersonPanel

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

MARKS = {"terpenuhi": "✓", "kurang": "–", "kosong": "✗"}
TONES = {"terpenuhi": "good", "kurang": "", "kosong": "bad"}


def _state(row: LedgerRow) -> str:
    if row.warning:
        return "! Lebih dari batas"
    return f"{MARKS[row.state]} {IN_WORDS[row.state]}"


COLUMNS = [
    Column("Nama", "printed_name", width=30, sort="name"),
    Column("NIP", lambda row: nip.spaced(row.nip), width=21, sort="nip"),
    Column("JP", "jp", width=6, sort="jp"),
    Column("Kurang", "lacking", width=8, sort="lacking"),
    Column(
        "Keadaan",
        _state,
        width=22,
        tone=lambda row: "warn" if row.warning else TONES[row.state],
        hint=lambda row: row.warning or _state(row),
    ),
    Column("Status", "status", width=7),
    Column("Perangkat daerah", "unit", width=30, sort="unit"),
    Column("Jabatan", "jabatan", width=28, sort="jabatan"),
]


class _Year:
    """Of the rows that are shown: rows come by id, after the list was asked for. Both on one thread."""

    def __init__(self) -> None:
        self.asked = wanted(Asked())

    def ids(self, session: Session, asked: Asked, limit: int | None) -> list[int]:
        self.asked = wanted(asked)
        return ledger.ids(session, self.asked, limit)

    def page(self, session: Session, ids: Sequence[int]) -> list[LedgerRow]:
        return ledger.page(session, self.asked.year, ids)


def people_list(runner: Runner, go: Go) -> ListScreen:
    year = _Year()

    def add(ids: Sequence[int]) -> None:
        open_form(screen, runner, ids[0], None)

    def start_import(_ids: Sequence[int] = ()) -> None:
        from asn_desktop.ui.screens.ledger.list_import import history_wizard  # noqa: PLC0415 - rarely needed

        screen.open_page(history_wizard(runner, screen.close_page))

    def show(person_id: int | None) -> None:
        screen.close_side(typed_too=False)
        panel.show_person(person_id, wanted(screen.asked()).year)

    def reopen(draft: Draft) -> None:
        """The record of a new one is the person it belongs to."""
        if draft.form == "outside" and draft.record:
            open_form(screen, runner, None, draft.record)
        elif draft.record:
            screen.reveal(draft.record)
            open_form(screen, runner, draft.record, None)

    panel = PersonPanel(runner, go, lambda: screen)
    screen = ListScreen(
        runner,
        "ledger_people",
        COLUMNS,
        Paged(year.ids, year.page),
        noun="pegawai",
        hint="Cari nama, NIP, perangkat daerah, jabatan…",
        empty=Empty("Belum ada pegawai.", "Buka pe&gawai", lambda: go("employees", None)),
        actions=[
            preview_action(runner, lambda: screen, lambda: wanted(screen.asked()), PEOPLE),
            excel_action(runner, lambda: screen, lambda: wanted(screen.asked())),
            Action("&Tambah pelatihan luar…", add, "Ctrl+N", "plus", main=True),
            Action("&Impor riwayat…", start_import, "Ctrl+I", "file-up", needs=0, more=True),
            siasn_action(runner, lambda: screen, lambda: wanted(screen.asked())),
        ],
        filters=[YEAR, STATE, UNIT, STATUS],
        side=panel,
    )
    screen.selected.connect(show)
    begin_this_year(screen)
    screen.opened.connect(lambda person_id: add([person_id]) if person_id else None)
    forms = {"outside": reopen, "outside.new": reopen, "history": lambda _draft: start_import()}
    Reopens(screen, forms)
    return screen
