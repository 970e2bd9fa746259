"""What is in the calendar already: one query a kind over all days asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from asn_desktop.db.tables import (
    ClassSession,
    Event,
    EventPlan,
    EventSeries,
    Participant,
    Person,
    SessionTrainer,
    Training,
)
from asn_desktop.domain import dates
from asn_desktop.services.clashes.wanted import MIDNIGHT, WHOLE

MANY_DAYS = 400  # more are asked by their first and last


class Slot(NamedTuple):
    """An event without any session takes its room and people for the whole of its days."""

    event_id: int
    session_id: int | None
    day: date
    starts: str
    ends: str
    room_id: int | None
    class_name: str


class Booked(NamedTuple):
    """`days` are those that were read."""

    days: frozenset[date]
    by_day: dict[date, list[Slot]]
    trainers: dict[int, frozenset[int]]  # by session


class Title(NamedTuple):
    event: str
    series_id: int | None
    series: str


def load(session: Session, days: Collection[date], ignored: Collection[int] = ()) -> Booked:
    """Sessions (without breaks) of events that are not archived; those without a room take their event's."""
    by_day: dict[date, list[Slot]] = defaultdict(list)
    if not days:
        return Booked(frozenset(), by_day, {})
    wanted, left_out = set(days), set(ignored)
    lessons = (
        select(
            ClassSession.event_id,
            ClassSession.id,
            ClassSession.day,
            ClassSession.starts,
            ClassSession.ends,
            ClassSession.room_id,
            ClassSession.class_name,
            EventPlan.room_id,
        )
        .join(Event, Event.id == ClassSession.event_id)
        .outerjoin(EventPlan, EventPlan.event_id == Event.id)
        .where(chosen(ClassSession.day, wanted), ClassSession.kind != "istirahat", Event.archived.is_(False))
    )
    for event_id, session_id, day, starts, ends, room_id, class_name, usual in session.execute(lessons):
        if event_id not in left_out and day in wanted:
            taken = Slot(event_id, session_id, day, starts, ends, room_id or usual, class_name)
            by_day[day].append(taken)
    for slot in _bare_events(session, wanted, left_out):
        by_day[slot.day].append(slot)
    return Booked(frozenset(wanted), by_day, _trainers(session, wanted))


def chosen(column: InstrumentedAttribute[date], days: Collection[date]) -> ColumnElement[bool]:
    return column.in_(days) if len(days) <= MANY_DAYS else column.between(min(days), max(days))


def _bare_events(session: Session, days: set[date], ignored: set[int]) -> Iterable[Slot]:
    found = session.execute(
        select(Event.id, Event.starts_on, Event.ends_on, EventPlan.room_id)
        .outerjoin(EventPlan, EventPlan.event_id == Event.id)
        .where(
            Event.starts_on <= max(days),
            Event.ends_on >= min(days),
            Event.archived.is_(False),
            ~exists().where(ClassSession.event_id == Event.id),
        )
    )
    for event_id, first, last, room_id in found:
        if event_id in ignored:
            continue
        for n in range((last - first).days + 1):
            if (day := first + timedelta(n)) in days:
                yield Slot(event_id, None, day, MIDNIGHT, WHOLE, room_id, "")


def _trainers(session: Session, days: set[date]) -> dict[int, frozenset[int]]:
    query = (
        select(SessionTrainer.session_id, SessionTrainer.trainer_id)
        .join(ClassSession, ClassSession.id == SessionTrainer.session_id)
        .where(chosen(ClassSession.day, days))
    )
    found: dict[int, set[int]] = defaultdict(set)
    for session_id, trainer_id in session.execute(query):
        found[session_id].add(trainer_id)
    return {session_id: frozenset(ids) for session_id, ids in found.items()}


def shared_people(
    session: Session, event_ids: Collection[int], days: Collection[date]
) -> dict[tuple[int, int], list[str]]:
    """Names of who is in both, by an event asked for and another one that touches the days."""
    if not event_ids or not days:
        return {}
    other = aliased(Participant)
    query = (
        select(Participant.event_id, other.event_id, Person.name)
        .distinct()
        .join(other, other.person_id == Participant.person_id)
        .join(Event, Event.id == other.event_id)
        .join(Person, Person.id == Participant.person_id)
        .where(
            Participant.event_id.in_(event_ids),
            other.event_id != Participant.event_id,
            Event.starts_on <= max(days),
            Event.ends_on >= min(days),
            Event.archived.is_(False),
        )
        .order_by(Person.name)
    )
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for ours, theirs, name in session.execute(query):
        found[ours, theirs].append(name)
    return found


def titles(session: Session, event_ids: Iterable[int]) -> dict[int, Title]:
    """Of the events that stand in the way."""
    query = (
        select(Event.id, Training.name, Event.angkatan, EventSeries.id, EventSeries.name)
        .join(Training, Training.id == Event.training_id)
        .outerjoin(EventPlan, EventPlan.event_id == Event.id)
        .outerjoin(EventSeries, EventSeries.id == EventPlan.series_id)
        .where(Event.id.in_(set(event_ids)))
    )
    return {
        event_id: Title(f"{name} · {dates.roman(angkatan)}", series_id, series or "")
        for event_id, name, angkatan, series_id, series in session.execute(query)
    }
