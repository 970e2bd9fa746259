import pytest
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import units


def test_tree_and_rules(engine: Engine) -> None:
    with writing(engine, "unit") as s:
        top = units.save(s, None, "Sekretariat  Daerah")
        below = units.save(s, None, "Bagian Umum", top)
        s.add(Person(name="A", name_key="a", unit_id=below))
    with reading(engine) as s:
        rows = units.tree(s)
        assert [(r.name, r.depth, r.people) for r in rows] == [
            ("Sekretariat Daerah", 0, 0),
            ("Bagian Umum", 1, 1),
        ]
        assert units.subtree_ids(s, top) == {top, below}
    for name, parent, unit in [
        (" ", None, None),
        ("bagian UMUM", None, None),
        ("Sekretariat Daerah", below, top),
    ]:
        with pytest.raises(InvalidInput), writing(engine, "x") as s:
            units.save(s, unit, name, parent)
    with pytest.raises(InvalidInput, match="1 pegawai"), writing(engine, "x") as s:
        units.archive(s, below)


def test_names_that_differ_only_by_signs_are_one_unit(engine: Engine) -> None:
    with writing(engine, "impor") as s:
        ids = units.find_or_add_many(s, ["Dinas Sosial", "DINAS  SOSIAL", "Dinas P.U."])
        assert ids["Dinas Sosial"] == ids["DINAS  SOSIAL"] != ids["Dinas P.U."]
        assert units.find_or_add_many(s, ["dinas sosial"]) == {"dinas sosial": ids["Dinas Sosial"]}
    with reading(engine) as s:
        assert [r.name for r in units.tree(s)] == ["Dinas P.U.", "Dinas Sosial"]


def test_full_names_tell_the_unit_above(engine: Engine) -> None:
    with writing(engine, "unit") as s:
        above = units.save(s, None, "Dinas Sosial")
        below = units.save(s, None, "Subbagian Umum", above)
        assert units.full_names(s) == {above: "Dinas Sosial", below: "Subbagian Umum – Dinas Sosial"}


def test_every_unit_knows_its_agency(engine: Engine) -> None:
    with writing(engine, "Isi") as s:
        agency = units.save(s, None, "Dinas Contoh")
        part = units.save(s, None, "Bidang Contoh", agency)
        below = units.save(s, None, "Seksi Contoh", part)
    with reading(engine) as s:
        assert units.agencies(s) == dict.fromkeys((agency, part, below), (agency, "Dinas Contoh"))


def test_the_government_above_all_is_no_perangkat_daerah(engine):
    with writing(engine, "Isi") as s:
        city = units.save(s, None, "PEMERINTAH KOTA CONTOH")
        agency = units.save(s, None, "Dinas Contoh", city)
        below = units.save(s, None, "Seksi Contoh", agency)
        assert units.agencies(s) == {
            city: (city, "PEMERINTAH KOTA CONTOH"),
            agency: (agency, "Dinas Contoh"),
            below: (agency, "Dinas Contoh"),
        }
