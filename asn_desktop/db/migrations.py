"""Brings a database to the version this program knows; refuses a newer one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

import asn_desktop
from asn_desktop.db.file_bytes import stamp
from asn_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from alembic.operations import Operations

VERSION = 4


def steps() -> list[Callable[[Operations], None]]:
    """`steps()[n]` leads from version n to n + 1. Imported only when there is something to do."""
    from asn_desktop.db.steps import step_1, step_2, step_3, step_4  # noqa: PLC0415 - seldom

    return [step_1.upgrade, step_2.upgrade, step_3.upgrade, step_4.upgrade]


def version(engine: Engine) -> int:
    """0 for an empty database."""
    with engine.connect() as connection:
        return _version(connection)


def _version(connection: Connection) -> int:
    if connection.dialect.name == "sqlite":
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if not inspect(connection).has_table("schema_version"):
        return 0
    return int(connection.scalar(text("SELECT version FROM schema_version")) or 0)


def migrate(
    engine: Engine,
    plan: Sequence[Callable[[Operations], None]] | None = None,
    before: Callable[[Path], object] | None = None,
) -> bool:
    """Run the missing steps, all in one transaction. True when anything was done.

    `before` gets the file of an older database to back it up: what it raises stops everything. Raises
    UserError for a database of a newer program.
    """
    present, wanted = version(engine), VERSION if plan is None else len(plan)
    if present > wanted:
        raise UserError(
            "Basis data ini dibuat oleh versi program yang lebih baru, jadi tidak dibuka agar tidak rusak. "
            "Pasang versi program yang terbaru."
        )
    if present == wanted:
        return False
    if present and before and engine.dialect.name == "sqlite" and engine.url.database:
        before(Path(engine.url.database))
    _run(engine, plan if plan is not None else steps())
    return True


def refuse_foreign(path: Path) -> None:
    """Raises UserError for the database of another program, before anything is written into it."""
    if not path.is_file():
        return
    log = path.with_name(f"{path.name}-wal").exists()
    how = "mode=ro" if log else "immutable=1"  # without a log, reading must not leave one
    with (
        suppress(sqlite3.Error, UnicodeDecodeError),  # damaged: told by whoever opens it
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)) as db,
    ):
        made = db.execute("PRAGMA user_version").fetchone()[0]
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if tables and not (made and {"person", "action"} <= tables):
            raise UserError(
                f"“{path.name}” adalah basis data program lain, jadi tidak dibuka dan tidak diubah. "
                "Pilih berkas lain."
            )


def _run(engine: Engine, plan: Sequence[Callable[[Operations], None]]) -> None:
    from alembic.migration import MigrationContext  # noqa: PLC0415 - slow to load, seldom needed
    from alembic.operations import Operations  # noqa: PLC0415 - see above

    sqlite = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(writes=True) as connection:
        if sqlite:
            # Rebuilding a parent table with foreign keys on would delete its children without a word;
            # the switch is only heard outside a transaction.
            _outside_transaction(connection, "PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                present = _version(connection)  # another window may have been quicker
                for step in plan[present:]:
                    step(Operations(MigrationContext.configure(connection)))
                if present < len(plan):
                    _stamp(connection, len(plan), sqlite=sqlite)
                if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                    raise RuntimeError(f"the steps leave dangling references: {broken[:5]}")
        finally:
            if sqlite:
                _outside_transaction(connection, "PRAGMA foreign_keys=ON")


def _outside_transaction(connection: Connection, pragma: str) -> None:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.execute(pragma)


def _stamp(connection: Connection, number: int, *, sqlite: bool) -> None:
    if sqlite:
        connection.exec_driver_sql(f"PRAGMA user_version={number:d}")
        connection.exec_driver_sql(f"PRAGMA application_id={stamp(asn_desktop.__version__):d}")
        return
    connection.execute(text("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)"))
    connection.execute(text("DELETE FROM schema_version"))
    connection.execute(text("INSERT INTO schema_version VALUES (:n)"), {"n": number})
