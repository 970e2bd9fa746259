"""Headings, paragraphs, lists and `label : value`: all of them lines of fragments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from asn_desktop.reports import ink
from asn_desktop.reports.flow.blocks import Heading, Numbered, Pairs, Paragraph, Text
from asn_desktop.reports.flow.pieces import INK, LEADING, Frame, Pen, Piece, lines, style
from asn_desktop.reports.fonts import clean, face
from asn_desktop.reports.ink import Style
from asn_desktop.reports.page import MM
from asn_desktop.reports.pdf import number

_COLON = 3.5 * MM  # from the colon to the value


@dataclass(frozen=True)
class Fragment:
    """`x` from the left edge of the text; `stretch` points are added to every blank."""

    text: str
    style: Style
    size: float
    x: float
    stretch: float = 0.0
    underline: bool = False


@dataclass(frozen=True)
class Line:
    fragments: tuple[Fragment, ...]
    height: float
    lead: float = 0.0
    keep: bool = False
    after: float = 0.0


class Lines:
    """The painter of them."""

    head = 0.0

    def __init__(self, content: Sequence[Line]) -> None:
        self.content = content

    def paint(self, pen: Pen, shown: range, x: float, y: float) -> bytes:
        out: list[bytes] = []
        for n in shown:
            line = self.content[n]
            y -= line.lead if n > shown.start else 0
            out += [_fragment(pen, part, x, y - line.height / LEADING * 0.97) for part in line.fragments]
            y -= line.height + line.after
        return b"".join(out)


def _fragment(pen: Pen, part: Fragment, x: float, y: float) -> bytes:
    shown = pen.ink.line(part.text, part.style, part.size, x + part.x, y)
    if part.stretch:
        shown = b"%b Tw %b0 Tw\n" % (number(part.stretch), shown)
    if part.underline:
        wide = face(part.style.font).width(part.text) * part.size / 1000
        left = x + part.x - {"left": 0.0, "centre": wide / 2, "right": wide}[part.style.align]
        shown += ink.rule((left, y - 1.6), (left + wide, y - 1.6), INK, part.size / 16)
    return shown


def pieces(block: Text, frame: Frame, entry: int | None = None) -> list[Piece]:
    content = content_of(block, frame)
    painter = Lines(content)
    return [
        Piece(painter, n, line.height, line.lead, line.after, line.keep, entry=None if n else entry)
        for n, line in enumerate(content)
    ]


def content_of(block: Text, frame: Frame) -> list[Line]:
    match block:
        case Heading():
            return _heading(block, frame)
        case Paragraph():
            return _paragraph(block, frame)
        case Numbered():
            return _numbered(block, frame)
        case Pairs():
            return _pairs(block, frame)


def _heading(block: Heading, frame: Frame) -> list[Line]:
    shown = style(frame.font, True, block.align)
    x = {"left": 0.0, "centre": frame.width / 2, "right": frame.width}[block.align]
    content = [
        Line((Fragment(text, shown, block.size, x, underline=block.underline),), block.size * LEADING)
        for text in lines(block.text, shown.font, block.size, frame.width)
    ]
    return _spaced([replace(line, keep=True) for line in content], block.before, block.after)


def _paragraph(block: Paragraph, frame: Frame) -> list[Line]:
    size = block.size or frame.size
    found: list[Line] = []
    for part in block.text.split("\n"):
        found += _set(part, frame, size, block)
    return _spaced(found, 0, block.after)


def _set(text: str, frame: Frame, size: float, block: Paragraph) -> list[Line]:
    """One paragraph, its first and last two lines held together."""
    left, indent = block.left * MM, block.first * MM
    room = frame.width - left
    shown = style(frame.font, block.bold, "left" if block.align == "justify" else block.align)
    texts = _indented(text, shown.font, size, room, indent) if indent else lines(text, shown.font, size, room)
    found: list[Line] = []
    last = len(texts) - 1
    for n, line in enumerate(texts):
        start = left if n or not indent else left + indent
        stretch = 0.0
        if block.align == "justify" and n < last:
            stretch = _stretch(line, shown.font, size, frame.width - start)
        at = {"left": start, "centre": left + room / 2, "right": frame.width}[shown.align]
        keep = len(texts) > 1 and n in (0, last - 1)
        found.append(Line((Fragment(line, shown, size, at, stretch),), size * LEADING, keep=keep))
    return found


def _indented(text: str, font: str, size: float, room: float, indent: float) -> tuple[str, ...]:
    """The first line is shorter by the indent: it is set as if a word as wide as that stood before."""
    first = lines(text, font, size, room - indent)[:1]
    rest = clean(text).strip()[len(first[0]) :].strip()
    return first + (lines(rest, font, size, room) if rest else ())


def _stretch(line: str, font: str, size: float, room: float) -> float:
    blanks = line.count(" ")
    missing = room - face(font).width(line) * size / 1000
    return missing / blanks if blanks and 0 < missing < blanks * size else 0.0


def _numbered(block: Numbered, frame: Frame) -> list[Line]:
    marks = [_mark(block.marks, n) for n in range(len(block.items))]
    shown = style(frame.font)
    widest = max((face(shown.font).width(mark) for mark in marks), default=0) * frame.size / 1000
    left = block.left * MM
    hang = (left + max(widest + 1.5 * MM, 6 * MM)) / MM
    found: list[Line] = []
    for mark, item in zip(marks, block.items, strict=True):
        content = content_of(Paragraph(item, left=hang, after=0.5), frame)
        found += _with(Fragment(mark, shown, frame.size, left), content)
    return _spaced(found, 0, block.after)


def _mark(kind: str, n: int) -> str:
    if kind[:1] == "1":
        return f"{n + 1}{kind[1:]}"
    if kind[:1] == "a":
        letters = chr(97 + n % 26)
        return f"{letters * (n // 26 + 1)}{kind[1:]}"
    return kind


def _pairs(block: Pairs, frame: Frame) -> list[Line]:
    shown = style(frame.font, block.bold)
    left = block.left * MM
    wide = block.label * MM or _widest((label for label, _ in block.rows), shown.font, frame.size) + 3 * MM
    colon = left + wide
    found: list[Line] = []
    for label, value in block.rows:
        inner = replace(frame, width=frame.width - colon - _COLON)
        content = _value(value, inner, block, reserved=bool(block.right) and not found)
        content = [
            replace(line, fragments=tuple(replace(f, x=f.x + colon + _COLON) for f in line.fragments))
            for line in content
        ]
        labels = lines(label, shown.font, frame.size, wide - 1 * MM) if label else ("",)
        content += [Line((), frame.size * LEADING) for _ in range(len(labels) - len(content))]
        for n, text in enumerate(labels):
            content[n] = _with(Fragment(text, shown, frame.size, left), [content[n]])[0]
        if label:
            content = _with(Fragment(":", shown, frame.size, colon), content)
        found += content
    if block.right:
        dated = Fragment(clean(block.right), style(frame.font, False, "right"), frame.size, frame.width)
        found = _with(dated, found)
    return _spaced(found, 0, block.after)


def _value(value: str | tuple[Text, ...], frame: Frame, block: Pairs, *, reserved: bool) -> list[Line]:
    """`reserved` leaves room for what stands at the right edge."""
    if isinstance(value, str):
        taken = face(frame.font).width(clean(block.right)) * frame.size / 1000 + 4 * MM if reserved else 0.0
        narrow = replace(frame, width=max(frame.width - taken, 20 * MM))
        return content_of(Paragraph(value, "left", bold=block.bold, after=0.4), narrow)
    return [line for part in value for line in content_of(part, frame)] or [Line((), frame.size * LEADING)]


def _widest(texts: Iterable[str], font: str, size: float) -> float:
    return max((face(font).width(clean(text)) for text in texts), default=0) * size / 1000


def _with(fragment: Fragment, content: list[Line]) -> list[Line]:
    """The fragment on the first line."""
    first, *rest = content
    return [replace(first, fragments=(fragment, *first.fragments)), *rest]


def _spaced(content: list[Line], before: float, after: float) -> list[Line]:
    if not content:
        return content
    content[0] = replace(content[0], lead=content[0].lead + before * MM)
    content[-1] = replace(content[-1], after=content[-1].after + after * MM)
    return content
