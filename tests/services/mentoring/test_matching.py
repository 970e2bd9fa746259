"""Usulan pasangan: who fits whom, why, and the pairs that are made of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from desks import a_person
from pairs import NOW, TODAY, Mentored, mentored
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import MentoringPair, Person
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import competences, history
from asn_desktop.services.competences import Given
from asn_desktop.services.mentoring import matching, pairs
from asn_desktop.services.mentoring.candidates import Pool, is_below
from asn_desktop.services.mentoring.matching import Chosen, Matching


@pytest.fixture
def desk(program_engine: Engine) -> Mentored:
    return mentored(program_engine)


def proposed(desk: Mentored, *mentees: int, pool: Pool | None = None) -> Matching:
    with reading(desk.engine) as s:
        return matching.propose(s, desk.programme_id, mentees, pool or Pool(), TODAY)


def known_as(session: Session, person_id: int, jabatan: str) -> None:
    session.get_one(Person, person_id).jabatan = jabatan


def test_who_masters_what_is_lacking_comes_first_with_the_reason(desk: Mentored) -> None:
    other = desk.people[4]
    with writing(desk.engine, "Catat") as s:
        competences.record(s, Given(other, "M5", 4, TODAY))
        competences.record(s, Given(other, "M3", 3, TODAY))
    (found,) = proposed(desk, desk.people[2]).proposed
    best = found.candidates[0]
    assert (found.lacks, best.mentor_id) == ("Pelayanan Publik 2→3, Komunikasi 2→3", other)
    assert "Pelayanan Publik: mentor 4, mentee 2 menurut program, standar 3 (+25)" in best.why
    assert best.score == sum(part.points for part in best.parts)
    assert found.suggested == other


def test_never_oneself_nor_who_is_to_get_a_mentor(desk: Mentored) -> None:
    everybody = proposed(desk, *desk.people)
    assert all(not one.candidates and one.suggested is None for one in everybody.proposed)
    first, second = proposed(desk, *desk.people[2:4]).proposed
    named = {one.mentor_id for one in (*first.candidates, *second.candidates)}
    assert named == {desk.people[0], desk.people[1], *desk.people[4:]}


def test_nobody_retired_archived_or_leaving_before_the_end(desk: Mentored) -> None:
    gone: list[dict[str, Any]] = [
        {"archived": True},
        {"birth_date": date(1960, 1, 1)},
        {"birth_date": date(1968, 10, 20)},  # retires on 01-11-2026, within the programme
        {"kedudukan": "02"},
        {"status": "NON"},
    ]
    with writing(desk.engine, "Tambah") as s:
        usual: dict[str, Any] = {"jabatan": "Pengadministrasi", "archived": False, "kedudukan": ""}
        made = insert_rows(s, Person, [a_person(50 + n, **usual | one) for n, one in enumerate(gone)])
    (found,) = proposed(desk, desk.people[2]).proposed
    assert not {one.mentor_id for one in found.candidates} & set(made)


def test_the_pool_is_what_the_clerk_says(desk: Mentored) -> None:
    found = proposed(desk, desk.people[1], pool=Pool(least_golongan="III/d"))
    assert {one.golongan for one in found.proposed[0].candidates} == {"IV/a", "IV/b", "III/d"}
    with writing(desk.engine, "Ubah") as s:
        known_as(s, desk.people[3], "Widyaiswara")
    found = proposed(desk, desk.people[1], pool=Pool(text="widyaiswara"))
    assert [one.mentor_id for one in found.proposed[0].candidates] == [desk.people[3]]
    assert proposed(desk, desk.people[1], pool=Pool(unit_id=99)).fitting == 0
    assert not is_below("IX", "III/d")


def test_who_has_a_pair_is_named_and_gets_no_second_one_unasked(desk: Mentored) -> None:
    (found,) = proposed(desk, desk.mentee).proposed
    assert (found.paired_with, found.suggested) == ("Ir. Orang 1, S.T.", None)
    loaded = next(one for one in found.candidates if one.mentor_id == desk.mentor)
    assert "sedang membimbing 1 dari paling banyak 3 mentee (+7)" in loaded.why
    assert "pernah" not in loaded.why
    with writing(desk.engine, "Hentikan") as s:
        pairs.stop(s, desk.pair_id, "pindah", TODAY)
    (found,) = proposed(desk, desk.mentee).proposed
    loaded = next(one for one in found.candidates if one.mentor_id == desk.mentor)
    assert "pernah berpasangan pada Mentoring Pelayanan Publik 2026 (-10)" in loaded.why
    assert found.suggested is not None


def test_a_whole_assignment_keeps_to_the_largest_number_of_mentees(desk: Mentored) -> None:
    with writing(desk.engine, "Tambah") as s:
        new = insert_rows(s, Person, [a_person(60 + n, golongan="II/a") for n in range(9)])
        known_as(s, desk.mentor, "Widyaiswara")
    pool = Pool(text="WIDYA contoh dinas")
    given = [one.suggested for one in proposed(desk, *new, pool=pool).proposed]
    assert given.count(desk.mentor) == 2  # one seat is taken
    assert given.count(None) == 7


def test_what_the_clerk_took_is_kept_and_takes_up_room(desk: Mentored) -> None:
    with writing(desk.engine, "Tambah") as s:
        new = list(insert_rows(s, Person, [a_person(60 + n, golongan="II/a") for n in range(4)]))
    worst = desk.people[2]
    with reading(desk.engine) as s:
        found = matching.propose(
            s, desk.programme_id, new, Pool(), TODAY, taken=dict.fromkeys(new[1:], worst)
        )
    assert [one.suggested for one in found.proposed[1:]] == [worst] * 3
    assert found.proposed[0].suggested not in (worst, None)


def test_a_junior_mentor_is_marked(desk: Mentored) -> None:
    with writing(desk.engine, "Ubah") as s:
        known_as(s, desk.mentee, "Widyaiswara")
    (found,) = proposed(desk, desk.people[0], pool=Pool(text="widyaiswara")).proposed
    assert [one.is_junior for one in found.candidates] == [True]


def test_accepted_proposals_become_pairs_in_one_step(desk: Mentored) -> None:
    mentor, second = desk.people[3], desk.people[0]
    chosen = [
        Chosen(desk.people[2], mentor, 40, ("Komunikasi (+40)",)),
        Chosen(desk.people[4], mentor, 60, ("Komunikasi (+40)", "golongan (+4)")),
        Chosen(desk.people[5], second),
    ]
    with writing(desk.engine, "Terima 3 usulan pasangan", "rina", NOW) as s:
        made = matching.accept(s, desk.programme_id, chosen, TODAY, "rina")
    with reading(desk.engine) as s:
        form = pairs.get(s, made[0])
        assert [one.person_id for one in form.mentees] == [desk.people[2], desk.people[4]]
        assert (form.mentor_id, form.score, form.clerk) == (mentor, 50, "rina")
        assert form.reasons == ("Komunikasi (+40)", "golongan (+4)")
        assert (form.starts_on, form.ends_on) == (TODAY, date(2026, 12, 31))
        assert pairs.get(s, made[1]).score is None
    with writing(desk.engine, "Urungkan", "rina") as s:
        history.undo(s, TODAY, "rina")
    with reading(desk.engine) as s:
        assert all(s.get(MentoringPair, one) is None for one in made)


def test_what_cannot_be_accepted_leaves_nothing(desk: Mentored) -> None:
    before = proposed(desk, desk.people[2])
    with pytest.raises(UserError, match="Belum ada"), writing(desk.engine, "Terima") as s:
        matching.accept(s, desk.programme_id, [], TODAY)
    wrong = [Chosen(desk.people[2], desk.people[3]), Chosen(desk.people[4], desk.people[4])]
    with pytest.raises(InvalidInput), writing(desk.engine, "Terima") as s:
        matching.accept(s, desk.programme_id, wrong, TODAY)
    assert proposed(desk, desk.people[2]) == before
