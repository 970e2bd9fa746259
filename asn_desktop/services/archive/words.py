"""What the tables and columns are called in the description of an archive."""

from __future__ import annotations

from sqlalchemy import Column

from asn_desktop.services.trail import words

TABLES = {
    "person": "Pegawai dan orang dari luar",
    "action": "Riwayat: tindakan pemakai, dari yang pertama",
    "change": "Riwayat: perubahan tiap baris oleh tindakan itu",
    "touched": "Riwayat: jumlah baris yang diubah tiap tindakan",
    "confidential_key": "Kunci catatan rahasia",
}
EVERYWHERE = {
    "id": "Nomor baris; dipakai tabel lain sebagai rujukan",
    "version": "Berapa kali baris disimpan, untuk mengenali perubahan yang bersamaan",
    "name_key": "Nama tanpa gelar dengan huruf kecil, untuk mengurutkan dan mencari",
}
COLUMNS = {
    ("person", "name"): "Nama tanpa gelar",
    ("asset", "data"): "Gambar",
    ("certificate", "snapshot"): "Seluruh isi sertifikat saat diterbitkan",
    ("confidential_key", "key"): "Kunci; kosong kecuali diminta",
    ("setting", "value"): "Isi pengaturan",
    ("action", "at"): "Waktu",
    ("action", "actor"): "Nama pemakai komputer",
    ("action", "label"): "Yang dikerjakan",
    ("action", "kind"): "do = tindakan, final = tindakan yang tidak dapat dibatalkan, undo = pembatalan, "
    "redo = pengulangan, restore = pemulihan cadangan",
    ("action", "target_id"): "Tindakan yang dibatalkan atau diulangi",
    ("action", "hash"): "SHA-256 atas tindakan ini, perubahannya, dan sidik tindakan sebelumnya",
    ("change", "action_id"): "Tindakan",
    ("change", "table_name"): "Tabel",
    ("change", "row_id"): "Nomor baris dalam tabel itu",
    ("change", "before"): "Isi sebelumnya sebagai JSON; kosong bila baris baru",
    ("change", "after"): "Isi sesudahnya sebagai JSON; kosong bila baris dihapus",
    ("touched", "action_id"): "Tindakan",
    ("touched", "table_name"): "Tabel",
    ("touched", "added"): "Baris ditambah",
    ("touched", "changed"): "Baris diubah",
    ("touched", "removed"): "Baris dihapus",
}


def table(name: str) -> str:
    return TABLES.get(name) or words.title(name)


def column(name: str, key: str) -> str:
    """With the words for its codes."""
    meaning = COLUMNS.get((name, key)) or EVERYWHERE.get(key) or words.column(name, key)
    if codes := words.CODES.get((name, key)):
        told = ", ".join(f"{code or 'kosong'} = {said}" for code, said in codes.items())
        meaning = f"{meaning} ({told})"
    if kind := words.KINDS.get((name, key)):
        meaning = f"{meaning}; kodenya di tabel reference_item, kind = {kind}"
    return meaning


def reference(of: Column[object]) -> str:
    """`unit.id`, or nothing."""
    return next((key.target_fullname for key in of.foreign_keys), "")
