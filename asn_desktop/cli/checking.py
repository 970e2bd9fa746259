"""`periksa`: whether the data are as the program wrote them."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from asn_desktop.cli.commands import opened, print_json, require_database
from asn_desktop.cli.words import Parser
from asn_desktop.db.session import reading
from asn_desktop.domain.errors import UserError
from asn_desktop.services import checks, places


def add_to(verbs: Any) -> None:
    """`verbs` is what argparse gives for subcommands."""
    p: Parser = verbs.add_parser(
        "periksa", help="periksa apakah data masih utuh dan belum diubah di luar program"
    )
    p.description = (
        "Memeriksa berkas basis data, riwayat, isi data, buku register, dan berkas sertifikat. Tidak ada "
        "yang diubah. Keluar dengan 0 bila semua baik, 1 bila ada temuan."
    )
    add = p.choices.add_argument
    add(
        "--jejak",
        nargs=2,
        metavar=("NOMOR", "KODE"),
        help="hanya bandingkan jejak pada kaki buku register, misalnya 1.234 '3f9a 07c2 5b1e 88d0'",
    )
    add("--laporan", metavar="BERKAS", type=Path, help="simpan laporannya: .txt atau .xlsx")
    add("--json", action="store_true", help="hasil sebagai JSON")
    p.set_defaults(run=check)


def check(options: Namespace) -> int:
    require_database(options)
    if not options.db and not places.database_file().is_file():
        raise UserError("Belum ada basis data untuk diperiksa. Sebut berkasnya dengan --db.")
    with opened(options) as engine, reading(engine) as session:
        if options.jejak:
            compared = checks.compare(session, *options.jejak)
            print_json(compared._asdict()) if options.json else print(compared.message)
            return 0 if compared.matches else 1
        report = checks.run(session, datetime.now(), _shown if sys.stderr.isatty() else None)
    if options.laporan:
        checks.save(report, options.laporan)
    print_json(checks.as_json(report)) if options.json else print(checks.text(report), end="")
    return 0 if report.good else 1


def _shown(done: int, total: int, text: str) -> bool:
    """One line that is written over; only where somebody is looking."""
    sys.stderr.write(f"\r{text}: {100 * done // total} %\x1b[K" if done < total else "\r\x1b[K")
    return True
