"""How many JP a person has in a year: from the events of this office and from trainings elsewhere.

The year is that of the last day. Of our events count those a peserta passed or has a valid certificate of;
the JP on the certificate wins over that of the event. Who taught or organised gets no JP for it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, String, cast, extract, func, or_, select
from sqlalchemy.orm import Session

from asn_desktop.db.history import CHUNK
from asn_desktop.db.tables import Event, IssuedCertificate, OutsideTraining, Participant
from asn_desktop.domain.conversion import Targets
from asn_desktop.services import rulings
from asn_desktop.services.results import MAIN_ROLE


class Sum(NamedTuple):
    jp: int = 0
    trainings: int = 0


def certificate_jp() -> ColumnElement[Any]:
    """What a certificate says, as text."""
    said: ColumnElement[Any] = IssuedCertificate.snapshot["values"]["jp"].as_string()
    return said


def sums(session: Session, year: int, people: Collection[int] | None = None) -> dict[int, Sum]:
    """By person; those without any are left out. `people` None means all."""
    found: dict[int, Sum] = {}
    for among in [None] if people is None else _parts(people):
        found |= _outside(session, year, among)
        for person, jp, count in [*_passed(session, year, among), *_certified(session, year, among)]:
            has = found.get(person)
            found[person] = Sum(has[0] + jp, has[1] + count) if has else Sum(jp, count)
    return found


def _parts(people: Collection[int]) -> list[list[int]]:
    ids = [*people]
    return [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]


def _outside(session: Session, year: int, among: list[int] | None) -> dict[int, Sum]:
    query = (
        select(OutsideTraining.person_id, func.sum(OutsideTraining.jp), func.count())
        .where(OutsideTraining.year == year)
        .group_by(OutsideTraining.person_id)
    )
    if among is not None:
        query = query.where(OutsideTraining.person_id.in_(among))
    return {person: Sum(jp, count) for person, jp, count in session.connection().execute(query).all()}


def _of_year(year: int, among: list[int] | None) -> list[ColumnElement[bool]]:
    wanted = [
        Event.ends_on.between(date(year, 1, 1), date(year, 12, 31)),
        Participant.role == MAIN_ROLE,
    ]
    return wanted if among is None else [*wanted, Participant.person_id.in_(among)]


def _passed(session: Session, year: int, among: list[int] | None) -> Sequence[Row[int, int, int]]:
    """JP of the events that were passed, as the event says; `_certified` puts right what certificates say."""
    query = (
        select(Participant.person_id, func.sum(Event.jp), func.count())
        .join(Event, Event.id == Participant.event_id)
        .where(*_of_year(year, among), Participant.result == "lulus")
        .group_by(Participant.person_id)
    )
    return session.connection().execute(query).all()


def _certified(session: Session, year: int, among: list[int] | None) -> list[tuple[int, int, int]]:
    """What valid certificates add to that: another JP than the event has now, or one without a result."""
    query = (
        select(Participant.id, Participant.person_id, Participant.result, Event.jp, certificate_jp())
        .join(IssuedCertificate, IssuedCertificate.participant_id == Participant.id)
        .join(Event, Event.id == Participant.event_id)
        .where(*_of_year(year, among), IssuedCertificate.state == "berlaku")
        .where(or_(Participant.result != "lulus", certificate_jp() != cast(Event.jp, String)))
        .order_by(IssuedCertificate.id)  # of two valid ones of people who were merged the newest speaks
    )
    newest = {row[0]: row[1:] for row in session.connection().execute(query).all()}
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
    return sorted({this_year, *map(int, own_years), *outside}, reverse=True)
