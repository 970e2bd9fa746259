"""Changes or deletes events of a series: this one, this and the following, or all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import (
    Attendance,
    ClassSession,
    Event,
    EventPlan,
    EventSeries,
    IssuedCertificate,
    SessionTrainer,
    Training,
)
from asn_desktop.domain import clock, dates, recurrence
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import clashes, deletion, holidays, schedule
from asn_desktop.services.clashes import Clash, Wanted
from asn_desktop.services.series import splitting

THIS, FOLLOWING, ALL = "ini", "berikutnya", "semua"
SCOPES = {THIS: "Ini saja", FOLLOWING: "Ini dan berikutnya", ALL: "Semua"}


@dataclass(frozen=True)
class Changes:
    """What to change, None: nothing. `days` and `minutes` move the event and its sessions; `room_id` 0 takes
    the room away; `trainer_ids` are those of all lessons.
    """

    days: int = 0
    minutes: int = 0
    place: str | None = None
    organiser: str | None = None
    room_id: int | None = None
    trainer_ids: tuple[int, ...] | None = None
    capacity: int | None = None
    method: str | None = None
    funding: str | None = None


class Member(NamedTuple):
    """An event of the series. `held` says why it is not changed along with others; empty where it is."""

    event_id: int
    title: str
    first: date
    last: date
    apart: bool
    held: str


class ChangePreview(NamedTuple):
    """`notes` are about the new days; `left` are members the change leaves out, with the reason."""

    changed: tuple[Member, ...]
    left: tuple[Member, ...]
    notes: tuple[str, ...]
    clashes: tuple[Clash, ...]


def members(session: Session, event_id: int) -> list[Member]:
    """All events of the series of this one, by their days; only the event itself if it is of none."""
    plan = session.scalar(select(EventPlan).where(EventPlan.event_id == event_id))
    chosen = Event.id == event_id
    if plan is not None and plan.series_id is not None:
        chosen = Event.id.in_(select(EventPlan.event_id).where(EventPlan.series_id == plan.series_id))
    moved = and_(EventPlan.series_day.is_not(None), EventPlan.series_day != Event.starts_on)
    apart = or_(EventPlan.apart, moved)  # its days may have been changed in its own form
    found = session.execute(
        select(Event.id, Training.name, Event.angkatan, Event.starts_on, Event.ends_on, apart)
        .join(Training, Training.id == Event.training_id)
        .outerjoin(EventPlan, EventPlan.event_id == Event.id)
        .where(chosen, Event.archived.is_(False))
        .order_by(Event.starts_on, Event.id)
    ).all()
    held = _held(session, [row[0] for row in found])
    return [
        Member(key, f"{name} · {dates.roman(angkatan)}", first, last, bool(by_itself), held.get(key, ""))
        for key, name, angkatan, first, last, by_itself in found
    ]


def series_of(session: Session, event_id: int) -> tuple[int, str] | None:
    """The series of an event: its id, its name with the rule in words."""
    found = session.execute(
        select(EventSeries.id, EventSeries.name, EventSeries.rule)
        .join(EventPlan, EventPlan.series_id == EventSeries.id)
        .where(EventPlan.event_id == event_id)
    ).one_or_none()
    return (found.id, f"{found.name}, {recurrence.words(recurrence.read(found.rule))}") if found else None


def preview_change(session: Session, event_id: int, scope: str, changes: Changes) -> ChangePreview:
    """What `change` would do; nothing is written. Raises UserError for a session moved past midnight."""
    chosen, left = _chosen(session, event_id, scope)
    wanted: list[Wanted] = []
    notes = []
    off = holidays.between(
        session,
        min(m.first for m in chosen) + timedelta(changes.days),
        max(m.last for m in chosen) + timedelta(changes.days),
    )
    for member in chosen:
        stored = clashes.wanted_of(session, member.event_id, timedelta(changes.days))
        wanted += [_changed(w, changes) for w in stored]
        days = {w.day for w in stored} if changes.days else ()
        for day in sorted(days):
            if day in off:
                notes.append(f"{member.title}: {clashes.day_words(day)} adalah {off[day].name}.")
            elif day.weekday() > 4:
                notes.append(f"{member.title}: {clashes.day_words(day)} adalah akhir pekan.")
    return ChangePreview(tuple(chosen), tuple(left), tuple(notes), tuple(clashes.find(session, wanted)))


def change(session: Session, event_id: int, scope: str, changes: Changes) -> tuple[int, ...]:
    """One action; the ids of the events changed. With `ini` the event does not follow its series any more,
    with `berikutnya` it and the following become a series of their own. Raises UserError and InvalidInput.
    """
    if changes == Changes():
        raise UserError("Belum ada yang diubah. Isi paling sedikit satu hal, lalu simpan lagi.")
    _check(changes)
    chosen, _left = _chosen(session, event_id, scope)
    ids = [m.event_id for m in chosen]
    plans = {p.event_id: p for p in session.scalars(select(EventPlan).where(EventPlan.event_id.in_(ids)))}
    for event in session.scalars(select(Event).where(Event.id.in_(ids))):
        event.starts_on += timedelta(changes.days)
        event.ends_on += timedelta(changes.days)
        event.place = event.place if changes.place is None else changes.place.strip()
        event.organiser = event.organiser if changes.organiser is None else changes.organiser.strip()
        plan = plans.setdefault(event.id, EventPlan(event_id=event.id))
        _set_plan(plan, changes)
        session.add(plan)
    session.flush()
    _set_sessions(session, ids, changes)
    if scope == THIS:
        if plans[event_id].series_id is not None:
            plans[event_id].apart = True
    else:
        splitting.follow(session, event_id, [plans[key] for key in ids], scope == FOLLOWING, changes.days)
    session.flush()
    return tuple(ids)


def delete(session: Session, event_id: int, scope: str) -> deletion.Deleted:
    """Also the series itself when nothing is left of it. Raises UserError where certificates stand on one."""
    chosen, _left = _chosen(session, event_id, scope)
    found = series_of(session, event_id)
    gone = deletion.delete(session, "event", [m.event_id for m in chosen])
    if found and not session.scalar(select(EventPlan.id).where(EventPlan.series_id == found[0]).limit(1)):
        deletion.delete(session, "event_series", [found[0]])
    return gone


def _chosen(session: Session, event_id: int, scope: str) -> tuple[list[Member], list[Member]]:
    """Who follows the scope, and who is left out: held already, or changed by itself before."""
    if scope not in SCOPES:
        raise ValueError(scope)
    every = members(session, event_id)
    itself = next((m for m in every if m.event_id == event_id), None)
    if itself is None:
        raise UserError("Kegiatan ini sudah dihapus atau diarsipkan. Muat ulang daftarnya (F5).")
    if scope == THIS:
        return [itself], []
    reached = [m for m in every if scope == ALL or (m.first, m.event_id) >= (itself.first, event_id)]
    kept = [m for m in reached if m.event_id == event_id or not (m.apart or m.held)]
    why = "Pernah diubah sendiri, jadi tidak ikut seri"
    left = [m if m.held else m._replace(held=why) for m in reached if m not in kept]
    return kept, left


def _held(session: Session, ids: Sequence[int]) -> dict[int, str]:
    noted = session.scalars(
        select(ClassSession.event_id)
        .join(Attendance, Attendance.session_id == ClassSession.id)
        .where(ClassSession.event_id.in_(ids))
        .distinct()
    )
    found = dict.fromkeys(noted, "Kehadirannya sudah dicatat")
    has_certificate = select(IssuedCertificate.id).where(IssuedCertificate.event_id == Event.id).exists()
    issued = session.scalars(select(Event.id).where(Event.id.in_(ids), has_certificate))
    return found | dict.fromkeys(issued, "Sertifikatnya sudah terbit")


def _check(changes: Changes) -> None:
    problems = {}
    if abs(changes.days) > 366:
        problems["days"] = "Geser paling jauh 366 hari."
    if changes.capacity is not None and changes.capacity < 1:
        problems["capacity"] = "Jumlah kursi harus 1 atau lebih."
    if problems:
        raise InvalidInput(problems)


def _set_plan(plan: EventPlan, changes: Changes) -> None:
    if changes.room_id is not None:
        plan.room_id = changes.room_id or None
    for name in ("capacity", "method", "funding"):
        if getattr(changes, name) is not None:
            setattr(plan, name, getattr(changes, name))


def _set_sessions(session: Session, ids: Iterable[int], changes: Changes) -> None:
    rows = session.scalars(select(ClassSession).where(ClassSession.event_id.in_(ids))).all()
    for row in rows:
        row.day += timedelta(changes.days)
        row.starts, row.ends = _later(row.starts, changes.minutes), _later(row.ends, changes.minutes)
        if changes.room_id is not None:
            row.room_id = None  # as the event
    session.flush()
    if changes.trainer_ids is not None:
        lessons = [row.id for row in rows if row.kind == "materi"]
        _set_trainers(session, lessons, changes.trainer_ids)


def _set_trainers(session: Session, lessons: Sequence[int], trainer_ids: tuple[int, ...]) -> None:
    for link in session.scalars(select(SessionTrainer).where(SessionTrainer.session_id.in_(lessons))):
        session.delete(link)
    session.flush()
    links = [{"session_id": key, "trainer_id": t} for key in lessons for t in trainer_ids]
    history.insert_rows(session, SessionTrainer, links)


def _changed(w: Wanted, changes: Changes) -> Wanted:
    """As it would be; `w` has its new day already."""
    if w.starts != clashes.MIDNIGHT:
        w = replace(w, starts=_later(w.starts, changes.minutes), ends=_later(w.ends, changes.minutes))
    if changes.room_id is not None:
        w = replace(w, room_id=changes.room_id or None)
    if changes.trainer_ids is not None:
        w = replace(w, trainer_ids=changes.trainer_ids)
    return w


def _later(time: str, minutes: int) -> str:
    moved = clock.minutes(time) + minutes
    if not 0 <= moved < 24 * 60:
        raise UserError(
            f"Sesi pukul {clock.shown(time)} akan melewati tengah malam. Geser jamnya lebih sedikit; "
            "belum ada yang berubah."
        )
    return clock.time(moved)


class Now(NamedTuple):
    """An event as it is, to be changed: `trainer_ids` of all its lessons."""

    title: str
    starts_on: date
    place: str
    organiser: str
    room_id: int | None
    trainer_ids: tuple[int, ...]
    capacity: int | None
    method: str
    funding: str
    series: str  # in words; empty for none


def now(session: Session, event_id: int) -> Now:
    event = session.get_one(Event, event_id)
    plan = schedule.plan(session, event_id)
    taught = (t for row in schedule.sessions(session, [event_id]) if row.counts for t in row.trainer_ids)
    found = series_of(session, event_id)
    name = session.get_one(Training, event.training_id).name
    return Now(
        f"{name} · {dates.roman(event.angkatan)}",
        event.starts_on,
        event.place,
        event.organiser,
        plan.room_id,
        tuple(dict.fromkeys(taught)),
        plan.capacity,
        plan.method,
        plan.funding,
        found[1] if found else "",
    )
