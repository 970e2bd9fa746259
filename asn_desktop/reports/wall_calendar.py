"""The calendar for the wall: a year on one sheet, or a month a sheet; letters say the form without colour."""

from __future__ import annotations

import colorsys
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from asn_desktop.domain import calendar as days
from asn_desktop.domain import dates
from asn_desktop.reports import ink, page
from asn_desktop.reports.fonts import clean, face
from asn_desktop.reports.ink import Ink, Style, colour
from asn_desktop.reports.layout import Space
from asn_desktop.reports.page import MM
from asn_desktop.reports.pdf import Objects, Pages
from asn_desktop.reports.sheets import Fonts, finish

SHEETS: dict[str, tuple[float, float]] = {
    "A3": (420.0, 297.0),
    "A4": page.LANDSCAPE["A4"],
    "F4": page.LANDSCAPE["F4"],
}  # in mm, lying
_INK, _GREY, _RED = colour("#1c2629"), colour("#5d6b6e"), colour("#a3201d")
_LINE, _THICK, _FREE, _OFF = colour("#c6d0d2"), colour("#5d6b6e"), colour("#eef2f2"), colour("#fbe6e4")
_PLAIN, _SMALL, _CENTRE = Style("sans", _INK), Style("sans", _GREY), Style("sans", _INK, "centre")
_BOLD, _TITLE = Style("sans-bold", _INK), Style("sans-bold", _INK, "centre")
_RED_BOLD, _RED_SMALL = Style("sans-bold", _RED, "centre"), Style("sans", _RED)
_RIGHT = Style("sans", _GREY, "right")
_MARGIN, _HEAD, _LEGEND = 8 * MM, 15 * MM, 4.4 * MM
_LEAST, _MOST = 2.2 * MM, 3.9 * MM  # height of a bar: 5 pt can still be read; more where there is room
_NOTE = 2.8 * MM
_PARTS = (1, 2, 3, 4, 6, 12)  # sheets that a full year may need


@dataclass(frozen=True)
class WallEvent:
    """`form` is the place of its form of training."""

    title: str
    form: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Wall:
    """What is drawn. `forms` are names by place; `filter_words` stands in the footer."""

    year: int
    office: str
    events: Sequence[WallEvent]
    holidays: Mapping[date, str] = field(default_factory=dict)
    forms: Mapping[int, str] = field(default_factory=dict)
    filter_words: str = ""

    def spans(self) -> list[tuple[date, date]]:
        return [(e.starts_on, e.ends_on) for e in self.events]


@dataclass(frozen=True)
class _Sheet:
    """The room between head and foot, in points; `scale` is 1 on A4. `notes` name the days off of a year."""

    width: float
    height: float
    top: float
    bottom: float
    scale: float
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Rows:
    """A row for each month: its bars and its height by month, the heights of the numbers and of a bar."""

    bars: Sequence[Sequence[days.Piece]]
    heights: Mapping[int, float]
    numbers: float
    high: float


_Page: TypeAlias = tuple[Wall, str, Callable[[Ink], bytes]]  # what is on it, its title, its drawing


def year(wall: Wall, paper: str) -> bytes:
    """A PDF with all months on one sheet; on several where the bars would become too low to read."""
    off = (
        f"{d.day} {dates.MONTHS[d.month - 1][:3]} {name}"
        for d, name in sorted(wall.holidays.items())
        if d.year == wall.year
    )
    sheet = _sheet(wall, paper, " · ".join(off))
    months = [days.month(date(wall.year, n, 1)) for n in range(1, 13)]
    rows = [days.pieces(wall.spans(), *month) for month in months]
    room = sheet.top - sheet.bottom - 4 * MM * sheet.scale
    lanes = [max((p.lane + 1 for p in row), default=1) for row in rows]
    generous = (room - sum(lanes) * _MOST * sheet.scale) / 12  # big numbers in a year with few events
    numbers = min(max(3.6 * MM * sheet.scale, generous), 5.4 * MM * sheet.scale)
    for parts in _PARTS:
        size = 12 // parts
        groups = [range(start, start + size) for start in range(0, 12, size)]
        highs = [(room - size * numbers) / sum(lanes[n] for n in group) for group in groups]
        if min(highs) >= _LEAST:
            break

    def drawing(group: Sequence[int], high: float) -> Callable[[Ink], bytes]:
        used = sum(numbers + lanes[n] * high for n in group)
        spare = max(0.0, room - used) / len(group)
        heights = {n: numbers + lanes[n] * high + spare for n in group}
        return lambda pen: _months(pen, wall, sheet, _Rows(rows, heights, numbers, high))

    name = f"Kalender pelatihan {wall.year}"
    most = _MOST * sheet.scale
    drawn = [(wall, name, drawing(g, min(high, most))) for g, high in zip(groups, highs, strict=True)]
    return _file(sheet, name, drawn)


