"""What mentoring asks for on a day: meetings of pairs, and pairs that do not meet any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from asn_desktop.db import history, images
from asn_desktop.db.tables import Mentee, MentoringMeeting, MentoringPair, MentoringProgramme, Person
from asn_desktop.domain import names
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.typed import sought
from asn_desktop.services import rulings

ALIVE = (words.PREPARED, words.RUNNING)


class Meeting(NamedTuple):
    """One that is planned or was held; `pair` names mentor and mentees, `starts` is empty if not agreed."""

    id: int
    pair_id: int
    pair: str
    programme: str
    day: date
    starts: str
    minutes: int | None
    place: str
    state: str


class Silent(NamedTuple):
    """A running pair that has not met for `days`; `last` None: never."""

    pair_id: int
    pair: str
    programme: str
    last: date | None
    days: int


class Part(NamedTuple):
    """A pair somebody is in; `role` is a key of domain.mentoring.words.ROLES, `others` who else is in it."""

    pair_id: int
    role: str
    others: str
    programme: str
    state: str
    starts_on: date
    ends_on: date


class Found(NamedTuple):
    """A programme (`pair_id` None) or one of its pairs."""

    programme_id: int
    pair_id: int | None
    title: str
    about: str


def is_used(session: Session) -> bool:
    """Whether the office has any programme that is not archived."""
    return (
        session.scalar(select(MentoringProgramme.id).where(MentoringProgramme.archived.is_(False)).limit(1))
        is not None
    )


def meetings(
    session: Session, first: date, last: date, text: str = "", *, state: str = "", most: int | None = None
) -> list[Meeting]:
    """Between two days, without those called off or of stopped pairs, by day and hour; the first `most`.

    Every word of `text` is in the programme, the place or the name of somebody of the pair.
    """
    m, pair, programme = MentoringMeeting, MentoringPair, MentoringProgramme
    query = (
        select(m.id, m.pair_id, programme.name, m.day, m.starts, m.minutes, m.place, m.state)
        .join(pair, pair.id == m.pair_id)
        .join(programme, programme.id == pair.programme_id)
        .where(
            m.day.between(first, last),
            programme.archived.is_(False),
            or_(m.state == words.HELD, (m.state == words.PLANNED) & pair.state.in_(ALIVE)),
            *([m.state == state] if state else []),
        )
        .order_by(m.day, m.starts, m.id)
        .limit(most)
    )
    for word in sought(text):
        named = or_(_contains(programme.name, word), _contains(m.place, word), m.pair_id.in_(_pairs_of(word)))
        query = query.where(named)
    found = session.connection().execute(query).all()
    called = titles(session, {row.pair_id for row in found})
    return [Meeting(row[0], row[1], called[row[1]], *row[2:]) for row in found]


def _contains(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    return column.icontains(word, autoescape=True)


def _pairs_of(word: str) -> Select[int]:
    """Ids of pairs with a mentor or a mentee whose name has the word in it."""
    people = select(Person.id).where(_contains(Person.name, word))
    of_mentee = select(Mentee.pair_id).where(Mentee.person_id.in_(people))
    return select(MentoringPair.id).where(
        or_(MentoringPair.mentor_id.in_(people), MentoringPair.id.in_(of_mentee))
    )


def silent(session: Session, today: date) -> list[Silent]:
    """Running pairs without a meeting for as long as the ruling `jeda_pertemuan` says, the longest first.

    A pair that never met counts from its first day.
    """
    longest = int(rulings.number(session, "jeda_pertemuan"))
    pair, m = MentoringPair, MentoringMeeting
    last = func.max(m.day)
    query = (
        select(pair.id, MentoringProgramme.name, pair.starts_on, last)
        .join(MentoringProgramme, MentoringProgramme.id == pair.programme_id)
        .outerjoin(m, (m.pair_id == pair.id) & (m.state == words.HELD))
        .where(pair.state == words.RUNNING, MentoringProgramme.archived.is_(False))
        .group_by(pair.id)
        .having(func.coalesce(last, pair.starts_on) <= today - timedelta(longest))
    )
    found = session.connection().execute(query).all()
    called = titles(session, {row[0] for row in found})
    made = [
        Silent(key, called[key], programme, met, (today - (met or starts)).days)
        for key, programme, starts, met in found
    ]
    return sorted(made, key=lambda one: (-one.days, one.pair))


def of_person(session: Session, person_id: int) -> list[Part]:
    """The pairs somebody guides or is guided in, newest first."""
    pair, mentor = MentoringPair, aliased(Person)
    mine = select(Mentee.pair_id).where(Mentee.person_id == person_id)
    query = (
        select(pair, MentoringProgramme.name, mentor.name, mentor.gelar_depan, mentor.gelar_belakang)
        .join(MentoringProgramme, MentoringProgramme.id == pair.programme_id)
        .join(mentor, mentor.id == pair.mentor_id)
        .where(or_(pair.mentor_id == person_id, pair.id.in_(mine)))
        .order_by(pair.starts_on.desc(), pair.id.desc())
    )
    found = session.execute(query).all()
    mentees = _mentees(session, [row[0].id for row in found if row[0].mentor_id == person_id])
    return [
        Part(
            one.id,
            words.MENTOR if one.mentor_id == person_id else words.MENTEE,
            ", ".join(mentees[one.id]) if one.mentor_id == person_id else names.printed(*called),
            programme,
            one.state,
            one.starts_on,
            one.ends_on,
        )
        for one, programme, *called in found
    ]


def titles(session: Session, pair_ids: Collection[int]) -> dict[int, str]:
    """Mentor and mentees of each pair in words."""
    table = images.table_of(MentoringPair)
    mentees = _mentees(session, pair_ids)
    found: dict[int, str] = {}
    for chosen in history.chunks(table.c.id, set(pair_ids)):
        mentors = session.connection().execute(
            select(MentoringPair.id, Person.name, Person.gelar_depan, Person.gelar_belakang)
            .join(Person, Person.id == MentoringPair.mentor_id)
            .where(chosen)
        )
        for key, *parts in mentors:
            found[key] = " – ".join(filter(None, (names.printed(*parts), ", ".join(mentees[key]))))
    return found


def _mentees(session: Session, pair_ids: Collection[int]) -> dict[int, list[str]]:
    """Their printed names by pair, in order."""
    found: dict[int, list[str]] = defaultdict(list)
    for chosen in history.chunks(images.table_of(Mentee).c.pair_id, set(pair_ids)):
        listed = session.connection().execute(
            select(Mentee.pair_id, Person.name, Person.gelar_depan, Person.gelar_belakang)
            .join(Person, Person.id == Mentee.person_id)
            .where(chosen)
            .order_by(Mentee.position, Mentee.id)
        )
        for key, *parts in listed:
            found[key].append(names.printed(*parts))
    return found


def find(session: Session, text: str, most: int) -> list[Found]:
    """Programmes with every word in their name, then pairs with every word in a name of their people."""
    wanted = sought(text)
    programme = MentoringProgramme
    query = select(programme.id, programme.name, programme.state).where(programme.archived.is_(False))
    for word in wanted:
        query = query.where(programme.name.icontains(word, autoescape=True))
    found = [
        Found(key, None, name, words.STATES[state])
        for key, name, state in session.execute(query.order_by(programme.starts_on.desc()).limit(most))
    ]
    return (found + _find_pairs(session, wanted, most))[:most]


def _find_pairs(session: Session, wanted: Collection[str], most: int) -> list[Found]:
    pair = MentoringPair
    query = (
        select(pair.programme_id, pair.id, MentoringProgramme.name, pair.state)
        .join(MentoringProgramme, MentoringProgramme.id == pair.programme_id)
        .where(MentoringProgramme.archived.is_(False), *(pair.id.in_(_pairs_of(word)) for word in wanted))
        .order_by(pair.starts_on.desc(), pair.id.desc())
        .limit(most)
    )
    found = session.execute(query).all()
    called = titles(session, {row[1] for row in found})
    return [
        Found(programme_id, pair_id, called[pair_id], f"{programme} · {words.STATES[state]}")
        for programme_id, pair_id, programme, state in found
    ]
