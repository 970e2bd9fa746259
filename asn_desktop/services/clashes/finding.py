"""Finds what is wanted twice at a time: a trainer, a room, people or a class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Event, Person, Room, Trainer
from asn_desktop.domain import names
from asn_desktop.services import schedule
from asn_desktop.services.clashes import alternatives, booked, mentoring
from asn_desktop.services.clashes.booked import Booked, Slot, Title
from asn_desktop.services.clashes.wanted import CLASS, PEOPLE, ROOM, TRAINER, Clash, Group, Option, Wanted
from asn_desktop.services.schedule import plans

NAMED = 3  # people in one clash; the others are counted
_OWN_SESSION, _OWN_SERIES = "sesi lain kegiatan ini", "kegiatan lain seri ini"


class _Hit(NamedTuple):
    """`what` is the id of a trainer or room, or the words of people or a class."""

    kind: str
    what: int | str
    wanted: Wanted
    other: Slot | Wanted


def find(session: Session, wanted: Sequence[Wanted], ignore_event_ids: Collection[int] = ()) -> list[Clash]:
    """By day and time. Events asked for are never set against themselves as they are stored."""
    days = {w.day for w in wanted}
    own = {w.event_id for w in wanted if w.event_id is not None}
    there = booked.load(session, days, own | set(ignore_event_ids))
    shared = booked.shared_people(session, own, days)
    hits = [*_with_calendar(wanted, there, shared), *_among(wanted)]
    guided = mentoring.find(session, wanted)
    if not hits:
        return guided
    free = alternatives.Free(session, _asked(hits), own | set(ignore_event_ids), there)
    told = booked.titles(session, (h.other.event_id for h in hits if isinstance(h.other, Slot)))
    called = _names(session, hits)
    found = [_told(hit, told, called, free.near(hit.kind, hit.wanted)) for hit in hits]
    return sorted([*found, *guided], key=lambda c: (c.day, c.starts, c.kind, c.what, c.with_title))


def _asked(hits: Iterable[_Hit]) -> list[Wanted]:
    return list(dict.fromkeys(hit.wanted for hit in hits))


def of_event(session: Session, event_id: int) -> list[Clash]:
    """Of an event as it is stored, with all others and within itself."""
    return find(session, wanted_of(session, event_id))


def wanted_of(session: Session, event_id: int, shift: timedelta = timedelta(0)) -> list[Wanted]:
    """An event as it is stored, moved by some days; its whole days where it has no session yet."""
    event = session.get_one(Event, event_id)
    plan = plans.plan(session, event_id)
    rows = [row for row in schedule.sessions(session, [event_id]) if row.kind != "istirahat"]
    seats = plan.capacity or 0
    if not rows:
        length = (event.ends_on - event.starts_on).days + 1
        days = (event.starts_on + shift + timedelta(n) for n in range(length))
        return [Wanted(day, room_id=plan.room_id, event_id=event_id, seats=seats) for day in days]
    return [
        Wanted(
            row.day + shift,
            row.starts,
            row.ends,
            row.room_id or plan.room_id,
            row.trainer_ids,
            event_id,
            row.class_name,
            row.id,
            seats=seats,
            subject=row.title,
        )
        for row in rows
    ]


def groups(clashes: Iterable[Clash]) -> list[Group]:
    """One thing with one series (or event) once, however often; the most frequent first."""
    found: dict[tuple[str, str, str], list[Clash]] = defaultdict(list)
    for clash in clashes:
        other = f"seri “{clash.with_series}”" if clash.with_series else clash.with_title
        found[clash.kind, clash.what, other].append(clash)
    listed = [
        Group(kind, what, other, tuple(members), _common(members))
        for (kind, what, other), members in found.items()
    ]
    return sorted(listed, key=lambda g: (-len(g.clashes), g.clashes[0].day, g.kind, g.what))


def _common(members: Sequence[Clash]) -> tuple[Option, ...]:
    """What would do for all of them."""
    first, *others = members
    same = [{(o.sort, o.key) for o in other.options} for other in others]
    return tuple(o for o in first.options if all((o.sort, o.key) in keys for keys in same))


def _with_calendar(
    wanted: Iterable[Wanted], there: Booked, shared: dict[tuple[int, int], list[str]]
) -> Iterator[_Hit]:
    for w in wanted:
        teaching = set(w.trainer_ids)
        for slot in there.by_day.get(w.day, ()):
            if not (slot.starts < w.ends and w.starts < slot.ends):
                continue
            if w.room_id is not None and w.room_id == slot.room_id:
                yield _Hit(ROOM, w.room_id, w, slot)
            if teaching and slot.session_id is not None:
                for trainer_id in sorted(teaching & there.trainers.get(slot.session_id, frozenset())):
                    yield _Hit(TRAINER, trainer_id, w, slot)
            if w.event_id is not None and (both := shared.get((w.event_id, slot.event_id))):
                yield _Hit(PEOPLE, _people(both), w, slot)


def _among(wanted: Iterable[Wanted]) -> Iterator[_Hit]:
    """What was asked, with itself."""
    by_day: dict[date, list[Wanted]] = defaultdict(list)
    for w in wanted:
        by_day[w.day].append(w)
    for of_day in by_day.values():
        of_day.sort(key=lambda w: (w.starts, w.ends))
        for first, second in combinations(of_day, 2):
            if not (first.starts < second.ends and second.starts < first.ends):
                continue
            alike = first.same_event == second.same_event and first.class_name == second.class_name
            if second.room_id is not None and first.room_id == second.room_id and not alike:
                yield _Hit(ROOM, second.room_id, second, first)
            for trainer_id in sorted(set(first.trainer_ids) & set(second.trainer_ids)):
                yield _Hit(TRAINER, trainer_id, second, first)
            called = {first.class_name, second.class_name}
            if first.same_event == second.same_event and (alike or "" in called):  # all sit in the class ""
                yield _Hit(CLASS, max(called) or "semua peserta", second, first)


def _people(names_: Sequence[str]) -> str:
    more = f" dan {len(names_) - NAMED} lainnya" if len(names_) > NAMED else ""
    return ", ".join(names_[:NAMED]) + more


def _names(session: Session, hits: Iterable[_Hit]) -> dict[tuple[str, int | str], str]:
    wanted = {(h.kind, h.what) for h in hits}
    rooms = {what for kind, what in wanted if kind == ROOM}
    trainers = {what for kind, what in wanted if kind == TRAINER}
    called: dict[tuple[str, int | str], str] = {}
    for room_id, name in session.execute(select(Room.id, Room.name).where(Room.id.in_(rooms))):
        called[ROOM, room_id] = name
    query = select(Trainer.id, Person.name, Person.gelar_depan, Person.gelar_belakang).join(
        Person, Person.id == Trainer.person_id
    )
    for trainer_id, *parts in session.execute(query.where(Trainer.id.in_(trainers))):
        called[TRAINER, trainer_id] = names.printed(*parts)
    return called


def _told(
    hit: _Hit,
    titles: dict[int, Title],
    called: dict[tuple[str, int | str], str],
    near: tuple[Option, ...],
) -> Clash:
    w, other = hit.wanted, hit.other
    if isinstance(other, Slot):
        event_id, (title, series_id, series) = other.event_id, titles[other.event_id]
    else:
        own = other.same_event == w.same_event
        event_id, title, series_id, series = None, _OWN_SESSION if own else _OWN_SERIES, None, ""
    what = called.get((hit.kind, hit.what), str(hit.what))
    return Clash(
        hit.kind,
        what,
        w.day,
        w.starts,
        w.ends,
        event_id,
        title,
        series_id,
        series,
        other.starts,
        other.ends,
        w.session_id,
        near,
    )
