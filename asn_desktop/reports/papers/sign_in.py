"""Daftar hadir: for one session with zig-zag signatures, or for several sessions on a wide sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from asn_desktop.domain import clock
from asn_desktop.domain.papers import PaperEvent, PaperPerson, PaperSession
from asn_desktop.reports.flow import Block, Column, PageBreak, Section, Table
from asn_desktop.reports.papers.common import (
    SIGN_ROW,
    ZONE,
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

Kind = Literal["sesi", "hari", "gabungan"]
Whom = Literal["peserta", "narasumber"]
_SIGN = 36.0  # mm
_FEW = 2  # columns that an upright sheet has room for
_ACROSS = 8  # columns to sign on one wide sheet
_NOON, _EVENING = "12:00", "18:00"


@dataclass(frozen=True)
class _Sign:
    """A column to sign in, below its day."""

    day: str
    title: str


def sections(event: PaperEvent, look: Look, kind: Kind = "sesi", whom: Whom = "peserta") -> list[Section]:
    """A sheet a session, a sheet a day (pagi, siang, malam), or all sessions side by side.

    Breaks are not signed for.
    """
    sessions = signed_for(event)
    if kind == "sesi":
        return [one_session(event, session, look, whom) for session in sessions]
    if kind == "gabungan":
        columns = [_Sign(day_words(s.day), f"{_times(s)}\n{s.title}") for s in sessions]
        return [_wide(event, look, whom, columns, event.span)]
    days = [list(of_day) for _, of_day in groupby(sessions, key=lambda s: s.day)]
    return [_wide(event, look, whom, _parts(of_day), day_words(of_day[0].day)) for of_day in days]


def signed_for(event: PaperEvent) -> list[PaperSession]:
    kept = [session for session in event.sessions if session.kind != "istirahat"]
    return sorted(kept, key=lambda s: (s.day, s.starts, s.ends, s.class_name))


def one_session(event: PaperEvent, session: PaperSession, look: Look, whom: Whom = "peserta") -> Section:
    day, times = day_words(session.day), _times(session)
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
        for n, one in numbered(_people(event, whom))
    ]
    return sheet(
        look,
        f"Daftar hadir {whom}: {day}, {times}",
        [
            *titles(f"DAFTAR HADIR {whom.upper()}", event),
            about(
                ("Hari/tanggal", day),
                ("Waktu", f"{times} {ZONE}"),
                ("Materi", session.title),
                ("Kelas", session.class_name),
                ("Narasumber", "; ".join(session.trainers)),
                ("Tempat", _place(event, session.room)),
            ),
            Table(columns, rows, row=SIGN_ROW, middle=True, size=8.5, empty=_empty(whom)),
        ],
    )


def _wide(event: PaperEvent, look: Look, whom: Whom, columns: Sequence[_Sign], days: str) -> Section:
    """So many columns as a hand has room for; the others follow on pages of their own."""
    blocks: list[Block] = [
        *titles(f"DAFTAR HADIR {whom.upper()}", event),
        about(("Hari/tanggal", days), ("Tempat", event.place)),
    ]
    parts = _spread(columns)
    for n, part in enumerate(parts):
        if n:
            blocks.append(PageBreak())
        blocks.append(_table(_people(event, whom), part, whom))
    return sheet(look, f"Daftar hadir {whom}: {days}", blocks, landscape=len(columns) > _FEW)


def _spread(columns: Sequence[_Sign]) -> list[list[_Sign]]:
    """A day is not divided unless it has more columns than a sheet."""
    parts: list[list[_Sign]] = [[]]
    for _, same in groupby(columns, key=lambda sign: sign.day):
        day = list(same)
        if parts[-1] and len(parts[-1]) + len(day) > _ACROSS:
            parts.append([])
        parts[-1] += day
    return [part[n : n + _ACROSS] for part in parts for n in range(0, max(len(part), 1), _ACROSS)]


def _table(people: Sequence[PaperPerson], signs: Sequence[_Sign], whom: Whom) -> Table:
    few = len(signs) <= _FEW  # then they are not made wider than a hand needs
    columns = (
        Column("No.", 9, "centre"),
        Column("Nama / NIP", 0 if few else 52),
        Column("Unit kerja", 40 if few else 30),
        *(Column(sign.title, 34 if few else 0, "centre") for sign in signs),
    )
    groups = [("", 1)] * 3 + [(day, len(list(same))) for day, same in groupby(sign.day for sign in signs)]
    rows = [(str(n), name_nip(one), one.unit, *[""] * len(signs)) for n, one in numbered(people)]
    return Table(columns, rows, groups=tuple(groups), row=SIGN_ROW, middle=True, size=8.5, empty=_empty(whom))


def _parts(sessions: Sequence[PaperSession]) -> list[_Sign]:
    """The halves of a day in which anything is held."""
    day = day_words(sessions[0].day)
    titles = ["Pagi" if s.starts < _NOON else "Siang" if s.starts < _EVENING else "Malam" for s in sessions]
    return [_Sign(day, title) for title in dict.fromkeys(titles)]


def _people(event: PaperEvent, whom: Whom) -> tuple[PaperPerson, ...]:
    return event.people if whom == "peserta" else event.trainers


def _empty(whom: Whom) -> str:
    return f"Belum ada {whom}."


def _times(session: PaperSession) -> str:
    return f"{clock.shown(session.starts)}–{clock.shown(session.ends)}"


def _place(event: PaperEvent, room: str) -> str:
    return ", ".join(dict.fromkeys(filter(None, (room, event.place))))
