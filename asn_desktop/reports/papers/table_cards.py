"""Name cards for the table: folded once, readable from both sides; two on a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from asn_desktop.domain.papers import PaperPerson
from asn_desktop.reports import ink
from asn_desktop.reports.flow import Block, Heading, Pen, Section
from asn_desktop.reports.flow.blocks import Margins
from asn_desktop.reports.ink import Style, colour
from asn_desktop.reports.layout import Space
from asn_desktop.reports.page import MM
from asn_desktop.reports.papers import cards
from asn_desktop.reports.papers.common import Look
from asn_desktop.reports.pdf import number

_SIZE = (190.0, 134.0)  # both faces
_WIDE, _FACE = _SIZE[0] * MM, _SIZE[1] / 2 * MM
_CUT = colour("#aaaaaa")
_NAME = Style("sans-bold", colour("#000000"), "centre")
_UNIT = Style("sans", colour("#333333"), "centre")


def section(people: Sequence[PaperPerson], look: Look) -> Section:
    blocks: list[Block] = [*cards.rows(people, 1, _SIZE, _card)]
    return Section(
        "Nama meja",
        blocks or [Heading("Belum ada peserta.", 10)],
        paper=look.paper,
        margins=Margins(10, 10, 14, 10),
        footer=look.footer,
    )


def _card(pen: Pen, one: PaperPerson, left: float, bottom: float) -> bytes:
    fold = bottom + _FACE
    turned = b"q -1 0 0 -1 %b %b cm\n" % (number(2 * left + _WIDE), number(2 * fold))
    face = _face(pen, one, left, bottom)
    return b"".join(
        (
            ink.box(left, bottom, _WIDE, 2 * _FACE, stroke=_CUT, line=0.4),
            b"q [3 3] 0 d\n" + ink.rule((left, fold), (left + _WIDE, fold), _CUT, 0.4) + b"Q\n",
            face,
            turned + face + b"Q\n",
        )
    )


def _face(pen: Pen, one: PaperPerson, left: float, bottom: float) -> bytes:
    middle, room = left + _WIDE / 2, _WIDE - 16 * MM
    name = Space(room, 38, 18, 2, 1.15, paragraph=True, balanced=True)
    unit = Space(room, 16, 9, 2, 1.2, paragraph=True, balanced=True)
    return cards.words(pen, one.name, _NAME, name, (middle, bottom + _FACE * 0.6)) + cards.words(
        pen, one.unit or one.role, _UNIT, unit, (middle, bottom + _FACE * 0.2)
    )
