"""Meetings to come: the days of a rhythm, with what stands in their way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Mentee, MentoringMeeting, MentoringPair, MentoringProgramme
from asn_desktop.domain import clock, dates, recurrence
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.domain.holidays import Holiday
from asn_desktop.domain.mentoring import rhythm, words
from asn_desktop.domain.mentoring.meetings import read_time
from asn_desktop.domain.mentoring.rhythm import Rhythm
from asn_desktop.services import holidays
from asn_desktop.services.mentoring import busy, meetings
from asn_desktop.services.mentoring.meeting_checks import USUAL_MINUTES, overlap
from asn_desktop.services.series import expanding


@dataclass(frozen=True)
class PlanForm:
    """`starts` as it was typed; `until` is the last day that may be proposed."""

    pair_id: int
    every: str = rhythm.FORTNIGHT
    weekday: int = 1
    nth: int = 1
    first: date | None = None
    until: date | None = None
    starts: str = ""
    minutes: int | None = USUAL_MINUTES

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(self.every, self.weekday, self.nth)


class Proposed(NamedTuple):
    """`skipped` names the day off; `clashes` are told and may be kept; `is_taken`: a meeting is there."""

    day: date
    skipped: str = ""
    clashes: tuple[str, ...] = ()
    is_taken: bool = False

    @property
    def is_free(self) -> bool:
        return not (self.skipped or self.clashes or self.is_taken)


def blank(session: Session, pair_id: int, today: date) -> PlanForm:
    """As the pair agreed, from today on."""
    pair = session.get_one(MentoringPair, pair_id)
    agreed = rhythm.read(pair.rhythm) if pair.rhythm else None
    first = max(pair.starts_on, today)
    known = agreed or Rhythm(weekday=min(first.weekday(), 4))
    until = max(first, pair.ends_on)
    starts = clock.shown(pair.meets_at) if pair.meets_at else ""
    return PlanForm(pair_id, known.every, known.weekday, known.nth, first, until, starts, pair.minutes)


def problems(form: PlanForm, ends_on: date) -> dict[str, str]:
    """By field; `ends_on` is the last day of the pair."""
    found = {}
    if form.first is None:
        found["first"] = "Isi tanggal mulai."
    if form.until is None:
        found["until"] = "Isi tanggal terakhir."
    elif form.until > ends_on:
        found["until"] = f"Pasangan ini berakhir {dates.long(ends_on)}. Pilih tanggal sampai hari itu."
    if form.starts.strip() and read_time(form.starts) is None:
        found["starts"] = "Jam tidak terbaca. Tulis seperti 08.00, atau kosongkan."
    if form.minutes is None or not 1 <= form.minutes <= words.MOST_MINUTES:
        found["minutes"] = f"Isi antara 1 dan {words.MOST_MINUTES} menit."
    if not found and form.first and form.until:
        rule = rhythm.rule(form.rhythm, form.until)
        wrong = recurrence.problems(rule, form.first)
        found |= {name if name in ("until", "weekday", "nth") else "every": w for name, w in wrong.items()}
    return found


def in_words(form: PlanForm) -> str:
    return recurrence.words(rhythm.rule(form.rhythm, form.until)) if form.until else ""


def propose(session: Session, form: PlanForm) -> list[Proposed]:
    """All days of the rhythm in their order. Raises InvalidInput by field, UserError for a closed pair."""
    pair = _open(session, form.pair_id)
    if found := problems(form, pair.ends_on):
        raise InvalidInput(found)
    assert form.first is not None
    assert form.until is not None
    off: dict[date, Holiday] = holidays.between(session, form.first, form.until + timedelta(1))
    expanded = expanding.expand(rhythm.rule(form.rhythm, form.until), form.first, 1, off)
    days = [one.first for one in expanded.kept]
    m = MentoringMeeting
    taken = set(session.scalars(select(m.day).where(m.pair_id == form.pair_id, m.state != words.CANCELLED)))
    clashes = _clashes(session, pair, form, days)
    made = [Proposed(day, "", tuple(clashes.get(day, ())), day in taken) for day in days]
    made += [Proposed(one.day, one.reason) for one in expanded.skipped]
    return sorted(made, key=lambda one: one.day)


def accept(session: Session, form: PlanForm, days: Collection[date]) -> list[int]:
    """Plans meetings on these days; the pair keeps its rhythm, hour and length. Ids of the meetings."""
    pair = _open(session, form.pair_id)
    if not days:
        raise InvalidInput({"days": "Belum ada tanggal yang dipilih. Tandai dengan Spasi."})
    if found := problems(form, pair.ends_on):
        raise InvalidInput(found)
    assert form.until is not None
    starts = read_time(form.starts) or ""
    pair.rhythm = recurrence.text(rhythm.rule(form.rhythm, form.until))
    pair.meets_at, pair.minutes = starts, form.minutes or pair.minutes
    return meetings.plan(session, form.pair_id, [(day, starts, form.minutes) for day in sorted(days)])


def _open(session: Session, pair_id: int) -> MentoringPair:
    pair = session.get_one(MentoringPair, pair_id)
    if pair.state in (words.FINISHED, words.STOPPED):
        raise UserError(
            f"Pasangan ini sudah {words.STATES[pair.state].lower()}, jadi tidak ada pertemuan yang "
            "direncanakan. Buka lagi pasangan ini dahulu."
        )
    return pair


def _clashes(
    session: Session, pair: MentoringPair, form: PlanForm, days: Sequence[date]
) -> dict[date, list[str]]:
    """In words: trainings that anybody of the pair attends or teaches, and other meetings."""
    people = {pair.mentor_id, *session.scalars(select(Mentee.person_id).where(Mentee.pair_id == pair.id))}
    starts, length = _hours(form)
    found: dict[date, list[str]] = defaultdict(list)
    for one in busy.of_people(session, people, days, starts, length):
        found[one.day].append(one.words)
    for day, words_ in _other_meetings(session, form, people, days):
        found[day].append(words_)
    return found


def _hours(form: PlanForm) -> tuple[str | None, int]:
    return read_time(form.starts), form.minutes or USUAL_MINUTES


def _other_meetings(
    session: Session, form: PlanForm, people: Collection[int], days: Sequence[date]
) -> list[tuple[date, str]]:
    """Of pairs that share somebody with this one."""
    if not days:
        return []
    starts, length = _hours(form)
    shared = select(Mentee.pair_id).where(Mentee.person_id.in_(people))
    m = MentoringMeeting
    query = (
        select(m.day, m.starts, m.minutes, MentoringProgramme.name)
        .join(MentoringPair, MentoringPair.id == m.pair_id)
        .join(MentoringProgramme, MentoringProgramme.id == MentoringPair.programme_id)
        .where(
            m.day.between(min(days), max(days)),
            m.state != words.CANCELLED,
            m.pair_id != form.pair_id,
            MentoringPair.mentor_id.in_(people) | m.pair_id.in_(shared),
        )
        .order_by(m.day, m.starts)
    )
    found = []
    for day, at, minutes, programme in session.execute(query):
        if day in days and (not starts or not at or overlap(starts, length, at, minutes or USUAL_MINUTES)):
            when = f" pukul {clock.shown(at)}" if at else ""
            found.append((day, f"Ada pertemuan mentoring lain{when}: {programme}."))
    return found
