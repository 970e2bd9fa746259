"""Seats of an event: how many there are, how many each perangkat daerah may take, and what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import EventPlan, Nomination, Participant, Person, Quota, Unit
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import units
from asn_desktop.services.results import MAIN_ROLE

WAITING = "menunggu"
MOST_SEATS = 10_000


class QuotaRow(NamedTuple):
    """`seats` None: no quota was set for this perangkat daerah."""

    unit_id: int
    unit: str
    seats: int | None
    taken: int

    @property
    def left(self) -> int | None:
        return None if self.seats is None else self.seats - self.taken


class Seats(NamedTuple):
    """`capacity` None: no limit was set. Only peserta take seats."""

    capacity: int | None
    taken: int
    waiting: int
    quotas: tuple[QuotaRow, ...]  # with a quota or with participants, by name

    @property
    def left(self) -> int | None:
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def words(self) -> str:
        waiting = f" · {self.waiting} menunggu" if self.waiting else ""
        if self.left is None:
            return f"{self.taken} peserta, jumlah kursi belum ditetapkan{waiting}"
        if self.left < 0:
            return f"{self.taken} peserta, lebih {-self.left} dari {self.capacity} kursi{waiting}"
        return f"{self.taken} dari {self.capacity} kursi terisi, sisa {self.left}{waiting}"

    def left_of(self, agency_id: int | None) -> int | None:
        """Seats left of the quota; None where the perangkat daerah has none."""
        return next((row.left for row in self.quotas if row.unit_id == agency_id), None)


def seats(session: Session, event_id: int) -> Seats:
    capacity = session.scalar(select(EventPlan.capacity).where(EventPlan.event_id == event_id))
    agency_of = units.agencies(session)
    there = session.scalars(
        select(Person.unit_id)
        .join(Participant, Participant.person_id == Person.id)
        .where(Participant.event_id == event_id, Participant.role == MAIN_ROLE)
    ).all()
    taken = Counter(agency_of[u][0] for u in there if u in agency_of)
    set_: dict[int, int] = dict(
        session.execute(select(Quota.unit_id, Quota.seats).where(Quota.event_id == event_id)).all()
    )
    names: dict[int, str] = dict(session.execute(select(Unit.id, Unit.name)).all())
    quotas = sorted(
        (QuotaRow(unit_id, names[unit_id], set_.get(unit_id), taken[unit_id]) for unit_id in {*set_, *taken}),
        key=lambda row: row.unit.casefold(),
    )
    waiting = session.scalar(
        select(func.count(Nomination.id)).where(
            Nomination.event_id == event_id,
            Nomination.state == WAITING,
            Nomination.person_id.not_in(seated(event_id)),
        )
    )
    return Seats(capacity, len(there), waiting or 0, tuple(quotas))


def seated(event_id: int) -> Select[int]:
    """People who are peserta by whatever way: also from a list, or at the door."""
    return select(Participant.person_id).where(
        Participant.event_id == event_id, Participant.role == MAIN_ROLE
    )


def crowded(session: Session, event_id: int) -> str:
    """What to tell whoever adds people by a list or by hand; empty while all have a seat. None is refused."""
    free = seats(session, event_id)
    told = [f"{free.words}."] if free.left is not None and free.left < 0 else []
    full = [q for q in free.quotas if q.left is not None and q.left < 0]
    return " ".join([*told, *(f"Kuota {q.unit} terlampaui: {q.taken} dari {q.seats}." for q in full)])


def save_quotas(session: Session, event_id: int, wanted: Mapping[int, int | None]) -> None:
    """Seats by perangkat daerah; None takes the quota away, units not named keep theirs. Raises
    InvalidInput by the id of the unit as text.
    """
    problems = {
        str(unit_id): f"Kuota harus angka 0 sampai {MOST_SEATS}; yang diisi {count}."
        for unit_id, count in wanted.items()
        if count is not None and not 0 <= count <= MOST_SEATS
    }
    if problems:
        raise InvalidInput(problems)
    known = {row.unit_id: row for row in session.scalars(select(Quota).where(Quota.event_id == event_id))}
    for unit_id, count in wanted.items():
        row = known.get(unit_id)
        if count is None:
            if row is not None:
                session.delete(row)
        elif row is None:
            session.add(Quota(event_id=event_id, unit_id=unit_id, seats=count))
        else:
            row.seats = count
    session.flush()
