"""Copies a whole SQLite database while it is in use, by SQLite's own backup, and never hangs over it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import TypeAlias

from asn_desktop.db import contents
from asn_desktop.db.contents import Contents, DamagedError
from asn_desktop.domain import files
from asn_desktop.domain.errors import Cancelled, UserError

Progress: TypeAlias = Callable[[int, int, str], bool]

PAGES = 1024  # in one step: 4 MB, some milliseconds
POUR = 4 * PAGES  # are put onto the disk together
PATIENCE = 10.0  # seconds without a single page before a copy is given up

_WAITING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def copy(
    source: Path, target: Path, progress: Progress | None = None, patience: float = PATIENCE
) -> Contents:
    """Make `target`, which must not exist, a checked copy of `source`; returns what is in it.

    It gets its name only when it is whole, on the disk, opened, checked and counted. UserError when there is
    no room or the place is gone, DamagedError when the source itself is not whole: no `target` then.
    """
    if target.exists():
        _apart(source, target)
        raise UserError(f"“{target}” sudah ada dan tidak ditimpa. Pilih nama lain, lalu ulangi.")
    part = target.with_name(f"{target.name}.part")
    with _explained(target):
        try:
            _drop(part)
            with closing(contents.connect(source, patience)) as old, closing(_fresh(part)) as new:
                _hold(old)
                with part.open("rb+") as file:  # closing it drops locks on the file; nobody else knows it yet
                    _steps(old, new, _pouring(file.fileno(), progress), patience)
                new.execute("PRAGMA journal_mode=DELETE")  # one file, that a read-only place can open too
            _onto_the_disk(part)
            found = contents.of(part, progress)
            part.rename(target)
        finally:
            with suppress(OSError):
                _drop(part)
        files.settle(target.parent)
    return found


def _drop(part: Path) -> None:
    """With what SQLite leaves beside it when the disk dies: it would be played into the next one."""
    for end in ("-journal", ""):
        Path(f"{part}{end}").unlink(missing_ok=True)


def replace(source: Path, target: Path, progress: Progress | None = None, patience: float = PATIENCE) -> None:
    """Let the database `target` hold what `source` holds, in one transaction of its own.

    Whoever reads it sees all the old or all the new, and so does the next start after a power cut. UserError
    when it is locked or there is no room: it is as it was.
    """
    _apart(source, target)
    with (
        _explained(target),
        closing(contents.connect(source, patience)) as new,
        closing(sqlite3.connect(target, timeout=patience)) as old,
    ):
        old.execute("PRAGMA synchronous=FULL")
        old.execute("SELECT count(*) FROM sqlite_master").fetchone()  # damaged: told before anything is done
        _hold(new)
        _steps(new, old, progress, patience)


def _apart(source: Path, target: Path) -> None:
    """SQLite would wait for itself, or worse."""
    if source.exists() and target.exists() and source.samefile(target):
        raise UserError(f"“{target}” tidak dapat disalin ke dirinya sendiri. Pilih tempat lain.")


def _fresh(part: Path) -> sqlite3.Connection:
    """Without a journal: a copy that breaks off is thrown away whole, and one fsync at the end is enough."""
    connection = sqlite3.connect(part, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _hold(connection: sqlite3.Connection) -> None:
    """Read from one state to the end; else every write of the program would start the copy again."""
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _steps(
    old: sqlite3.Connection, new: sqlite3.Connection, progress: Progress | None, patience: float
) -> None:
    moved = monotonic()

    def tell(status: int, remaining: int, total: int) -> None:
        nonlocal moved
        if status not in _WAITING:
            moved = monotonic()
        elif monotonic() - moved > patience:
            raise UserError(
                "Basis data sedang dikunci program lain, jadi belum disalin; tidak ada yang hilang. "
                "Tutup program itu, lalu ulangi."
            )
        if status != sqlite3.SQLITE_DONE:  # it is too late to stop then
            _ask(progress, total - remaining, total)

    _ask(progress, 0, 0)
    old.backup(new, pages=PAGES, progress=tell, sleep=0.05)


def _ask(progress: Progress | None, done: int, total: int) -> None:
    if progress and not progress(done, total, "Menyalin"):
        raise Cancelled


def _pouring(handle: int, progress: Progress | None) -> Progress:
    """All at the end would fill the queue of the disk, and a clerk who saves would wait behind it."""
    poured = 0

    def tell(done: int, total: int, text: str) -> bool:
        nonlocal poured
        if done - poured >= POUR:
            poured = done
            os.fsync(handle)
        return progress is None or progress(done, total, text)

    return tell


def _onto_the_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _in_words(error, target) from error
    except OSError as error:
        raise files.explained(error, target) from error


def _in_words(error: sqlite3.Error, target: Path) -> UserError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _DAMAGED:
        return DamagedError.of()
    if code in _WAITING:
        return UserError(
            "Basis data sedang dikunci program lain, jadi belum disalin; tidak ada yang hilang. "
            "Tutup program itu, lalu ulangi."
        )
    if code == sqlite3.SQLITE_FULL:
        return UserError(
            f"Penyimpanan penuh, jadi “{target.name}” tidak ditulis; data yang ada tidak berubah. "
            "Kosongkan ruang atau pilih tempat lain, lalu ulangi."
        )
    return UserError(
        f"“{target.name}” tidak dapat ditulis di “{target.parent}”; data yang ada tidak berubah. "
        "Periksa apakah tempat itu masih terpasang dan boleh ditulisi, lalu ulangi."
    )
