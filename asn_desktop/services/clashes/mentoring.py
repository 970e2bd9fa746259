"""Planned meetings of mentoring that stand in the way of a training: its people cannot be at both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import (
    Mentee,
    MentoringMeeting,
    MentoringPair,
    MentoringProgramme,
    Participant,
    Person,
    Trainer,
)
from asn_desktop.domain import clock, names
from asn_desktop.domain.mentoring import words
from asn_desktop.services.clashes.booked import chosen
from asn_desktop.services.clashes.wanted import PEOPLE, TRAINER, Clash, Wanted

MIDNIGHT = 24 * 60


class _Meeting(NamedTuple):
    day: date
    starts: str
    ends: str
    programme: str
    people: frozenset[int]


def find(session: Session, wanted: Sequence[Wanted]) -> list[Clash]:
    """Those at an hour that was agreed; without one they can be held beside the training."""
    planned = _planned(session, {w.day for w in wanted})
    if not planned:
        return []
    busy = frozenset().union(*(one.people for of_day in planned.values() for one in of_day))
    taking = _taking(session, {w.event_id for w in wanted if w.event_id is not None}, busy)
    teaching = _teaching(session, {key for w in wanted for key in w.trainer_ids}, busy)
    found = []
    for w in wanted:
        teachers = {teaching[key] for key in w.trainer_ids if key in teaching}
        learners = taking.get(w.event_id or 0, set()) - teachers
        for one in planned.get(w.day, ()):
            if one.starts < w.ends and w.starts < one.ends:
                for kind, people in ((TRAINER, teachers), (PEOPLE, learners)):
                    found += [(kind, w, one, person) for person in sorted(people & one.people)]
    called = _names(session, {person for *_rest, person in found})
    return [
        Clash(
            kind,
            called[person],
            w.day,
            w.starts,
            w.ends,
            None,
            f"mentoring “{one.programme}”",
            None,
            "",
            one.starts,
            one.ends,
            w.session_id,
            with_mentoring=True,
        )
        for kind, w, one, person in found
    ]


def _planned(session: Session, days: Collection[date]) -> dict[date, list[_Meeting]]:
    if not days:
        return {}
    m, pair = MentoringMeeting, MentoringPair
    rows = session.execute(
        select(m.day, m.starts, m.minutes, pair.minutes, pair.id, pair.mentor_id, MentoringProgramme.name)
        .join(pair, pair.id == m.pair_id)
        .join(MentoringProgramme, MentoringProgramme.id == pair.programme_id)
        .where(
            chosen(m.day, days),
            m.state == words.PLANNED,
            m.starts != "",
            pair.state.in_((words.PREPARED, words.RUNNING)),
        )
        .order_by(m.day, m.starts, m.id)
    ).all()
    mentees = _mentees(session, {row[4] for row in rows}) if rows else {}
    found: dict[date, list[_Meeting]] = defaultdict(list)
    for day, starts, minutes, usual, pair_id, mentor, programme in rows:
        ends = clock.time(min(clock.minutes(starts) + (minutes or usual), MIDNIGHT))
        people = frozenset({mentor, *mentees.get(pair_id, ())})
        found[day].append(_Meeting(day, starts, ends, programme, people))
    return found


def _mentees(session: Session, pair_ids: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    query = select(Mentee.pair_id, Mentee.person_id).where(
        Mentee.pair_id.in_(pair_ids), Mentee.left_on.is_(None)
    )
    for pair_id, person in session.execute(query):
        found[pair_id].add(person)
    return found


def _taking(session: Session, event_ids: Collection[int], people: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    if event_ids:
        query = select(Participant.event_id, Participant.person_id).where(Participant.event_id.in_(event_ids))
        for event_id, person in session.execute(query):
            if person in people:
                found[event_id].add(person)
    return found


def _teaching(session: Session, trainer_ids: Collection[int], people: Collection[int]) -> dict[int, int]:
    """The person of each trainer."""
    query = select(Trainer.id, Trainer.person_id).where(Trainer.id.in_(trainer_ids))
    return {key: person for key, person in session.execute(query) if person in people}


def _names(session: Session, people: Collection[int]) -> dict[int, str]:
    query = select(Person.id, Person.name, Person.gelar_depan, Person.gelar_belakang)
    return {key: names.printed(*name) for key, *name in session.execute(query.where(Person.id.in_(people)))}
