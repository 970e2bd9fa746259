"""What blocks become before they are put on pages: pieces that are never cut, and who paints them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from asn_desktop.reports.flow.blocks import Font, Section
from asn_desktop.reports.fonts import clean, face
from asn_desktop.reports.ink import Align, Ink, Style, colour
from asn_desktop.reports.layout import wrap
from asn_desktop.reports.page import MM

INK, GREY, LINE, TINT = colour("#000000"), colour("#555555"), colour("#333333"), colour("#ececec")
LEADING = 1.3
SHEETS = {"A3": (297.0, 420.0), "A4": (210.0, 297.0), "F4": (215.0, 330.0)}  # upright, mm


@lru_cache(maxsize=64)
def style(font: Font, bold: bool = False, align: Align = "left", grey: bool = False) -> Style:
    """One style for equal wishes: the ink keeps lines by the identity of their style."""
    return Style(f"{font}-bold" if bold else font, GREY if grey else INK, align)


@lru_cache(maxsize=16384)
def lines(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """`text` in lines of at most `width` points; its own line breaks are kept, too long words are broken."""
    shown = face(font)
    found: list[str] = []
    for part in text.split("\n"):
        words = clean(part).strip()
        if shown.width(words) * size <= width * 1000:
            found.append(words)
        else:
            found += wrap(words, width * 1000 / size, shown.width, breaking=True)
    return tuple(found)


@dataclass(frozen=True)
class Frame:
    """The room for text on the pages of a section, in points. `first` is less high by the letterhead."""

    width: float
    height: float
    first: float
    font: Font
    size: float


@dataclass
class Pen:
    """What painting needs of the file: the ink, pictures by their bytes, and where an entry came to stand."""

    ink: Ink
    image: Callable[[bytes], bytes]  # its name in the resources of the page
    place: Callable[[int], str] = str  # entry of a table of contents → its page number
    links: list[tuple[tuple[float, float, float, float], int]] = field(default_factory=list)


class Painter(Protocol):
    """Paints the pieces `shown` below each other, all on one page."""

    head: float  # height repeated above the first of them

    def paint(self, pen: Pen, shown: range, x: float, y: float, /) -> bytes: ...


@dataclass(frozen=True)
class Piece:
    """`lead` is space above that vanishes at the top of a page, `after` space below that may hang over its
    bottom; `keep` binds it to the next piece.

    `entry` is its number in the tables of contents of its section.
    """

    painter: Painter
    index: int
    height: float
    lead: float = 0.0
    after: float = 0.0
    keep: bool = False
    breaks: bool = False
    entry: int | None = None


def sheet_size(section: Section) -> tuple[float, float]:
    """Width and height in points."""
    short, tall = SHEETS[section.paper]
    return (tall * MM, short * MM) if section.landscape else (short * MM, tall * MM)
