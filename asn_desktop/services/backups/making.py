"""Makes a backup, and lets those go that nobody will miss."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from asn_desktop.db import copies
from asn_desktop.domain import files, thinning
from asn_desktop.domain.errors import UserError
from asn_desktop.services.backups import attachments, listing
from asn_desktop.services.backups import backup as one
from asn_desktop.services.backups.backup import Backup, Progress

STALE = timedelta(days=1)  # a .part that old belongs to nobody any more


def make(database: Path, reason: str, now: datetime, progress: Progress | None = None) -> Backup:
    """A checked backup of the database as it is now, in the folder beside it; then the others are thinned.

    UserError when it cannot be made (DamagedError: the database itself is not whole), with nothing changed.
    """
    if not database.is_file():
        raise UserError(f"Basis data “{database}” tidak ada, jadi tidak dicadangkan. Periksa namanya.")
    folder = one.folder_of(database)
    try:
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)
            files.settle(folder.parent)
        serial = 1 + max((serial for _, serial, _, _ in one.found(folder, database.stem)), default=0)
    except FileExistsError as error:
        raise UserError(
            f"“{folder}” adalah berkas, padahal cadangan disimpan dalam folder bernama itu. "
            "Pindahkan berkas itu, lalu ulangi."
        ) from error
    except OSError as error:
        raise files.explained(error, folder) from error
    path = folder / one.name_of(database, serial, now, reason)
    attachments.carry(database, progress, thorough=reason == one.MANUAL)
    inside = copies.copy(database, path, progress)
    attachments.carry(database, progress)  # what was attached while the database was being copied
    made = one.made_of(path, serial, now, reason, inside)
    with suppress(UserError):  # it can be told again from the backup itself
        one.note(made)
    thin(folder, database.stem)
    _clear(database.parent)
    return made


def thin(folder: Path, stem: str) -> list[Backup]:
    """Delete what is superfluous; what cannot be deleted now goes next time."""
    gone = thinning.superfluous(listing.in_folder(folder, stem))
    for old in gone:
        with suppress(OSError):
            old.path.unlink()
            one.sidecar(old.path).unlink(missing_ok=True)
    _sweep(folder, stem)
    return gone


def _sweep(folder: Path, stem: str) -> None:
    """What broken-off copies and deleted backups left behind."""
    with suppress(OSError):
        newest = max(p.stat().st_mtime for p in folder.iterdir())
        for path in folder.glob(f"{_plain(stem)}-*"):
            alone = path.suffix == ".json" and not path.with_suffix("").exists()
            if alone or (path.suffix == ".part" and newest - path.stat().st_mtime > STALE.total_seconds()):
                path.unlink()


def _clear(place: Path) -> None:
    """Scratch copies of a restore that was killed; they hold people in plain text."""
    with suppress(OSError):
        newest = max(p.stat().st_mtime for p in place.iterdir())
        for path in (*place.glob(".pulih-*"), *place.glob(".buka-*")):
            if newest - path.stat().st_mtime > STALE.total_seconds():
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _plain(stem: str) -> str:
    return "".join(f"[{c}]" if c in "[*?" else c for c in stem)
