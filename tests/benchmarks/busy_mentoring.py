"""A city with 2,000 pairs and 40,000 meetings, filled past the trail."""

from __future__ import annotations

import random
from datetime import date, timedelta

from sqlalchemy import Engine, insert

from asn_desktop.db.tables import (
    ActionPoint,
    MeetingMentee,
    Mentee,
    MentoringMeeting,
    MentoringPair,
    MentoringProgramme,
    Person,
)
from tests.desks import a_person

PAIRS, MEETINGS, PROGRAMMES, MENTORS, LONG = 2_000, 20, 8, 1_000, 60
FIRST, TODAY = date(2026, 1, 5), date(2026, 11, 25)


def fill(engine: Engine, first_person: int = 1) -> None:
    """Programme 1 has 1,993 pairs, pair 1 LONG meetings; a third of the pairs are groups of two mentees.

    Makes people from `first_person` on; with 0 those with ids 1 to 5,000 must be there already.
    """
    luck = random.Random(3)
    people = 1 if first_person == 0 else first_person
    mentees, there, meetings, actions = [], [], [], []
    for pair in range(1, PAIRS + 1):
        held_by = [len(mentees) + 1]
        mentees.append({"id": len(mentees) + 1, "pair_id": pair, "person_id": people + MENTORS + pair})
        if pair % 3 == 0:
            held_by.append(len(mentees) + 1)
            mentees.append({"id": len(mentees) + 1, "pair_id": pair, "person_id": people + 3_000 + pair // 3})
        number = LONG if pair == 1 else MEETINGS
        for n in range(number):
            meeting = len(meetings) + 1
            day = FIRST + timedelta(n * (330 // number) + luck.randrange(5))
            state = "terlaksana" if day <= TODAY else "rencana"
            meetings.append(
                {"id": meeting, "pair_id": pair, "day": day, "starts": "09:00", "minutes": 60, "state": state}
                | {"topic": "Menyusun rencana kerja", "result": "Rencana kerja disepakati. " * 4}
            )
            if state == "terlaksana":
                there += [{"meeting_id": meeting, "mentee_id": one} for one in held_by]
            if n % 2:
                due, done = day + timedelta(14), luck.random() < 0.7
                actions.append(
                    {"meeting_id": meeting, "text": "Kirim rancangan", "owner_id": mentees[-1]["person_id"]}
                    | {"due": due, "state": "selesai" if done else "terbuka"}
                )
    pairs = [
        {"id": n, "programme_id": 1 if n > PROGRAMMES else n, "mentor_id": people + n % MENTORS}
        | {"starts_on": FIRST, "ends_on": date(2026, 12, 31), "state": "berjalan", "reasons": []}
        for n in range(1, PAIRS + 1)
    ]
    programmes = [
        {"id": n, "name": f"Mentoring {n}", "starts_on": FIRST, "ends_on": date(2026, 12, 31), "forms": []}
        for n in range(1, PROGRAMMES + 1)
    ]
    with engine.begin() as c:
        if first_person:
            known = [
                a_person(n, nip=None, name=f"Pegawai {n % 977} Contoh", unit_id=None)
                for n in range(people, people + 5_000)
            ]
            c.execute(insert(Person), known)
        c.execute(insert(MentoringProgramme), programmes)
        c.execute(insert(MentoringPair), pairs)
        c.execute(insert(Mentee), mentees)
        c.execute(insert(MentoringMeeting), meetings)
        c.execute(insert(MeetingMentee), there)
        c.execute(insert(ActionPoint), actions)
        c.exec_driver_sql("ANALYZE")
