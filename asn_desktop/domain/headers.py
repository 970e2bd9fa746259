"""How the columns of other people's lists are called, and which of our fields they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

# Field key -> label on screen. Keys are columns of a person, or a cell that holds two of them.
FIELDS = {
    "name": "Nama",
    "nip": "NIP",
    "name_nip": "Nama dan NIP dalam satu sel",
    "gelar_depan": "Gelar depan",
    "gelar_belakang": "Gelar belakang",
    "nip_lama": "NIP lama",
    "nik": "NIK",
    "siasn_id": "PNS ID (SIASN)",
    "birth_place": "Tempat lahir",
    "birth_date": "Tanggal lahir",
    "birth_place_date": "Tempat dan tanggal lahir",
    "sex": "Jenis kelamin",
    "agama": "Agama",
    "kawin": "Status perkawinan",
    "status": "Status (PNS/CPNS/PPPK)",
    "cpns_flag": "Kode CPNS/PNS (C/P)",
    "kedudukan": "Kedudukan hukum",
    "golongan": "Golongan",
    "pangkat": "Pangkat",
    "tmt_golongan": "TMT golongan",
    "jenis_jabatan": "Jenis jabatan",
    "jabatan": "Jabatan",
    "tmt_jabatan": "TMT jabatan",
    "unit": "Unit kerja",
    "parent_unit": "Satuan kerja induk",
    "pendidikan": "Tingkat pendidikan",
    "pendidikan_nama": "Nama pendidikan/jurusan",
    "tahun_lulus": "Tahun lulus",
    "tmt_cpns": "TMT CPNS",
    "tmt_pns": "TMT PNS",
    "phone": "Nomor HP",
    "email": "Email",
    "address": "Alamat",
    "note": "Keterangan",
    "score": "Nilai",
    "result": "Hasil (lulus/tidak)",
    "role": "Peran",
}

_SYNONYMS = {
    "nip": "NIP|NIP BARU|N I P|NIP NRP|NIP ID|NIP NIK|NIP NIPPPK|NO NIP|NIPBARU|NIP BARU 18 DIGIT|"
    "NIP PEGAWAI|NI PPPK|NIP NI PPPK|NIPPPK|NOMOR INDUK PEGAWAI|NIP NIDN|NIP PPPK|NIP NIP PPPK|"
    "NIP NI PPPK NIK|NIP NIPPPK NIK|NIP NIK NRP",
    "name": "NAMA|NAMA LENGKAP|NAMA PEGAWAI|NAMA PNS|NAMA PESERTA|NAMA DAN GELAR|NAMA ASN|"
    "NAMA LENGKAP DAN GELAR|NAMA LENGKAP DENGAN GELAR|NAMA LENGKAP BESERTA GELAR|NAMA DENGAN GELAR|"
    "NAMA TANPA GELAR",
    "name_nip": "NAMA NIP|NAMA DAN NIP|NAMA PEGAWAI NIP|NAMA NIP BARU",
    "gelar_depan": "GELAR DEPAN|GLR DPN|GELARDEPAN|GELAR DPN",
    "gelar_belakang": "GELAR BELAKANG|GLR BLK|GELARBELAKANG|GELAR BLK",
    "nip_lama": "NIP LAMA|NIPLAMA",
    "nik": "NIK|NO KTP|NOMOR KTP|NO NIK|NOMOR INDUK KEPENDUDUKAN",
    "siasn_id": "PNS ID|PNSID",
    "birth_place": "TEMPAT LAHIR|TMP LAHIR|TEMPAT LAHIR NAMA|TEMPATLAHIR",
    "birth_date": "TANGGAL LAHIR|TGL LAHIR|TGLLAHIR",
    "birth_place_date": "TEMPAT TGL LAHIR|TTL|TEMPAT TANGGAL LAHIR|TEMPAT DAN TANGGAL LAHIR|"
    "TEMPAT DAN TGL LAHIR",
    "sex": "JENIS KELAMIN|JK|L P|KELAMIN|SEX|JENISKELAMIN",
    "agama": "AGAMA|AGAMA NAMA|AGAMA ID",
    "kawin": "JENIS KAWIN|JENIS KAWIN NAMA|STATUS PERKAWINAN|STATUS KAWIN|JENIS KAWIN ID",
    "status": "STATUS ASN|STATUS|STATUS KEPEGAWAIAN|STATUS KEPEG|JENIS PEGAWAI|JENIS PEGAWAI NAMA|"
    "JENISPEGAWAINAMA|STATUS PEGAWAI|KATEGORI PEGAWAI",
    "cpns_flag": "STATUS CPNS PNS",
    "kedudukan": "KEDUDUKAN HUKUM|KEDUDUKAN HUKUM NAMA|KEDUDUKANPNSNAMA|STATUS AKTIF|KEDUDUKAN HUKUM ID",
    "golongan": "GOL|GOLRU|GOL RUANG|GOLONGAN|GOL AKHIR|GOL AKHIR NAMA|PANGKAT GOL|PANGKAT GOL RUANG|"
    "GOLONGAN PANGKAT|GOLRUANGAKHIR|GOLONGAN RUANG|PANGKAT GOLONGAN|PANGKAT GOLONGAN RUANG|PANGKAT GOLRU|"
    "PANGKAT GOL GOL RUANG|PANGKAT DAN GOLONGAN|PANGKAT DAN GOLONGAN RUANG|GOL PANGKAT",
    "pangkat": "PANGKAT|NAMA PANGKAT",
    "tmt_golongan": "TMT GOL|TMT PANGKAT|TMT GOLRU|TMT GOLONGAN|TMT PANGKAT TERAKHIR|PANGKAT TMT",
    "jenis_jabatan": "JENIS JABATAN|JENIS JABATAN NAMA|JENJAB|JENISJABATAN|ESELON|ESL|JENIS JABATAN ID",
    "jabatan": "JABATAN|NAMA JABATAN|JABATAN NAMA|JABATAN TERAKHIR|JABATANNAMA|JABATAN SAAT INI|"
    "JABATAN PEKERJAAN|PEKERJAAN",
    "tmt_jabatan": "TMT JABATAN|JABATAN TMT|TMTJABATAN",
    "unit": "UNIT KERJA|UNOR|UNOR NAMA|SATKER|SATUAN KERJA|OPD|SKPD|INSTANSI|PERANGKAT DAERAH|"
    "UNIT ORGANISASI|DINAS BADAN|UNIT KERJA INSTANSI|UNORNAMA|BIDANG|UNIT|ASAL INSTANSI|INSTANSI UNIT KERJA|"
    "UNIT KERJA OPD|OPD UNIT KERJA|PERANGKAT DAERAH UNIT KERJA|ASAL UNIT KERJA|UNIT KERJA ASAL|ASAL OPD",
    "parent_unit": "SATUAN KERJA INDUK NAMA|SATUAN KERJA INDUK|UNORINDUKNAMA|UNOR INDUK NAMA",
    "pendidikan": "PENDIDIKAN|PENDIDIKAN TERAKHIR|TK PENDIDIKAN|TINGKAT PENDIDIKAN|TINGKAT PENDIDIKAN NAMA|"
    "TKPENDIDIKANTERAKHIR|TINGKAT PENDIDIKAN ID",
    "pendidikan_nama": "PENDIDIKAN NAMA|JURUSAN|JENIS PENDIDIKAN|PENDIDIKANTERAKHIRNAMA",
    "tahun_lulus": "TAHUN LULUS|THN PENDIDIKAN|THN LULUS|TAHUNLULUS",
    "tmt_cpns": "TMT CPNS|TMTCPNS",
    "tmt_pns": "TMT PNS|TMTPNS",
    "phone": "NO HP|NOMOR HP|NO HP WA|TELP|NO TELPON|NO TELEPON|NOHP|NO WA|NOMOR TELEPON|TELEPON|HP|"
    "NO TELP|NO HANDPHONE|NO WHATSAPP|NOMOR WA",
    "email": "EMAIL|E MAIL|EMAIL AKTIF|ALAMAT EMAIL",
    "address": "ALAMAT|ALAMAT RUMAH",
    "note": "KET|KETERANGAN|CATATAN",
    "score": "NILAI|NILAI AKHIR|SKOR|NILAI TOTAL|TOTAL NILAI|NILAI RATA RATA",
    "result": "HASIL|KELULUSAN|STATUS KELULUSAN|LULUS TIDAK LULUS",
    "role": "PERAN|SEBAGAI|PERAN SERTA|JABATAN DALAM KEGIATAN",
}
_IGNORED = {"NO", "NOMOR", "NO URUT", "NOMOR URUT", "NOMER"}
_BY_HEADER = {text: field for field, texts in _SYNONYMS.items() for text in texts.split("|")}
_NOT_WORD = re.compile(r"[^A-Z0-9]+")


@lru_cache(maxsize=4096)
def normalise(header: str) -> str:
    """Capitals, no punctuation, single spaces: `PANGKAT / GOL.\\nRUANG` is `PANGKAT GOL RUANG`."""
    return " ".join(_NOT_WORD.sub(" ", header.upper()).split())


@lru_cache(maxsize=4096)
def match(header: str) -> str | None:
    """The field a header means, None when unknown or of no use (NO, codes that mean nothing to us)."""
    text = normalise(header)
    return None if text in _IGNORED else _BY_HEADER.get(text)


_PREFERENCE = {text: place for texts in _SYNONYMS.values() for place, text in enumerate(texts.split("|"))}


def assign(headers: Sequence[str]) -> list[str | None]:
    """A field for each column, no field twice: of two columns the one with the more usual header wins.

    So `AGAMA ID` is left alone where `AGAMA NAMA` stands beside it.
    """
    found = [match(h) for h in headers]
    best: dict[str, int] = {}
    for column, field in enumerate(found):
        if field is None:
            continue
        other = best.get(field)
        if other is None or _place(headers[column]) < _place(headers[other]):
            best[field] = column
    return [field if field and best[field] == column else None for column, field in enumerate(found)]


def _place(header: str) -> int:
    return _PREFERENCE.get(normalise(header), len(_PREFERENCE))
