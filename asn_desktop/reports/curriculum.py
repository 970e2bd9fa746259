"""The table of subjects on the back of a certificate, over as many pages as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from asn_desktop.domain.certificates import Subject
from asn_desktop.reports import ink
from asn_desktop.reports.elements import Placed
from asn_desktop.reports.ink import Ink, Style
from asn_desktop.reports.layout import Fitted, Space
from asn_desktop.reports.page import MM
from asn_desktop.reports.templates import Table

_PAD = 2.2 * MM
_LINES = 3
_NEXT_LINE = 0.72  # of a row's height, for each further line of a long name
_ON_LAST = 3  # rows at least beside the total on a last page


@dataclass(frozen=True)
class Row:
    """`units` is its height in rows of one line."""

    kind: str
    number: str
    name: str
    hours: str
    fitted: Fitted

    @property
    def units(self) -> float:
        return 1 + _NEXT_LINE * (len(self.fitted.lines) - 1)


def rows(table: Table, curriculum: Sequence[Subject]) -> list[Row]:
    width = table.box.width - table.number_width - table.hours_width - 2 * _PAD
    space = Space(width, table.size, table.floor, _LINES, paragraph=True)
    made: list[Row] = []
    count = 0
    for group, members in groupby(curriculum, lambda s: s.group):
        subjects = list(members)
        if group:
            hours = str(sum(s.jp for s in subjects))
            made.append(Row("group", "", group, hours, ink.fitted(group, table.strong_style, space)))
        for subject in subjects:
            count += 1
            fitted = ink.fitted(subject.name or "-", table.style, space)
            made.append(Row("subject", str(count), subject.name, str(subject.jp), fitted))
    total = str(sum(s.jp for s in curriculum))
    made.append(Row("total", "", table.total, total, ink.fitted(table.total, table.strong_style, space)))
    return made


def pages(table: Table, made: Sequence[Row]) -> tuple[float, list[list[Row]]]:
    """(height of a one-line row, rows of each page): the fewest pages, then the widest rows."""
    least, widest = table.pitch
    best = _spread(table, made, least)
    pitch = widest
    while pitch > least:
        tried = _spread(table, made, pitch)
        if len(tried) == len(best):
            return pitch, tried
        pitch -= 0.25
    return least, best


def _spread(table: Table, made: Sequence[Row], pitch: float) -> list[list[Row]]:
    full = table.box.height / pitch - 1
    last = (table.box.top - table.last_bottom) / pitch - 1
    rest = list(made)
    result: list[list[Row]] = []
    while sum(r.units for r in rest) > last + 1e-6 and len(rest) > 1:
        taken, used = 0, 0.0
        most = max(1, len(rest) - _ON_LAST - 1)
        while taken < most and used + rest[taken].units <= full + 1e-6:
            used += rest[taken].units
            taken += 1
        while taken > 1 and rest[taken - 1].kind == "group":
            taken -= 1  # a heading goes with its first subject
        taken = max(1, taken)
        result.append(rest[:taken])
        rest = rest[taken:]
    return [*result, rest]


def draw(table: Table, shown: Sequence[Row], pitch: float, pen: Ink, *, plain: bool) -> bytes:
    """One page's rows with the head above; `plain` leaves the coloured grounds out."""
    box = table.box
    height = pitch * (1 + sum(r.units for r in shown))
    middle = (box.x + table.number_width, box.x + box.width - table.hours_width)
    columns = ((box.x, middle[0]), middle, (middle[1], box.x + box.width))
    out: list[bytes] = []
    y = box.top
    if not plain:
        out.append(ink.box(box.x, y - pitch, box.width, pitch, fill=table.head_fill))
    head = table.strong_style if plain else table.head_style
    for text, column in zip(table.heads, columns, strict=True):
        out.append(_centred(text, column, y - (pitch + table.size * 0.7) / 2, head, table.size).draw(pen))
    y -= pitch
    lines: list[bytes] = []
    verticals: list[tuple[float, float]] = []
    for row in shown:
        tall = pitch * row.units
        subject = row.kind == "subject"
        if not subject and not plain:
            out.append(ink.box(box.x, y - tall, box.width, tall, fill=table.group_fill))
        style = table.style if subject else table.strong_style
        first = y - (pitch + table.size * 0.7) / 2
        x = columns[int(subject)][0] + _PAD
        out.append(pen.lines(row.fitted, style, x, first, pitch * _NEXT_LINE / row.fitted.size))
        out.append(_centred(row.number, columns[0], first, style, table.size).draw(pen))
        out.append(_centred(row.hours, columns[2], first, style, table.size).draw(pen))
        lines.append(ink.rule((box.x, y), (box.x + box.width, y), table.line, 0.35))
        if subject:
            verticals.append((y, y - tall))
        y -= tall
    for top, bottom in verticals:
        lines.append(ink.rule((middle[0], top), (middle[0], bottom), table.line, 0.35))
    lines.append(ink.rule((middle[1], box.top - pitch), (middle[1], y), table.line, 0.35))
    lines.append(ink.box(box.x, box.top - height, box.width, height, stroke=table.line, line=0.9))
    return b"".join(out + lines)


def _centred(text: str, column: tuple[float, float], y: float, style: Style, size: float) -> Placed:
    centred = Style(style.font, style.colour, "centre")
    fitted = ink.fitted(text, centred, Space(column[1] - column[0] - 4, size, 4))
    return Placed("", text, centred, fitted, sum(column) / 2, y)


def placed(table: Table, made: Sequence[Row]) -> list[Placed]:
    """The names of the subjects, for the check of what fits and what can be printed."""
    return [
        Placed(
            f"Mata pelatihan {row.number}".strip() if row.kind == "subject" else "Kelompok mata pelatihan",
            row.name,
            table.style if row.kind == "subject" else table.strong_style,
            row.fitted,
            0,
            0,
        )
        for row in made
        if row.kind != "total"
    ]
