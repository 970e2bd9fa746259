"""The JP of mentoring in a year of everybody at once, counted by the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    case,
    cast,
    extract,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from asn_desktop.db.tables import MeetingMentee, Mentee, MentoringMeeting, MentoringPair, MentoringProgramme
from asn_desktop.domain.conversion import ABROAD, Rule
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.credit import CreditRule
from asn_desktop.services.mentoring.jp import among, chunks, of_meeting, rule_of, usual_rules

M, P, G = MentoringMeeting, MentoringPair, MentoringProgramme
FEW = 100  # people; for more the sums of everybody are quicker


def sums(session: Session, year: int, people: Collection[int] | None = None) -> dict[int, tuple[int, int]]:
    """JP and number of pairs with a meeting that counts, by person; those without any are left out."""
    programmes = [*session.scalars(select(G))]
    if not programmes:
        return {}
    usual = usual_rules(session)
    if people is not None and len(people) <= FEW:
        return _ranked(session, usual, year, people)
    seats: dict[int, list[tuple[str, int]]] = defaultdict(list)  # by person: form and JP of each pair
    rules = {one.id: rule_of(one, usual) for one in programmes}
    earning = {one.id for one in programmes if one.mentor_earns}
    for query in _counted(rules, earning, year):
        for person, programme, number in session.connection().execute(query):
            ruled = rules[programme]
            seats[person].append((ruled.form, number * ruled.jp))
    found, shared = {}, []
    for person, of_pairs in seats.items():
        if len({form for form, _ in of_pairs}) < len(of_pairs):  # the pairs share the places of a month
            shared.append(person)
        else:
            found[person] = (sum(jp for _, jp in of_pairs), len(of_pairs))
    found |= _ranked(session, usual, year, shared)
    return found if people is None else {person: found[person] for person in people if person in found}


def _counted(rules: dict[int, CreditRule], earning: set[int], year: int) -> Iterator[Select[int, int, int]]:
    """Person, programme and number of meetings that count, as if nobody were in two pairs of one form.

    `earning` are the programmes whose mentors get JP too.
    """
    alike: dict[tuple[int, int], list[int]] = defaultdict(list)
    for programme, ruled in rules.items():
        if ruled.jp:
            alike[ruled.least_minutes, ruled.most_a_month].append(programme)
    for (least, most), programmes in alike.items():
        chosen = [M.state == words.HELD, M.day.between(date(year, 1, 1), date(year, 12, 31))]
        if least:
            chosen.append(M.minutes >= least)
        if len(programmes) < len(rules):
            chosen.append(M.pair_id.in_(select(P.id).where(P.programme_id.in_(programmes))))
        month = cast(func.substr(M.day, 6, 2), Integer)
        there = select(MeetingMentee.mentee_id.label("id"), func.count().label("n"))
        there = there.join(M, M.id == MeetingMentee.meeting_id).where(*chosen)
        mentees = there.group_by(MeetingMentee.mentee_id * 16 + month).subquery()  # one number sorts quicker
        yield (
            select(Mentee.person_id, P.programme_id, _capped(mentees.c.n, most))
            .join(mentees, mentees.c.id == Mentee.id)
            .join(P, P.id == Mentee.pair_id)
            .group_by(Mentee.id)
        )
        if earning.isdisjoint(programmes):
            continue
        chosen.append(M.pair_id.in_(select(P.id).where(P.programme_id.in_(earning))))
        held = select(M.pair_id.label("id"), func.count().label("n")).where(*chosen)
        pairs = held.group_by(M.pair_id, func.substr(M.day, 1, 7)).subquery()
        yield (
            select(P.mentor_id, P.programme_id, _capped(pairs.c.n, most))
            .join(pairs, pairs.c.id == P.id)
            .group_by(P.id)
        )


def _capped(number: ColumnElement[int], most: int) -> ColumnElement[int]:
    return func.sum(func.min(number, most) if most else number)


def _ranked(
    session: Session, usual: dict[str, Rule], year: int, people: Collection[int]
) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for chunk in chunks(people):
        for person, jp, pairs in session.connection().execute(_summed(usual, year, chunk)):
            found[person] = (jp, pairs)
    return found


def _summed(usual: dict[str, Rule], year: int, people: list[int]) -> Select[*tuple[Any, ...]]:
    """The same as `counted` of the domain, by the database."""
    jp = func.coalesce(G.jp_per_meeting, _by_kind(usual, of_meeting))
    most = func.coalesce(G.meetings_a_month, _by_kind(usual, lambda ruled, _level: ruled.most_a_month))
    form = case(words.FORMS_OF_LEARNING, value=G.kind)
    common = (form.label("form"), jp.label("jp"), most.label("most"), P.id.label("pair_id"))
    when = (M.day.label("day"), M.starts.label("starts"), M.id.label("meeting_id"))
    conditions = [
        M.state == words.HELD,
        M.day.between(date(year, 1, 1), date(year, 12, 31)),
        func.coalesce(M.minutes, 0) >= G.least_minutes,
        jp > 0,
    ]
    mentees = (
        select(Mentee.person_id.label("person_id"), *common, *when)
        .select_from(M)
        .join(P, P.id == M.pair_id)
        .join(G, G.id == P.programme_id)
        .join(MeetingMentee, MeetingMentee.meeting_id == M.id)
        .join(Mentee, Mentee.id == MeetingMentee.mentee_id)
        .where(*conditions)
    )
    mentors = (
        select(P.mentor_id.label("person_id"), *common, *when)
        .select_from(M)
        .join(P, P.id == M.pair_id)
        .join(G, G.id == P.programme_id)
        .where(*conditions, G.mentor_earns)
    )
    mentees = mentees.where(*among(Mentee.person_id, people))
    mentors = mentors.where(*among(P.mentor_id, people))
    met = union_all(mentees, mentors).subquery()
    month = func.substr(met.c.day, 1, 7)
    place = func.row_number().over(
        partition_by=(met.c.person_id, met.c.form, month),
        order_by=(met.c.day, met.c.starts, met.c.meeting_id),
    )
    ranked = select(met, place.label("place")).subquery()
    return (
        select(ranked.c.person_id, func.sum(ranked.c.jp), func.count(ranked.c.pair_id.distinct()))
        .where(or_(ranked.c.most == 0, ranked.c.place <= ranked.c.most))
        .group_by(ranked.c.person_id)
    )


def _by_kind(usual: dict[str, Rule], told: Callable[[Rule, str], int]) -> ColumnElement[int]:
    """What the conversion table says for the kind and level of a programme."""
    abroad = case({kind: told(ruled, ABROAD) for kind, ruled in usual.items()}, value=G.kind)
    home = case({kind: told(ruled, "") for kind, ruled in usual.items()}, value=G.kind)
    return case((G.level == ABROAD, abroad), else_=home)


def years(session: Session) -> set[int]:
    """With a meeting that took place."""
    found = session.scalars(select(extract("year", M.day)).where(M.state == words.HELD).distinct())
    return {*map(int, found)}
