import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from asn_desktop.db import history, inspection, migrations, search_index
from asn_desktop.db.inspection import FileFaults, Orphan, SearchFaults
from asn_desktop.db.session import open_engine, reading, writing
from asn_desktop.db.tables import FormerNip, Person, Unit


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "asn.db"
    engine = open_engine(f"sqlite:///{path}")
    migrations.migrate(engine)
    with writing(engine, "awal") as s:
        s.add(Unit(name="Kecamatan Sako", name_key="kecamatan sako"))
        s.flush()
        rows = [{"name": f"Orang {n}", "name_key": f"orang {n}", "unit_id": 1} for n in range(300)]
        history.insert_rows(s, Person, rows)
        history.insert_rows(
            s, FormerNip, [{"person_id": 3, "nip": n, "until": date(2026, 1, 1)} for n in ("111", "222")]
        )
    with writing(engine, "ubah") as s:
        s.get_one(Unit, 1).name = "Kecamatan Kalidoni"
        history.update_rows(s, Person, [(5, {"golongan": "III/a", "name": "Orang lima"})])
        s.delete(s.get_one(Person, 7))
    engine.dispose()
    return path


@pytest.fixture
def opened(file: Path) -> Iterator[Engine]:
    """Read it after it was damaged: pages already read would still be remembered."""
    engine = open_engine(f"sqlite:///{file}")
    yield engine
    engine.dispose()


def damage(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def test_nothing_is_wrong_with_what_the_program_made(opened: Engine) -> None:
    with reading(opened) as s:
        assert inspection.file_faults(s) == FileFaults()
        assert list(inspection.orphans(s)) == []
        assert inspection.lost_indexes(s) == []
        assert inspection.search_faults(s) == SearchFaults()


def test_an_index_that_is_gone_is_made_anew(file: Path, opened: Engine) -> None:
    damage(file, "DROP INDEX ix_unit_name_key")
    with reading(opened) as s:
        assert inspection.lost_indexes(s) == ["ix_unit_name_key"]
    with writing(opened, "Bangun ulang indeks") as s:
        inspection.rebuild(s)
    with reading(opened) as s:
        assert inspection.lost_indexes(s) == []
        assert inspection.file_faults(s) == FileFaults()


def test_an_index_that_lacks_a_row_is_named_and_made_anew(file: Path, opened: Engine) -> None:
    with closing(sqlite3.connect(file)) as db:
        kept = db.execute("SELECT * FROM sqlite_master WHERE name = 'ix_unit_name_key'").fetchone()
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_master WHERE name = 'ix_unit_name_key'")
        db.commit()
        db.execute("PRAGMA writable_schema = RESET")
        db.execute("INSERT INTO unit VALUES ('Di luar', 'di luar', '', NULL, 0, 9)")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", kept)
        db.commit()
    with reading(opened) as s:
        assert inspection.file_faults(s) == FileFaults(("ix_unit_name_key",), ())
    with writing(opened, "Bangun ulang indeks") as s:
        inspection.rebuild(s)
    with reading(opened) as s:
        assert inspection.file_faults(s) == FileFaults()


def test_a_page_that_was_overwritten(file: Path, opened: Engine) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'person'").fetchone()[0]
        size = db.execute("PRAGMA page_size").fetchone()[0]
    with file.open("rb+") as raw:
        raw.seek((root - 1) * size)
        raw.write(b"\xff" * size)
    with reading(opened) as s:
        assert inspection.file_faults(s).pages


def test_rules_that_no_longer_hold(file: Path, opened: Engine) -> None:
    with reading(opened) as s:
        assert inspection.altered(s) == []
    opened.dispose()
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA writable_schema=ON")
        db.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'VARCHAR NOT', 'VARCHAR NMT') WHERE name = 'unit'"
        )
        db.commit()
    with reading(opened) as s:
        assert inspection.file_faults(s) == FileFaults()
        assert inspection.altered(s) == ["unit"]


def test_an_orphan_is_named_with_its_column(file: Path, opened: Engine) -> None:
    damage(file, "DELETE FROM unit WHERE id = 1")
    with reading(opened) as s:
        found = list(inspection.orphans(s))
    assert found[0] == Orphan("person", 1, "unit_id", "unit")
    assert len(found) == 299


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE person_search SET text = 'lain' WHERE rowid = 4", SearchFaults(people=(4,))),
        ("UPDATE person_search SET codes = 'u1' WHERE rowid = 4", SearchFaults(people=(4,))),
        ("DELETE FROM person_search WHERE rowid = 4", SearchFaults(people=(4,))),
        ("INSERT INTO person_search(rowid, text, codes) VALUES (7, 'x', '')", SearchFaults(nobody=1)),
        ("DROP TRIGGER person_search_update", SearchFaults(triggers=("person_search_update",))),
        ("DELETE FROM person_search_data WHERE id > 10", SearchFaults(broken=True)),
        ("DROP TABLE person_search", SearchFaults(broken=True)),
    ],
)
def test_a_word_index_that_is_not_right_is_made_anew(
    file: Path, opened: Engine, statement: str, expected: SearchFaults
) -> None:
    damage(file, statement)
    with reading(opened) as s:
        assert inspection.search_faults(s) == expected
    with writing(opened, "Bangun ulang indeks") as s:
        inspection.rebuild(s)
        assert not s.info["recorder"].changes
    with reading(opened) as s:
        assert inspection.search_faults(s) == SearchFaults()
        assert inspection.file_faults(s) == FileFaults()
        question = search_index.question(["kalidoni", "lima"], {"golongan": ["III/a"]})
        hits = s.connection().exec_driver_sql(
            "SELECT rowid FROM person_search WHERE person_search MATCH ?", (question,)
        )
        assert hits.scalars().all() == [5]


def test_asking_the_file_can_be_stopped(opened: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    class EnoughError(Exception):
        pass

    def stop(_rows: int) -> None:
        raise EnoughError

    monkeypatch.setattr(inspection, "STEPS", 10)
    with reading(opened) as s:
        with pytest.raises(EnoughError):
            inspection.file_faults(s, stop)
        assert inspection.file_faults(s) == FileFaults(), "the connection goes on working"


def test_other_databases_look_after_themselves(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "is_sqlite", lambda _session: False)
    with reading(engine) as s:
        assert inspection.file_faults(s) == FileFaults()
        assert inspection.search_faults(s) == SearchFaults()
        assert [*inspection.orphans(s), *inspection.lost_indexes(s)] == []
    with writing(engine, "Bangun ulang indeks") as s:
        inspection.rebuild(s)
