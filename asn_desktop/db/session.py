"""The one place that opens the database and makes sessions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError, NoResultFound
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import QueuePool, StaticPool

from asn_desktop.db import history
from asn_desktop.db.contents import DamagedError
from asn_desktop.domain.errors import UserError


def open_engine(url: str) -> Engine:
    """`sqlite://` is a database in memory, shared by all threads, for tests."""
    if url == "sqlite://":
        engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        engine = create_engine(url, poolclass=QueuePool)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _pragmas(connection: Any, _record: object) -> None:
            # The driver would commit before DDL; with BEGIN in our hands a broken migration rolls back.
            connection.isolation_level = None
            for pragma in ("busy_timeout=20000", "foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            options = connection.get_execution_options()
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")

    return engine


def file_of(session: Session) -> Path | None:
    """The file of an SQLite database; None in memory or on a server."""
    url = session.get_bind().engine.url
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    with _explained(), Session(engine, expire_on_commit=False, autoflush=False) as session:
        yield session


@contextmanager
def writing(engine: Engine, label: str, actor: str = "", now: datetime | None = None) -> Iterator[Session]:
    """One user action: recorded and committed at the end, or nothing happened."""
    with (
        _explained(),
        engine.connect().execution_options(writes=True) as connection,
        Session(connection, expire_on_commit=False) as session,
    ):
        history.watch(session, label, actor)
        yield session
        session.flush()
        history.close(session, now or datetime.now())
        session.commit()


@contextmanager
def _explained() -> Iterator[None]:
    """Errors of the database that a clerk can do something about, as UserError."""
    try:
        yield
    except NoResultFound as error:
        raise UserError(
            "Data ini sudah tidak ada, mungkin baru saja dihapus atau dibatalkan. Muat ulang daftarnya (F5)."
        ) from error
    except StaleDataError as error:
        raise UserError(
            "Data ini baru saja diubah orang lain. Muat ulang datanya, lalu ulangi perubahan Anda."
        ) from error
    except IntegrityError as error:
        raise UserError(
            "Data ini bentrok dengan data yang sudah ada, jadi tidak disimpan. "
            "Periksa apakah data yang sama sudah pernah dimasukkan."
        ) from error
    except DatabaseError as error:
        code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in _SPOILT:
            raise DamagedError(
                "Sebagian berkas basis data rusak, jadi ini tidak dapat dikerjakan; tidak ada yang ditimpa. "
                "Jalankan Periksa data, lalu pulihkan dari cadangan."
            ) from error
        if code not in _WORDS:
            raise
        raise UserError(_WORDS[code]) from error


_SPOILT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_LOCKED = "Basis data sedang dipakai program lain. Tutup program itu, lalu coba lagi."
_GONE = (
    "Penyimpanan tempat basis data tidak dapat dibaca atau ditulisi, jadi tidak ada yang berubah. "
    "Periksa apakah masih terpasang dan tidak penuh, lalu coba lagi."
)
_WORDS = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: (
        "Basis data hanya dapat dibaca. Periksa izin tulis pada foldernya, lalu coba lagi."
    ),
    sqlite3.SQLITE_FULL: (
        "Penyimpanan penuh, jadi perubahan tidak disimpan. Kosongkan ruang, lalu coba lagi."
    ),
    sqlite3.SQLITE_IOERR: _GONE,
    sqlite3.SQLITE_CANTOPEN: _GONE,
}
