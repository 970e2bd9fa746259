"""Finds people as one types: every word begins some word of name, NIP, jabatan or unit.

On SQLite an FTS5 table kept by triggers answers; elsewhere LIKE does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, column, func, or_, select, table, text, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from asn_desktop.db.tables import Person, Unit

RARE = 4000  # up to so many hits are looked up one by one and sorted
COMMON = 80_000  # beyond so many, walking the list in order meets enough of them at once
_INDEX = table("person_search", column("rowid", Integer))
_WORD = re.compile(r"\w+")
_NIP = re.compile(r"[\d\s.\-']{9,}")

# What of a person (`{p}` is NEW or person) can be found.
_TEXT = (
    "{p}.name || ' ' || {p}.name_key || ' ' || {p}.gelar_depan || ' ' || {p}.gelar_belakang || ' ' || "
    "coalesce({p}.nip, '') || ' ' || {p}.nip_lama || ' ' || {p}.jabatan || ' ' || {p}.instansi || ' ' || "
    "coalesce((SELECT unit.name FROM unit WHERE unit.id = {p}.unit_id), '')"
)
SQLITE_DDL = (
    "CREATE VIRTUAL TABLE person_search USING fts5("
    "text, prefix='1 2 3 4', tokenize=\"unicode61 remove_diacritics 2\")",
    "CREATE TRIGGER person_search_insert AFTER INSERT ON person BEGIN "
    f"INSERT INTO person_search(rowid, text) VALUES (NEW.id, {_TEXT.format(p='NEW')}); END",
    "CREATE TRIGGER person_search_update AFTER UPDATE OF name, name_key, gelar_depan, gelar_belakang, nip, "
    "nip_lama, jabatan, instansi, unit_id ON person BEGIN "
    f"UPDATE person_search SET text = {_TEXT.format(p='NEW')} WHERE rowid = NEW.id; END",
    "CREATE TRIGGER person_search_delete AFTER DELETE ON person BEGIN "
    "DELETE FROM person_search WHERE rowid = OLD.id; END",
    "CREATE TRIGGER person_search_unit AFTER UPDATE OF name ON unit BEGIN "
    f"UPDATE person_search SET text = (SELECT {_TEXT.format(p='person')} FROM person "
    "WHERE person.id = person_search.rowid) "
    "WHERE rowid IN (SELECT id FROM person WHERE unit_id = NEW.id); END",
)


def words(query: str) -> list[str]:
    """The words to look for. A NIP typed in its groups is one word."""
    stripped = query.strip()
    if _NIP.fullmatch(stripped) and sum(c.isdigit() for c in stripped) >= 9:
        return ["".join(c for c in stripped if c.isdigit())]
    return _WORD.findall(query)


def people(
    session: Session, ordered: Callable[[bool], Select[Any]], typed: str, limit: int | None
) -> list[int]:
    """Ids that match what was typed, in order.

    `ordered` gives the select of Person.id: for True as usual, for False so written that SQLite looks people
    up by id instead of walking its name index past everybody to find a few.
    """
    found, query = words(typed), ordered(True)
    if not found:
        if typed.strip():  # nothing but signs, which no name consists of
            return []
        return _ids(session, query.limit(limit))
    if session.get_bind().dialect.name != "sqlite":
        query = query.outerjoin(Unit, Unit.id == Person.unit_id)
        shown = query.where(matches(typed, Person.name_key, Person.jabatan, Unit.name))
        return _ids(session, shown.limit(limit))
    match = " ".join(f'"{word}"*' for word in found)
    hit = text("person_search MATCH :m")
    if limit is None:
        return _ids(session, query.where(Person.id.in_(select(_INDEX.c.rowid).where(hit))), match)
    few = _ids(session, select(_INDEX.c.rowid).where(hit).limit(RARE + 1), match)
    if not few:
        return []
    if len(few) <= RARE:
        query = ordered(False).where(Person.id.in_(few))
    elif _count(session, match) > COMMON:
        # Walks the name index and asks the word index about each person: stops early.
        query = query.join(_INDEX, _INDEX.c.rowid == Person.id).where(hit)
    else:
        query = query.where(Person.id.in_(select(_INDEX.c.rowid).where(hit)))
    return _ids(session, query.limit(limit), match)


def _ids(session: Session, query: Select[Any], match: str | None = None) -> list[int]:
    """By Core: the ids of 200,000 people need no objects."""
    parameters = {"m": match} if match else {}
    return [row[0] for row in session.connection().execute(query, parameters)]


def _count(session: Session, match: str) -> int:
    """How many are hit, counted no further than needed."""
    capped = select(_INDEX.c.rowid).where(text("person_search MATCH :m")).limit(COMMON + 1).subquery()
    return session.scalar(select(func.count()).select_from(capped), {"m": match}) or 0


def matches(typed: str, *columns: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Every word of `typed` occurs in some column; for short lists. Signs are taken as they are."""
    parts = typed.split()
    return and_(true(), *(or_(*(c.icontains(w, autoescape=True) for c in columns)) for w in parts))
