"""The file of the database: its pages, indexes and references, and the word index over people."""

from __future__ import annotations

from functools import partial

from sqlalchemy.orm import Session

from asn_desktop.db import images, inspection
from asn_desktop.db.inspection import Orphan
from asn_desktop.db.tables import Person
from asn_desktop.services.checks.findings import DAMAGED, WRONG, Finding, Found, Meter
from asn_desktop.services.checks.history import named
from asn_desktop.services.trail import words
from asn_desktop.services.trail.naming import Names

FILE, REFERENCES, SEARCH = "Berkas basis data", "Rujukan antardata", "Indeks pencarian"
RESTORE = (
    "Jangan lanjutkan pekerjaan pada berkas ini. Pulihkan cadangan terakhir yang baik (Pengaturan, "
    "Cadangan), lalu periksa lagi. Diska yang menua dapat menjadi penyebabnya: salin cadangan ke tempat lain."
)
REBUILD = "Tekan “Bangun ulang indeks”. Data tidak berubah, hanya daftar untuk mencarinya."


def pages(session: Session, meter: Meter) -> Found:
    found = inspection.file_faults(session, meter.tick)
    if found.pages:
        yield partial(
            Finding,
            FILE,
            DAMAGED,
            f"Berkas basis data rusak di {len(found.pages)} tempat; sebagian data mungkin tidak terbaca.",
            RESTORE,
            detail="\n".join(found.pages),
        )
    for name in found.indexes:
        yield partial(
            Finding,
            FILE,
            WRONG,
            f"Indeks “{name}” tidak cocok dengan tabelnya, jadi daftar dan pencarian dapat keliru.",
            REBUILD,
            mendable=True,
        )
    if altered := inspection.altered(session):
        yield partial(
            Finding,
            FILE,
            DAMAGED,
            f"Susunan {len(altered)} tabel bukan lagi buatan program, jadi isian yang keliru dapat lolos.",
            RESTORE,
            detail=", ".join(altered),
        )
    for name in inspection.lost_indexes(session):
        yield partial(
            Finding,
            FILE,
            WRONG,
            f"Indeks “{name}” hilang, jadi daftar menjadi lambat.",
            REBUILD,
            mendable=True,
        )


def references(session: Session, _meter: Meter) -> Found:
    names = Names(session)
    for orphan in inspection.orphans(session):
        if orphan.table_name in images.TABLES and images.TABLES[orphan.table_name].recorded:
            yield partial(_orphan, names, orphan)


def _orphan(names: Names, orphan: Orphan) -> Finding:
    key = (orphan.table_name, orphan.row_id)
    column, parent = words.column(orphan.table_name, orphan.column), words.noun(orphan.parent)
    return Finding(
        REFERENCES,
        DAMAGED,
        f"{words.noun(orphan.table_name).capitalize()} ini menunjuk {parent} yang tidak ada lagi "
        f"(kolom {column}).",
        f"Kembalikan {parent} itu dari cadangan, atau buka datanya dan isi {column} lagi.",
        named(names, key),
        key,
    )


def search(session: Session, _meter: Meter) -> Found:
    found = inspection.search_faults(session)
    if found.broken:
        yield partial(_index, "Indeks pencarian pegawai rusak atau tidak ada, jadi pencarian dapat gagal.")
    if found.triggers:
        names = ", ".join(found.triggers)
        yield partial(_index, f"Indeks pencarian tidak lagi mengikuti perubahan data ({names}).")
    if found.nobody:
        yield partial(_index, f"Indeks pencarian memuat {found.nobody} orang yang tidak ada di data.")
    names_ = Names(session)
    for row_id in found.people:
        yield partial(_person, names_, row_id)


def _index(what: str) -> Finding:
    return Finding(SEARCH, WRONG, what, REBUILD, mendable=True)


def _person(names: Names, row_id: int) -> Finding:
    key = (Person.__tablename__, row_id)
    what = "Pegawai ini tidak ditemukan dengan kata-kata yang tertulis di datanya."
    return Finding(SEARCH, WRONG, what, REBUILD, named(names, key), key, mendable=True)
