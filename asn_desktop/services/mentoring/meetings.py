"""Meetings of pairs: typed from the logbook or only planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images
from asn_desktop.db.tables import (
    ActionPoint,
    MeetingFile,
    MeetingMentee,
    Mentee,
    MentoringMeeting,
    MentoringPair,
    Person,
)
from asn_desktop.domain import names
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.mentoring.meetings import ActionForm, MeetingForm, problems, read_time
from asn_desktop.services import office

__all__ = ["ActionForm", "MeetingForm"]
TYPED, PLAN, IMPORTED = "ketik", "rencana", "impor"
_TEXTS = ("method", "place", "topic", "discussion", "result", "goal", "reality", "options", "will", "note")
_PLAIN = ("id", "pair_id", "day", "starts", "minutes", "state", "next_on", "version", *_TEXTS)


class MeetingRow(NamedTuple):
    """`present` are ids of mentees, `there` their printed names; `is_late`: planned, and the day is over."""

    id: int
    pair_id: int
    day: date
    starts: str
    minutes: int | None
    state: str
    method: str
    place: str
    topic: str
    discussion: str
    result: str
    goal: str
    reality: str
    options: str
    will: str
    next_on: date | None
    note: str
    present: tuple[int, ...]
    there: tuple[str, ...]
    files: int

    def is_late(self, today: date) -> bool:
        return self.state == words.PLANNED and self.day < today


@dataclass(frozen=True)
class PairSpan:
    """What the rules of a meeting need to know of its pair."""

    starts_on: date
    ends_on: date
    state: str


def pair_span(session: Session, pair_id: int) -> PairSpan:
    row = session.get_one(MentoringPair, pair_id)
    return PairSpan(row.starts_on, row.ends_on, row.state)


def rows(session: Session, pair_ids: Collection[int]) -> list[MeetingRow]:
    """All meetings of these pairs, whatever their state, by day and hour."""
    columns = (
        *("id", "pair_id", "day", "starts", "minutes", "state", "method", "place", "topic", "discussion"),
        *("result", "goal", "reality", "options", "will", "next_on", "note"),
    )
    table = images.table_of(MentoringMeeting)
    found: list[Any] = []
    there, files = _there(session, pair_ids), _files(session, pair_ids)
    for chosen in history.chunks(table.c.pair_id, set(pair_ids)):
        found += session.execute(select(*(table.c[name] for name in columns)).where(chosen)).all()
    made = []
    for row in found:
        who = there.get(row.id, [])
        ids, printed = tuple(key for key, _ in who), tuple(name for _, name in who)
        made.append(MeetingRow._make((*row, ids, printed, files.get(row.id, 0))))
    return sorted(made, key=lambda m: (m.pair_id, m.day, m.starts, m.id))


def _there(session: Session, pair_ids: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    table = images.table_of(Mentee)
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for chosen in history.chunks(table.c.pair_id, set(pair_ids)):
        mentees = session.execute(
            select(Mentee.id, Person.name, Person.gelar_depan, Person.gelar_belakang)
            .join(Person, Person.id == Mentee.person_id)
            .where(chosen)
        )
        called = {key: names.printed(*name) for key, *name in mentees}
        present = session.execute(
            select(MeetingMentee.meeting_id, MeetingMentee.mentee_id)
            .join(Mentee, Mentee.id == MeetingMentee.mentee_id)
            .where(chosen)
            .order_by(Mentee.position, Mentee.id)
        )
        for meeting_id, mentee_id in present:
            found[meeting_id].append((mentee_id, called[mentee_id]))
    return found


def _files(session: Session, pair_ids: Collection[int]) -> dict[int, int]:
    table = images.table_of(MentoringMeeting)
    found: dict[int, int] = {}
    for chosen in history.chunks(table.c.pair_id, set(pair_ids)):
        query = (
            select(MeetingFile.meeting_id, func.count())
            .join(MentoringMeeting, MentoringMeeting.id == MeetingFile.meeting_id)
            .where(chosen)
            .group_by(MeetingFile.meeting_id)
        )
        found.update((meeting_id, count) for meeting_id, count in session.execute(query))
    return found


def blank(session: Session, pair_id: int, today: date) -> MeetingForm:
    """All mentees there, as long and where as usual, on the next day that was agreed, or today."""
    pair = session.get_one(MentoringPair, pair_id)
    mentees = session.scalars(
        select(Mentee.id)
        .where(Mentee.pair_id == pair_id, Mentee.left_on.is_(None))
        .order_by(Mentee.position, Mentee.id)
    )
    day, starts = _agreed(session, pair, today)
    return MeetingForm(
        pair_id, day, starts, pair.minutes, method=pair.method, place=pair.place, present=tuple(mentees)
    )


def _agreed(session: Session, pair: MentoringPair, today: date) -> tuple[date, str]:
    """The first day planned after the last meeting held that is not to come; else today."""
    m = MentoringMeeting
    last = session.execute(
        select(m.day, m.next_on).where(m.pair_id == pair.id, m.state == words.HELD).order_by(m.day.desc())
    ).first()
    after = last.day if last else date.min
    planned = session.execute(
        select(m.day, m.starts)
        .where(m.pair_id == pair.id, m.state == words.PLANNED, m.day > after, m.day <= today)
        .order_by(m.day, m.starts)
    ).first()
    if planned:
        return planned.day, planned.starts or pair.meets_at
    if last and last.next_on and last.day < last.next_on <= today:
        return last.next_on, pair.meets_at
    return max(today, pair.starts_on), pair.meets_at


def get(session: Session, meeting_id: int) -> MeetingForm:
    row = session.get_one(MentoringMeeting, meeting_id)
    present = session.scalars(select(MeetingMentee.mentee_id).where(MeetingMentee.meeting_id == meeting_id))
    return MeetingForm(
        **{name: getattr(row, name) for name in _PLAIN},
        present=tuple(present),
        actions=tuple(
            ActionForm(a.text, a.owner_id, a.due, a.state, a.id) for a in _actions(session, row.id)
        ),
    )


def held_of(session: Session, meeting_id: int, today: date) -> MeetingForm:
    """A planned meeting as it is typed after it took place: everybody was there."""
    planned = get(session, meeting_id)
    usual = blank(session, planned.pair_id, today)
    return replace(planned, state=words.HELD, minutes=planned.minutes or usual.minutes, present=usual.present)


def save(session: Session, form: MeetingForm, today: date, source: str = TYPED) -> int:
    """The id. One planned for that day becomes the one held; `next_on` makes or moves the planned one.

    Raises InvalidInput by field (of an action: `actions.0.owner_id`), UserError when somebody else did.
    What `meeting_checks.check` finds does not prevent it.
    """
    found = problems(form, pair_span(session, form.pair_id).starts_on, today)
    members = set(session.scalars(select(Mentee.id).where(Mentee.pair_id == form.pair_id)))
    if not members.issuperset(form.present):
        found["present"] = "Ada mentee yang tidak lagi di pasangan ini. Muat ulang (F5), lalu isi lagi."
    if found:
        raise InvalidInput(found)
    row = _row(session, form, source)
    before = row.next_on
    for name in _TEXTS:
        setattr(row, name, getattr(form, name).strip())
    assert form.day is not None  # problems() told
    row.day, row.starts, row.minutes = form.day, read_time(form.starts) or "", form.minutes
    row.state, row.next_on = form.state, form.next_on
    session.add(row)
    session.flush()
    _save_present(session, row, form.present if form.state == words.HELD else ())
    _save_actions(session, row, form.actions, today)
    _plan_next(session, row, before, today)
    session.flush()
    return row.id


def plan(session: Session, pair_id: int, days: Iterable[tuple[date, str, int | None]]) -> list[int]:
    """Planned meetings on these days at these hours; where there is one that day already it is left."""
    pair = session.get_one(MentoringPair, pair_id)
    m = MentoringMeeting
    taken = set(session.scalars(select(m.day).where(m.pair_id == pair_id, m.state != words.CANCELLED)))
    made = []
    for day, starts, minutes in days:
        if day not in taken:
            taken.add(day)
            row = _planned(pair, day, starts, minutes)
            row.source = PLAN
            session.add(row)
            made.append(row)
    session.flush()
    return [row.id for row in made]


def move(session: Session, meeting_id: int, day: date) -> None:
    """Only what is planned; raises InvalidInput."""
    form = replace(get(session, meeting_id), day=day)
    if form.state != words.PLANNED:
        raise InvalidInput({"day": "Pertemuan yang sudah terlaksana tidak dipindahkan; ubah isinya (F2)."})
    save(session, form, day)


def cancel(session: Session, ids: Collection[int]) -> None:
    """Planned meetings that shall not take place stay on record as such."""
    query = select(MentoringMeeting).where(
        MentoringMeeting.id.in_(ids), MentoringMeeting.state == words.PLANNED
    )
    for row in session.scalars(query):
        row.state = words.CANCELLED


def _row(session: Session, form: MeetingForm, source: str) -> MentoringMeeting:
    if form.id is not None:
        row = session.get_one(MentoringMeeting, form.id)
        office.check_version(form.version, row.version)
        return row
    if form.state == words.HELD:
        m = MentoringMeeting
        query = select(m).where(m.pair_id == form.pair_id, m.day == form.day, m.state == words.PLANNED)
        if planned := session.scalars(query.order_by(m.starts, m.id)).first():
            return planned
    return MentoringMeeting(pair_id=form.pair_id, source=source)


def _save_present(session: Session, row: MentoringMeeting, present: Sequence[int]) -> None:
    query = select(MeetingMentee).where(MeetingMentee.meeting_id == row.id)
    there = {one.mentee_id: one for one in session.scalars(query)}
    for mentee_id in dict.fromkeys(present):
        if not there.pop(mentee_id, None):
            session.add(MeetingMentee(meeting_id=row.id, mentee_id=mentee_id))
    for one in there.values():
        session.delete(one)


def _save_actions(session: Session, row: MentoringMeeting, given: Sequence[ActionForm], today: date) -> None:
    there = {one.id: one for one in _actions(session, row.id)}
    for position, form in enumerate(a for a in given if not a.is_empty):
        action = there.pop(form.id or 0, None) or ActionPoint(meeting_id=row.id, state=words.OPEN)
        assert form.owner_id is not None  # problems() told
        action.position, action.text, action.owner_id = position, form.text.strip(), form.owner_id
        action.due = form.due
        if action.state != form.state:
            action.state, action.done_on = form.state, today if form.state == words.DONE else None
        session.add(action)
    for action in there.values():
        session.delete(action)


def _actions(session: Session, meeting_id: int) -> list[ActionPoint]:
    query = select(ActionPoint).where(ActionPoint.meeting_id == meeting_id)
    return list(session.scalars(query.order_by(ActionPoint.position, ActionPoint.id)))


def _plan_next(session: Session, row: MentoringMeeting, before: date | None, today: date) -> None:
    """A day that is over is not planned: a logbook typed later says what came of it."""
    if row.next_on == before or row.state != words.HELD:
        return
    m = MentoringMeeting
    of_pair = select(m).where(m.pair_id == row.pair_id, m.id != row.id)
    # Only what this meeting itself had planned moves or goes with it.
    old = session.scalars(
        of_pair.where(m.day == before, m.state == words.PLANNED, m.source == TYPED, m.topic == "")
    ).first()
    taken = session.scalars(of_pair.where(m.day == row.next_on, m.state != words.CANCELLED)).first()
    if row.next_on is None or row.next_on < today or taken:
        if old:
            session.delete(old)
    elif old:
        old.day = row.next_on
    else:
        session.add(_planned(session.get_one(MentoringPair, row.pair_id), row.next_on, "", None))


def _planned(pair: MentoringPair, day: date, starts: str, minutes: int | None) -> MentoringMeeting:
    return MentoringMeeting(
        pair_id=pair.id,
        day=day,
        starts=starts or pair.meets_at,
        minutes=minutes or pair.minutes,
        state=words.PLANNED,
        method=pair.method,
        place=pair.place,
        source=TYPED,
    )
