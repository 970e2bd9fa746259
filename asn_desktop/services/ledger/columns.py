"""What the columns of a list of past trainings mean: that of BPS, the two of SIASN, and what is like them."""

from __future__ import annotations

from collections.abc import Sequence

from asn_desktop.domain import headers

FIELDS = {
    "nip": "NIP",
    "name": "Nama pegawai",
    "training": "Nama kegiatan",
    "form": "Jenis pengembangan",
    "starts_on": "Tanggal mulai",
    "ends_on": "Tanggal selesai",
    "organiser": "Penyelenggara",
    "jp": "Total JP",
    "certificate_number": "Nomor sertifikat",
    "level": "Lingkup (nasional/internasional)",
    "structural": "Kode pelatihan struktural SIASN",
    "note": "Keterangan",
}
WHO = frozenset({"nip", "training"})  # a row without any of them is no data
NEEDED = ("nip", "training", "ends_on")
_WORDS = {
    "training": "NAMA KEGIATAN|NAMA PELATIHAN|NAMA DIKLAT|NAMA KURSUS|NAMAKURSUS|LATIHANSTRUKTURALNAMA|"
    "LATIHAN STRUKTURAL NAMA|NAMA PENGEMBANGAN|NAMA PENGEMBANGAN KOMPETENSI|NAMA BANGKOM|KEGIATAN|PELATIHAN|"
    "NAMA DIKLAT KURSUS|JUDUL PELATIHAN|JUDUL KEGIATAN|DIKLAT|KURSUS",
    "form": "JENIS PENGEMBANGAN|JENIS PENGEMBANGAN KOMPETENSI|JENISDIKLATID|JENIS DIKLAT ID|JENIS DIKLAT|"
    "JENIS PELATIHAN|BENTUK PELATIHAN|BENTUK|JENIS BANGKOM|JENIS KEGIATAN|JENIS",
    "starts_on": "TANGGAL MULAI|TGL MULAI|TANGGALKURSUS|TANGGAL KURSUS|MULAI|TANGGAL|TGL",
    "ends_on": "TANGGAL SELESAI|TGL SELESAI|TANGGALSELESAIKURSUS|TANGGAL SELESAI KURSUS|TANGGALSELESAI|"
    "SELESAI|TANGGAL AKHIR|TGL AKHIR",
    "organiser": "PENYELENGGARA|INSTITUSIPENYELENGGARA|INSTITUSI PENYELENGGARA|LEMBAGA PENYELENGGARA|"
    "INSTANSI PENYELENGGARA|LEMBAGA",
    "jp": "TOTAL JP|JUMLAH JP|JP|JUMLAHJAM|JUMLAH JAM|JAM PELAJARAN|JUMLAH JAM PELAJARAN|JML JAM|JML JP|"
    "LAMA JP",
    "certificate_number": "NOMORSERTIPIKAT|NOMOR SERTIPIKAT|NOMOR SERTIFIKAT|NO SERTIFIKAT|NO SERTIPIKAT|"
    "NOMOR STTP|NOMOR STTPL",
    "level": "LINGKUP|TINGKAT|LEVEL",
    "structural": "LATIHANSTRUKTURALID|LATIHAN STRUKTURAL ID",
    "note": "KET|KETERANGAN|CATATAN",
}
_BY_HEADER = {word: field for field, words in _WORDS.items() for word in words.split("|")}
_RANK = {word: place for words in _WORDS.values() for place, word in enumerate(words.split("|"))}


def assign(given: Sequence[str]) -> list[str | None]:
    """A field for each column, no field twice; who it is about is known by the headers of staff lists."""
    words = [headers.normalise(header) for header in given]
    is_siasn = not {"LATIHANSTRUKTURALID", "LATIHANSTRUKTURALNAMA"}.isdisjoint(words)
    found = [_field(word, is_siasn) for word in words]
    best: dict[str, int] = {}
    for column, field in enumerate(found):
        if field and (field not in best or _rank(words[column]) < _rank(words[best[field]])):
            best[field] = column
    return [field if field and best[field] == column else None for column, field in enumerate(found)]


def _rank(word: str) -> int:
    return _RANK.get(word, len(_RANK))


def _field(word: str, is_siasn: bool) -> str | None:
    if is_siasn and word == "NOMOR":  # elsewhere it only counts the rows
        return "certificate_number"
    if word in _BY_HEADER:
        return _BY_HEADER[word]
    person = headers.match(word)
    return person if person in ("nip", "name") else None
