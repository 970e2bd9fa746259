"""What is odd about a meeting, beside its field; it may be kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import (
    MeetingMentee,
    Mentee,
    MentoringMeeting,
    MentoringPair,
    MentoringProgramme,
    Person,
)
from asn_desktop.domain import clock, dates, names
from asn_desktop.domain.calendar import DAYS
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.meetings import MeetingForm, read_time
from asn_desktop.services import holidays
from asn_desktop.services.mentoring import attested, busy
from asn_desktop.services.mentoring.meetings import pair_span

USUAL_MINUTES = 60


class Warned(NamedTuple):
    """`field` is one of MeetingForm."""

    field: str
    message: str


@dataclass(frozen=True)
class _Other:
    """A meeting of another pair, or another one of the same, on the same day."""

    pair_id: int
    starts: str
    minutes: int
    who: str
    programme: str


def check(session: Session, form: MeetingForm) -> list[Warned]:
    """Nothing for what `problems` refuses anyway: without a day there is nothing to compare."""
    if form.day is None or form.state == words.CANCELLED:
        return []
    found = [*_of_day(session, form, form.day), *_of_next(session, form)]
    if form.state == words.HELD and not form.topic.strip() and (form.result or form.actions):
        found.append(Warned("topic", "Topik kosong; logbook dan laporan akan menampilkan baris tanpa topik."))
    return found + _at_the_same_time(session, form, form.day) + _trainings(session, form, form.day)


def _of_day(session: Session, form: MeetingForm, day: date) -> Iterator[Warned]:
    pair = pair_span(session, form.pair_id)
    if day > pair.ends_on:
        words_ = (
            f"Sesudah masa pasangan berakhir ({dates.long(pair.ends_on)}). Perpanjang pasangan bila perlu."
        )
        yield Warned("day", words_)
    if pair.state in (words.FINISHED, words.STOPPED):
        yield Warned("day", f"Pasangan ini sudah {words.STATES[pair.state].lower()}.")
    numbers = attested.mentees(session, form.pair_id)
    there = session.scalars(select(Mentee.person_id).where(Mentee.id.in_(form.present)))
    if issued := [numbers[person] for person in there if person in numbers]:
        words_ = (
            f"Sertifikat nomor {', '.join(issued)} sudah terbit; JP di sertifikat itu tidak ikut berubah. "
            "Ganti sertifikatnya bila JP-nya menjadi lain."
        )
        yield Warned("day", words_)
    if reason := day_off(session, day):
        yield Warned("day", f"{dates.long(day)} hari libur: {reason}.")
    left = session.execute(
        select(Person.name, Mentee.left_on)
        .join(Person, Person.id == Mentee.person_id)
        .where(Mentee.id.in_(form.present), Mentee.left_on < day)
    )
    for name, left_on in left:
        assert left_on is not None  # asked for
        yield Warned("present", f"{name} sudah keluar dari kelompok sejak {dates.long(left_on)}.")


def day_off(session: Session, day: date) -> str:
    """The name of the holiday or weekend day; empty for a working day."""
    if off := holidays.between(session, day, day).get(day):
        return off.name
    return DAYS[day.weekday()] if day.weekday() > 4 else ""


def _of_next(session: Session, form: MeetingForm) -> Iterator[Warned]:
    if form.next_on is None:
        return
    pair = pair_span(session, form.pair_id)
    if form.next_on > pair.ends_on:
        yield Warned("next_on", f"Sesudah masa pasangan berakhir ({dates.long(pair.ends_on)}).")
    if reason := day_off(session, form.next_on):
        yield Warned("next_on", f"{dates.long(form.next_on)} hari libur: {reason}.")


def _at_the_same_time(session: Session, form: MeetingForm, day: date) -> list[Warned]:
    """The mentor or a mentee in two meetings at overlapping hours; two on a day without hours."""
    starts, length = read_time(form.starts), form.minutes or USUAL_MINUTES
    found = []
    for other, shared in _others(session, form, day):
        if other.pair_id == form.pair_id:
            if not (starts and other.starts):
                at = f" pukul {clock.shown(other.starts)}" if other.starts else ""
                found.append(Warned("day", f"Sudah ada pertemuan pasangan ini pada tanggal ini{at}."))
                continue
            message = f"Bersamaan dengan pertemuan lain pasangan ini pukul {clock.shown(other.starts)}."
        else:
            at = f" pukul {clock.shown(other.starts)}" if other.starts else ""
            message = f"{shared} juga dalam pertemuan “{other.programme}”{at} ({other.who}). Ubah jamnya."
        if starts and other.starts and overlap(starts, length, other.starts, other.minutes):
            found.append(Warned("starts", message))
    return list(dict.fromkeys(found))


def overlap(starts: str, length: int, other: str, other_length: int) -> bool:
    """Lengths in minutes; one that begins when the other ends does not overlap."""
    a, b = clock.minutes(starts), clock.minutes(other)
    return a < b + other_length and b < a + length


def _others(session: Session, form: MeetingForm, day: date) -> list[tuple[_Other, str]]:
    """With the name of who is in both."""
    pair = session.get_one(MentoringPair, form.pair_id)
    ours = set(session.scalars(select(Mentee.person_id).where(Mentee.id.in_(form.present)))) | {
        pair.mentor_id
    }
    m = MentoringMeeting
    query = (
        select(
            m.id, m.pair_id, m.starts, m.minutes, m.state, MentoringPair.mentor_id, MentoringProgramme.name
        )
        .join(MentoringPair, MentoringPair.id == m.pair_id)
        .join(MentoringProgramme, MentoringProgramme.id == MentoringPair.programme_id)
        .where(m.day == day, m.state != words.CANCELLED, m.id != (form.id or 0))
    )
    if form.id is None and form.state == words.HELD:  # the planned one becomes this one
        query = query.where(or_(m.pair_id != form.pair_id, m.state != words.PLANNED))
    rows = session.execute(query).all()
    there = _people(session, [row.id for row in rows], [row.pair_id for row in rows])
    called = {
        key: names.printed(*name)
        for key, *name in session.execute(
            select(Person.id, Person.name, Person.gelar_depan, Person.gelar_belakang).where(
                Person.id.in_(ours | {row.mentor_id for row in rows})
            )
        )
    }
    found = []
    for row in rows:
        who = there.get((row.id, row.pair_id, row.state == words.HELD), set()) | {row.mentor_id}
        shared = sorted(ours & who)
        if shared or row.pair_id == form.pair_id:
            other = _Other(
                row.pair_id,
                row.starts,
                row.minutes or USUAL_MINUTES,
                f"mentor {called[row.mentor_id]}",
                row.name,
            )
            found.append((other, called[shared[0]] if shared else ""))
    return found


def _people(
    session: Session, meeting_ids: list[int], pair_ids: list[int]
) -> dict[tuple[int, int, bool], set[int]]:
    """Persons by meeting, its pair, and whether it was held: who was there, or who is expected."""
    found: dict[tuple[int, int, bool], set[int]] = {}
    present = session.execute(
        select(MeetingMentee.meeting_id, Mentee.pair_id, Mentee.person_id)
        .join(Mentee, Mentee.id == MeetingMentee.mentee_id)
        .where(MeetingMentee.meeting_id.in_(meeting_ids))
    )
    for meeting_id, pair_id, person_id in present:
        found.setdefault((meeting_id, pair_id, True), set()).add(person_id)
    members = session.execute(select(Mentee.pair_id, Mentee.person_id).where(Mentee.pair_id.in_(pair_ids)))
    of_pair: dict[int, set[int]] = {}
    for pair_id, person_id in members:
        of_pair.setdefault(pair_id, set()).add(person_id)
    for meeting_id, pair_id in zip(meeting_ids, pair_ids, strict=True):
        found[meeting_id, pair_id, False] = of_pair.get(pair_id, set())
    return found


def _trainings(session: Session, form: MeetingForm, day: date) -> list[Warned]:
    people = set(session.scalars(select(Mentee.person_id).where(Mentee.id.in_(form.present))))
    people.add(session.get_one(MentoringPair, form.pair_id).mentor_id)
    clashes = busy.of_people(session, people, [day], read_time(form.starts), form.minutes or USUAL_MINUTES)
    return [Warned("starts" if read_time(form.starts) else "day", one.words) for one in clashes]
