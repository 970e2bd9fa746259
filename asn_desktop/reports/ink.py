"""Writes the operators of a page's content: text, lines, boxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from asn_desktop.reports.fonts import Extras, Face, clean, encode, face
from asn_desktop.reports.layout import Fitted, Space, fit
from asn_desktop.reports.pdf import number

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, eq=False)
class Style:
    """How a text looks. Compared by identity, which is quick.

    `colour` is 'r g b' in parts of one, `spacing` in sizes.
    """

    font: str
    colour: bytes
    align: Align = "left"
    spacing: float = 0.0


def colour(hexadecimal: str) -> bytes:
    """'#0b5c63' → b'0.043 0.361 0.388'; ValueError for anything else."""
    if len(hexadecimal) != 7 or not hexadecimal.startswith("#"):
        raise ValueError(hexadecimal)
    return b" ".join(f"{int(hexadecimal[i : i + 2], 16) / 255:.3f}".encode() for i in (1, 3, 5))


@dataclass
class Ink:
    """Turns drawing into bytes; `extras` collects the characters outside the base cuts of the file."""

    extras: Extras = field(default_factory=Extras)

    def line(self, text: str, style: Style, size: float, x: float, y: float) -> bytes:
        """One line of clean text with its baseline at y; x is the left edge, centre or right edge."""
        text = text.replace("\u00a0", " ")  # has kept its words together; readers search for a plain one
        try:
            return _plain_line(text, style, size, x, y)
        except UnicodeEncodeError:
            return _line(self.extras.runs(face(style.font), text), text, style, size, (x, y))

    def lines(self, fitted: Fitted, style: Style, x: float, y: float, leading: float) -> bytes:
        """`y` is the first baseline; `leading` in sizes."""
        step = fitted.size * leading
        return b"".join(
            self.line(text, style, fitted.size, x, y - n * step) for n, text in enumerate(fitted.lines)
        )


@lru_cache(maxsize=4096)
def _plain_line(text: str, style: Style, size: float, x: float, y: float) -> bytes:
    """A line that needs no character outside the base cut: labels and the like return on every page."""
    return _line([(face(style.font).resource, encode(text))], text, style, size, (x, y))


def _line(
    runs: list[tuple[bytes, bytes]], text: str, style: Style, size: float, at: tuple[float, float]
) -> bytes:
    x, y = at
    if style.align != "left":
        width = (face(style.font).width(text) / 1000 + style.spacing * (len(text) - 1)) * size
        x -= width / 2 if style.align == "centre" else width
    shown = b" ".join([b"/%b %b Tf(%b)Tj" % (name, number(size), _escaped(codes)) for name, codes in runs])
    if style.spacing:
        shown = b"%b Tc %b 0 Tc" % (number(style.spacing * size), shown)
    return b"BT %b rg %b %b Td %b ET\n" % (style.colour, number(x), number(y), shown)


def fitted(text: str, style: Style, space: Space) -> Fitted:
    return fit(clean(text), face(style.font), space)


def ascent(shown: Face) -> float:
    """Height of a capital letter at size 1: what the eye takes for the top of a line."""
    return float(shown.file.capHeight) / 1000


def box(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: bytes = b"",
    stroke: bytes = b"",
    line: float = 0.5,
) -> bytes:
    """A rectangle with its lower left corner at x, y."""
    paint = b"B" if fill and stroke else b"f" if fill else b"S"
    return b"q %b%b%b re %b Q\n" % (
        b"%b rg " % fill if fill else b"",
        b"%b RG %b w " % (stroke, number(line)) if stroke else b"",
        b" ".join(map(number, (x, y, width, height))),
        paint,
    )


def rule(start: tuple[float, float], end: tuple[float, float], stroke: bytes, line: float) -> bytes:
    ends = tuple(map(number, (*start, *end)))
    return b"q %b RG %b w %b %b m %b %b l S Q\n" % (stroke, number(line), *ends)


def _escaped(codes: bytes) -> bytes:
    return codes.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
