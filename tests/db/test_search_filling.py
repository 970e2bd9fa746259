"""Many people at once into the word index: found as if they had come one by one."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, func, select

from asn_desktop.db import search_filling
from asn_desktop.db.history import insert_rows
from asn_desktop.db.search_index import DDL
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person, Unit


@pytest.fixture
def indexed(engine: Engine) -> Engine:
    with engine.begin() as connection:
        for statement in DDL:
            connection.exec_driver_sql(statement)
    return engine


def found(engine: Engine, word: str) -> list[int]:
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT rowid FROM person_search WHERE person_search MATCH ? ORDER BY rowid", (f'"{word}"*',)
        )
        return [row[0] for row in rows]


def insert(engine: Engine, *names: str, fail: bool = False) -> None:
    with writing(engine, "Impor") as session, search_filling.at_once(session):
        unit = insert_rows(session, Unit, [{"name": "Dinas Sosial", "name_key": "dinas sosial"}])[0]
        rows = [{"name": n, "name_key": n.casefold(), "nip": n[:3], "unit_id": unit} for n in names]
        insert_rows(session, Person, rows)
        if fail:
            raise ValueError("stop")


def test_those_before_during_and_after_are_found(indexed: Engine) -> None:
    for name in ("Ana Sari", "Budi Hartono"):
        with writing(indexed, "Tambah") as session:
            session.add(Person(name=name, name_key=name.casefold(), nip=name))
    insert(indexed, "Citra Sari", "Dewi Lestari")
    with writing(indexed, "Tambah") as session:
        session.add(Person(name="Eka Sari", name_key="eka sari"))
    assert found(indexed, "sar") == [1, 3, 5]
    assert found(indexed, "lest") == [4]
    assert found(indexed, "sosial") == [3, 4]


def test_an_error_leaves_the_index_as_it_was(indexed: Engine) -> None:
    with pytest.raises(ValueError, match="stop"):
        insert(indexed, "Citra Sari", fail=True)
    with writing(indexed, "Tambah") as session:
        session.add(Person(name="Eka Sari", name_key="eka sari"))
    assert found(indexed, "sari") == [1]


def test_without_an_index_people_are_inserted_all_the_same(engine: Engine) -> None:
    insert(engine, "Ana", "Budi")
    with reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 2
