"""The rooms an office teaches in, with their seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import ClassSession, Event, EventPlan, Room, Training
from asn_desktop.domain import dates
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.typed import sought
from asn_desktop.services import office

MOST_SEATS = 20_000


@dataclass(frozen=True)
class RoomForm:
    """`capacity` None: not known."""

    name: str = ""
    place: str = ""
    capacity: int | None = None
    note: str = ""
    id: int | None = None
    version: int = 1


class RoomRow(NamedTuple):
    id: int
    name: str
    place: str
    capacity: int | None
    sessions: int  # planned from today on
    archived: bool


class Use(NamedTuple):
    """An event that needs the room, or has it as its usual one; `days` of sessions, 0 for none yet."""

    event_id: int
    title: str
    first: date
    last: date
    days: int


def rows(session: Session, today: date, text: str = "", archived: bool = False) -> list[RoomRow]:
    coming = (
        select(func.count(ClassSession.id))
        .where(ClassSession.room_id == Room.id, ClassSession.day >= today)
        .scalar_subquery()
    )
    query = select(Room, coming).where(Room.archived == archived).order_by(func.lower(Room.name))
    for word in sought(text):
        query = query.where((Room.name + " " + Room.place).icontains(word, autoescape=True))
    return [
        RoomRow(r.id, r.name, r.place, r.capacity or None, count, r.archived)
        for r, count in session.execute(query)
    ]


def get(session: Session, room_id: int) -> RoomForm:
    r = session.get_one(Room, room_id)
    return RoomForm(r.name, r.place, r.capacity or None, r.note, r.id, r.version)


def problems(form: RoomForm) -> dict[str, str]:
    """By field; the same while typing."""
    found = {}
    if not form.name.strip():
        found["name"] = "Isi nama ruang."
    if form.capacity is not None and not 1 <= form.capacity <= MOST_SEATS:
        found["capacity"] = f"Daya tampung harus antara 1 dan {MOST_SEATS}, atau kosong bila belum diketahui."
    return found


def save(session: Session, form: RoomForm) -> int:
    """Raises InvalidInput by field, UserError when somebody else changed the room meanwhile."""
    found = problems(form)
    name = " ".join(form.name.split())
    same = session.scalar(select(Room.id).where(func.lower(Room.name) == func.lower(name)))
    if same is not None and same != form.id:
        found["name"] = (
            "Ruang dengan nama ini sudah ada (mungkin diarsipkan). Pakai yang ada, atau ubah namanya."
        )
    if found:
        raise InvalidInput(found)
    row = Room() if form.id is None else session.get_one(Room, form.id)
    office.check_version(form.version, row.version if form.id else form.version)
    row.name, row.place, row.note = name, form.place.strip(), form.note.strip()
    row.capacity = form.capacity or 0
    session.add(row)
    session.flush()
    return row.id


def archive(session: Session, room_id: int, archived: bool = True) -> None:
    session.get_one(Room, room_id).archived = archived


def names(session: Session, also: int | None = None) -> dict[int, str]:
    """To choose from: name with the seats, by id; `also` one that was chosen and put aside since."""
    found = session.execute(
        select(Room.id, Room.name, Room.capacity)
        .where(Room.archived.is_(False) | (Room.id == also))
        .order_by(func.lower(Room.name))
    )
    return {key: f"{name} ({seats} kursi)" if seats else name for key, name, seats in found}


def uses(session: Session, room_id: int, today: date) -> list[Use]:
    """The events that end today or later, soonest first."""
    days = (
        select(func.count(ClassSession.day.distinct()))
        .where(ClassSession.event_id == Event.id, ClassSession.room_id == room_id)
        .scalar_subquery()
    )
    usual = select(EventPlan.event_id).where(EventPlan.room_id == room_id)
    query = (
        select(Event.id, Training.name, Event.angkatan, Event.starts_on, Event.ends_on, days)
        .join(Training, Training.id == Event.training_id)
        .where(Event.ends_on >= today, (days > 0) | Event.id.in_(usual))
        .order_by(Event.starts_on, Event.id)
    )
    return [
        Use(key, f"{name} angkatan {dates.roman(number)}", first, last, count)
        for key, name, number, first, last, count in session.execute(query)
    ]
