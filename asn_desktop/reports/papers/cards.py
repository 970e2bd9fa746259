"""Lays cards of one size side by side on the sheets of a section, and fits words into them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from asn_desktop.domain.papers import PaperPerson
from asn_desktop.reports import ink
from asn_desktop.reports.flow import Drawn, Pen
from asn_desktop.reports.ink import Style
from asn_desktop.reports.layout import Space
from asn_desktop.reports.page import MM

Card = Callable[[Pen, PaperPerson, float, float], bytes]
"""(pen, person, left, bottom) in points."""


def rows(people: Sequence[PaperPerson], across: int, size: tuple[float, float], card: Card) -> list[Drawn]:
    """`size` of a card in mm; the cards of a row stand close to each other in the middle of the width."""
    wide, high = size[0] * MM, size[1] * MM

    def painted(some: Sequence[PaperPerson]) -> Callable[[Pen, float, float, float], bytes]:
        def paint(pen: Pen, left: float, top: float, width: float) -> bytes:
            start = left + (width - across * wide) / 2
            return b"".join(card(pen, one, start + n * wide, top - high) for n, one in enumerate(some))

        return paint

    return [Drawn(size[1], painted(people[n : n + across])) for n in range(0, len(people), across)]


def words(pen: Pen, text: str, style: Style, space: Space, at: tuple[float, float]) -> bytes:
    """Centred at `at`, which is the middle of the text in both directions; smaller where it would not fit."""
    fitted = ink.fitted(text, style, space)
    x, middle = at
    first = middle + (len(fitted.lines) - 1) * fitted.size * space.leading / 2 - fitted.size * 0.36
    return pen.ink.lines(fitted, style, x, first, space.leading)
