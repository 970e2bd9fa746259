"""The kinds of paper around a training, and what the clerk words in each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Shape(Enum):
    """How a field is typed: one line, a paragraph or more, one item a line, or chosen."""

    LINE = "line"
    TEXT = "text"
    LIST = "list"
    CHOICE = "choice"


@dataclass(frozen=True)
class TextField:
    name: str
    label: str
    shape: Shape = Shape.LINE
    choices: tuple[str, ...] = ()  # the usual one first
    help: str = ""


@dataclass(frozen=True)
class Kind:
    """`numbered` papers take a number from a scheme; `worded` ones are letters, also to be had for Word.

    `whom` it is about: of those who take part only the chosen are printed, of trainers all.
    """

    code: str
    title: str
    fields: tuple[TextField, ...] = ()
    numbered: bool = False
    signed: bool = True
    worded: bool = False
    whom: str = "peserta"


def _line(name: str, label: str) -> TextField:
    return TextField(name, label)


def _text(name: str, label: str) -> TextField:
    return TextField(name, label, Shape.TEXT)


def _list(name: str, label: str) -> TextField:
    return TextField(name, label, Shape.LIST)


def _choice(name: str, label: str, *choices: str) -> TextField:
    return TextField(name, label, Shape.CHOICE, choices)


COPIES = _list("tembusan", "Tembusan")
ASSIGNED = ("Peserta", "Narasumber", "Panitia")
BY_DAY, BY_SESSION = "Pagi dan siang, satu lembar sehari", "Semua sesi berdampingan"
ACROSS, UPRIGHT = "Melintang", "Tegak, bila paling banyak dua kolom"
TAXES = TextField(
    "pajak",
    "Tarif PPh pasal 21",
    Shape.LIST,
    help="Satu tarif setiap baris, misalnya “IV: 15”, “Lainnya: 2,5”, atau nama orangnya. "
    "Kosong: tanpa kolom pajak.",
)

KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "undangan",
            "Undangan",
            (
                _line("sifat", "Sifat"),
                _line("lampiran", "Lampiran"),
                _line("hal", "Hal"),
                _list("yth", "Yth."),
                _line("di", "di"),
                _text("pembuka", "Pembuka"),
                _line("hari_tanggal", "Hari/tanggal"),
                _line("waktu", "Waktu"),
                _line("tempat", "Tempat"),
                _line("acara", "Acara"),
                _text("catatan", "Catatan"),
                _text("penutup", "Penutup"),
                COPIES,
            ),
            numbered=True,
            worded=True,
        ),
        Kind(
            "surat_tugas",
            "Surat tugas",
            (
                _list("dasar", "Dasar"),
                _choice("kepada", "Kepada", *ASSIGNED),
                _list("untuk", "Untuk"),
                _text("penutup", "Penutup"),
                COPIES,
            ),
            numbered=True,
            worded=True,
        ),
        Kind(
            "sk_peserta",
            "Keputusan penetapan peserta",
            (
                _line("jabatan", "Pejabat yang menetapkan"),
                _text("tentang", "Tentang"),
                _list("menimbang", "Menimbang"),
                _list("mengingat", "Mengingat"),
                _list("memperhatikan", "Memperhatikan"),
                _list("diktum", "Memutuskan"),
                COPIES,
            ),
            numbered=True,
            worded=True,
        ),
        Kind("daftar_peserta", "Daftar nominatif peserta"),
        Kind("jadwal", "Jadwal", whom=""),
        Kind("daftar_hadir", "Daftar hadir per sesi"),
        Kind(
            "daftar_hadir_harian",
            "Daftar hadir beberapa sesi",
            (
                _choice("susunan", "Susunan", BY_DAY, BY_SESSION),
                _choice("arah", "Arah kertas", ACROSS, UPRIGHT),
            ),
        ),
        Kind("daftar_hadir_narasumber", "Daftar hadir narasumber", whom="narasumber"),
        Kind("biodata", "Biodata peserta", signed=False),
        Kind("biodata_narasumber", "Biodata narasumber", signed=False, whom="narasumber"),
        Kind("meja", "Nama meja", signed=False),
        Kind("badge", "Tanda pengenal dengan QR", signed=False),
        Kind("badge_narasumber", "Tanda pengenal narasumber", signed=False, whom="narasumber"),
        Kind("tanda_terima", "Tanda terima", (_line("berupa", "Berupa"),)),
        Kind("honorarium", "Tanda terima honorarium", (TAXES,), whom="narasumber"),
        Kind("rekap_nilai", "Rekap nilai"),
        Kind(
            "berita_acara",
            "Berita acara kelulusan",
            (
                _text("pembuka", "Pembuka"),
                _list("rapat", "Tim penilai"),
                _list("bahan", "Bahan penilaian"),
                _text("penutup", "Penutup"),
            ),
            numbered=True,
            worded=True,
        ),
        Kind("daftar_penerima", "Daftar penerima sertifikat"),
        Kind(
            "laporan",
            "Laporan penyelenggaraan",
            (
                _line("bidang", "Bidang penyelenggara"),
                _text("latar_belakang", "Latar belakang"),
                _list("dasar_hukum", "Dasar hukum"),
                _text("maksud_tujuan", "Maksud dan tujuan"),
                _text("uraian", "Uraian pelaksanaan"),
                _text("capaian", "Capaian"),
                _text("kendala", "Kendala"),
                _text("tindak_lanjut", "Tindak lanjut"),
                _text("kesimpulan", "Kesimpulan"),
                _list("rekomendasi", "Rekomendasi"),
                _text("evaluasi_1", "Evaluasi level 1 (reaksi)"),
                _text("evaluasi_2", "Evaluasi level 2 (pembelajaran)"),
                _text("evaluasi_3", "Evaluasi level 3 (perilaku)"),
                _text("evaluasi_4", "Evaluasi level 4 (hasil)"),
            ),
            numbered=True,
            worded=True,
        ),
    )
}

WORDED = tuple(kind.code for kind in KINDS.values() if kind.worded)
