import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from asn_desktop.db import chain, history
from asn_desktop.db.chain import Fault
from asn_desktop.db.session import open_engine, reading, writing
from asn_desktop.db.tables import Base, Person, Unit

NOW = datetime(2026, 11, 24, 10, 30)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Five actions: three units by name, a list of people, an edit."""
    path = tmp_path / "asn.db"
    engine = open_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    for n in range(3):
        with writing(engine, f"Unit {n}", "rina", NOW.replace(microsecond=n)) as s:
            s.add(Unit(name=f"Unit {n}", name_key=f"unit {n}"))
    with writing(engine, "Impor", "rina") as s:
        history.insert_rows(
            s, Person, [{"name": f"Orang {n}", "name_key": f"orang {n}"} for n in range(2500)]
        )
    with writing(engine, "Ubah “Orang 'dua'”", "budi") as s:
        history.update_rows(s, Person, [(2, {"phone": "0812\t'\"\\"})])
    engine.dispose()
    return path


def damaged(path: Path, *statements: str) -> list[Fault]:
    """What is found after somebody did this with a tool of his own."""
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)
    return found(path)


def found(path: Path) -> list[Fault]:
    engine = open_engine(f"sqlite:///{path}")
    with reading(engine) as s:
        faults = list(chain.faults(s))
    engine.dispose()
    return faults


def reasons(faults: list[Fault]) -> list[tuple[int, str]]:
    return [(fault.action_id, fault.reason) for fault in faults]


def test_what_the_program_wrote_holds(file: Path) -> None:
    assert found(file) == []
    engine = open_engine(f"sqlite:///{file}")
    rows: list[int] = []
    with reading(engine) as s:
        assert list(chain.faults(s, rows.append)) == []
        assert chain.head(s).length == 5
        assert chain.size(s) == (5, 2504)
        assert chain.hash_of(s, 5) == chain.head(s).hash
        assert chain.hash_of(s, 6) is None
        assert chain.counts_by_table(s) == {"unit": 3, "person": 2501}
    engine.dispose()
    assert sum(rows) == 5 + 2504
    assert max(rows) < 2504 + 5, "an action is no reason to be silent"


def test_an_empty_database_has_nothing_to_find(engine: Engine) -> None:
    with reading(engine) as s:
        assert list(chain.faults(s)) == []
        assert chain.head(s) == (0, "", None)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE action SET label = 'Unit satu' WHERE id = 2",
        "UPDATE action SET actor = '' WHERE id = 2",
        "UPDATE action SET kind = 'final' WHERE id = 2",
        "UPDATE action SET target_id = 1 WHERE id = 2",
        "UPDATE action SET at = '2026-11-24 10:30:00.000002' WHERE id = 2",
        "UPDATE change SET after = replace(after, 'Unit', 'unit') WHERE action_id = 2",
        "UPDATE change SET row_id = 9 WHERE action_id = 2",
    ],
)
def test_a_changed_action_is_named(file: Path, statement: str) -> None:
    assert [(f.action_id, f.reason) for f in damaged(file, statement)] == [(2, chain.CONTENT)]


def test_the_action_is_told_by_its_label_and_time(file: Path) -> None:
    (fault,) = damaged(file, "UPDATE change SET before = '{}' WHERE action_id = 5")
    assert (fault.label, fault.action_id) == ("Ubah “Orang 'dua'”", 5)


def test_a_deleted_change_is_missed_by_chain_and_count(file: Path) -> None:
    faults = damaged(file, "DELETE FROM change WHERE action_id = 4 AND row_id = 77")
    assert reasons(faults) == [(4, chain.CONTENT), (4, chain.TALLY)]


def test_an_added_change_too(file: Path) -> None:
    more = "INSERT INTO change (action_id, table_name, row_id) VALUES (3, 'unit', 3)"
    assert reasons(damaged(file, more)) == [(3, chain.CONTENT), (3, chain.TALLY)]


def test_deleted_actions_are_counted(file: Path) -> None:
    faults = damaged(file, "DELETE FROM action WHERE id IN (2, 3)")
    assert reasons(faults) == [
        (2, chain.LOOSE),
        (3, chain.LOOSE),
        (4, chain.GAP),
        (4, chain.CONTENT),
        (4, chain.TALLY),
    ]
    assert faults[2].missing == 2


def test_the_first_action_cannot_go_unnoticed(file: Path) -> None:
    gone = [f"DELETE FROM {table} WHERE {key} = 1" for table, key in OF_ACTIONS]
    assert reasons(damaged(file, *gone)) == [(2, chain.GAP), (2, chain.CONTENT)]


OF_ACTIONS = (("action", "id"), ("change", "action_id"), ("touched", "action_id"))


def test_swapped_actions_are_found(file: Path) -> None:
    swap = [
        f"UPDATE {table} SET {key} = {new} WHERE {key} = {old}"
        for table, key in OF_ACTIONS
        for old, new in ((1, -1), (2, 1), (-1, 2))
    ]
    assert reasons(damaged(file, *swap)) == [(1, chain.CONTENT), (2, chain.CONTENT), (3, chain.CONTENT)]


def test_a_cut_tail_is_no_fault_of_the_chain(file: Path) -> None:
    """What is left holds: only a head that was noted elsewhere tells."""
    cut = [f"DELETE FROM {table} WHERE {key} = 5" for table, key in OF_ACTIONS]
    assert damaged(file, *cut) == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE touched SET added = 2499 WHERE action_id = 4", [(4, chain.TALLY)]),
        ("DELETE FROM touched WHERE action_id = 4", [(4, chain.TALLY)]),
        ("INSERT INTO touched VALUES (2, 'person', 1, 0, 0, 99)", [(2, chain.TALLY)]),
        ("INSERT INTO touched VALUES (9, 'person', 1, 0, 0, 99)", [(9, chain.TALLY)]),
        ("INSERT INTO change VALUES (9, 'unit', 1, NULL, '{}', 9999)", [(9, chain.LOOSE)]),
    ],
)
def test_counts_and_changes_of_nobody(file: Path, statement: str, expected: list[tuple[int, str]]) -> None:
    assert reasons(damaged(file, statement)) == expected


def test_a_changed_hash_breaks_the_next_too(file: Path) -> None:
    change = "UPDATE action SET hash = replace(hash, substr(hash, 1, 1), 'g') WHERE id = 2"
    assert reasons(damaged(file, change)) == [(2, chain.CONTENT), (3, chain.CONTENT)]


def test_reading_can_be_stopped(file: Path) -> None:
    class EnoughError(Exception):
        pass

    def stop(_rows: int) -> None:
        raise EnoughError

    engine = open_engine(f"sqlite:///{file}")
    with reading(engine) as s, pytest.raises(EnoughError):
        list(chain.faults(s, stop))
    engine.dispose()
