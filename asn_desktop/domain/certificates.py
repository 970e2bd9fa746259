"""What stands on a certificate, and when one may be issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

# The words a template may use, with what they mean; shown to the clerk who edits a template.
TOKENS = {
    "nomor": "Nomor sertifikat",
    "pengganti": "Kalimat pengganti, kosong bila bukan pengganti",
    "instansi_penerbit": "Nama instansi penerbit",
    "dasar": "Kalimat dasar hukum",
    "nama": "Nama lengkap dengan gelar",
    "nip": "NIP berspasi, kosong bila bukan ASN",
    "tempat_tanggal_lahir": "Tempat dan tanggal lahir",
    "pangkat_golongan": "Pangkat dan golongan ruang",
    "jabatan": "Jabatan",
    "unit_kerja": "Unit kerja",
    "instansi": "Instansi peserta",
    "peran": "Peran dalam kegiatan: peserta, narasumber, …",
    "putusan": "TELAH MENGIKUTI atau LULUS",
    "kualifikasi": "Kalimat predikat, kosong bila tanpa predikat",
    "nilai": "Nilai akhir",
    "predikat": "Predikat",
    "pelatihan": "Nama pelatihan",
    "angkatan": "Angkatan I",
    "tahun": "Tahun",
    "penyelenggara": "Penyelenggara",
    "tanggal_pelatihan": "3 s.d. 9 November 2026",
    "tempat": "Tempat pelatihan",
    "jp": "Jumlah JP dengan angka",
    "jp_terbilang": "Jumlah JP dengan huruf",
    "jenis_kegiatan": "Mentoring, Coaching, …; kosong bila pelatihan",
    "bersama": "Nama mentor, atau para mentee; kosong bila pelatihan",
    "pertemuan": "Jumlah dan lama pertemuan mentoring",
    "kompetensi": "Kompetensi yang dituju program mentoring",
    "tujuan": "Tujuan mentoring",
    "ttd_tempat_tanggal": "Palembang, 24 November 2026",
    "ttd_jabatan": "Jabatan penanda tangan, boleh beberapa baris",
    "ttd_nama": "Nama penanda tangan",
    "ttd_pangkat": "Pangkat penanda tangan",
    "ttd_nip": "NIP penanda tangan berspasi",
    "ttd2_jabatan": "Jabatan penanda tangan halaman belakang",
    "ttd2_nama": "Nama penanda tangan halaman belakang",
    "ttd2_pangkat": "Pangkat penanda tangan halaman belakang",
    "ttd2_nip": "NIP penanda tangan halaman belakang",
    "kode": "Kode pendek sertifikat",
}

# What a clerk may put right when a certificate is replaced; all else follows from training and office.
PERSONAL = (
    "nama",
    "nip",
    "tempat_tanggal_lahir",
    "pangkat_golongan",
    "jabatan",
    "unit_kerja",
    "instansi",
)
STATES = {"berlaku": "Berlaku", "diganti": "Diganti", "dicabut": "Dicabut"}


@dataclass(frozen=True)
class Subject:
    """One line of the curriculum as printed on the back."""

    group: str
    name: str
    jp: int


@dataclass(frozen=True)
class Certificate:
    """Everything printed on one certificate, as it was on the day of issue.

    `values` has a text for each of TOKENS (a missing one counts as empty). `proof` is the text of the
    QR code, empty for none.
    """

    values: Mapping[str, str]
    curriculum: tuple[Subject, ...] = field(default=())
    proof: str = ""

    def to_json(self) -> dict[str, Any]:
        subjects = [asdict(subject) for subject in self.curriculum]
        return {"values": dict(self.values), "curriculum": subjects, "proof": self.proof}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Certificate:
        return cls(dict(data["values"]), tuple(Subject(**s) for s in data["curriculum"]), data["proof"])


def why_not(*, role: str, result: str, valid_number: str, failed_mark: str = "") -> str:
    """Why somebody gets no certificate of an event, with the remedy; empty when nothing stands against it.

    Only a peserta must have passed. `failed_mark` tells a mark below the passing one, `valid_number` the
    certificate already held.
    """
    if valid_number:
        return f"Sudah bersertifikat nomor {valid_number}. Terbitkan pengganti bila isinya keliru."
    if role != "peserta":
        return ""
    if result == "tidak_lulus":
        return "Dinyatakan tidak lulus. Ubah hasilnya bila keliru."
    if result != "lulus":
        return "Hasilnya belum ditetapkan. Tetapkan lulus atau tidak lulus di daftar peserta."
    if failed_mark:
        return f"Nilai {failed_mark} belum mencapai batas lulus. Periksa nilai atau hasilnya."
    return ""
