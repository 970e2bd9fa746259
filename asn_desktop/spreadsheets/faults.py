"""What may be wrong with somebody's list, and the one sentence the clerk gets for it."""

from __future__ import annotations

from pathlib import PurePath

from asn_desktop.domain.errors import UserError

_AGAIN = "simpan sebagai .xlsx, lalu impor lagi."
_COPY = f"Salin tabelnya saja ke buku kerja baru, {_AGAIN}"

_SENTENCES = {
    "missing": "Berkas {name} tidak ada. Pilih berkas lain.",
    "folder": "{name} adalah folder, bukan berkas. Pilih berkas daftarnya.",
    "denied": "Berkas {name} tidak boleh dibuka. Tutup bila sedang dibuka di program lain, atau salin "
    "dahulu ke folder Anda, lalu impor lagi.",
    "unreadable": "Berkas {name} tidak dapat dibaca dari penyimpanannya. Salin dahulu ke komputer ini, lalu "
    "impor lagi.",
    "empty": "Berkas {name} kosong. Minta pengirim mengirim ulang.",
    "file_size": "Berkas {name} terlalu besar ({detail}). Simpan hanya lembar yang diperlukan, "
    "lalu impor lagi.",
    "too_big": f"Isi berkas {{name}} terlalu besar untuk sebuah daftar. {_COPY}",
    "slow": f"Berkas {{name}} tidak selesai dibaca dalam {{detail}} detik. {_COPY}",
    "password": "Berkas {name} dilindungi kata sandi. Buka di Excel, hapus kata sandinya "
    "(Berkas ▸ Info ▸ Proteksi), simpan, lalu impor lagi.",
    "broken": "Berkas {name} rusak atau isinya tidak wajar, jadi tidak dapat dibaca. Buka di Excel, salin "
    f"tabelnya saja ke buku kerja baru, {_AGAIN}",
    "no_sheet": "Berkas {name} tidak mempunyai lembar yang berisi tabel. Pilih berkas lain.",
    "not_excel": f"{{name}} bukan daftar Excel. Buka dengan program asalnya, {_AGAIN}",
    "not_list": "Berkas {name} bukan daftar Excel atau CSV, apa pun akhiran namanya. Pilih berkas daftarnya.",
    "web_page": f"Berkas {{name}} sebenarnya halaman web, bukan daftar Excel. Buka di Excel, {_AGAIN}",
    "quote": 'Dalam berkas {name} ada tanda kutip (") yang tidak ditutup, mulai baris {detail}. Perbaiki '
    "baris itu, lalu impor lagi.",
    "not_started": "Pembaca lembar kerja tidak dapat dijalankan, jadi berkas {name} tidak dibaca. Tutup "
    "program lain yang berat, lalu ulangi.",
}


class Fault(Exception):  # noqa: N818 - it names what is wrong
    """`kind` is a key of the sentences above; `detail` goes into its sentence."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail


def told(fault: Fault, path: PurePath) -> UserError:
    """The fault as the clerk reads it; a kind from nowhere counts as a broken file."""
    sentence = _SENTENCES.get(fault.kind, _SENTENCES["broken"])
    return UserError(sentence.format(name=f"“{path.name}”", detail=fault.detail))
