"""Backups without a window: make one, list them, take one up again."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from asn_desktop.cli.words import Parser
from asn_desktop.domain.errors import UserError
from asn_desktop.services import backups, places


def add_to(verbs: Any) -> None:
    """`verbs` is what argparse gives for subcommands."""
    out: Parser = verbs.add_parser("cadangkan", help="buat cadangan basis data yang sudah diperiksa")
    out.description = "Membuat cadangan di samping basis data, juga di tempat kedua bila sudah dipilih."
    out.choices.add_argument("--ke", metavar="DIR", type=Path, help="folder untuk satu salinan lagi")
    out.set_defaults(run=make)
    back: Parser = verbs.add_parser("pulihkan", help="pakai lagi keadaan dari sebuah cadangan")
    back.description = (
        "Memulihkan basis data dari cadangan. Keadaan sekarang dicadangkan dahulu, jadi dapat dibalikkan."
    )
    back.arguments.add_argument(
        "backup", metavar="CADANGAN", nargs="?", help="berkas cadangan, atau nomornya di --daftar"
    )
    back.choices.add_argument("--daftar", action="store_true", help="sebutkan cadangan yang ada")
    back.set_defaults(run=restore)


def make(options: Namespace) -> int:
    told = backups.on_demand(_database(options), datetime.now())
    assert told.backup
    print(f"Cadangan dibuat dan sudah diperiksa: {told.backup.path}")
    if options.ke:
        print(f"Salinannya: {backups.copy_to(told.backup, options.ke)}")
    if told.reminder:
        print(f"asn-desktop: {told.reminder}", file=sys.stderr)
    return 1 if told.reminder else 0


def restore(options: Namespace) -> int:
    database = _database(options)
    if options.daftar or options.backup is None:
        return _list(database)
    source = _named(database, options.backup)
    if _is_open(database):
        raise UserError("Basis data ini sedang dibuka di jendela program. Tutup jendela itu, lalu ulangi.")
    passphrase = _asked() if source.suffix == backups.ENCRYPTED else ""
    with backups.opened(source, passphrase, database.parent) as plain:
        told = backups.restore(
            database, plain, datetime.now(), places.actor(), came_from=source, passphrase=passphrase
        )
    print(f"{told.label}.")
    if told.backup:
        print(f"Keadaan sebelumnya: {told.backup.path}")
    if told.aside:
        print(f"Berkas yang rusak disimpan: {told.aside}")
    if told.missing:
        print(
            f"asn-desktop: {told.missing} berkas lampiran tidak ditemukan di dekat cadangan. Letakkan folder "
            "….berkas di samping cadangan, lalu pulihkan lagi; catatannya tetap ada.",
            file=sys.stderr,
        )
    if told.void:
        print(f"{told.void} nomor sertifikat yang terbit sesudahnya tercatat batal.")
    return 0


def _list(database: Path) -> int:
    found = backups.listed(database)
    for one in found:
        state = f"{one.people} pegawai, {one.certificates} sertifikat" if one.ok else "rusak"
        print(f"{one.serial:6d}  {one.at:%d-%m-%Y %H.%M}  {one.why}; {state}  {one.path}")
    for one in backups.second.listed(database):
        print(f"        {one.at:%d-%m-%Y %H.%M}  di tempat kedua  {one.path}")
    if not found:
        print("Belum ada cadangan. Buat dengan perintah cadangkan.")
    return 0


def _named(database: Path, named: str) -> Path:
    if Path(named).is_file():
        return Path(named)
    for one in backups.listed(database):
        if named.isdecimal() and one.serial == int(named):
            return one.path
    raise UserError(f"“{named}” tidak ada. Lihat yang ada dengan pulihkan --daftar.")


def _asked() -> str:
    try:
        return getpass.getpass("Kata sandi cadangan: ")
    except EOFError as error:
        raise UserError("Cadangan ini bersandi, tetapi tidak ada yang diketik. Jalankan lagi.") from error


def _is_open(database: Path) -> bool:
    """Whether a window holds the lock beside the database; one that a crash left behind does not count."""
    lock = Path(f"{database.resolve()}.lock")
    try:
        if os.name == "nt":  # who holds it lets nobody else write it
            lock.open("r+b").close()
            return False
        os.kill(int(lock.read_text(encoding="utf-8", errors="replace").partition("\n")[0]), 0)
    except PermissionError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    return True


def _database(options: Namespace) -> Path:
    if options.db and "://" in options.db:
        raise UserError("Basis data di server dicadangkan dengan pg_dump, bukan dengan perintah ini.")
    return Path(options.db or places.database_file())
