"""The table of contents: dotted lines with page numbers, that are links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asn_desktop.reports.flow.pieces import LEADING, Frame, Pen, Piece, lines, style
from asn_desktop.reports.fonts import face
from asn_desktop.reports.page import MM

_NUMBER = 14 * MM
_DOTS = 2.0 * MM  # between two dots


@dataclass(frozen=True)
class Entry:
    """`number` is what the pen knows its page by."""

    text: str
    level: int
    number: int


def pieces(entries: Sequence[Entry], frame: Frame) -> list[Piece]:
    painter = _Painter(entries, frame)
    return [Piece(painter, n, height) for n, height in enumerate(painter.heights)]


class _Painter:
    head = 0.0

    def __init__(self, entries: Sequence[Entry], frame: Frame) -> None:
        self.entries, self.frame = entries, frame
        self.lefts = [(max(entry.level, 1) - 1) * 6 * MM for entry in entries]
        self.texts = [
            lines(entry.text, self._font(entry), frame.size, frame.width - left - _NUMBER)
            for entry, left in zip(entries, self.lefts, strict=True)
        ]
        self.heights = [len(text) * frame.size * LEADING + 1.2 * MM for text in self.texts]

    def _font(self, entry: Entry) -> str:
        return style(self.frame.font, entry.level == 1).font

    def paint(self, pen: Pen, shown: range, x: float, y: float) -> bytes:
        out: list[bytes] = []
        size, right = self.frame.size, x + self.frame.width
        ending = style(self.frame.font, False, "right")
        for n in shown:
            entry, left = self.entries[n], x + self.lefts[n]
            look = style(self.frame.font, entry.level == 1)
            base = y - size * 0.97
            for text in self.texts[n]:
                out.append(pen.ink.line(text, look, size, left, base))
                base -= size * LEADING
            base += size * LEADING
            place = pen.place(entry.number)
            start = left + face(look.font).width(self.texts[n][-1]) * size / 1000 + 2 * MM
            end = right - face(ending.font).width(place) * size / 1000 - 2 * MM
            out += [
                pen.ink.line(".", ending, size, right - k * _DOTS, base)
                for k in range(int((right - end) / _DOTS) + 1, int((right - start) / _DOTS))
            ]
            out.append(pen.ink.line(place, ending, size, right, base))
            pen.links.append(((x, y - self.heights[n], right, y), entry.number))
            y -= self.heights[n]
        return b"".join(out)
