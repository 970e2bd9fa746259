"""What the database itself takes along or empties when rows are deleted, so that the trail knows of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import images
from asn_desktop.db.tables import Base

_AT_ONCE = 500  # ids in one statement


class Follower(NamedTuple):
    """Rows of `cls` that name a deleted row in `column` go with it, or else lose the name."""

    cls: type[Base]
    column: str
    goes: bool


class Followed(NamedTuple):
    """`values` is the whole row where it `goes`, else the old value of the column that is emptied."""

    cls: type[Base]
    row_id: int
    values: dict[str, Any]
    goes: bool


@cache
def followers(table_name: str) -> tuple[Follower, ...]:
    return tuple(
        Follower(cls, column.key, key.ondelete == "CASCADE")
        for _, cls in sorted(images.TABLES.items())
        if cls.recorded
        for column in images.table_of(cls).columns
        for key in column.foreign_keys
        if key.column.table.name == table_name and key.ondelete in ("CASCADE", "SET NULL")
    )


@cache
def depth(table_name: str) -> int:
    """Greater than that of every table it points to."""
    return [table.name for table in Base.metadata.sorted_tables].index(table_name)


def follow(session: Session, table_name: str, ids: Collection[int]) -> Iterator[Followed]:
    """What comes along, the furthest first, as it must be written down: undo goes the other way."""
    for cls, column, goes in followers(table_name):
        table, wanted = images.table_of(cls), sorted(ids)
        kept = [table.c[key] for key in images.columns(cls)]
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            query = select(*kept).where(table.c[column].in_(part)).order_by(table.c.id)
            found = [dict(row) for row in session.connection().execute(query).mappings()]
            if goes:
                yield from follow(session, cls.__tablename__, [row["id"] for row in found])
                yield from (Followed(cls, row["id"], row, True) for row in found)
            else:
                yield from (Followed(cls, row["id"], {column: row[column]}, False) for row in found)
