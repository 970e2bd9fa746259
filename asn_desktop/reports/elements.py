"""Where the texts of a template's elements come to stand, once their words are known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from asn_desktop.reports import ink
from asn_desktop.reports.fonts import clean, face
from asn_desktop.reports.ink import Ink, Style
from asn_desktop.reports.layout import Fitted, Space, fit
from asn_desktop.reports.page import MM
from asn_desktop.reports.templates import Code, Identity, Item, Photo, Rule, Signature, Text

_DEPUTY = re.compile(r"^(Plt\.|Plh\.|Pj\.|Pjs\.|a\.n\.|u\.b\.|an\.|ub\.)\s+", re.IGNORECASE)
_COLON = 4 * MM  # from the colon to the value
_ROW_LINES = 2
_NEXT_LINE = 0.8  # of a row's step, for the second line of a long value
_SIGN_LEADING = 1.3
_SIGN_ROOM = 8 * MM  # the least for a signature
_QUIET = 0.08  # of the symbol's side, kept free between it and the small print


@dataclass(frozen=True)
class Placed:
    """A text that has found its place; `y` is the first baseline."""

    label: str
    text: str
    style: Style
    fitted: Fitted
    x: float
    y: float
    leading: float = 1.25

    def draw(self, pen: Ink) -> bytes:
        return pen.lines(self.fitted, self.style, self.x, self.y, self.leading)


def words(item: Item, values: Mapping[str, str]) -> tuple[str, ...]:
    """The texts of an element; equal texts make an equal picture."""
    match item:
        case Text():
            return (item.pattern.fill(values),)
        case Identity() | Signature() | Code():
            return tuple([p.fill(values) for p in item.patterns])
        case _:
            return ()


def tokens(item: Item) -> frozenset[str]:
    match item:
        case Text():
            return item.pattern.tokens
        case Identity() | Signature() | Code():
            return frozenset[str]().union(*(p.tokens for p in item.patterns))
        case _:
            return frozenset()


def place(item: Item, texts: tuple[str, ...]) -> list[Placed]:
    match item:
        case Text():
            return [place_text(item, texts[0])] if texts[0] else []
        case Identity():
            return _identity(item, texts)
        case Signature():
            return _signature(item, texts)
        case Code():
            return _small_print(item, texts)
        case _:
            return []


def decoration(item: Item) -> bytes:
    """What an element draws besides text: left out on pre-printed blanks."""
    match item:
        case Photo(box, text, style, size, line):
            frame = ink.box(box.x, box.bottom, box.width, box.height, stroke=line, line=0.5)
            rows = Fitted(size, tuple(text.split("\n")))
            y = box.bottom + box.height / 2 + (len(rows.lines) / 2 - 0.8) * size * 1.3
            return frame + Ink().lines(rows, style, box.x + box.width / 2, y, 1.3)
        case Rule(start, end, colour, width):
            return ink.rule(start, end, colour, width)
        case _:
            return b""


def place_text(item: Text, text: str) -> Placed:
    box, style = item.box, item.style
    space = Space(
        width=box.width,
        size=item.size,
        floor=item.floor,
        lines=item.lines,
        leading=item.leading,
        spacing=style.spacing,
        paragraph=item.paragraph,
        balanced=style.align == "centre",
    )
    fitted = ink.fitted(text, style, space)
    x = box.x + {"left": 0.0, "centre": 0.5, "right": 1.0}[style.align] * box.width
    capital = ink.ascent(face(style.font)) * fitted.size
    high = capital + (len(fitted.lines) - 1) * fitted.size * item.leading
    above = {"atas": 0.0, "tengah": 0.5, "bawah": 1.0}[item.vertical] * (box.height - high)
    return Placed(item.label, text, style, fitted, x, box.top - above - capital, item.leading)


@dataclass(frozen=True)
class _Row:
    """`height` in rows of one line."""

    label: Fitted
    text: str
    value: Fitted
    style: Style

    @property
    def height(self) -> float:
        return 1 + _NEXT_LINE * (len(self.value.lines) - 1)


def _identity(item: Identity, texts: tuple[str, ...]) -> list[Placed]:
    """Rows share the height of the box, but never stand further apart than `pitch`.

    All become smaller where many long ones would stand too close.
    """
    box, size = item.box, item.size
    rows, pitch = _rows(item, texts, size)
    while not _calm(rows, pitch, size) and size > item.floor:
        size = max(item.floor, size - 0.5)
        rows, pitch = _rows(item, texts, size)
    fits = _calm(rows, pitch, size)
    colon = box.x + item.label_width
    y = box.top - (box.height - pitch * sum(r.height for r in rows)) / 2 - pitch / 2 - size * 0.36
    placed: list[Placed] = []
    for row in rows:
        label = " ".join(row.label.lines)
        value = row.value if fits or len(row.value.lines) == 1 else replace(row.value, fits=False)
        placed += [
            Placed(label, "", item.label_style, row.label, box.x, y),
            Placed(label, "", item.label_style, Fitted(row.label.size, (":",)), colon, y),
            Placed(label, row.text, row.style, value, colon + _COLON, y, _NEXT_LINE * pitch / value.size),
        ]
        y -= pitch * row.height
    return placed


def _rows(item: Identity, texts: tuple[str, ...], size: float) -> tuple[list[_Row], float]:
    """The rows that have a value, and the step from one line to the next row."""
    value_space = Space(item.box.width - item.label_width - _COLON, size, item.floor, _ROW_LINES)
    label_space = Space(item.label_width - 4, size, item.floor)
    label_face = face(item.label_style.font)
    rows: list[_Row] = []
    for label, text, strong in zip(item.labels, texts, item.strong, strict=True):
        if text:
            style = item.strong_style if strong else item.value_style
            title = fit(label, label_face, label_space)
            rows.append(_Row(title, text, ink.fitted(text, style, value_space), style))
    return rows, min(item.pitch, item.box.height / max(1.0, sum([r.height for r in rows])))


def _calm(rows: list[_Row], pitch: float, size: float) -> bool:
    tallest = max([r.value.size for r in rows if len(r.value.lines) > 1], default=0.0)
    return pitch >= 1.1 * size and _NEXT_LINE * pitch >= 0.95 * tallest


def _signature(item: Signature, texts: tuple[str, ...]) -> list[Placed]:
    """The place and post hang from the top, name, rank and NIP stand on the bottom: room between."""
    box = item.box
    date, post, name, rank, nip = texts
    if not (post or name):
        return []
    top = [("tempat dan tanggal", line, item.style) for line in date.split("\n") if line]
    top += [("jabatan", line, item.style) for line in post.split("\n") if line.strip()]
    bottom = [("nama", name, item.name_style), ("pangkat", rank, item.style), ("NIP", nip, item.style)]
    deputies = [_DEPUTY.match(text) for _, text, _ in top]
    rests = [text[d.end() :] if d else text for (_, text, _), d in zip(top, deputies, strict=True)]
    # all lines of a post in one size: that of its longest
    size = min([item.size] + [_fit_row(item, rest, item.style, 2, item.size).size for rest in rests])
    placed: list[Placed] = []
    y = box.top - item.size * 0.72
    for (what, text, style), deputy, rest in zip(top, deputies, rests, strict=True):
        value = _fit_row(item, rest, style, 2, size)
        if deputy:  # the prefix stands out to the left, so that posts and name align
            before = replace(style, align="right")
            mark = Fitted(value.size, (clean(deputy.group(1)),))
            placed.append(Placed(f"{item.label}: {what}", "", before, mark, box.x - 0.3 * value.size, y))
        placed.append(Placed(f"{item.label}: {what}", text, style, value, box.x, y, _SIGN_LEADING))
        y -= item.size * _SIGN_LEADING * len(value.lines)
    signed = _signed(item, bottom)
    room = y + item.size * _SIGN_LEADING - max([p.y + item.size for p in signed], default=box.bottom)
    if room < _SIGN_ROOM:
        placed.append(Placed(f"{item.label}: jabatan", post, item.style, Fitted(size, (), False), box.x, y))
    return placed + signed


def _signed(item: Signature, rows: list[tuple[str, str, Style]]) -> list[Placed]:
    placed: list[Placed] = []
    y = item.box.bottom + item.size * 0.25
    for what, text, style in reversed(rows):
        if not text:
            continue
        value = _fit_row(item, text, style, 2 if what == "nama" else 1, item.size)
        y += (len(value.lines) - 1) * item.size * _SIGN_LEADING
        placed.append(Placed(f"{item.label}: {what}", text, style, value, item.box.x, y, _SIGN_LEADING))
        y += item.size * _SIGN_LEADING
    return placed[::-1]


def _fit_row(item: Signature, text: str, style: Style, lines: int, size: float) -> Fitted:
    return ink.fitted(text, style, Space(item.box.width, size, min(size, item.floor), lines))


def _small_print(item: Code, texts: tuple[str, ...]) -> list[Placed]:
    """Below the symbol, which is a square as wide as the box is high less the print."""
    placed: list[Placed] = []
    y = item.box.bottom + item.size * 0.3
    for text in reversed(texts):
        if text:
            fitted = ink.fitted(text, item.style, Space(item.box.width, item.size, item.size * 0.6))
            placed.append(Placed("Keterangan kode QR", text, item.style, fitted, item.box.x, y))
            y += item.size * 1.25
    return placed


def symbol_side(item: Code) -> float:
    """Room left for the QR symbol above the small print."""
    print_height = len(item.patterns) * item.size * 1.25
    return min(item.box.width, (item.box.height - print_height) / (1 + _QUIET))
