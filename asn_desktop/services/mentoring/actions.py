"""What was agreed at meetings: who does it until when, and what is overdue."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from asn_desktop.db import history, images
from asn_desktop.db.tables import ActionPoint, MentoringMeeting, MentoringPair, MentoringProgramme, Person
from asn_desktop.domain import names
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.typed import sought

SOON = 7  # days
_MENTOR = aliased(Person)


class ActionRow(NamedTuple):
    """`late` counts the days since `due` was over; 0: not overdue."""

    id: int
    text: str
    owner: str
    owner_id: int
    due: date | None
    late: int
    state: str
    done_on: date | None
    meeting_id: int
    met_on: date
    pair_id: int
    mentor: str
    programme_id: int
    programme: str


class Due(NamedTuple):
    """How many are still open: overdue, due within SOON days, all of them."""

    overdue: int
    soon: int
    open: int


def open_actions(
    session: Session,
    today: date,
    *,
    owner_id: int | None = None,
    pair_id: int | None = None,
    programme_id: int | None = None,
    text: str = "",
    is_overdue: bool = False,
) -> list[ActionRow]:
    """Soonest first, those without a day last.

    Those of stopped pairs only where the pair is asked for, of archived programmes where one of both is.
    """
    query = _query().where(ActionPoint.state == words.OPEN)
    if owner_id is not None:
        query = query.where(ActionPoint.owner_id == owner_id)
    if pair_id is not None:
        query = query.where(MentoringMeeting.pair_id == pair_id)
    else:
        query = query.where(MentoringPair.state != words.STOPPED)
    if pair_id is None and programme_id is None:
        query = query.where(MentoringProgramme.archived.is_(False))
    if programme_id is not None:
        query = query.where(MentoringPair.programme_id == programme_id)
    if is_overdue:
        query = query.where(ActionPoint.due < today)
    for word in sought(text):
        query = query.where(
            or_(
                ActionPoint.text.icontains(word, autoescape=True),
                Person.name.icontains(word, autoescape=True),
                MentoringProgramme.name.icontains(word, autoescape=True),
            )
        )
    return _read(session, query.order_by(ActionPoint.due.is_(None), ActionPoint.due, ActionPoint.id), today)


def of_pairs(session: Session, pair_ids: Collection[int], today: date) -> list[ActionRow]:
    """All of them, whatever their state, in the order of meetings."""
    table = images.table_of(MentoringMeeting)
    found = []
    for chosen in history.chunks(table.c.pair_id, set(pair_ids)):
        query = _query().where(chosen)
        found += _read(
            session,
            query.order_by(MentoringMeeting.day, MentoringMeeting.id, ActionPoint.position, ActionPoint.id),
            today,
        )
    return found


def set_state(session: Session, ids: Collection[int], state: str, today: date) -> int:
    """How many changed; `done_on` is today for what is done now."""
    if state not in words.ACTION_STATES:
        raise ValueError(state)
    table, changed = images.table_of(ActionPoint), 0
    for chosen in history.chunks(table.c.id, set(ids)):
        for row in session.scalars(select(ActionPoint).where(chosen, ActionPoint.state != state)):
            row.state, row.done_on = state, today if state == words.DONE else None
            changed += 1
    return changed


def postpone(session: Session, ids: Collection[int], due: date, today: date) -> None:
    """Another last day for these; raises InvalidInput for one that is over."""
    if due < today:
        raise InvalidInput({"due": "Batas waktu yang baru sudah lewat. Pilih hari ini atau sesudahnya."})
    table = images.table_of(ActionPoint)
    for chosen in history.chunks(table.c.id, set(ids)):
        for row in session.scalars(select(ActionPoint).where(chosen)):
            row.due = due


def overdue(session: Session, today: date) -> Due:
    """The numbers of `open_actions`, for the overview."""
    a = ActionPoint
    late = func.coalesce(func.sum(case((a.due < today, 1), else_=0)), 0)
    soon = func.coalesce(func.sum(case((a.due.between(today, today + timedelta(SOON)), 1), else_=0)), 0)
    query = (
        select(late, soon, func.count())
        .select_from(a)
        .join(MentoringMeeting, MentoringMeeting.id == a.meeting_id)
        .join(MentoringPair, MentoringPair.id == MentoringMeeting.pair_id)
        .join(MentoringProgramme, MentoringProgramme.id == MentoringPair.programme_id)
        .where(
            a.state == words.OPEN,
            MentoringPair.state != words.STOPPED,
            MentoringProgramme.archived.is_(False),
        )
    )
    return Due(*session.execute(query).one())


def _query() -> Select[*tuple[Any, ...]]:
    """Columns only: to make objects of thousands of rows takes longer than to read them."""
    return (
        select(
            *(ActionPoint.id, ActionPoint.text, ActionPoint.owner_id, ActionPoint.due, ActionPoint.state),
            *(ActionPoint.done_on, ActionPoint.meeting_id),
            *(Person.name, Person.gelar_depan, Person.gelar_belakang),
            *(_MENTOR.name, _MENTOR.gelar_depan, _MENTOR.gelar_belakang),
            *(MentoringMeeting.day, MentoringPair.id, MentoringProgramme.id, MentoringProgramme.name),
        )
        .join(MentoringMeeting, MentoringMeeting.id == ActionPoint.meeting_id)
        .join(MentoringPair, MentoringPair.id == MentoringMeeting.pair_id)
        .join(MentoringProgramme, MentoringProgramme.id == MentoringPair.programme_id)
        .join(Person, Person.id == ActionPoint.owner_id)
        .join(_MENTOR, _MENTOR.id == MentoringPair.mentor_id)
    )


def _read(session: Session, query: Select[*tuple[Any, ...]], today: date) -> list[ActionRow]:
    called: dict[tuple[str, ...], str] = {}

    def printed(*name: str) -> str:
        if name not in called:
            called[name] = names.printed(*name)
        return called[name]

    found = []
    for row in session.execute(query):
        key, text, owner_id, due, state, done_on, meeting_id, *rest = row
        late = max(0, (today - due).days) if due and state == words.OPEN else 0
        owner, mentor = printed(*rest[:3]), printed(*rest[3:6])
        met_on, pair_id, programme_id, programme = rest[6:]
        found.append(
            ActionRow(
                *(key, text, owner, owner_id, due, late, state, done_on, meeting_id),
                *(met_on, pair_id, mentor, programme_id, programme),
            )
        )
    return found
