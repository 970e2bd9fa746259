"""What is planned for an event beside its dates: seats, method, room, funds and the rules for passing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import EventPlan, Room
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services.trail.year_words import METHODS

MOST_SEATS = 20_000


@dataclass(frozen=True)
class Plan:
    """`min_attendance` in percent and `pass_mark` 0..100; None: as the office rules. See `EventPlan`."""

    capacity: int | None = None
    method: str = "klasikal"
    funding: str = ""
    room_id: int | None = None
    min_attendance: int | None = None
    pass_mark: float | None = None
    series_id: int | None = None
    series_day: date | None = None
    apart: bool = False


def plan(session: Session, event_id: int) -> Plan:
    """The usual one for an event that has none."""
    row = _row(session, event_id)
    if row is None:
        return Plan()
    return Plan(**{name: getattr(row, name) for name in Plan.__dataclass_fields__})


def plan_problems(form: Plan) -> dict[str, str]:
    """Messages by field; the same while typing."""
    problems = {}
    if form.capacity is not None and not 1 <= form.capacity <= MOST_SEATS:
        problems["capacity"] = (
            f"Jumlah kursi harus antara 1 dan {MOST_SEATS}, atau kosong bila tidak dibatasi."
        )
    if form.method not in METHODS:
        problems["method"] = "Pilih salah satu metode: " + ", ".join(METHODS.values()) + "."
    if form.min_attendance is not None and not 0 <= form.min_attendance <= 100:
        problems["min_attendance"] = "Kehadiran harus antara 0 dan 100 persen, atau kosong."
    if form.pass_mark is not None and not 0 <= form.pass_mark <= 100:
        problems["pass_mark"] = "Nilai kelulusan harus antara 0 dan 100, atau kosong."
    return problems


def save_plan(session: Session, event_id: int, form: Plan) -> None:
    """Raises InvalidInput. The usual plan of an event that has none yet writes nothing."""
    problems = plan_problems(form)
    if form.room_id is not None and session.get(Room, form.room_id) is None:
        problems["room_id"] = "Ruang ini sudah tidak ada. Pilih ruang lain."
    if problems:
        raise InvalidInput(problems)
    row = _row(session, event_id)
    if row is None:
        if form == Plan():
            return
        row = EventPlan(event_id=event_id)
    for name in Plan.__dataclass_fields__:
        value = getattr(form, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    session.add(row)
    session.flush()


def _row(session: Session, event_id: int) -> EventPlan | None:
    return session.scalar(select(EventPlan).where(EventPlan.event_id == event_id))
