"""What is free near a clash: other rooms and trainers, other hours of the day, other days close by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Person, Room, Trainer
from asn_desktop.domain import clock, holidays, names
from asn_desktop.services.clashes import booked
from asn_desktop.services.clashes.booked import Booked, Slot
from asn_desktop.services.clashes.wanted import MIDNIGHT, ROOM, TRAINER, Option, Wanted, day_words, hours
from asn_desktop.services.holidays import between

OPENS, CLOSES = "07:30", "16:30"  # office hours by Perpres 21/2023; other times are offered by nobody
NEAR = 7  # days before and after
MOST = 8  # of a kind: enough to find what is common to a series


class _Place(NamedTuple):
    name: str
    seats: int


class Free:
    """Reads once what is booked near the days of all clashes, then answers for each."""

    def __init__(
        self, session: Session, wanted: Sequence[Wanted], ignored: Collection[int], there: Booked
    ) -> None:
        """`there` is what was read for the days of the clashes themselves."""
        days = {w.day + timedelta(n) for w in wanted for n in range(-NEAR, NEAR + 1)}
        self._off = between(session, min(days), max(days))
        missing = {day for day in days if day not in there.days and holidays.is_working_day(day, self._off)}
        more = booked.load(session, missing, ignored)
        self._there = Booked(
            there.days | more.days, there.by_day | more.by_day, there.trainers | more.trainers
        )
        events = {w.event_id for w in wanted if w.event_id is not None}
        self._shared = booked.shared_people(session, events, days)
        self._own: dict[date, list[Wanted]] = defaultdict(list)
        for w in wanted:
            self._own[w.day].append(w)
        query = select(Room.id, Room.name, Room.capacity).where(Room.archived.is_(False))
        self._rooms = {key: _Place(name, seats) for key, name, seats in session.execute(query)}
        self._teachers = _teachers(session)
        self._anywhere = cache(self._when)

    def near(self, kind: str, w: Wanted) -> tuple[Option, ...]:
        """The nearest first, of each sort at most MOST."""
        found: list[Option] = []
        if kind == ROOM:
            found += self._other_rooms(w)[:MOST]
        if kind == TRAINER:
            found += self._other_trainers(w)[:MOST]
        return (*found, *self._anywhere(w))

    def _when(self, w: Wanted) -> tuple[Option, ...]:
        return (*self._other_hours(w), *self._other_days(w))

    def _at(self, day: date, starts: str, ends: str) -> Iterator[Slot]:
        return (s for s in self._there.by_day.get(day, ()) if s.starts < ends and starts < s.ends)

    def _other_rooms(self, w: Wanted) -> list[Option]:
        taken = {slot.room_id for slot in self._at(w.day, w.starts, w.ends)}
        taken |= {o.room_id for o in self._own[w.day] if o.starts < w.ends and w.starts < o.ends}
        usual = self._rooms.get(w.room_id or 0)
        least = w.seats or (usual.seats if usual else 0)
        fitting = [
            (place.seats, place.name, key)
            for key, place in self._rooms.items()
            if key not in taken and key != w.room_id and (place.seats >= least or not place.seats)
        ]
        fitting.sort(key=lambda f: (f[0] == 0, f[0], f[1]))  # just large enough first, unknown size last
        return [_room_option(key, _Place(name, seats)) for seats, name, key in fitting]

    def _other_trainers(self, w: Wanted) -> list[Option]:
        able = self._teachers.get(w.subject.casefold(), {}) if w.subject else {}
        taken = set(w.trainer_ids)
        for slot in self._at(w.day, w.starts, w.ends):
            taken |= self._there.trainers.get(slot.session_id or 0, frozenset())
        can = "juga mengajar mata pelatihan ini dan bebas"
        return [
            Option("trainer", key, f"{name} {can} pada jam itu", f"{name} {can} pada semua tanggal itu")
            for key, name in able.items()
            if key not in taken
        ]

    def _other_hours(self, w: Wanted) -> list[Option]:
        """The same length within office hours of the day."""
        if w.starts == MIDNIGHT:
            return []
        length = clock.minutes(w.ends) - clock.minutes(w.starts)
        begins = {OPENS, "08:00", "13:00"} | {slot.ends for slot in self._there.by_day.get(w.day, ())}
        begins |= {own.ends for own in self._own[w.day] if own is not w}
        found: list[Option] = []
        for starts in sorted(
            begins, key=lambda time: (abs(clock.minutes(time) - clock.minutes(w.starts)), time)
        ):
            end = clock.minutes(starts) + length
            if starts < OPENS or end > clock.minutes(CLOSES) or starts == w.starts:
                continue
            if self._fits(w, w.day, starts, clock.time(end)):
                at = hours(starts, clock.time(end))
                found.append(Option("hour", starts, f"{at} hari itu", f"{at} semua tanggal itu"))
            if len(found) == MOST:
                break
        return found

    def _other_days(self, w: Wanted) -> list[Option]:
        """The same hours on a working day close by."""
        found = []
        for shift in sorted(range(-NEAR, NEAR + 1), key=lambda n: (abs(n), -n)):
            day = w.day + timedelta(shift)
            if shift and holidays.is_working_day(day, self._off) and self._fits(w, day, w.starts, w.ends):
                found.append(_day_option(shift, day))
            if len(found) == MOST:
                break
        return found

    def _fits(self, w: Wanted, day: date, starts: str, ends: str) -> bool:
        teaching = set(w.trainer_ids)
        for slot in self._at(day, starts, ends):
            if w.room_id is not None and slot.room_id == w.room_id:
                return False
            if teaching & self._there.trainers.get(slot.session_id or 0, frozenset()):
                return False
            if w.event_id is not None and (w.event_id, slot.event_id) in self._shared:
                return False
        own = (o for o in self._own.get(day, ()) if o is not w and o.starts < ends and starts < o.ends)
        return not any(_collide(w, other) for other in own)


def _collide(w: Wanted, other: Wanted) -> bool:
    if w.same_event == other.same_event and w.class_name == other.class_name:
        return True
    if w.room_id is not None and w.room_id == other.room_id:
        return True
    return bool(set(w.trainer_ids) & set(other.trainer_ids))


def _room_option(key: int, place: _Place) -> Option:
    what = f"{place.name} ({place.seats} kursi)" if place.seats else place.name
    return Option("room", key, f"{what} bebas pada jam itu", f"{what} bebas pada semua tanggal itu")


def _day_option(shift: int, day: date) -> Option:
    by = "sehari" if abs(shift) == 1 else "seminggu" if abs(shift) == 7 else f"{abs(shift)} hari"
    way = "lebih lambat" if shift > 0 else "lebih awal"
    return Option("day", shift, f"{day_words(day)}, jam yang sama", f"semua {by} {way}, jam yang sama")


def _teachers(session: Session) -> dict[str, dict[int, str]]:
    """Printed names by subject (letter case does not matter) and id."""
    query = (
        select(Trainer.id, Trainer.subjects, Person.name, Person.gelar_depan, Person.gelar_belakang)
        .join(Person, Person.id == Trainer.person_id)
        .where(Trainer.archived.is_(False), Trainer.subjects != "")
        .order_by(Person.name, Trainer.id)
    )
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for key, subjects, *name in session.execute(query):
        for subject in _lines(subjects):
            found[subject][key] = names.printed(*name)
    return found


def _lines(text: str) -> Iterable[str]:
    return (line.strip().casefold() for line in text.splitlines() if line.strip())
