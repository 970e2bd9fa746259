"""Levels of competence: the newest counts, the older ones stay, and each has a source."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import MentoringPair, MentoringProgramme, Person, ProgrammeCompetence, Unit
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import competences, deletion, reference
from asn_desktop.services.competences import Given
from asn_desktop.services.reference import ReferenceForm
from tests.desks import TODAY, a_person

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
def people(engine: Engine) -> list[int]:
    with writing(engine, "Siapkan") as s:
        reference.seed(s)
        s.add(Unit(name="Kecamatan Sako", name_key="kecamatan sako"))
        s.flush()
        return list(insert_rows(s, Person, [a_person(n, jenis_jabatan="2") for n in range(1, 4)]))


def a_pair(engine: Engine, mentor: int) -> int:
    with writing(engine, "Siapkan") as s:
        held = MentoringProgramme(name="P", starts_on=MAY, ends_on=JUNE)
        s.add(held)
        s.flush()
        pair = MentoringPair(programme_id=held.id, mentor_id=mentor, starts_on=MAY, ends_on=JUNE)
        s.add(pair)
        s.flush()
        return pair.id


def test_the_newest_level_counts_whatever_was_typed_last(engine: Engine, people: list[int]) -> None:
    with writing(engine, "Catat") as s:
        competences.record(s, Given(people[0], "M1", 3, JUNE, "asesmen"))
        competences.record(s, Given(people[0], "M1", 2, MAY, "ketik"))
        competences.record(s, Given(people[1], "S1", 5, MAY, "ketik"))
    with reading(engine) as s:
        assert competences.latest(s) == {
            people[0]: {"M1": (3, JUNE, "asesmen")},
            people[1]: {"S1": (5, MAY, "ketik")},
        }
        assert competences.latest(s, people[1:]) == {people[1]: {"S1": (5, MAY, "ketik")}}
        assert [row.level for row in competences.history(s, people[0])] == [3, 2]


def test_the_same_source_of_the_same_day_says_one_level(engine: Engine, people: list[int]) -> None:
    with writing(engine, "Catat") as s:
        first = competences.record(s, Given(people[0], "M1", 3, MAY, "ketik"))
        assert competences.record(s, Given(people[0], "M1", 4, MAY, "ketik", note=" dinaikkan ")) == first
        assert competences.record(s, Given(people[0], "M1", 2, MAY, "asesmen")) != first
    with reading(engine) as s:
        assert {(n.level, n.note) for n in competences.history(s, people[0])} == {(4, "dinaikkan"), (2, "")}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("M1", 6, MAY), "level"),
        (("M1", 0, MAY), "level"),
        (("M1", None, MAY), "level"),
        (("X9", 3, MAY), "competence"),
        (("M1", 3, None), "noted_on"),
        (("M1", 3, date(2027, 1, 1)), "noted_on"),
    ],
)
def test_what_cannot_be_is_named_at_its_field(
    engine: Engine, people: list[int], given: tuple[str, int | None, date | None], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused, writing(engine, "Catat") as s:
        competences.record(s, Given(people[0], *given), today=TODAY)
    assert list(refused.value.problems) == [field]
    with reading(engine) as s:
        assert competences.latest(s) == {}


def test_what_a_mentoring_said_is_taken_back_by_reopening_it_only(engine: Engine, people: list[int]) -> None:
    pair = a_pair(engine, people[2])
    with writing(engine, "Tutup") as s:
        fed = competences.record(s, Given(people[0], "M1", 4, JUNE, "mentoring", pair))
        typed = competences.record(s, Given(people[0], "M1", 2, MAY, "ketik"))
    with pytest.raises(UserError, match="Buka kembali"), writing(engine, "Hapus") as s:
        competences.delete(s, [fed])
    with writing(engine, "Buka lagi") as s:
        assert competences.withdraw(s, pair) == 1
        assert competences.latest(s)[people[0]]["M1"].level == 2
        assert competences.delete(s, [typed]) == 1
        assert competences.latest(s) == {}


def test_the_standard_is_that_of_the_position(engine: Engine, people: list[int]) -> None:
    with reading(engine) as s:
        assert competences.standard_of(s, people[0]) == 3
        assert competences.standards(s)["JPT_PRATAMA"] == 4
        assert next(iter(competences.names(s))) == "M1"


def test_a_code_that_levels_are_kept_under_stays(engine: Engine, people: list[int]) -> None:
    with writing(engine, "Catat") as s:
        competences.record(s, Given(people[0], "M1", 3, MAY))
        s.add(MentoringProgramme(name="P", starts_on=MAY, ends_on=JUNE))
        s.flush()
        s.add(ProgrammeCompetence(programme_id=1, competence="M2"))
    with reading(engine) as s:
        known = {item.code: item for item in reference.items(s, "kompetensi")}
        assert [reference.uses(s, "kompetensi", code) for code in ("M1", "M2", "M3")] == [1, 1, 0]
    for code in ("M1", "M2"):
        with pytest.raises(InvalidInput, match="sudah dipakai"), writing(engine, "Ubah") as s:
            reference.save(s, ReferenceForm(**known[code]._asdict() | {"code": "X1"}))
        with pytest.raises(UserError, match="masih dipakai pada 1 data"), writing(engine, "Hapus") as s:
            deletion.delete(s, "reference_item", [known[code].id])
