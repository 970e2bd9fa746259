"""The letterhead (kop): arms at the left, the lines of the office centred, a double rule below."""

from __future__ import annotations

from asn_desktop.domain.papers import Letterhead
from asn_desktop.reports import ink
from asn_desktop.reports.flow.blocks import Font
from asn_desktop.reports.flow.pictures import put
from asn_desktop.reports.flow.pieces import INK, Pen, style
from asn_desktop.reports.layout import Fitted, Space
from asn_desktop.reports.page import MM

_ARMS = (20 * MM, 24 * MM)
_BELOW = 6 * MM  # from the rule to the text
_SIZES = (14.0, 13.0, 12.0)
_ADDRESS = 9.0


def _fitted(head: Letterhead, font: Font, width: float) -> list[tuple[Fitted, bool, float]]:
    """Lines with whether they are bold and their leading; the arms keep their room on both sides."""
    room = width - (2 * (_ARMS[0] + 3 * MM) if head.arms else 0)
    found: list[tuple[Fitted, bool, float]] = []
    for n, text in enumerate(line for line in head.lines if line.strip()):
        size = _SIZES[min(n, len(_SIZES) - 1)]
        space = Space(room, size, 10, 2, 1.2, paragraph=True, balanced=True)
        found.append((ink.fitted(text, style(font, True), space), True, 1.25))
    if head.address.strip():
        space = Space(room, _ADDRESS, 7, 3, 1.2, paragraph=True, balanced=True)
        found.append((ink.fitted(head.address, style(font), space), False, 1.3))
    return found


def height(head: Letterhead, font: Font, width: float) -> float:
    """With the room below it, in points."""
    texts = sum(len(text.lines) * text.size * leading for text, _, leading in _fitted(head, font, width))
    body = max(texts, _ARMS[1] if head.arms else 0.0)
    return body + 2.5 * MM + _BELOW if body else 0.0


def paint(pen: Pen, head: Letterhead, font: Font, box: tuple[float, float, float]) -> bytes:
    """`box` is (left, top, width)."""
    left, top, width = box
    whole = height(head, font, width)
    if not whole:
        return b""
    texts = _fitted(head, font, width)
    bottom = top - whole + _BELOW
    used = sum(len(text.lines) * text.size * leading for text, _, leading in texts)
    y = top - (top - bottom - 2.5 * MM - used) / 2
    out: list[bytes] = []
    for text, bold, leading in texts:
        shown_as = style(font, bold, "centre")
        out.append(pen.ink.lines(text, shown_as, left + width / 2, y - text.size, leading))
        y -= len(text.lines) * text.size * leading
    if head.arms:
        out.append(put(pen, head.arms, (left, bottom + 2.5 * MM, *_ARMS)))
    out.append(ink.rule((left, bottom + 2.2), (left + width, bottom + 2.2), INK, 1.8))
    out.append(ink.rule((left, bottom), (left + width, bottom), INK, 0.6))
    return b"".join(out)
