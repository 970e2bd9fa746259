"""The frames of a certificate: guilloche bands, rosettes and lines, drawn once for a file."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from asn_desktop.reports.page import LANDSCAPE, MM
from asn_desktop.reports.pdf import number

WIDTH, HEIGHT = (n * MM for n in LANDSCAPE["A4"])
_OUTER, _INNER = 6.2 * MM, 12.0 * MM  # edges of the guilloche band
_STRANDS = 7
_PERIOD = 10.0 * MM


def frame(kind: str, colours: Mapping[str, bytes]) -> tuple[bytes, dict[str, bytes]]:
    """(content, forms it calls by name). Repeated shapes are forms, so the art stays small without zlib."""
    main, gold, pale = colours["utama"], colours["emas"], colours["pucat"]
    if kind == "guilloche":
        forms = {"Wave": _wave(main, gold), "Petal": _petal(pale), "Knot": _knot(main, gold)}
        return _rosette() + _lines(main, gold) + _band() + _corners(), forms
    if kind == "garis":
        return _lines(main, gold), {}
    return b"", {}


def _path(points: list[tuple[float, float]], tangents: list[tuple[float, float]]) -> bytes:
    """A smooth curve through `points`: cubic pieces from point and tangent (Hermite)."""
    out = [b"%b %b m" % (number(points[0][0]), number(points[0][1]))]
    for (a, b), (da, db) in zip(pairwise(points), pairwise(tangents), strict=True):
        c = (a[0] + da[0] / 3, a[1] + da[1] / 3, b[0] - db[0] / 3, b[1] - db[1] / 3, *b)
        out.append(b" ".join(map(number, c)) + b" c")
    return b"\n".join(out) + b"\nS\n"


def _wave(main: bytes, gold: bytes) -> bytes:
    """One period of the band along x, its middle on the x axis."""
    half = (_INNER - _OUTER) / 2 - 0.9 * MM
    out = [b"0.35 w %b RG\n" % main]
    for strand in range(_STRANDS):
        if strand == _STRANDS - 2:
            out.append(b"%b RG\n" % gold)
        phase = 2 * math.pi * strand / _STRANDS
        swell = 0.55 + 0.45 * strand / (_STRANDS - 1)
        steps = 8
        points, tangents = [], []
        for n in range(steps + 1):
            t = 2 * math.pi * n / steps
            points.append((_PERIOD * n / steps, half * swell * math.sin(t + phase)))
            tangents.append((_PERIOD / steps, half * swell * math.cos(t + phase) * 2 * math.pi / steps))
        out.append(_path(points, tangents))
    return b"".join(out)


def _band() -> bytes:
    """The wave around the page, an exact number of periods a side."""
    middle = (_OUTER + _INNER) / 2
    out = []
    for length, turn in ((WIDTH, 0), (HEIGHT, 1), (WIDTH, 2), (HEIGHT, 3)):
        room = length - 2 * _INNER
        count = round(room / _PERIOD)
        stretch = room / count / _PERIOD
        x, y = [
            (_INNER, middle),
            (WIDTH - middle, _INNER),
            (WIDTH - _INNER, HEIGHT - middle),
            (middle, HEIGHT - _INNER),
        ][turn]
        dx, dy = [(1, 0), (0, 1), (-1, 0), (0, -1)][turn]
        for n in range(count):
            at = n * room / count
            out.append(
                b"q %b %b %b %b %b %b cm/Wave Do Q\n"
                % tuple(
                    map(number, (dx * stretch, dy * stretch, -dy, dx, x + dx * at, y + dy * at)),
                )
            )
    return b"".join(out)


def _lines(main: bytes, gold: bytes) -> bytes:
    out = []
    for inset, colour, width in (
        (_OUTER - 1.1 * MM, gold, 0.6),
        (_OUTER, main, 1.6),
        (_INNER, main, 0.9),
        (_INNER + 1.0 * MM, gold, 0.6),
    ):
        box = (inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)
        out.append(b"%b RG %b w %b re S\n" % (colour, number(width), b" ".join(map(number, box))))
    return b"".join(out)


def _knot(main: bytes, gold: bytes) -> bytes:
    """A corner piece around the origin: a white square with a small rose of curves."""
    half = (_INNER - _OUTER) / 2
    box = b"%b %b %b %b re" % (number(-half), number(-half), number(2 * half), number(2 * half))
    out = [b"1 g %b f\n%b RG 0.9 w %b S\n" % (box, main, box)]
    for petals, size, colour in ((8, 0.86, main), (8, 0.55, gold)):
        out.append(b"%b RG 0.4 w\n" % colour)
        out.append(_rose(half * size, petals))
    return b"".join(out)


def _rose(size: float, petals: int) -> bytes:
    """r = size * (0.72 + 0.28 cos(petals t)), twice, the second turned by half a petal."""
    out = []
    for turn in (0.0, math.pi / petals):
        points, tangents = [], []
        steps = petals * 4
        for n in range(steps + 1):
            t = 2 * math.pi * n / steps
            r = size * (0.66 + 0.34 * math.cos(petals * (t + turn)))
            dr = -size * 0.34 * petals * math.sin(petals * (t + turn))
            points.append((r * math.cos(t), r * math.sin(t)))
            scale = 2 * math.pi / steps
            tangents.append(
                ((dr * math.cos(t) - r * math.sin(t)) * scale, (dr * math.sin(t) + r * math.cos(t)) * scale)
            )
        out.append(_path(points, tangents))
    return b"".join(out)


def _corners() -> bytes:
    middle = (_OUTER + _INNER) / 2
    return b"".join(
        b"q 1 0 0 1 %b %b cm/Knot Do Q\n" % (number(x), number(y))
        for x in (middle, WIDTH - middle)
        for y in (middle, HEIGHT - middle)
    )


def _petal(pale: bytes) -> bytes:
    """One closed curve of the rosette behind the text."""
    far, wide = 74 * MM, 30 * MM
    points = [(10 * MM, 0.0), (42 * MM, wide / 2), (far, 0.0), (42 * MM, -wide / 2), (10 * MM, 0.0)]
    tangents = [(0, wide), (60 * MM, 0), (0, -wide), (-60 * MM, 0), (0, wide)]
    return b"0.45 w %b RG\n" % pale + _path(points, [(float(a), float(b)) for a, b in tangents])


def _rosette() -> bytes:
    out = []
    count = 36
    for n in range(count):
        a = 2 * math.pi * n / count
        turn = [
            f"{round(v, 4) + 0.0:.4f}".encode() for v in (math.cos(a), math.sin(a), -math.sin(a), math.cos(a))
        ]
        out.append(b"q %b %b %b cm/Petal Do Q\n" % (b" ".join(turn), number(WIDTH / 2), number(HEIGHT / 2)))
    return b"".join(out)
