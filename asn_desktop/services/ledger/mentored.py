"""Mentoring in the history of trainings: a line for each pair of a person and year in which they met."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import IssuedCertificate, MentoringPair, MentoringProgramme, Person
from asn_desktop.domain import names
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.credit import CountedMeeting, unmet
from asn_desktop.services.mentoring import jp
from asn_desktop.services.mentoring.jp import Credit


class MentoringLine(NamedTuple):
    """`jp` 0: nothing counts. `note` tells how many meetings count and why the others do not."""

    person_id: int
    pair_id: int
    name: str
    form: str  # code
    organiser: str
    starts_on: date  # the first meeting of the year
    ends_on: date  # the last one
    jp: int
    certificate: str
    note: str


def lines(session: Session, people: Collection[int] | None, year: int | None = None) -> list[MentoringLine]:
    """Of these people, None means all; those of one year or of all. By person, pair and year."""
    credits = jp.of_people(session, people, year)
    if not credits:
        return []
    programmes = {one.id: one for one in session.scalars(select(MentoringProgramme))}
    mentors = _mentors(session)
    numbers = _certificates(session)
    found = []
    for credit in credits:
        programme = programmes[credit.programme_id]
        for meetings in _years(credit):
            counting = sum(one.counts for one in meetings)
            reasons = unmet(meetings)
            told = f"{len(meetings)} pertemuan, {counting} dihitung."
            found.append(
                MentoringLine(
                    credit.person_id,
                    credit.pair_id,
                    _name(programme, credit, mentors),
                    words.FORMS_OF_LEARNING[programme.kind],
                    programme.organiser,
                    meetings[0].day,
                    meetings[-1].day,
                    sum(one.jp for one in meetings),
                    numbers.get((programme.id, credit.person_id, credit.role), ""),
                    f"{told} Tidak dihitung: {reasons}." if reasons else told,
                )
            )
    return found


def _years(credit: Credit) -> Iterator[list[CountedMeeting]]:
    """The meetings the person was at, by day, year by year."""
    there = (one for one in credit.meetings if one.attended)
    for _, meetings in groupby(there, key=lambda one: one.day.year):
        yield [*meetings]


def _name(programme: MentoringProgramme, credit: Credit, mentors: dict[int, str]) -> str:
    kind = words.KINDS[programme.kind]
    if credit.role == words.MENTOR:
        return f"{kind}: {programme.name}, sebagai mentor"
    return f"{kind}: {programme.name}, mentor {mentors[credit.pair_id]}"


def _mentors(session: Session) -> dict[int, str]:
    """Printed, by pair."""
    query = select(MentoringPair.id, Person.name, Person.gelar_depan, Person.gelar_belakang).join(
        Person, Person.id == MentoringPair.mentor_id
    )
    return {pair: names.printed(*name) for pair, *name in session.execute(query)}


def _certificates(session: Session) -> dict[tuple[int | None, int | None, str], str]:
    """The newest valid number by programme, person and role."""
    kept = IssuedCertificate
    query = (
        select(kept.programme_id, kept.person_id, kept.role, kept.number)
        .where(kept.programme_id.is_not(None), kept.state == "berlaku")
        .order_by(kept.id)
    )
    return {(programme, person, role): number for programme, person, role, number in session.execute(query)}
