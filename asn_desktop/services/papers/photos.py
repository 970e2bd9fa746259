"""Photos of an event for its report: added, captioned, put in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Event, EventPhoto, StoredFile
from asn_desktop.domain import filenames
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.media import PICTURES
from asn_desktop.domain.papers import Photo
from asn_desktop.reports.flow import pictures as pictures_of_paper
from asn_desktop.services import files

LONGEST = 200  # characters of a caption


class PhotoRow(NamedTuple):
    id: int
    file_id: int
    name: str
    caption: str


def rows(session: Session, event_id: int) -> list[PhotoRow]:
    """In the order of the report."""
    found = session.execute(
        select(EventPhoto.id, EventPhoto.file_id, StoredFile.name, EventPhoto.caption)
        .join(StoredFile, StoredFile.id == EventPhoto.file_id)
        .where(EventPhoto.event_id == event_id)
        .order_by(EventPhoto.position, EventPhoto.id)
    )
    return [PhotoRow(*row) for row in found]


def add(session: Session, event_id: int, folder: Path, pictures: Sequence[tuple[str, bytes]]) -> int:
    """Name and bytes of each; UserError names the first that is no picture, and none is added."""
    session.get_one(Event, event_id)
    last = session.scalar(select(func.max(EventPhoto.position)).where(EventPhoto.event_id == event_id))
    for n, (name, data) in enumerate(pictures, (last or 0) + 1):
        pictures_of_paper.reduced(Photo(data, filenames.safe(name)))  # one that claims millions of dots too
        kept = files.keep(session, folder, name, data, PICTURES)
        session.add(EventPhoto(event_id=event_id, file_id=kept.id, position=n, caption=""))
    session.flush()
    return len(pictures)


def set_caption(session: Session, photo_id: int, caption: str) -> None:
    words = " ".join(caption.split())
    if len(words) > LONGEST:
        raise InvalidInput({"caption": f"Keterangan foto paling banyak {LONGEST} huruf. Ringkas dahulu."})
    session.get_one(EventPhoto, photo_id).caption = words
    session.flush()


def move(session: Session, photo_id: int, by: int) -> None:
    """One place up (-1) or down (1); at the ends nothing happens."""
    moved = session.get_one(EventPhoto, photo_id)
    found = list(
        session.scalars(
            select(EventPhoto)
            .where(EventPhoto.event_id == moved.event_id)
            .order_by(EventPhoto.position, EventPhoto.id)
        )
    )
    at = found.index(moved)
    found.insert(max(0, min(at + by, len(found) - 1)), found.pop(at))
    for n, photo in enumerate(found, 1):
        photo.position = n
    session.flush()


def remove(session: Session, photo_id: int) -> None:
    """The file stays: undo needs it."""
    session.delete(session.get_one(EventPhoto, photo_id))
    session.flush()


def pictures(session: Session, event_id: int, folder: Path) -> tuple[Photo, ...]:
    return tuple(
        Photo(files.read(session, folder, row.file_id), row.caption) for row in rows(session, event_id)
    )
