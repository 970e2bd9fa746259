"""JP of mentoring: which meetings count for whom by the rule of their programme, and why others do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    null,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from asn_desktop.db.history import CHUNK
from asn_desktop.db.tables import MeetingMentee, Mentee, MentoringMeeting, MentoringPair, MentoringProgramme
from asn_desktop.domain.conversion import ABROAD, Rule
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.credit import CountedMeeting, CreditRule, Met, counted
from asn_desktop.services import conversions

M, P, G = MentoringMeeting, MentoringPair, MentoringProgramme


class Credit(NamedTuple):
    """Of one person in one pair. `mentee_id` None for the mentor, who is left out unless mentors earn."""

    person_id: int
    mentee_id: int | None
    pair_id: int
    programme_id: int
    meetings: tuple[CountedMeeting, ...]

    @property
    def role(self) -> str:
        return words.MENTOR if self.mentee_id is None else words.MENTEE

    @property
    def jp(self) -> int:
        return sum(one.jp for one in self.meetings)

    @property
    def counting(self) -> int:
        """How many meetings count."""
        return sum(one.counts for one in self.meetings)


def rule(session: Session, programme_id: int) -> CreditRule:
    """What the programme says itself, else the conversion table; `basis` tells whose word it is."""
    return rule_of(session.get_one(G, programme_id), usual_rules(session))


def usual_rules(session: Session) -> dict[str, Rule]:
    """By kind of programme."""
    found = conversions.rules(session, [*words.FORMS_OF_LEARNING.values()])
    return {kind: found[form] for kind, form in words.FORMS_OF_LEARNING.items()}


def of_meeting(ruled: Rule, level: str) -> int:
    """Of one meeting."""
    national = ruled.national or 0
    if level != ABROAD:
        return national
    return national if ruled.international is None else ruled.international


def rule_of(programme: MentoringProgramme, usual: dict[str, Rule]) -> CreditRule:
    ruled = usual[programme.kind]
    jp, most = programme.jp_per_meeting, programme.meetings_a_month
    own = programme.rule_basis or ("aturan program" if jp is not None or most is not None else "")
    return CreditRule(
        words.FORMS_OF_LEARNING[programme.kind],
        of_meeting(ruled, programme.level) if jp is None else jp,
        ruled.most_a_month if most is None else most,
        programme.least_minutes,
        own or ruled.basis,
    )


def of_pair(session: Session, pair_id: int) -> list[Credit]:
    """A credit for each mentee, then for the mentor who earns; all meetings of the pair, by day.

    Meetings of the same people in other pairs take places of a month too.
    """
    return [one for one in _credits(session, _people(session, P.id == pair_id)) if one.pair_id == pair_id]


def of_programme(session: Session, programme_id: int) -> list[Credit]:
    found = _credits(session, _people(session, P.programme_id == programme_id))
    return [one for one in found if one.programme_id == programme_id]


def of_people(session: Session, people: Collection[int] | None, year: int | None = None) -> list[Credit]:
    """In all pairs they are in, None means everybody; with the meetings of one year or of all."""
    return _credits(session, people, year)


def credited_of_programme(session: Session, programme_id: int, role: str = "") -> dict[int, int]:
    """JP by person, who has none too; `role` mentor or mentee, empty means both."""
    found: dict[int, int] = defaultdict(int)
    for one in of_programme(session, programme_id):
        if role in ("", one.role):
            found[one.person_id] += one.jp
    return dict(found)


def _people(session: Session, chosen: ColumnElement[bool]) -> set[int]:
    mentors = select(P.mentor_id).where(chosen)
    mentees = select(Mentee.person_id).join(P, P.id == Mentee.pair_id).where(chosen)
    return {*session.scalars(mentors), *session.scalars(mentees)}


def _credits(session: Session, people: Collection[int] | None, year: int | None = None) -> list[Credit]:
    usual = usual_rules(session)
    rules = {one.id: rule_of(one, usual) for one in session.scalars(select(G))}
    places: dict[int, dict[Place, list[int]]] = defaultdict(lambda: defaultdict(list))  # ids of meetings
    seen: dict[int, list[Met]] = defaultdict(list)
    for chunk in [None] if people is None else chunks(people):
        for query in (_as_mentee(chunk, year), _as_mentor(chunk, year)):
            for person, *spot, key, day, starts, minutes, state, present in session.execute(query):
                here, ruled = places[person][Place(*spot)], rules[spot[-1]]
                if key is not None:
                    here.append(key)
                    seen[person].append(Met(key, day, starts, minutes, state, bool(present), ruled))
    found = []
    for person, his in places.items():
        judged = {one.meeting_id: one for one in counted(seen[person])}
        for place, ids in his.items():
            inside = {*ids}
            found.append(Credit(person, *place, tuple(m for key, m in judged.items() if key in inside)))
    return found


class Place(NamedTuple):
    """Where a person is: `mentee_id` None for the mentor."""

    mentee_id: int | None
    pair_id: int
    programme_id: int


_MEETING = (M.id, M.day, M.starts, M.minutes, M.state)


def _of_pair(year: int | None) -> ColumnElement[bool]:
    mine = M.pair_id == P.id
    return mine if year is None else mine & M.day.between(date(year, 1, 1), date(year, 12, 31))


def among(column: InstrumentedAttribute[int], people: Sequence[int] | None) -> list[ColumnElement[bool]]:
    return [] if people is None else [column.in_(people)]


def _as_mentee(people: Sequence[int] | None, year: int | None) -> Select[*tuple[Any, ...]]:
    there = (MeetingMentee.meeting_id == M.id) & (MeetingMentee.mentee_id == Mentee.id)
    return (
        select(Mentee.person_id, Mentee.id, P.id, P.programme_id, *_MEETING, MeetingMentee.id.is_not(None))
        .join(P, P.id == Mentee.pair_id)
        .outerjoin(M, _of_pair(year))
        .outerjoin(MeetingMentee, there)
        .where(*among(Mentee.person_id, people))
        .order_by(P.starts_on, P.id, Mentee.position, Mentee.id)
    )


def _as_mentor(people: Sequence[int] | None, year: int | None) -> Select[*tuple[Any, ...]]:
    return (
        select(P.mentor_id, null(), P.id, P.programme_id, *_MEETING, true())
        .join(G, G.id == P.programme_id)
        .outerjoin(M, _of_pair(year))
        .where(G.mentor_earns, *among(P.mentor_id, people))
        .order_by(P.starts_on, P.id)
    )


def chunks(people: Collection[int]) -> list[list[int]]:
    ids = [*people]
    return [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
