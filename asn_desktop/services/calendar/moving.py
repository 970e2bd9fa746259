"""Moving and stretching events in the calendar: what would come of it is told before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import ClassSession, Event, EventPlan, IssuedCertificate, Training
from asn_desktop.domain import calendar as days
from asn_desktop.domain import clock, dates
from asn_desktop.domain.errors import UserError
from asn_desktop.services import clashes, holidays, series, training
from asn_desktop.services.clashes import Group
from asn_desktop.services.series import THIS, Changes

SHOWN = 8  # warnings about a series; the others are counted
NAMED = 3  # sessions in a refusal; the others are counted


class Proposal(NamedTuple):
    """`notes` and `clashes` are warnings, to be kept or not. `in_series`: others may move with it, as `scope`
    says: `also` of them do, and `left` tells in words who does not.
    """

    event_id: int
    title: str
    before: tuple[date, date]
    first: date
    last: date
    sessions: int  # that move along
    in_series: bool
    notes: tuple[str, ...] = ()
    clashes: tuple[Group, ...] = ()
    scope: str = THIS
    also: int = 0
    left: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """`3 s.d. 9 November 2026 → 10 s.d. 16 November 2026`"""
        return f"{dates.span(*self.before)} → {dates.span(self.first, self.last)}"

    @property
    def warns(self) -> bool:
        return bool(self.notes or self.clashes)

    @property
    def stretched(self) -> bool:
        return self.last - self.first != self.before[1] - self.before[0]


def propose(session: Session, event_id: int, first: date, last: date, scope: str = THIS) -> Proposal:
    """What would come of it. UserError where sessions would lie outside the event.

    A series moves as a whole, but each of its events is stretched by itself.
    """
    event = session.get_one(Event, event_id)
    shift = _shift(event, first, last)
    lessons = _lessons(session, event_id)
    _require_inside(lessons, shift, first, last)
    repeats = session.scalar(select(EventPlan.series_id).where(EventPlan.event_id == event_id))
    name = session.get_one(Training, event.training_id).name
    own = Proposal(
        event_id,
        f"{name} · {dates.roman(event.angkatan)}",
        (event.starts_on, event.ends_on),
        first,
        last,
        len(lessons) if shift else 0,
        repeats is not None and last - first == event.ends_on - event.starts_on,
        (*_days_off(session, lessons, shift, first, last), *_issued(session, event_id)),
        _clashes(session, event_id, shift, first, last),
    )
    return own if scope == THIS else _with_series(session, own, scope)


def _with_series(session: Session, own: Proposal, scope: str) -> Proposal:
    told = series.preview_change(session, own.event_id, scope, _changes(own.first, own.before[0]))
    return own._replace(
        notes=_first(told.notes, "peringatan"),
        clashes=tuple(clashes.groups(told.clashes)),
        scope=scope,
        also=len(told.changed) - 1,
        left=_first([f"{m.title}, {dates.short(m.first)}: {m.held}." for m in told.left], "kegiatan"),
    )


def _changes(first: date, before: date) -> Changes:
    return Changes(days=(first - before).days)


def _first(words: Sequence[str], noun: str) -> tuple[str, ...]:
    more = [f"… dan {len(words) - SHOWN} {noun} lagi."] if len(words) > SHOWN else []
    return (*words[:SHOWN], *more)


def move(session: Session, event_id: int, first: date, last: date, scope: str = THIS) -> None:
    """New days for an event, and the same shift for those of its series in `scope`. When its length stays, or
    both ends move, the sessions move with its first day; when one end is drawn, they stay. Moved alone, it
    does not follow its series any more.

    UserError where sessions would lie outside, InvalidInput for days that cannot be.
    """
    event = session.get_one(Event, event_id)
    if scope != THIS:
        series.change(session, event_id, scope, _changes(first, event.starts_on))
        return
    shift = _shift(event, first, last)
    lessons = _lessons(session, event_id)
    _require_inside(lessons, shift, first, last)
    if shift:
        for lesson in lessons:
            lesson.day += shift
    plan = session.scalar(select(EventPlan).where(EventPlan.event_id == event_id))
    if plan is not None and plan.series_id is not None:
        plan.apart = True
    training.save_event(
        session, replace(training.get_event(session, event_id), starts_on=first, ends_on=last)
    )


def _shift(event: Event, first: date, last: date) -> timedelta:
    """Of the sessions."""
    begin, end = first - event.starts_on, last - event.ends_on
    return begin if begin and end else timedelta(0)


def _lessons(session: Session, event_id: int) -> Sequence[ClassSession]:
    return session.scalars(
        select(ClassSession)
        .where(ClassSession.event_id == event_id)
        .order_by(ClassSession.day, ClassSession.starts, ClassSession.id)
    ).all()


def _require_inside(lessons: Sequence[ClassSession], shift: timedelta, first: date, last: date) -> None:
    outside = [s for s in lessons if not first <= s.day + shift <= last]
    if not outside:
        return
    named = ", ".join(f"{dates.short(s.day)} pukul {clock.shown(s.starts)}" for s in outside[:NAMED])
    more = f" dan {len(outside) - NAMED} sesi lain" if len(outside) > NAMED else ""
    raise UserError(
        f"Kegiatan tidak diubah: sesi {named}{more} akan berada di luar {dates.span(first, last)}. "
        "Pindahkan atau hapus dahulu sesi itu pada tab Jadwal, lalu ulangi."
    )


def _days_off(
    session: Session, lessons: Sequence[ClassSession], shift: timedelta, first: date, last: date
) -> list[str]:
    """Days off on which something would be taught, in words; not the weekends between lessons."""
    count = (last - first).days + 1
    taught = {s.day + shift for s in lessons if s.kind == "materi"}
    free = holidays.between(session, first, last)
    if not taught:
        taught = {first + n * days.DAY for n in range(count)}
        if count > 1:
            taught = {day for day in taught if day.weekday() < 5}
    told = []
    for day in sorted(taught):
        if day in free:
            told.append(f"{clashes.day_words(day)} adalah hari libur: {free[day].name}.")
        elif day.weekday() >= 5:
            told.append(f"{clashes.day_words(day)} adalah akhir pekan.")
    more = [f"Masih ada {len(told) - NAMED} hari libur lain di dalamnya."] if len(told) > NAMED else []
    return told[:NAMED] + more


def _clashes(session: Session, event_id: int, shift: timedelta, first: date, last: date) -> tuple[Group, ...]:
    """Those at the new place; what does not move stands as it stood."""
    wanted = clashes.wanted_of(session, event_id, shift)
    if wanted[0].session_id is None:
        wanted = [replace(wanted[0], day=first + n * days.DAY) for n in range((last - first).days + 1)]
    elif not shift:
        return ()
    return tuple(clashes.groups(clashes.find(session, wanted)))


def _issued(session: Session, event_id: int) -> list[str]:
    count = session.scalar(
        select(func.count(IssuedCertificate.id)).where(
            IssuedCertificate.event_id == event_id, IssuedCertificate.state == "berlaku"
        )
    )
    if not count:
        return []
    return [f"{count} sertifikat sudah terbit dan tetap memuat tanggal semula."]
