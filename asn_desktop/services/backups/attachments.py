"""Scanned proofs, photos and Word templates along with the backups: each content once beside all of them.

A backup names its files by their hash, so one folder `<name>.berkas` serves every backup in the same place.
It only grows: a file that no backup needs any more is rare and small beside one that is missing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import pyrage

from asn_desktop.domain import files as writing
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services import files, places
from asn_desktop.services.backups import sealing, transfer
from asn_desktop.services.backups.backup import ENCRYPTED, Progress, folder_of

TEXT = "Menyalin berkas lampiran"


class Named(NamedTuple):
    sha256: str
    size: int


def named_in(database: Path) -> list[Named]:
    """What a database says it has; nothing for one of a version that had no files, or that cannot be read."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as db:
            return [Named(*row) for row in db.execute("SELECT sha256, size FROM stored_file ORDER BY id")]
    except sqlite3.Error:
        return []


def pool(folder: Path, stem: str) -> Path:
    """Where the files of the backups in `folder` lie."""
    return folder / f"{stem}.berkas"


def carry(database: Path, progress: Progress | None = None, *, thorough: bool = False) -> int:
    """Bring what is new into the pool beside the backups, and bring back what is missing beside the database.

    Returns how many are whole in neither place; Periksa data tells which. `thorough` reads every file, else
    the size is enough. UserError when the disk is full.
    """
    own, kept = places.files_folder(database), pool(folder_of(database), database.stem)
    lost, wanted = 0, named_in(database)
    for done, one in enumerate(wanted):
        _tell(progress, done, len(wanted))
        here, there = (files.spot(folder, one.sha256) for folder in (own, kept))
        is_here, is_there = (_is_whole(path, one, thorough=thorough) for path in (here, there))
        if is_here and not is_there:
            lost += not _copy(here, there, one)
        elif is_there and not is_here:
            lost += not _copy(there, here, one)
        elif not is_here:
            lost += 1
    return lost


def carry_to(database: Path, folder: Path, public: str, progress: Progress | None = None) -> None:
    """Bring the files to the pool of another place, sealed where the backups there are."""
    own, kept = places.files_folder(database), pool(folder, database.stem)
    wanted = named_in(database)
    for done, one in enumerate(wanted):
        _tell(progress, done, len(wanted))
        source, target = files.spot(own, one.sha256), _sealed(files.spot(kept, one.sha256), public)
        is_there = target.exists() if public else _is_whole(target, one, thorough=False)
        if not is_there and _is_whole(source, one, thorough=True):
            _make(target.parent)
            transfer.bring(source, target, public)


def copy_pool(backup: Path, folder: Path) -> None:
    """All files beside a backup, as they lie there, to a folder where a copy of it goes."""
    for kept in _pools([backup.parent]):
        if not backup.name.startswith(f"{kept.stem}-"):
            continue
        for source in kept.glob("??/*"):
            target = folder / kept.name / source.parent.name / source.name
            if not target.exists() and not source.name.startswith(".") and source.suffix != ".part":
                _make(target.parent)
                transfer.bring(source, target)


def bring_back(
    database: Path, near: Iterable[Path] = (), passphrase: str = "", progress: Progress | None = None
) -> int:
    """Fill in what is missing beside a database that was restored, from the pools near the backups.

    `near` are folders to look in beside that of the backups. Returns how many files stay missing.
    """
    own, folders = places.files_folder(database), [*near, folder_of(database)]
    wanted = [one for one in named_in(database) if not _is_whole(files.spot(own, one.sha256), one)]
    pools = _pools(folders)
    keys = _keys(folders, passphrase)
    lost = 0
    for done, one in enumerate(wanted):
        _tell(progress, done, len(wanted))
        lost += not any(_fetch(files.spot(own, one.sha256), one, kept, keys) for kept in pools)
    return lost


def missing(database: Path) -> int:
    """How many of its files are not whole beside it."""
    own = places.files_folder(database)
    return sum(not _is_whole(files.spot(own, one.sha256), one) for one in named_in(database))


def _fetch(target: Path, one: Named, kept: Path, keys: list[pyrage.x25519.Identity]) -> bool:
    plain = files.spot(kept, one.sha256)
    if _is_whole(plain, one) and _copy(plain, target, one):
        return True
    sealed = _sealed(plain, "any")
    if not keys or not sealed.is_file():
        return False
    with suppress(pyrage.DecryptError, OSError):
        data = pyrage.decrypt(sealed.read_bytes(), keys)
        if len(data) == one.size:
            files.place(target.parent.parent, one.sha256, data)
            return _is_whole(target, one)
    return False


def _keys(folders: Iterable[Path], passphrase: str) -> list[pyrage.x25519.Identity]:
    found: list[pyrage.x25519.Identity] = []
    for folder in dict.fromkeys(folders) if passphrase else ():
        if [*folder.glob(f"kunci-cadangan-*{ENCRYPTED}")]:
            with suppress(UserError):  # the place of another passphrase
                found += sealing.keys(folder, passphrase)
    return found


def _pools(folders: Iterable[Path]) -> list[Path]:
    return [
        path for folder in dict.fromkeys(folders) for path in sorted(folder.glob("*.berkas")) if path.is_dir()
    ]


def _sealed(path: Path, public: str) -> Path:
    return path.with_name(f"{path.name}{ENCRYPTED}") if public else path


def _is_whole(path: Path, one: Named, *, thorough: bool = True) -> bool:
    if thorough:
        return files.is_whole(path, one.sha256, one.size)
    try:
        return path.stat().st_size == one.size
    except OSError:
        return False


def _copy(source: Path, target: Path, one: Named) -> bool:
    """False, with nothing written, where the source is not what it is called."""
    if not files.is_whole(source, one.sha256, one.size):
        return False
    _make(target.parent)
    target.unlink(missing_ok=True)  # of another size or content
    transfer.bring(source, target)
    return True


def _make(folder: Path) -> None:
    try:
        writing.make_folder(folder)
    except OSError as error:
        raise writing.explained(error, folder) from error


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress and not progress(done, total, TEXT):
        raise Cancelled
