"""The backups there are, newest first."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from asn_desktop.db.contents import DamagedError
from asn_desktop.domain.errors import UserError
from asn_desktop.services.backups import backup as one
from asn_desktop.services.backups.backup import Backup, folder_of


def listed(database: Path) -> list[Backup]:
    """Newest first, also those that are not whole any more."""
    return in_folder(folder_of(database), database.stem)


def in_folder(folder: Path, stem: str) -> list[Backup]:
    """What is not written beside a backup is read from it, and written down for the next time."""
    every: list[Backup] = []
    for path, serial, at, reason in one.found(folder, stem):
        with suppress(OSError):  # thinned or pulled out meanwhile
            every.append(one.noted(path) or _read(path, serial, at, reason))
    return sorted(every, key=lambda b: (b.serial, b.at), reverse=True)


def newest_good(database: Path) -> Backup | None:
    """The newest that is whole now, its bytes looked at."""
    return next((checked for b in listed(database) if (checked := verified(b)).ok), None)


def verified(backup: Backup) -> Backup:
    """The backup as its bytes are today: `ok` is False when they are not those that were written.

    Or when they cannot be read just now; that is not written down, since tomorrow they may be.
    """
    if not backup.ok:
        return backup
    try:
        if backup.sha256 == one.fingerprint(backup.path):
            return backup
    except OSError:
        return one.spoilt(backup)
    with suppress(UserError):
        one.note(one.spoilt(backup))
    return one.spoilt(backup)


def is_due(database: Path, now: datetime) -> bool:
    """Whether there is no backup of this day yet; on a day the clock skipped or repeats, one more is made."""
    return not any(b.ok and b.at.date() == now.date() for b in listed(database)[:1])


def _read(path: Path, serial: int, at: datetime, reason: str) -> Backup:
    size = path.stat().st_size
    if path.suffix == one.ENCRYPTED:  # what is in it cannot be told without the passphrase
        return Backup(path, serial, at, reason, size, sha256=one.fingerprint(path))
    try:
        told = one.of(path, serial, at, reason)
    except (OSError, sqlite3.OperationalError):  # not to be read just now
        return Backup(path, serial, at, reason, size, ok=False)
    except (sqlite3.Error, DamagedError):
        told = Backup(path, serial, at, reason, size, ok=False)
    with suppress(UserError):
        one.note(told)
    return told
