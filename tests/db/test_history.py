from datetime import date

import pytest
from sqlalchemy import Engine, delete, func, select

from asn_desktop.db import history, undo
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import (
    Action,
    Change,
    FormerNip,
    NumberScheme,
    Person,
    RegisterNumber,
    Touched,
    Unit,
)
from asn_desktop.domain.errors import UserError


def a_person(name: str, **more: object) -> dict[str, object]:
    return {"name": name, "name_key": name.casefold(), "nip": None, "birth_date": date(1990, 1, 2)} | more


def names(engine: Engine) -> list[str]:
    with reading(engine) as s:
        return list(s.scalars(select(Person.name).order_by(Person.id)))


def test_insert_edit_delete_walk_back_and_forth(engine: Engine) -> None:
    with writing(engine, "tambah") as s:
        s.add(Person(name="Siti", name_key="siti", birth_date=date(1990, 1, 2)))
    with writing(engine, "ubah") as s:
        s.get_one(Person, 1).name = "Siti A."
    with writing(engine, "hapus") as s:
        s.delete(s.get_one(Person, 1))
    seen = [names(engine)]
    for label in ("hapus", "ubah", "tambah"):
        with writing(engine, "Batalkan") as s:
            assert undo.undo_last(s).label == label
        seen.append(names(engine))
    assert seen == [[], ["Siti A."], ["Siti"], []]
    for _ in range(3):
        with writing(engine, "Ulangi") as s:
            undo.redo_last(s)
        seen.append(names(engine))
    assert seen[4:] == [["Siti"], ["Siti A."], []]
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    with reading(engine) as s:
        assert s.get_one(Person, 1).birth_date == date(1990, 1, 2)


def test_rows_in_bulk_are_one_step(engine: Engine) -> None:
    with writing(engine, "impor") as s:
        ids = history.insert_rows(s, Person, [a_person(f"Orang {n}") for n in range(1200)])
        history.insert_rows(
            s, FormerNip, [{"person_id": i, "nip": str(i), "until": date(2026, 1, 1)} for i in ids]
        )
    with writing(engine, "ubah banyak") as s:
        assert history.update_rows(s, Person, ((i, {"jabatan": "Lurah"}) for i in ids)) == 1200
        assert history.update_rows(s, Person, ((i, {"jabatan": "Lurah"}) for i in ids)) == 0
    for _ in range(2):
        with writing(engine, "Batalkan") as s:
            undo.undo_last(s)
    assert names(engine) == []
    with writing(engine, "Ulangi") as s:
        undo.redo_last(s)
    assert len(names(engine)) == 1200


def test_undo_refuses_what_was_changed_since(engine: Engine) -> None:
    with writing(engine, "tambah", actor="a") as s:
        s.add(Person(name="Siti", name_key="siti"))
    with writing(engine, "ubah", actor="b") as s:
        s.get_one(Person, 1).name = "Lain"
    with pytest.raises(UserError, match="diubah lagi"), writing(engine, "Batalkan", actor="a") as s:
        undo.undo_last(s, "a")
    assert names(engine) == ["Lain"]
    with reading(engine) as s:
        assert undo.stacks(s, "a").undo == (1, "tambah")


def test_new_action_clears_redo(engine: Engine) -> None:
    with writing(engine, "satu") as s:
        s.add(Person(name="A", name_key="a"))
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    with writing(engine, "dua") as s:
        s.add(Person(name="B", name_key="b"))
    with pytest.raises(UserError), writing(engine, "Ulangi") as s:
        undo.redo_last(s)


def test_register_numbers_survive_undo(engine: Engine) -> None:
    with writing(engine, "skema") as s:
        s.add(NumberScheme(name="Utama", pattern="{urut}"))
    with writing(engine, "ambil nomor") as s:
        s.add(Person(name="A", name_key="a"))
        s.add(
            RegisterNumber(
                scheme_id=1, year=2026, sequence=1, number="1", taken_on=date(2026, 1, 1), state="terpakai"
            )
        )
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    assert names(engine) == []
    with reading(engine) as s:
        assert s.scalar(select(func.count(RegisterNumber.id))) == 1


def test_what_cannot_be_taken_back_is_not_offered(engine: Engine) -> None:
    with writing(engine, "skema") as s:
        s.add(NumberScheme(name="Utama", pattern="{urut}"))
    with writing(engine, "nomor kertas") as s:
        s.add(
            RegisterNumber(
                scheme_id=1, year=2026, sequence=1, number="1", taken_on=date(2026, 1, 1), state="kertas"
            )
        )
    with reading(engine) as s:
        assert undo.stacks(s).undo == (1, "skema")
        assert s.get_one(Action, 2).kind == "final"


def test_bulk_statements_are_refused(engine: Engine) -> None:
    with pytest.raises(RuntimeError), writing(engine, "x") as s:
        s.execute(delete(Person))


