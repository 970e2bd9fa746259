"""How bars lie on a calendar: weeks, months, and lanes in which no two bars touch."""

from __future__ import annotations

import calendar
import heapq
import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
COLUMNS = 37  # days of the week beside each other that every month fits in, whatever it begins with
DAY = timedelta(days=1)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Piece(NamedTuple):
    """The part of a span in one row of days. `span` is its place in what was given, `lane` counts from 0;
    `begins` and `ends` say whether the span itself does so here.
    """

    span: int
    first: date
    last: date
    lane: int
    begins: bool
    ends: bool


def month(day: date) -> tuple[date, date]:
    """The first and the last day of its month."""
    last = calendar.monthrange(day.year, day.month)[1]
    return day.replace(day=1), day.replace(day=last)


def later_month(day: date, by: int) -> date:
    """The same day so many months later, or the last of that month."""
    count = day.year * 12 + day.month - 1 + by
    year, number = divmod(count, 12)
    return date(year, number + 1, min(day.day, calendar.monthrange(year, number + 1)[1]))


def monday(day: date) -> date:
    return day - day.weekday() * DAY


def weeks(first: date, last: date) -> list[date]:
    """The Mondays of all weeks with a day between the two."""
    start = monday(first)
    return [start + n * 7 * DAY for n in range((last - start).days // 7 + 1)]


def pieces(spans: Sequence[tuple[date, date]], first: date, last: date) -> list[Piece]:
    """What of the spans lies in a row of days, each in the topmost free lane; the longer of two that begin
    together lies higher.
    """
    inside = [(a, b, n) for n, (a, b) in enumerate(spans) if a <= last and b >= first]
    inside.sort(key=lambda s: (max(s[0], first), s[0] - s[1], s[2]))
    taken: list[tuple[date, int]] = []  # last day and lane of what lies in the row by now
    free: list[int] = []
    made = []
    for a, b, n in inside:
        begin, end = max(a, first), min(b, last)
        while taken and taken[0][0] < begin:
            heapq.heappush(free, heapq.heappop(taken)[1])
        lane = heapq.heappop(free) if free else len(taken)
        heapq.heappush(taken, (end, lane))
        made.append(Piece(n, begin, end, lane, begin == a, end == b))
    return made


def free_after(row: Sequence[Piece], last: date) -> list[date]:
    """For each piece the last day up to which its lane is free behind it: so far its name may reach."""
    until = [last] * len(row)
    order = sorted(range(len(row)), key=lambda n: (row[n].lane, row[n].first))
    for n, following in itertools.pairwise(order):
        if row[n].lane == row[following].lane:
            until[n] = row[following].first - DAY
    return until


def side_by_side(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Column and number of columns for things of one day, given by their minutes (begin, end): what is at
    the same time stands side by side.
    """
    places: list[tuple[int, int]] = [(0, 1)] * len(spans)
    group: list[int] = []
    ends: list[int] = []  # of each column of the group

    def close() -> None:
        for n in group:
            places[n] = (places[n][0], len(ends))
        group.clear()
        ends.clear()

    for n in sorted(range(len(spans)), key=lambda n: spans[n]):
        begin, end = spans[n]
        if ends and begin >= max(ends):
            close()
        column = next((c for c, until in enumerate(ends) if until <= begin), len(ends))
        ends[column : column + 1] = [end]
        places[n] = (column, 0)
        group.append(n)
    close()
    return places


def letter(place: int) -> str:
    """What stands for a form of training where there is no colour: A, B, … Z, AA."""
    return (_LETTERS[place // 26 - 1] if place >= 26 else "") + _LETTERS[place % 26]


def hue(place: int) -> int:
    """Of the colour of a form of training, 0..359: neighbours lie far apart, by the golden angle."""
    return round(190 + place * 137.508) % 360
