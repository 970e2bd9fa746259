"""Sheets to draw: invented people, the shipped templates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asn_desktop import resources
from asn_desktop.domain.certificates import Certificate, Subject
from asn_desktop.reports import templates
from asn_desktop.reports.certificate import Sheet

PROOF = "ASN1:" + "6BFOXN*TS0BI$ZD4N9:9S6RCVN5+O30K3/XIV0W23NTDEXWK G2EP4J0BGJLFX3R3VHXK.PJ" * 2

VALUES = {
    "nomor": "800.1.4/0127/BKPSDM-III/2026",
    "instansi_penerbit": "PEMERINTAH KOTA CONTOH",
    "dasar": "Pemerintah Kota Contoh berdasarkan Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil"
    " Negara, serta ketentuan pelaksanaannya menyatakan bahwa:",
    "nama": "Dr. Siti Nurhaliza Rahmawati, S.Sos., M.Si.",
    "nip": "19800117 200801 2 003",
    "tempat_tanggal_lahir": "Palembang, 17 Januari 1980",
    "pangkat_golongan": "Penata Tingkat I (III/d)",
    "jabatan": "Analis Sumber Daya Manusia Aparatur Ahli Muda",
    "unit_kerja": "Bidang Pengembangan Kompetensi Aparatur",
    "instansi": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota Contoh",
    "peran": "peserta",
    "putusan": "TELAH MENGIKUTI",
    "pelatihan": "Bimbingan Teknis Penyusunan Rencana Pengembangan Kompetensi",
    "angkatan": "Angkatan II",
    "tahun": "2026",
    "penyelenggara": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota Contoh",
    "tanggal_pelatihan": "3 s.d. 9 November 2026",
    "tempat": "Gedung Diklat Kota Contoh",
    "jp": "42",
    "jp_terbilang": "empat puluh dua",
    "ttd_tempat_tanggal": "Contoh, 24 November 2026",
    "ttd_jabatan": "KEPALA BADAN KEPEGAWAIAN DAN PENGEMBANGAN\nSUMBER DAYA MANUSIA KOTA CONTOH,",
    "ttd_nama": "Drs. AHMAD FAUZI RAHMAN, M.Si.",
    "ttd_pangkat": "Pembina Utama Muda (IV/c)",
    "ttd_nip": "19680512 199403 1 007",
    "ttd2_jabatan": "Plt. KEPALA BIDANG PENGEMBANGAN KOMPETENSI,",
    "ttd2_nama": "MARLINA OKTAVIANI, S.E., M.M.",
    "ttd2_pangkat": "Pembina (IV/a)",
    "ttd2_nip": "19750903 200003 2 001",
    "kode": "K7QD-29XM",
}


def curriculum(count: int) -> tuple[Subject, ...]:
    groups = ("Kelompok Dasar", "Kelompok Inti", "Kelompok Penunjang")
    return tuple(
        Subject(groups[min(2, n * 3 // count)], f"Materi pelatihan yang ke-{n + 1}", 2 + n % 3)
        for n in range(count)
    )


def make_sheet(template: str = "sertifikat", subjects: int = 12, **values: str) -> Sheet:
    text = resources.path(f"templates/{template}.toml").read_text(encoding="utf-8")
    arms = resources.path("arms/placeholder.png").read_bytes()
    certificate = Certificate(VALUES | values, curriculum(subjects), PROOF)
    return Sheet(templates.load(text), arms, certificate)


@pytest.fixture
def sheet() -> Callable[..., Sheet]:
    return make_sheet
