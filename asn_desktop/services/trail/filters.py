"""Which actions are wanted, and in what order: a million of them, so each question goes along an index."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select
from sqlalchemy.orm import Session

from asn_desktop.db.history import CHUNK
from asn_desktop.db.tables import Action, Touched
from asn_desktop.domain.typed import sought
from asn_desktop.services.trail import records, words
from asn_desktop.services.trail.naming import Key

DONE = ("do", "final")  # what did not only take something back, or repeat it
CAP = 10_000  # a list that was asked for something shows no more; nobody reads on
# What can be asked for: by what became of rows, or by the kind of the action.
BY_ROWS = {"tambah": "Menambah", "ubah": "Mengubah", "hapus": "Menghapus"}
BY_KIND = {"undo": "Membatalkan", "redo": "Mengulangi", "restore": "Memulihkan cadangan"}
KINDS = BY_ROWS | BY_KIND
NONE: ColumnElement[int] = literal_column("0")  # a bound value would not lead to the index of removals
HAS = {"tambah": Touched.added > NONE, "ubah": Touched.changed > NONE, "hapus": Touched.removed > NONE}


@dataclass(frozen=True)
class Filter:
    """Empty means all. `tables` are table names, `kinds` keys of KINDS; days include both ends."""

    text: str = ""
    actors: Sequence[str] = ()
    tables: Sequence[str] = ()
    kinds: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    record: Key | None = None
    descending: bool = True

    @property
    def is_everything(self) -> bool:
        asked = (self.text.strip(), self.actors, self.tables, self.kinds, self.since, self.until, self.record)
        return not any(asked)


def ids(session: Session, wanted: Filter, limit: int | None = None) -> Sequence[int]:
    """In order; everything is a range, since actions are numbered from 1 and none is ever deleted."""
    most = min(limit or CAP, CAP)
    if wanted.is_everything:
        newest = session.scalar(select(func.max(Action.id))) or 0
        last = newest if limit is None else min(newest, limit)
        return range(newest, newest - last, -1) if wanted.descending else range(1, last + 1)
    if wanted.record:
        return _of_record(session, wanted, wanted.record)[:most]
    if wanted.since or wanted.until:
        return _by_day(session, wanted, most)
    parts: list[Sequence[int]] = [session.scalars(query.limit(most)).all() for query in _queries(wanted)]
    return _merged(parts, wanted.descending)[:most]


def _merged(parts: Sequence[Sequence[int]], descending: bool) -> list[int]:
    return [*dict.fromkeys(heapq.merge(*parts, reverse=descending))]


def _queries(wanted: Filter) -> Iterator[Select[int]]:
    """Each along an index, so that it may stop at its limit; together they have all that is wanted."""
    about = _about_action(wanted)
    if not wanted.kinds:
        if wanted.tables:
            yield from (_along(table, about, (), wanted) for table in wanted.tables)
        else:
            yield select(Action.id).where(*about).order_by(_order(Action.id, wanted))
    for kind in wanted.kinds:
        if kind in BY_ROWS:
            own = select(Action.id).where(Action.id == Touched.action_id, Action.kind.in_(DONE)).exists()
            has = (HAS[kind], own)
            yield from (_along(table, about, has, wanted) for table in wanted.tables or words.NOUNS)
        else:
            mine = _touches(wanted.tables) if wanted.tables else []
            query = select(Action.id).where(*_is_kind(kind), *about, *mine)
            yield query.order_by(_order(Action.id, wanted))


def _along(
    table: str, about: Sequence[ColumnElement[bool]], has: Sequence[ColumnElement[bool]], wanted: Filter
) -> Select[int]:
    """Along the actions that touched a table."""
    query = select(Touched.action_id).where(Touched.table_name == table, *has)
    if about:
        query = query.where(Touched.action_id.in_(select(Action.id).where(*about)))
    return query.order_by(_order(Touched.action_id, wanted))


def _order(column: Any, wanted: Filter) -> Any:
    return column.desc() if wanted.descending else column


def _is_kind(kind: str) -> list[ColumnElement[bool]]:
    if kind == "restore":
        return [Action.kind == kind]
    return [Action.kind == kind, Action.target_id.is_not(None)]  # few have one, and they are indexed


def _touches(tables: Sequence[str], *has: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    among = [Touched.table_name.in_(tables)] if tables else []
    return [select(Touched.id).where(Touched.action_id == Action.id, *among, *has).exists()]


def _about_action(wanted: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.actors:
        found.append(Action.actor.in_(wanted.actors))
    if wanted.since:
        found.append(Action.at >= datetime.combine(wanted.since, time.min))
    if wanted.until:
        found.append(Action.at < datetime.combine(wanted.until + timedelta(days=1), time.min))
    found += [Action.label.icontains(word, autoescape=True) for word in sought(wanted.text)]
    return found


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    """All that is wanted of an action, whatever way it was come by."""
    found = _about_action(wanted)
    if wanted.tables:
        found += _touches(wanted.tables)
    kinds = [
        and_(Action.kind.in_(DONE), *_touches(wanted.tables, HAS[kind]))
        if kind in BY_ROWS
        else Action.kind == kind
        for kind in wanted.kinds
    ]
    return [*found, or_(*kinds)] if kinds else found


def _by_day(session: Session, wanted: Filter, most: int) -> Sequence[int]:
    """Along the days, which are not quite the order of the actions where a clock was set."""
    order = (_order(Action.at, wanted), _order(Action.id, wanted))
    return session.scalars(select(Action.id).where(*_conditions(wanted)).order_by(*order).limit(most)).all()


def _of_record(session: Session, wanted: Filter, record: Key) -> list[int]:
    """All that ever touched a record or what hangs on it."""
    found = records.actions(session, *record)
    if conditions := _conditions(wanted):
        kept: list[int] = []
        for start in range(0, len(found), CHUNK):
            part = found[start : start + CHUNK]
            kept += session.scalars(select(Action.id).where(Action.id.in_(part), *conditions))
        found = kept
    return sorted(found, reverse=wanted.descending)
