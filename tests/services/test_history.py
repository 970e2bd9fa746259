from __future__ import annotations

from pathlib import Path

import pytest
from desks import NOW, TODAY
from sqlalchemy import Engine, select

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Action, FormerNip, Person, ReferenceItem
from asn_desktop.domain.errors import UserError
from asn_desktop.services import database, history, numbers, office
from asn_desktop.services.history import State
from asn_desktop.services.numbers import PaperForm


def test_labels_for_the_menu(engine: Engine) -> None:
    with reading(engine) as s:
        assert history.state(s) == State(None, None)
    with writing(engine, "Simpan pengaturan", actor="siti") as s:
        office.save(s, office.get(s))
    with reading(engine) as s:
        assert history.state(s, "siti") == State("Simpan pengaturan", None)
        assert history.state(s) == State(None, None)
    with writing(engine, "Batalkan", actor="siti") as s:
        assert history.undo(s, TODAY, "siti") == "Simpan pengaturan"
    with writing(engine, "Ulangi", actor="siti") as s:
        assert history.state(s, "siti") == State(None, "Simpan pengaturan")
        assert history.redo(s, TODAY, "siti") == "Simpan pengaturan"
    with pytest.raises(UserError, match="Tidak ada tindakan"), writing(engine, "Ulangi") as s:
        history.redo(s, TODAY)


def test_what_a_number_stands_on_is_kept(engine: Engine) -> None:
    with writing(engine, "Tambah skema") as s:
        numbers.seed(s)
    with writing(engine, "Catat nomor kertas", actor="lain") as s:
        numbers.register_paper(s, PaperForm(1, 2026, 1, "Siti"), TODAY)
    with (
        pytest.raises(
            UserError, match=r"“Tambah skema” tidak dapat.*sudah dipakai data lain oleh “Catat nomor kertas”"
        ),
        writing(engine, "Batalkan") as s,
    ):
        history.undo(s, TODAY)
    with reading(engine) as s:
        assert len(numbers.schemes(s)) == 1


def test_many_people_put_back_are_found_by_their_words(tmp_path: Path) -> None:
    engine = database.open_database(f"sqlite:///{tmp_path / 'a.db'}", NOW)

    def found(word: str) -> int:
        with engine.connect() as connection:
            search = "SELECT count(*) FROM person_search WHERE person_search MATCH ?"
            return int(connection.exec_driver_sql(search, (word,)).scalar_one())

    people = [{"name": f"Contoh {n}", "name_key": f"contoh {n}", "nip": str(n)} for n in range(600)]
    with writing(engine, "Impor", actor="a") as s:
        insert_rows(s, Person, people)
    for between in (None, "b"):  # with and without somebody behind those who come back
        if between:
            with writing(engine, "Tambah", actor=between) as s:
                s.add(Person(id=5000, name="Contoh Akhir", name_key="contoh akhir"))
        before = found("contoh")
        with writing(engine, "Batalkan", actor="a") as s:
            history.undo(s, TODAY, "a")
        assert found("contoh") == before - 600
        with writing(engine, "Ulangi", actor="a") as s:
            history.redo(s, TODAY, "a")
        assert found("contoh") == before
    with writing(engine, "Tambah") as s:
        s.add(Person(name="Baru Sekali", name_key="baru sekali"))
    assert found("sekali") == 1
    engine.dispose()


def people(engine: Engine) -> list[tuple[str, str, str]]:
    with reading(engine) as s:
        rows = s.execute(select(Person.name, Person.jabatan, Person.phone).order_by(Person.id))
        return [(name, jabatan, phone) for name, jabatan, phone in rows]


def three_people(engine: Engine) -> None:
    with writing(engine, "Impor", actor="siti") as s:
        insert_rows(s, Person, [{"name": n, "name_key": n, "jabatan": "Lurah"} for n in "abc"])


def test_an_older_action_goes_alone(engine: Engine) -> None:
    three_people(engine)
    with writing(engine, "Ubah a", actor="siti") as s:
        s.get_one(Person, 1).jabatan = "Camat"
    with writing(engine, "Ubah b", actor="budi") as s:
        s.get_one(Person, 2).jabatan = "Guru"
    with reading(engine) as s:
        told = history.reversal(s, 2)
    assert (told.why_not, told.free, told.partly, told.blocked) == ("", 1, 0, 0)
    with writing(engine, "Batalkan", actor="budi") as s:
        assert history.take_back(s, 2, TODAY) == "Ubah a"
    assert [p[1] for p in people(engine)] == ["Lurah", "Guru", "Lurah"]
    with reading(engine) as s:
        assert s.scalars(select(Action.label)).all()[-1] == "Batalkan: Ubah a"
        assert "tidak berlaku" in history.reversal(s, 2).why_not
        assert history.state(s, "siti") == State("Impor", "Ubah a")  # taken back by somebody else
    with pytest.raises(UserError, match="tidak berlaku"), writing(engine, "Batalkan") as s:
        history.take_back(s, 2, TODAY)
    with writing(engine, "Batalkan") as s:  # the reversal itself is taken back
        history.take_back(s, 4, TODAY)
    assert [p[1] for p in people(engine)] == ["Camat", "Guru", "Lurah"]
    with reading(engine) as s:
        assert history.state(s, "siti") == State("Ubah a", None)


