"""Finds people as one types: every word begins some word of name, NIP, jabatan or unit.

On SQLite the word index answers, filters included; elsewhere LIKE does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    case,
    column,
    func,
    or_,
    select,
    table,
    text,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from asn_desktop.db.search_index import MOST_CODES, PREFIX, finder, question, words
from asn_desktop.db.tables import Person, ReferenceItem, Unit
from asn_desktop.domain.typed import sought

RARE = 4000  # up to so many hits are looked up one by one and sorted
COMMON = 0.1  # of all people; beyond, walking the list in order meets enough of them soon
STRIDE, REACH = 400, 3000  # how far is walked before that hope is given up
GROUPED = {"unit": "unit_id", "golongan": "golongan"}  # ordered by what another table says of the code
_INDEX = table("person_search", column("rowid", Integer))
_INDEXED = table("person_search_content", column("id", Integer), column("c0", String))  # FTS5 keeps it so
_HIT = text("person_search MATCH :m")


@dataclass(frozen=True)
class Search:
    """`among` gives for columns of `search_index.CODED` the values allowed; `sort` is a key of `SORTS`."""

    typed: str = ""
    among: Mapping[str, Collection[Any]] = field(default_factory=dict)
    archived: bool = False
    sort: str = "name"
    descending: bool = False


_RANK = select(ReferenceItem.position).where(
    ReferenceItem.kind == "golongan", ReferenceItem.code == Person.golongan
)
SORTS: dict[str, list[ColumnElement[Any]]] = {
    "name": [Person.name_key.expression],
    "nip": [Person.nip.expression],
    "jabatan": [Person.jabatan.expression, Person.name_key.expression],
    "unit": [
        select(Unit.name_key).where(Unit.id == Person.unit_id).scalar_subquery(),
        Person.name_key.expression,
    ],
    "golongan": [
        case((Person.golongan == "", -1), else_=_RANK.scalar_subquery()),
        Person.name_key.expression,
    ],
}


def people(session: Session, wanted: Search, limit: int | None = None) -> list[int]:
    """Ids in order; with `limit` the first of them, fast enough for every key typed."""
    found = words(wanted.typed)
    if wanted.typed.strip() and not found:  # nothing but signs, which no name consists of
        return []
    if session.get_bind().dialect.name == "sqlite":
        return _by_index(session, wanted, found, limit)
    query = _list(wanted).outerjoin(Unit, Unit.id == Person.unit_id)
    shown = query.where(matches(wanted.typed, Person.name_key, Person.nip, Person.jabatan, Unit.name))
    return _ids(session, shown.limit(limit))


def _by_index(session: Session, wanted: Search, found: list[str], limit: int | None) -> list[int]:
    codes = {name: values for name, values in wanted.among.items() if len(values) <= MOST_CODES}
    rest = {name: values for name, values in wanted.among.items() if name not in codes}
    match, begun = question(found, codes), question([word[:PREFIX] for word in found], codes)
    share = _share(session, begun) if match else 1.0
    if limit is not None and share and share > COMMON and wanted.sort not in GROUPED:
        first = _near(session, wanted, found, limit)
        if first is not None:
            return first
    if share and begun != match:
        share = _share(session, match)
    inside = select(_INDEX.c.rowid).where(_HIT)
    if share is None:
        few = _list(replace(wanted, among=rest), by_id=True).where(Person.id.in_(inside))
        return _ids(session, few.limit(limit), match)
    if limit is not None and share and wanted.sort in GROUPED:
        first = _by_groups(session, wanted, limit)
        if first is not None:
            return first
    query = _list(replace(wanted, among=rest))
    if match:
        query = query.where(_unindexed(Person.id).in_(inside))
    return _ids(session, query.limit(limit), match) if share else []


def count(session: Session, wanted: Search) -> int:
    """How many there are; without text and filters straight from the index of the list."""
    if wanted.typed.strip():
        return len(people(session, replace(wanted, sort="name")))
    chosen = _list(wanted).order_by(None).subquery()
    return session.scalar(select(func.count()).select_from(chosen)) or 0


def _list(wanted: Search, *, by_id: bool = False) -> Select[Any]:
    """What the filters leave, in order. SQLite walks the index of that order, unless told to go `by_id`."""
    archived = Person.archived.expression
    if by_id or wanted.sort == "nip":  # the index of NIP does not know who is archived
        archived = _unindexed(Person.archived)
    query = select(Person.id).where(archived == wanted.archived)
    for name, values in wanted.among.items():
        query = query.where(_allowed(getattr(Person, name), values))
    keys = [*SORTS[wanted.sort], Person.id.expression]
    order: list[ColumnElement[Any]] = [key.desc() if wanted.descending else key for key in keys]
    if wanted.sort == "golongan":
        order[0] = order[0].nulls_last()  # codes that nobody knows
    return query.order_by(*order)


def _allowed(attribute: InstrumentedAttribute[Any], values: Collection[Any]) -> ColumnElement[bool]:
    given = [value for value in values if value is not None]
    return (
        attribute.in_(given) if len(given) == len(values) else or_(attribute.in_(given), attribute.is_(None))
    )


def _unindexed(attribute: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """The same value, but so written that SQLite does not start from its index."""
    return func.coalesce(attribute, None)


def _near(session: Session, wanted: Search, found: list[str], limit: int) -> list[int] | None:
    """The first of many hits: walks the list and looks at the text of each person.

    None when they do not lie near its beginning. The word index is not asked about one person: for a word
    longer than its prefixes it would read all of that word every time, 10 ms at 200,000 people.
    """
    if not found:
        return _ids(session, _list(wanted).limit(limit))
    is_hit = finder(found)
    of_person = select(_INDEXED.c.c0).where(_INDEXED.c.id == Person.id).scalar_subquery()
    asked = _list(wanted).add_columns(of_person).limit(STRIDE)
    taken: list[int] = []
    for start in range(0, REACH, STRIDE):
        step = session.connection().execute(asked.offset(start)).all()
        taken += [person_id for person_id, words_of in step if is_hit(words_of)]
        if len(taken) >= limit or len(step) < STRIDE:
            return taken[:limit]
        if len(taken) * REACH < limit * (start + STRIDE):  # fewer than it takes to get there
            break
    return None


def _by_groups(session: Session, wanted: Search, limit: int) -> list[int] | None:
    """The first of many hits: one value of the sorting column, then the next two, four …

    None when that does not find enough.
    """
    name = GROUPED[wanted.sort]
    groups = [*_groups(session, wanted.sort, wanted.among.get(name))]
    if wanted.descending:
        groups.reverse()
    if len(groups) == 1:
        return people(session, replace(wanted, sort="name"), limit)
    taken: list[int] = []
    size = 1
    while groups and len(taken) < limit:
        values = [value for group in groups[:size] for value in group]
        part = replace(wanted, among={**wanted.among, name: values})
        taken += people(session, part, limit - len(taken))
        del groups[:size]
        size = min(2 * size, MOST_CODES)
    return taken if len(taken) == limit else None


def _groups(session: Session, sort: str, allowed: Collection[Any] | None) -> Iterator[list[Any]]:
    """Values that sort alike, in order; people without any come first."""
    key, value = (Unit.name_key, Unit.id) if sort == "unit" else (ReferenceItem.position, ReferenceItem.code)
    query = select(key, value).order_by(key)
    if sort == "golongan":
        query = query.where(ReferenceItem.kind == "golongan")
    rows = [(None, None if sort == "unit" else ""), *session.connection().execute(query)]
    for _key, group in groupby(rows, lambda row: row[0]):
        values = [value for _, value in group if allowed is None or value in allowed]
        if values:
            yield values


def _ids(session: Session, query: Select[Any], match: str = "") -> list[int]:
    """By Core: the ids of 200,000 people need no objects."""
    parameters = {"m": match} if match else {}
    return [row[0] for row in session.connection().execute(query, parameters).all()]


def _share(session: Session, match: str) -> float | None:
    """Which part of all people is hit, guessed from the first hits; 0 for nobody, None for few."""
    first = select(_INDEX.c.rowid).where(_HIT).limit(RARE + 1).subquery()
    asked = select(func.count(), func.max(first.c.rowid))
    hits, reached = session.connection().execute(asked, {"m": match}).one()
    return hits / reached if hits > RARE else None if hits else 0


def matches(typed: str, *columns: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """Every word of `typed` occurs in some column; for short lists. Signs are taken as they are."""
    parts = sought(typed)
    return and_(true(), *(or_(*(c.icontains(w, autoescape=True) for c in columns)) for w in parts))
