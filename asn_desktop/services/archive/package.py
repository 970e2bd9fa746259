"""What lies in an archive, and the list of it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, Column, MetaData

from asn_desktop.domain.errors import UserError
from asn_desktop.services.archive import words
from asn_desktop.services.archive.cells import KINDS

FORMAT = "arsip asn-desktop"
EDITION = 1  # of the layout of an archive
README, MANIFEST = "BACA-SAYA.txt", "manifes.json"
SCHEMA, SCHEMA_JSON = "skema.csv", "skema.json"
FILES = "berkas/"
SCHEMA_TITLES = ("tabel", "kolom", "jenis", "boleh kosong", "arti", "rujukan")


class Member(NamedTuple):
    size: int
    sha256: str


class Manifest(NamedTuple):
    """`version` is that of the database; `length` and `head` are the end of its trail."""

    program: str
    version: int
    made: str
    length: int
    head: str
    tables: dict[str, int]  # rows
    members: dict[str, Member]

    def dump(self) -> str:
        content = {
            "isi": FORMAT,
            "edisi": EDITION,
            "versi_program": self.program,
            "versi_basis_data": self.version,
            "dibuat": self.made,
            "riwayat": {"panjang": self.length, "sidik_akhir": self.head},
            "tabel": self.tables,
            "berkas": {k: {"ukuran": m.size, "sha256": m.sha256} for k, m in self.members.items()},
        }
        return json.dumps(content, ensure_ascii=False, indent=1)


def read(text: str) -> Manifest:
    """UserError for what is no list of such an archive, or of a newer kind."""
    try:
        found: dict[str, Any] = json.loads(text)
        is_ours, edition = found["isi"] == FORMAT, found["edisi"]
        if is_ours and isinstance(edition, int) and edition > EDITION:
            raise UserError(
                "Arsip ini dibuat oleh versi program yang lebih baru. Pasang versi program yang terbaru, "
                "lalu ulangi."
            )
        trail = found["riwayat"]
        made = Manifest(
            program=_text(found["versi_program"]),
            version=_count(found["versi_basis_data"]),
            made=_text(found["dibuat"]),
            length=_count(trail["panjang"]),
            head=_text(trail["sidik_akhir"]),
            tables={_text(k): _count(v) for k, v in found["tabel"].items()},
            members={
                _text(k): Member(_count(v["ukuran"]), _text(v["sha256"])) for k, v in found["berkas"].items()
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UserError(
            f"{MANIFEST} dalam arsip ini tidak dapat dibaca. Pakai salinan arsip lain."
        ) from error
    if not is_ours:
        raise UserError("Berkas ini bukan arsip dari program ini. Pilih berkas lain.")
    return made


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise ValueError(value)
    return value


def table_member(name: str) -> str:
    return f"tabel/{name}.csv"


def kind(column: Column[Any]) -> type:
    """The Python type of its values, one of `cells.KINDS`."""
    return dict if isinstance(column.type, JSON) else column.type.python_type


def schema(metadata: MetaData) -> list[tuple[str, ...]]:
    """A line for each column, under `SCHEMA_TITLES`."""
    return [
        (
            table.name,
            column.name,
            KINDS[kind(column)],
            "ya" if column.nullable else "tidak",
            words.column(table.name, column.name),
            words.reference(column),
        )
        for table in metadata.sorted_tables
        for column in table.columns
    ]


def schema_json(metadata: MetaData) -> str:
    """The same for machines."""
    content = [
        {
            "tabel": table.name,
            "berkas": table_member(table.name),
            "arti": words.table(table.name),
            "kolom": [
                dict(zip(SCHEMA_TITLES[1:], line[1:], strict=True))
                for line in schema(metadata)
                if line[0] == table.name
            ],
        }
        for table in metadata.sorted_tables
    ]
    return json.dumps(content, ensure_ascii=False, indent=1)


def readme(made: datetime, program: str, length: int, head: str, counts: dict[str, int]) -> str:
    lines = "\r\n".join(
        f"  {table_member(name):<34}{_dotted(rows):>10} baris  {words.table(name)}"
        for name, rows in counts.items()
    )
    return README_TEXT.replace("\n", "\r\n").format(
        day=f"{made:%d-%m-%Y} pukul {made:%H.%M}",
        program=program,
        length=_dotted(length),
        head=head or "(belum ada)",
        tables=lines,
    )


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


README_TEXT = """\
ARSIP LENGKAP PENGEMBANGAN KOMPETENSI ASN

Dibuat {day} oleh asn-desktop {program}.
Arsip ini memuat semua data: pegawai, pelatihan, sertifikat, buku register, pengaturan, tabel rujukan,
gambar, dan riwayat semua perubahan. Isinya dapat dibaca tanpa program itu, dengan program apa pun yang
membuka CSV. Yang tidak termasuk: kunci rahasia penanda tangan kode QR dan draf yang belum disimpan.
Arsip ini memuat data pribadi; simpan di tempat yang aman.

ISI
{tables}
  berkas/…      gambar, bernama SHA-256 isinya
  skema.csv     arti tiap kolom, jenisnya, dan tabel yang dirujuknya (skema.json: sama, untuk komputer)
  manifes.json  jumlah baris tiap tabel, ukuran dan SHA-256 tiap berkas

MEMBACA CSV
- Teks UTF-8 dengan tanda pengenal di awal, kolom dipisah titik koma, baris pertama judul. Excel berbahasa
  Indonesia membukanya langsung; di Excel lain pakai Data > Dari Teks/CSV dan pilih titik koma.
- Tanda ' di awal isian bukan bagian isinya. Tanda itu mencegah Excel menganggap isian rumus atau bilangan
  (NIP, nomor HP). Isian yang memang diawali ' ditulis dengan dua tanda '.
- Sel kosong berarti tidak ada isinya. Bila kolom boleh kosong, teks kosong ditulis ' saja.
- Tanggal ditulis tahun-bulan-tanggal, bilangan desimal dengan koma, pilihan dengan ya atau tidak.
- Jangan simpan ulang CSV dari Excel bila arsip masih akan dimuat kembali: sidiknya tidak akan cocok.

MEMUAT KEMBALI
  asn-desktop impor-arsip ARSIP.zip --db BARU.db
membuat basis data baru yang sama, setelah semua sidik, jumlah baris, dan rujukan diperiksa.

RIWAYAT
Panjang riwayat {length} tindakan; sidik akhirnya
{head}
"""
