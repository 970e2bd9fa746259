"""The levels of competence of people: the newest counts, the older ones stay as its history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from asn_desktop.db import history as changes
from asn_desktop.db.tables import CompetenceLevel, Person
from asn_desktop.domain import competences
from asn_desktop.domain.competences import LEVELS, SOURCES
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import reference

KIND, STANDARDS = "kompetensi", "standar_kompetensi"
ASSESSED, MENTORED, TYPED, IMPORTED = SOURCES


class Level(NamedTuple):
    """`source` is a key of domain.competences.SOURCES."""

    level: int
    noted_on: date
    source: str


class Given(NamedTuple):
    """A level to be kept; `source` is a key of domain.competences.SOURCES."""

    person_id: int
    competence: str
    level: int | None
    noted_on: date | None
    source: str = "ketik"
    pair_id: int | None = None
    note: str = ""


class Noted(NamedTuple):
    """One line of a person's history."""

    id: int
    competence: str
    level: int
    noted_on: date
    source: str
    pair_id: int | None
    note: str


def names(session: Session) -> dict[str, str]:
    """Of the competences by code, in order."""
    return reference.names(session, KIND)


def latest(
    session: Session, person_ids: Iterable[int] | None = None, competence: str = ""
) -> dict[int, dict[str, Level]]:
    """By person and code of the competence; who has no level is not there. None: everybody.

    `competence` asks for one only.
    """
    row = CompetenceLevel
    query = select(row.person_id, row.competence, row.level, row.noted_on, row.source)
    query = query.order_by(row.noted_on, row.id)
    if competence:
        query = query.where(row.competence == competence)
    chosen = changes.chunks(CompetenceLevel.__table__.c.person_id, person_ids or ())
    found: dict[int, dict[str, Level]] = {}
    for condition in [true()] if person_ids is None else chosen:
        for person, code, level, day, source in session.execute(query.where(condition)):
            found.setdefault(person, {})[code] = Level(level, day, source)
    return found


def history(session: Session, person_id: int) -> list[Noted]:
    """Newest first."""
    row = CompetenceLevel
    query = select(row.id, row.competence, row.level, row.noted_on, row.source, row.pair_id, row.note)
    query = query.where(row.person_id == person_id).order_by(row.noted_on.desc(), row.id.desc())
    return [Noted._make(found) for found in session.execute(query)]


def standards(session: Session) -> dict[str, int]:
    """The level asked for, by kind of position."""
    items = reference.items(session, STANDARDS)
    return {item.code: int(item.attributes["nilai"]) for item in items if item.attributes.get("nilai")}


def standard_of(session: Session, person_id: int) -> int | None:
    """The level that the person's position asks for; None when it is not known."""
    person = session.get_one(Person, person_id)
    return competences.standard_of(person.jenis_jabatan, person.jabatan, standards(session))


def record(session: Session, given: Given, today: date | None = None) -> int:
    """The id of the row. What the same source said of the same day (and pair) is replaced. InvalidInput.

    A code that the office put aside, or a level 6, is refused at its field; so is a day after `today`.
    """
    if found := problems(session, given, today):
        raise InvalidInput(found)
    same = session.scalar(
        select(CompetenceLevel).where(
            CompetenceLevel.person_id == given.person_id,
            CompetenceLevel.competence == given.competence,
            CompetenceLevel.noted_on == given.noted_on,
            CompetenceLevel.source == given.source,
            CompetenceLevel.pair_id == given.pair_id,
        )
    )
    row = same or CompetenceLevel()
    for name, value in given._asdict().items():
        setattr(row, name, value)
    row.note = given.note.strip()
    session.add(row)
    session.flush()
    return row.id


def problems(session: Session, given: Given, today: date | None = None) -> dict[str, str]:
    """By field: competence, level, noted_on."""
    found = {}
    if given.competence not in names(session):
        found["competence"] = "Pilih kompetensinya dari daftar."
    if given.level not in LEVELS:
        found["level"] = f"Tingkat kompetensi {LEVELS[0]} sampai {LEVELS[-1]}. Pilih salah satunya."
    if given.noted_on is None:
        found["noted_on"] = "Isi tanggal penilaiannya."
    elif today is not None and given.noted_on > today:
        found["noted_on"] = f"Tanggal {given.noted_on:%d-%m-%Y} belum lewat. Isi tanggal penilaiannya."
    return found


def withdraw(session: Session, pair_id: int) -> int:
    """Take back what closing this pair said; returns how many levels."""
    rows = session.scalars(
        select(CompetenceLevel).where(CompetenceLevel.pair_id == pair_id, CompetenceLevel.source == MENTORED)
    ).all()
    for row in rows:
        session.delete(row)
    session.flush()
    return len(rows)


def delete(session: Session, ids: Iterable[int]) -> int:
    """UserError for what came from a mentoring: reopening that pair takes it back."""
    rows = [row for row in (session.get(CompetenceLevel, one) for one in ids) if row is not None]
    if any(row.pair_id is not None and row.source == MENTORED for row in rows):
        raise UserError(
            "Tingkat ini berasal dari penutupan mentoring. Buka kembali pasangannya untuk menariknya."
        )
    for row in rows:
        session.delete(row)
    return len(rows)
