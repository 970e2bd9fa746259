"""What is wrong or doubtful in the schedule of an event, at its session and field, with the remedy.

Clashes with other events are found by `services/clashes`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Participant, Person, Room, Trainer
from asn_desktop.domain import clock, dates, names
from asn_desktop.services import holidays, rulings
from asn_desktop.services.schedule.plans import plan
from asn_desktop.services.schedule.rows import SessionRow, sessions
from asn_desktop.services.schedule.saving import SessionForm, Span, read_time, span

NEW = 0  # the id of a session that is not saved yet


class Problem(NamedTuple):
    """`field` is one of SessionForm; `session_id` None: of the whole day. Not grave: it may be kept."""

    session_id: int | None
    day: date
    field: str
    words: str
    grave: bool = False


class Facts(NamedTuple):
    """What the rules need besides the sessions."""

    event: Span
    people: int  # who take part, or the seats planned when these are more
    rooms: Mapping[int, tuple[str, int]]  # name and seats, 0: not known
    off: Mapping[date, str]  # name of the holiday
    most_jp: int  # JP a day


def check(session: Session, event_id: int, form: SessionForm | None = None) -> list[Problem]:
    """By day and time. `form` is looked at as if it were saved, under its id or NEW."""
    rows = sessions(session, [event_id], int(rulings.number(session, "menit_jp")))
    if form is not None:
        rows = _with(session, rows, event_id, form)
    return problems(rows, facts(session, event_id, rows))


def facts(session: Session, event_id: int, rows: Sequence[SessionRow]) -> Facts:
    people = session.scalar(
        select(func.count(Participant.id)).where(
            Participant.event_id == event_id, Participant.role == "peserta"
        )
    )
    planned = plan(session, event_id)
    event = span(session, event_id)
    first = min([event.first, *(row.day for row in rows)])
    last = max([event.last, *(row.day for row in rows)])
    found = session.execute(select(Room.id, Room.name, Room.capacity))
    return Facts(
        event,
        max(people or 0, planned.capacity or 0),
        {key: (name, seats) for key, name, seats in found},
        {day: off.name for day, off in holidays.between(session, first, last).items()},
        int(rulings.number(session, "jp_sehari")),
    )


def problems(rows: Sequence[SessionRow], known: Facts) -> list[Problem]:
    """The rules themselves; `rows` are those of one event."""
    found = [problem for row in rows for problem in _of_session(row, known)]
    by_day: dict[date, list[SessionRow]] = defaultdict(list)
    for row in rows:
        by_day[row.day].append(row)
    for day, held in by_day.items():
        found += _of_day(day, held, known)
    begins = {row.id: row.starts for row in rows}
    return sorted(
        found, key=lambda p: (p.day, begins.get(p.session_id or NEW, ""), p.session_id or NEW, not p.grave)
    )


def _of_session(row: SessionRow, known: Facts) -> Iterator[Problem]:
    if not known.event.first <= row.day <= known.event.last:
        words = f"Di luar kegiatan ({known.event.words}). Pindahkan sesi, atau ubah tanggal kegiatan."
        yield Problem(row.id, row.day, "day", words, True)
    if row.ends <= row.starts:
        yield Problem(row.id, row.day, "ends", "Jam selesai harus sesudah jam mulai. Betulkan jamnya.", True)
    if row.kind == "materi" and row.ends > row.starts and not row.jp:
        yield Problem(
            row.id, row.day, "ends", "Kurang dari satu JP, jadi tidak terhitung. Perpanjang sesinya."
        )
    name, seats = known.rooms.get(row.room_id or 0, ("", 0))
    if seats and row.kind != "istirahat" and not row.class_name and known.people > seats:
        words = (
            f"{name} memuat {seats} orang, sedangkan kegiatan ini untuk {known.people} orang. "
            "Pilih ruang yang lebih besar, atau bagi menjadi kelas."
        )
        yield Problem(row.id, row.day, "room_id", words)


def _of_day(day: date, held: Sequence[SessionRow], known: Facts) -> Iterator[Problem]:
    if holiday := known.off.get(day):
        yield Problem(None, day, "day", f"{dates.long(day)} libur: {holiday}. Pindahkan ke hari lain.")
    for name, jp in _jp_of_classes(held).items():
        if jp > known.most_jp:
            who = f"Kelas {name}: " if name else ""
            words = f"{who}{jp} JP sehari, lebih dari {known.most_jp} JP. Pindahkan sebagian ke hari lain."
            yield Problem(None, day, "day", words)
    for one, other in _meeting(held, lambda row: [row.class_name]):
        yield from _both(
            one, other, "starts", "Bersamaan dengan {}. Ubah jamnya, atau beri nama kelas yang berbeda."
        )
    for one, other in _meeting(held, lambda row: row.trainer_ids):
        shared = [n for t, n in zip(one.trainer_ids, one.trainers, strict=True) if t in other.trainer_ids]
        if shared and one.class_name != other.class_name:
            told = f"{shared[0]} juga mengajar {{}}. Ubah jamnya, atau pilih narasumber lain."
            yield from _both(one, other, "trainer_ids", told)
    for one, other in _meeting(held, lambda row: [row.room_id] if row.room_id else []):
        if one.class_name != other.class_name:
            told = f"{one.room} juga dipakai {{}}. Ubah jamnya, atau pilih ruang lain."
            yield from _both(one, other, "room_id", told)


def _both(one: SessionRow, other: SessionRow, field: str, told: str) -> Iterator[Problem]:
    for row, beside in ((one, other), (other, one)):
        yield Problem(row.id, row.day, field, told.format(_named(beside)))


def _named(row: SessionRow) -> str:
    what = f"{row.title} (kelas {row.class_name})" if row.class_name else row.title
    return f"{what} {clock.shown(row.starts)}–{clock.shown(row.ends)}"


def _jp_of_classes(held: Iterable[SessionRow]) -> dict[str, int]:
    """The JP each class sits through; what is for all counts for each."""
    for_all, classes = 0, dict[str, int]()
    for row in held:
        if row.class_name:
            classes[row.class_name] = classes.get(row.class_name, 0) + row.jp
        else:
            for_all += row.jp
    return {name: jp + for_all for name, jp in classes.items()} or {"": for_all}


def _meeting(
    held: Sequence[SessionRow], keys: Callable[[SessionRow], Iterable[object]]
) -> Iterator[tuple[SessionRow, SessionRow]]:
    """Pairs at the same time that share a key; the class "" is everybody's."""
    groups: dict[object, list[SessionRow]] = defaultdict(list)
    for row in held:
        for key in keys(row):
            groups[key].append(row)
    if everybody := groups.pop("", []):
        for key, group in groups.items():
            if isinstance(key, str):
                groups[key] = group + everybody
        groups[""] = everybody
    told = set()
    for group in groups.values():
        for one, other in _overlapping(group):
            pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
            if pair not in told:
                told.add(pair)
                yield one, other