def months(wall: Wall, paper: str, chosen: Sequence[int]) -> bytes:
    """A PDF with a sheet for each of these months (1..12)."""
    sheet = _sheet(wall, paper)
    pages = [_month_page(wall, sheet, date(wall.year, number, 1)) for number in chosen]
    name = pages[0][1] if len(pages) == 1 else str(wall.year)
    return _file(sheet, f"Kalender pelatihan {name}", pages)


def _month_page(wall: Wall, sheet: _Sheet, first: date) -> _Page:
    """With what is on this sheet, so that its legend and its count tell of no other."""
    weeks = days.weeks(*days.month(first))
    last = weeks[-1] + 6 * days.DAY
    events = [e for e in wall.events if e.starts_on <= last and e.ends_on >= weeks[0]]
    part = replace(wall, events=events)
    title = f"{dates.MONTHS[first.month - 1]} {wall.year}"
    return part, title, lambda pen: _month(pen, part, sheet, first)


def _sheet(wall: Wall, paper: str, notes: str = "") -> _Sheet:
    width, height = (side * MM for side in SHEETS[paper])
    scale = min(SHEETS[paper]) / min(SHEETS["A4"])
    lines = ink.fitted(notes, _RED_SMALL, _notes_space(width, scale)).lines if notes else ()
    foot = len(_legend_lines(wall, width, scale)) * _LEGEND + len(lines) * _NOTE
    top, bottom = height - _MARGIN - _HEAD * scale, _MARGIN + (foot + 6.5 * MM) * scale
    return _Sheet(width, height, top, bottom, scale, lines)


def _notes_space(width: float, scale: float) -> Space:
    return Space(width - 2 * _MARGIN, 6 * scale, 4 * scale, lines=6, paragraph=True)


def _file(sheet: _Sheet, title: str, drawn: Sequence[_Page]) -> bytes:
    out = io.BytesIO()
    objects = Objects(out.write)
    pages, pen = Pages(objects, (sheet.width, sheet.height)), Ink()
    fonts = Fonts(objects, ("sans", "sans-bold"))
    for n, (wall, heading, draw) in enumerate(drawn, 1):
        content = _heading(pen, wall, sheet, heading) + draw(pen) + _foot(pen, wall, sheet, (n, len(drawn)))
        pages.add(fonts.resources, [objects.stream(content)])
    finish(objects, pages, fonts, pen, title)
    return out.getvalue()


def _heading(pen: Ink, wall: Wall, sheet: _Sheet, title: str) -> bytes:
    middle, top, s = sheet.width / 2, sheet.height - _MARGIN, sheet.scale
    room = sheet.width - 2 * _MARGIN
    office = _cut(wall.office, "sans", 9 * s, room)
    return pen.line(
        _cut(title.upper(), "sans-bold", 15 * s, room), _TITLE, 15 * s, middle, top - 5.5 * MM * s
    ) + (pen.line(office, _CENTRE, 9 * s, middle, top - 11 * MM * s) if office else b"")


def _foot(pen: Ink, wall: Wall, sheet: _Sheet, place: tuple[int, int]) -> bytes:
    s = sheet.scale
    size, out, y = 7 * s, [], _MARGIN + 5 * MM * s
    for line in reversed(_legend_lines(wall, sheet.width, s)):
        x = _MARGIN
        for form, name in line:
            ground, edge = _shade(form)
            out.append(ink.box(x, y - 1.1 * MM * s, 4 * MM * s, 3.4 * MM * s, fill=ground))
            letter = Style("sans-bold", edge, "centre")
            out.append(pen.line(days.letter(form), letter, size, x + 2 * MM * s, y - 0.2 * MM * s))
            out.append(pen.line(name, _PLAIN, size, x + 5 * MM * s, y - 0.2 * MM * s))
            x += _legend_width(name, s)
        y += _LEGEND * s
    for note in reversed(sheet.notes):
        out.append(pen.line(note, _RED_SMALL, 6 * s, _MARGIN, y))
        y += _NOTE * s
    words = " · ".join(filter(None, (wall.filter_words, f"{len(wall.events)} kegiatan")))
    out.append(pen.line(_cut(words, "sans", size, sheet.width * 0.7), _SMALL, size, _MARGIN, _MARGIN))
    right = "Halaman {} dari {}".format(*place)
    out.append(pen.line(right, _RIGHT, size, sheet.width - _MARGIN, _MARGIN))
    return b"".join(out)


