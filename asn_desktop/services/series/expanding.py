"""The days of a rule, with what falls on holidays left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from dateutil.rrule import rrulestr

from asn_desktop.domain import recurrence
from asn_desktop.domain.calendar import DAYS
from asn_desktop.domain.holidays import Holiday
from asn_desktop.domain.recurrence import LONGEST_YEARS, MOST, Rule

FARTHEST = 366 * (LONGEST_YEARS + 1)  # days


class Occurrence(NamedTuple):
    """One event of a series; `note` says why it ends later than its length."""

    first: date
    last: date
    days: tuple[date, ...]  # taught on
    note: str = ""


class Skipped(NamedTuple):
    day: date
    reason: str


class Expanded(NamedTuple):
    kept: tuple[Occurrence, ...]
    skipped: tuple[Skipped, ...]
    more: bool = False  # MOST events were not all; the rest was left out


def first_days(rule: Rule, starts_on: date) -> list[date]:
    """As dateutil counts them, at most those of some years of days."""
    found = rrulestr(recurrence.text(rule), dtstart=datetime.combine(starts_on, datetime.min.time()))
    return [day.date() for day in islice(found, FARTHEST)]


def expand(
    rule: Rule,
    starts_on: date,
    days: int,
    holidays: Mapping[date, Holiday] | None,
    by_hand: Collection[date] = (),
) -> Expanded:
    """`days` are those each event is taught on; it goes on after holidays and weekends, unless `holidays` is
    None.

    A Saturday or Sunday is a working day only where the rule names it.
    """
    kept: list[Occurrence] = []
    skipped: list[Skipped] = []
    for day in first_days(rule, starts_on):
        if len(kept) == MOST:
            return Expanded(tuple(kept), tuple(skipped), more=True)
        reason = "Dilewati dengan tangan" if day in by_hand else ""
        if not reason and holidays is not None:
            reason = _reason(day, rule, holidays)
        if reason:
            skipped.append(Skipped(day, reason))
        else:
            kept.append(_occurrence(day, days, rule, holidays))
    return Expanded(tuple(kept), tuple(skipped))


def _reason(day: date, rule: Rule, holidays: Mapping[date, Holiday]) -> str:
    if (off := holidays.get(day)) is not None:
        return f"{off.name} ({off.kind})"
    return DAYS[day.weekday()] if day.weekday() > 4 and day.weekday() not in rule.weekdays else ""


def _occurrence(first: date, length: int, rule: Rule, holidays: Mapping[date, Holiday] | None) -> Occurrence:
    """`holidays` None: the days follow each other whatever they are."""
    taught, passed = [first], []
    day = first
    while len(taught) < length:
        day += timedelta(1)
        reason = _reason(day, rule, holidays) if holidays is not None else ""
        if not reason:
            taught.append(day)
        elif holidays is not None and day in holidays:
            passed.append(reason)
    note = f"Melewati {', '.join(passed)}" if passed else ""
    return Occurrence(first, taught[-1], tuple(taught), note)