def _overlapping(group: Iterable[SessionRow]) -> Iterator[tuple[SessionRow, SessionRow]]:
    ordered = sorted(group, key=lambda row: (row.starts, row.ends))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.starts >= one.ends:
                break
            yield one, other


def _with(session: Session, rows: Sequence[SessionRow], event_id: int, form: SessionForm) -> list[SessionRow]:
    """The sessions as they would be; a form without day or times cannot be looked at."""
    others = [row for row in rows if row.id != form.id]
    begins, ends = read_time(form.starts), read_time(form.ends)
    if form.day is None or begins is None or ends is None:
        return list(rows)
    taught = session.execute(
        select(Trainer.id, Person.name, Person.gelar_depan, Person.gelar_belakang)
        .join(Person, Person.id == Trainer.person_id)
        .where(Trainer.id.in_(form.trainer_ids))
    )
    named = {key: names.printed(*name) for key, *name in taught}
    of_jp = int(rulings.number(session, "menit_jp"))
    room = session.get(Room, form.room_id) if form.room_id else None
    made = SessionRow(
        form.id or NEW,
        event_id,
        form.day,
        begins,
        ends,
        form.kind,
        form.subject_id,
        form.title.strip() or "sesi ini",
        clock.jp(begins, ends, of_jp) if form.kind == "materi" else 0,
        form.room_id,
        room.name if room else "",
        form.class_name.strip(),
        tuple(key for key in form.trainer_ids if key in named),
        tuple(named[key] for key in form.trainer_ids if key in named),
        form.note,
    )
    return [*others, made]
