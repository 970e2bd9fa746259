"""Where the keyboard is in a calendar: on a day, and on one of its events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from asn_desktop.services.calendar import Entry


class Cursor(NamedTuple):
    """`event_id` None: on the day itself, which has no event."""

    day: date
    event_id: int | None = None


class Ghost(NamedTuple):
    """Where an event would go, as long as that is not decided."""

    entry: Entry
    first: date
    last: date

    @property
    def moved(self) -> bool:
        return (self.first, self.last) != (self.entry.starts_on, self.entry.ends_on)


def on_day(entries: Sequence[Entry], day: date) -> list[int]:
    return [e.event_id for e in entries if e.starts_on <= day <= e.ends_on]


def to_day(cursor: Cursor, entries: Sequence[Entry], day: date, *, end: bool = False) -> Cursor:
    """On the same event if it is held that day too, else on the first (or the last) of that day."""
    there = on_day(entries, day)
    if cursor.event_id in there:
        return Cursor(day, cursor.event_id)
    return Cursor(day, there[-1 if end else 0] if there else None)


def along(cursor: Cursor, entries: Sequence[Entry], by: int, next_row: date) -> Cursor:
    """To the event below (`by` 1) or above (-1) on this day; past them to the day in the next row."""
    here = on_day(entries, cursor.day)
    place = here.index(cursor.event_id) + by if cursor.event_id in here else -1
    if 0 <= place < len(here):
        return Cursor(cursor.day, here[place])
    there = on_day(entries, next_row)
    return Cursor(next_row, there[0 if by > 0 else -1] if there else None)
