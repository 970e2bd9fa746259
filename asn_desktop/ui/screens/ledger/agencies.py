"""Each perangkat daerah: how many have their JP, how many on average."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from asn_desktop.services import ledger
from asn_desktop.services.ledger import AgencyRow
from asn_desktop.services.ledger.printing import AGENCIES
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.screens.ledger.asking import ALL_OR_NOT, STATUS, YEAR, begin_this_year, wanted
from asn_desktop.ui.screens.ledger.outputs import excel_action, preview_action

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session


def _all(row: AgencyRow) -> bool:
    return row.reached == row.people


COLUMNS = [
    Column("Perangkat daerah", "name", width=46),
    Column("Jumlah ASN", "people", width=11),
    Column("Mengikuti", "attended", width=11),
    Column("Mencapai target", "reached", width=14),
    Column("%", "percent", width=9),
    Column("Total JP", "jp", width=10),
    Column("Rata-rata JP", "mean", width=11),
    Column(
        "Keadaan",
        lambda row: "✓ Semua terpenuhi" if _all(row) else f"– {row.people - row.reached} belum",
        width=18,
        tone=lambda row: "good" if _all(row) else "",
    ),
]


def agency_list(runner: Runner, show_people: Callable[[dict[str, tuple[Any, ...]]], None]) -> ListScreen:
    def open_people(ids: list[int]) -> None:
        chosen = dict(screen.asked().chosen)
        filters = {name: chosen[name] for name in ("year", "status") if chosen.get(name)}
        if ids and ids[0]:
            filters["unit"] = (ids[0],)
        show_people(filters | {"state": ("kurang",)})

    screen = ListScreen(
        runner,
        "ledger_agencies",
        COLUMNS,
        Rows(_read),
        noun="perangkat daerah",
        hint="Cari perangkat daerah…",
        empty=Empty(
            "Belum ada pegawai, jadi belum ada JP yang dapat dijumlahkan.",
            "&Lihat pegawai",
            lambda: open_people([]),
        ),
        actions=[
            preview_action(runner, lambda: screen, lambda: wanted(screen.asked()), AGENCIES),
            excel_action(runner, lambda: screen, lambda: wanted(screen.asked())),
            Action("Siapa yang bel&um", open_people, "Ctrl+O", "users", main=True),
        ],
        filters=[YEAR, STATUS, ALL_OR_NOT],
    )
    begin_this_year(screen)
    screen.opened.connect(lambda agency: open_people([agency]) if agency is not None else None)
    return screen


def _read(session: Session, asked: Asked) -> list[AgencyRow]:
    what = wanted(asked)
    return ledger.agencies(session, what.year, what.text, what.statuses, what.state)
