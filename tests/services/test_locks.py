"""What looks at a database that is open here must not read its file past SQLite.

Closing any descriptor of the file drops all locks of the process on it (POSIX). The next program to leave
would take itself for the last, and clear away the log that is still written to: saved work would be gone.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from desks import NOW
from sqlalchemy import Engine

from asn_desktop.db import contents
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Unit
from asn_desktop.services import anchors, archive, backups, checks, startup

VISIT = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute('SELECT * FROM unit').fetchall()
db.close()
"""


def look_inside(path: Path, engine: Engine) -> None:
    with reading(engine) as session:
        backups.find(session, backups.listed(path)[0].path, backups.UNIT, "")


def take_along(path: Path, engine: Engine) -> None:
    with reading(engine) as session:
        archive.write(session, path.with_name("semua.zip"), NOW)


def check(_path: Path, engine: Engine) -> None:
    with reading(engine) as session:
        checks.run(session, NOW)


def note(_path: Path, engine: Engine) -> None:
    with reading(engine) as session:
        anchors.note(session, NOW, anchors.WORKING)


LOOKS: dict[str, Callable[[Path, Engine], object]] = {
    "backup": lambda path, _engine: backups.make(path, backups.MANUAL, NOW),
    "daily": lambda path, _engine: backups.daily(path, NOW + timedelta(days=2)),
    "close": lambda path, _engine: backups.at_close(path, NOW),
    "newest": lambda path, _engine: backups.newest_good(path),
    "whole": lambda path, _engine: startup.whole(path),
    "contents": lambda path, _engine: contents.of(path),
    "inside": look_inside,
    "archive": take_along,
    "check": check,
    "anchor": note,
}


@pytest.mark.skipif(sys.platform == "win32", reason="locks belong to the handle there")
@pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
def test_what_is_saved_outlives_a_look_and_a_visitor(
    look: Callable[[Path, Engine], object],
    program_engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))
    path = Path(program_engine.url.database or "")
    backups.make(path, backups.MANUAL, NOW - timedelta(days=1))
    with writing(program_engine, "Sebelum") as s:
        s.add(Unit(name="Sebelum", name_key="sebelum"))
    look(path, program_engine)
    subprocess.run([sys.executable, "-c", VISIT, str(path)], check=True)
    with writing(program_engine, "Sesudah") as s:
        s.add(Unit(name="Sesudah", name_key="sesudah"))
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT name FROM unit ORDER BY id").fetchall() == [("Sebelum",), ("Sesudah",)]
