"""Writes the whole database as one zip that can be read without this program."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Column, Table, false, func, select
from sqlalchemy.orm import Session

import asn_desktop
from asn_desktop.db import chain, migrations
from asn_desktop.db.session import file_of
from asn_desktop.db.tables import Base, ConfidentialKey
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.domain.files import replacing
from asn_desktop.services import files as stored
from asn_desktop.services import places
from asn_desktop.services.archive import cells, package, records
from asn_desktop.services.archive.package import Manifest, Member

Progress: TypeAlias = Callable[[int, int, str], bool]

SECRET = frozenset({ConfidentialKey.__tablename__})  # tables whose rows go along only when asked for
AT_ONCE = 1000  # rows fetched in one go, and reported together
_PICTURES = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif", b"%PDF": ".pdf", b"<svg": ".svg"}


class Written(NamedTuple):
    tables: int
    rows: int
    files: int
    length: int  # of the trail
    missing: tuple[str, ...] = ()  # names of attached files that could not be read as they were kept


def write(
    session: Session,
    path: Path,
    now: datetime,
    progress: Progress | None = None,
    *,
    confidential: bool = False,
) -> Written:
    """Everything as the session sees it at this moment. Raises UserError; the old file then stays.

    Without `confidential` the key of confidential notes is left out: they stay sealed wherever it is read.
    """
    with (
        replacing(path) as draft,
        zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as zip_file,
    ):
        out = _Out(zip_file, now)
        end = chain.head(session)
        kept_back = frozenset() if confidential else SECRET
        counts = _counts(session) | dict.fromkeys(kept_back, 0)
        out.tick = _ticker(sum(counts.values()), progress)
        for table in Base.metadata.sorted_tables:
            counts[table.name] = _table(session, table, out, is_empty=table.name in kept_back)
        missing = _attached(session, out)
        names = {name: counts[name] for name in sorted(counts)}
        with out.text(package.SCHEMA) as file:
            put = records.to(file)
            put(package.SCHEMA_TITLES)
            for line in package.schema(Base.metadata):
                put(line)
        with out.text(package.SCHEMA_JSON, "utf-8") as file:
            file.write(package.schema_json(Base.metadata))
        with out.text(package.README) as file:
            file.write(package.readme(now, asn_desktop.__version__, end.length, end.hash, names))
        made = f"{now:%Y-%m-%d %H:%M:%S}"
        manifest = Manifest(
            asn_desktop.__version__, migrations.VERSION, made, end.length, end.hash, names, out.members
        )
        with out.text(package.MANIFEST, "utf-8") as file:
            file.write(manifest.dump())
    files = sum(name.startswith(package.FILES) for name in manifest.members)
    return Written(len(names), sum(names.values()), files, end.length, missing)


def _attached(session: Session, out: _Out) -> tuple[str, ...]:
    """Scanned proofs, photos and Word templates; the names of those that cannot be read as they were kept."""
    file = file_of(session)
    folder = places.files_folder(file) if file else None
    missing = []
    for row in stored.rows(session):
        try:
            data = stored.read(session, folder, row.id) if folder else None
        except UserError:
            data = None
        if data is None:
            missing.append(row.name)
        else:
            out.file(data)
    return tuple(missing)


def _counts(session: Session) -> dict[str, int]:
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def _ticker(total: int, progress: Progress | None) -> Callable[[int], None]:
    done = 0

    def tick(rows: int) -> None:
        nonlocal done
        done += rows
        if progress and not progress(min(done, total), total, "Menulis arsip"):
            raise Cancelled

    return tick


class _Out:
    """The zip being written, and what is in it."""

    def __init__(self, zip_file: zipfile.ZipFile, now: datetime) -> None:
        self._zip, self._stamp = zip_file, now.replace(year=max(now.year, 1980)).timetuple()[:6]
        self.members: dict[str, Member] = {}
        self.tick: Callable[[int], None] = lambda _rows: None

    @contextmanager
    def text(self, name: str, encoding: str = "utf-8-sig") -> Iterator[io.TextIOWrapper]:
        """Line ends are written as they are given."""
        with self._member(name, zipfile.ZIP_DEFLATED) as hashed:
            file = io.TextIOWrapper(io.BufferedWriter(hashed, 1 << 16), encoding, newline="")
            yield file
            file.flush()
            file.detach().detach()

    def file(self, data: bytes) -> str:
        """Its name in the archive; the same content is written once."""
        ending = next((e for magic, e in _PICTURES.items() if data.startswith(magic)), ".bin")
        name = f"{package.FILES}{hashlib.sha256(data).hexdigest()}{ending}"
        if name not in self.members:
            with self._member(name, zipfile.ZIP_STORED) as hashed:
                hashed.write(data)
        return name

    @contextmanager
    def _member(self, name: str, compression: int) -> Iterator[_Hashing]:
        info = zipfile.ZipInfo(name, self._stamp)
        info.compress_type = compression
        info.external_attr = 0o644 << 16
        with self._zip.open(info, "w", force_zip64=True) as raw:
            hashed = _Hashing(raw)
            yield hashed
        self.members[name] = Member(hashed.size, hashed.sha.hexdigest())


class _Hashing(io.RawIOBase):
    def __init__(self, raw: Any) -> None:
        super().__init__()
        self._raw, self.size, self.sha = raw, 0, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.sha.update(data)
        self.size += len(data)
        return int(self._raw.write(data))


def _table(session: Session, table: Table, out: _Out, *, is_empty: bool) -> int:
    """Returns the rows written."""
    named = {c.key: _files(session, table, c, out) for c in table.columns if package.kind(c) is bytes}
    wanted = [table.c.id.label(c.key) if c.key in named else c for c in table.columns]
    put: list[Callable[[Any], str]] = [
        named[c.key].__getitem__
        if c.key in named
        else cells.writer(package.kind(c), nullable=bool(c.nullable))
        for c in table.columns
    ]
    chosen = select(*wanted).where(false()) if is_empty else select(*wanted)
    found = session.connection().execute(
        chosen.order_by(table.c.id), execution_options={"yield_per": AT_ONCE}
    )
    rows = 0
    with out.text(package.table_member(table.name)) as file:
        write_line = records.to(file)
        write_line(column.name for column in table.columns)
        for chunk in found.partitions():
            for row in chunk:
                write_line(write(value) for write, value in zip(put, row, strict=True))
            rows += len(chunk)
            out.tick(len(chunk))
    return rows


def _files(session: Session, table: Table, column: Column[Any], out: _Out) -> dict[int, str]:
    """Writes what a column of bytes holds; the name of the file by the id of the row."""
    found = session.connection().execute(
        select(table.c.id, column).order_by(table.c.id), execution_options={"yield_per": 1}
    )
    return {key: out.file(data) if data is not None else "" for key, data in found}
