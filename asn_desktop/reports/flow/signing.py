"""Signature blocks: side by side, one piece that no page break can tear."""

from __future__ import annotations

from collections.abc import Sequence

from asn_desktop.domain.papers import Signature
from asn_desktop.reports.flow.blocks import Signatures
from asn_desktop.reports.flow.pieces import LEADING, Frame, Pen, Piece, lines, style
from asn_desktop.reports.page import MM

_WIDEST = 78 * MM
_BETWEEN = 8 * MM
BOUND = 2  # pieces before the block that go to its page with it


def pieces(block: Signatures, frame: Frame) -> list[Piece]:
    painter = _Painter(block, frame)
    return [Piece(painter, 0, painter.height, lead=block.before * MM)]


class _Painter:
    """Titles begin at one height, names stand at one height."""

    head = 0.0

    def __init__(self, block: Signatures, frame: Frame) -> None:
        count = max(len(block.blocks), 2)
        self.width = min(_WIDEST, (frame.width - _BETWEEN * (count - 1)) / count)
        self.frame, self.room = frame, block.room * MM
        step = (frame.width - self.width) / (count - 1)
        places = [n * step for n in range(count)][-len(block.blocks) :] if block.blocks else []
        self.dated = any(one and one.place_date for one in block.blocks)
        self.blocks = [
            (at, self._above(one), self._below(one))
            for at, one in zip(places, block.blocks, strict=True)
            if one
        ]
        self.above = max((len(above) for _, above, _ in self.blocks), default=0) * self._line
        below = max((len(below) for _, _, below in self.blocks), default=0) * self._line
        self.height = self.above + self.room + below if self.blocks else 0.0

    @property
    def _line(self) -> float:
        return self.frame.size * LEADING

    def _wrapped(self, text: str, bold: bool = False) -> list[tuple[str, bool]]:
        font = f"{self.frame.font}-bold" if bold else self.frame.font
        return [(line, bold) for line in lines(text, font, self.frame.size, self.width)]

    def _above(self, one: Signature) -> list[tuple[str, bool]]:
        found = self._wrapped(one.place_date) if one.place_date else [("", False)] * self.dated
        for title in one.title:
            found += self._wrapped(title)
        return found

    def _below(self, one: Signature) -> list[tuple[str, bool]]:
        found = self._wrapped(one.name, bold=True)
        if one.pangkat:
            found += self._wrapped(one.pangkat)
        return found + (self._wrapped(f"NIP. {one.nip}") if one.nip else [])

    def paint(self, pen: Pen, _shown: range, x: float, y: float) -> bytes:
        out: list[bytes] = []
        for at, above, below in self.blocks:
            out += self._texts(pen, above, x + at, y)
            out += self._texts(pen, below, x + at, y - self.above - self.room)
        return b"".join(out)

    def _texts(self, pen: Pen, texts: Sequence[tuple[str, bool]], x: float, y: float) -> list[bytes]:
        size = self.frame.size
        return [
            pen.ink.line(text, style(self.frame.font, bold), size, x, y - n * self._line - size * 0.97)
            for n, (text, bold) in enumerate(texts)
            if text
        ]
