"""What stands in the calendar: the events of a span of days, and their sessions for a week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from asn_desktop.db.tables import ClassSession, Event, EventPlan, Participant, ReferenceItem, Training
from asn_desktop.domain import dates
from asn_desktop.domain.typed import sought
from asn_desktop.services import schedule
from asn_desktop.services.schedule import SessionRow

NO_FORM = "Tanpa bentuk"


@dataclass(frozen=True)
class Filter:
    """`forms` are codes of bentuk_pelatihan; every word of `text` must be in training, place or organiser."""

    text: str = ""
    forms: tuple[str, ...] = ()


class Entry(NamedTuple):
    """`capacity` None: no limit is set. `participants` are those in the role of peserta."""

    event_id: int
    training: str
    angkatan: int
    form: str  # code of bentuk_pelatihan
    starts_on: date
    ends_on: date
    place: str
    jp: int
    participants: int
    capacity: int | None
    sessions: int
    series_id: int | None
    apart: bool  # does not follow its series any more

    @property
    def id(self) -> int:
        return self.event_id

    @property
    def title(self) -> str:
        return f"{self.training} · {dates.roman(self.angkatan)}"

    @property
    def seats(self) -> str:
        """`28 dari 30`"""
        of = f" dari {self.capacity}" if self.capacity is not None else ""
        return f"{self.participants}{of}"


class Form(NamedTuple):
    """A form of training; `place` gives its letter and colour, the same in every year and filter."""

    code: str
    name: str
    place: int


def entries(session: Session, first: date, last: date, chosen: Filter = Filter()) -> list[Entry]:
    """Events with a day between the two, without archived ones, by their first day."""
    inside = (Event.starts_on <= last, Event.ends_on >= first, Event.archived.is_(False))
    query = (
        select(
            Event.id,
            Training.name,
            Event.angkatan,
            Training.form,
            Event.starts_on,
            Event.ends_on,
            Event.place,
            Event.jp,
            EventPlan.capacity,
            EventPlan.series_id,
            EventPlan.apart,
        )
        .join(Training, Training.id == Event.training_id)
        .outerjoin(EventPlan, EventPlan.event_id == Event.id)
        .where(*inside)
        .order_by(Event.starts_on, Event.ends_on.desc(), Event.id)
    )
    for word in sought(chosen.text):
        columns = (Training.name, Event.place, Event.organiser)
        query = query.where(or_(*(c.icontains(word, autoescape=True) for c in columns)))
    if chosen.forms:
        query = query.where(Training.form.in_(chosen.forms))
    found = session.execute(query).all()
    ids = select(Event.id).where(*inside)
    people = _counts(session, Participant.event_id, ids, Participant.role == "peserta")
    taught = _counts(session, ClassSession.event_id, ids, ClassSession.kind == "materi")
    return [
        Entry(
            id_,
            name,
            angkatan,
            form,
            starts_on,
            ends_on,
            place,
            jp,
            people.get(id_, 0),
            capacity,
            taught.get(id_, 0),
            series_id,
            bool(apart),
        )
        for (
            id_,
            name,
            angkatan,
            form,
            starts_on,
            ends_on,
            place,
            jp,
            capacity,
            series_id,
            apart,
        ) in found
    ]


def _counts(
    session: Session, column: InstrumentedAttribute[int], ids: Select[int], condition: ColumnElement[bool]
) -> dict[int, int]:
    rows = session.execute(select(column, func.count()).where(column.in_(ids), condition).group_by(column))
    return {row[0]: row[1] for row in rows}


def lessons(session: Session, shown: Iterable[Entry], first: date, last: date) -> list[SessionRow]:
    """The sessions of these events between the two days, by day and time."""
    rows = schedule.sessions(session, [e.event_id for e in shown])
    inside = (r for r in rows if first <= r.day <= last)
    return sorted(inside, key=lambda r: (r.day, r.starts, r.ends, r.id))


def forms(session: Session) -> list[Form]:
    """All forms of training, those put aside too, and at the end those without one."""
    items = session.execute(
        select(ReferenceItem.code, ReferenceItem.name)
        .where(ReferenceItem.kind == "bentuk_pelatihan")
        .order_by(ReferenceItem.position, ReferenceItem.code)
    ).all()
    return [Form(code, name, n) for n, (code, name) in enumerate([*items, ("", NO_FORM)])]


def years(session: Session) -> list[int]:
    """From the first event to the last, without gaps."""
    first, last = session.execute(select(func.min(Event.starts_on), func.max(Event.ends_on))).one()
    return list(range(first.year, last.year + 1)) if first else []
