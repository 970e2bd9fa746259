"""Who was in which session of an event, and what that means for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Attendance, ClassSession, EventPlan, Participant, Person, Unit
from asn_desktop.domain import clock, names
from asn_desktop.domain.passing import Attended, percent
from asn_desktop.services import results, rulings, schedule
from asn_desktop.services.schedule import SessionRow

BREAK = "istirahat"
EARLY = 45  # minutes before a session that people come in for it


class AttendanceOf(NamedTuple):
    """`ok` is None while sessions that are not written down could still decide, or where no rule holds."""

    attended: Attended
    ok: bool | None
    words: str

    @property
    def percent(self) -> float:
        return self.attended.percent


class PersonRow(NamedTuple):
    id: int  # of the participant
    position: int
    name: str
    nip: str
    unit: str
    role: str
    standing: AttendanceOf


class AttendanceGrid(NamedTuple):
    """`marks` by participant and session; breaks are no sessions here. `least` in percent."""

    sessions: Sequence[SessionRow]
    people: Sequence[PersonRow]
    marks: Mapping[tuple[int, int], str]
    least: float


def grid(session: Session, event_id: int) -> AttendanceGrid:
    held = [s for s in schedule.sessions(session, [event_id]) if s.kind != BREAK]
    marks = _marks(session, event_id)
    least = least_percent(session, event_id)
    columns = (Person.name, Person.gelar_depan, Person.gelar_belakang, Person.nip, Person.instansi)
    found = session.execute(
        select(Participant.id, Participant.position, Participant.role, Unit.name.label("unit"), *columns)
        .join(Person, Person.id == Participant.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Participant.event_id == event_id)
        .order_by(Participant.position, Participant.id)
    ).all()
    counted = _counted([row.id for row in found], held, marks)
    people = [
        PersonRow(
            row.id,
            row.position,
            names.printed(row.name, row.gelar_depan, row.gelar_belakang),
            row.nip or "",
            row.unit or row.instansi,
            row.role,
            _standing(counted[row.id], least, rules=row.role == results.MAIN_ROLE and bool(marks)),
        )
        for row in found
    ]
    return AttendanceGrid(held, people, marks, least)


def standing(session: Session, event_id: int) -> dict[int, AttendanceOf]:
    """By participant; empty where attendance is not kept."""
    shown = grid(session, event_id)
    return {person.id: person.standing for person in shown.people} if shown.marks else {}


def least_percent(session: Session, event_id: int) -> float:
    """What the event asks for, else the office."""
    own = session.scalar(select(EventPlan.min_attendance).where(EventPlan.event_id == event_id))
    return float(own if own is not None else rulings.number(session, "kehadiran_minimal"))


def session_at(held: Sequence[SessionRow], now: datetime) -> int | None:
    """The session people come in for at this time: running, about to begin, or else the nearest one."""
    if not held:
        return None
    time, soon = f"{now:%H:%M}", f"{now + timedelta(minutes=EARLY):%H:%M}"
    today = [s for s in held if s.day == now.date()]
    for found in (
        [s for s in today if s.starts <= time < s.ends],
        [s for s in today if time < s.starts <= soon],
        [s for s in today if s.ends <= time][-1:],
        today,
        [s for s in held if s.day > now.date()],
    ):
        if found:
            return found[0].id
    return held[-1].id


def title(held: SessionRow) -> str:
    """`3/11 08.00`, for the head of a column or a choice."""
    return f"{held.day.day}/{held.day.month} {clock.shown(held.starts)}"


def _marks(session: Session, event_id: int) -> dict[tuple[int, int], str]:
    found = session.execute(
        select(Attendance.participant_id, Attendance.session_id, Attendance.status)
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .where(ClassSession.event_id == event_id, ClassSession.kind != BREAK)
    )
    return {(participant, held): status for participant, held, status in found}


def _counted(
    people: Sequence[int], held: Sequence[SessionRow], marks: Mapping[tuple[int, int], str]
) -> dict[int, Attended]:
    """Of parallel classes a person sits in one: that with most of his marks, else the smallest."""
    class_of = {s.id: s.class_name for s in held}
    sizes = Counter(class_of.values())
    common = sizes.pop("", 0)
    usual = min(sizes.values(), default=0)
    marked: dict[int, Counter[str]] = {person: Counter() for person in people}
    present: Counter[int] = Counter()
    for (person, session_id), status in marks.items():
        if person in marked:
            marked[person][class_of[session_id]] += 1
            present[person] += status == "H"
    found = {}
    for person, by_class in marked.items():
        own = [name for name, _ in by_class.most_common() if name]
        total = common + (sizes[own[0]] if own else usual)
        written = by_class.total()
        found[person] = Attended(present[person], written, max(total, written))
    return found


def _standing(attended: Attended, least: float, *, rules: bool) -> AttendanceOf:
    share = percent(attended.percent)
    if not rules or not attended.total:
        return AttendanceOf(attended, None, share if attended.marked else "–")
    if attended.percent >= least:
        return AttendanceOf(attended, True, f"✓ {share}")
    if attended.best < least:
        return AttendanceOf(attended, False, f"✗ {share} (min. {percent(least)})")
    return AttendanceOf(attended, None, f"{share} · belum lengkap")
