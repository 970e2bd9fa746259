"""Backups without a window: make one, list them, take one up again."""

from __future__ import annotations

import getpass
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
    out.set_defaults(run=make)
    back: Parser = verbs.add_parser("pulihkan", help="pakai lagi keadaan dari sebuah cadangan")
    back.description = (
        "Memulihkan basis data dari cadangan. Keadaan sekarang dicadangkan dahulu, jadi dapat dibalikkan."
    )
    back.arguments.add_argument("backup", metavar="CADANGAN", type=Path, nargs="?", help="berkas cadangan")
    back.choices.add_argument("--daftar", action="store_true", help="sebutkan cadangan yang ada")
    back.set_defaults(run=restore)


def make(options: Namespace) -> int:
    told = backups.on_demand(_database(options), datetime.now())
    assert told.backup
    print(f"Cadangan dibuat dan sudah diperiksa: {told.backup.path}")
    if told.reminder:
        print(told.reminder)
    return 0


def restore(options: Namespace) -> int:
    database = _database(options)
    if options.daftar or options.backup is None:
        return _list(database)
    if not options.backup.is_file():
        raise UserError(f"“{options.backup}” tidak ada. Lihat yang ada dengan pulihkan --daftar.")
    sealed = options.backup.suffix == ".age"
    passphrase = getpass.getpass("Kata sandi cadangan: ") if sealed else ""
    with backups.opened(options.backup, passphrase, database.parent) as plain:
        told = backups.restore(database, plain, datetime.now(), places.actor())
    print(f"{told.label}.")
    if told.backup:
        print(f"Keadaan sebelumnya: {told.backup.path}")
    if told.aside:
        print(f"Berkas yang rusak disimpan: {told.aside}")
    if told.void:
        print(f"{told.void} nomor sertifikat yang terbit sesudahnya tercatat batal.")
    return 0


def _list(database: Path) -> int:
    found = backups.listed(database)
    for one in found:
        state = f"{one.people} pegawai, {one.certificates} sertifikat" if one.ok else "rusak"
        print(f"{one.at:%d-%m-%Y %H.%M}  {one.reason:<10}  {state}  {one.path}")
    if not found:
        print("Belum ada cadangan. Buat dengan perintah cadangkan.")
    return 0


def _database(options: Namespace) -> Path:
    if options.db and "://" in options.db:
        raise UserError("Basis data di server dicadangkan dengan pg_dump, bukan dengan perintah ini.")
    return Path(options.db or places.database_file())
