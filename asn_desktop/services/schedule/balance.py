"""The JP planned in the schedule of an event against the JP of its curriculum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import CurriculumSubject, Event
from asn_desktop.services import rulings
from asn_desktop.services.schedule.rows import SessionRow, sessions


class SubjectBalance(NamedTuple):
    """`subject_id` None: lessons outside the curriculum."""

    subject_id: int | None
    group: str
    name: str
    wanted: int  # JP
    planned: int

    @property
    def difference(self) -> int:
        return self.planned - self.wanted

    @property
    def words(self) -> str:
        if self.subject_id is None:
            return f"{self.planned} JP di luar kurikulum"
        if not self.planned:
            return "belum dijadwalkan"
        return _compared(self.difference)


class Balance(NamedTuple):
    subjects: tuple[SubjectBalance, ...]
    wanted: int
    planned: int
    event_jp: int  # what the certificates say

    @property
    def words(self) -> str:
        told = f"Terjadwal {self.planned} JP dari {self.wanted} JP kurikulum"
        told += f": {_compared(self.planned - self.wanted)}." if self.wanted else "."
        if self.event_jp != self.planned:
            told += f" Sertifikat menyebut {self.event_jp} JP."
        return told


def _compared(difference: int) -> str:
    if not difference:
        return "sesuai"
    return f"kurang {-difference} JP" if difference < 0 else f"lebih {difference} JP"


def balance(session: Session, event_id: int) -> Balance:
    """Classes side by side count once: the JP of a subject is that of the class that has most of it."""
    of_jp = int(rulings.number(session, "menit_jp"))
    return balance_of(session, event_id, sessions(session, [event_id], of_jp))


def balance_of(session: Session, event_id: int, rows: Iterable[SessionRow]) -> Balance:
    """`rows` are the sessions of the event."""
    event = session.get_one(Event, event_id)
    planned = jp_by_subject(rows)
    curriculum = subjects_of(session, event.training_id)
    found = [SubjectBalance(key, group, name, jp, planned.pop(key, 0)) for key, group, name, jp in curriculum]
    if outside := sum(planned.values()):
        found.append(SubjectBalance(None, "", "Di luar kurikulum", 0, outside))
    wanted = sum(s.wanted for s in found)
    return Balance(tuple(found), wanted, sum(s.planned for s in found), event.jp)


def subjects_of(session: Session, training_id: int) -> list[tuple[int, str, str, int]]:
    """Id, group, name and JP in the order of the curriculum."""
    query = (
        select(
            CurriculumSubject.id, CurriculumSubject.group_name, CurriculumSubject.name, CurriculumSubject.jp
        )
        .where(CurriculumSubject.training_id == training_id)
        .order_by(CurriculumSubject.position, CurriculumSubject.id)
    )
    return [(key, group, name, jp) for key, group, name, jp in session.execute(query)]


def jp_by_subject(rows: Iterable[SessionRow]) -> dict[int | None, int]:
    for_all: dict[int | None, int] = defaultdict(int)
    by_class: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if row.class_name:
            by_class[row.subject_id][row.class_name] += row.jp
        else:
            for_all[row.subject_id] += row.jp
    for subject_id, classes in by_class.items():
        for_all[subject_id] += max(classes.values())
    return dict(for_all)
