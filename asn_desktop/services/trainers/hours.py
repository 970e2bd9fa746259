"""How long a trainer taught, by year, and what that comes to."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import ClassSession, SessionTrainer, Trainer
from asn_desktop.domain import clock
from asn_desktop.services import rulings

MINUTES_OF_OJ = 60  # orang-jam, by which speakers are paid


class YearOfTeaching(NamedTuple):
    """`honorarium` in rupiah by the rate of today, 0 where no rate is known; before tax."""

    year: int
    jp: int
    oj: int
    sessions: int
    events: int
    honorarium: int


def hours(session: Session, trainer_id: int) -> list[YearOfTeaching]:
    """Newest year first; only materi counts. Whole JP of each session, whole OJ of each event."""
    trainer = session.get_one(Trainer, trainer_id)
    of_jp = int(rulings.number(session, "menit_jp"))
    taught = session.execute(
        select(ClassSession.day, ClassSession.starts, ClassSession.ends, ClassSession.event_id)
        .join(SessionTrainer, SessionTrainer.session_id == ClassSession.id)
        .where(SessionTrainer.trainer_id == trainer_id, ClassSession.kind == "materi")
    )
    by_year: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for day, starts, ends, event_id in taught:
        length = max(0, clock.minutes(ends) - clock.minutes(starts))
        by_year[day.year].append((clock.jp(starts, ends, of_jp), length, event_id))
    found = []
    for year, held in sorted(by_year.items(), reverse=True):
        jp, oj = sum(h[0] for h in held), _oj(held)
        paid = trainer.rate * (oj if trainer.rate_unit == "OJ" else jp)
        found.append(YearOfTeaching(year, jp, oj, len(held), len({h[2] for h in held}), paid))
    return found


def taught(session: Session, event_id: int) -> dict[int, tuple[int, int]]:
    """JP and OJ by trainer, in one event."""
    of_jp = int(rulings.number(session, "menit_jp"))
    found = session.execute(
        select(SessionTrainer.trainer_id, ClassSession.starts, ClassSession.ends)
        .join(ClassSession, SessionTrainer.session_id == ClassSession.id)
        .where(ClassSession.event_id == event_id, ClassSession.kind == "materi")
    )
    held: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for trainer_id, starts, ends in found:
        length = max(0, clock.minutes(ends) - clock.minutes(starts))
        held[trainer_id].append((clock.jp(starts, ends, of_jp), length, event_id))
    return {key: (sum(h[0] for h in lessons), _oj(lessons)) for key, lessons in held.items()}


def _oj(held: list[tuple[int, int, int]]) -> int:
    """Whole hours of each event: its lessons are often shorter than an hour."""
    minutes: dict[int, int] = defaultdict(int)
    for _jp, length, event_id in held:
        minutes[event_id] += length
    return sum(whole // MINUTES_OF_OJ for whole in minutes.values())


def jp_of_year(session: Session, year: int) -> dict[int, int]:
    """By trainer."""
    of_jp = int(rulings.number(session, "menit_jp"))
    taught = session.execute(
        select(SessionTrainer.trainer_id, ClassSession.starts, ClassSession.ends)
        .join(ClassSession, SessionTrainer.session_id == ClassSession.id)
        .where(ClassSession.day.between(date(year, 1, 1), date(year, 12, 31)), ClassSession.kind == "materi")
    )
    found: dict[int, int] = defaultdict(int)
    for trainer_id, starts, ends in taught:
        found[trainer_id] += clock.jp(starts, ends, of_jp)
    return dict(found)
