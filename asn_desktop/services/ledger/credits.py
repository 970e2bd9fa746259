"""How many JP a person has in a year: from the events of this office, its mentoring and trainings elsewhere.

The year is that of the last day. Of our events count those a peserta passed or has a valid certificate of;
the JP on the certificate wins over that of the event. Who taught or organised gets no JP for it. Meetings of
mentoring count by their day and their rule; a certificate of a programme adds nothing to them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, String, cast, extract, func, or_, select
from sqlalchemy.orm import Session

from asn_desktop.db.history import CHUNK
from asn_desktop.db.tables import Event, IssuedCertificate, OutsideTraining, Participant
from asn_desktop.domain.conversion import Targets
from asn_desktop.services import rulings
from asn_desktop.services.mentoring import earned
from asn_desktop.services.results import MAIN_ROLE


class Sum(NamedTuple):
    jp: int = 0
    trainings: int = 0


def certificate_jp() -> ColumnElement[Any]:
    """What a certificate says, as text."""
    said: ColumnElement[Any] = IssuedCertificate.snapshot["values", "jp"].as_string()
    return said


def sums(session: Session, year: int, people: Collection[int] | None = None) -> dict[int, Sum]:
    """By person; those without any are left out. `people` None means all."""
    jp: dict[int, int] = {}
    count: dict[int, int] = {}
    for among in [None] if people is None else _parts(people):
        for person, total, number in _outside(session, year, among):
            jp[person], count[person] = total, number
        for person, gained in _passed(session, year, among):
            jp[person] = jp.get(person, 0) + gained
            count[person] = count.get(person, 0) + 1
        for person, more, number in _certified(session, year, among):
            jp[person] = jp.get(person, 0) + more
            count[person] = count.get(person, 0) + number
    for person, (more, pairs) in earned.sums(session, year, people).items():
        jp[person] = jp.get(person, 0) + more
        count[person] = count.get(person, 0) + pairs
    return {person: Sum(jp[person], number) for person, number in count.items()}


def _parts(people: Collection[int]) -> list[list[int]]:
    ids = [*people]
    return [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]


def _outside(session: Session, year: int, among: list[int] | None) -> Sequence[Row[int, int, int]]:
    query = (
        select(OutsideTraining.person_id, func.sum(OutsideTraining.jp), func.count())
        .where(OutsideTraining.year == year)
        .group_by(OutsideTraining.person_id)
    )
    if among is not None:
        query = query.where(OutsideTraining.person_id.in_(among))
    return session.connection().execute(query).all()


def _held(year: int) -> Select[int]:
    """Asked for first: the events of a year are few beside all that people ever took part in."""
    return select(Event.id).where(Event.ends_on.between(date(year, 1, 1), date(year, 12, 31)))


def _main(among: list[int] | None) -> list[ColumnElement[bool]]:
    wanted = [Participant.role == MAIN_ROLE]
    return wanted if among is None else [*wanted, Participant.person_id.in_(among)]


def _passed(session: Session, year: int, among: list[int] | None) -> Sequence[Row[int, int]]:
    """JP of the events that were passed, as the event says; `_certified` puts right what certificates say."""
    query = (
        select(Participant.person_id, Event.jp)
        .join(Event, Event.id == Participant.event_id)
        .where(Participant.event_id.in_(_held(year)), Participant.result == "lulus", *_main(among))
    )
    return session.connection().execute(query).all()


def _certified(session: Session, year: int, among: list[int] | None) -> list[tuple[int, int, int]]:
    """What valid certificates add to that: another JP than the event has now, or one without a result."""
    query = (
        select(Participant.id, Participant.person_id, Participant.result, Event.jp, certificate_jp())
        .join(IssuedCertificate, IssuedCertificate.participant_id == Participant.id)
        .join(Event, Event.id == Participant.event_id)
        .where(IssuedCertificate.event_id.in_(_held(year)), IssuedCertificate.state == "berlaku")
        .where(*_main(among))
        .where(or_(Participant.result != "lulus", certificate_jp() != cast(Event.jp, String)))
    )
    rows = sorted(session.connection().execute(query.add_columns(IssuedCertificate.id)), key=itemgetter(5))
    newest = {row[0]: row[1:5] for row in rows}  # of two valid ones of people who were merged the last speaks
    found = []
    for person, result, event_jp, said in newest.values():
        is_counted = result == "lulus"
        found.append((person, jp_of(event_jp, said) - event_jp * is_counted, 1 - is_counted))
    return found


def jp_of(event_jp: int, certificate: str | None) -> int:
    """The JP on a certificate wins; the event's where there is none or it says none."""
    return int(certificate) if certificate and certificate.isdecimal() else event_jp


def targets(session: Session) -> Targets:
    """Of a year, as the office set them."""
    pns, pppk, most = (
        rulings.number(session, code) for code in ("target_jp_pns", "target_jp_pppk", "batas_jp_pppk")
    )
    return Targets(round(pns), round(pppk), round(most))


def years(session: Session, this_year: int) -> list[int]:
    """Years with anything in them and the present one, newest first."""
    own_years = session.scalars(select(extract("year", Event.ends_on)).distinct())
    outside = session.scalars(select(OutsideTraining.year).distinct())
    return sorted({this_year, *map(int, own_years), *outside, *earned.years(session)}, reverse=True)
