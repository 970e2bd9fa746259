"""Older and newer databases: brought up to date all or nothing, killed at each statement; or left alone."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from desks import make_desk
from torture.audit import audit, require
from torture.programs import run

from asn_desktop.db import migrations
from asn_desktop.db.session import open_engine
from asn_desktop.db.steps import step_1
from asn_desktop.domain.errors import UserError
from asn_desktop.services import database, places


def an_office(path: Path) -> Path:
    """A database of today's version with a bit of everything in it."""
    engine = database.open_database(places.url(str(path)))
    make_desk(engine, path.parent, count=8).issue()
    engine.dispose()
    return path


def as_version_1(path: Path, new: Path) -> Path:
    """The same data in the tables of version 1."""
    engine = open_engine(places.url(str(new)))
    migrations.migrate(engine, [step_1.upgrade])
    engine.dispose()
    with closing(sqlite3.connect(new)) as db:
        db.execute("ATTACH ? AS today", (str(path),))
        tables = [
            row[0]
            for row in db.execute(
                "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE '%_search%'"
            )
        ]
        for table in tables:
            names = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM today.{table}")
        db.commit()
        require(db.execute("PRAGMA user_version").fetchone() == (1,), "not version 1")
        require(not db.execute("PRAGMA foreign_key_check").fetchall(), "made wrongly")
    return new


def test_an_older_database_is_brought_up_to_date_whatever_happens(
    tmp_path: Path, rounds: Callable[[int], int], told: Callable[[str], None]
) -> None:
    old = as_version_1(an_office(tmp_path / "asn.db"), tmp_path / "lama.db")
    done = run("stepwise", old, 1 if rounds(0) else 2)
    require(done.returncode == 0, done.stderr)
    told(f"migration {done.stdout.strip()}")


def test_a_first_start_can_break_off_anywhere(
    tmp_path: Path, rounds: Callable[[int], int], told: Callable[[str], None]
) -> None:
    done = run("stepwise", tmp_path / "baru.db", 1 if rounds(0) else 60)
    require(done.returncode == 0, done.stderr)
    told(f"first start {done.stdout.strip()}")


def test_a_newer_database_is_not_touched(tmp_path: Path) -> None:
    path = an_office(tmp_path / "asn.db")
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version={migrations.VERSION + 1}")
        db.execute("CREATE TABLE von_morgen (id INTEGER PRIMARY KEY)")
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(UserError, match="versi"):
        database.open_database(places.url(str(path)))
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert not [p for p in path.parent.glob("asn.db-*") if p.stat().st_size]


def test_a_migrated_database_is_as_good_as_new(tmp_path: Path) -> None:
    old = as_version_1(an_office(tmp_path / "asn.db"), tmp_path / "lama.db")
    engine = database.open_database(places.url(str(old)))
    audit(engine)
    engine.dispose()
