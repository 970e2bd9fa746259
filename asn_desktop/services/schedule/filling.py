"""Fills days of an event by a standard day (pola hari), subject after subject of the curriculum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import Attendance, ClassSession, Event, SessionTrainer, Training
from asn_desktop.domain import clock, dates, day_pattern
from asn_desktop.domain.day_pattern import PatternError, Slot
from asn_desktop.domain.errors import UserError
from asn_desktop.services import deletion, holidays, reference, rulings
from asn_desktop.services.schedule.balance import jp_by_subject, subjects_of
from asn_desktop.services.schedule.rows import sessions
from asn_desktop.services.schedule.saving import span

FRIDAY = 4
# The pattern a Friday gets beside the one chosen for the other days.
OF_FRIDAY = {"KANTOR": "JUMAT", "RAMADAN": "RAMADANJ"}


@dataclass(frozen=True)
class Filling:
    """What to fill. `days` None: the working days of the event. `friday` None: as usual for `pattern`.

    `replace` takes away the sessions that are there; otherwise days with sessions are left alone.
    """

    pattern: str
    days: Sequence[date] | None = None
    friday: str | None = None
    room_id: int | None = None
    class_name: str = ""
    trainer_ids: tuple[int, ...] = ()
    replace: bool = False


class Filled(NamedTuple):
    """`left` is the JP of the curriculum that found no place; `empty` are days nothing was left for."""

    sessions: int
    jp: int
    left: int
    kept: tuple[date, ...]  # days that had sessions already
    empty: tuple[date, ...]

    @property
    def words(self) -> str:
        told = [f"{self.sessions} sesi ditambahkan, {self.jp} JP."]
        if self.left:
            told.append(
                f"{self.left} JP kurikulum belum mendapat tempat: "
                "tambah hari, atau pakai pola yang lebih panjang."
            )
        if self.kept:
            told.append(f"Sudah bersesi dan dibiarkan: {_listed(self.kept)}.")
        if self.empty:
            told.append(f"Kurikulum sudah habis sebelum {_listed(self.empty)}.")
        return " ".join(told)


def _listed(days: Sequence[date]) -> str:
    return ", ".join(dates.short(day) for day in days)


def patterns(session: Session) -> dict[str, str]:
    """Name by code."""
    return reference.names(session, "pola_hari")


def slots(session: Session, code: str) -> list[Slot]:
    """Raises UserError for a pattern that is not there or cannot be read."""
    item = next((i for i in reference.items(session, "pola_hari", archived=True) if i.code == code), None)
    if item is None:
        raise UserError(
            f"Pola hari {code} tidak ada. Pilih pola lain, atau tambahkan di Pengaturan, Tabel acuan."
        )
    try:
        return day_pattern.load(item.attributes.get("sesi"))
    except PatternError:
        raise UserError(
            f"Pola hari {item.name} tidak dapat dibaca. Perbaiki sesinya di Pengaturan, Tabel acuan."
        ) from None


def working_days(session: Session, event_id: int) -> list[date]:
    """Of the event, Monday to Friday without holidays; all its days if none is left."""
    first, last = span(session, event_id)
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    off = holidays.between(session, first, last)
    return [day for day in every if day.weekday() <= FRIDAY and day not in off] or every


def fill(session: Session, event_id: int, wanted: Filling) -> Filled:
    """One action. Raises UserError for a pattern that cannot be used and for noted attendance in the way."""
    event = span(session, event_id)
    days = sorted(set(working_days(session, event_id) if wanted.days is None else wanted.days))
    if outside := [day for day in days if not event.first <= day <= event.last]:
        raise UserError(
            f"{_listed(outside)} di luar kegiatan ({event.words}). Pilih hari di dalamnya, "
            "atau ubah dahulu tanggal kegiatan."
        )
    friday = OF_FRIDAY.get(wanted.pattern, wanted.pattern) if wanted.friday is None else wanted.friday
    usual, of_friday = slots(session, wanted.pattern), slots(session, friday or wanted.pattern)
    if wanted.replace:
        _clear(session, event_id, days, wanted.class_name)
    of_jp = int(rulings.number(session, "menit_jp"))
    there = [row for row in sessions(session, [event_id], of_jp) if _meet(row.class_name, wanted.class_name)]
    kept = tuple(day for day in days if any(row.day == day for row in there))
    training = session.get_one(Training, session.get_one(Event, event_id).training_id)
    planned = jp_by_subject(there)
    curriculum = subjects_of(session, training.id)
    left = _Left([(key, jp - planned.get(key, 0)) for key, _, _, jp in curriculum], of_jp)
    common = {"event_id": event_id, "room_id": wanted.room_id, "class_name": wanted.class_name.strip()}
    rows: list[dict[str, Any]] = []
    empty = []
    for day in days:
        if day in kept:
            continue
        pattern = of_friday if day.weekday() == FRIDAY else usual
        parts = _day(pattern, left) if curriculum else [(slot, None) for slot in pattern]
        if not parts:
            empty.append(day)
        for slot, subject_id in parts:
            title = slot.title
            if not title and subject_id is None:
                title = training.name if slot.kind == "materi" else slot.kind.capitalize()
            rows.append(
                common
                | {
                    "day": day,
                    "starts": slot.starts,
                    "ends": slot.ends,
                    "kind": slot.kind,
                    "subject_id": subject_id,
                    "title": title,
                }
            )
    ids = history.insert_rows(session, ClassSession, rows)
    taught = [key for key, row in zip(ids, rows, strict=True) if row["kind"] == "materi"]
    history.insert_rows(
        session,
        SessionTrainer,
        [{"session_id": key, "trainer_id": t} for key in taught for t in dict.fromkeys(wanted.trainer_ids)],
    )
    jp = sum(clock.jp(r["starts"], r["ends"], of_jp) for r in rows if r["kind"] == "materi")
    return Filled(len(rows), jp, left.jp, kept, tuple(empty))


def _meet(one: str, other: str) -> bool:
    """A session of no class is for all classes."""
    return not one.strip() or not other.strip() or one.strip() == other.strip()


def _clear(session: Session, event_id: int, days: Sequence[date], class_name: str) -> None:
    mine = [ClassSession.event_id == event_id, ClassSession.day.in_(days)]
    if class_name.strip():
        mine.append(ClassSession.class_name == class_name.strip())
    noted = session.scalars(
        select(ClassSession.day)
        .join(Attendance, Attendance.session_id == ClassSession.id)
        .where(*mine)
        .distinct()
    ).all()
    if noted:
        raise UserError(
            f"Kehadiran sudah dicatat pada {_listed(sorted(noted))}, jadi sesinya tidak diganti. "
            "Pilih hari lain, atau hapus sesi itu dahulu."
        )
    if ids := session.scalars(select(ClassSession.id).where(*mine)).all():
        deletion.delete(session, "class_session", ids)


class _Left:
    """What of the curriculum is still to be placed, in its order."""

    def __init__(self, subjects: Sequence[tuple[int, int]], of_jp: int) -> None:
        self.of_jp = of_jp
        self._subjects = [[key, jp] for key, jp in subjects if jp > 0]

    @property
    def jp(self) -> int:
        return sum(jp for _, jp in self._subjects)

    def take(self, most: int) -> tuple[int, int] | None:
        """The next subject and how many JP of it, at most `most`."""
        if not self._subjects or most < 1:
            return None
        key, jp = self._subjects[0]
        taken = min(jp, most)
        self._subjects[0][1] -= taken
        if taken == jp:
            self._subjects.pop(0)
        return key, taken


def _day(pattern: Sequence[Slot], left: _Left) -> list[tuple[Slot, int | None]]:
    """The slots with their subjects; none for a day without a lesson, no break after the last lesson."""
    parts: list[tuple[Slot, int | None]] = []
    for slot in pattern:
        if slot.kind == "materi":
            parts += _lessons(slot, left)
        else:
            parts.append((slot, None))
    if not any(slot.kind == "materi" for slot, _ in parts):
        return []
    while parts[-1][0].kind == "istirahat":
        parts.pop()
    return parts


def _lessons(slot: Slot, left: _Left) -> Iterator[tuple[Slot, int]]:
    """A slot is shared by subjects where one ends in it; minutes beyond whole JP go to the last one."""
    begins, ends = clock.minutes(slot.starts), clock.minutes(slot.ends)
    while taken := left.take((ends - begins) // left.of_jp):
        key, jp = taken
        stops = begins + jp * left.of_jp
        if ends - stops < left.of_jp:
            stops = ends
        yield Slot(clock.time(begins), clock.time(stops), "materi", slot.title), key
        begins = stops
