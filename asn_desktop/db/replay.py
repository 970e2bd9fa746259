"""Rows against the trail: what the changes of a row add up to must be what stands in its table.

This does the work of a checksum in each row, costs nothing when writing, and can name the field.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import JSON, DateTime, Text, type_coerce
from sqlalchemy import select as query
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from asn_desktop.db import images
from asn_desktop.db.chain import AT_ONCE, stream
from asn_desktop.db.tables import Base, Change

CHANGED = "changed"
MISSING = "missing"  # the trail knows of it, nobody deleted it, and it is not there
UNTRACKED = "untracked"  # it is there, and no action has put it there
UNKEPT = {"version"}  # goes up with every change; not all of them write it down


class Difference(NamedTuple):
    """For a changed row one for each `column`: its value by the trail, and the one found."""

    table_name: str
    row_id: int
    state: str
    column: str = ""
    by_trail: Any = None
    found: Any = None


def tables() -> list[type[Base]]:
    """All that leave a trail, by name."""
    return [images.TABLES[name] for name in sorted(images.TABLES) if images.TABLES[name].recorded]


def differences(
    session: Session, cls: type[Base], tick: Callable[[int], object] = lambda _rows: None
) -> Iterator[Difference]:
    """Of one table, in the order of its ids; `tick` is told how many more changes were read."""
    name = cls.__tablename__
    told = _told(session, name, tick)
    row_id, image = next(told, _END)
    for found in _rows(session, cls):
        key = found["id"]
        while row_id < key:
            if image is not None:
                yield Difference(name, int(row_id), MISSING, by_trail=image)
            row_id, image = next(told, _END)
        if row_id > key or image is None:
            yield Difference(name, key, UNTRACKED, found=found)
        else:
            for column, value in image.items():  # an old image lacks what later versions added
                if column in found and found[column] != value:
                    yield Difference(name, key, CHANGED, column, value, found[column])
        if row_id == key:
            row_id, image = next(told, _END)
    while row_id != _END[0]:
        if image is not None:
            yield Difference(name, int(row_id), MISSING, by_trail=image)
        row_id, image = next(told, _END)


_END: tuple[float, dict[str, Any] | None] = (float("inf"), None)


def _told(
    session: Session, name: str, tick: Callable[[int], object]
) -> Iterator[tuple[float, dict[str, Any] | None]]:
    """Each row the trail knows: what it should be, None when it was deleted."""
    changes = stream(
        session,
        query(Change.row_id, Change.before.is_(None), Change.after)
        .where(Change.table_name == name)
        .order_by(Change.row_id, Change.action_id, Change.id),
    )
    current: int | None = None
    image: dict[str, Any] | None = None
    number = 0
    for number, (row_id, is_new, after) in enumerate(changes, 1):
        if row_id != current:
            if current is not None:
                yield current, image
            current, image = row_id, None
        if after is None:
            image = None
        elif is_new or image is None:
            image = json.loads(after)
        else:
            image.update(json.loads(after))
        if number % AT_ONCE == 0:
            tick(AT_ONCE)
    if current is not None:
        yield current, image
    tick(number % AT_ONCE)


def _rows(session: Session, cls: type[Base]) -> Iterator[Mapping[str, Any]]:
    """Rows as the trail would write them, whatever stands in them: a damaged date is no reason to stop."""
    table, readers = images.table_of(cls), _readers(cls)
    kept = [key for key in images.columns(cls) if key not in UNKEPT]
    raw = [type_coerce(table.c[key], NullType()).label(key) for key in kept]
    plain = [key for key in readers if key in kept]
    for row in stream(session, query(*raw).order_by(table.c.id)):
        found = dict(row._mapping)
        for key in plain:
            found[key] = readers[key](found[key])
        yield found


@cache
def _readers(cls: type[Base]) -> dict[str, Callable[[Any], Any]]:
    """How a column is put as JSON has it, where the driver gives something else."""
    found: dict[str, Callable[[Any], Any]] = {}
    for column in images.table_of(cls).columns:
        if isinstance(column.type, DateTime):
            found[column.key] = _moment
        elif isinstance(column.type, JSON):
            found[column.key] = _json
        elif not isinstance(column.type, Text):
            found[column.key] = _plain
    return found


def _moment(value: Any) -> Any:
    if isinstance(value, str):  # as SQLite keeps it
        return value.replace(" ", "T", 1).removesuffix(".000000")
    return _plain(value)


def _json(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
