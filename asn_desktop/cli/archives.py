"""Everything as one zip that opens with no program, and back."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from asn_desktop.cli.commands import opened, require_database
from asn_desktop.cli.words import Parser
from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import UserError
from asn_desktop.services import archive, places
from asn_desktop.services.mentoring import notes


def add_to(verbs: Any) -> None:
    """`verbs` is what argparse gives for subcommands."""
    out: Parser = verbs.add_parser("ekspor-semua", help="tulis semua data sebagai satu zip berisi CSV")
    out.description = (
        "Menulis semua tabel sebagai CSV, semua gambar dan lampiran, dan penjelasannya dalam satu zip, yang "
        "terbaca tanpa program ini dan dapat dimuat kembali dengan impor-arsip."
    )
    out.arguments.add_argument("archive", metavar="ZIP", type=Path, help="berkas .zip yang ditulis")
    out.arguments.add_argument(
        "--sertakan-catatan-rahasia",
        dest="confidential",
        action="store_true",
        help="sertakan kunci catatan rahasia mentoring; permintaan ini dicatat",
    )
    _database(out, "basis data yang ditulis")
    out.set_defaults(run=write)
    back: Parser = verbs.add_parser("impor-arsip", help="muat zip dari ekspor-semua ke basis data baru")
    back.description = (
        "Memuat arsip ke basis data baru (--db); basis data yang sudah ada tidak pernah ditimpa."
    )
    back.arguments.add_argument("archive", metavar="ZIP", type=Path, help="berkas .zip dari ekspor-semua")
    _database(back, "basis data baru")
    back.set_defaults(run=read_back)


def _database(command: Parser, words: str) -> None:
    """--db after the command too, where the text in an archive names it."""
    command.choices.add_argument("--db", metavar="BERKAS", default=SUPPRESS, help=words)


def write(options: Namespace) -> int:
    if options.archive.suffix.lower() != ".zip":
        raise UserError(f"“{options.archive.name}” harus berakhiran .zip. Ubah nama berkasnya.")
    require_database(options)
    with opened(options) as engine:
        if options.confidential:
            actor, now = places.actor(), datetime.now()
            with writing(engine, "Ekspor semua dengan catatan rahasia", actor, now) as s:
                notes.ask_export(s, actor, now, options.archive.name)
        with reading(engine) as s:
            told = archive.write(s, options.archive, datetime.now(), confidential=options.confidential)
    print(f"{told.rows} baris dari {told.tables} tabel dan {told.files} berkas: {options.archive}")
    return _missing(len(told.missing), "tidak ada di samping basis data, jadi tidak ikut")


def read_back(options: Namespace) -> int:
    if not options.db or "://" in options.db:
        raise UserError("Sebut berkas basis data baru: asn-desktop impor-arsip ZIP --db BARU.db.")
    told = archive.read_back(options.archive, Path(options.db))
    print(f"{told.rows} baris dan {told.files} berkas dimuat ke {options.db}; riwayatnya utuh.")
    return _missing(told.missing, "tidak ada dalam arsip ini")


def _missing(count: int, where: str) -> int:
    """Said, and told by the exit code: a proof that is missing must not go unnoticed."""
    if not count:
        return 0
    print(
        f"asn-desktop: {count} berkas lampiran {where}. Jalankan periksa untuk melihat yang mana, lalu "
        "kembalikan dari cadangan.",
        file=sys.stderr,
    )
    return 1
