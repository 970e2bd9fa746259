"""What the grid of attendance shows: people on the left, a column for each session."""

from __future__ import annotations

from collections.abc import Sequence

from asn_desktop.domain import calendar, clock, dates, nip, presence
from asn_desktop.services import attendance
from asn_desktop.services.attendance import PersonRow
from asn_desktop.services.schedule import SessionRow
from asn_desktop.ui.grid import Cells, GridColumn, Kind
from asn_desktop.ui.kit.table import Column

TONES = {"H": "good", "I": "news", "S": "warn", "T": "bad"}
KEYS = {code: code for code in presence.STATUSES} | {"A": "T"}  # A for alpa, as older lists have it
STATUS = Kind(
    presence.read,
    KEYS,
    tone=lambda text: TONES.get(text, ""),
    hint=lambda text: presence.STATUSES.get(text, "Belum diisi"),
)


def _about(row: PersonRow) -> str:
    parts = [row.name, nip.spaced(row.nip) if row.nip else "", row.nip, row.unit]
    return "\n".join(dict.fromkeys(part for part in parts if part))


def _tone(row: PersonRow) -> str:
    return {True: "", False: "bad", None: "quiet"}[row.standing.ok]


LEFT = [
    Column("No.", "position", width=3),
    Column("Nama", "name", width=29, hint=_about),
    Column("Hadir", lambda row: row.standing.words, width=18, tone=_tone),
]


def columns(held: Sequence[SessionRow]) -> list[GridColumn]:
    heads = {s.id: "\n".join(_head(s)) for s in held}
    return [GridColumn(s.id, heads[s.id], STATUS, words(s), 4 + bool(s.class_name)) for s in held]


def _head(held: SessionRow) -> list[str]:
    """Day and hour, and the class where there are several."""
    return [*attendance.title(held).split(), *([held.class_name] if held.class_name else [])]


def words(held: SessionRow) -> str:
    """`Selasa, 03-11-2026, 08.00–10.15 · Dasar-dasar` for a hint or a choice."""
    hours = f"{clock.shown(held.starts)}–{clock.shown(held.ends)}"
    parts = [
        f"{calendar.DAYS[held.day.weekday()]}, {dates.short(held.day)}, {hours}",
        held.title,
        held.class_name,
    ]
    return " · ".join(part for part in parts if part)


def said(cells: Cells, people: Sequence[PersonRow]) -> str:
    """What the history calls a change."""
    ids, values = {row for row, _ in cells}, {*cells.values()}
    who = next((p.name for p in people if p.id in ids), "") if len(ids) == 1 else f"{len(ids)} orang"
    what = (
        presence.STATUSES.get(next(iter(values)), "dikosongkan")
        if len(values) == 1
        else f"{len(cells)} isian"
    )
    return f"Kehadiran {who}: {what.lower()}"
