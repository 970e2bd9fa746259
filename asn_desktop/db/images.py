"""Rows as JSON, for the trail."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Table, UniqueConstraint

from asn_desktop.db.tables import Base

TABLES: dict[str, type[Base]] = {m.class_.__tablename__: m.class_ for m in Base.registry.mappers}


@cache
def table_of(cls: type[Base]) -> Table:
    table = cls.__table__
    assert isinstance(table, Table)
    return table


@cache
def uniques(cls: type[Base]) -> tuple[tuple[str, ...], ...]:
    """Columns that no two rows may have in common."""
    rules = (rule for rule in table_of(cls).constraints if isinstance(rule, UniqueConstraint))
    return tuple(sorted(tuple(column.key for column in rule.columns) for rule in rules))


@cache
def _readers(cls: type[Base]) -> dict[str, Any]:
    """For each date column how to read it back from JSON."""
    types = {c.key: c.type.python_type for c in table_of(cls).columns}
    return {k: t.fromisoformat for k, t in types.items() if issubclass(t, date | datetime)}


def _plain(value: Any) -> str:
    return str(value.isoformat())


_write = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":")).encode


def dump(values: Mapping[str, Any]) -> str:
    return _write(values)


def load(cls: type[Base], text: str) -> dict[str, Any]:
    """Column values as the database gives them."""
    values: dict[str, Any] = json.loads(text)
    for key, read in _readers(cls).items():
        if values.get(key) is not None:
            values[key] = read(values[key])
    return values


def columns(cls: type[Base]) -> list[str]:
    """What of a row is kept in the trail."""
    return [c.key for c in table_of(cls).columns if c.key not in cls.unrecorded_columns]
