"""Word templates of letters: those that ship, and the office's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop import resources
from asn_desktop.db.tables import LetterTemplate, StoredFile
from asn_desktop.domain.media import DOCX
from asn_desktop.domain.papers import Letter
from asn_desktop.reports.page import Paper
from asn_desktop.services import files
from asn_desktop.services.papers import letters
from asn_desktop.services.papers.kinds import KINDS, WORDED


class Chosen(NamedTuple):
    """`own` is the office's; `name` that of its file."""

    data: bytes
    name: str
    own: bool


class Filled(NamedTuple):
    """A letter with the template it goes into: what `document` needs, so that no session is held."""

    letter: Letter
    template: Chosen


def own_name(session: Session, kind: str) -> str:
    """The office's own file, empty where the shipped template serves."""
    return (
        session.scalar(
            select(StoredFile.name)
            .join(LetterTemplate, LetterTemplate.file_id == StoredFile.id)
            .where(LetterTemplate.kind == kind)
        )
        or ""
    )


def shipped(kind: str) -> bytes:
    if kind not in WORDED:
        raise ValueError(kind)
    return resources.path(f"letters/{kind}.docx").read_bytes()


def chosen(session: Session, kind: str, folder: Path) -> Chosen:
    row = session.scalar(select(LetterTemplate).where(LetterTemplate.kind == kind))
    if row is None:
        return Chosen(shipped(kind), f"{KINDS[kind].title}.docx", own=False)
    return Chosen(files.read(session, folder, row.file_id), files.get(session, row.file_id).name, own=True)


def choose(
    session: Session, event_id: int, kind: str, folder: Path, file: tuple[str, bytes], *, today: date
) -> None:
    """Take `file` (name, bytes) as the office's template, once it could be filled with this event's data.

    UserError names what is wrong in it; nothing is kept then.
    """
    if kind not in WORDED:
        raise ValueError(kind)
    name, data = file
    from asn_desktop.reports import docx  # noqa: PLC0415 - a quarter of a second, only when it is wanted

    docx.render(data, letters.letter(session, event_id, kind, today), name)
    kept = files.keep(session, folder, name, data, (DOCX,))
    row = session.scalar(select(LetterTemplate).where(LetterTemplate.kind == kind))
    if row is None:
        session.add(LetterTemplate(kind=kind, file_id=kept.id))
    else:
        row.file_id = kept.id
    session.flush()


def forget(session: Session, kind: str) -> None:
    """Back to the shipped one."""
    row = session.scalar(select(LetterTemplate).where(LetterTemplate.kind == kind))
    if row is not None:
        session.delete(row)
        session.flush()


def filled(
    session: Session,
    event_id: int,
    kind: str,
    folder: Path,
    *,
    today: date,
    only: Sequence[int] | None = None,
) -> Filled:
    letter = letters.letter(session, event_id, kind, today, only=only, folder=folder)
    return Filled(letter, chosen(session, kind, folder))


def document(made: Filled, paper: Paper = "A4") -> bytes:
    """The office's own template keeps its paper. UserError as docx.render."""
    from asn_desktop.reports import docx  # noqa: PLC0415 - see above

    return docx.render(
        made.template.data, made.letter, made.template.name, None if made.template.own else paper
    )
