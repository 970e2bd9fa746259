"""Which command was meant, and how its end is told."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import asn_desktop
from asn_desktop.cli import archives, backups, checking, commands
from asn_desktop.cli.words import Parser, a_date, a_text, a_year
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services.startup import DamagedError

PROGRAM = "asn-desktop"
_ENDING = (
    "Keluar dengan 0 bila semuanya selesai, 1 bila ada yang tertinggal atau tidak dapat dikerjakan, "
    "2 bila perintahnya keliru. Tanpa perintah, jendela program dibuka."
)


def main(argv: Sequence[str]) -> int:
    """Exit code. Errors a clerk can act on are one sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an old console lacks letters; a name shall not stop us
            stream.reconfigure(errors="replace")
    try:
        options = parser().parse_args(argv)
        code: int = options.run(options)
    except SystemExit as end:  # argparse has said why
        return end.code if isinstance(end.code, int) else 2
    except InvalidInput as error:
        print(f"{PROGRAM}: {' '.join(error.problems.values())}", file=sys.stderr)
        return 1
    except UserError as error:
        more = f" Cadangan yang utuh: {PROGRAM} pulihkan --daftar." if isinstance(error, DamagedError) else ""
        print(f"{PROGRAM}: {error}{more}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"{PROGRAM}: dihentikan.", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def practice_database(argv: Sequence[str]) -> str:
    """The database that `contoh` with these arguments has built."""
    return str(commands.practice(parser().parse_args(["contoh", *argv]).folder).database)


def parser() -> Parser:
    top = Parser(
        prog=PROGRAM,
        description="Dari daftar Excel sampai sertifikat bernomor, untuk pengelola kepegawaian.",
        epilog=_ENDING,
    )
    top.choices.add_argument("--db", metavar="BERKAS", help="basis data (bawaan: milik pemakai ini)")
    top.choices.add_argument(
        "--versi", action="version", version=f"%(prog)s {asn_desktop.__version__}", help="tampilkan versi"
    )
    verbs = top.add_subparsers(title="Perintah", metavar="PERINTAH", required=True, parser_class=Parser)
    _practice(verbs.add_parser("contoh", help="buat basis data latihan dan sertifikatnya"))
    _staff(verbs.add_parser("impor-pegawai", help="masukkan daftar pegawai dari Excel atau CSV"))
    _from_list(verbs.add_parser("terbitkan-dari", help="dari daftar peserta langsung menjadi sertifikat"))
    _verify(verbs.add_parser("verifikasi", help="periksa keaslian sertifikat"))
    _register(verbs.add_parser("register", help="tulis buku register sertifikat"))
    backups.add_to(verbs)
    archives.add_to(verbs)
    checking.add_to(verbs)
    own = verbs.add_parser("selftest", help="uji diri: basis data baru, satu sertifikat, periksa kodenya")
    own.set_defaults(run=commands.selftest)
    return top


def _practice(p: Parser) -> None:
    p.description = (
        "Membuat basis data latihan dari daftar contoh, menerbitkan sertifikatnya, dan menulis PDF."
    )
    p.arguments.add_argument(
        "folder", metavar="DIR", nargs="?", type=Path, default=Path("contoh-asn"), help="folder hasil"
    )
    p.set_defaults(run=commands.build_practice)


def _staff(p: Parser) -> None:
    p.description = "Memasukkan daftar pegawai; yang keliru disebut satu per satu dan tidak dimasukkan."
    p.arguments.add_argument("list", metavar="DAFTAR", type=Path, help="berkas .xlsx, .xls, atau .csv")
    p.choices.add_argument("--tolak", metavar="BERKAS", type=Path, help="Excel berisi baris yang ditolak")
    p.choices.add_argument("--json", action="store_true", help="hasil sebagai JSON")
    p.set_defaults(run=commands.import_staff)


def _from_list(p: Parser) -> None:
    p.description = (
        "Daftar peserta menjadi kegiatan, nomor, dan PDF sekaligus. Yang memerlukan keputusan disebut dan "
        "tidak diterbitkan."
    )
    add = p.choices.add_argument
    p.arguments.add_argument("list", metavar="DAFTAR", type=Path, help="berkas .xlsx, .xls, atau .csv")
    add("--nama", required=True, type=a_text, metavar="NAMA", help="nama pelatihan")
    add("--mulai", required=True, metavar="TANGGAL", type=a_date, help="hari pertama, misalnya 03-11-2026")
    add("--selesai", required=True, metavar="TANGGAL", type=a_date, help="hari terakhir")
    add("--jp", required=True, metavar="N", type=int, help="jumlah jam pelajaran")
    add("--tempat", type=a_text, default="", metavar="TEMPAT", help="tempat pelatihan")
    add("--template", type=a_text, default="sertifikat", metavar="NAMA", help="sertifikat atau sttp")
    add(
        "--penandatangan",
        type=a_text,
        default=None,
        metavar="'NAMA|JABATAN|NIP'",
        help="bila bukan yang ada di Pengaturan; tanpa keduanya, namanya diisi tangan",
    )
    add("--keluaran", required=True, metavar="PDF", type=Path, help="PDF untuk dicetak")
    add("--per-orang", metavar="DIR", type=Path, help="folder untuk satu berkas per orang")
    add("--json", action="store_true", help="hasil sebagai JSON")
    p.set_defaults(run=commands.issue_from_list)


def _verify(p: Parser) -> None:
    p.description = (
        "Memeriksa PDF, gambar, atau isi kode sertifikat tanpa internet. Keluar dengan 0 hanya bila sah."
    )
    p.arguments.add_argument("target", metavar="BERKAS|TEKS", help="PDF, gambar, atau isi kode QR")
    p.choices.add_argument(
        "--kunci",
        metavar="PUB",
        type=Path,
        action="append",
        default=[],
        help="kunci publik penerbit (.pem); boleh beberapa kali",
    )
    p.set_defaults(run=commands.verify)


def _register(p: Parser) -> None:
    p.description = "Menulis buku register sertifikat satu tahun, nomor batal dan kertas termasuk."
    p.choices.add_argument("--tahun", required=True, metavar="N", type=a_year, help="tahun register")
    p.choices.add_argument("--keluaran", required=True, metavar="BERKAS", type=Path, help=".pdf atau .xlsx")
    p.set_defaults(run=commands.write_register)
