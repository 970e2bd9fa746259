"""What the papers of mentoring share: titles, who meets whom, numbers and levels in words."""

from __future__ import annotations

from collections.abc import Sequence

from asn_desktop.domain import clock, dates
from asn_desktop.domain.marks import shown
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.papers import PaperMeeting, PaperOffice, PaperPair
from asn_desktop.domain.papers import PaperPerson, Signature
from asn_desktop.reports.flow import Block, Column, Heading, Pairs, Section, Table
from asn_desktop.reports.flow.blocks import Font, Margins, Sheet
from asn_desktop.reports.papers.common import name_nip

MARGINS = Margins(15, 15, 16, 20)
NOTHING = "–"
DOTS = "…" * 12


def titles(name: str, pair: PaperPair) -> list[Block]:
    return [
        Heading(name, 13, before=0, after=0.5),
        Heading(pair.programme.upper(), 11, before=0, after=4),
    ]


def kind_title(pair: PaperPair) -> str:
    return words.KINDS.get(pair.kind, words.KINDS[words.MENTORING])


def who(pair: PaperPair, *more: tuple[str, str]) -> list[Block]:
    """A line each: mentor, mentees, time, state, and `more`."""
    names = ", ".join(one.person.name for one in pair.mentees) or NOTHING
    rows = [
        ("Mentor", f"{pair.mentor.name}{_behind(pair.mentor)}"),
        ("Mentee", names),
        ("Waktu", pair.span),
    ]
    if pair.state:
        rows.append(("Keadaan", pair.state + (f": {pair.stop_reason}" if pair.stop_reason else "")))
    return [Pairs((*rows, *more), after=2)]


def _behind(person: PaperPerson) -> str:
    return ", ".join(["", *filter(None, (person.jabatan, person.unit))])


def person_rows(person: PaperPerson | None) -> tuple[tuple[str, str], ...]:
    """Lines to be filled in by hand where nobody is named."""
    one = person or PaperPerson(0, DOTS * 2)
    return (
        ("Nama", one.name),
        ("NIP", one.nip or NOTHING if person else DOTS * 2),
        ("Pangkat/golongan", one.pangkat_golongan or NOTHING if person else DOTS * 2),
        ("Jabatan", one.jabatan or NOTHING if person else DOTS * 2),
        ("Unit kerja", one.unit or NOTHING if person else DOTS * 2),
    )


def signed_by(title: str, person: PaperPerson | None, place_date: str = "") -> Signature:
    one = person or PaperPerson(0, DOTS * 2)
    return Signature((title,), one.name, one.pangkat_golongan, one.nip, place_date)


def number(value: float | None, unit: str = "") -> str:
    """`12,5 berkas`; a dash for what is unknown."""
    if value is None:
        return NOTHING
    return f"{shown(value)} {unit}".strip()


def level(value: int | None) -> str:
    return NOTHING if value is None else str(value)


def hours(minutes: int) -> str:
    """`6 jam 30 menit`"""
    whole, rest = divmod(minutes, 60)
    parts = ([f"{whole} jam"] if whole else []) + ([f"{rest} menit"] if rest or not whole else [])
    return " ".join(parts)


def when(meeting: PaperMeeting) -> str:
    """Day, hour, length and JP below each other."""
    lines = [dates.long(meeting.day)]
    if meeting.starts:
        lines.append(f"pukul {clock.shown(meeting.starts)}")
    lines += [f"{meeting.minutes} menit", *([meeting.credit] if meeting.credit else [])]
    return "\n".join(lines)


def sheet(
    office: PaperOffice,
    name: str,
    blocks: Sequence[Block],
    paper: Sheet = "A4",
    *,
    landscape: bool = False,
    letterhead: bool = True,
    font: Font = "sans",
    size: float = 10,
    footer: str = "",
) -> Section:
    return Section(
        name,
        blocks,
        paper=paper,
        landscape=landscape,
        letterhead=office.head if letterhead else None,
        font=font,
        size=size,
        margins=MARGINS,
        footer=" · ".join(filter(None, (footer, office.footer))),
    )


def people_table(pair: PaperPair) -> Table:
    """The mentees of a group with their superiors."""
    rows = [
        (
            str(n),
            name_nip(one.person),
            one.person.pangkat_golongan,
            "\n".join(filter(None, (one.person.jabatan, one.person.unit))),
            name_nip(one.superior) if one.superior else DOTS,
        )
        for n, one in enumerate(pair.mentees, 1)
    ]
    return Table(
        (
            Column("No.", 9, "centre"),
            Column("Nama/NIP", 50),
            Column("Pangkat/gol.", 28),
            Column("Jabatan dan unit kerja"),
            Column("Atasan langsung", 46),
        ),
        rows,
        size=8.5,
        empty="Belum ada mentee.",
    )
