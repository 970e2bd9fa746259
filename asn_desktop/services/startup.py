"""Whether a database file may be opened, told before anything touches it; in words a clerk can act on."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import asn_desktop
from asn_desktop.db import contents, file_bytes, migrations
from asn_desktop.db.contents import Contents, DamagedError
from asn_desktop.db.file_bytes import EMPTY, FOREIGN, LOG, SHORT, Facts
from asn_desktop.db.migrations import VERSION
from asn_desktop.domain import drives, files
from asn_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from asn_desktop.services.backups import Backup

__all__ = ["DamagedError", "LogDamagedError", "check", "readable", "salvage"]
REMOTE = 4  # what Windows' GetDriveTypeW says of a drive of another computer
UNTOUCHED = "Berkas itu tidak diubah."
DAMAGES = {
    EMPTY: "“{name}” kosong: semua isinya hilang.",
    FOREIGN: "“{name}” bukan basis data, atau awal berkasnya tertimpa.",
    SHORT: "“{name}” terpotong: bagian akhirnya hilang.",
    LOG: "Perubahan terakhir di “{name}” tidak terbaca lagi: berkas “{name}-wal” rusak.",
}


class LogDamagedError(DamagedError):
    """The last changes are lost, but what was before them may be whole."""


def check(path: Path) -> None:
    """UserError when this file must not be opened: no byte of it and nothing beside it has changed then.

    DamagedError when it is not whole.
    """
    if kind := network(path.parent):
        raise UserError(_on_the_network(path, kind))
    try:
        found = file_bytes.facts(path) if path.exists() else Facts()
    except OSError as error:
        raise UserError(
            f"“{path}” tidak dapat dibaca ({error.strerror}). Periksa izin berkasnya atau apakah disknya "
            "masih terpasang, lalu buka lagi."
        ) from error
    if found.version > VERSION:
        if not found.unclean:  # else looking would leave something beside it
            migrations.refuse_foreign(path)
        raise UserError(_newer(path, found))
    if found.damage == EMPTY and not found.unclean and not _has_backups(path):
        found = Facts()  # a first start that was cut off
    if found.damage:
        kind_of_error = LogDamagedError if found.damage == LOG else DamagedError
        raise kind_of_error(f"{DAMAGES[found.damage].format(name=path.name)} {UNTOUCHED}")
    _must_be_writable(path)


def refuse_foreign(path: Path) -> None:
    """UserError for the database of another program, DamagedError for one of ours, as its backups say."""
    try:
        migrations.refuse_foreign(path)
    except UserError as error:
        if not _has_backups(path):
            raise
        raise DamagedError(f"“{path.name}” tidak dikenali lagi: awal berkasnya rusak. {UNTOUCHED}") from error


def network(folder: Path) -> str:
    """What kind of place on another computer the folder lies on; empty for this computer's own disks."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - nowhere else

        name = str(folder.absolute())
        root = os.path.splitdrive(name)[0] + "\\"
        remote = drives.is_unc(name) or ctypes.windll.kernel32.GetDriveTypeW(root) == REMOTE
        return "folder jaringan" if remote else ""
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # no Linux
        return ""
    kind = drives.filesystem(mounts, PurePosixPath(folder.resolve()))
    return kind if drives.is_network(kind) else ""


def whole(path: Path) -> None:
    """Reads all of it; DamagedError when anything is not as SQLite left it."""
    try:
        contents.of(path)
    except sqlite3.OperationalError:  # locked, or the disk is gone: whoever works with it is told
        return
    except sqlite3.Error as error:
        raise DamagedError.of(path.name) from error


class Ways(NamedTuple):
    """Out of a damaged database: good backups, newest first; how many are sealed; what can be read."""

    backups: list[Backup]
    sealed: int
    readable: Contents | None


def ways_out(path: Path, *, log_damaged: bool) -> Ways:
    from asn_desktop.services import backups  # noqa: PLC0415 - rarely needed

    every = [*backups.listed(path), *backups.second.listed(path)]
    plain = [backup for backup in every if backup.ok and not backup.encrypted]
    newest = backups.newest_good(path)
    if newest and not newest.encrypted:  # those above it are spoilt, whatever was noted of them
        plain = [newest, *(b for b in plain if b.serial < newest.serial)]
    return Ways(plain, sum(b.encrypted for b in every), readable(path) if log_damaged else None)


def readable(path: Path) -> Contents | None:
    """What can still be read of a database whose log is damaged; None when not even that is whole."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "asn.db"
        try:
            for end in ("", "-wal"):
                shutil.copyfile(f"{path}{end}", f"{copy}{end}")
            return contents.of(copy)
        except (OSError, sqlite3.Error, DamagedError):
            return None


def salvage(path: Path, now: datetime) -> Path:
    """Go on with what can be read; the files as they were stay under another name, which is returned."""
    aside = path.with_name(f"{path.stem}-rusak-{now:%Y%m%d-%H%M%S}{path.suffix}")
    try:
        for end in ("-wal", ""):
            with files.replacing(Path(f"{aside}{end}")) as copy:
                shutil.copyfile(f"{path}{end}", copy)
    except OSError as error:
        raise files.explained(error, aside) from error
    try:
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise DamagedError.of(path.name) from error
    return aside


def _has_backups(path: Path) -> bool:
    from asn_desktop.services import backups  # noqa: PLC0415 - an empty file is rare

    return bool(backups.listed(path))


def _must_be_writable(path: Path) -> None:
    try:
        if path.exists():
            path.open("rb+").close()
        if path.parent.is_dir():
            tempfile.TemporaryFile(dir=path.parent).close()  # the log must lie beside it
    except OSError as error:
        raise UserError(
            f"“{path}” hanya dapat dibaca, jadi belum dibuka: pekerjaan Anda tidak akan tersimpan. Beri izin "
            f"tulis pada berkas dan folder “{path.parent}”, buka kunci stiknya, atau salin foldernya ke disk "
            "komputer ini, lalu buka lagi."
        ) from error


def _newer(path: Path, found: Facts) -> str:
    needed = ".".join(map(str, found.program)) if any(found.program) else ""
    which = f"versi {needed} atau yang lebih baru" if needed else "versi yang lebih baru"
    return (
        f"“{path.name}” dibuat oleh program yang lebih baru, jadi tidak dibuka dan tidak diubah. Perlu "
        f"program {which} (susunan data {found.version}); yang terpasang versi {asn_desktop.__version__} "
        f"(susunan data {VERSION}). Pasang versi program yang terbaru."
    )


def _on_the_network(path: Path, kind: str) -> str:
    return (
        f"“{path}” terletak di komputer lain ({kind}). Basis data berkas tidak aman di sana: dua komputer "
        "dapat merusaknya tanpa terlihat, jadi tidak dibuka. Pakai folder di disk komputer ini. Bila "
        "beberapa komputer harus bekerja bersama, minta pengelola menyiapkan server PostgreSQL, lalu buka "
        "dengan: asn-desktop --db postgresql+psycopg://pemakai@server/asn"
    )
