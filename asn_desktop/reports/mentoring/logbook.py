"""The logbook: a page to be written on by hand, and the table of the meetings that were held."""

from __future__ import annotations

from collections.abc import Sequence

from asn_desktop.domain import dates
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.papers import PaperAction, PaperMeeting, PaperOffice, PaperPair
from asn_desktop.reports.flow import Block, Column, Heading, Pairs, Paragraph, Section, Signatures, Table
from asn_desktop.reports.flow.blocks import Sheet
from asn_desktop.reports.mentoring.common import (
    NOTHING,
    kind_title,
    sheet,
    signed_by,
    titles,
    when,
    who,
)

_ROWS = 4  # of a page written by hand
_ROW = 30.0  # mm
_COACHING_ROWS = 3
_COACHING_ROW = 40.0


def blank(pair: PaperPair, office: PaperOffice, paper: Sheet = "A4") -> Section:
    """Rows to be written by hand, lying; Goal, Reality, Options and Will where it is coaching."""
    coaching = pair.kind == words.COACHING
    shared: tuple[Column, ...] = (Column("No.", 8, "centre"), Column("Tanggal, jam,\nlama (menit)", 27))
    if coaching:
        middle = (Column("Topik", 28), *(Column(title) for title in words.GROW.values()))
    else:
        middle = (Column("Topik", 36), Column("Uraian pembahasan"), Column("Hasil", 46))
    columns = (
        *shared,
        *middle,
        Column("Rencana aksi:\napa, siapa, kapan", 44),
        Column("Pertemuan\nberikutnya", 22),
        Column("Paraf\nmentor", 16),
        Column("Paraf\nmentee", 16),
    )
    count, height = (_COACHING_ROWS, _COACHING_ROW) if coaching else (_ROWS, _ROW)
    rows = [(str(n), *[""] * (len(columns) - 1)) for n in range(1, count + 1)]
    blocks = [
        *titles(f"LEMBAR LOGBOOK {kind_title(pair).upper()}", pair),
        Pairs(
            (
                ("Mentor", pair.mentor.name),
                ("Mentee", ", ".join(one.person.name for one in pair.mentees) or NOTHING),
                ("Waktu", pair.span),
            ),
            after=2,
        ),
        Table(columns, rows, size=8.5, row=height),
    ]
    return sheet(office, f"Lembar logbook {pair.title}", blocks, paper, landscape=True, letterhead=False)


def filled(pair: PaperPair, office: PaperOffice, paper: Sheet = "A4") -> Section:
    """The meetings that were held, with what was agreed."""
    blocks = [
        *titles(f"LOGBOOK {kind_title(pair).upper()}", pair),
        *who(pair),
        table(pair),
        Signatures((signed_by("Mentor,", pair.mentor),)),
    ]
    return sheet(office, f"Logbook {pair.title}", blocks, paper, landscape=True)


def table(pair: PaperPair, *, upright: bool = False) -> Table:
    several = len(pair.mentees) > 1
    columns = (
        Column("No.", 9, "centre"),
        Column("Waktu", 28),
        Column("Topik", 30 if upright else 36),
        Column("Pembahasan dan hasil"),
        Column("Tindak lanjut", 44 if upright else 62),
    )
    rows = [
        (str(n), when(one), _topic(one, several=several), _said(one), actions(one.actions))
        for n, one in enumerate(pair.meetings, 1)
    ]
    return Table(columns, rows, size=8.5, empty="Belum ada pertemuan yang terlaksana.")


def _topic(meeting: PaperMeeting, *, several: bool) -> str:
    lines = [meeting.topic or NOTHING, meeting.method]
    if several and meeting.present:
        lines.append(f"Hadir: {', '.join(meeting.present)}")
    return "\n".join(filter(None, lines))


def _said(meeting: PaperMeeting) -> str:
    lines = [meeting.discussion]
    lines += [f"{title}: {text}" for key, title in words.GROW.items() if (text := meeting.grow.get(key, ""))]
    if meeting.result:
        lines.append(f"Hasil: {meeting.result}")
    return "\n".join(filter(None, lines)) or NOTHING


def actions(found: Sequence[PaperAction]) -> str:
    """One a line: what, who, until when, and how it stands."""
    return "\n".join(f"– {line}" for line in map(_action, found)) or NOTHING


def _action(one: PaperAction) -> str:
    due = f", paling lambat {dates.short(one.due)}" if one.due else ""
    return f"{one.text} ({one.owner}{due}): {one.state.lower()}"


def summary(pair: PaperPair) -> list[Block]:
    """The logbook below a report, on the upright page."""
    return [
        Heading("Logbook", 10.5, "left", before=3, after=1),
        table(pair, upright=True),
        Paragraph(f"Jumlah: {len(pair.meetings)} pertemuan.", "left", size=9, after=0),
    ]
