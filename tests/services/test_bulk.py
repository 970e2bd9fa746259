from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from dumps import dump, search_text
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from asn_desktop.db import undo
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person
from asn_desktop.domain.errors import Cancelled, InvalidInput
from asn_desktop.services import bulk, employees, units
from asn_desktop.services.bulk import Change, Preview
from asn_desktop.services.database import open_database
from asn_desktop.services.employees import EmployeeForm, Filter

TODAY = date(2026, 11, 24)
ANA = EmployeeForm(name="Ana Sari", nip="198001172008012003", golongan="III/c", jabatan="Lurah")
BUDI = EmployeeForm(
    name="Budi (Drs.)", nip="199001012021211001", status="PPPK", golongan="IX", jabatan="Guru"
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path}/a.db")
    with writing(engine, "contoh") as s:
        units.find_or_add_many(s, ["Dinas Sosial", "Kecamatan Sako"])
        employees.save(s, replace(ANA, unit_id=1), TODAY)
        employees.save(s, BUDI, TODAY)
    yield engine
    engine.dispose()


def shown(engine: Engine, change: Change, ids: tuple[int, ...] = (1, 2)) -> Preview:
    with reading(engine) as s:
        return bulk.preview(s, ids, change, TODAY)


def apply(engine: Engine, change: Change, ids: tuple[int, ...] = (1, 2)) -> int:
    with writing(engine, "Ubah") as s:
        return bulk.apply(s, ids, change, TODAY)


def test_a_unit_for_many(engine: Engine) -> None:
    change = Change("unit_id", value=2)
    told = shown(engine, change, (2, 1))
    assert [(r.printed_name, r.before, r.after, r.outcome) for r in told.rows] == [
        ("Budi (Drs.)", "", "Kecamatan Sako", "berubah"),
        ("Ana Sari", "Dinas Sosial", "Kecamatan Sako", "berubah"),
    ]
    before, found = dump(engine), search_text(engine)
    assert apply(engine, change) == 2
    with reading(engine) as s:
        assert employees.ids(s, Filter(unit_id=2)) == [1, 2]
        assert employees.ids(s, Filter("kecamatan sako")) == [1, 2]
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    assert dump(engine) == before
    assert search_text(engine) == found


def test_who_has_the_value_already_is_counted_apart(engine: Engine) -> None:
    change = Change("golongan", value="III/c")
    told = shown(engine, change)
    assert (told.changed, told.unchanged, told.refused, told.warned) == (1, 1, 0, 1)
    assert told.rows[1].remark == "Golongan III/c adalah golongan PNS."
    assert apply(engine, change) == 1


def test_find_and_replace_takes_signs_as_they_are(engine: Engine) -> None:
    change = Change("name", bulk.REPLACE, find=" (drs.)", new=r" \1 Hartono")
    told = shown(engine, change)
    assert told.rows[1].after == r"Budi \1 Hartono"
    assert told.changed == 1
    assert shown(engine, replace(change, match_case=True)).changed == 0
    assert apply(engine, replace(change, new=" Hartono")) == 1
    with reading(engine) as s:
        assert employees.ids(s, Filter("hartono")) == [2]
    assert dump(engine)["person"][2]["name_key"] == "budi hartono"


def test_a_name_that_would_vanish_is_refused_and_the_rest_done(engine: Engine) -> None:
    change = Change("name", bulk.REPLACE, find="ana sari", new="")
    told = shown(engine, change)
    assert (told.rows[0].outcome, told.rows[0].remark) == ("ditolak", "Isi nama tanpa gelar.")
    assert apply(engine, change) == 0


def test_an_old_fault_elsewhere_does_not_hinder(engine: Engine) -> None:
    with writing(engine, "Impor lama") as s:
        s.get_one(Person, 1).nik = "12"
    assert apply(engine, Change("jabatan", value="Camat")) == 2


def test_empty_a_field(engine: Engine) -> None:
    assert apply(engine, Change("unit_id", bulk.CLEAR)) == 1
    assert apply(engine, Change("jabatan", bulk.CLEAR)) == 2
    rows = dump(engine)["person"]
    assert [rows[1]["unit_id"], rows[1]["jabatan"]] == [None, ""]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (Change("nip", value="1"), "field"),
        (Change("status", bulk.CLEAR), "field"),
        (Change("golongan", bulk.REPLACE, find="I"), "field"),
        (Change("jabatan", bulk.REPLACE, new="x"), "find"),
        (Change("jabatan"), "value"),
        (Change("golongan", value="IIII/z"), "value"),
        (Change("unit_id", value=99), "value"),
    ],
)
def test_what_cannot_be_meant(engine: Engine, change: Change, field: str) -> None:
    for run in (shown, apply):
        with pytest.raises(InvalidInput) as refused:
            run(engine, change)
        assert set(refused.value.problems) == {field}


def test_it_can_be_stopped(engine: Engine) -> None:
    before = dump(engine)
    with pytest.raises(Cancelled), writing(engine, "Ubah") as s:
        bulk.apply(s, [1, 2], Change("jabatan", value="Camat"), TODAY, lambda done, *_: done < 2)
    assert dump(engine) == before


def test_every_field_offered_can_be_changed(engine: Engine) -> None:
    with reading(engine) as s:
        for kind, found in bulk.FIELDS.items():
            assert bulk.offered(kind).keys() == set(found)
        for field in bulk.CODED:
            assert bulk.choices(s, field)


@given(text=st.text(max_size=20), find=st.text(min_size=1, max_size=3), new=st.text(max_size=3))
def test_replacing_is_plain_text(text: str, find: str, new: str) -> None:
    change = Change("note", bulk.REPLACE, find=find, new=new, match_case=True)
    assert bulk._changed(EmployeeForm(note=text), change).note == text.replace(find, new)
