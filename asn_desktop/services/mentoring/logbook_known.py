"""What is known of the people, pairs and meetings a logbook may speak of, gathered once for a list."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import (
    FormerNip,
    MeetingMentee,
    Mentee,
    MentoringMeeting,
    MentoringPair,
    MentoringProgramme,
    Person,
)
from asn_desktop.domain import names
from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring.meeting_checks import USUAL_MINUTES, overlap


class KnownPair(NamedTuple):
    """`mentees` the row of each person."""

    id: int
    mentor_id: int
    starts_on: date
    ends_on: date
    state: str
    mentees: dict[int, int]


class Held(NamedTuple):
    """A meeting as far as two of them can be the same; `present` are persons."""

    id: int
    starts: str
    minutes: int
    present: set[int]


@dataclass
class Known:
    """`by_name` by key of the name; `superiors` of each mentee of the programme; `held` by pair and day;
    `busy` the hours (start, minutes, pair) of each person and day.
    """

    programme: MentoringProgramme
    by_nip: dict[str, int]
    by_name: dict[str, list[int]]
    printed: dict[int, str]
    pairs: list[KnownPair]
    held: dict[tuple[int, date], list[Held]]
    busy: dict[tuple[int, date], list[tuple[str, int, int]]]

    def pair_of(self, mentor: int, mentee: int, day: date | None) -> KnownPair | None:
        """Of several the one that runs on that day, else the newest."""
        found = [pair for pair in self.pairs if pair.mentor_id == mentor and mentee in pair.mentees]
        on = [pair for pair in found if day and pair.starts_on <= day <= pair.ends_on]
        return on[-1] if on else found[-1] if found else None

    def clash(self, person: int, day: date, starts: str, minutes: int, pair_id: int) -> str:
        """When the person is in a meeting of another pair at these hours: when that one begins."""
        for other, length, pair in self.busy.get((person, day), ()):
            if pair != pair_id and starts and other and overlap(starts, minutes, other, length):
                return other
        return ""


def gather(session: Session, programme_id: int) -> Known:
    by_nip: dict[str, int] = dict(session.execute(select(FormerNip.nip, FormerNip.person_id)).all())
    by_name, printed = defaultdict(list), {}
    query = select(Person.id, Person.nip, Person.name_key, Person.name, Person.gelar_depan)
    for person, number, key, name, front, back in session.execute(query.add_columns(Person.gelar_belakang)):
        printed[person] = names.printed(name, front, back)
        by_name[key].append(person)
        if number:
            by_nip[number] = person
    held, busy = _meetings(session)
    return Known(
        session.get_one(MentoringProgramme, programme_id),
        by_nip,
        dict(by_name),
        printed,
        _pairs(session, programme_id),
        held,
        busy,
    )


def _pairs(session: Session, programme_id: int) -> list[KnownPair]:
    mentees: dict[int, dict[int, int]] = defaultdict(dict)
    of_programme = select(MentoringPair.id).where(MentoringPair.programme_id == programme_id)
    query = select(Mentee.pair_id, Mentee.person_id, Mentee.id).where(Mentee.pair_id.in_(of_programme))
    for pair, person, row in session.execute(query):
        mentees[pair][person] = row
    p = MentoringPair
    found = session.execute(
        select(p.id, p.mentor_id, p.starts_on, p.ends_on, p.state)
        .where(p.programme_id == programme_id)
        .order_by(p.starts_on, p.id)
    )
    return [KnownPair(*row, mentees[row.id]) for row in found]


def _meetings(
    session: Session,
) -> tuple[dict[tuple[int, date], list[Held]], dict[tuple[int, date], list[tuple[str, int, int]]]]:
    m = MentoringMeeting
    held: dict[int, tuple[int, date, Held]] = {}
    query = (
        select(m.id, m.pair_id, m.day, m.starts, m.minutes, Mentee.person_id)
        .join(MeetingMentee, MeetingMentee.meeting_id == m.id)
        .join(Mentee, Mentee.id == MeetingMentee.mentee_id)
        .where(m.state == words.HELD)
    )
    busy: dict[tuple[int, date], list[tuple[str, int, int]]] = defaultdict(list)
    for key, pair, day, starts, minutes, person in session.connection().execute(query):
        length = minutes or USUAL_MINUTES
        held.setdefault(key, (pair, day, Held(key, starts, length, set())))[2].present.add(person)
        busy[person, day].append((starts, length, pair))
    by_day: dict[tuple[int, date], list[Held]] = defaultdict(list)
    for pair, day, one in held.values():
        by_day[pair, day].append(one)
    return by_day, busy
