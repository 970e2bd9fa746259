import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from asn_desktop.db import history, images, replay, undo
from asn_desktop.db.replay import Difference
from asn_desktop.db.session import open_engine, reading, writing
from asn_desktop.db.tables import (
    Asset,
    Base,
    Event,
    NumberCounter,
    NumberScheme,
    Participant,
    Person,
    ReferenceItem,
    RegisterNumber,
    Setting,
    Training,
    Unit,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Rows of every kind, by objects and in bulk, edited, deleted, taken back and repeated."""
    path = tmp_path / "asn.db"
    engine = open_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    with writing(engine, "awal") as s:
        s.add_all(
            [
                Unit(name="Sako", name_key="sako"),
                Training(name="Dasar"),
                Setting(name="a", value={"value": [1]}),
            ]
        )
        s.add(NumberScheme(name="Baku", pattern="{urut}"))
        s.add(
            ReferenceItem(kind="predikat", code="A", name="Baik", attributes={"minimum": 80.5, "lulus": True})
        )
        s.add(Asset(sha256="x", data=b"gambar"))
        s.flush()
        s.add(NumberCounter(scheme_id=1, year=2026))
        s.add(Event(training_id=1, starts_on=date(2026, 1, 2), ends_on=date(2026, 1, 3), jp=8))
    with writing(engine, "impor") as s:
        rows = [
            {"name": f"Orang {n}", "name_key": f"orang {n}", "birth_date": date(1990, 1, n)}
            for n in range(1, 5)
        ]
        history.insert_rows(s, Person, rows)
        numbers = [
            {
                "scheme_id": 1,
                "year": 2026,
                "sequence": n,
                "number": str(n),
                "taken_on": date(2026, 1, 3),
                "state": "batal",
            }
            for n in (1, 2)
        ]
        history.insert_rows(s, RegisterNumber, numbers)
    with writing(engine, "ubah") as s:
        history.update_rows(s, Person, [(1, {"phone": "0812"}), (2, {"unit_id": 1})])
        s.get_one(Person, 1).note = "Catatan “'&\t\\"
        s.add(Participant(event_id=1, person_id=1, score=87, position=1))
    with writing(engine, "ubah lagi") as s:
        s.get_one(Participant, 1).score = 90.25
        s.get_one(NumberCounter, 1).next = 3
    with writing(engine, "hapus") as s:
        s.delete(s.get_one(Person, 4))
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    with writing(engine, "Ulangi") as s:
        undo.redo_last(s)
    engine.dispose()
    return path


def damaged(path: Path, *statements: str) -> list[Difference]:
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)
    engine = open_engine(f"sqlite:///{path}")
    with reading(engine) as s:
        found = [one for cls in replay.tables() for one in replay.differences(s, cls)]
    engine.dispose()
    return found


def test_every_table_that_leaves_a_trail_is_replayed() -> None:
    names = {cls.__tablename__ for cls in replay.tables()}
    assert set(images.TABLES) - names == {"action", "change", "touched", "confidential_key"}


def test_what_the_program_wrote_agrees(file: Path) -> None:
    assert damaged(file) == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE person SET phone = '0813' WHERE id = 1", ("person", 1, "changed", "phone", "0812", "0813")),
        ("UPDATE person SET archived = 1 WHERE id = 2", ("person", 2, "changed", "archived", False, 1)),
        (
            "UPDATE person SET birth_date = '1990-01-30' WHERE id = 3",
            ("person", 3, "changed", "birth_date", "1990-01-03", "1990-01-30"),
        ),
        (
            "UPDATE person SET birth_date = 'kemarin' WHERE id = 3",
            ("person", 3, "changed", "birth_date", "1990-01-03", "kemarin"),
        ),
        (
            "UPDATE person SET birth_date = NULL WHERE id = 3",
            ("person", 3, "changed", "birth_date", "1990-01-03", None),
        ),
        (
            "UPDATE participant SET score = 99 WHERE id = 1",
            ("participant", 1, "changed", "score", 90.25, 99.0),
        ),
        (
            "UPDATE setting SET value = '{\"value\": [2]}'",
            ("setting", 1, "changed", "value", {"value": [1]}, {"value": [2]}),
        ),
        ("UPDATE setting SET value = 'rusak'", ("setting", 1, "changed", "value", {"value": [1]}, "rusak")),
        ("UPDATE number_counter SET next = 2", ("number_counter", 1, "changed", "next", 3, 2)),
        (
            "UPDATE register_number SET state = 'kertas' WHERE id = 2",
            ("register_number", 2, "changed", "state", "batal", "kertas"),
        ),
    ],
)
def test_a_changed_field_is_named_with_both_values(
    file: Path, statement: str, expected: tuple[object, ...]
) -> None:
    assert damaged(file, statement) == [expected]


@pytest.mark.parametrize("row_id", [1, 3, 4])
def test_a_deleted_row_is_missed_wherever_it_stood(file: Path, row_id: int) -> None:
    (found,) = damaged(file, f"DELETE FROM person WHERE id = {row_id}")
    assert found[:3] == ("person", row_id, replay.MISSING)
    assert found.by_trail["name"] == f"Orang {row_id}"


@pytest.mark.parametrize("row_id", [-5, 0, 99])
def test_a_row_without_a_trail_is_found_wherever_it_stands(file: Path, row_id: int) -> None:
    copy = f"INSERT INTO unit SELECT 'Sisipan', 'sisipan', '', NULL, 0, {row_id}"
    (found,) = damaged(file, copy)
    assert found[:3] == ("unit", row_id, replay.UNTRACKED)
    assert found.found["name"] == "Sisipan"


def test_a_row_that_was_deleted_and_is_there_again(file: Path) -> None:
    engine = open_engine(f"sqlite:///{file}")
    with writing(engine, "hapus") as s:
        s.delete(s.get_one(Unit, history.insert_rows(s, Unit, [{"name": "B", "name_key": "b"}])[0]))
    engine.dispose()
    assert damaged(file) == []
    (found,) = damaged(file, "INSERT INTO unit SELECT 'B', 'b', '', NULL, 0, 2")
    assert found[:3] == ("unit", 2, replay.UNTRACKED)


def test_images_from_before_a_column_was_added_are_compared_in_what_they_have(file: Path) -> None:
    older = "UPDATE change SET after = json_remove(after, '$.phone', '$.email') WHERE table_name = 'person'"
    assert damaged(file, older + " AND before IS NULL") == []


def test_a_column_that_is_no_more_is_passed_over(file: Path) -> None:
    assert damaged(file, "UPDATE change SET after = json_set(after, '$.fax', '1') WHERE before IS NULL") == []


def test_a_whole_table_without_its_trail(file: Path) -> None:
    found = damaged(file, "DELETE FROM change WHERE table_name = 'person'")
    assert [(d.row_id, d.state) for d in found] == [(n, replay.UNTRACKED) for n in (1, 2, 3, 4)]


def test_pictures_are_not_in_the_trail_but_their_hash_is(file: Path) -> None:
    assert damaged(file, "UPDATE asset SET data = 'lain'") == []
    assert [d.column for d in damaged(file, "UPDATE asset SET sha256 = 'y'")] == ["sha256"]


def test_how_far_it_is_counts_every_change(file: Path) -> None:
    engine = open_engine(f"sqlite:///{file}")
    rows: list[int] = []
    with reading(engine) as s:
        assert [d for cls in replay.tables() for d in replay.differences(s, cls, rows.append)] == []
        count = s.connection().exec_driver_sql("SELECT count(*) FROM change").scalar_one()
    engine.dispose()
    assert sum(rows) == count


@pytest.fixture(scope="module")
def shared() -> Iterator[Engine]:
    engine = open_engine("sqlite://")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


TEXT = st.text(st.characters(codec="utf-8"), max_size=20)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(
    TEXT,
    st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
    st.datetimes(),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT, lambda x: st.lists(x, max_size=3)
    ),
)
def test_whatever_is_written_agrees(
    shared: Engine, words: str, number: float | None, moment: datetime, value: object
) -> None:
    day = moment.date()
    with writing(shared, words, now=moment) as s:
        s.add(Person(name=words, name_key="x", birth_date=day, note=words))
        count = s.scalar(select(func.count()).select_from(Setting))
        s.add(Setting(name=str(count), value={"value": value}))
        s.add(Training(name=words))
        s.flush()
        training = history.insert_rows(s, Training, [{"name": words}])[0]
        (event,) = history.insert_rows(
            s, Event, [{"training_id": training, "starts_on": day, "ends_on": day, "jp": 1}]
        )
        (who,) = history.insert_rows(s, Person, [{"name": words, "name_key": ""}])
        s.add(Participant(event_id=event, person_id=who, score=number))
    with reading(shared) as s:
        assert [d for cls in replay.tables() for d in replay.differences(s, cls)] == []
