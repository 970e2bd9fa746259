"""A second place for backups: a stick or a folder elsewhere, sealed with a passphrase if wished.

It may be missing at any time: that is a sentence to the clerk, never an error.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from asn_desktop.domain import files
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services import places
from asn_desktop.services.backups import attachments, listing, making, sealing, transfer
from asn_desktop.services.backups import backup as one
from asn_desktop.services.backups.backup import ENCRYPTED, Backup, Progress


@dataclass(frozen=True)
class Place:
    """`folder` empty: none. `public` is the key backups are sealed for, empty when they are plain; `sealed`
    the key that opens them, as the passphrase left it. `length`, `head` and `on` tell the last backup there.
    """

    folder: str = ""
    public: str = ""
    sealed: str = ""
    length: int = 0
    head: str = ""
    on: str = ""

    @property
    def is_there(self) -> bool:
        return bool(self.folder) and Path(self.folder).is_dir()


def place(database: Path) -> Place:
    """Of this database on this PC."""
    try:
        return Place(**_stored().get(_name(database), {}))
    except TypeError:  # written by another version
        return Place()


def choose(database: Path, folder: Path | None, passphrase: str = "") -> Place:
    """Keep a second backup in `folder` from now on (None: no more). InvalidInput for a passphrase too short.

    An empty passphrase leaves backups plain. What lies there already is not touched.
    """
    if folder is None:
        chosen = Place()
    else:
        if not folder.is_dir():
            raise UserError(f"Folder “{folder}” tidak ada. Pilih folder lain atau pasang stiknya dahulu.")
        if folder.resolve() in {database.parent.resolve(), one.folder_of(database).resolve()}:
            raise UserError(
                "Folder itu sudah berisi cadangan yang pertama. Pilih tempat lain, misalnya stik USB, agar "
                "cadangan tetap ada bila komputer ini rusak."
            )
        public = sealing.new_key(folder, passphrase) if passphrase else ""
        sealed = sealing.key_file(folder, public).read_bytes().hex() if public else ""
        chosen = Place(str(folder), public, sealed)
    _store(database, chosen)
    return chosen


def listed(database: Path) -> list[Backup]:
    """Backups in the second place, newest first; none while it is missing."""
    there = place(database)
    return listing.in_folder(Path(there.folder), database.stem) if there.is_there else []


def mirror(database: Path, backup: Backup, progress: Progress | None = None) -> str:
    """Bring this backup to the second place too, unless its state is there. Returns what is to be said about
    it, "" when all is well.
    """
    there = place(database)
    if not there.is_there:
        return reminder(there)
    try:
        if _has(database, there, backup):
            attachments.carry_to(database, Path(there.folder), there.public, progress)
            return ""
        _bring(database, there, backup, progress)
    except Cancelled:
        raise
    except (UserError, OSError) as error:
        told = error if isinstance(error, UserError) else files.explained(error, Path(there.folder))
        return f"Cadangan di tempat kedua belum diperbarui. {told}"
    _store(database, replace(there, length=backup.length, head=backup.head, on=backup.at.date().isoformat()))
    return ""


def _has(database: Path, there: Place, backup: Backup) -> bool:
    """Whether its state was brought and still lies there: it may be another stick, or an emptied one."""
    wanted = backup.length, backup.head
    return (there.length, there.head) == wanted and any(
        one_there.ok and (one_there.length, one_there.head) == wanted for one_there in listed(database)
    )


def copy_to(backup: Backup, folder: Path) -> Path:
    """One more copy, in any folder. UserError when it cannot be written."""
    target = folder / backup.path.name
    if target.exists():
        raise UserError(f"“{target}” sudah ada dan tidak ditimpa. Pilih folder lain.")
    attachments.copy_pool(backup.path, folder)
    transfer.bring(backup.path, target)
    return target


def reminder(there: Place) -> str:
    """What to say while the place is missing; "" when it is there or none was chosen."""
    if not there.folder or there.is_there:
        return ""
    last = f" Cadangan terakhir di sana: {date.fromisoformat(there.on):%d-%m-%Y}." if there.on else ""
    return (
        f"Tempat cadangan kedua “{there.folder}” tidak terpasang.{last} Pasang agar cadangannya diperbarui."
    )


def _bring(database: Path, there: Place, backup: Backup, progress: Progress | None) -> None:
    folder = Path(there.folder)
    if there.public and not sealing.key_file(folder, there.public).exists():
        sealing.keep_key(folder, there.public, bytes.fromhex(there.sealed))
    # Numbers of its own: on another PC, or after the first folder was lost, the first ones begin anew.
    serial = 1 + max((serial for _, serial, _, _ in one.found(folder, database.stem)), default=0)
    end = ENCRYPTED if there.public else ""
    attachments.carry_to(database, folder, there.public, progress)
    target = folder / f"{one.name_of(database, serial, backup.at, backup.reason)}{end}"
    sha256 = transfer.bring(backup.path, target, there.public, progress)
    brought = replace(backup, path=target, serial=serial, size=target.stat().st_size, sha256=sha256)
    with suppress(UserError):
        one.note(brought)
    making.thin(folder, database.stem)


def _file() -> Path:
    return places.data_folder() / "cadangan-kedua.json"


def _name(database: Path) -> str:
    return str(database.resolve())


def _stored() -> dict[str, dict[str, Any]]:
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _store(database: Path, chosen: Place) -> None:
    stored = _stored() | {_name(database): asdict(chosen)}
    _file().parent.mkdir(parents=True, exist_ok=True)
    with files.replacing(_file()) as draft:
        draft.write_text(json.dumps(stored, indent=1), encoding="utf-8")
