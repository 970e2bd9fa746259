from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from doubles import fill, office
from sqlalchemy import Engine

from asn_desktop.db import undo
from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services import duplicates, employees, imports
from asn_desktop.services.duplicates import Pair
from asn_desktop.services.employees import EmployeeForm

TODAY = date(2026, 11, 24)
ANA = EmployeeForm(name="Ana Sari Dewi", nip="198001172008012003", birth_date=date(1980, 1, 17))


@pytest.fixture
def engine(program_engine: Engine) -> Engine:
    return program_engine


def add(engine: Engine, *forms: EmployeeForm) -> list[int]:
    with writing(engine, "Tambah") as s:
        return [employees.save(s, form, TODAY) for form in forms]


def found(engine: Engine) -> list[Pair]:
    with reading(engine) as s:
        return duplicates.find(s)


def test_what_was_recorded_twice_is_found_and_what_only_looks_alike_is_not_sure(engine: Engine) -> None:
    made = office(1500, 12)
    with writing(engine, "Siapkan") as s:
        fill(s, made)
    pairs = found(engine)
    hits = {p.id for p in pairs} & set(made.doubles)
    assert len(hits) >= 0.93 * len(made.doubles)
    assert len(hits) >= 0.85 * len(pairs)
    assert [p for p in pairs if p.sure and p.id not in made.doubles] == []
    assert sum(p.sure for p in pairs) >= 3 * 12  # same name without NIP, same NIK, NIP of the other


def test_a_list_without_doubles_has_nothing_sure(engine: Engine, shared_data: Path) -> None:
    source = imports.open_list(shared_data / "pegawai_siasn.xlsx", imports.PEGAWAI, None, None)
    with reading(engine) as s:
        checked = imports.check(s, source, source.fields, TODAY)
    with writing(engine, "Impor") as s:
        imports.apply(s, checked)
    assert found(engine) == []


def test_titles_and_spelling_do_not_hide_a_person(engine: Engine) -> None:
    first = replace(ANA, name="Muhammad Yusuf Effendi", gelar_belakang="S.E.", nip="198001172008011003")
    again = EmployeeForm(
        name="Moh. Yusup Efendy", gelar_depan="Dr.", status="NON", birth_date=date(1980, 1, 17)
    )
    ids = add(engine, first, again)
    (pair,) = found(engine)
    assert pair.id == tuple(ids)
    assert pair.kind == duplicates.OUTSIDER
    assert "tanggal lahir sama" in pair.reasons
    assert pair.b_name == "Dr. Moh. Yusup Efendy"


def test_namesakes_with_nips_of_their_own_are_two_people(engine: Engine) -> None:
    add(engine, ANA, replace(ANA, nip="199005052015032001", birth_date=date(1990, 5, 5)))
    assert found(engine) == []


def test_a_nip_changed_long_ago_makes_sure(engine: Engine) -> None:
    (first,) = add(engine, ANA)
    with reading(engine) as s:
        form = employees.get(s, first)
    add(engine, replace(form, nip="198001172009012009"))
    add(engine, ANA)
    (pair,) = found(engine)
    assert pair.sure
    assert "NIP yang satu tercatat pada yang lain" in pair.reasons


def test_people_told_apart_are_never_shown_again(engine: Engine) -> None:
    a, b = add(engine, ANA, replace(ANA, nip=None, status="NON"))
    assert len(found(engine)) == 1
    with writing(engine, "Bukan") as s:
        label = duplicates.set_apart(s, b, a)
        assert label == "Bukan orang yang sama: Ana Sari Dewi dan Ana Sari Dewi"
    assert found(engine) == []
    with writing(engine, "Batal") as s:
        undo.undo_last(s)
    assert len(found(engine)) == 1


def test_who_is_gone_cannot_be_told_apart(engine: Engine) -> None:
    (a,) = add(engine, ANA)
    with pytest.raises(UserError, match="tidak ada lagi"), writing(engine, "Bukan") as s:
        duplicates.set_apart(s, a, 99)


def test_three_records_of_one_person_are_a_group(engine: Engine) -> None:
    add(engine, ANA, replace(ANA, nip=None, status="NON"), replace(ANA, nip=None, status="NON", nik="1" * 16))
    pairs = found(engine)
    assert {p.group for p in pairs} == {1}
    assert {p.members for p in pairs} == {3}


def test_it_can_be_stopped(engine: Engine) -> None:
    add(engine, ANA)
    with pytest.raises(Cancelled), reading(engine) as s:
        duplicates.find(s, lambda *_: False)