def test_actions_are_chained(engine: Engine) -> None:
    for name in "AB":
        with writing(engine, name) as s:
            s.add(Person(name=name, name_key=name))
    with reading(engine) as s:
        first, second = s.scalars(select(Action).order_by(Action.id))
        rows = s.execute(select(Change).where(Change.action_id == 2)).scalars()
        changes = [history.Recorded(c.table_name, c.row_id, c.before, c.after) for c in rows]
        assert second.hash == history.digest(first.hash, second.at, second, changes)


def test_a_failed_action_leaves_nothing(engine: Engine) -> None:
    with writing(engine, "ada") as s:
        s.add(Person(name="A", name_key="a", nip="1"))
    with pytest.raises(UserError, match="bentrok"), writing(engine, "kembar") as s:
        s.add(Person(name="B", name_key="b", nip="1"))
    assert names(engine) == ["A"]
    with reading(engine) as s:
        assert s.scalar(select(func.count(Action.id))) == 1


def test_two_clerks_editing_one_record(engine: Engine) -> None:
    with writing(engine, "ada") as s:
        s.add(Person(name="A", name_key="a"))
    with reading(engine) as s:
        mine = s.get_one(Person, 1)
    with writing(engine, "orang lain") as s:
        s.get_one(Person, 1).name = "B"
    with pytest.raises(UserError, match="orang lain"), writing(engine, "saya") as s:
        s.merge(mine, load=False).name = "C"
    assert names(engine) == ["B"]


def test_an_id_is_never_given_twice(engine: Engine) -> None:
    with writing(engine, "tambah") as s:
        s.add_all([Person(name="Siti", name_key="siti"), Person(name="Budi", name_key="budi")])
    with writing(engine, "hapus") as s:
        s.delete(s.get_one(Person, 2))
    with writing(engine, "tambah") as s:
        s.add(Person(name="Agus", name_key="agus"))
        s.flush()
        ids = history.insert_rows(s, Person, [a_person("Rina")])
    with reading(engine) as s:
        assert s.execute(select(Person.id, Person.name).order_by(Person.id)).all() == [
            (1, "Siti"),
            (3, "Agus"),
            (4, "Rina"),
        ]
    assert list(ids) == [4]


def test_an_action_says_how_many_rows_it_touched(engine: Engine) -> None:
    with writing(engine, "impor") as s:
        history.insert_rows(s, Person, [a_person("Siti"), a_person("Budi")])
    with writing(engine, "ubah") as s:
        s.get_one(Person, 1).name = "Siti A."
        s.delete(s.get_one(Person, 2))
        s.add(FormerNip(person_id=1, nip="1", until=date(2026, 1, 1)))
    with reading(engine) as s:
        found = s.execute(
            select(Touched.action_id, Touched.table_name, Touched.added, Touched.changed, Touched.removed)
        ).all()
    assert found == [(1, "person", 2, 0, 0), (2, "former_nip", 1, 0, 0), (2, "person", 0, 1, 1)]


def test_a_number_that_was_handed_on_goes_back_the_way_it_came(engine: Engine) -> None:
    with writing(engine, "tambah") as s:
        history.insert_rows(s, Person, [a_person(name, nip=nip) for name, nip in (("A", "1"), ("B", "2"))])
    with writing(engine, "oper") as s:
        history.update_rows(s, Person, [(1, {"nip": "3"}), (2, {"nip": "1"})])

    def numbers() -> list[str | None]:
        with reading(engine) as s:
            return list(s.scalars(select(Person.nip).order_by(Person.id)))

    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    assert numbers() == ["1", "2"]
    with writing(engine, "Ulangi") as s:
        undo.redo_last(s)
    assert numbers() == ["3", "1"]


def test_what_was_let_go_of_and_deleted_at_once_comes_back(engine: Engine) -> None:
    with writing(engine, "tambah") as s:
        s.add(Unit(name="Dinas", name_key="dinas"))
        s.flush()
        s.add(Person(name="Siti", name_key="siti", unit_id=1))
    with writing(engine, "hapus") as s:
        person, unit = s.get_one(Person, 1), s.get_one(Unit, 1)
        person.unit_id = None
        s.delete(unit)
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    with reading(engine) as s:
        assert s.scalars(select(Person.unit_id)).all() == [1]


def test_a_value_set_without_being_read_goes_back_to_what_it_was(engine: Engine) -> None:
    with writing(engine, "tambah") as s:
        s.add(Person(**a_person("Siti")))
    with writing(engine, "ubah") as s:
        siti = s.get_one(Person, 1)
        s.expire_all()
        siti.name, siti.birth_date = "Siti A.", date(1990, 1, 2)
    with reading(engine) as s:
        change = s.scalars(select(Change).order_by(Change.id.desc())).first()
        assert change is not None
        assert (change.before, change.after) == ('{"name":"Siti"}', '{"name":"Siti A."}')
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    assert names(engine) == ["Siti"]
