"""A year with 400 events and 4,000 sessions, for the benchmarks."""

from __future__ import annotations

import random
from datetime import date, timedelta

from sqlalchemy.orm import Session

from asn_desktop.db.history import insert_rows
from asn_desktop.db.tables import (
    ClassSession,
    Event,
    EventPlan,
    Participant,
    Person,
    Room,
    SessionTrainer,
    Trainer,
    Training,
)

YEAR, EVENTS, DAYS, ROOMS, TRAINERS, PEOPLE = 2027, 400, 5, 12, 40, 4_000
HOURS = (("08:00", "10:15"), ("10:30", "12:00"))


def fill(session: Session, seed: int = 1) -> None:
    """Two sessions on each of five days an event, one trainer each, 30 people an event."""
    luck = random.Random(seed)
    insert_rows(session, Room, [{"name": f"Ruang {n}", "capacity": 20 + n} for n in range(ROOMS)])
    people = [{"name": f"Orang {n}", "name_key": f"orang {n}", "status": "NON"} for n in range(PEOPLE)]
    insert_rows(session, Person, people)
    insert_rows(session, Trainer, [{"person_id": n + 1, "subjects": "Etika"} for n in range(TRAINERS)])
    insert_rows(session, Training, [{"name": f"Pelatihan {n}"} for n in range(40)])
    mondays = [date(YEAR, 1, 4) + timedelta(7 * n) for n in range(51)]
    held = [(1 + n % 40, 1 + n // 40, luck.choice(mondays)) for n in range(EVENTS)]
    events = insert_rows(
        session,
        Event,
        [
            {"training_id": t, "angkatan": a, "starts_on": d, "ends_on": d + timedelta(DAYS - 1), "jp": 25}
            for t, a, d in held
        ],
    )
    plans = [{"event_id": e, "room_id": luck.randint(1, ROOMS), "capacity": 30} for e in events]
    insert_rows(session, EventPlan, plans)
    lessons = [
        {"event_id": e, "day": d + timedelta(n), "starts": starts, "ends": ends, "title": "Etika"}
        for e, (_t, _a, d) in zip(events, held, strict=True)
        for n in range(DAYS)
        for starts, ends in HOURS
    ]
    made = insert_rows(session, ClassSession, lessons)
    insert_rows(
        session, SessionTrainer, [{"session_id": s, "trainer_id": luck.randint(1, TRAINERS)} for s in made]
    )
    there = [{"event_id": e, "person_id": p} for e in events for p in luck.sample(range(1, PEOPLE + 1), 30)]
    insert_rows(session, Participant, there)
