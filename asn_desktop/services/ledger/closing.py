"""Which trainings to come would bring a person to the target, and which of them are booked already."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Event, EventPlan, IssuedCertificate, Participant, Training
from asn_desktop.services.results import MAIN_ROLE

MOST = 8  # that are offered


class OpenEvent(NamedTuple):
    """`seats` None: no limit is set. `closes`: it alone gives what is lacking."""

    event_id: int
    training: str
    angkatan: int
    starts_on: date
    ends_on: date
    jp: int
    seats: int | None
    closes: bool


def open_events(session: Session, person_id: int, lacking: int, year: int, today: date) -> list[OpenEvent]:
    """Not begun, ending in that year, with a free seat and without this person; what closes the gap with the
    fewest JP comes first, then those that give most.
    """
    taken = (
        select(func.count())
        .where(Participant.event_id == Event.id, Participant.role == MAIN_ROLE)
        .scalar_subquery()
    )
    there = select(Participant.event_id).where(Participant.person_id == person_id)
    query = (
        select(
            Event.id,
            Training.name,
            Event.angkatan,
            Event.starts_on,
            Event.ends_on,
            Event.jp,
            EventPlan.capacity,
            taken,
        )
        .join(Training, Training.id == Event.training_id)
        .outerjoin(EventPlan, EventPlan.event_id == Event.id)
        .where(
            Event.archived.is_(False),
            Event.starts_on >= today,
            Event.ends_on <= date(year, 12, 31),
            Event.ends_on >= date(year, 1, 1),
            Event.jp > 0,
            Event.id.not_in(there),
        )
    )
    found = [
        OpenEvent(event, name, angkatan, first, last, jp, seats - count if seats else None, jp >= lacking)
        for event, name, angkatan, first, last, jp, seats, count in session.execute(query).all()
    ]
    free = [event for event in found if event.seats is None or event.seats > 0]
    return sorted(free, key=lambda e: (not e.closes, e.jp if e.closes else -e.jp, e.starts_on))[:MOST]


def booked(session: Session, person_id: int, year: int) -> int:
    """JP of events of that year the person takes part in and that do not count yet."""
    certified = select(IssuedCertificate.participant_id).where(
        IssuedCertificate.participant_id == Participant.id, IssuedCertificate.state == "berlaku"
    )
    return int(
        session.scalar(
            select(func.coalesce(func.sum(Event.jp), 0))
            .join(Participant, Participant.event_id == Event.id)
            .where(
                Participant.person_id == person_id,
                Participant.role == MAIN_ROLE,
                Participant.result == "",
                ~certified.exists(),
                Event.ends_on.between(date(year, 1, 1), date(year, 12, 31)),
            )
        )
        or 0
    )
