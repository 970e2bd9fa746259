"""Who lacks what beside the standard of the position, and levels typed for a person."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person, Unit
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import competences
from asn_desktop.services.competences import KNOWN, UNKNOWN, Given, Wanted
from asn_desktop.services.employees import Filter
from tests.desks import TODAY, a_person

MAY = date(2026, 5, 1)


@pytest.fixture
def people(program_engine: Engine) -> list[int]:
    with writing(program_engine, "Siapkan") as s:
        s.add(Unit(id=1, name="Kecamatan Sako", name_key="kecamatan sako"))
        s.flush()
        made = insert_rows(s, Person, [a_person(n, jenis_jabatan="2") for n in range(1, 5)])
        for code, level in {"M1": 2, "M3": 3, "S1": 1}.items():
            competences.record(s, Given(made[0], code, level, MAY, "asesmen"))
        for code in competences.names(s):
            competences.record(s, Given(made[1], code, 4, MAY))
        return list(made)


def test_a_row_tells_what_is_lacking_and_how_well_the_person_fits(
    program_engine: Engine, people: list[int]
) -> None:
    with reading(program_engine) as s:
        first, second, third = competences.page(s, people[:3])
    assert (first.standard, first.lacks, first.fit) == (3, "Integritas 2→3, Perekat Bangsa 1→3", None)
    assert (second.lacks, second.fit, second.noted_on) == ("", 100, MAY)
    assert (third.levels, third.lacks, third.noted_on) == ({}, "", None)


@pytest.mark.parametrize(
    ("lacking", "known", "places"),
    [
        ("", "", [0, 1, 2, 3]),
        ("", KNOWN, [0, 1]),
        ("", UNKNOWN, [2, 3]),
        ("M1", "", [0]),
        ("M3", "", []),
        ("M1", UNKNOWN, []),
    ],
)
def test_the_list_is_filtered(
    program_engine: Engine, people: list[int], lacking: str, known: str, places: list[int]
) -> None:
    with reading(program_engine) as s:
        found = competences.ids(s, Wanted(Filter(), lacking, known))
        assert found == [people[n] for n in places]
        assert competences.ids(s, Wanted(Filter(), lacking, known), 1) == found[:1]


def test_levels_of_a_person_are_typed_at_once(program_engine: Engine, people: list[int]) -> None:
    about = Given(people[2], "", None, MAY, "asesmen", note="Uji 2026")
    with writing(program_engine, "Catat") as s:
        assert competences.record_many(s, people[2], {"M1": 3, "M2": None, "M3": 5}, about, TODAY) == 2
    with reading(program_engine) as s:
        found = competences.latest(s, [people[2]])[people[2]]
        assert {code: level.level for code, level in found.items()} == {"M1": 3, "M3": 5}
        assert {row.note for row in competences.history(s, people[2])} == {"Uji 2026"}


@pytest.mark.parametrize(
    ("levels", "day", "fields"),
    [
        ({"M1": 6, "M2": 0, "M3": 3}, MAY, {"M1", "M2"}),
        ({"M1": 3}, None, {"noted_on"}),
        ({"M1": 3}, date(2027, 1, 1), {"noted_on"}),
        ({"M1": None}, MAY, {"level"}),
    ],
)
def test_a_wrong_level_is_named_at_its_competence(
    program_engine: Engine,
    people: list[int],
    levels: dict[str, int | None],
    day: date | None,
    fields: set[str],
) -> None:
    with pytest.raises(InvalidInput) as refused, writing(program_engine, "Catat") as s:
        competences.record_many(s, people[2], levels, Given(people[2], "", None, day), TODAY)
    assert set(refused.value.problems) == fields


def test_what_was_noted_last_is_deleted(program_engine: Engine, people: list[int]) -> None:
    with writing(program_engine, "Catat") as s:
        competences.record(s, Given(people[0], "M1", 5, TODAY))
    with writing(program_engine, "Hapus") as s:
        assert competences.delete_last(s, people[0]) == 1
        assert competences.latest(s)[people[0]]["M1"].level == 2
        assert competences.delete_last(s, people[0]) == 3
        with pytest.raises(UserError, match="belum mempunyai"):
            competences.delete_last(s, people[0])
