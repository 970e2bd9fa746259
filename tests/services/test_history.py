from __future__ import annotations

from pathlib import Path

import pytest
from desks import NOW, TODAY
from sqlalchemy import Engine

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person
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
    with pytest.raises(UserError, match="“Tambah skema” tidak dapat"), writing(engine, "Batalkan") as s:
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