def _legend_width(name: str, scale: float) -> float:
    return face("sans").width(name) / 1000 * 7 * scale + 9 * MM * scale


def _legend_lines(wall: Wall, width: float, scale: float) -> list[list[tuple[int, str]]]:
    lines: list[list[tuple[int, str]]] = [[]]
    room = width - 2 * _MARGIN
    for form in sorted({e.form for e in wall.events}):
        name = _cut(wall.forms.get(form, ""), "sans", 7 * scale, width / 3)
        wide = _legend_width(name, scale)
        if wide > room and lines[-1]:
            lines.append([])
            room = width - 2 * _MARGIN
        lines[-1].append((form, name))
        room -= wide
    return [line for line in lines if line]


def _months(
    pen: Ink,
    wall: Wall,
    sheet: _Sheet,
    rows: _Rows,
) -> bytes:
    numbers, high = rows.numbers, rows.high
    s, label = sheet.scale, 11 * MM * sheet.scale
    left, right = _MARGIN + label, sheet.width - _MARGIN
    wide = (right - left) / days.COLUMNS
    y, out = sheet.top - 4 * MM * s, []
    for n in range(days.COLUMNS):
        style = _RED_BOLD if n % 7 >= 5 else _CENTRE
        out.append(pen.line(days.DAYS[n % 7][:3], style, 6.5 * s, left + (n + 0.5) * wide, y + 1.2 * MM * s))
    out.append(ink.rule((_MARGIN, y), (right, y), _THICK, 0.6))
    for n, height in rows.heights.items():
        first, last = days.month(date(wall.year, n + 1, 1))
        at, bottom = left + first.weekday() * wide, y - height
        out.append(pen.line(dates.MONTHS[n][:3], _BOLD, 8 * s, _MARGIN, y - 3 * MM * s))
        for k in range(last.day):
            cell = (at + k * wide, bottom, wide, height)
            out.append(_day(pen, wall, first.replace(day=k + 1), cell, numbers * 0.62))
        out.append(ink.rule((at + last.day * wide, y), (at + last.day * wide, bottom), _LINE, 0.3))
        for p, until in zip(rows.bars[n], days.free_after(rows.bars[n], last), strict=True):
            x = at + (p.first.day - 1) * wide
            bar = (x, y - numbers - (p.lane + 1) * high, ((p.last - p.first).days + 1) * wide, high)
            # behind the last day of a month the row is empty to its end
            room = right - x if until == last else (until - p.first).days * wide + wide
            out.append(_bar(pen, wall.events[p.span], bar, room, p.begins))
        out.append(ink.rule((_MARGIN, bottom), (right, bottom), _THICK, 0.5))
        y = bottom
    return b"".join(out)


def _month(pen: Ink, wall: Wall, sheet: _Sheet, first: date) -> bytes:
    s = sheet.scale
    first, last = days.month(first)
    mondays = days.weeks(first, last)
    rows = [days.pieces(wall.spans(), week, week + 6 * days.DAY) for week in mondays]
    lanes = [max([2, *(p.lane + 1 for p in row)]) for row in rows]
    names, numbers = 6 * MM * s, 6 * MM * s
    room = sheet.top - sheet.bottom - names
    high = min(_MOST * s * 1.4, (room - numbers * len(rows)) / sum(lanes))
    spare = (room - numbers * len(rows) - high * sum(lanes)) / len(rows)
    wide, out = (sheet.width - 2 * _MARGIN) / 7, []
    y, right = sheet.top - names, sheet.width - _MARGIN
    for n, name in enumerate(days.DAYS):
        style = _RED_BOLD if n >= 5 else _TITLE
        out.append(pen.line(name, style, 10 * s, _MARGIN + (n + 0.5) * wide, y + 1.8 * MM * s))
    out.append(ink.rule((_MARGIN, y), (right, y), _THICK, 0.8))
    for week, row, count in zip(mondays, rows, lanes, strict=True):
        height = numbers + count * high + spare
        for n in range(7):
            day = week + n * days.DAY
            cell = (_MARGIN + n * wide, y - height, wide, height)
            out.append(_month_day(pen, wall, day, cell, (s, first.month)))
        for p, until in zip(row, days.free_after(row, week + 6 * days.DAY), strict=True):
            x = _MARGIN + (p.first - week).days * wide
            bar = (x, y - numbers - (p.lane + 1) * high, ((p.last - p.first).days + 1) * wide, high)
            out.append(_bar(pen, wall.events[p.span], bar, (until - p.first).days * wide + wide, p.begins))
        y -= height
        out.append(ink.rule((_MARGIN, y), (right, y), _THICK, 0.5))
    return b"".join(out)


