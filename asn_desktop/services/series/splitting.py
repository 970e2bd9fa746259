"""What becomes of the rule when events of a series change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import EventPlan, EventSeries
from asn_desktop.domain import dates, recurrence
from asn_desktop.domain.recurrence import DAILY, WEEKLY, Rule
from asn_desktop.services.series.expanding import first_days


def follow(
    session: Session, event_id: int, changed: Sequence[EventPlan], following: bool, shift: int
) -> None:
    """Moves the rule along by `shift` days, and with `following` cuts the series before the event: the later
    part becomes a series of its own, so that the next change of all of them does not reach the earlier ones.
    """
    mine = next(plan for plan in changed if plan.event_id == event_id)
    mine.apart = False
    if mine.series_id is None:
        return
    series = session.get_one(EventSeries, mine.series_id)
    day = mine.series_day or series.starts_on
    earlier = following and any(
        (plan.series_day or day) < day
        for plan in session.scalars(select(EventPlan).where(EventPlan.series_id == series.id))
    )
    if earlier:
        series = _cut(session, series, day)
    for plan in changed if shift else ():
        if plan.series_day is not None:
            plan.series_day += timedelta(shift)
    moved = _moved(recurrence.read(series.rule), shift)
    if shift and moved is not None:
        series.rule, series.starts_on = recurrence.text(moved), series.starts_on + timedelta(shift)
        left_out = (date.fromisoformat(day) + timedelta(shift) for day in series.skipped)
        series.skipped = [day.isoformat() for day in left_out]


def _cut(session: Session, series: EventSeries, day: date) -> EventSeries:
    """The later part, with all its events, those that do not follow too."""
    rule = recurrence.read(series.rule)
    every = first_days(rule, series.starts_on)
    left = max(1, sum(d >= day for d in every))  # a monthly event may have been moved behind its rule
    later = EventSeries(
        name=f"{series.name} (sejak {dates.long(day)})",
        training_id=series.training_id,
        rule=recurrence.text(replace(rule, count=left) if rule.until is None else rule),
        starts_on=day,
        days=series.days,
        skip_holidays=series.skip_holidays,
        pattern=series.pattern,
        skipped=[d for d in series.skipped if d >= day.isoformat()],
    )
    series.rule = recurrence.text(replace(rule, count=None, until=day - timedelta(1)))
    series.skipped = [d for d in series.skipped if d < day.isoformat()]
    session.add(later)
    session.flush()
    for plan in session.scalars(select(EventPlan).where(EventPlan.series_id == series.id)):
        if plan.series_day is not None and plan.series_day >= day:
            plan.series_id = later.id
    session.flush()
    return later


def _moved(rule: Rule, shift: int) -> Rule | None:
    """None for a rule within months: the day after each first Tuesday is not always a first Wednesday."""
    if rule.frequency not in {DAILY, WEEKLY}:
        return None
    weekdays = tuple(sorted((day + shift) % 7 for day in rule.weekdays))
    until = rule.until + timedelta(shift) if rule.until else None
    return replace(rule, weekdays=weekdays, until=until)
