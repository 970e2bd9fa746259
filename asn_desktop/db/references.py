"""What points to what, read from the tables themselves, so that tables to come are found too."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images
from asn_desktop.db.tables import Base


class Reference(NamedTuple):
    """Rows of `cls` name a row of another table in `column`."""

    cls: type[Base]
    column: str
    nullable: bool

    @property
    def table_name(self) -> str:
        return str(self.cls.__tablename__)


@cache
def pointing_to(table_name: str) -> tuple[Reference, ...]:
    """Every recorded column that names rows of this table, by table and column."""
    return tuple(
        Reference(cls, column.key, bool(column.nullable))
        for _, cls in sorted(images.TABLES.items())
        if cls.recorded
        for column in images.table_of(cls).columns
        for key in column.foreign_keys
        if key.column.table.name == table_name
    )


def rows(session: Session, reference: Reference, ids: Collection[int]) -> Iterator[Mapping[str, Any]]:
    """Whole rows that name one of these, in the order of their ids."""
    table = images.table_of(reference.cls)
    for chosen in history.chunks(table.c[reference.column], ids):
        found = session.connection().execute(select(table).where(chosen).order_by(table.c.id))
        yield from (dict(row) for row in found.mappings())