def _day(pen: Ink, wall: Wall, day: date, cell: tuple[float, float, float, float], size: float) -> bytes:
    x, y, wide, height = cell
    off, free = day in wall.holidays, day.weekday() >= 5
    out = ink.box(*cell, fill=_OFF if off else _FREE) if off or free else b""
    style = _RED_BOLD if off or free else _CENTRE
    out += ink.rule((x, y), (x, y + height), _LINE, 0.3)
    return out + pen.line(str(day.day), style, size, x + wide / 2, y + height - size * 1.15)


def _month_day(
    pen: Ink, wall: Wall, day: date, cell: tuple[float, float, float, float], place: tuple[float, int]
) -> bytes:
    """`place` is the scale and the month of the sheet; days of others are grey."""
    x, y, wide, height = cell
    s, month = place
    off, free, other = day in wall.holidays, day.weekday() >= 5, day.month != month
    out = ink.box(*cell, fill=_OFF if off else _FREE) if off or free else b""
    out += ink.rule((x, y), (x, y + height), _LINE, 0.4)
    out += ink.rule((x + wide, y), (x + wide, y + height), _LINE, 0.4)
    text = f"{day.day} {dates.MONTHS[day.month - 1][:3]}" if other else str(day.day)
    style = Style("sans-bold", _GREY if other else _RED if off or free else _INK)
    top = y + height - 4.2 * MM * s
    out += pen.line(text, style, 11 * s, x + 1.5 * MM, top)
    if off:
        used = face("sans-bold").width(text) / 1000 * 11 * s + 3 * MM
        out += pen.line(
            _cut(wall.holidays[day], "sans", 7 * s, wide - used - MM), _RED_SMALL, 7 * s, x + used, top
        )
    return out


def _bar(
    pen: Ink, event: WallEvent, bar: tuple[float, float, float, float], room: float, begins: bool
) -> bytes:
    """`room` is how wide the name may be: it may stand beside a short bar where nothing else is."""
    x, y, wide, high = bar
    ground, edge = _shade(event.form)
    gap = high * 0.06
    out = ink.box(x + 0.6, y + gap, wide - 1.2, high - 2 * gap, fill=ground)
    if begins:
        out += ink.box(x + 0.6, y + gap, high * 0.14, high - 2 * gap, fill=edge)
    size = high * 0.78
    left, base = x + 0.6 + high * 0.28, y + high * 0.25
    letter = days.letter(event.form)
    out += pen.line(letter, Style("sans-bold", edge), size, left, base)
    left += (face("sans-bold").width(letter) / 1000 + 0.35) * size
    return out + pen.line(_cut(event.title, "sans", size, x + room - left - 1), _PLAIN, size, left, base)


def _cut(text: str, font: str, size: float, room: float) -> str:
    """On one line, with dots where the room ends; empty where not even a letter fits."""
    text, measure = clean(text), face(font).width
    if measure(text) / 1000 * size <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = measure(text[:middle].rstrip() + "…") / 1000 * size <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + "…" if low else ""


@lru_cache(maxsize=64)
def _shade(form: int) -> tuple[bytes, bytes]:
    """Ground and edge of a form of training."""
    hue = days.hue(form) / 360
    return _tone(hue, 0.86, 0.62), _tone(hue, 0.25, 0.66)


def _tone(hue: float, light: float, full: float) -> bytes:
    return b" ".join(f"{part:.3f}".encode() for part in colorsys.hls_to_rgb(hue, light, full))