def test_what_stands_in_the_way_is_shown_and_the_rest_can_be_had(engine: Engine) -> None:
    three_people(engine)
    with writing(engine, "Ubah banyak", actor="siti") as s:
        for n in (1, 2, 3):
            s.get_one(Person, n).jabatan, s.get_one(Person, n).phone = "Camat", "0711"
    with writing(engine, "Ganti telepon a", actor="budi", now=NOW) as s:
        s.get_one(Person, 1).phone = "0812"
    with writing(engine, "Hapus b", actor="budi", now=NOW) as s:
        s.delete(s.get_one(Person, 2))
    with reading(engine) as s:
        told = history.reversal(s, 2)
    assert (told.free, told.partly, told.blocked) == (1, 1, 1)
    gone, changed = told.obstacles
    assert (gone.row_id, gone.reason, gone.by) == (2, "dihapus", history.Later(4, "Hapus b", "budi", NOW))
    assert (changed.row_id, changed.state, changed.clashes) == (1, "sebagian", (("phone", "0711", "0812"),))
    with (
        pytest.raises(UserError, match=r"sudah dihapus oleh “Hapus b”.*1 data lain"),
        writing(engine, "x") as s,
    ):
        history.take_back(s, 2, TODAY)
    with writing(engine, "Batalkan", actor="siti") as s:
        history.take_back(s, 2, TODAY, free_only=True)
    assert people(engine) == [("a", "Lurah", "0812"), ("c", "Lurah", "")]
    with writing(engine, "Batalkan", actor="siti") as s:
        assert history.undo(s, TODAY, "siti") == "Batalkan sebagian: Ubah banyak"
    assert people(engine) == [("a", "Camat", "0812"), ("c", "Camat", "0711")]


def test_an_import_gives_back_the_people_nothing_hangs_on(engine: Engine) -> None:
    three_people(engine)
    with writing(engine, "NIP lama", actor="siti") as s:
        s.add(FormerNip(person_id=2, nip="1", until=TODAY))
    with pytest.raises(UserError, match="sudah dipakai data lain oleh “NIP lama”"), writing(engine, "x") as s:
        history.take_back(s, 1, TODAY)
    with writing(engine, "Batalkan", actor="siti") as s:
        history.take_back(s, 1, TODAY, free_only=True)
    assert [name for name, *_ in people(engine)] == ["b"]


def test_what_was_deleted_does_not_come_back_beside_one_with_its_nip(engine: Engine) -> None:
    with writing(engine, "Tambah") as s:
        s.add(Person(name="a", name_key="a", nip="1"))
    with writing(engine, "Hapus") as s:
        s.delete(s.get_one(Person, 1))
    with writing(engine, "Tambah lagi", actor="lain") as s:
        s.add(Person(name="b", name_key="b", nip="1"))
    with pytest.raises(UserError, match="NIP, sudah dipakai data lain oleh “Tambah lagi”"):  # noqa: SIM117
        with writing(engine, "Batalkan") as s:
            history.undo(s, TODAY)
    with reading(engine) as s:
        assert history.reversal(s, 2).obstacles[0].other == ("person", 2)


def test_undo_walks_past_hundreds_of_actions_taken_back(engine: Engine) -> None:
    three_people(engine)
    for n in range(4):
        with writing(engine, f"Ubah {n}", actor="siti") as s:
            s.get_one(Person, 1).phone = str(n)
    for n in range(160):
        with writing(engine, f"Coba {n}", actor="siti") as s:
            s.get_one(Person, 2).phone = str(n)
        with writing(engine, "Batalkan", actor="siti") as s:
            history.undo(s, TODAY, "siti")
    with reading(engine) as s:
        assert history.state(s, "siti").undo == "Ubah 3"


def test_a_code_that_is_somebody_elses_by_now_is_told_before_it_is_tried(engine: Engine) -> None:
    """Unique together with its kind, of which the change says nothing."""
    with writing(engine, "Tambah") as s:
        s.add(ReferenceItem(kind="agama", code="1", name="x"))
    with writing(engine, "Ubah kode") as s:
        s.get_one(ReferenceItem, 1).code = "2"
    with writing(engine, "Tambah lagi", now=NOW) as s:
        s.add_all(
            [ReferenceItem(kind="agama", code="1", name="y"), ReferenceItem(kind="lain", code="1", name="z")]
        )
    with reading(engine) as s:
        (told,) = history.reversal(s, 2).obstacles
    assert (told.reason, told.other) == ("kembar", ("reference_item", 2))


def test_of_a_row_that_can_be_had_in_part_nothing_is_offered_that_is_taken(engine: Engine) -> None:
    with writing(engine, "Tambah") as s:
        s.add(Person(name="a", name_key="a", nip="1"))
    with writing(engine, "Ubah nama dan NIP") as s:
        s.get_one(Person, 1).name, s.get_one(Person, 1).nip = "aa", "2"
    with writing(engine, "Ubah nama lagi") as s:
        s.get_one(Person, 1).name = "aaa"
    with reading(engine) as s:
        assert (history.reversal(s, 2).partly, history.reversal(s, 2).blocked) == (1, 0)
    with writing(engine, "Tambah b") as s:
        s.add(Person(name="b", name_key="b", nip="1"))
    with reading(engine) as s:
        told = history.reversal(s, 2)
    assert (told.partly, told.blocked, told.obstacles[0].reason) == (0, 1, "kembar")
    with pytest.raises(UserError, match="tidak ada lagi yang dapat dibatalkan"), writing(engine, "x") as s:
        history.take_back(s, 2, TODAY, free_only=True)
