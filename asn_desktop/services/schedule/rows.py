"""The sessions of events as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images
from asn_desktop.db.tables import ClassSession, CurriculumSubject, Person, Room, SessionTrainer, Trainer
from asn_desktop.domain import clock, names


class SessionRow(NamedTuple):
    """`jp` is 0 for what is no lesson; `title` is what stands in the schedule."""

    id: int
    event_id: int
    day: date
    starts: str  # HH:MM
    ends: str
    kind: str  # materi, istirahat, acara
    subject_id: int | None
    title: str
    jp: int
    room_id: int | None
    room: str
    class_name: str
    trainer_ids: tuple[int, ...]
    trainers: tuple[str, ...]  # printed names
    note: str

    @property
    def counts(self) -> bool:
        return self.kind == "materi"


def sessions(
    session: Session, event_ids: Iterable[int], of_jp: int = clock.MINUTES_OF_JP
) -> list[SessionRow]:
    """In the order of event, day and time."""
    table = images.table_of(ClassSession)
    found: list[Any] = []
    for chosen in history.chunks(table.c.event_id, set(event_ids)):
        query = (
            select(ClassSession, CurriculumSubject.name, Room.name)
            .outerjoin(CurriculumSubject, CurriculumSubject.id == ClassSession.subject_id)
            .outerjoin(Room, Room.id == ClassSession.room_id)
            .where(chosen)
        )
        found += session.execute(query).all()
    taught = _trainers(session, [row[0].id for row in found])
    rows = [
        SessionRow(
            s.id,
            s.event_id,
            s.day,
            s.starts,
            s.ends,
            s.kind,
            s.subject_id,
            s.title or subject or "",
            clock.jp(s.starts, s.ends, of_jp) if s.kind == "materi" else 0,
            s.room_id,
            room or "",
            s.class_name,
            tuple(n for n, _ in taught[s.id]),
            tuple(name for _, name in taught[s.id]),
            s.note,
        )
        for s, subject, room in found
    ]
    return sorted(rows, key=lambda r: (r.event_id, r.day, r.starts, r.class_name, r.id))


def _trainers(session: Session, session_ids: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """Id and printed name by session, in the order they were added."""
    table = images.table_of(SessionTrainer)
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for chosen in history.chunks(table.c.session_id, set(session_ids)):
        query = (
            select(
                SessionTrainer.session_id,
                Trainer.id,
                Person.name,
                Person.gelar_depan,
                Person.gelar_belakang,
            )
            .join(Trainer, Trainer.id == SessionTrainer.trainer_id)
            .join(Person, Person.id == Trainer.person_id)
            .where(chosen)
            .order_by(SessionTrainer.id)
        )
        for session_id, trainer_id, *name in session.execute(query):
            found[session_id].append((trainer_id, names.printed(*name)))
    return found
