"""How long a series of 52 weeks is held against 400 events with 4,000 sessions, beside asking once a session.

PYTHONPATH=. python tests/benchmarks/bench_clashes.py
"""

from __future__ import annotations

import gc
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent))
from busy_year import YEAR, fill
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import ClassSession, EventPlan, SessionTrainer
from asn_desktop.services import clashes, database
from asn_desktop.services.clashes import Clash, Wanted


def one_by_one(session: Session, wanted: Sequence[Wanted]) -> int:
    """The peer: two queries a session, no alternatives."""
    found = 0
    for w in wanted:
        overlapping = (ClassSession.day == w.day, ClassSession.starts < w.ends, ClassSession.ends > w.starts)
        found += len(
            session.execute(
                select(ClassSession.id)
                .outerjoin(EventPlan, EventPlan.event_id == ClassSession.event_id)
                .where(*overlapping, or_(ClassSession.room_id == w.room_id, EventPlan.room_id == w.room_id))
            ).all()
        )
        found += len(
            session.execute(
                select(SessionTrainer.id)
                .join(ClassSession, ClassSession.id == SessionTrainer.session_id)
                .where(*overlapping, SessionTrainer.trainer_id.in_(w.trainer_ids))
            ).all()
        )
    return found


def best(of: int, work: Callable[[], list[Clash] | int]) -> tuple[float, int]:
    """Milliseconds of the fastest run."""
    times = []
    for _ in range(of):
        gc.collect()
        began = perf_counter()
        found = work()
        count = found if isinstance(found, int) else len(found)
        times.append(perf_counter() - began)
    return min(times) * 1000, count


def main() -> None:
    tuesdays = [date(YEAR, 1, 5) + timedelta(7 * n) for n in range(52)]
    series = [Wanted(day, "08:00", "10:00", 3, (5,), occurrence=n) for n, day in enumerate(tuesdays)]
    whole = [
        Wanted(day, f"{hour:02d}:00", f"{hour:02d}:45", 3, (5, 6), occurrence=n)
        for n, day in enumerate(tuesdays)
        for hour in range(8, 16)
    ]
    with tempfile.TemporaryDirectory() as folder:
        engine = database.open_database(f"sqlite:///{folder}/a.db")
        with writing(engine, "Siapkan") as session:
            fill(session)
        with reading(engine) as session:
            for name, wanted in (("52 × 1 session", series), ("52 × 8 sessions", whole)):
                ours, found = best(5, partial(clashes.find, session, wanted))
                theirs, count = best(3, partial(one_by_one, session, wanted))
                print(f"{name}: {ours:.0f} ms, {found} clashes, with what is free near each")
                print(f"  one by one, without that: {theirs:.0f} ms, {theirs / ours:.1f} times as long")
                assert count == found
            event, found = best(5, partial(clashes.of_event, session, 1))
            print(f"one event of ten sessions and 30 people: {event:.0f} ms, {found} clashes")
        engine.dispose()


if __name__ == "__main__":
    main()
