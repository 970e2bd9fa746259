"""All that a database holds, to be compared before and after."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, select, text

from asn_desktop.db import images
from asn_desktop.db.session import reading

Dump = dict[str, dict[int, dict[str, Any]]]


def dump(engine: Engine) -> Dump:
    """By table and id; without the trail and the count of changes, which only goes on."""
    with reading(engine) as session:
        found = {}
        for name, cls in images.TABLES.items():
            if cls.recorded:
                rows = session.connection().execute(select(images.table_of(cls))).mappings()
                found[name] = {row["id"]: {k: v for k, v in row.items() if k != "version"} for row in rows}
        return found


def search_text(engine: Engine) -> dict[int, tuple[str, str]]:
    """What the word index holds of each person."""
    with reading(engine) as session:
        rows = session.connection().execute(text("SELECT rowid, text, codes FROM person_search")).all()
        return {row[0]: (row[1], row[2]) for row in rows}
