"""The pairs of a programme as rows: for the table and for the board by state."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from asn_desktop.db.tables import ActionPoint, Mentee, MentoringMeeting, MentoringPair, Person, Unit
from asn_desktop.domain import names
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.typed import sought


class PairRow(NamedTuple):
    """`mentees` are their names, joined; meetings are those held; `next_meeting` the next planned one."""

    id: int
    mentor: str
    mentor_id: int
    mentor_unit: str
    mentees: str
    mentee_count: int
    state: str
    starts_on: date
    ends_on: date
    meetings: int
    minutes: int
    last_meeting: date | None
    next_meeting: date | None
    open_actions: int
    overdue: int

    @property
    def title(self) -> str:
        return f"{self.mentor} – {self.mentees}"


def rows(session: Session, programme_id: int, today: date, text: str = "", state: str = "") -> list[PairRow]:
    """By name of the mentor; every word of `text` in the name of mentor, mentees or unit."""
    run, pair, mentor = session.connection(), MentoringPair, aliased(Person)
    heads = run.execute(
        select(
            *(pair.id, pair.state, pair.starts_on, pair.ends_on, mentor.id, mentor.name, mentor.gelar_depan),
            *(mentor.gelar_belakang, func.coalesce(Unit.name, mentor.instansi), mentor.name_key),
        )
        .join(mentor, mentor.id == pair.mentor_id)
        .outerjoin(Unit, Unit.id == mentor.unit_id)
        .where(pair.programme_id == programme_id, *([pair.state == state] if state else []))
    ).all()
    mentees: dict[int, list[str]] = defaultdict(list)
    query = (
        select(Mentee.pair_id, Person.name, Person.gelar_depan, Person.gelar_belakang)
        .join(Person, Person.id == Mentee.person_id)
        .join(pair, pair.id == Mentee.pair_id)
        .where(pair.programme_id == programme_id)
        .order_by(Mentee.pair_id, Mentee.position, Mentee.id)
    )
    for key, *parts in run.execute(query):
        mentees[key].append(names.printed(*parts))
    meetings, actions = _meetings(session, programme_id, today), _actions(session, programme_id, today)
    found = []
    for key, now, first, last, mentor_id, name, front, back, unit, folded in heads:
        who = mentees.get(key, [])
        held, minutes, before, after = meetings.get(key, _NO_MEETINGS)
        open_actions, overdue = actions.get(key, (0, 0))
        row = PairRow(
            key,
            names.printed(name, front, back),
            mentor_id,
            unit or "",
            ", ".join(who),
            len(who),
            now,
            first,
            last,
            held,
            minutes,
            before,
            after,
            open_actions,
            overdue,
        )
        found.append((folded, key, row))
    wanted = [word.casefold() for word in sought(text)]
    return [
        row
        for _folded, _key, row in sorted(found, key=lambda one: one[:2])
        if all(word in f"{row.mentor} {row.mentees} {row.mentor_unit}".casefold() for word in wanted)
    ]


_NO_MEETINGS: tuple[int, int, date | None, date | None] = (0, 0, None, None)


def _meetings(
    session: Session, programme_id: int, today: date
) -> dict[int, tuple[int, int, date | None, date | None]]:
    """By pair: how many were held, their minutes, the last one, and the next one planned."""
    meeting = MentoringMeeting
    held, planned = meeting.state == words.HELD, (meeting.state == words.PLANNED) & (meeting.day >= today)
    query = (
        select(
            meeting.pair_id,
            func.sum(case((held, 1), else_=0)),
            func.sum(case((held, meeting.minutes), else_=0)),
            func.max(case((held, meeting.day))),
            func.min(case((planned, meeting.day))),
        )
        .join(MentoringPair, MentoringPair.id == meeting.pair_id)
        .where(MentoringPair.programme_id == programme_id)
        .group_by(meeting.pair_id)
    )
    return {key: (n or 0, m or 0, last, nxt) for key, n, m, last, nxt in session.connection().execute(query)}


def _actions(session: Session, programme_id: int, today: date) -> dict[int, tuple[int, int]]:
    """By pair: open ones, and how many of them are overdue."""
    query = (
        select(MentoringMeeting.pair_id, func.count(), func.sum(case((ActionPoint.due < today, 1), else_=0)))
        .join(MentoringMeeting, MentoringMeeting.id == ActionPoint.meeting_id)
        .join(MentoringPair, MentoringPair.id == MentoringMeeting.pair_id)
        .where(MentoringPair.programme_id == programme_id, ActionPoint.state == words.OPEN)
        .group_by(MentoringMeeting.pair_id)
    )
    return {key: (n, late or 0) for key, n, late in session.connection().execute(query)}
