from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from desks import NOW, TODAY, Desk, make_desk
from sqlalchemy import Engine, select

from asn_desktop.db import history, images
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import (
    DistinctPeople,
    Event,
    FormerNip,
    Participant,
    Person,
    Training,
    Unit,
)
from asn_desktop.domain.errors import UserError
from asn_desktop.services import deletion, employees, trail, trash
from asn_desktop.services import history as walking
from asn_desktop.services.database import open_database
from asn_desktop.services.employees import Filter


def dump(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """All rows with a trail, but for what counts changes."""
    with reading(engine) as s:
        return {
            name: [
                {k: v for k, v in row.items() if k != "version"}
                for row in s.connection().execute(select(images.table_of(cls)).order_by(cls.id)).mappings()
            ]
            for name, cls in images.TABLES.items()
            if cls.recorded
        }


def delete_person(engine: Engine, person_id: int, actor: str = "rina", label: str = "Hapus pegawai") -> None:
    with writing(engine, label, actor, NOW) as s:
        for cls, column in ((FormerNip, "person_id"), (Participant, "person_id"), (DistinctPeople, "low_id")):
            for row in s.scalars(select(cls).where(getattr(cls, column) == person_id)):
                s.delete(row)
        s.flush()
        s.delete(s.get_one(Person, person_id))


def listed(engine: Engine, text: str = "", kinds: tuple[str, ...] = ()) -> list[trash.TrashRow]:
    with reading(engine) as s:
        return trash.rows(s, trash.ids(s, text, kinds))


def restore(engine: Engine, *entries: int) -> str:
    with writing(engine, "Pulihkan", "rina", NOW) as s:
        return trash.restore(s, entries, TODAY)


def test_a_person_comes_back_with_all_that_hung_on_them(desk: Desk) -> None:
    person = desk.people[0]
    with writing(desk.engine, "NIP lama") as s:
        s.add(FormerNip(person_id=person, nip="197001011990031002", until=TODAY))
        s.add(DistinctPeople(low_id=person, high_id=desk.people[1]))
    whole = dump(desk.engine)
    assert listed(desk.engine) == []
    delete_person(desk.engine, person)
    (row,) = listed(desk.engine)
    assert (row.noun, row.name, row.actor) == ("pegawai", "Ir. Contoh Nomor 1, S.T.", "rina")
    assert row.hanging == "1 NIP lama, 1 tanda bukan orang yang sama, 1 keikutsertaan"
    with reading(desk.engine) as s:
        told = trash.detail(s, row.id)
    assert ("Perangkat daerah", "", "Kecamatan Sako") in told.fields
    assert ("NIP lama", "19700101 199003 1 002 (Ir. Contoh Nomor 1, S.T.)") in told.hanging
    assert restore(desk.engine, row.id) == "Pulihkan dari Sampah: Ir. Contoh Nomor 1, S.T."
    assert dump(desk.engine) == whole
    with reading(desk.engine) as s:
        assert (
            trail.rows(s, trail.ids(s, trail.Filter(), 1))[0].label
            == "Pulihkan dari Sampah: Ir. Contoh Nomor 1, S.T."
        )
    assert listed(desk.engine) == []
    with pytest.raises(UserError, match="sudah ada lagi"):
        restore(desk.engine, row.id)
    assert dump(desk.engine) == whole


@pytest.mark.parametrize(
    ("table_name", "hanging"),
    [
        ("person", "1 keikutsertaan"),
        ("event", "3 keikutsertaan"),
        ("training", "10 mata pelatihan, 1 kegiatan, 3 keikutsertaan"),
        ("unit", ""),
        ("signatory", ""),
    ],
)
def test_whatever_can_be_deleted_can_be_restored(desk: Desk, table_name: str, hanging: str) -> None:
    whole = dump(desk.engine)
    with writing(desk.engine, "Hapus", "rina", NOW) as s:
        deletion.delete(s, table_name, [1])
    assert dump(desk.engine) != whole
    (row,) = listed(desk.engine)
    assert (row.table_name, row.hanging) == (table_name, hanging)
    restore(desk.engine, row.id)
    assert dump(desk.engine) == whole


def test_restoring_is_undone_and_done_again_like_anything_else(desk: Desk) -> None:
    whole = dump(desk.engine)
    delete_person(desk.engine, desk.people[0])
    gone = dump(desk.engine)
    restore(desk.engine, listed(desk.engine)[0].id)
    with writing(desk.engine, "x", "rina") as s:
        walking.undo(s, TODAY, "rina")
    assert dump(desk.engine) == gone
    (row,) = listed(desk.engine)  # deleted it is still
    assert (row.name, row.hanging) == ("Ir. Contoh Nomor 1, S.T.", "1 keikutsertaan")
    with writing(desk.engine, "x", "rina") as s:
        walking.redo(s, TODAY, "rina")
    assert dump(desk.engine) == whole


def test_who_comes_back_is_found_again(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'asn.db'}")
    desk = make_desk(engine, tmp_path)
    delete_person(engine, desk.people[0])

    def found() -> list[int]:
        with reading(engine) as s:
            return employees.ids(s, Filter("198001172008012001"))

    assert found() == []
    restore(engine, listed(engine)[0].id)
    assert found() == [desk.people[0]]
    engine.dispose()


def test_references_that_were_emptied_are_set_back_where_they_are_still_empty(desk: Desk) -> None:
    one, two = desk.people[:2]
    with writing(desk.engine, "Unit lain") as s:
        s.add(Unit(name="Dinas Sosial", name_key="dinas sosial"))
    with writing(desk.engine, "Hapus unit") as s:
        for person in s.scalars(select(Person).where(Person.unit_id == 1)):
            person.unit_id = None
        s.flush()
        s.delete(s.get_one(Unit, 1))
    with writing(desk.engine, "Pindah") as s:
        s.get_one(Person, two).unit_id = 2
    (row,) = listed(desk.engine)
    assert (row.noun, row.name, row.hanging) == ("unit kerja", "Kecamatan Sako", "")
    restore(desk.engine, row.id)
    with reading(desk.engine) as s:
        assert s.get_one(Person, one).unit_id == 1
        assert s.get_one(Person, two).unit_id == 2


def test_what_was_merged_into_another_gets_its_own_back(desk: Desk) -> None:
    one, two = desk.people[:2]
    with writing(desk.engine, "Keluarkan dari kegiatan") as s:
        s.delete(s.scalars(select(Participant).where(Participant.person_id == two)).one())
    with writing(desk.engine, "Gabungkan") as s:
        s.scalars(select(Participant).where(Participant.person_id == one)).one().person_id = two
        s.flush()
        s.delete(s.get_one(Person, one))
    restore(desk.engine, listed(desk.engine, "nomor 1")[0].id)
    with reading(desk.engine) as s:
        assert s.scalars(select(Participant).where(Participant.person_id == one)).one()


def test_a_nip_used_meanwhile_is_told_with_its_holder(desk: Desk) -> None:
    one, two = desk.people[:2]
    with reading(desk.engine) as s:
        nip = s.get_one(Person, one).nip
    delete_person(desk.engine, one)
    with writing(desk.engine, "NIP") as s:
        s.get_one(Person, two).nip = nip
    before = dump(desk.engine)
    with pytest.raises(
        UserError, match=r"NIP 19800117 .* sekarang dipakai Ir\. Contoh Nomor 2, S\.T\.\. Ubah NIP"
    ):
        restore(desk.engine, listed(desk.engine)[0].id)
    assert dump(desk.engine) == before


def test_only_what_was_deleted_on_purpose_and_is_still_gone_is_listed(desk: Desk) -> None:
    engine = desk.engine
    with writing(engine, "Tambah", "rina") as s:
        s.add(Unit(name="Unit A", name_key="unit a"))
        s.flush()
        s.add(Unit(name="Unit B", name_key="unit b", parent_id=2))
    with writing(engine, "x", "rina") as s:
        walking.undo(s, TODAY, "rina")  # an undone add
    assert listed(engine) == []
    with writing(engine, "x", "rina") as s:
        walking.redo(s, TODAY, "rina")
    with writing(engine, "Hapus unit", "rina") as s:
        for key in (3, 2):
            s.delete(s.get_one(Unit, key))
            s.flush()
    assert [(row.name, row.hanging) for row in listed(engine)] == [("Unit A", "1 unit kerja")]
    with writing(engine, "x", "rina") as s:
        walking.undo(s, TODAY, "rina")
    assert listed(engine) == []
    with writing(engine, "x", "rina") as s:
        walking.redo(s, TODAY, "rina")
    (row,) = listed(engine)
    restore(engine, row.id)
    with reading(engine) as s:
        assert s.get_one(Unit, 3).parent_id == 2


def test_rows_taken_back_in_part_are_not_trash(engine: Engine) -> None:
    with writing(engine, "Tambah dua", "rina") as s:
        s.add_all([Unit(name=f"Unit {n}", name_key=f"unit {n}") for n in range(2)])
    with writing(engine, "Ubah satu", "budi") as s:
        s.get_one(Unit, 1).name = "Lain"
    with writing(engine, "x", "rina") as s:
        walking.take_back(s, 1, TODAY, free_only=True)
    with reading(engine) as s:
        assert list(s.scalars(select(Unit.name))) == ["Lain"]
    assert listed(engine) == []


def test_a_record_waits_for_the_one_it_belongs_to(desk: Desk) -> None:
    """Somebody taken out of an event that is deleted later, and two things deleted at once."""
    engine, (one, two, _) = desk.engine, desk.people
    whole = dump(engine)
    with writing(engine, "Keluarkan", now=NOW) as s:
        s.delete(s.scalars(select(Participant).where(Participant.person_id == one)).one())
    with writing(engine, "Hapus kegiatan dan orang", now=NOW + timedelta(days=1)) as s:
        for row in s.scalars(select(Participant)):
            s.delete(row)
        s.flush()
        s.delete(s.get_one(Event, desk.event_id))
        s.delete(s.get_one(Person, two))
    event, person, out = (
        next(r for r in listed(engine) if r.table_name == t) for t in ("event", "person", "participant")
    )
    assert (event.hanging, person.hanging) == ("2 keikutsertaan", "1 keikutsertaan")
    with pytest.raises(
        UserError,
        match=r"kegiatan Pelatihan Manajemen Proyek angkatan I \(2026\) sudah dihapus. Pulihkan itu dahulu",
    ):
        restore(engine, out.id)
    restore(engine, person.id)  # the participation cannot stand yet
    assert [row.noun for row in listed(engine)] == ["kegiatan", "keikutsertaan"]
    restore(engine, event.id, out.id)
    assert listed(engine) == []
    assert dump(engine) == whole


def test_a_unit_that_is_gone_is_left_empty_and_told(desk: Desk) -> None:
    person = desk.people[0]
    delete_person(desk.engine, person)
    with writing(desk.engine, "Hapus unit") as s:
        for other in s.scalars(select(Person)):
            other.unit_id = None
        s.flush()
        s.delete(s.get_one(Unit, 1))
    entry = listed(desk.engine, kinds=("person",))[0]
    assert restore(desk.engine, entry.id).endswith("S.T. (Perangkat daerah dikosongkan karena sudah dihapus)")
    with reading(desk.engine) as s:
        assert s.get_one(Person, person).unit_id is None


def test_trash_is_searched_by_name_nip_and_kind(desk: Desk) -> None:
    engine = desk.engine
    delete_person(engine, desk.people[0])
    delete_person(engine, desk.people[1])
    with writing(engine, "Hapus pelatihan") as s:
        spare = Training(name="Pelatihan Lama")
        s.add(spare)
    with writing(engine, "Hapus pelatihan") as s:
        s.delete(s.scalars(select(Training).where(Training.name == "Pelatihan Lama")).one())
    assert [row.name for row in listed(engine)] == [
        "Pelatihan Lama",
        "Ir. Contoh Nomor 2, S.T.",
        "Ir. Contoh Nomor 1, S.T.",
    ]
    assert [row.name for row in listed(engine, "nomor 1")] == ["Ir. Contoh Nomor 1, S.T."]
    assert [row.name for row in listed(engine, "19800117 200801 2 001")] == ["Ir. Contoh Nomor 1, S.T."]
    assert [row.name for row in listed(engine, kinds=("training",))] == ["Pelatihan Lama"]
    with reading(engine) as s:
        assert len(trash.ids(s, limit=2)) == 2
        with pytest.raises(UserError, match="Muat ulang"):
            trash.detail(s, 999_999)


def test_many_come_back_as_one_action(engine: Engine) -> None:
    rows = [
        {"name": f"Orang {n}", "name_key": f"orang {n}", "nip": None, "birth_date": date(1990, 1, 2)}
        for n in range(1200)
    ]
    with writing(engine, "Impor") as s:
        history.insert_rows(s, Person, rows)
    whole = dump(engine)
    with writing(engine, "Hapus banyak") as s:
        for person in s.scalars(select(Person)):
            s.delete(person)
    with reading(engine) as s:
        entries = trash.ids(s)
        assert len(entries) == 1200
        assert len(trash.rows(s, entries[:100])) == 100
    assert restore(engine, *entries) == "Pulihkan dari Sampah: 1.200 data"
    assert dump(engine) == whole
    assert listed(engine) == []
