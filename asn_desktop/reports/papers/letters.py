"""What letters share: their look, the list of people as an annex, the copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from asn_desktop.domain.papers import Letter, PaperPerson
from asn_desktop.reports.flow import (
    Block,
    Column,
    Gap,
    Heading,
    Numbered,
    PageBreak,
    Pairs,
    Paragraph,
    Row,
    Section,
    Signatures,
    Table,
)
from asn_desktop.reports.flow.blocks import Margins, Sheet
from asn_desktop.reports.papers.common import name_nip, numbered

MARGINS = Margins(15, 20, 20, 25)
FIRST = 12.7  # mm that the first line of a paragraph stands in
NO_NUMBER = "…" * 16  # beside place and date on one line
_RIGHT = 88  # mm where the words above an annex begin


def letter_section(letter: Letter, name: str, blocks: Sequence[Block], paper: Sheet, footer: str) -> Section:
    return Section(
        name,
        blocks,
        paper=paper,
        letterhead=letter.head,
        font=letter.font,
        size=11,
        margins=MARGINS,
        footer=footer,
    )


def number(letter: Letter) -> str:
    return letter.number or NO_NUMBER


def titled(letter: Letter, title: str) -> list[Block]:
    return [
        Heading(title, 13, underline=True, before=0, after=0.5),
        Paragraph(f"Nomor: {number(letter)}", "centre", after=5),
    ]


def said(letter: Letter, field: str) -> list[Block]:
    """A paragraph of the clerk; nothing where nothing was written."""
    text = letter.texts.get(field, "")
    return [Paragraph(text, first=FIRST)] if text else []


def copies(letter: Letter) -> list[Block]:
    items = letter.items("tembusan")
    if not items:
        return []
    return [Gap(4), Paragraph("Tembusan:", "left", size=10, after=0.5), Numbered(items)]


def annex(
    letter: Letter, of: str, title: str, people: Sequence[PaperPerson], *, grouped: bool = False
) -> list[Block]:
    """On a page of its own, with the number of the letter and signed again."""
    event = letter.event
    return [
        PageBreak(),
        Paragraph(f"Lampiran {of}", "left", left=_RIGHT, after=0),
        Pairs((("Nomor", number(letter)), ("Tanggal", letter.dated)), left=_RIGHT, after=4),
        Heading(title, 11.5, before=2, after=0.5),
        Heading(event.training.upper(), 11, before=0, after=0.5),
        Heading(f"ANGKATAN {event.angkatan} TAHUN {event.year}", 11, before=0, after=3),
        people_table(people, grouped=grouped),
        Signatures((replace(letter.signature, place_date=""),)),
    ]


def people_table(people: Sequence[PaperPerson], *, grouped: bool = False) -> Table:
    """`grouped` puts those of one perangkat daerah below its name, so that each finds whom it is to send."""
    rows: list[Row | tuple[str, ...]] = []
    agencies = dict.fromkeys(one.agency for one in people)
    if grouped and len(agencies) > 1:
        ordered = [one for agency in agencies for one in people if one.agency == agency]
    else:
        ordered, agencies = list(people), {}
    shown = None
    for n, one in numbered(ordered):
        if agencies and one.agency != shown:
            shown = one.agency
            rows.append(Row((shown or "Lainnya",), (5,), bold=True, tint=True))
        rows.append((str(n), name_nip(one), one.pangkat_golongan, one.jabatan, one.unit))
    return Table(
        (
            Column("No.", 9, "centre"),
            Column("Nama/NIP", 52),
            Column("Pangkat/golongan", 32),
            Column("Jabatan"),
            Column("Unit kerja", 34),
        ),
        rows,
        empty="Belum ada nama.",
    )
