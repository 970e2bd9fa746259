"""What the columns of a logbook kept in a spreadsheet mean."""

from __future__ import annotations

from collections.abc import Sequence

from asn_desktop.domain import headers

FIELDS = {
    "mentor_nip": "NIP mentor",
    "mentor": "Nama mentor",
    "mentee_nip": "NIP mentee",
    "mentee": "Nama mentee",
    "day": "Tanggal pertemuan",
    "starts": "Jam (mulai, atau mulai–selesai)",
    "minutes": "Durasi (menit)",
    "place": "Tempat",
    "topic": "Topik",
    "discussion": "Uraian pembahasan",
    "result": "Hasil",
    "goal": "Goal (tujuan)",
    "reality": "Reality (kenyataan)",
    "options": "Options (pilihan)",
    "will": "Will (kemauan bertindak)",
    "action": "Tindak lanjut",
    "owner": "Pelaksana tindak lanjut",
    "due": "Batas waktu tindak lanjut",
    "next_on": "Pertemuan berikutnya",
    "note": "Catatan",
}
WHO = frozenset({"mentor_nip", "mentor", "mentee_nip", "mentee"})  # a row without any of them is no data
TEXTS = ("place", "topic", "discussion", "result", "goal", "reality", "options", "will", "note")
_WORDS = {
    "mentor_nip": "NIP MENTOR|NIP COACH|NIP PEMBIMBING",
    "mentor": "NAMA MENTOR|MENTOR|NAMA COACH|COACH|NAMA PEMBIMBING|PEMBIMBING",
    "mentee_nip": "NIP MENTEE|NIP COACHEE|NIP PESERTA|NIP PEGAWAI|NIP",
    "mentee": "NAMA MENTEE|MENTEE|NAMA COACHEE|COACHEE|NAMA PESERTA|PESERTA|NAMA PEGAWAI|NAMA",
    "day": "TANGGAL PERTEMUAN|TGL PERTEMUAN|TANGGAL|TGL|HARI TANGGAL|TANGGAL KEGIATAN|WAKTU PERTEMUAN",
    "starts": "JAM|JAM MULAI|PUKUL|WAKTU|MULAI|WAKTU MULAI|JAM PERTEMUAN",
    "minutes": "DURASI|DURASI MENIT|LAMA|LAMA MENIT|MENIT|LAMANYA|LAMA PERTEMUAN|JUMLAH MENIT",
    "place": "TEMPAT|LOKASI|MEDIA|TEMPAT PERTEMUAN",
    "topic": "TOPIK|MATERI|TEMA|POKOK BAHASAN|TOPIK PERTEMUAN|TOPIK PEMBAHASAN|JUDUL",
    "discussion": "URAIAN|URAIAN PEMBAHASAN|PEMBAHASAN|URAIAN KEGIATAN|ISI PERTEMUAN|KEGIATAN|DISKUSI",
    "result": "HASIL|HASIL PERTEMUAN|KESIMPULAN|CAPAIAN|HASIL PEMBAHASAN|OUTPUT",
    "goal": "GOAL|TUJUAN|GOAL TUJUAN",
    "reality": "REALITY|KENYATAAN|REALITAS|REALITY KENYATAAN",
    "options": "OPTIONS|OPTION|PILIHAN|OPTIONS PILIHAN",
    "will": "WILL|KEMAUAN|WAY FORWARD|WILL KEMAUAN BERTINDAK",
    "action": "TINDAK LANJUT|RENCANA AKSI|RENCANA TINDAK LANJUT|RTL|AKSI|TUGAS",
    "owner": "PELAKSANA|PENANGGUNG JAWAB|PIC|PELAKSANA TINDAK LANJUT|OLEH",
    "due": "BATAS WAKTU|TENGGAT|TARGET WAKTU|TARGET SELESAI|BATAS WAKTU TINDAK LANJUT|DEADLINE|TARGET",
    "next_on": "PERTEMUAN BERIKUTNYA|TANGGAL BERIKUTNYA|JADWAL BERIKUTNYA|BERIKUTNYA",
    "note": "CATATAN|KETERANGAN|KET",
}
_BY_HEADER = {word: field for field, words in _WORDS.items() for word in words.split("|")}
_RANK = {word: place for words in _WORDS.values() for place, word in enumerate(words.split("|"))}


def assign(given: Sequence[str]) -> list[str | None]:
    """A field for each column, no field twice: the plainest word for it wins."""
    words = [headers.normalise(header) for header in given]
    found = [_BY_HEADER.get(word) for word in words]
    best: dict[str, int] = {}
    for column, field in enumerate(found):
        if field and (field not in best or _RANK[words[column]] < _RANK[words[best[field]]]):
            best[field] = column
    return [field if field and best[field] == column else None for column, field in enumerate(found)]


def missing(fields: Sequence[str | None]) -> str:
    """What must be mended before the rows can be read; empty when all is well."""
    chosen = [field for field in fields if field]
    lacking = [
        words
        for one, other, words in (
            ("mentor_nip", "mentor", "NIP atau nama mentor"),
            ("mentee_nip", "mentee", "NIP atau nama mentee"),
            ("day", "day", FIELDS["day"].lower()),
        )
        if one not in chosen and other not in chosen
    ]
    if "minutes" not in chosen and "starts" not in chosen:
        lacking.append("durasi (atau jam mulai–selesai)")
    if lacking:
        return f"Belum ada kolom untuk: {', '.join(lacking)}. Tentukan kolomnya."
    twice = sorted({FIELDS[field] for field in chosen if chosen.count(field) > 1})
    return f"Dipilih untuk lebih dari satu kolom: {', '.join(twice)}. Sisakan satu." if twice else ""
