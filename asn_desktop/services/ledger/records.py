"""The trainings that count of many people in a year, a line each: for lists and for SIASN."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from asn_desktop.db.history import CHUNK
from asn_desktop.db.tables import Event, IssuedCertificate, OutsideTraining, Participant, Training
from asn_desktop.services.ledger import mentored
from asn_desktop.services.ledger.credits import certificate_jp, jp_of
from asn_desktop.services.ledger.outside import kind_of
from asn_desktop.services.results import MAIN_ROLE


class Record(NamedTuple):
    person_id: int
    name: str
    kind: str  # kursus or diklat
    form: str  # code
    organiser: str
    starts_on: date
    ends_on: date
    jp: int
    certificate: str


def records(session: Session, year: int, people: Sequence[int]) -> list[Record]:
    """In the order of the people, of each by date."""
    found: list[Record] = []
    for start in range(0, len(people), CHUNK):
        part = [*people[start : start + CHUNK]]
        found += [*_own(session, year, part), *_outside(session, year, part)]
    found += _mentored(session, year, people)
    place = {person: n for n, person in enumerate(people)}
    return sorted(found, key=lambda record: (place[record.person_id], record.ends_on, record.name))


def _own(session: Session, year: int, people: list[int]) -> Iterator[Record]:
    query = (
        select(Participant, Event, Training.name, Training.form, IssuedCertificate.number, certificate_jp())
        .join(Event, Event.id == Participant.event_id)
        .join(Training, Training.id == Event.training_id)
        .outerjoin(
            IssuedCertificate,
            (IssuedCertificate.participant_id == Participant.id) & (IssuedCertificate.state == "berlaku"),
        )
        .where(
            Participant.person_id.in_(people),
            Participant.role == MAIN_ROLE,
            Event.ends_on.between(date(year, 1, 1), date(year, 12, 31)),
            or_(Participant.result == "lulus", IssuedCertificate.id.is_not(None)),
        )
        .order_by(IssuedCertificate.id)
    )
    newest: dict[int, Record] = {}
    for seat, event, name, form, number, said in session.execute(query):
        newest[seat.id] = Record(
            seat.person_id,
            name,
            kind_of(form),
            form,
            event.organiser,
            event.starts_on,
            event.ends_on,
            jp_of(event.jp, said),
            number or "",
        )
    yield from newest.values()


def _outside(session: Session, year: int, people: list[int]) -> Iterator[Record]:
    query = select(OutsideTraining).where(OutsideTraining.year == year, OutsideTraining.person_id.in_(people))
    for row in session.scalars(query):
        yield Record(
            row.person_id,
            row.name,
            row.kind,
            row.form,
            row.organiser,
            row.starts_on or row.ends_on,
            row.ends_on,
            row.jp,
            row.certificate_number,
        )


def _mentored(session: Session, year: int, people: Sequence[int]) -> Iterator[Record]:
    for line in mentored.lines(session, people, year):
        if line.jp:
            yield Record(
                line.person_id,
                line.name,
                kind_of(line.form),
                line.form,
                line.organiser,
                line.starts_on,
                line.ends_on,
                line.jp,
                line.certificate,
            )
