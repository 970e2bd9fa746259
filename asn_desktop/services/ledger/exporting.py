"""The ledger as Excel: as it is shown, and in the columns SIASN calls kursus and diklat."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Person
from asn_desktop.domain import dates, nip
from asn_desktop.services import office, reference
from asn_desktop.services.ledger import totals
from asn_desktop.services.ledger.records import Record, records
from asn_desktop.services.ledger.totals import IN_WORDS, Wanted
from asn_desktop.spreadsheets.writing import ColumnOut, SheetOut, write

# domain.md gives these names and this order; nipBaru, without which nobody is known, stands before them.
DIKLAT = (
    "latihanStrukturalId", "latihanStrukturalNama", "nomor", "tanggal", "tanggalSelesai", "tahun",
    "institusiPenyelenggara", "jumlahJam", "jenisKompetensi", "bobot",
)  # fmt: skip
KURSUS = (
    "jenisDiklatId", "jenisKursusSertipikat", "namaKursus", "nomorSertipikat", "tanggalKursus",
    "tanggalSelesaiKursus", "tahunKursus", "jumlahJam", "institusiPenyelenggara",
)  # fmt: skip
CERTIFIED = {"KL03": "T", "KL04": "F"}  # teknis, fungsional; P for all others
_PEOPLE = (
    ColumnOut("No.", 6, "number"),
    ColumnOut("Nama", 38),
    ColumnOut("NIP", 24),
    ColumnOut("Status", 8),
    ColumnOut("Pangkat/Gol", 10),
    ColumnOut("Jabatan", 40),
    ColumnOut("Unit kerja", 44),
    ColumnOut("Kegiatan", 10, "number"),
    ColumnOut("Total JP", 10, "number"),
    ColumnOut("Target", 8, "number"),
    ColumnOut("Kurang", 8, "number"),
    ColumnOut("Keadaan", 24),
)
_LINES = (
    ColumnOut("Nama", 38),
    ColumnOut("NIP", 24),
    ColumnOut("Kegiatan", 60),
    ColumnOut("Bentuk", 30),
    ColumnOut("Penyelenggara", 36),
    ColumnOut("Mulai", 12, "date"),
    ColumnOut("Selesai", 12, "date"),
    ColumnOut("JP", 8, "number"),
    ColumnOut("Nomor sertifikat", 34),
)
_AGENCIES = (
    ColumnOut("No.", 6, "number"),
    ColumnOut("Perangkat daerah", 60),
    ColumnOut("Jumlah ASN", 12, "number"),
    ColumnOut("Mengikuti", 12, "number"),
    ColumnOut("Mencapai target", 14, "number"),
    ColumnOut("%", 8, "number"),
    ColumnOut("Total JP", 12, "number"),
    ColumnOut("Rata-rata JP", 12, "number"),
)


def write_excel(session: Session, wanted: Wanted, path: Path) -> int:
    """Three sheets: the people shown, their trainings, and all perangkat daerah. Returns how many people."""
    rows = totals.everyone(session, wanted)
    found = records(session, wanted.year, [row.id for row in rows])
    known = {row.id: row for row in rows}
    forms = reference.names(session, "bentuk_pelatihan")
    note = f"Yang ditampilkan: {totals.describe(session, wanted)}; {len(rows)} orang"
    about = office.get(session).name
    people = [
        (n, r.printed_name, nip.spaced(r.nip), r.status, r.golongan, r.jabatan, r.unit, r.trainings, r.jp,
         r.target, r.lacking, IN_WORDS[r.state])
        for n, r in enumerate(rows, 1)
    ]  # fmt: skip
    lines = [
        (known[r.person_id].printed_name, nip.spaced(known[r.person_id].nip), r.name,
         forms.get(r.form, r.form), r.organiser, r.starts_on, r.ends_on, r.jp, r.certificate)
        for r in found
    ]  # fmt: skip
    agencies = [
        (n, a.name, a.people, a.attended, a.reached, round(a.percent, 2), a.jp, round(a.mean, 2))
        for n, a in enumerate(totals.agencies(session, wanted.year, statuses=wanted.statuses), 1)
    ]
    write(
        path,
        [
            SheetOut("Per pegawai", _PEOPLE, people, ("Rekap JP per pegawai", about, note), note),
            SheetOut("Kegiatan", _LINES, lines, ("Kegiatan yang dihitung", about, note), note),
            SheetOut(
                "Per perangkat daerah",
                _AGENCIES,
                agencies,
                ("Rekap JP per perangkat daerah", about, f"tahun {wanted.year}"),
            ),
        ],
    )
    return len(rows)


def write_siasn(session: Session, wanted: Wanted, path: Path) -> tuple[int, int]:
    """Sheets kursus and diklat, the header in the first row; returns the lines of each. People without a NIP
    are unknown to SIASN and left out.
    """
    ids = totals.ids(session, wanted)
    numbers: dict[int, str] = {
        person: number
        for person, number in session.execute(select(Person.id, Person.nip).where(Person.nip.is_not(None)))
        if number
    }
    codes = {
        item.code: str(item.attributes.get("siasn", ""))
        for item in reference.items(session, "bentuk_pelatihan", archived=True)
    }
    found = [record for record in records(session, wanted.year, ids) if record.person_id in numbers]
    courses = [_kursus(numbers[r.person_id], r, codes) for r in found if r.kind != "diklat"]
    structural = [_diklat(numbers[r.person_id], r) for r in found if r.kind == "diklat"]
    write(
        path,
        [
            SheetOut("kursus", [ColumnOut(title, 22) for title in ("nipBaru", *KURSUS)], courses),
            SheetOut("diklat", [ColumnOut(title, 22) for title in ("nipBaru", *DIKLAT)], structural),
        ],
    )
    return len(courses), len(structural)


def _kursus(number: str, record: Record, codes: dict[str, str]) -> tuple[str, ...]:
    return (
        number,
        codes.get(record.form, ""),
        CERTIFIED.get(record.form, "P"),
        record.name,
        record.certificate,
        dates.short(record.starts_on),
        dates.short(record.ends_on),
        str(record.ends_on.year),
        str(record.jp),
        record.organiser,
    )


def _diklat(number: str, record: Record) -> tuple[str, ...]:
    """Which structural training it was, SIASN knows by codes of its own: the name alone is told."""
    return (
        number,
        "",
        record.name,
        record.certificate,
        dates.short(record.starts_on),
        dates.short(record.ends_on),
        str(record.ends_on.year),
        record.organiser,
        str(record.jp),
        "",
        "",
    )
