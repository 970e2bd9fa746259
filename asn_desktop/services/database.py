"""Opens the office's database, made and brought up to date where needed."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, make_url, select
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError
from sqlalchemy.orm import Session

from asn_desktop.db import chain, migrations
from asn_desktop.db.session import open_engine, reading, writing
from asn_desktop.db.tables import Action
from asn_desktop.domain.errors import UserError
from asn_desktop.services import anchors, numbers, reference, startup

PROGRAM = "program"  # who brought the first data; no clerk can take that back


def open_database(url: str, now: datetime | None = None, *, is_scratch: bool = False) -> Engine:
    """An engine on `url`, ready for work. Raises UserError when it cannot be used.

    An older one is backed up before its tables are changed, and where the trail ends is noted outside it,
    unless it `is_scratch`.
    """
    now = now or datetime.now()
    try:
        place = make_url(url)
        path = Path(place.database) if place.get_backend_name() == "sqlite" and place.database else None
        if path:
            startup.check(path)
            _make_folder(path)
            startup.refuse_foreign(path)
        engine = open_engine(url)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        raise UserError(
            f"Jenis basis data “{url.partition(':')[0]}” tidak didukung pemasangan ini. Pakai berkas basis "
            "data biasa, atau minta penggeraknya dipasang."
        ) from error
    try:
        keep = None if is_scratch else partial(_keep, now=now)
        if migrations.migrate(engine, before=keep) or _is_bare(engine):
            with writing(engine, "Data awal", actor=PROGRAM, now=now) as session:
                reference.seed(session)
                numbers.seed(session)
        if not is_scratch:
            with reading(engine) as session:
                anchors.note(session, now, anchors.OPENED)
    except UserError:
        engine.dispose()
        raise
    except (DatabaseError, ValueError) as error:  # the latter from a date or a name that is none any more
        engine.dispose()
        code = getattr(getattr(error, "orig", None), "sqlite_errorcode", 0) & 0xFF
        if isinstance(error, OperationalError) and code != sqlite3.SQLITE_ERROR:
            raise UserError(
                f"Basis data “{place.database}” tidak dapat dibuka. Pastikan foldernya boleh ditulisi dan "
                "berkasnya tidak sedang dikunci program lain."
            ) from error
        name = path.name if path else str(place.database)
        raise startup.DamagedError(
            f"“{name}” rusak: isinya tidak dapat dibaca. {startup.UNTOUCHED}"
        ) from error
    return engine


def _keep(path: Path, now: datetime) -> None:
    """The state before the program changes the tables."""
    from asn_desktop.services import backups  # noqa: PLC0415 - only where there is something to do

    backups.make(path, backups.MIGRATION, now)


def close_database(engine: Engine, now: datetime) -> None:
    """Note outside the database where its trail ends, and let go of the file."""
    with suppress(UserError), reading(engine) as session:  # a damaged file can still be closed
        anchors.note(session, now, anchors.CLOSED)
    engine.dispose()


def written_by_others(session: Session) -> int:
    """Another number than before when another program has changed something since."""
    if session.connection().dialect.name == "sqlite":
        return int(session.connection().exec_driver_sql("PRAGMA data_version").scalar_one())
    return chain.head(session).length


def _is_bare(engine: Engine) -> bool:
    """Whether the very first start was broken off before the first data came."""
    with reading(engine) as session:
        return session.scalar(select(Action.id).limit(1)) is None


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"Folder “{path.parent}” tidak dapat dibuat ({error.strerror}). Pilih tempat lain."
        ) from error
