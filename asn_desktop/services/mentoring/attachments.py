"""Scanned logbook pages and photos of meetings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import MeetingFile, StoredFile
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import files


class Attached(NamedTuple):
    file_id: int
    name: str
    size: int  # bytes


class Picked(NamedTuple):
    name: str
    data: bytes


def of_meeting(session: Session, meeting_id: int) -> tuple[Attached, ...]:
    """In the order they were added."""
    found = session.execute(
        select(StoredFile.id, StoredFile.name, StoredFile.size)
        .join(MeetingFile, MeetingFile.file_id == StoredFile.id)
        .where(MeetingFile.meeting_id == meeting_id)
        .order_by(MeetingFile.position, MeetingFile.id)
    )
    return tuple(Attached._make(row) for row in found)


def pick(paths: Iterable[Path]) -> list[Picked]:
    """What the clerk has chosen or dropped. Raises InvalidInput on `files` for what cannot be read."""
    found = []
    for path in paths:
        try:
            if path.stat().st_size > files.LARGEST:
                raise InvalidInput(
                    {
                        "files": f"Berkas “{path.name}” lebih besar dari {files.LARGEST >> 20} MB. "
                        "Pindai dengan 150–200 dpi, lalu lampirkan lagi."
                    }
                )
            found.append(Picked(path.name, path.read_bytes()))
        except OSError as error:
            words = f"Berkas “{path}” tidak dapat dibaca. Periksa apakah masih ada, lalu lampirkan lagi."
            raise InvalidInput({"files": words}) from error
    return found


def save(session: Session, folder: Path, meeting_id: int, kept: Sequence[int], new: Sequence[Picked]) -> None:
    """What is not among `kept` (ids of stored files) goes; the same content is attached once.

    Raises InvalidInput on `files`, with nothing attached.
    """
    rows = {
        row.file_id: row
        for row in session.scalars(select(MeetingFile).where(MeetingFile.meeting_id == meeting_id))
    }
    try:
        ids = [*kept, *(files.keep(session, folder, one.name, one.data).id for one in new)]
    except UserError as error:
        raise InvalidInput({"files": str(error)}) from error
    for position, file_id in enumerate(dict.fromkeys(ids)):
        row = rows.pop(file_id, None) or MeetingFile(meeting_id=meeting_id, file_id=file_id)
        row.position = position
        session.add(row)
    for row in rows.values():
        session.delete(row)
