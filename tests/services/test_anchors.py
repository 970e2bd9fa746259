import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from asn_desktop.db import chain, history
from asn_desktop.db.session import open_engine, reading, writing
from asn_desktop.db.tables import Base, Unit
from asn_desktop.services import anchors, backups, places
from asn_desktop.services.anchors import Anchor, Lost
from asn_desktop.services.database import close_database, open_database

NOW = datetime(2026, 11, 24, 10, 30)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))
    return tmp_path / "asn.db"


@pytest.fixture
def office(file: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{file}", NOW)
    yield engine
    engine.dispose()


def work(engine: Engine, count: int, at: datetime = NOW) -> None:
    for n in range(count):
        with writing(engine, f"Tambah unit {n}", "rina", at) as s:
            history.insert_rows(s, Unit, [{"name": f"Unit {n}", "name_key": f"unit {n}"}])


def note(engine: Engine, why: str, at: datetime = NOW) -> bool:
    with reading(engine) as s:
        return anchors.note(s, at, why)


def noted(engine: Engine) -> list[tuple[int, str]]:
    with reading(engine) as s:
        return [(a.length, a.why) for a in anchors.read(s)]


def lost(engine: Engine, at: datetime = NOW) -> list[Lost]:
    with reading(engine) as s:
        return anchors.lost(s, at)


def cut(file: Path, keep: int) -> None:
    """Somebody takes the newest actions away, and leaves a chain that holds."""
    with closing(sqlite3.connect(file)) as db, db:
        for table, key in (("action", "id"), ("change", "action_id"), ("touched", "action_id")):
            db.execute(f"DELETE FROM {table} WHERE {key} > ?", (keep,))


def test_opening_and_closing_are_noted(office: Engine, file: Path) -> None:
    assert noted(office) == [(1, "buka")]
    work(office, 3)
    close_database(office, NOW)
    again = open_database(f"sqlite:///{file}", NOW)
    assert noted(again) == [(1, "buka"), (4, "tutup")], "opened where it was closed: nothing new to tell"
    with reading(again) as s:
        head, first = chain.head(s), chain.hash_of(s, 1)
        (_, anchor) = anchors.read(s)
    assert first
    assert anchor == Anchor(NOW, 4, head.hash, "tutup", str(file))
    assert [p.name for p in places.anchors_folder().iterdir()] == [f"{first[:16]}.txt"]
    again.dispose()


def test_a_scratch_copy_leaves_no_trace(file: Path) -> None:
    open_database(f"sqlite:///{file}", NOW, is_scratch=True).dispose()
    assert not places.anchors_folder().exists()


def test_a_cut_tail_is_found_and_stays_found(office: Engine, file: Path) -> None:
    work(office, 5)
    note(office, anchors.CLOSED)
    assert lost(office) == []
    cut(file, 4)
    (found,) = lost(office)
    assert (found.anchor.length, found.found) == (6, "")
    note(office, anchors.OPENED)
    work(office, 4)
    note(office, anchors.CLOSED)
    note(office, anchors.OPENED)
    (found,) = lost(office)
    assert found.anchor.length == 6
    assert found.found not in {"", found.anchor.hash}


def test_what_was_noted_in_between_goes_when_it_is_superseded(office: Engine, file: Path) -> None:
    for _ in range(3):
        work(office, 1)
        assert note(office, anchors.WORKING)
        assert note(office, anchors.WORKING), "nothing was done since"
    assert noted(office) == [(1, "buka"), (2, "kerja"), (3, "kerja"), (4, "kerja")]
    work(office, 1)
    note(office, anchors.CLOSED)
    work(office, 1)
    note(office, anchors.OPENED)
    assert noted(office) == [(1, "buka"), (5, "tutup"), (6, "buka")]


def test_but_not_while_it_bears_witness(office: Engine, file: Path) -> None:
    work(office, 5)
    note(office, anchors.WORKING)
    cut(file, 3)
    for _ in range(2):
        note(office, anchors.OPENED)
        work(office, 1)
        note(office, anchors.CLOSED)
    assert [found.anchor.why for found in lost(office)] == ["kerja"]


def test_a_restored_backup_voids_what_was_noted_beyond_it(office: Engine, file: Path) -> None:
    work(office, 2)
    close_database(office, NOW)
    backup = backups.make(file, backups.MANUAL, NOW)
    again = open_database(f"sqlite:///{file}", NOW)
    work(again, 5)
    close_database(again, NOW)
    backups.restore(file, backup.path, NOW + timedelta(hours=1), "rina")
    restored = open_database(f"sqlite:///{file}", NOW + timedelta(hours=1))
    assert noted(restored) == [(4, "pulih")]
    assert lost(restored) == []
    work(restored, 6)
    note(restored, anchors.CLOSED)
    assert lost(restored) == []
    restored.dispose()
    cut(file, 8)
    assert [found.anchor.length for found in lost(open_database(f"sqlite:///{file}", NOW))] == [10]


def test_an_old_restore_is_no_excuse_for_a_cut_tail(office: Engine, file: Path) -> None:
    """The anchors noted after it are not voided by it."""
    with writing(office, "Pulihkan", now=NOW) as s:
        history.recorder(s).kind = "restore"
        history.insert_rows(s, Unit, [{"name": "A", "name_key": "a"}])
    work(office, 5)
    note(office, anchors.CLOSED, NOW + timedelta(hours=2))
    cut(file, 4)
    note(office, anchors.OPENED, NOW + timedelta(hours=3))
    assert [found.anchor.length for found in lost(office)] == [7]


def test_a_copy_elsewhere_goes_its_own_way(office: Engine, file: Path, tmp_path: Path) -> None:
    work(office, 3)
    note(office, anchors.CLOSED)
    office.dispose()
    copy = tmp_path / "latihan.db"
    with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
    other = open_database(f"sqlite:///{copy}", NOW)
    work(other, 9)
    note(other, anchors.CLOSED)
    other.dispose()
    assert lost(office) == []
    copy.unlink()
    assert lost(office) == [], "neither when the copy is thrown away"
    assert noted(office) == [(1, "buka"), (4, "tutup")]


def test_a_moved_database_takes_its_anchors_along(office: Engine, file: Path, tmp_path: Path) -> None:
    work(office, 3)
    close_database(office, NOW)
    cut(file, 2)
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.rename(tmp_path / "pindah.db")
    moved = open_database(f"sqlite:///{tmp_path / 'pindah.db'}", NOW)
    assert [found.anchor.length for found in lost(moved)] == [4]
    moved.dispose()


def test_a_line_broken_off_by_a_power_cut_costs_only_itself(office: Engine) -> None:
    (path,) = places.anchors_folder().iterdir()
    with path.open("ab") as file:
        file.write(b"2026-11-24T10:30:00\t7\tab\xff")
    work(office, 1)
    note(office, anchors.CLOSED)
    assert noted(office) == [(1, "buka"), (2, "tutup")]


def test_no_folder_no_anchor_and_no_error(
    office: Engine, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(file))
    assert not note(office, anchors.REGISTER)
    assert noted(office) == []
    assert lost(office) == []


def test_a_database_in_memory_or_without_actions_has_no_anchors(engine: Engine, file: Path) -> None:
    work(engine, 1)
    assert not note(engine, anchors.OPENED)
    empty = open_engine(f"sqlite:///{file}")
    Base.metadata.create_all(empty)
    assert not note(empty, anchors.OPENED)
    assert noted(empty) == []
    assert lost(empty) == []
    empty.dispose()


def test_the_last_check_and_its_outcome(office: Engine) -> None:
    with reading(office) as s:
        assert anchors.last_check(s) is None
        anchors.note(s, NOW, anchors.GOOD)
        anchors.note(s, NOW, f"{anchors.BAD} 3")
    work(office, 1)
    note(office, anchors.CLOSED)
    with reading(office) as s:
        found = anchors.last_check(s)
    assert found
    assert found.why == "temuan 3"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (0, "Jejak: belum ada tindakan"),
        (7, "Jejak: tindakan ke-7, kode 3f9a 07c2 5b1e 88d0"),
        (1_234_567, "Jejak: tindakan ke-1.234.567, kode 3f9a 07c2 5b1e 88d0"),
    ],
)
def test_the_mark_on_what_is_printed(length: int, words: str) -> None:
    assert anchors.mark(chain.Head(length, "3f9a07c25b1e88d0" + "a" * 48, NOW)) == words
