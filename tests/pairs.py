"""A mentoring programme with one pair, ready to meet; the tests of mentoring start from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desks import a_person
from sqlalchemy import Engine

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person, Unit
from asn_desktop.services.mentoring import pairs, programmes
from asn_desktop.services.mentoring.pairs import MenteeForm, PairForm
from asn_desktop.services.mentoring.programmes import AimedAt, ProgrammeForm

NOW = datetime(2026, 11, 24, 10, 30)
TODAY = NOW.date()
CLERK = "rina"
GRADES = ("IV/a", "III/a", "III/b", "IV/b", "III/d", "III/c")


@dataclass(frozen=True)
class Mentored:
    """`people` in this order: mentor, mentee, second mentee, superior, two more. `mentee_id` is the row."""

    engine: Engine
    programme_id: int
    pair_id: int
    mentee_id: int
    people: tuple[int, ...]

    @property
    def mentor(self) -> int:
        return self.people[0]

    @property
    def mentee(self) -> int:
        return self.people[1]

    @property
    def superior(self) -> int:
        return self.people[3]


def form(people: tuple[int, ...], programme_id: int, **more: Any) -> PairForm:
    usual: dict[str, Any] = {
        "mentor_id": people[0],
        "mentees": (MenteeForm(people[1], people[3]),),
        "starts_on": date(2026, 7, 1),
        "ends_on": date(2026, 12, 31),
        "aim": "Menyusun standar pelayanan sendiri",
        "clerk": CLERK,
    }
    return PairForm(programme_id, **usual | more)


def programme(**more: Any) -> ProgrammeForm:
    usual: dict[str, Any] = {
        "name": "Mentoring Pelayanan Publik 2026",
        "starts_on": date(2026, 7, 1),
        "ends_on": date(2026, 12, 31),
        "competences": (AimedAt("M5", 3, 2), AimedAt("M3", 3, 2)),
    }
    return ProgrammeForm(**usual | more)


def mentored(engine: Engine, *, started: bool = True, **more: Any) -> Mentored:
    """`more` are fields of the pair."""
    with writing(engine, "Siapkan mentoring", CLERK, NOW) as s:
        if s.get(Unit, 1) is None:
            s.add(Unit(id=1, name="Dinas Contoh", name_key="dinas contoh"))
            s.flush()
        wanted = [
            a_person(n, golongan=grade, name=f"Orang {n}", name_key=f"orang {n}")
            for n, grade in enumerate(GRADES, 1)
        ]
        people = tuple(insert_rows(s, Person, wanted))
        programme_id = programmes.save(s, programme())
        pair_id = pairs.save(s, form(people, programme_id, **more), TODAY)
        if started:
            pairs.start(s, pair_id, TODAY)
    with reading(engine) as s:
        mentee_id = pairs.detail(s, pair_id).mentees[0].id
    return Mentored(engine, programme_id, pair_id, mentee_id, people)
