"""Which row of the data is which row of a backup: ids alone cannot tell after a restore."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images
from asn_desktop.db.tables import (
    Action,
    Base,
    Change,
    CurriculumSubject,
    Event,
    FormerNip,
    NumberScheme,
    OutsideTraining,
    Participant,
    Person,
    Signatory,
    StoredFile,
    Training,
    Unit,
)

Row: TypeAlias = dict[str, Any]

# What makes two rows the same thing where their ids do not.
_NATURAL: dict[type[Base], tuple[str, ...]] = {
    Unit: ("name_key", "parent_id"),
    Person: ("nip",),
    FormerNip: ("person_id", "nip"),
    Training: ("name",),
    CurriculumSubject: ("training_id", "group_name", "name"),
    Event: ("training_id", "angkatan", "starts_on"),
    Participant: ("event_id", "person_id", "role"),
    OutsideTraining: ("person_id", "name", "ends_on"),
    StoredFile: ("sha256",),
    Signatory: ("name", "jabatan"),
    NumberScheme: ("name",),
}
_COME_ALONG = {
    Unit,
    Training,
    Event,
    StoredFile,
}  # who is needed by a row that is brought; others are left empty


class Identity:
    """`there` and `translated` answer for the data as they are at that moment."""

    def __init__(self, session: Session, inside: Session) -> None:
        self._session, self._inside = session, inside
        self._brought: dict[tuple[type[Base], int], int] = {}

    def there(self, cls: type[Base], key: int) -> int | None:
        """The id this row of the backup has in the data now; None when it is missing."""
        if (cls, key) in self._brought:
            return self._brought[cls, key]
        if _is_there(self._session, cls, key) and self._same_origin(cls, key):
            return key
        return self._by_nature(cls, key)

    def place(self, cls: type[Base], key: int) -> int:
        """An id for a row that comes again: its own, unless another thing has or had it."""
        free = not _is_there(self._session, cls, key) and (
            _origin(self._session, cls, key) is None or self._same_origin(cls, key)
        )
        found = key if free else history.next_id(self._session, cls)
        self._brought[cls, key] = found
        return found

    def translated(self, cls: type[Base], row: Row) -> Row:
        """With the ids of now for the rows it points to; a row that is not here is pointed to no more."""
        ours = dict(row)
        for column, parent in _references(cls).items():
            if row[column] is not None:
                ours[column] = self.there(parent, row[column])
        return {name: ours[name] for name in images.columns(cls)}

    def _same_origin(self, cls: type[Base], key: int) -> bool:
        """Brought into the world by the very same action: its hash stands for all that was before it."""
        return _origin(self._session, cls, key) == _origin(self._inside, cls, key)

    def _by_nature(self, cls: type[Base], key: int) -> int | None:
        table = images.table_of(cls)
        row = self.translated(cls, row_of(self._inside, cls, key))
        values = {name: row[name] for name in _NATURAL.get(cls, ())}
        if not values or values.get("nip", "") is None:
            return None
        same: list[ColumnElement[bool]] = [table.c[name] == value for name, value in values.items()]
        return self._session.scalar(select(table.c.id).where(and_(*same)).order_by(table.c.id).limit(1))


def row_of(session: Session, cls: type[Base], key: int) -> Row:
    """As the database has it. KeyError when it is gone."""
    for row in history.rows_by_id(session, cls, [key]):
        return row
    raise KeyError((cls.__tablename__, key))


def parents_of(inside: Session, cls: type[Base], row: Row) -> Iterator[tuple[type[Base], Row]]:
    """Rows this one needs, those farthest up first."""
    for column, parent in _references(cls).items():
        if parent in _COME_ALONG and row[column] is not None:
            above = row_of(inside, parent, row[column])
            yield from parents_of(inside, parent, above)
            yield parent, above


@cache
def _references(cls: type[Base]) -> dict[str, type[Base]]:
    by_table = {c.__tablename__: c for c in images.TABLES.values()}
    return {key.parent.key: by_table[key.column.table.name] for key in images.table_of(cls).foreign_keys}


def _is_there(session: Session, cls: type[Base], key: int) -> bool:
    table = images.table_of(cls)
    return session.scalar(select(table.c.id).where(table.c.id == key)) is not None


def _origin(session: Session, cls: type[Base], key: int) -> str | None:
    """Hash of the first action that touched a row of this id; None when none did."""
    return session.scalar(
        select(Action.hash)
        .join(Change, Change.action_id == Action.id)
        .where(Change.table_name == cls.__tablename__, Change.row_id == key)
        .order_by(Change.action_id)
        .limit(1)
    )
