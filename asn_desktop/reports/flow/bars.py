"""A plain chart: lying bars with their values."""

from __future__ import annotations

from asn_desktop.reports import ink
from asn_desktop.reports.flow.blocks import Bars
from asn_desktop.reports.flow.pieces import LEADING, LINE, Frame, Pen, Piece, lines, style
from asn_desktop.reports.ink import colour
from asn_desktop.reports.page import MM

_FILL = colour("#7d9fa3")
_SIZE = 9.0
_BAR = 4.2 * MM
_VALUE = 20 * MM  # room for the value behind the longest bar


def pieces(block: Bars, frame: Frame) -> list[Piece]:
    painter = _Painter(block, frame)
    last = len(block.bars)
    return [
        Piece(
            painter,
            n,
            height,
            lead=0 if n else 2 * MM,
            after=0 if n < last else 4 * MM,
            keep=n < last,
        )
        for n, height in enumerate(painter.heights)
    ]


class _Painter:
    """Piece 0 is the title."""

    head = 0.0

    def __init__(self, block: Bars, frame: Frame) -> None:
        self.block, self.frame = block, frame
        self.label = min(block.label * MM, frame.width / 2)
        self.most = block.most or max((value for _, value in block.bars), default=0) or 1
        self.title = lines(block.title, f"{frame.font}-bold", _SIZE + 1, frame.width)
        self.labels = [lines(label, frame.font, _SIZE, self.label - 3 * MM) for label, _ in block.bars]
        rows = [max(len(text) * _SIZE * LEADING, _BAR) + 1.6 * MM for text in self.labels]
        self.heights = [len(self.title) * (_SIZE + 1) * LEADING + 1.5 * MM, *rows]

    def paint(self, pen: Pen, shown: range, x: float, y: float) -> bytes:
        out: list[bytes] = []
        font, axis, top = self.frame.font, x + self.label, None
        for n in shown:
            height = self.heights[n]
            if n == 0:
                bold = style(font, True)
                for k, text in enumerate(self.title):
                    out.append(pen.ink.line(text, bold, _SIZE + 1, x, y - (_SIZE + 1) * (0.97 + k * LEADING)))
            else:
                top = y if top is None else top
                out.append(self._bar(pen, n - 1, x, y - height / 2))
            y -= height
        if top is not None:
            out.append(ink.rule((axis, top), (axis, y), LINE, 0.6))
        return b"".join(out)

    def _bar(self, pen: Pen, n: int, x: float, middle: float) -> bytes:
        font, value = self.frame.font, self.block.bars[n][1]
        axis = x + self.label
        room = self.frame.width - self.label - _VALUE
        long = room * min(max(value / self.most, 0), 1)
        base = middle - _SIZE * 0.36
        out = [ink.box(axis, middle - _BAR / 2, long, _BAR, fill=_FILL)] if long else []
        words = f"{value:.{self.block.decimals}f}".replace(".", ",") + self.block.unit
        out.append(pen.ink.line(words, style(font), _SIZE, axis + long + 1.5 * MM, base))
        right = style(font, False, "right")
        texts = self.labels[n]
        base += (len(texts) - 1) * _SIZE * LEADING / 2
        out += [
            pen.ink.line(text, right, _SIZE, axis - 2 * MM, base - k * _SIZE * LEADING)
            for k, text in enumerate(texts)
        ]
        return b"".join(out)
