"""A copy is whole or is not there; and it never hangs (R2, R3, R11, R13)."""

import multiprocessing
import os
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from asn_desktop.db import contents, copies
from asn_desktop.db.contents import DamagedError
from asn_desktop.db.migrations import migrate
from asn_desktop.db.session import open_engine, writing
from asn_desktop.db.tables import Unit
from asn_desktop.domain.errors import Cancelled, UserError

NOW = datetime(2026, 11, 24, 8, 0)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A database of the program, with one unit and a few hundred pages that nobody names."""
    path = tmp_path / "asn.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    with writing(engine, "Unit baru", "siti", NOW) as session:
        session.add(Unit(name="Dinas A", name_key="dinas a"))
    engine.dispose()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE bulk (data BLOB)")
        db.executemany("INSERT INTO bulk VALUES (randomblob(4000))", [()] * 6000)
        db.commit()
    return path


def left_in(folder: Path) -> set[str]:
    return {p.name for p in folder.iterdir() if not p.name.startswith("asn.db")}


def rows(path: Path, table: str) -> list[tuple[object, ...]]:
    with closing(contents.connect(path)) as db:
        return db.execute(f"SELECT * FROM {table}").fetchall()


def test_a_copy_is_the_same_and_says_what_is_in_it(source: Path) -> None:
    target = source.with_name("salinan.db")
    found = copies.copy(source, target)
    assert rows(target, "bulk") == rows(source, "bulk")
    assert (found.length, found.branch, found.people, found.events, found.certificates) == (1, "", 0, 0, 0)
    with closing(contents.connect(source)) as db:
        assert db.execute("SELECT hash FROM action").fetchall() == [(found.head,)]
    assert found.size == target.stat().st_size
    assert left_in(source.parent) == {"salinan.db"}  # no .part, no journal


def test_what_is_not_yet_in_the_main_file_is_copied_too(source: Path) -> None:
    with closing(sqlite3.connect(source)) as db:
        db.execute("PRAGMA wal_autocheckpoint=0")
        db.execute("CREATE TABLE fresh AS SELECT 7 AS n")
        db.commit()
        assert source.with_name("asn.db-wal").stat().st_size > 0
        copies.copy(source, source.with_name("salinan.db"))
    assert rows(source.with_name("salinan.db"), "fresh") == [(7,)]


def test_a_writer_does_not_start_the_copy_again(source: Path) -> None:
    """The copy holds one state: writes in between neither get in nor hold it up."""
    seen: list[int] = []

    with closing(sqlite3.connect(source, isolation_level=None)) as writer:

        def tell(done: int, total: int, text: str) -> bool:
            seen.append(done)
            writer.execute("INSERT INTO bulk VALUES (randomblob(4000))")
            return True

        copies.copy(source, source.with_name("salinan.db"), tell)
    copied = [done for done in seen if done]
    assert copied == sorted(copied)
    assert len(set(copied)) > 3
    assert len(rows(source.with_name("salinan.db"), "bulk")) == 6000
    assert len(rows(source, "bulk")) > 6003


def test_a_writer_on_another_thread_goes_on(source: Path) -> None:
    stop, written = threading.Event(), 0

    def write() -> None:
        nonlocal written
        with closing(sqlite3.connect(source, isolation_level=None)) as db:
            while not stop.is_set():
                db.execute("INSERT INTO bulk VALUES ('x')")
                written += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        while not written:
            time.sleep(0.01)
        before = written
        copies.copy(source, source.with_name("salinan.db"))
        assert written > before
    finally:
        stop.set()
        thread.join()


def test_an_open_transaction_of_another_connection_is_left_out(source: Path) -> None:
    """R11: it ends, and without what was never committed."""
    with closing(sqlite3.connect(source, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM bulk")
        copies.copy(source, source.with_name("salinan.db"), patience=0.3)
        writer.execute("ROLLBACK")
    assert len(rows(source.with_name("salinan.db"), "bulk")) == 6000


def test_a_locked_database_is_told_not_waited_for(source: Path) -> None:
    with closing(sqlite3.connect(source, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError, match="dikunci"):
            copies.copy(source, source.with_name("salinan.db"), patience=0.3)
        with pytest.raises(UserError, match="dikunci"):
            copies.replace(other_database(source), source, patience=0.3)
        other.execute("ROLLBACK")
    assert left_in(source.parent) == {"lain.db"}


def other_database(source: Path) -> Path:
    path = source.with_name("lain.db")
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE fresh AS SELECT 7 AS n")
        db.commit()
    return path


def test_never_onto_itself_nor_over_a_file(source: Path) -> None:
    before = source.read_bytes()
    with pytest.raises(UserError, match="dirinya sendiri"):
        copies.copy(source, source)
    with pytest.raises(UserError, match="dirinya sendiri"):
        copies.replace(source, source)
    with pytest.raises(UserError, match="tidak ditimpa"):
        copies.copy(other_database(source), source)
    assert source.read_bytes() == before


def test_stopping_leaves_nothing(source: Path) -> None:
    with pytest.raises(Cancelled):
        copies.copy(source, source.with_name("salinan.db"), lambda done, _total, _text: done < 3000)
    with pytest.raises(Cancelled):
        copies.copy(source, source.with_name("salinan.db"), lambda _done, _total, text: text == "Menyalin")
    assert left_in(source.parent) == set()


@pytest.mark.parametrize("page", [1, 2, 500])
def test_a_damaged_source_gives_no_copy(source: Path, page: int) -> None:
    if page == 500:  # inside the rows, one would never hear of it; a page of the tree is seen
        with closing(sqlite3.connect(source)) as db:
            page = int(db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'bulk'").fetchone()[0])
    with source.open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)
    with pytest.raises(DamagedError):
        copies.copy(source, source.with_name("salinan.db"))
    assert left_in(source.parent) == set()


def test_a_place_that_is_gone_is_told(source: Path) -> None:
    with pytest.raises(UserError, match="tidak dapat ditulis"):
        copies.copy(source, source.parent / "stik" / "salinan.db")


def test_a_stick_pulled_half_way_leaves_no_target(source: Path, tmp_path: Path) -> None:
    """R13. What is left of the stick is a folder without the file that was being written."""
    stick = tmp_path / "stik"
    stick.mkdir()

    def pull(done: int, _total: int, _text: str) -> bool:
        if done > 3000 and stick.exists():
            for path in stick.iterdir():
                path.unlink()
            stick.rmdir()
        return True

    with pytest.raises(UserError, match="lalu ulangi"):
        copies.copy(source, stick / "salinan.db", pull)
    assert not stick.exists()


def test_a_full_disk_leaves_no_target(source: Path, small_disk: Callable[[str], Path]) -> None:
    """R3."""
    disk = small_disk("1m")
    with pytest.raises(UserError, match="penuh"):
        copies.copy(source, disk / "salinan.db")
    assert list(disk.iterdir()) == []


def test_a_read_only_copy_in_a_read_only_place_can_be_read(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "cd" / "salinan.db"
    target.parent.mkdir()
    copies.copy(source, target)
    target.chmod(0o444)
    target.parent.chmod(0o555)
    try:
        assert contents.of(target).length == 1
        assert [p.name for p in target.parent.iterdir()] == ["salinan.db"]
    finally:
        target.parent.chmod(0o755)


def test_replace_is_seen_whole_by_those_who_have_it_open(source: Path) -> None:
    other = other_database(source)
    with closing(sqlite3.connect(source, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM bulk").fetchone() == (6000,)
        copies.replace(other, source)
        assert reader.execute("SELECT count(*) FROM bulk").fetchone() == (6000,)
        reader.execute("COMMIT")
        assert reader.execute("SELECT n FROM fresh").fetchall() == [(7,)]
        assert reader.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_replace_stopped_leaves_all_as_it_was(source: Path) -> None:
    big = source.with_name("besar.db")
    copies.copy(source, big)
    with closing(sqlite3.connect(source)) as db:
        db.execute("DROP TABLE bulk")
        db.commit()
    with pytest.raises(Cancelled):
        copies.replace(big, source, lambda done, _total, _text: done < 3000)
    with closing(sqlite3.connect(source)) as db:
        assert db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'bulk'").fetchone() == (0,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _replace_for_ever(big: str, target: str, ready: str) -> None:
    def tell(done: int, _total: int, _text: str) -> bool:
        Path(ready).write_text(str(done), encoding="utf-8")
        time.sleep(0.02)
        return True

    copies.replace(Path(big), Path(target), tell)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_replace_killed_leaves_all_as_it_was(source: Path) -> None:
    """R2."""
    big = source.with_name("besar.db")
    copies.copy(source, big)
    with closing(sqlite3.connect(source)) as db:
        db.execute("DROP TABLE bulk")
        db.execute("CREATE TABLE mine AS SELECT 1 AS n")
        db.commit()
    ready = source.with_name("ready")
    process = multiprocessing.get_context("fork").Process(
        target=_replace_for_ever, args=(str(big), str(source), str(ready))
    )
    process.start()
    while not ready.exists() or int(ready.read_text(encoding="utf-8") or 0) < 2000:
        time.sleep(0.005)
        assert process.is_alive()
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    with closing(sqlite3.connect(source)) as db:
        assert db.execute("SELECT n FROM mine").fetchall() == [(1,)]
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
