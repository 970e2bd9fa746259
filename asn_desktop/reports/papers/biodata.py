"""Biodata: what is known of each, dotted lines for the rest, a frame for the photo, a place to sign."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from asn_desktop.domain.papers import PaperEvent, PaperPerson, Signature
from asn_desktop.reports import ink
from asn_desktop.reports.flow import (
    Block,
    Drawn,
    Heading,
    PageBreak,
    Pairs,
    Pen,
    Section,
    Signatures,
    Together,
)
from asn_desktop.reports.flow.blocks import Font, Margins
from asn_desktop.reports.flow.pieces import SHEETS, style
from asn_desktop.reports.ink import colour
from asn_desktop.reports.page import MM
from asn_desktop.reports.papers.common import Look, group, titles

_MARGINS = Margins(14, 18, 14, 20)
_DOTS = "…" * 30
_PHOTO = (30 * MM, 40 * MM)
_GREY = colour("#777777")


def section(event: PaperEvent, look: Look, people: Sequence[PaperPerson] | None = None) -> Section:
    """Two on a page; `people` when they are not those who take part (trainers)."""
    blocks: list[Block] = []
    shown, whose = (event.people, "peserta") if people is None else (people, "narasumber")
    cut = Drawn(14, partial(_cut, (SHEETS[look.paper][1] - _MARGINS.top) * MM))
    for n, one in enumerate(shown):
        if n and n % 2 == 0:
            blocks.append(PageBreak())
        blocks.append(Together((*([cut] if n % 2 else []), *_one(event, one, look.font))))
    return Section(
        f"Biodata {whose}",
        blocks or [*titles(f"BIODATA {whose.upper()}", event), Heading(f"Belum ada {whose}.", 10)],
        paper=look.paper,
        font=look.font,
        size=10,
        margins=_MARGINS,
        footer=look.footer,
    )


def _one(event: PaperEvent, one: PaperPerson, font: Font) -> tuple[Block, ...]:
    rows = (
        ("Nama lengkap", one.name),
        ("NIP", one.nip),
        ("Tempat, tanggal lahir", one.birth),
        ("Jenis kelamin", one.sex),
        ("Pangkat/golongan ruang", one.pangkat_golongan),
        ("Jabatan", one.jabatan),
        ("Unit kerja", one.unit),
        ("Pendidikan terakhir", one.education),
        ("Nomor telepon/HP", one.phone),
        ("Pos-el", one.email),
        ("Alamat", one.address),
    )
    place = f"……………, …… …………… {event.year}"
    return (
        Heading(f"BIODATA {one.role.upper()}", 12, before=4, after=0),
        Heading(f"{event.training} {group(event)}", 10, before=0, after=3),
        Pairs(tuple((label, value or _DOTS) for label, value in rows), label=44, after=3),
        Drawn(0.1, partial(_frame, font)),
        Signatures((Signature((f"{one.role},",), one.name, nip=one.nip, place_date=place),), 18, 0),
    )


def _cut(first: float, _pen: Pen, left: float, top: float, width: float) -> bytes:
    """Between the two of a page; not at its top, when the second did not fit below the first."""
    if top > first - 1:
        return b""
    middle = top - 9 * MM
    return b"q [3 3] 0 d\n" + ink.rule((left, middle), (left + width, middle), _GREY, 0.4) + b"Q\n"


def _frame(font: Font, pen: Pen, left: float, top: float, _width: float) -> bytes:
    wide, high = _PHOTO
    return ink.box(left, top - high, wide, high, stroke=_GREY, line=0.5) + pen.ink.line(
        "Pasfoto 3 × 4", style(font, False, "centre", grey=True), 8, left + wide / 2, top - high / 2
    )
