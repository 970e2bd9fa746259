"""Databases as earlier versions of the program left them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from asn_desktop.db import migrations
from asn_desktop.db.session import open_engine

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'person_search%'"


def as_version_one(path: Path) -> None:
    """Take away what the steps after the first brought."""
    engine = open_engine("sqlite://")
    migrations.migrate(engine, migrations.steps()[:1])
    with engine.begin() as connection:
        first = {name for (name,) in connection.exec_driver_sql(TABLES)}
    engine.dispose()
    with closing(sqlite3.connect(path)) as db:
        for (name,) in db.execute(TABLES).fetchall():
            if name not in first and not name.startswith("sqlite_"):
                db.execute(f'DROP TABLE "{name}"')
        db.executescript(
            "DROP INDEX ix_change_row; DROP INDEX ix_action_at; DROP INDEX ix_action_actor; "
            "DROP INDEX ix_action_target; PRAGMA user_version=1;"
        )
