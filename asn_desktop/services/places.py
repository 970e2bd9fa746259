"""Where this PC keeps what is not in the database: the usual database file and the key."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from asn_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from asn_desktop.services.proofs import KeyStore


def data_folder() -> Path:
    """The user's own, or the one named in the environment (a stick, a test)."""
    named = os.environ.get("ASN_DESKTOP_DATA")
    return Path(named) if named else platformdirs.user_data_path("asn-desktop", appauthor=False)


def database_file() -> Path:
    """The office's own database when none is named."""
    return data_folder() / "asn.db"


def files_folder(database: Path) -> Path:
    """Scanned proofs, photos and templates of a database lie beside it, and move with it."""
    return database.with_name(f"{database.stem}.berkas")


def drafts_folder() -> Path:
    """What was typed and not yet saved."""
    return data_folder() / "draf"


def anchors_folder() -> Path:
    """How far the trail of each database reached, outside it."""
    return data_folder() / "jangkar"


def actor() -> str:
    """Who works: the name the PC knows its user by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name in the environment, none in the list of users
        return ""


def keys() -> KeyStore:
    """Outside the database, so that a copy of the database cannot sign."""
    from asn_desktop.services.proofs import KeyStore  # noqa: PLC0415 - where data lies is asked at the start

    return KeyStore(data_folder() / "kunci")


def url(database: str) -> str:
    """A file, or the URL of a server, as SQLAlchemy wants it. UserError for a name that would be misread."""
    if "://" in database:
        return database
    if "?" in database:
        raise UserError(f"Nama basis data “{database}” memuat tanda tanya. Pakai nama lain.")
    return f"sqlite:///{Path(database).as_posix()}"
