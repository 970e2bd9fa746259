"""Daftar hadir: for one session with zig-zag signatures, or for several sessions on a wide sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from asn_desktop.domain import clock
from asn_desktop.domain.papers import PaperEvent, PaperSession
from asn_desktop.reports.flow import Block, Column, PageBreak, Section, Table
from asn_desktop.reports.papers.common import (
    DOTS,
    SIGN_ROW,
    Look,
    about,
    day_words,
    name_nip,
    numbered,
    rank,
    sheet,
    titles,
    zigzag,
    zigzag_cells,
)

Kind = Literal["hari", "gabungan"]
TITLE = "DAFTAR HADIR PESERTA"
NOBODY = "Belum ada peserta."
_SIGN = 36.0  # mm
_FEW = 2  # columns that an upright sheet has room for
_ACROSS = 8  # columns to sign on one wide sheet
_ROOMY = 4  # so many, and rank and post have room beside them
_WIDTHS = {1: 50.0, 2: 40.0, 3: 32.0, 4: 26.0}  # mm of a column to sign in, by how many there are
_ALL = 195  # mm of all of them together, where there are more
_NOON, _EVENING = "12:00", "18:00"


@dataclass(frozen=True)
class _Sign:
    """A column to sign in, below its day."""

    day: str
    title: str


def by_session(event: PaperEvent, look: Look) -> list[Section]:
    """A sheet a session. Breaks are not signed for; without a schedule day and hour are left open."""
    sessions = signed_for(event)
    return [one_session(event, session, look) for session in sessions] or [one_session(event, None, look)]


def wide(event: PaperEvent, look: Look, kind: Kind = "hari", *, upright: bool = False) -> list[Section]:
    """A sheet a day (pagi, siang, malam), or all sessions side by side; `upright` while they have room."""
    sessions = signed_for(event)
    if not sessions:
        return [_wide(event, look, [_Sign(DOTS, "Pagi"), _Sign(DOTS, "Siang")], DOTS, upright=upright)]
    if kind == "gabungan":
        columns = [_Sign(day_words(s.day), f"{_times(s)}\n{s.title}") for s in sessions]
        return [_wide(event, look, columns, event.span, upright=upright)]
    days = [list(of_day) for _, of_day in groupby(sessions, key=lambda s: s.day)]
    return [_wide(event, look, _parts(of_day), day_words(of_day[0].day), upright=upright) for of_day in days]


def signed_for(event: PaperEvent) -> list[PaperSession]:
    kept = [session for session in event.sessions if session.kind != "istirahat"]
    return sorted(kept, key=lambda s: (s.day, s.starts, s.ends, s.class_name))


def one_session(event: PaperEvent, session: PaperSession | None, look: Look) -> Section:
    columns = (
        Column("No.", 9, "centre"),
        Column("Nama / NIP"),
        Column("Pangkat/gol.", 26),
        Column("Jabatan", 31),
        Column("Unit kerja", 31),
        *zigzag(_SIGN),
    )
    rows = [
        (str(n), name_nip(one), rank(one), one.jabatan, one.unit, *zigzag_cells(n, _SIGN))
        for n, one in numbered(event.people)
    ]
    table = Table(columns, rows, row=SIGN_ROW, middle=True, size=8.5, empty=NOBODY)
    if session is None:
        open_lines = [(name, DOTS) for name in ("Hari/tanggal", "Waktu", "Materi", "Narasumber")]
        lines = about(*open_lines, ("Tempat", event.place or DOTS))
        return sheet(look, "Daftar hadir peserta", [*titles(TITLE, event), lines, table])
    day, times = day_words(session.day), _times(session)
    lines = about(
        ("Hari/tanggal", day),
        ("Waktu", f"{times} {event.zone}"),
        ("Materi", session.title),
        ("Kelas", session.class_name),
        ("Narasumber", "; ".join(session.trainers)),
        ("Tempat", _place(event, session.room)),
    )
    return sheet(look, f"Daftar hadir peserta: {day}, {times}", [*titles(TITLE, event), lines, table])


def _wide(event: PaperEvent, look: Look, columns: Sequence[_Sign], days: str, *, upright: bool) -> Section:
    """So many columns as a hand has room for; the others follow on pages of their own."""
    upright = upright and len(columns) <= _FEW
    blocks: list[Block] = [
        *titles(TITLE, event),
        about(("Hari/tanggal", days), ("Tempat", event.place)),
    ]
    parts = _spread(columns)
    for n, part in enumerate(parts):
        if n:
            blocks.append(PageBreak())
        blocks.append(_table(event, part, upright=upright))
    return sheet(look, f"Daftar hadir peserta: {days}", blocks, landscape=not upright)


def _spread(columns: Sequence[_Sign]) -> list[list[_Sign]]:
    """A day is not divided unless it has more columns than a sheet."""
    parts: list[list[_Sign]] = [[]]
    for _, same in groupby(columns, key=lambda sign: sign.day):
        day = list(same)
        if parts[-1] and len(parts[-1]) + len(day) > _ACROSS:
            parts.append([])
        parts[-1] += day
    return [part[n : n + _ACROSS] for part in parts for n in range(0, max(len(part), 1), _ACROSS)]


def _table(event: PaperEvent, signs: Sequence[_Sign], *, upright: bool) -> Table:
    """Columns to sign in are as wide as a hand needs; few leave room to tell more of the person, of many the
    unit stands below the name."""
    few = len(signs) <= _ROOMY
    if few:
        whom = () if upright else (Column("Pangkat/gol.", 27), Column("Jabatan", 40))
        told = (Column("Nama / NIP"), *whom, Column("Unit kerja", 40))
        width = 34.0 if upright else _WIDTHS[len(signs)]
    else:
        told = (Column("Nama / NIP / Unit kerja"),)
        width = _ALL / len(signs)
    columns = (Column("No.", 9, "centre"), *told, *(Column(sign.title, width, "centre") for sign in signs))
    groups = [("", 1)] * (1 + len(told))
    groups += [(day, len(list(same))) for day, same in groupby(sign.day for sign in signs)]
    rows = []
    for n, one in numbered(event.people):
        if few:
            cells = (name_nip(one), *(() if upright else (rank(one), one.jabatan)), one.unit)
        else:
            cells = ("\n".join(filter(None, (name_nip(one), one.unit))),)
        rows.append((str(n), *cells, *[""] * len(signs)))
    size = 8.5 if few else 7.5
    return Table(columns, rows, groups=tuple(groups), row=SIGN_ROW, middle=True, size=size, empty=NOBODY)


def _parts(sessions: Sequence[PaperSession]) -> list[_Sign]:
    """The halves of a day in which anything is held."""
    day = day_words(sessions[0].day)
    titles = ["Pagi" if s.starts < _NOON else "Siang" if s.starts < _EVENING else "Malam" for s in sessions]
    return [_Sign(day, title) for title in dict.fromkeys(titles)]


def _times(session: PaperSession) -> str:
    return f"{clock.shown(session.starts)}–{clock.shown(session.ends)}"


def _place(event: PaperEvent, room: str) -> str:
    if room in event.place.split(", "):  # the place of an event begins with its room
        return event.place
    return ", ".join(filter(None, (room, event.place)))
