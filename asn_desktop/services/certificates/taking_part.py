"""Who took part in a mentoring programme, in which pairs, and how much of it took place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import MeetingMentee, Mentee, MentoringMeeting, MentoringPair, Person, Unit
from asn_desktop.domain import names
from asn_desktop.domain.mentoring import words


class Part(NamedTuple):
    """One pair somebody was in; `others` are who sat opposite, `left_on` when a mentee left early."""

    pair: MentoringPair
    left_on: date | None
    others: tuple[str, ...]
    meetings: int
    minutes: int


def people(session: Session, programme_id: int) -> tuple[dict[int, Person], dict[int, str]]:
    """All who take part, and the names of their units."""
    mine = select(MentoringPair.id).where(MentoringPair.programme_id == programme_id)
    mentors = select(MentoringPair.mentor_id).where(MentoringPair.programme_id == programme_id)
    mentees = select(Mentee.person_id).where(Mentee.pair_id.in_(mine))
    found = session.execute(
        select(Person, Unit.name)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Person.id.in_(mentors.union(mentees)))
    ).all()
    return {who.id: who for who, _ in found}, {who.id: unit or "" for who, unit in found}


def parts(
    session: Session, programme_id: int, everybody: Mapping[int, Person]
) -> dict[tuple[str, int], list[Part]]:
    """By role and person the pairs they were in: mentors first."""
    ours = MentoringPair.programme_id == programme_id
    pairs = session.scalars(select(MentoringPair).where(ours).order_by(MentoringPair.id)).all()
    within: defaultdict[int, list[Mentee]] = defaultdict(list)
    for mentee in session.scalars(
        select(Mentee).join(MentoringPair).where(ours).order_by(Mentee.pair_id, Mentee.position, Mentee.id)
    ):
        within[mentee.pair_id].append(mentee)
    held = MentoringMeeting.state == words.HELD
    count, minutes = func.count(MentoringMeeting.id), func.sum(MentoringMeeting.minutes)
    of_pair = {
        key: (met, lasted or 0)
        for key, met, lasted in session.execute(
            select(MentoringMeeting.pair_id, count, minutes)
            .join(MentoringPair, MentoringPair.id == MentoringMeeting.pair_id)
            .where(ours, held)
            .group_by(MentoringMeeting.pair_id)
        )
    }
    of_mentee = {
        key: (met, lasted or 0)
        for key, met, lasted in session.execute(
            select(MeetingMentee.mentee_id, count, minutes)
            .join(MentoringMeeting, MentoringMeeting.id == MeetingMentee.meeting_id)
            .join(MentoringPair, MentoringPair.id == MentoringMeeting.pair_id)
            .where(ours, held)
            .group_by(MeetingMentee.mentee_id)
        )
    }
    printed = {
        key: names.printed(who.name, who.gelar_depan, who.gelar_belakang) for key, who in everybody.items()
    }
    found: defaultdict[tuple[str, int], list[Part]] = defaultdict(list)
    for pair in pairs:
        stayed = tuple(printed[m.person_id] for m in within[pair.id] if m.left_on is None)
        found[words.MENTOR, pair.mentor_id].append(Part(pair, None, stayed, *of_pair.get(pair.id, (0, 0))))
    for pair in pairs:
        for mentee in within[pair.id]:
            found[words.MENTEE, mentee.person_id].append(
                Part(pair, mentee.left_on, (printed[pair.mentor_id],), *of_mentee.get(mentee.id, (0, 0)))
            )
    return dict(found)
