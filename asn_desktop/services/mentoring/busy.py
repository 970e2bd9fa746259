"""When people of a pair attend or teach a training."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Event, Participant, Person, Trainer
from asn_desktop.domain import clock, names
from asn_desktop.services.clashes import booked
from asn_desktop.services.clashes.booked import Slot
from asn_desktop.services.clashes.wanted import WHOLE


class Busy(NamedTuple):
    """`ends` 24:00: a training whose hours are not known yet."""

    day: date
    person_id: int
    words: str


def of_people(
    session: Session, people: Collection[int], days: Collection[date], starts: str | None, minutes: int
) -> list[Busy]:
    """Trainings at the hours from `starts` on; without an hour, any on these days."""
    if not people or not days:
        return []
    there = booked.load(session, days)
    slots = [
        slot for day in sorted(there.by_day) for slot in there.by_day[day] if _meets(slot, starts, minutes)
    ]
    if not slots:
        return []
    taking, teaching = _taking_part(session, people, slots), _teaching(session, people, there.trainers, slots)
    titles = booked.titles(session, {slot.event_id for slot in slots})
    called = _names(session, people)
    found = []
    for slot in slots:
        hours = (
            "sehari penuh"
            if slot.session_id is None
            else f"pukul {clock.shown(slot.starts)}–{clock.shown(slot.ends)}"
        )
        told = f"“{titles[slot.event_id].event}” {hours}"
        for person_id in sorted(taking.get(slot.event_id, ())):
            found.append(Busy(slot.day, person_id, f"{called[person_id]} mengikuti {told}."))
        for person_id in sorted(teaching.get(slot.session_id or 0, ())):
            found.append(Busy(slot.day, person_id, f"{called[person_id]} mengajar di {told}."))
    return list(dict.fromkeys(found))


def _meets(slot: Slot, starts: str | None, minutes: int) -> bool:
    if starts is None or slot.ends == WHOLE:
        return True
    begin = clock.minutes(starts)
    return begin < clock.minutes(slot.ends) and clock.minutes(slot.starts) < begin + minutes


def _taking_part(session: Session, people: Collection[int], slots: Iterable[Slot]) -> dict[int, set[int]]:
    """Persons by event, whatever their role there but teaching, which goes by session."""
    query = (
        select(Participant.event_id, Participant.person_id)
        .join(Event, Event.id == Participant.event_id)
        .where(
            Participant.person_id.in_(people),
            Participant.event_id.in_({slot.event_id for slot in slots}),
            Participant.role == "peserta",
        )
    )
    found: dict[int, set[int]] = {}
    for event_id, person_id in session.execute(query):
        found.setdefault(event_id, set()).add(person_id)
    return found


def _teaching(
    session: Session,
    people: Collection[int],
    trainers: dict[int, frozenset[int]],
    slots: Iterable[Slot],
) -> dict[int, set[int]]:
    """Persons by session."""
    query = select(Trainer.id, Trainer.person_id).where(Trainer.person_id.in_(people))
    of_trainer = {row.id: row.person_id for row in session.execute(query)}
    return {
        slot.session_id: {of_trainer[t] for t in trainers.get(slot.session_id, ()) if t in of_trainer}
        for slot in slots
        if slot.session_id is not None
    }


def _names(session: Session, people: Collection[int]) -> dict[int, str]:
    query = select(Person.id, Person.name, Person.gelar_depan, Person.gelar_belakang)
    return {key: names.printed(*name) for key, *name in session.execute(query.where(Person.id.in_(people)))}
