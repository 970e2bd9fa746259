"""Copies an event with everything but its people, results and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import (
    Base,
    ClassSession,
    EventPaper,
    MarkComponent,
    Quota,
    SessionTrainer,
)
from asn_desktop.domain.holidays import is_working_day
from asn_desktop.services import holidays, schedule, training
from asn_desktop.services.schedule import Plan
from asn_desktop.services.series.forms import next_angkatan

_FARTHEST = timedelta(400)  # days in which the days of a copy must find place


def copy_event(session: Session, event_id: int, starts_on: date, skip_holidays: bool = True) -> int:
    """The id of the next angkatan: plan, schedule with trainers, columns of marks, quotas, texts of papers.

    `skip_holidays`: days go on after weekends and holidays; else they keep their distances.
    """
    return copy_to(session, event_id, copied_days(session, event_id, starts_on, skip_holidays))


def copied_days(
    session: Session, event_id: int, starts_on: date, skip_holidays: bool = True
) -> dict[date, date]:
    """Where each day of the event goes; a weekend that was taught on may be taught on again."""
    first, last = schedule.span(session, event_id)
    every = [first + timedelta(n) for n in range((last - first).days + 1)]
    if not skip_holidays:
        return {day: starts_on + (day - first) for day in every}
    taught = {row.day for row in schedule.sessions(session, [event_id])}
    was_off = holidays.between(session, first, last)
    kept = [day for day in every if day in taught or (not taught and is_working_day(day, was_off))] or every
    usual = {day.weekday() for day in kept if day.weekday() > 4}
    off = holidays.between(session, starts_on, starts_on + _FARTHEST)
    after = (starts_on + timedelta(n) for n in range(_FARTHEST.days))
    free = (day for day in after if is_working_day(day, off) or (day.weekday() in usual and day not in off))
    return dict(zip(kept, free, strict=False))


def copy_to(session: Session, event_id: int, days: Mapping[date, date], **changed: Any) -> int:
    """The copy with its days where `days` says; `changed` are fields of the event set otherwise."""
    form = training.get_event(session, event_id)
    assert form.training_id is not None
    changed.setdefault("angkatan", next_angkatan(session, form.training_id))
    form = replace(form, id=None, version=1, starts_on=min(days.values()), ends_on=max(days.values()))
    copy = training.save_event(session, replace(form, **changed))
    plan = schedule.plan(session, event_id)
    if plan != Plan():
        schedule.save_plan(session, copy, replace(plan, series_id=None, series_day=None, apart=False))
    _copy_schedule(session, event_id, copy, days)
    components = _rows(session, MarkComponent, event_id)
    _insert(session, MarkComponent, components, {"event_id": copy})
    _insert(session, Quota, _rows(session, Quota, event_id), {"event_id": copy})
    papers = [row for row in _rows(session, EventPaper, event_id) if row["texts"] or row["signatory_id"]]
    bare = {"event_id": copy, "number_id": None, "number": "", "dated": None, "version": 1}
    _insert(session, EventPaper, papers, bare)
    return copy


def _copy_schedule(session: Session, event_id: int, copy: int, days: Mapping[date, date]) -> None:
    rows = [row for row in _rows(session, ClassSession, event_id) if row["day"] in days]
    moved = [row | {"event_id": copy, "day": days[row["day"]]} for row in rows]
    new = dict(zip((r["id"] for r in rows), _insert(session, ClassSession, moved, {}), strict=True))
    taught = session.execute(
        select(SessionTrainer.session_id, SessionTrainer.trainer_id)
        .join(ClassSession, ClassSession.id == SessionTrainer.session_id)
        .where(ClassSession.event_id == event_id)
        .order_by(SessionTrainer.id)
    )
    links = [{"session_id": new[key], "trainer_id": trainer} for key, trainer in taught if key in new]
    history.insert_rows(session, SessionTrainer, links)


def _rows(session: Session, cls: type[Base], event_id: int) -> list[dict[str, Any]]:
    table = cls.__table__
    session.flush()
    query = select(table).where(table.c.event_id == event_id).order_by(table.c.id)
    return [dict(row) for row in session.connection().execute(query).mappings()]


def _insert(
    session: Session, cls: type[Base], rows: list[dict[str, Any]], changed: Mapping[str, Any]
) -> range:
    return history.insert_rows(
        session, cls, [{k: v for k, v in row.items() if k != "id"} | dict(changed) for row in rows]
    )
