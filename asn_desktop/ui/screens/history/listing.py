"""Everything that was ever done, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from asn_desktop.services import trail
from asn_desktop.services.trail import CAP, Filter, TrailRow
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Paged
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.kit.text import counted
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.history import filters
from asn_desktop.ui.screens.history.panel import ActionPanel
from asn_desktop.ui.screens.history.taking_back import take_back

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

STATES = {"dibatalkan": "✗ Dibatalkan", "dibatalkan sebagian": "– Sebagian", "": ""}


def _tone(row: TrailRow) -> str:
    return "quiet" if row.state == "dibatalkan" else ""


COLUMNS = [
    Column("Waktu", "at", width=14, sort="at", tone=_tone),
    Column("Oleh", "actor", width=9, tone=_tone),
    Column("Tindakan", "label", width=27, tone=_tone),
    Column("Keadaan", lambda row: STATES[row.state], width=12, tone=_tone),
    Column("Data", "what", width=12, tone=_tone),
]


def trail_list(runner: Runner, go: Go) -> ListScreen:
    panel = ActionPanel(runner, lambda key: screen.show_at({"record": (key,)}))

    def show(action_id: int | None) -> None:
        screen.close_side()
        panel.show_action(action_id, filter_of(screen.asked()).record)

    def tell(count: int, _more: bool) -> None:
        if count == CAP and not screen.asked().is_everything:
            screen.tally.setText(f"lebih dari {counted(CAP)} tindakan; yang tampil {counted(CAP)} terbaru")

    screen = ListScreen(
        runner,
        "trail",
        COLUMNS,
        Paged(_ids, trail.rows),
        noun="tindakan",
        empty=Empty(
            "Belum ada yang dikerjakan. Setiap tindakan nanti tercatat di sini.",
            "&Buka Pegawai",
            lambda: go("employees", None),
        ),
        actions=[
            Action(
                "&Batalkan tindakan ini",
                lambda ids: take_back(screen, runner, ids[0]),
                "Ctrl+Del",
                "undo-2",
                main=True,
            ),
        ],
        filters=[
            FilterBy("actor", "Oleh", trail.actors),
            FilterBy("table", "Jenis data", trail.tables),
            FilterBy("kind", "Jenis tindakan", lambda _s: list(trail.KINDS.items())),
            filters.days(),
            filters.record(),
        ],
        side=panel,
        hint="Cari kata dalam nama tindakan…",
    )
    screen.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    screen.splitter.setSizes([710, 470])
    screen.selected.connect(show)
    screen.listing.arrived.connect(tell)
    return screen


def filter_of(asked: Asked) -> Filter:
    chosen = asked.chosen
    period = next(iter(chosen.get("period", ())), filters.Period(None, None))
    return Filter(
        asked.text,
        chosen.get("actor", ()),
        chosen.get("table", ()),
        chosen.get("kind", ()),
        period.since,
        period.until,
        next(iter(chosen.get("record", ())), None),
        asked.descending or not asked.sort,
    )


def _ids(session: Session, asked: Asked, limit: int | None) -> Sequence[int]:
    return trail.ids(session, filter_of(asked), limit)
