"""Reads an archive back into a new database, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, MetaData, Table, insert
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from asn_desktop.db import chain, migrations, search_filling
from asn_desktop.db.session import open_engine
from asn_desktop.db.tables import Base
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.domain.files import replacing
from asn_desktop.services import files, places
from asn_desktop.services.archive import cells, checking, package
from asn_desktop.services.archive.checking import Archive
from asn_desktop.services.archive.records import Record
from asn_desktop.services.archive.writing import Progress
from asn_desktop.services.backups import attachments

AT_ONCE = 500  # rows of one statement


class ReadBack(NamedTuple):
    tables: int
    rows: int
    files: int
    length: int  # of the trail
    version: int  # of the database when the archive was made
    missing: int = 0  # attached files that are not in the archive


class Row(NamedTuple):
    line: int
    values: dict[str, Any]


def read_back(path: Path, target: Path, progress: Progress | None = None) -> ReadBack:
    """Make `target`, which must not exist. Raises UserError; then there is no `target`."""
    _refuse_existing(target)
    with checking.opened(path) as archive:
        checking.check_room(archive, target.parent)
        manifest = archive.manifest
        whole = sum(member.size for member in manifest.members.values())
        checking.check_hashes(archive, _ticker(whole, progress, "Memeriksa arsip (byte)"))
        with replacing(target) as draft:
            engine = open_engine(f"sqlite:///{draft.as_posix()}")
            try:
                migrations.migrate(engine, migrations.steps()[: manifest.version])
                with engine.connect().execution_options(writes=True) as connection:
                    _fill(connection, archive, progress)
                    connection.commit()
                if manifest.version < migrations.VERSION:
                    migrations.migrate(engine)
            except OperationalError as error:
                raise UserError(
                    f"“{target.name}” tidak dapat ditulis: penyimpanannya penuh atau terputus. Kosongkan "
                    "ruang atau pilih folder lain, lalu ulangi."
                ) from error
            finally:
                engine.dispose()
            _refuse_existing(target)
            missing = _attached(draft, target, archive)
    pictures = sum(name.startswith(package.FILES) for name in manifest.members)
    rows = sum(manifest.tables.values())
    return ReadBack(len(manifest.tables), rows, pictures, manifest.length, manifest.version, missing)


def _attached(draft: Path, target: Path, archive: Archive) -> int:
    """Put scanned proofs and the like beside the new database; how many the archive does not have."""
    found = {name[len(package.FILES) :].partition(".")[0]: name for name in archive.manifest.members}
    missing = 0
    for sha, _size in attachments.named_in(draft):
        if sha in found:
            files.place(places.files_folder(target), sha, checking.file(archive, found[sha]))
        else:
            missing += 1
    return missing


def _refuse_existing(target: Path) -> None:
    if target.exists():
        raise UserError(
            f"“{target}” sudah ada dan tidak ditimpa. Sebut nama berkas baru untuk basis data yang dimuat."
        )


def _ticker(total: int, progress: Progress | None, text: str) -> Callable[[int], None]:
    done = 0

    def tick(more: int) -> None:
        nonlocal done
        done += more
        if progress and not progress(min(done, total), total, text):
            raise Cancelled

    return tick


def _fill(connection: Connection, archive: Archive, progress: Progress | None) -> None:
    manifest = archive.manifest
    metadata = _tables(connection, archive)
    tick = _ticker(sum(manifest.tables.values()), progress, "Memuat data")
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # rows may come before what they point to
    session = Session(connection)
    is_now = manifest.version == migrations.VERSION
    with search_filling.at_once(session) if is_now else nullcontext():
        for table in metadata.sorted_tables:
            if table.name in manifest.tables:
                _fill_table(connection, table, archive, tick)
    _check_references(connection, archive)
    end = chain.head(session)
    if (end.length, end.hash) != (manifest.length, manifest.head):
        raise UserError(
            f"Akhir riwayat dalam arsip tidak sama dengan yang tercatat di {package.MANIFEST}. Tidak ada "
            "yang dimuat. Pakai salinan arsip lain."
        )


def _tables(connection: Connection, archive: Archive) -> MetaData:
    """As they were in the version the archive was made with."""
    metadata = MetaData()
    metadata.reflect(connection)
    wanted = archive.manifest.tables
    for name in wanted:
        if name not in metadata.tables:
            raise UserError(f"Tabel “{name}” tidak dikenal. Tidak ada yang dimuat. Pakai arsip yang asli.")
    for name in Base.metadata.tables:
        if name in metadata.tables and name not in wanted:
            raise UserError(f"Tabel “{name}” tidak ada dalam arsip. Pakai salinan arsip lain.")
    return metadata


def _fill_table(connection: Connection, table: Table, archive: Archive, tick: Callable[[int], None]) -> None:
    name = package.table_member(table.name)
    records = checking.lines(archive, name)
    columns = _columns(table, next(records, Record(1, [])), name)
    rows, count = _rows(records, columns, archive, name), 0
    last = 1
    while chunk := list(islice(rows, AT_ONCE)):
        _insert(connection, table, chunk, name)
        count, last = count + len(chunk), chunk[-1].line
        tick(len(chunk))
    wanted = archive.manifest.tables[table.name]
    if count != wanted:
        raise checking.at(name, last, f"jumlah baris {count}, seharusnya {wanted}")


def _columns(table: Table, titles: Record, name: str) -> list[Column[Any]]:
    found = [table.columns.get(title) for title in titles.cells]
    for title, column in zip(titles.cells, found, strict=True):
        if column is None:
            raise checking.at(name, 1, f"kolom “{title[:40]}” tidak dikenal")
    known = [column for column in found if column is not None]
    missing = set(table.columns.keys()) - {column.key for column in known}
    if missing or len(known) != len(table.columns):
        raise checking.at(name, 1, f"kolom kurang atau berulang: {', '.join(sorted(missing)) or 'berulang'}")
    return known


def _rows(
    records: Iterator[Record], columns: list[Column[Any]], archive: Archive, name: str
) -> Iterator[Row]:
    readers = [
        (c.key, package.kind(c), cells.reader(package.kind(c), nullable=bool(c.nullable))) for c in columns
    ]
    for record in records:
        if len(record.cells) != len(columns):
            raise checking.at(name, record.line, f"{len(record.cells)} kolom, seharusnya {len(columns)}")
        values = {}
        for (key, kind, read), cell in zip(readers, record.cells, strict=True):
            try:
                value = read(cell)
                values[key] = checking.file(archive, value) if kind is bytes and value else value
            except (ValueError, RecursionError) as error:
                what = f"isi kolom {key}, “{cell[:40]}”, bukan {cells.KINDS[kind]}"
                raise checking.at(name, record.line, what) from error
        yield Row(record.line, values)


def _insert(connection: Connection, table: Table, chunk: list[Row], name: str) -> None:
    try:
        with connection.begin_nested():
            connection.execute(insert(table), [row.values for row in chunk])
    except IntegrityError as error:
        if len(chunk) == 1:
            raise checking.at(name, chunk[0].line, "bentrok dengan baris lain atau tidak lengkap") from error
        for row in chunk:  # one by one, to name the line
            _insert(connection, table, [row], name)


def _check_references(connection: Connection, archive: Archive) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        name = package.table_member(broken[0])
        what = f"menunjuk baris tabel {broken[2]} yang tidak ada"
        raise checking.at(name, _line_of(archive, name, broken[1]), what)


def _line_of(archive: Archive, name: str, row_id: int) -> int:
    records = checking.lines(archive, name)
    place = next(records).cells.index("id")
    return next(record.line for record in records if record.cells[place] == str(row_id))
