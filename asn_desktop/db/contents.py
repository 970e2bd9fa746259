"""What a database file holds: whether it is whole, how much is in it, how far its trail reaches."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, Self

from asn_desktop.domain.errors import Cancelled, UserError

OPERATIONS = 500_000  # of SQLite between two looks whether the clerk wants to stop


class DamagedError(UserError):
    """The file is no database, or not whole."""

    @classmethod
    def of(cls, name: str = "") -> Self:
        file = f"“{name}”" if name else "Berkas basis data"
        return cls(f"{file} rusak atau bukan basis data program ini. Berkas itu tidak diubah.")


class Contents(NamedTuple):
    """`length` and `head` are those of the trail; `branch` is the hash of its newest restore, else empty."""

    size: int
    version: int
    length: int
    head: str
    branch: str
    people: int
    events: int
    certificates: int


def connect(path: Path, patience: float = 10.0) -> sqlite3.Connection:
    """Read only, without changing a byte of the file. OperationalError when it cannot be opened.

    It may be open here: so its bytes are never read past SQLite, which would drop this program's locks on it.
    """
    place = path.absolute().as_uri()
    try:
        connection = sqlite3.connect(f"{place}?mode=ro", uri=True, timeout=patience, isolation_level=None)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except UnicodeDecodeError as error:  # from a name in it, which the driver wants to tell
        raise _no_database(error) from error
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_ERROR:  # "unsupported file format"
            raise _no_database(error) from error
        alone = not path.with_name(f"{path.name}-wal").exists()
        if code not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} or not alone or not path.is_file():
            raise
        # in a place where nothing can be written there is nobody who could change it either
        connection = sqlite3.connect(f"{place}?immutable=1", uri=True, isolation_level=None)
    connection.execute("PRAGMA mmap_size=1073741824")
    return connection


def _no_database(error: Exception) -> sqlite3.DatabaseError:
    spoilt = sqlite3.DatabaseError(str(error))
    spoilt.sqlite_errorcode = sqlite3.SQLITE_NOTADB
    return spoilt


def of(path: Path, progress: Callable[[int, int, str], bool] | None = None) -> Contents:
    """Open, check and count. DamagedError when it is not whole; an OperationalError when it is locked."""
    with closing(connect(path)) as db:
        if progress:
            _stop_by(db, progress)
        try:
            if db.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise DamagedError.of(path.name)
            return _counted(db, path.stat().st_size)
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
                raise Cancelled from error
            raise


def end_of(path: Path) -> tuple[int, str] | None:
    """Length and head of the trail alone; None when they cannot be told, as when the file is damaged."""
    try:
        with closing(connect(path)) as db:
            last = db.execute("SELECT id, hash FROM action ORDER BY id DESC LIMIT 1").fetchone()
    except (OSError, sqlite3.Error):
        return None
    return last or (0, "")


def _stop_by(db: sqlite3.Connection, progress: Callable[[int, int, str], bool]) -> None:
    """Older SQLite libraries ask nobody while they check, so at least it is asked before."""
    if not progress(0, 0, "Memeriksa"):
        raise Cancelled
    db.set_progress_handler(lambda: 0 if progress(0, 0, "Memeriksa") else 1, OPERATIONS)


def _counted(db: sqlite3.Connection, size: int) -> Contents:
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def count(table: str) -> int:  # an empty database is a database too
        return int(db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]) if table in tables else 0

    length, head, branch = 0, "", ""
    if "action" in tables:
        last = db.execute("SELECT id, hash FROM action ORDER BY id DESC LIMIT 1").fetchone()
        length, head = last or (0, "")
        restored = db.execute("SELECT hash FROM action WHERE kind = 'restore' ORDER BY id DESC LIMIT 1")
        branch = (restored.fetchone() or ("",))[0]
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    return Contents(
        size, version, length, head, branch, count("person"), count("event"), count("certificate")
    )
