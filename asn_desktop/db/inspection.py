"""What SQLite itself can tell of its file: pages, indexes, references, and the word index over people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

from asn_desktop.db import migrations, search_index
from asn_desktop.db.search_index import CODES, TEXT
from asn_desktop.db.session import open_engine
from asn_desktop.db.tables import Base

STEPS = 200_000  # of SQLite's machine between two questions whether to go on
MOST = 200  # lines of one check
WORDS = "person_search"

_OF_AN_INDEX = re.compile(r"\bindex (\w+)$")


class FileFaults(NamedTuple):
    """Indexes that do not fit their tables (they can be built anew), and lines about the file itself."""

    indexes: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


class Orphan(NamedTuple):
    """A row that refers to one that is not there."""

    table_name: str
    row_id: int
    column: str
    parent: str


class SearchFaults(NamedTuple):
    """`broken` inside; people not found by what is written of them; entries of nobody; triggers that lack."""

    broken: bool = False
    people: tuple[int, ...] = ()
    nobody: int = 0
    triggers: tuple[str, ...] = ()


def is_sqlite(session: Session) -> bool:
    return session.connection().dialect.name == "sqlite"


def file_faults(session: Session, tick: Callable[[int], object] = lambda _rows: None) -> FileFaults:
    """`PRAGMA integrity_check`; `tick` is asked from time to time and may raise to stop it."""
    if not is_sqlite(session):
        return FileFaults()
    try:
        with interruptible(session.connection(), tick):
            found = session.connection().exec_driver_sql(f"PRAGMA integrity_check({MOST})").scalars().all()
    except DatabaseError as error:  # too damaged even to be checked
        return FileFaults(pages=(str(error.orig),))
    lines = [str(line) for line in found if line != "ok"]
    indexes = dict.fromkeys(hit[1] for line in lines if (hit := _OF_AN_INDEX.search(line)))
    pages = [line for line in lines if not _OF_AN_INDEX.search(line)]
    return FileFaults(tuple(indexes), tuple(pages))


@contextmanager
def interruptible(connection: Connection, tick: Callable[[int], object]) -> Iterator[None]:
    """Long statements of SQLite ask `tick` whether to go on; what it raises comes out of the block."""
    raised: list[Exception] = []

    def ask() -> int:
        try:
            tick(0)
        except Exception as error:  # noqa: BLE001 - SQLite would swallow it; raised again below
            raised.append(error)
        return len(raised)

    raw = connection.connection.driver_connection
    assert raw is not None
    raw.set_progress_handler(ask, STEPS)
    try:
        yield
    except DatabaseError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        raw.set_progress_handler(None, 0)


def orphans(session: Session) -> Iterator[Orphan]:
    """`PRAGMA foreign_key_check`, each with the column that refers to nothing."""
    if not is_sqlite(session):
        return
    connection = session.connection()
    columns: dict[str, dict[int, str]] = {}
    for table, row_id, parent, number in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        if table not in columns:
            listed = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")').all()
            columns[table] = {line[0]: line[3] for line in listed}
        yield Orphan(table, row_id, columns[table].get(number, ""), parent)


def lost_indexes(session: Session) -> list[str]:
    """Indexes the tables should have and have not."""
    if not is_sqlite(session):
        return []
    made = "SELECT name FROM sqlite_master WHERE type = 'index'"
    there = set(session.connection().exec_driver_sql(made).scalars())
    wanted = {str(index.name) for table in Base.metadata.tables.values() for index in table.indexes}
    return sorted(wanted - there)


def altered(session: Session) -> list[str]:
    """Tables and indexes that are no longer described as the steps made them: their rules may not hold."""
    if not is_sqlite(session):
        return []
    made = "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
    there = dict(map(tuple, session.connection().exec_driver_sql(made)))
    engine = open_engine("sqlite://")
    try:
        migrations.migrate(engine)
        with engine.connect() as connection:
            wanted = dict(map(tuple, connection.exec_driver_sql(made)))
    finally:
        engine.dispose()
    alike = {name for name, sql in wanted.items() if there.get(name, sql) == sql}
    return sorted(name for name in wanted.keys() - alike if not name.startswith(WORDS))


def search_faults(session: Session) -> SearchFaults:
    """Whether the word index is whole and says of everybody what the tables say."""
    if not is_sqlite(session):
        return SearchFaults()
    connection = session.connection()
    try:
        made = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' OR name = ?"
        there = dict(map(tuple, connection.exec_driver_sql(made, (WORDS,))))
        if WORDS not in there:
            return SearchFaults(broken=True)
        wanted = {ddl.split()[2]: ddl for ddl in search_index.DDL if ddl.startswith("CREATE TRIGGER")}
        lost = [name for name, ddl in wanted.items() if there.get(name) != ddl]
        people = connection.exec_driver_sql(_UNLIKE).scalars().all()
        nobody = connection.exec_driver_sql(
            f"SELECT count(*) FROM {WORDS} WHERE rowid NOT IN (SELECT id FROM person)"
        ).scalar_one()
        return SearchFaults(_is_broken(connection), tuple(people), nobody, tuple(lost))
    except DatabaseError:
        return SearchFaults(broken=True)


_UNLIKE = (
    f"SELECT person.id FROM person LEFT JOIN {WORDS} AS w ON w.rowid = person.id "
    f"WHERE w.text IS NOT {TEXT.format(p='person')} OR w.codes IS NOT {CODES.format(p='person')} "
    "ORDER BY person.id"
)


def _is_broken(connection: Connection) -> bool:
    """Lets the index check itself; that counts as writing, and is left out where only reading is allowed."""
    try:
        connection.exec_driver_sql(f"INSERT INTO {WORDS}({WORDS}, rank) VALUES ('integrity-check', 1)")
    except OperationalError as error:
        return "readonly" not in str(error.orig) and "locked" not in str(error.orig)
    except DatabaseError:
        return True
    return False


def rebuild(session: Session) -> None:
    """Make every index anew, that over the words too. For a `writing` block; no row is changed."""
    if not is_sqlite(session):
        return
    connection = session.connection()
    for ddl in search_index.DDL[1:]:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {ddl.split()[2]}")
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {WORDS}")
    for ddl in search_index.DDL:
        connection.exec_driver_sql(ddl)
    connection.exec_driver_sql(
        f"INSERT INTO {WORDS}(rowid, text, codes) "
        f"SELECT id, {TEXT.format(p='person')}, {CODES.format(p='person')} FROM person"
    )
    connection.exec_driver_sql(f"INSERT INTO {WORDS}({WORDS}) VALUES ('optimize')")
    lost = lost_indexes(session)
    for table in Base.metadata.tables.values():
        for index in table.indexes:
            if index.name in lost:
                index.create(connection)
    connection.exec_driver_sql("REINDEX")
