"""A programme of mentoring with one pair: a mentor, two mentees, a superior."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from desks import a_person
from sqlalchemy import Engine

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import writing
from asn_desktop.db.tables import Mentee, MentoringPair, MentoringProgramme, Person, Unit

TODAY = date(2026, 11, 25)


@dataclass(frozen=True)
class PairDesk:
    """`mentor`, `people` and `superior` are persons; `mentees` the rows of the pair."""

    engine: Engine
    programme: int
    pair: int
    mentor: int
    people: tuple[int, ...]
    mentees: tuple[int, ...]
    superior: int


def make_pair(engine: Engine, kind: str = "mentoring", **more: Any) -> PairDesk:
    with writing(engine, "Siapkan", actor="penyiap") as s:
        s.add(Unit(name="Kecamatan Sako", name_key="kecamatan sako"))
        s.flush()
        mentor, first, second, superior = insert_rows(s, Person, [a_person(n) for n in range(1, 5)])
        programme = MentoringProgramme(
            name="Mentoring Kepala Seksi",
            kind=kind,
            state="berjalan",
            starts_on=date(2026, 8, 1),
            ends_on=date(2026, 12, 31),
        )
        s.add(programme)
        s.flush()
        values = {
            "state": "berjalan",
            "starts_on": date(2026, 8, 3),
            "ends_on": date(2026, 12, 18),
            "meets_at": "09:00",
            "place": "Ruang kerja mentor",
        }
        pair = MentoringPair(programme_id=programme.id, mentor_id=mentor, **values | more)
        s.add(pair)
        s.flush()
        mentees = [
            Mentee(pair_id=pair.id, person_id=person, superior_id=superior, position=n)
            for n, person in enumerate((first, second))
        ]
        s.add_all(mentees)
        s.flush()
        return PairDesk(
            engine,
            programme.id,
            pair.id,
            mentor,
            (first, second),
            tuple(one.id for one in mentees),
            superior,
        )
