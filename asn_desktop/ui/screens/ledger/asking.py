"""What both parts are filtered by, and how it is asked of the ledger."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from asn_desktop.services import ledger, units
from asn_desktop.services.ledger import Wanted
from asn_desktop.services.ledger.totals import CIVIL_SERVANTS, IN_WORDS, STATES
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.list_screen import Asked, ListScreen

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session


def wanted(asked: Asked) -> Wanted:
    """This year unless another one is chosen."""
    chosen: dict[str, Any] = dict(asked.chosen)
    one = {name: (chosen.get(name) or (None,))[0] for name in ("year", "unit", "state")}
    return Wanted(
        year=one["year"] or date.today().year,
        text=asked.text,
        unit_id=one["unit"],
        statuses=chosen.get("status", ()),
        state=one["state"] or "",
        sort=asked.sort or "name",
        descending=asked.descending,
    )


def begin_this_year(screen: ListScreen) -> None:
    """So that the clerk sees which year is summed before the first question is asked."""
    chip = screen.chips[YEAR.name]
    chip.blockSignals(True)
    chip.choose((date.today().year,))
    chip.blockSignals(False)


def _years(session: Session) -> list[tuple[int, str]]:
    return [(year, str(year)) for year in ledger.years(session, date.today().year)]


def _units(session: Session) -> list[tuple[int, str]]:
    return [(row.id, "    " * row.depth + row.name) for row in units.tree(session)]


YEAR = FilterBy("year", "Tahun", _years, many=False)
STATUS = FilterBy("status", "Status", lambda _s: [(code, code) for code in CIVIL_SERVANTS])
UNIT = FilterBy("unit", "Perangkat daerah", _units, many=False)
STATE = FilterBy("state", "Keadaan", lambda _s: [(state, IN_WORDS[state]) for state in STATES], many=False)
ALL_OR_NOT = FilterBy(
    "state",
    "Keadaan",
    lambda _s: [("kurang", "Belum semua terpenuhi"), ("terpenuhi", "Semua terpenuhi")],
    many=False,
)
