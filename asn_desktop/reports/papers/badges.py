"""Badges: name, unit, role, and a QR that the attendance screen reads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from asn_desktop.domain.papers import PaperEvent, PaperPerson
from asn_desktop.reports import ink, qr
from asn_desktop.reports.flow import Block, Heading, Pen, Section
from asn_desktop.reports.flow.blocks import Margins
from asn_desktop.reports.ink import Style, colour
from asn_desktop.reports.layout import Space
from asn_desktop.reports.page import MM
from asn_desktop.reports.papers import cards
from asn_desktop.reports.papers.common import Look, group, titles

_SIZE = (92.0, 66.0)
_WIDE, _HIGH = (n * MM for n in _SIZE)
_CUT, _BAND, _PALE = colour("#aaaaaa"), colour("#0a5059"), colour("#ffffff")
_BOLD, _PLAIN = Style("sans-bold", colour("#000000"), "centre"), Style("sans", colour("#000000"), "centre")
_ON_BAND = Style("sans-bold", _PALE, "centre")
_SMALL = Style("sans", colour("#555555"), "centre")
_QR = 19 * MM
_BELOW = 30 * MM  # for the unit and the QR
_LEADING = 1.15


def section(
    event: PaperEvent, look: Look, people: Sequence[PaperPerson] | None = None, name: str = "Tanda pengenal"
) -> Section:
    """Eight on a sheet of A4 or F4; `people` when they are not those who take part."""
    shown, whom = (event.people, "peserta") if people is None else (people, "narasumber atau panitia")
    blocks: list[Block] = [*cards.rows(shown, 2, _SIZE, partial(_card, event))]
    return Section(
        name,
        blocks or [*titles(name.upper(), event), Heading(f"Belum ada {whom}.", 10)],
        paper=look.paper,
        margins=Margins(11, 10, 16, 10),
        footer=look.footer,
    )


def _largest(name: str, wide: float, high: float) -> Space:
    """Of one, two and three lines those in which the name is largest."""
    spaces = [
        Space(wide, min(16.0, high / lines / _LEADING), 6, lines, _LEADING, paragraph=True, balanced=True)
        for lines in (1, 2, 3)
    ]
    fitted = [ink.fitted(name, _BOLD, space) for space in spaces]
    return max(zip(fitted, spaces, strict=True), key=lambda pair: (pair[0].fits, pair[0].size))[1]


def _card(event: PaperEvent, pen: Pen, one: PaperPerson, left: float, bottom: float) -> bytes:
    room = _WIDE - 6 * MM
    middle = left + _WIDE / 2
    head = Space(room, 9, 5.5, 4, 1.2, paragraph=True, balanced=True)
    lines = ink.fitted(event.training, _ON_BAND, head)
    top, band = bottom + _HIGH, max(15 * MM, len(lines.lines) * lines.size * 1.2 + 8 * MM)
    out = [
        ink.box(left, top - band, _WIDE, band, fill=_BAND),
        ink.box(left, bottom, _WIDE, _HIGH, stroke=_CUT, line=0.4),
        cards.words(pen, event.training, _ON_BAND, head, (middle, top - (band - 5 * MM) / 2 - 0.3 * MM)),
        cards.words(
            pen,
            group(event),
            Style("sans", _PALE, "centre"),
            Space(room, 7, 5),
            (middle, top - band + 2.4 * MM),
        ),
        cards.words(
            pen,
            one.name,
            _BOLD,
            _largest(one.name, room, top - band - bottom - _BELOW),
            (middle, (top - band + bottom + _BELOW) / 2),
        ),
    ]
    beside = _WIDE - _QR - 14 * MM if one.code else room
    centre = left + 3 * MM + beside / 2 if one.code else middle
    out += [
        cards.words(
            pen,
            one.unit,
            _PLAIN,
            Space(beside, 9, 6, 3, 1.2, paragraph=True, balanced=True),
            (centre, bottom + 19 * MM),
        ),
        cards.words(pen, one.role.upper(), _BOLD, Space(beside, 11, 7), (centre, bottom + 7.5 * MM)),
    ]
    if one.code:
        x = left + _WIDE - _QR - 4.5 * MM
        out.append(qr.draw(one.code, x, bottom + 8 * MM, _QR))
        out.append(
            cards.words(pen, one.code, _SMALL, Space(_QR + 4 * MM, 6, 4), (x + _QR / 2, bottom + 4 * MM))
        )
    return b"".join(out)
