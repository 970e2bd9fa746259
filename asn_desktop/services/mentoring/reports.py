"""What a programme came to: pairs, meetings, JP, levels before and after, mentors, perangkat daerah."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from statistics import fmean
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import (
    ActionPoint,
    AspectMark,
    Mentee,
    MentoringMeeting,
    MentoringPair,
    MentoringProgramme,
)
from asn_desktop.domain import dates, nip
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.summary import (
    AgencyLine,
    LevelChange,
    MentorLine,
    PairLine,
    ProgrammeReport,
    change,
)
from asn_desktop.services import units
from asn_desktop.services.mentoring import facts, jp, levels, people, progress
from asn_desktop.services.mentoring.jp import Credit
from asn_desktop.services.mentoring.levels import LevelRow
from asn_desktop.services.mentoring.people import Someone
from asn_desktop.services.mentoring.progress import Numbers

NO_AGENCY = "Tanpa perangkat daerah"


class _Read(NamedTuple):
    """Everything counted below, read once; lists by pair unless said otherwise."""

    rows: list[MentoringPair]
    programmes: dict[int, str]
    mentees: dict[int, list[Mentee]]
    people: dict[int, Someone]
    numbers: dict[int, Numbers]
    credits: list[Credit]
    jp: Counter[int]
    levels: list[LevelRow]
    aims: dict[int, tuple[int, int]]  # with a target, reached
    open_actions: dict[int, int]
    means: dict[int, float]


def programme(session: Session, programme_id: int) -> ProgrammeReport:
    row = session.get_one(MentoringProgramme, programme_id)
    read = _read(session, facts.ids(session, programme_id))
    return ProgrammeReport(
        name=row.name,
        kind=row.kind,
        aim=row.aim,
        span=dates.span(row.starts_on, row.ends_on),
        state=words.STATES[row.state],
        organiser=row.organiser,
        basis=row.basis,
        rule=rule_words(session, programme_id),
        pairs=tuple(_line(one, read) for one in read.rows),
        levels=tuple(_changes(read.levels)),
        months=_months(session, programme_id),
        agencies=tuple(_agencies(session, read)),
        stop_reason=row.stop_reason,
        left=tuple(
            (read.people[m.person_id].printed, m.left_reason or "tanpa alasan")
            for found in read.mentees.values()
            for m in found
            if m.left_on
        ),
    )


def mentors_of(session: Session, programme_id: int) -> list[MentorLine]:
    """Those who are mentors in the programme, with all they ever did."""
    query = select(MentoringPair.mentor_id).where(MentoringPair.programme_id == programme_id)
    return mentors(session, session.scalars(query).all())


def mentors(session: Session, mentor_ids: Sequence[int]) -> list[MentorLine]:
    """All pairs these mentors ever had, by name and then by time."""
    query = (
        select(MentoringPair.id)
        .where(MentoringPair.mentor_id.in_(set(mentor_ids)))
        .order_by(MentoringPair.starts_on, MentoringPair.id)
    )
    read = _read(session, list(session.scalars(query)))
    lines: dict[int, list[PairLine]] = defaultdict(list)
    for row in read.rows:
        lines[row.mentor_id].append(_line(row, read))
    known = [(read.people[key], tuple(found)) for key, found in lines.items()]
    return [
        MentorLine(who.printed, nip.spaced(who.nip), who.unit or "", found)
        for who, found in sorted(known, key=lambda one: one[0].printed.casefold())
    ]


def agencies(session: Session, year: int) -> list[AgencyLine]:
    """Of all pairs that touch the year, most mentees first."""
    query = select(MentoringPair.id).where(
        MentoringPair.starts_on <= date(year, 12, 31), MentoringPair.ends_on >= date(year, 1, 1)
    )
    return _agencies(session, _read(session, list(session.scalars(query))))


def rule_words(session: Session, programme_id: int) -> str:
    rule = jp.rule(session, programme_id)
    if not rule.jp:
        return "tidak memberi JP"
    told = f"{rule.jp} JP setiap pertemuan"
    if rule.most_a_month:
        told += f", paling banyak {rule.most_a_month} pertemuan sebulan setiap orang"
    if rule.least_minutes:
        told += f", mulai {rule.least_minutes} menit"
    return f"{told} ({rule.basis})" if rule.basis else told


def _read(session: Session, pair_ids: Sequence[int]) -> _Read:
    rows = list(
        session.scalars(
            select(MentoringPair)
            .where(MentoringPair.id.in_(pair_ids))
            .order_by(MentoringPair.starts_on, MentoringPair.id)
        )
    )
    mentees: dict[int, list[Mentee]] = defaultdict(list)
    for one in session.scalars(
        select(Mentee).where(Mentee.pair_id.in_(pair_ids)).order_by(Mentee.position, Mentee.id)
    ):
        mentees[one.pair_id].append(one)
    someone = {row.mentor_id for row in rows} | {m.person_id for found in mentees.values() for m in found}
    aims: Counter[tuple[int, bool]] = Counter()
    for aim in progress.aims(session, pair_ids):
        if aim.form.target is not None:
            aims[aim.form.pair_id, aim.is_reached] += 1
    query = select(MentoringProgramme.id, MentoringProgramme.name)
    named: dict[int, str] = dict(session.execute(query).all())
    credits, earned = facts.credited(session, rows), Counter[int]()
    for credit in credits:
        earned[credit.pair_id] += credit.jp
    return _Read(
        rows,
        named,
        mentees,
        people.load(session, someone),
        progress.numbers(session, pair_ids),
        credits,
        earned,
        levels.rows(session, pair_ids),
        {row.id: (aims[row.id, True] + aims[row.id, False], aims[row.id, True]) for row in rows},
        _open(session, pair_ids),
        _means(session, pair_ids),
    )


def _means(session: Session, pair_ids: Sequence[int]) -> dict[int, float]:
    """Of the means of its mentees, by pair."""
    query = (
        select(Mentee.pair_id, func.avg(AspectMark.value))
        .join(AspectMark, AspectMark.mentee_id == Mentee.id)
        .where(Mentee.pair_id.in_(pair_ids))
        .group_by(Mentee.id)
    )
    marks: dict[int, list[float]] = defaultdict(list)
    for key, mean in session.execute(query):
        marks[key].append(mean)
    return {key: fmean(found) for key, found in marks.items()}


def _open(session: Session, pair_ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(MentoringMeeting.pair_id, func.count())
        .join(ActionPoint, ActionPoint.meeting_id == MentoringMeeting.id)
        .where(MentoringMeeting.pair_id.in_(pair_ids), ActionPoint.state == words.OPEN)
        .group_by(MentoringMeeting.pair_id)
    )
    found: dict[int, int] = dict(session.execute(query).all())
    return found


def _line(row: MentoringPair, read: _Read) -> PairLine:
    mentor, told = read.people[row.mentor_id], read.numbers[row.id]
    aims, reached = read.aims[row.id]
    return PairLine(
        mentor=mentor.printed,
        unit=mentor.unit or "",
        mentees=tuple(read.people[one.person_id].printed for one in read.mentees[row.id]),
        state=words.STATES[row.state],
        span=dates.span(row.starts_on, row.ends_on),
        meetings=told.meetings,
        minutes=told.minutes,
        jp=read.jp[row.id],
        aims=aims,
        reached=reached,
        open_actions=read.open_actions.get(row.id, 0),
        mean=read.means.get(row.id),
        reason=(row.stop_reason or "tanpa alasan") if row.state == words.STOPPED else "",
        programme=read.programmes[row.programme_id],
        year=row.starts_on.year,
    )


def _changes(rows: Sequence[LevelRow]) -> list[LevelChange]:
    by_name: dict[str, list[LevelRow]] = defaultdict(list)
    for row in rows:
        by_name[row.name].append(row)
    return [
        change(name, found[0].standard, [(row.way[0], row.way[-1]) for row in found])
        for name, found in by_name.items()
    ]


def _months(session: Session, programme_id: int) -> tuple[tuple[str, int], ...]:
    month = func.strftime("%Y-%m", MentoringMeeting.day)
    query = (
        select(month, func.count())
        .join(MentoringPair, MentoringPair.id == MentoringMeeting.pair_id)
        .where(MentoringPair.programme_id == programme_id, MentoringMeeting.state == words.HELD)
        .group_by(month)
        .order_by(month)
    )
    return tuple((_month(key), count) for key, count in session.execute(query))


def _month(key: str) -> str:
    """`2026-07` → `Juli 2026`"""
    return dates.long(date.fromisoformat(f"{key}-01")).partition(" ")[2]


def _agencies(session: Session, read: _Read) -> list[AgencyLine]:
    of_unit = units.agencies(session)

    def agency(person_id: int) -> str:
        who = read.people[person_id]
        return of_unit.get(who.unit_id or 0, (0, who.unit or NO_AGENCY))[1]

    mentor_ids: dict[str, set[int]] = defaultdict(set)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    gains: dict[str, list[int]] = defaultdict(list)
    where = {m.id: agency(m.person_id) for found in read.mentees.values() for m in found}
    for row in read.rows:
        mentor_ids[agency(row.mentor_id)].add(row.mentor_id)
        for one in read.mentees[row.id]:
            count = counts[where[one.id]]
            count["mentees"] += 1
            count["finished"] += row.state == words.FINISHED and one.left_on is None
            count["meetings"] += read.numbers[row.id].of_mentee.get(one.id, (0, 0))[0]
    for credit in read.credits:
        counts[agency(credit.person_id)]["jp"] += credit.jp
    for level in read.levels:
        if level.gained is not None:
            gains[where[level.mentee_id]].append(level.gained)
    lines = [
        AgencyLine(
            name,
            len(mentor_ids.get(name, ())),
            counts[name]["mentees"],
            counts[name]["finished"],
            counts[name]["meetings"],
            counts[name]["jp"],
            fmean(gains[name]) if gains[name] else None,
            len(gains[name]),
        )
        for name in {*mentor_ids, *counts}
    ]
    return sorted(lines, key=lambda one: (-one.mentees, one.name.casefold()))
