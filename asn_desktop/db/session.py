"""The one place that opens the database and makes sessions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError, NoResultFound, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import QueuePool, StaticPool

from asn_desktop.db import history
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
    with Session(engine, expire_on_commit=False, autoflush=False) as session:
        try:
            yield session
        except NoResultFound as error:
            raise _gone() from error


@contextmanager
def writing(engine: Engine, label: str, actor: str = "", now: datetime | None = None) -> Iterator[Session]:
    """One user action: recorded and committed at the end, or nothing happened."""
    with engine.connect().execution_options(writes=True) as connection:
        try:
            with Session(connection, expire_on_commit=False) as session:
                history.watch(session, label, actor)
                yield session
                session.flush()
                history.close(session, now or datetime.now())
                session.commit()
        except NoResultFound as error:
            raise _gone() from error
        except StaleDataError as error:
            raise UserError(
                "Data ini baru saja diubah orang lain. Muat ulang datanya, lalu ulangi perubahan Anda."
            ) from error
        except IntegrityError as error:
            raise UserError(
                "Data ini bentrok dengan data yang sudah ada, jadi tidak disimpan. "
                "Periksa apakah data yang sama sudah pernah dimasukkan."
            ) from error
        except OperationalError as error:
            raise _plain_words(error) or error from error


def _gone() -> UserError:
    return UserError(
        "Data ini sudah tidak ada, mungkin baru saja dihapus atau dibatalkan. Muat ulang daftarnya (F5)."
    )


def _plain_words(error: DatabaseError) -> UserError | None:
    text = str(error.orig)
    if "locked" in text:
        return UserError("Basis data sedang dipakai program lain. Tutup program itu, lalu coba lagi.")
    if "readonly" in text:
        return UserError("Basis data hanya dapat dibaca. Periksa izin tulis pada foldernya, lalu coba lagi.")
    if "full" in text:
        return UserError("Penyimpanan penuh, jadi perubahan tidak disimpan. Kosongkan ruang, lalu coba lagi.")
    return None
