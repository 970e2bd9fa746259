"""Makes a text fit its box: smaller down to a floor, then on more lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from asn_desktop.reports.fonts import Face

_STEP = 0.25  # points between two tried sizes
_LAST_RESORT = 3.0  # what does not fit at the floor still stays inside its box, and problems() tells


@dataclass(frozen=True)
class Space:
    """Room for one text: `width` and sizes in points, `leading` in sizes, `spacing` in sizes."""

    width: float
    size: float
    floor: float
    lines: int = 1
    leading: float = 1.3
    spacing: float = 0.0
    paragraph: bool = False
    balanced: bool = False


@dataclass(frozen=True)
class Fitted:
    size: float
    lines: tuple[str, ...]
    fits: bool = True


def fit(text: str, face: Face, space: Space) -> Fitted:
    """A paragraph wraps first and shrinks when its lines do not suffice; other texts shrink first."""
    if not text:
        return Fitted(space.size, ())
    whole = _advance(text, face, space)
    if whole * space.size <= space.width:
        return Fitted(space.size, (text,))
    if not space.paragraph and whole * space.floor <= space.width:
        steps = int((space.size - space.width / whole) / _STEP) + 1
        return Fitted(max(space.floor, space.size - steps * _STEP), (text,))
    size = space.size
    while size >= space.floor and space.lines > 1:
        lines = wrap(text, space.width / size, lambda t: _advance(t, face, space))
        if len(lines) <= space.lines and _fits(lines, face, space, size):
            return Fitted(size, _balance(text, lines, face, space, size) if space.balanced else lines)
        size -= _STEP
    return _squeezed(text, face, space)


def _advance(text: str, face: Face, space: Space) -> float:
    """Width at size 1."""
    return face.width(text) / 1000 + space.spacing * len(text)


def _fits(lines: tuple[str, ...], face: Face, space: Space, size: float) -> bool:
    return all(_advance(line, face, space) * size <= space.width for line in lines)


def _squeezed(text: str, face: Face, space: Space) -> Fitted:
    size = space.floor
    while size > _LAST_RESORT:
        size -= _STEP
        lines = wrap(text, space.width / size, lambda t: _advance(t, face, space), breaking=True)
        if len(lines) <= space.lines:
            return Fitted(size, lines, fits=False)
    lines = wrap(text, space.width / size, lambda t: _advance(t, face, space), breaking=True)
    return Fitted(size, lines, fits=False)


def wrap(
    text: str, width: float, measure: Callable[[str], float], *, breaking: bool = False
) -> tuple[str, ...]:
    """Greedy lines. A word wider than the line stays whole unless `breaking`."""
    blank = measure(" ")
    lines: list[str] = []
    line, used = "", 0.0
    for word in text.split(" "):
        wide = measure(word)
        if line and used + blank + wide <= width:
            line, used = f"{line} {word}", used + blank + wide
            continue
        if line:
            lines.append(line)
        line, used = word, wide
        if breaking and used > width:
            *whole, line = _broken(word, width, measure)
            lines += whole
            used = measure(line)
    lines.append(line)
    return tuple(lines)


def _broken(word: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """A word without blanks in pieces that fit; the last may be shorter."""
    pieces, start, used = [], 0, 0.0
    for at, character in enumerate(word):
        wide = measure(character)
        if at > start and used + wide > width:
            pieces.append(word[start:at])
            start, used = at, 0.0
        used += wide
    return [*pieces, word[start:]]


def _balance(text: str, lines: tuple[str, ...], face: Face, space: Space, size: float) -> tuple[str, ...]:
    """As many lines, but of like length: centred text looks calm that way."""
    wide = space.width / size
    narrow = wide / len(lines)
    best = lines
    for _ in range(8):
        middle = (wide + narrow) / 2
        tried = wrap(text, middle, lambda t: _advance(t, face, space))
        if len(tried) == len(lines) and _fits(tried, face, space, size):
            best, wide = tried, middle
        else:
            narrow = middle
    return best
