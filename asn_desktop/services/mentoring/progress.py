"""The aims of pairs with their values, and the numbers of their meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import (
    AimValue,
    MeetingMentee,
    Mentee,
    MentoringAim,
    MentoringMeeting,
    MentoringPair,
    Person,
)
from asn_desktop.domain import names
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.progress import reached

EVERYBODY = "Semua mentee"
LARGEST = 1e15  # of a value; beyond it a float no longer tells whole numbers apart
TOO_LARGE = "Angka ini terlalu besar, atau bukan angka. Betulkan."


class Value(NamedTuple):
    id: int
    day: date
    value: float
    note: str


@dataclass(frozen=True)
class AimForm:
    """`mentee_id` None: of all mentees of the pair. `falling`: the less the better."""

    pair_id: int
    text: str = ""
    indicator: str = ""
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    falling: bool = False
    mentee_id: int | None = None
    id: int | None = None


class AimRow(NamedTuple):
    """`value` is the newest, of `day`; `percent` of the way, 0 to 100, None where that cannot be said."""

    id: int
    form: AimForm
    mentee: str
    values: tuple[Value, ...]  # oldest first

    @property
    def value(self) -> float | None:
        return self.values[-1].value if self.values else None

    @property
    def day(self) -> date | None:
        return self.values[-1].day if self.values else None

    @property
    def percent(self) -> float | None:
        form = self.form
        return reached(self.value, form.target, form.baseline, form.falling)

    @property
    def is_reached(self) -> bool:
        return self.percent == 100


class Numbers(NamedTuple):
    """Of meetings that were held; by mentee only those he or she was at."""

    meetings: int = 0
    minutes: int = 0
    planned: int = 0
    first: date | None = None
    last: date | None = None
    of_mentee: dict[int, tuple[int, int]] = {}  # noqa: RUF012 - never written to


def aims(session: Session, pair_ids: Sequence[int]) -> list[AimRow]:
    """Of these pairs, by pair and in their order."""
    values = defaultdict(list)
    of_pairs = select(MentoringAim.id).where(MentoringAim.pair_id.in_(pair_ids))
    kept = AimValue
    for aim_id, *told in session.execute(
        select(kept.aim_id, kept.id, kept.day, kept.value, kept.note)
        .where(kept.aim_id.in_(of_pairs))
        .order_by(kept.day, kept.id)
    ):
        values[aim_id].append(Value._make(told))
    people = mentees(session, pair_ids)
    rows = session.scalars(
        select(MentoringAim)
        .where(MentoringAim.pair_id.in_(pair_ids))
        .order_by(MentoringAim.pair_id, MentoringAim.position, MentoringAim.id)
    )
    return [
        AimRow(
            row.id, _form(row), people[row.mentee_id] if row.mentee_id else EVERYBODY, tuple(values[row.id])
        )
        for row in rows
    ]


def mentees(session: Session, pair_ids: Sequence[int]) -> dict[int, str]:
    """Printed names by the id of the mentee row, in the order of the pairs."""
    found = session.execute(
        select(Mentee.id, Person.name, Person.gelar_depan, Person.gelar_belakang)
        .join(Person, Person.id == Mentee.person_id)
        .where(Mentee.pair_id.in_(pair_ids))
        .order_by(Mentee.pair_id, Mentee.position, Mentee.id)
    )
    return {key: names.printed(name, front, back) for key, name, front, back in found}


def _form(row: MentoringAim) -> AimForm:
    return AimForm(
        row.pair_id, row.text, row.indicator, row.unit, row.baseline, row.target, row.falling,
        row.mentee_id, row.id,
    )  # fmt: skip


def pair_of(session: Session, aim_id: int) -> int:
    return session.get_one(MentoringAim, aim_id).pair_id


def problems(form: AimForm) -> dict[str, str]:
    """What stands against saving, by field."""
    found = {}
    if not form.text.strip():
        found["text"] = "Isi apa yang ingin dicapai."
    for name, value in (("baseline", form.baseline), ("target", form.target)):
        if value is not None and not abs(value) <= LARGEST:
            found[name] = TOO_LARGE
    if form.baseline is not None and form.target is not None and TOO_LARGE not in found.values():
        if form.falling and form.target > form.baseline:
            found["target"] = (
                "Makin kecil makin baik, jadi target tidak boleh di atas nilai awal. Ubah salah satunya."
            )
        elif not form.falling and form.target < form.baseline:
            found["target"] = (
                "Target di bawah nilai awal. Ubah, atau centang “Makin kecil makin baik” bila memang menurun."
            )
    return found


def save_aim(session: Session, form: AimForm) -> int:
    """Raises InvalidInput."""
    if wrong := problems(form):
        raise InvalidInput(wrong)
    if form.id is None:
        last = session.scalar(
            select(func.max(MentoringAim.position)).where(MentoringAim.pair_id == form.pair_id)
        )
        row = MentoringAim(pair_id=form.pair_id, position=0 if last is None else last + 1)
        session.add(row)
    else:
        row = session.get_one(MentoringAim, form.id)
    row.text, row.indicator, row.unit = form.text.strip(), form.indicator.strip(), form.unit.strip()
    row.baseline, row.target, row.falling = form.baseline, form.target, form.falling
    row.mentee_id = form.mentee_id
    session.flush()
    return row.id


def delete_aims(session: Session, ids: Sequence[int]) -> int:
    """With their values; returns how many went."""
    rows = session.scalars(select(MentoringAim).where(MentoringAim.id.in_(ids))).all()
    for row in rows:
        session.delete(row)
    return len(rows)


def set_value(session: Session, aim_id: int, day: date, value: float, today: date, *, note: str = "") -> None:
    """How far it was on that day; typed again for the same day, the newer counts. Raises InvalidInput."""
    pair = session.get_one(MentoringPair, session.get_one(MentoringAim, aim_id).pair_id)
    if not abs(value) <= LARGEST:
        raise InvalidInput({"value": TOO_LARGE})
    if day > today:
        raise InvalidInput({"day": f"{day:%d-%m-%Y} belum tiba. Isi tanggal hari ini atau sebelumnya."})
    if day < pair.starts_on:
        raise InvalidInput(
            {
                "day": f"{day:%d-%m-%Y} sebelum pasangan ini mulai ({pair.starts_on:%d-%m-%Y}). Isi tanggal "
                "sesudahnya, atau catat sebagai nilai awal sasaran."
            }
        )
    row = session.scalar(select(AimValue).where(AimValue.aim_id == aim_id, AimValue.day == day))
    if row is None:
        session.add(AimValue(aim_id=aim_id, day=day, value=value, note=note.strip()))
    else:
        row.value, row.note = value, note.strip()
    session.flush()


def clear_value(session: Session, aim_id: int, day: date) -> None:
    """What was noted on a wrong day. Raises InvalidInput where nothing was noted."""
    row = session.scalar(select(AimValue).where(AimValue.aim_id == aim_id, AimValue.day == day))
    if row is None:
        raise InvalidInput({"value": f"Isi capaiannya; pada {day:%d-%m-%Y} belum ada yang dapat dihapus."})
    session.delete(row)


def numbers(session: Session, pair_ids: Sequence[int]) -> dict[int, Numbers]:
    """By pair; also those without a meeting."""
    meeting = MentoringMeeting
    found = {key: Numbers(of_mentee={}) for key in pair_ids}
    query = (
        select(
            meeting.pair_id,
            meeting.state,
            func.count(),
            func.coalesce(func.sum(meeting.minutes), 0),
            func.min(meeting.day),
            func.max(meeting.day),
        )
        .where(meeting.pair_id.in_(pair_ids), meeting.state != words.CANCELLED)
        .group_by(meeting.pair_id, meeting.state)
    )
    for pair_id, state, count, minutes, first, last in session.execute(query):
        if state == words.HELD:
            found[pair_id] = found[pair_id]._replace(
                meetings=count, minutes=int(minutes or 0), first=first, last=last
            )
        else:
            found[pair_id] = found[pair_id]._replace(planned=count)
    there = (
        select(
            meeting.pair_id,
            MeetingMentee.mentee_id,
            func.count(),
            func.coalesce(func.sum(meeting.minutes), 0),
        )
        .join(MeetingMentee, MeetingMentee.meeting_id == meeting.id)
        .where(meeting.pair_id.in_(pair_ids), meeting.state == words.HELD)
        .group_by(meeting.pair_id, MeetingMentee.mentee_id)
    )
    for pair_id, mentee_id, count, minutes in session.execute(there):
        found[pair_id].of_mentee[mentee_id] = (count, int(minutes or 0))
    return found
