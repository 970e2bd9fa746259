"""What is known of one backup, and the small file beside it that tells it again without opening it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from asn_desktop.db import contents, file_bytes
from asn_desktop.db.contents import Contents, DamagedError
from asn_desktop.domain import files

Progress: TypeAlias = Callable[[int, int, str], bool]

CLOSING, DAILY, IMPORT, MIGRATION, RESTORE, MANUAL = REASONS = (
    "tutup",
    "harian",
    "impor",
    "migrasi",
    "pemulihan",
    "manual",
)
IN_WORDS = {
    CLOSING: "Saat program ditutup",
    DAILY: "Harian",
    IMPORT: "Sebelum impor",
    MIGRATION: "Sebelum program diperbarui",
    RESTORE: "Sebelum pemulihan",
    MANUAL: "Dibuat sendiri",
}
ENCRYPTED = ".age"


@dataclass(frozen=True)
class Backup:
    """`ok` says that it was whole when it was made or last looked at, `sha256` what its bytes were then.

    `length`, `head` and `branch` as in `db.contents`. Backups stand in the order of `serial`, not of `at`.
    """

    path: Path
    serial: int
    at: datetime
    reason: str
    size: int
    version: int = 0
    length: int = 0
    head: str = ""
    branch: str = ""
    people: int = 0
    events: int = 0
    certificates: int = 0
    sha256: str = ""
    ok: bool = True

    @property
    def why(self) -> str:
        """The reason as a clerk reads it."""
        return IN_WORDS.get(self.reason, self.reason)

    @property
    def encrypted(self) -> bool:
        return self.path.suffix == ENCRYPTED


def folder_of(database: Path) -> Path:
    """Beside the database: it is found where the data is, also on another PC."""
    return database.parent / "cadangan"


def name_of(database: Path, serial: int, at: datetime, reason: str) -> str:
    return f"{database.stem}-{serial:06d}-{at:%Y%m%d-%H%M%S}-{reason}.db"


def found(folder: Path, stem: str) -> Iterator[tuple[Path, int, datetime, str]]:
    """Files that are named like backups of this database: path, serial, time, reason."""
    named = re.compile(
        rf"{re.escape(stem)}-(?:(\d{{6,}})|versi\d+)-(\d{{8}}-\d{{6}})(?:-([a-z]+))?\.db(?:\{ENCRYPTED})?"
    )
    for path in folder.iterdir() if folder.is_dir() else ():
        if match := named.fullmatch(path.name):
            try:
                at = datetime.strptime(match[2], "%Y%m%d-%H%M%S")
            except ValueError:  # named by a hand
                continue
            yield path, int(match[1] or 0), at, match[3] or MIGRATION


def of(path: Path, serial: int, at: datetime, reason: str, progress: Progress | None = None) -> Backup:
    """From the file itself: opened, checked and counted."""
    if file_bytes.facts(path).damage:
        raise DamagedError.of(path.name)
    inside = contents.of(path, progress)
    return made_of(path, serial, at, reason, inside)


def made_of(path: Path, serial: int, at: datetime, reason: str, inside: Contents) -> Backup:
    return Backup(path, serial, at, reason, sha256=fingerprint(path), **inside._asdict())


def fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sidecar(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def note(backup: Backup) -> None:
    """Write down beside the backup what is known of it. UserError when that is not possible."""
    values = asdict(backup) | {"at": backup.at.isoformat()}
    del values["path"]
    with files.replacing(sidecar(backup.path)) as draft:
        draft.write_text(json.dumps(values, indent=1), encoding="utf-8")


def noted(path: Path) -> Backup | None:
    """None when nothing is written beside it, or that is not about this file as it is now."""
    try:
        values: dict[str, Any] = json.loads(sidecar(path).read_text(encoding="utf-8"))
        values["at"] = datetime.fromisoformat(values["at"])
        told = Backup(path, **values)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if told.ok and told.size != path.stat().st_size:
        return None
    return told


def spoilt(backup: Backup) -> Backup:
    """The same, known not to be whole."""
    return replace(backup, ok=False)
