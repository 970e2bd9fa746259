"""Scanned proofs, photos and templates of Word: kept beside the database under the hash of their content."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import StoredFile
from asn_desktop.domain import filenames, files, media
from asn_desktop.domain.errors import UserError

LARGEST = 25 * 1024 * 1024  # bytes; a scan of some pages has one or two million


class StoredFileRow(NamedTuple):
    id: int
    sha256: str
    name: str
    media_type: str
    size: int


def keep(
    session: Session, folder: Path, name: str, data: bytes, kinds: tuple[str, ...] = media.PROOFS
) -> StoredFileRow:
    """The row of this content, which is on the disk before it. A file kept twice is there once.

    UserError, with nothing kept, for what is none of `kinds` by its content, whatever its name says.
    """
    shown = filenames.safe(name)
    kind = media.media_type(data)
    if len(data) > LARGEST:
        raise UserError(
            f"Berkas “{shown}” lebih besar dari {LARGEST >> 20} MB, jadi tidak disimpan. "
            "Pindai dengan 150–200 dpi, lalu pilih lagi."
        )
    if kind not in kinds:
        raise UserError(
            f"Berkas “{shown}” bukan {media.in_words(kinds)} yang utuh, jadi tidak disimpan; isian lainnya "
            f"tetap ada. Pindai atau simpan ulang sebagai {media.in_words(kinds)}, lalu pilih lagi."
        )
    sha = hashlib.sha256(data).hexdigest()
    place(folder, sha, data)
    known = session.scalar(select(StoredFile.id).where(StoredFile.sha256 == sha))
    values = {"sha256": sha, "name": shown, "media_type": kind, "size": len(data)}
    return get(session, known or history.insert_rows(session, StoredFile, [values])[0])


def rows(session: Session) -> list[StoredFileRow]:
    """All that were ever kept, oldest first."""
    return [StoredFileRow(*found) for found in session.execute(select(*_COLUMNS).order_by(StoredFile.id))]


def get(session: Session, file_id: int) -> StoredFileRow:
    return StoredFileRow(*session.execute(select(*_COLUMNS).where(StoredFile.id == file_id)).one())


def path(session: Session, folder: Path, file_id: int) -> Path:
    """Where its bytes lie, or ought to lie."""
    return spot(folder, get(session, file_id).sha256)


def read(session: Session, folder: Path, file_id: int) -> bytes:
    """UserError where the bytes are missing or not those that were kept."""
    row = get(session, file_id)
    try:
        data = spot(folder, row.sha256).read_bytes()
    except OSError as error:
        raise UserError(
            f"Berkas “{row.name}” tidak ada di folder “{folder}”. Kembalikan folder itu, atau pulihkan dari "
            "cadangan; catatannya tetap ada."
        ) from error
    if hashlib.sha256(data).hexdigest() != row.sha256:
        raise UserError(
            f"Isi berkas “{row.name}” tidak lagi seperti ketika disimpan. Pulihkan dari cadangan, atau "
            "lampirkan kembali; catatannya tetap ada."
        )
    return data


def spot(folder: Path, sha: str) -> Path:
    return folder / sha[:2] / sha


def place(folder: Path, sha: str, data: bytes) -> None:
    """Put the bytes where they belong, unless they lie there whole."""
    target = spot(folder, sha)
    if is_whole(target, sha, len(data)):
        return
    try:
        files.make_folder(target.parent)
    except OSError as error:
        raise files.explained(error, target) from error
    with files.replacing(target) as draft:
        draft.write_bytes(data)


def is_whole(target: Path, sha: str, size: int) -> bool:
    """Whether the content is that of its name; a file of another size is not read."""
    try:
        if target.stat().st_size != size:
            return False
        with target.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha
    except OSError:
        return False


_COLUMNS = (StoredFile.id, StoredFile.sha256, StoredFile.name, StoredFile.media_type, StoredFile.size)
