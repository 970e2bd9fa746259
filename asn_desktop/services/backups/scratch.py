"""A copy of a backup to work in, brought up to date; the backup itself is never written to."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from asn_desktop.db import copies, file_bytes
from asn_desktop.db.contents import DamagedError
from asn_desktop.db.migrations import VERSION
from asn_desktop.domain import files
from asn_desktop.domain.errors import UserError
from asn_desktop.services import database as opening
from asn_desktop.services.backups import backup as one
from asn_desktop.services.backups.backup import Progress

STALE = 24 * 60 * 60  # seconds: nobody works in it any more
LATER = (
    "Cadangan ini dibuat oleh versi program yang lebih baru. Pasang versi program yang terbaru, lalu ulangi."
)


@contextmanager
def copied(source: Path, folder: Path, now: datetime, progress: Progress | None = None) -> Iterator[Path]:
    """In a folder of its own inside `folder`, which goes when the block ends."""
    place = folder / f".pulih-{secrets.token_hex(8)}"
    try:
        place.mkdir(0o700, parents=True)  # it may stand where everybody on this computer can look
        _sweep(folder, place.stat().st_mtime)
    except OSError as error:
        raise files.explained(error, place) from error
    try:
        yield copy(source, place / "asn.db", now, progress)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _sweep(folder: Path, now: float) -> None:
    """What a restore that was cut off left behind; `now` by the clock of the disk, in seconds."""
    for old in folder.glob(".pulih-*"):
        with suppress(OSError):
            if now - old.stat().st_mtime > STALE:
                shutil.rmtree(old, ignore_errors=True)


def copy(source: Path, target: Path, now: datetime, progress: Progress | None = None) -> Path:
    """UserError for what is no whole backup of this program or of a newer version: no `target` then."""
    refuse_spoilt(source)
    inside = copies.copy(source, target, progress)
    try:
        if inside.version > VERSION:
            raise UserError(LATER)
        if not inside.version or not inside.length:
            raise UserError(f"“{source.name}” bukan cadangan program ini. Pilih berkas lain.")
        opening.open_database(f"sqlite:///{target.as_posix()}", now, is_scratch=True).dispose()
    except UserError:
        target.unlink()
        raise
    return target


def refuse_spoilt(source: Path) -> None:
    """DamagedError when the bytes are not those that were written, UserError when there is no such file."""
    if not source.is_file():
        raise UserError(f"Cadangan “{source}” tidak ada. Periksa apakah tempatnya masih terpasang.")
    if file_bytes.facts(source).damage:
        raise DamagedError.of(source.name)
    told = one.noted(source)
    if told and told.sha256 and told.sha256 != one.fingerprint(source):
        raise DamagedError(
            f"Cadangan “{source.name}” tidak lagi seperti saat ditulis, jadi tidak dipakai. "
            "Pilih cadangan lain."
        )
