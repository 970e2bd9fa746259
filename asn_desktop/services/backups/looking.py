"""Looks inside a backup without changing it, and finds what single records were like then."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import create_engine, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from asn_desktop.db import contents, search
from asn_desktop.db.contents import DamagedError
from asn_desktop.db.migrations import VERSION
from asn_desktop.db.search import Search
from asn_desktop.db.tables import Person, Training, Unit
from asn_desktop.domain import names
from asn_desktop.services.backups import backup as one
from asn_desktop.services.backups import scratch
from asn_desktop.services.backups.fetching import PERSON, TRAINING, UNIT, state

SHOWN = 50


class Found(NamedTuple):
    """`state` says how the record stands in the data now: sama, berbeda or tidak ada."""

    kind: str
    id: int
    name: str
    detail: str
    state: str


@contextmanager
def look(source: Path, now: datetime | None = None) -> Iterator[Session]:
    """A session that can only read. An older backup is brought up to date in a copy, for the while.

    UserError for what is no whole backup of this program, or of a newer version.
    """
    with ExitStack() as stack:
        scratch.refuse_spoilt(source)
        if _version(source) != VERSION:
            place = Path(tempfile.gettempdir())
            source = stack.enter_context(scratch.copied(source, place, now or datetime.now()))
        engine = create_engine("sqlite://", creator=lambda: contents.connect(source), poolclass=StaticPool)
        stack.callback(engine.dispose)
        try:
            with Session(engine, expire_on_commit=False, autoflush=False) as session:
                yield session
        except DatabaseError as error:
            raise DamagedError.of(source.name) from error


def _version(source: Path) -> int:
    """As noted beside it, else from the file, which is checked then."""
    if told := one.noted(source):
        return told.version
    try:
        return contents.of(source).version
    except sqlite3.Error as error:
        raise DamagedError.of(source.name) from error


def find(session: Session, source: Path, kind: str, text: str) -> list[Found]:
    """The first records of the backup that fit what was typed, beside how they stand in `session` now."""
    with look(source) as inside:
        found = _FINDERS[kind](inside, text)
        return [
            Found(kind, key, name, detail, state(session, inside, kind, key)) for key, name, detail in found
        ]


def people_in(inside: Session, text: str) -> list[tuple[int, str, str]]:
    """Id, name as printed, and NIP with unit; those put aside come last."""
    keys = [
        key for aside in (False, True) for key in search.people(inside, Search(text, archived=aside), SHOWN)
    ][:SHOWN]
    rows = inside.execute(
        select(Person, Unit.name).outerjoin(Unit, Unit.id == Person.unit_id).where(Person.id.in_(keys))
    )
    told = {
        p.id: (
            p.id,
            names.printed(p.name, p.gelar_depan, p.gelar_belakang),
            " · ".join(filter(None, (p.nip, unit or p.instansi))),
        )
        for p, unit in rows
    }
    return [told[key] for key in keys]


def _units_in(inside: Session, text: str) -> list[tuple[int, str, str]]:
    query = select(Unit.id, Unit.name, Unit.code).where(search.matches(text, Unit.name, Unit.code))
    return [
        (key, name, code) for key, name, code in inside.execute(query.order_by(Unit.name_key).limit(SHOWN))
    ]


def _trainings_in(inside: Session, text: str) -> list[tuple[int, str, str]]:
    query = select(Training.id, Training.name, Training.code).where(
        search.matches(text, Training.name, Training.code)
    )
    return [
        (key, name, code) for key, name, code in inside.execute(query.order_by(Training.name).limit(SHOWN))
    ]


_FINDERS: dict[str, Callable[[Session, str], list[tuple[int, str, str]]]] = {
    PERSON: people_in,
    UNIT: _units_in,
    TRAINING: _trainings_in,
}
