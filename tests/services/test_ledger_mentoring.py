"""Mentoring in the ledger: the same JP in sums, histories, lists and what SIASN gets, and once only."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
from mentors import TODAY, PairDesk, make_pair
from sqlalchemy import Engine

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import (
    IssuedCertificate,
    MentoringProgramme,
    NumberScheme,
    RegisterNumber,
    Template,
)
from asn_desktop.services import ledger
from asn_desktop.services.ledger import MENTORING, Sum, Wanted, mentored
from asn_desktop.services.mentoring import meetings
from asn_desktop.services.mentoring.meetings import MeetingForm


def met(engine: Engine) -> PairDesk:
    """Four times: three in one month."""
    desk = make_pair(engine)
    days = [date(2026, 8, 4), date(2026, 8, 11), date(2026, 8, 18), date(2026, 9, 1)]
    with writing(engine, "Catat pertemuan") as s:
        for day in days:
            meetings.save(s, MeetingForm(desk.pair, day, "09:00", 60, present=desk.mentees), TODAY)
        s.get_one(MentoringProgramme, desk.programme).organiser = "BKPSDM Kota Contoh"
    return desk


def test_it_adds_to_the_sums_and_the_years(program_engine: Engine) -> None:
    desk = met(program_engine)
    with reading(program_engine) as s:
        assert ledger.sums(s, 2026) == dict.fromkeys(desk.people, Sum(6, 1))
        assert ledger.years(s, 2028) == [2028, 2026]
        row, *_ = ledger.page(s, 2026, [desk.people[0]])
    assert (row.jp, row.lacking, row.trainings) == (6, 14, 1)


def test_a_line_a_pair_and_year_tells_what_counts_and_why_not(program_engine: Engine) -> None:
    desk = met(program_engine)
    with reading(program_engine) as s:
        (entry,) = ledger.history(s, desk.people[0])
        assert ledger.history(s, desk.mentor) == []
    assert (entry.source, entry.record_id, entry.jp) == (MENTORING, desk.pair, 6)
    assert entry.name == "Mentoring: Mentoring Kepala Seksi, mentor Ir. Contoh Nomor 1, S.T."
    assert (entry.form, entry.organiser) == ("Mentoring", "BKPSDM Kota Contoh")
    assert (entry.starts_on, entry.ends_on) == (date(2026, 8, 4), date(2026, 9, 1))
    assert entry.note == (
        "4 pertemuan, 3 dihitung. Tidak dihitung: 18-08-2026: Pertemuan ke-3 bulan ini; "
        "dihitung paling banyak 2."
    )


def test_meetings_that_all_do_not_count_are_a_line_without_jp(program_engine: Engine) -> None:
    desk = met(program_engine)
    with writing(program_engine, "Ubah program") as s:
        s.get_one(MentoringProgramme, desk.programme).least_minutes = 90
    with reading(program_engine) as s:
        (entry,) = ledger.history(s, desk.people[0])
        assert ledger.records(s, 2026, desk.people) == []
        assert ledger.sums(s, 2026) == {}
    assert entry.jp is None
    assert entry.note.startswith("4 pertemuan, 0 dihitung. Tidak dihitung: 04-08-2026: Hanya 60 menit;")


def test_siasn_gets_a_line_with_its_code_of_mentoring(program_engine: Engine, tmp_path: Path) -> None:
    desk = met(program_engine)
    path = tmp_path / "siasn.xlsx"
    with reading(program_engine) as s:
        assert ledger.write_siasn(s, Wanted(2026), path) == (2, 0)
        assert ledger.write_excel(s, Wanted(2026), tmp_path / "rekap.xlsx") == 4
        assert [record.jp for record in ledger.records(s, 2026, [*desk.people, desk.mentor])] == [6, 6]
    rows = [*openpyxl.load_workbook(path)["kursus"].iter_rows(values_only=True)]
    assert [row[1] for row in rows[1:]] == ["15", "15"]
    assert rows[1][3:] == (
        "Mentoring: Mentoring Kepala Seksi, mentor Ir. Contoh Nomor 1, S.T.",
        rows[1][4],
        "04-08-2026",
        "01-09-2026",
        "2026",
        "6",
        "BKPSDM Kota Contoh",
    )


def test_its_certificate_is_named_and_adds_nothing(program_engine: Engine) -> None:
    desk = met(program_engine)
    with writing(program_engine, "Terbitkan") as s:
        scheme = NumberScheme(name="Uji", pattern="{urut}")
        s.add(scheme)
        s.flush()
        number = RegisterNumber(
            scheme_id=scheme.id, year=2026, sequence=1, number="800/1", taken_on=TODAY, state="terpakai"
        )
        template = Template(name="x", edition=99, title="", content="", sha256="")
        s.add_all([number, template])
        s.flush()
        insert_rows(
            s,
            IssuedCertificate,
            [
                {
                    "programme_id": desk.programme,
                    "person_id": desk.people[0],
                    "role": "mentee",
                    "number_id": number.id,
                    "number": "800/1",
                    "code": "AAAA",
                    "issued_on": TODAY,
                    "issued_at": datetime(2026, 11, 25, 8),
                    "template_id": template.id,
                    "snapshot": {"values": {"jp": "40"}},
                    "name": "",
                    "nip": "",
                    "sha256": "",
                }
            ],
        )
    with reading(program_engine) as s:
        assert ledger.sums(s, 2026) == dict.fromkeys(desk.people, Sum(6, 1))
        first, second = mentored.lines(s, desk.people)
    assert (first.certificate, second.certificate) == ("800/1", "")


def test_the_mentor_who_earns_is_told_as_such(program_engine: Engine) -> None:
    desk = met(program_engine)
    with writing(program_engine, "Ubah program") as s:
        s.get_one(MentoringProgramme, desk.programme).mentor_earns = True
    with reading(program_engine) as s:
        (entry,) = ledger.history(s, desk.mentor, 2026)
        assert ledger.history(s, desk.mentor, 2025) == []
    assert entry.name == "Mentoring: Mentoring Kepala Seksi, sebagai mentor"
    assert entry.jp == 6
