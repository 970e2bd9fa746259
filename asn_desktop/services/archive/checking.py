"""Opens an archive and trusts nothing in it: names, sizes, hashes, counts."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from asn_desktop.db import migrations
from asn_desktop.domain.errors import UserError
from asn_desktop.services.archive import package, records
from asn_desktop.services.archive.package import Manifest
from asn_desktop.services.archive.records import Record

LONGEST_LIST = 64 << 20  # bytes of the manifest
LARGEST_FILE = 256 << 20  # of a picture, which is held in memory
SMALL = 256 << 20  # an archive that unpacks to no more than this is no bomb
MOST_TIMES = 200  # as large as packed; real ones are 5 to 30 times

_NAME = re.compile(r"(?:tabel/[a-z_0-9]+\.csv|berkas/[0-9a-f]{64}\.[a-z]{3}|[A-Za-z-]+\.(?:txt|csv|json))")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class Archive(NamedTuple):
    path: Path
    zip: zipfile.ZipFile
    manifest: Manifest


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """With all names and sizes checked. Raises UserError."""
    try:
        zip_file = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise UserError(f"“{path}” tidak ada. Periksa nama dan foldernya.") from error
    except OSError as error:
        raise UserError(f"“{path}” tidak dapat dibaca. Pilih berkas lain.") from error
    except _BROKEN as error:
        raise _damaged(path.name) from error
    with zip_file:
        _check_members(zip_file, path)
        manifest = package.read(_bytes(zip_file, package.MANIFEST, LONGEST_LIST).decode(errors="replace"))
        if manifest.version > migrations.VERSION:
            raise UserError(
                f"Arsip ini memerlukan program dengan basis data versi {manifest.version}; program ini "
                f"mengenal sampai versi {migrations.VERSION}. Pasang versi program yang terbaru, lalu ulangi."
            )
        if not manifest.version:
            raise UserError(f"{package.MANIFEST} tidak menyebut versi basis data. Pakai salinan arsip lain.")
        _check_list(zip_file, manifest)
        yield Archive(path, zip_file, manifest)


def _check_members(zip_file: zipfile.ZipFile, path: Path) -> None:
    infos = zip_file.infolist()
    if package.MANIFEST not in zip_file.namelist():
        raise UserError(f"“{path.name}” bukan arsip dari program ini. Pilih berkas lain.")
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        if not _NAME.fullmatch(name):
            raise UserError(f"Arsip memuat “{name[:80]}”, yang tidak dikenal. Pakai arsip yang asli.")
        if name in seen:
            raise UserError(f"Arsip memuat “{name}” lebih dari sekali. Pakai arsip yang asli.")
        seen.add(name)
        if info.flag_bits & 1:
            raise UserError(f"“{name}” dalam arsip dikunci kata sandi. Pakai arsip yang asli.")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _damaged(name)
    packed, whole = sum(i.compress_size for i in infos), sum(i.file_size for i in infos)
    if packed > path.stat().st_size or whole > max(SMALL, MOST_TIMES * packed):
        raise UserError("Ukuran isi arsip tidak wajar, jadi tidak dibuka. Pakai arsip yang asli.")


def _check_list(zip_file: zipfile.ZipFile, manifest: Manifest) -> None:
    """The list and the zip name the same members, of the same sizes."""
    sizes = {info.filename: info.file_size for info in zip_file.infolist()}
    for name, size in sizes.items():
        if name == package.MANIFEST:
            continue
        if name not in manifest.members:
            raise UserError(f"“{name}” tidak disebut dalam {package.MANIFEST}. Pakai arsip yang asli.")
        if size != manifest.members[name].size:
            raise _changed(name)
    for name in [*manifest.members, *map(package.table_member, manifest.tables)]:
        if name not in sizes:
            raise UserError(f"“{name}” tidak ada dalam arsip. Pakai salinan arsip lain.")
    for name in sizes:
        if name.startswith("tabel/") and name[len("tabel/") : -len(".csv")] not in manifest.tables:
            raise UserError(f"“{name}” bukan tabel yang disebut arsip. Pakai arsip yang asli.")


def check_hashes(archive: Archive, tick: Callable[[int], None]) -> None:
    """Reads every member once; `tick` is told the bytes."""
    for name, member in archive.manifest.members.items():
        sha = hashlib.sha256()
        with _reading(archive.zip, name) as file:
            while piece := file.read(1 << 20):
                sha.update(piece)
                tick(len(piece))
        if sha.hexdigest() != member.sha256:
            raise _changed(name)
        if name.startswith(package.FILES) and member.sha256 != name[len(package.FILES) :].partition(".")[0]:
            raise _changed(name)


def lines(archive: Archive, name: str) -> Iterator[Record]:
    """The records of a CSV. UserError names the member and the line."""
    line = 0
    with _reading(archive.zip, name) as raw, io.TextIOWrapper(raw, "utf-8-sig", newline="\n") as file:
        try:
            for record in records.of(file):
                line = record.line
                yield record
        except records.BadRecord as error:
            where, what = error.args
            raise at(name, where, what) from error
        except UnicodeDecodeError as error:
            raise at(name, line + 1, "hurufnya tidak terbaca") from error


def file(archive: Archive, name: str) -> bytes:
    if name not in archive.manifest.members or not name.startswith(package.FILES):
        raise ValueError("no such file")
    return _bytes(archive.zip, name, LARGEST_FILE)


def check_room(archive: Archive, folder: Path) -> None:
    """The database takes about as much as the tables and files together, twice while it is written."""
    wanted = 2 * sum(member.size for member in archive.manifest.members.values())
    if folder.is_dir() and shutil.disk_usage(folder).free < wanted:
        raise UserError(
            f"Ruang di “{folder}” kurang: perlu {wanted // 10**6 + 1} MB. Kosongkan ruang atau pilih folder "
            "lain, lalu ulangi."
        )


def at(name: str, line: int, what: str) -> UserError:
    return UserError(f"{name} baris {line}: {what}. Tidak ada yang dimuat. Pakai arsip yang asli.")


def _bytes(zip_file: zipfile.ZipFile, name: str, most: int) -> bytes:
    if zip_file.getinfo(name).file_size > most:
        raise UserError(f"“{name}” dalam arsip terlalu besar. Pakai arsip yang asli.")
    with _reading(zip_file, name) as file:
        return bytes(file.read(most))


@contextmanager
def _reading(zip_file: zipfile.ZipFile, name: str) -> Iterator[Any]:
    try:
        with zip_file.open(name) as file:
            yield file
    except UserError:
        raise
    except (*_BROKEN, OSError) as error:
        raise _damaged(name) from error


def _damaged(name: str) -> UserError:
    return UserError(f"“{name}” rusak atau tidak utuh. Pakai salinan arsip lain.")


def _changed(name: str) -> UserError:
    return UserError(
        f"Isi “{name}” tidak sama dengan saat arsip dibuat. Tidak ada yang dimuat. Pakai salinan arsip lain."
    )
