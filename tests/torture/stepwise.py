"""Starts the program on a database again and again and kills it at each statement in turn.

`python -m torture.stepwise DATABASE EVERY`: DATABASE is an older one, or is not there yet (a first start).
Each time it is killed before its n-th statement, whatever connection that is on; then it must be whole as it
was or whole as it should be, and a second start must bring it where an undisturbed one does.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from torture.audit import audit, require

from asn_desktop.services import backups, database, places

NOW = datetime(2026, 11, 24, 8, 0)
Table = list[tuple[Any, ...]]


def main() -> None:
    source, every = Path(sys.argv[1]), int(sys.argv[2])
    place = source.parent / "tempat"
    whole = _undisturbed(source, place)
    old = contents(source) if source.exists() else {}
    killed = stood = 0
    while _dies(_fresh(source, place), killed * every + 1):
        killed += 1
        path = place / "asn.db"
        there = contents(path) if path.exists() else {}
        require(version(there) in {version(old), version(whole)}, f"version {version(there)} after {killed}")
        if version(there) == version(old):
            require(there in (old, {}), f"half a step after statement {killed * every}: {_apart(there, old)}")
        stood += version(there) == version(whole)
        _safe(path, old)
        database.open_database(places.url(str(path)), NOW).dispose()
        require(contents(path) == whole, f"restart after {killed}: {_apart(contents(path), whole)}")
    engine = database.open_database(places.url(str(place / "asn.db")), NOW)
    audit(engine)
    engine.dispose()
    counts = sum(len(rows) for name, rows in old.items() if not name.startswith("sqlite_"))
    sys.stdout.write(
        f"killed at {killed} statements: {killed - stood} times whole as before, {stood} as after; "
        f"{counts} rows in {len(old)} tables equal each time\n"
    )


def contents(path: Path) -> dict[str, Table]:
    """All rows of all tables, and what tables there are. Reads it as the next start would find it."""
    with closing(sqlite3.connect(path)) as db:
        db.text_factory = lambda raw: raw.decode(errors="surrogateescape")
        asked = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2"
        schema: Table = db.execute(asked).fetchall()
        tables = [name for kind, name, *_ in schema if kind == "table"]
        found = {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
        number: Table = db.execute("PRAGMA user_version").fetchall()
    if not schema and number == [(0,)]:
        return {}
    return found | {"sqlite_master": schema, "sqlite_version": number}


def version(found: dict[str, Table]) -> int:
    return int(found["sqlite_version"][0][0]) if found else 0


def _apart(a: dict[str, Table], b: dict[str, Table]) -> list[tuple[str, int, int]]:
    """Where they differ, and how many rows each has."""
    return [(k, len(a.get(k, [])), len(b.get(k, []))) for k in {*a, *b} if a.get(k) != b.get(k)]


def _fresh(source: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    path = place / "asn.db"
    if source.exists():
        shutil.copyfile(source, path)
    return path


def _undisturbed(source: Path, place: Path) -> dict[str, Table]:
    path = _fresh(source, place)
    database.open_database(places.url(str(path)), NOW).dispose()
    return contents(path)


def _dies(path: Path, statement: int) -> bool:
    """Whether it came to that statement."""
    child = os.fork()
    if child == 0:
        left = statement

        def count(_sql: str) -> None:
            nonlocal left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

        real = sqlite3.connect

        def watched(*arguments: Any, **more: Any) -> sqlite3.Connection:
            connection = real(*arguments, **more)
            connection.set_trace_callback(count)
            return connection

        sqlite3.connect = sqlite3.dbapi2.connect = watched
        database.open_database(places.url(str(path)), NOW)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    require(code in {0, -signal.SIGKILL}, f"fell over at statement {statement} by itself")
    return code != 0


def _safe(path: Path, old: dict[str, Table]) -> None:
    """Once anything of an older database was changed there is a good backup of how it was."""
    kept = [b for b in backups.listed(path) if b.reason == backups.MIGRATION]
    require(all(b.ok and contents(b.path) == old for b in kept), "a backup before the change is not whole")
    changed = path.exists() and contents(path) != old
    require(kept or not changed or not old, "changed without a backup")


if __name__ == "__main__":
    main()
