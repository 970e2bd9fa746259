"""Invented certificates for the benchmark: the same texts for us and for the peers."""

from __future__ import annotations

from functools import cache

from asn_desktop import resources
from asn_desktop.domain.certificates import Certificate, Subject
from asn_desktop.reports import templates
from asn_desktop.reports.certificate import Sheet
from asn_desktop.reports.templates import Template

SUBJECTS = tuple(
    Subject(f"Kelompok {'Dasar Inti Penunjang'.split()[n // 4]}", f"Mata pelatihan yang ke-{n + 1}", 3)
    for n in range(12)
)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


@cache
def arms() -> bytes:
    return resources.path("arms/placeholder.png").read_bytes()


def proof(n: int) -> str:
    """150 characters as the signed text of a certificate has them: no two alike, no pattern."""
    out, state = [], n + 1
    for _ in range(145):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        out.append(_ALPHABET[(state >> 33) % 45])
    return "ASN1:" + "".join(out)


def values(n: int) -> dict[str, str]:
    agency = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota Contoh"
    return {
        "nomor": f"800.1.4/{n:05}/BKPSDM-III/2026",
        "instansi_penerbit": "PEMERINTAH KOTA CONTOH",
        "dasar": "Pemerintah Kota Contoh berdasarkan Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil"
        " Negara, serta ketentuan pelaksanaannya menyatakan bahwa:",
        "nama": f"Drs. Nama Pegawai ke-{n}, S.Sos., M.Si.",
        "nip": f"19800117 200801 2 {n % 1000:03}",
        "tempat_tanggal_lahir": f"Palembang, {n % 28 + 1} Januari 1980",
        "pangkat_golongan": "Penata Tingkat I (III/d)",
        "jabatan": f"Analis Sumber Daya Manusia Aparatur {n % 90}",
        "unit_kerja": f"Bidang Pengembangan Kompetensi {n % 40}",
        "instansi": agency,
        "peran": "peserta",
        "putusan": "TELAH MENGIKUTI",
        "pelatihan": "Bimbingan Teknis Penyusunan Rencana Pengembangan Kompetensi",
        "angkatan": "Angkatan II",
        "tahun": "2026",
        "penyelenggara": agency,
        "tanggal_pelatihan": "3 s.d. 9 November 2026",
        "tempat": "Gedung Diklat Kota Contoh",
        "jp": "36",
        "jp_terbilang": "tiga puluh enam",
        "ttd_tempat_tanggal": "Contoh, 24 November 2026",
        "ttd_jabatan": "KEPALA BADAN KEPEGAWAIAN,",
        "ttd_nama": "Drs. AHMAD FAUZI RAHMAN, M.Si.",
        "ttd_pangkat": "Pembina Utama Muda (IV/c)",
        "ttd_nip": "19680512 199403 1 007",
        "ttd2_jabatan": "KEPALA BIDANG PENGEMBANGAN KOMPETENSI,",
        "ttd2_nama": "MARLINA OKTAVIANI, S.E., M.M.",
        "ttd2_pangkat": "Pembina (IV/a)",
        "ttd2_nip": "19750903 200003 2 001",
        "kode": f"K7QD-{n:05}",
    }


@cache
def template() -> Template:
    return templates.load(resources.path("templates/sertifikat.toml").read_text(encoding="utf-8"))


def sheet(n: int) -> Sheet:
    return Sheet(template(), arms(), Certificate(values(n), SUBJECTS, proof(n)))
