"""services.ledger: lists of past trainings in (BPS, SIASN) and out (Excel, SIASN)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import OutsideTraining, Person
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import history, imports, ledger
from asn_desktop.services.imports import Checked
from asn_desktop.services.ledger import Sum, Wanted
from asn_desktop.services.ledger.exporting import DIKLAT, KURSUS
from tests.desks import TODAY, Desk, make_desk

BPS = ["NIP", "Tanggal Mulai", "Tanggal Selesai", "Nama Kegiatan", "Penyelenggara", "Jenis Pengembangan"]


@pytest.fixture
def desk(program_engine: Engine, tmp_path: Path) -> Desk:
    return make_desk(program_engine, tmp_path)


def nip_of(desk: Desk, n: int) -> str:
    with reading(desk.engine) as s:
        return s.get_one(Person, desk.people[n]).nip or ""


def a_list(path: Path, rows: list[list[object]], header: list[str] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([], ["REKAP PENGEMBANGAN KOMPETENSI"], header or [*BPS, "Total JP"], *rows):
        sheet.append(row)
    book.save(path)
    return path


def bring(desk: Desk, path: Path, sheet: str | None = None) -> Checked:
    source = ledger.open_list(path, sheet)
    with writing(desk.engine, "Impor riwayat") as s:
        checked = ledger.check(s, source, source.fields, TODAY)
        ledger.apply(s, checked)
    return checked


def test_a_list_as_bps_has_it_and_a_second_time_it_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    one, two = nip_of(desk, 0), nip_of(desk, 1)
    path = a_list(
        tmp_path / "bps.xlsx",
        [
            [one, "16-02-2026", "2026-02-17", "Webinar Data", "BPS", "Seminar/Konferensi/Sarasehan", 8],
            [one, "16/02/2026", datetime(2026, 2, 16), "Bimtek Arsip", "ANRI", "Bimtek", "6 JP"],
            [two, None, "3 Maret 2026", "Sosialisasi Pajak", "DJP", "Sosialisasi", None],
            [one, "16-02-2026", "17-02-2026", "WEBINAR DATA", "BPS", "Seminar", 8],
        ],
    )
    checked = bring(desk, path)
    assert (checked.counts.new, checked.counts.same, checked.counts.rejected) == (3, 1, 0)
    with reading(desk.engine) as s:
        rows = s.query(OutsideTraining).order_by(OutsideTraining.id).all()
        assert [(r.form, r.jp, r.ruled_jp, r.year, r.source) for r in rows] == [
            ("KL06", 8, 8, 2026, "impor"),
            ("KL10", 6, None, 2026, "impor"),
            ("KL11", 4, 4, 2026, "impor"),
        ]
        assert ledger.sums(s, 2026)[desk.people[0]] == Sum(34, 3)
    assert (bring(desk, path).counts.new, bring(desk, path).counts.same) == (0, 4)
    with writing(desk.engine, "Batal") as s:
        history.undo(s, TODAY)
    with reading(desk.engine) as s:
        assert s.query(OutsideTraining).count() == 0


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["", None, "1-2-2026", "Webinar", "", "", 4], "NIP kosong"),
        (["199001012020121001", None, "1-2-2026", "Webinar", "", "", 4], "tidak dikenal"),
        ([1.98001e17, None, "1-2-2026", "Webinar", "", "", 4], "tersimpan sebagai angka"),
        (["{one}", None, None, "Webinar", "", "", 4], "tanggal selesai kosong"),
        (["{one}", None, "31-02-2026", "Webinar", "", "", 4], "31-02-2026"),
        (["{one}", None, "1-12-2026", "Webinar", "", "", 4], "belum lewat"),
        (["{one}", "3-2-2026", "1-2-2026", "Webinar", "", "", 4], "sesudah tanggal selesai"),
        (["{one}", None, "1-2-2026", "Webinar", "", "", "banyak"], "bukan JP"),
        (["{one}", None, "1-2-2026", "Webinar", "", "Entah", None], "tidak dapat dihitung"),
        (["{one}", None, "1-2-2026", "", "", "", 4], "nama kegiatan kosong"),
    ],
)
def test_each_error_names_its_row(desk: Desk, tmp_path: Path, row: list[object], words: str) -> None:
    one = nip_of(desk, 0)
    path = a_list(tmp_path / "salah.xlsx", [[one if cell == "{one}" else cell for cell in row]])
    checked = bring(desk, path)
    assert checked.counts.rejected == 1
    told = " ".join(p.message for p in checked.rows[0].problems if p.is_error)
    assert told.startswith("Baris 4")
    assert words in told
    with reading(desk.engine) as s:
        assert s.query(OutsideTraining).count() == 0
    out = tmp_path / "ditolak.xlsx"
    assert imports.rejected_list(checked, ledger.open_list(path), out) == 1


def test_columns_that_are_needed_are_asked_for(desk: Desk, tmp_path: Path) -> None:
    source = ledger.open_list(
        a_list(tmp_path / "a.xlsx", [[nip_of(desk, 0), "", "1-2-2026", "W", "", "", 4]])
    )
    with reading(desk.engine) as s, pytest.raises(InvalidInput) as told:
        ledger.check(s, source, [None] * len(source.headers), TODAY)
    assert set(told.value.problems) == {"nip", "training", "ends_on"}


def test_a_file_without_such_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="tidak memuat riwayat"):
        ledger.open_list(a_list(tmp_path / "b.xlsx", [["a", "b"]], ["Kolom", "Lain"]))


def test_siasn_gets_exactly_its_columns_and_comes_back_without_doubles(desk: Desk, tmp_path: Path) -> None:
    desk.issue()
    with writing(desk.engine, "Isi") as s:
        for row in (
            {"name": "PKP", "kind": "diklat", "form": "KL01", "ends_on": date(2026, 9, 30), "jp": 900,
             "starts_on": date(2026, 6, 1), "certificate_number": "7/LAN"},
            {"name": "=HYPERLINK(1)", "form": "KL03", "ends_on": date(2026, 5, 5), "jp": 8},
        ):  # fmt: skip
            s.add(OutsideTraining(person_id=desk.people[0], organiser="LAN", year=2026, **row))
    out = tmp_path / "siasn.xlsx"
    with reading(desk.engine) as s:
        assert ledger.write_siasn(s, Wanted(2026), out) == (3, 1)
    book = openpyxl.load_workbook(out)
    kursus, diklat = ([[*row] for row in book[name].values] for name in ("kursus", "diklat"))
    assert book.sheetnames == ["kursus", "diklat"]
    assert tuple(kursus[0]) == ("nipBaru", *KURSUS)
    assert tuple(diklat[0]) == ("nipBaru", *DIKLAT)
    one = nip_of(desk, 0)
    days = ["05-05-2026", "05-05-2026", "2026"]
    assert kursus[1] == [one, "3", "T", "=HYPERLINK(1)", None, *days, "8", "LAN"]
    days = ["01-06-2026", "30-09-2026", "2026"]
    assert diklat[1] == [one, None, "PKP", "7/LAN", *days, "LAN", "900", None, None]
    for sheet in ("kursus", "diklat"):
        checked = bring(desk, out, sheet)
        assert (checked.counts.new, checked.counts.rejected) == (0, 0)
    with writing(desk.engine, "Kosongkan") as s:
        for row in s.query(OutsideTraining):
            s.delete(row)
    again = bring(desk, out, "diklat").rows[0].values
    assert (again["kind"], again["jp"], again["certificate_number"]) == ("diklat", 900, "7/LAN")


def test_excel_has_people_trainings_and_agencies_and_says_the_filter(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "rekap.xlsx"
    with reading(desk.engine) as s:
        assert ledger.write_excel(s, Wanted(2026, state="terpenuhi"), out) == 2
        assert [r.jp for r in ledger.records(s, 2026, desk.people)] == [20, 20, 20]
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Per pegawai", "Kegiatan", "Per perangkat daerah"]
    text = [str(c.value) for row in book["Per pegawai"].iter_rows() for c in row if c.value is not None]
    assert any("tahun 2026; terpenuhi; 2 orang" in cell for cell in text)
    assert [c.value for c in list(book["Per perangkat daerah"].iter_rows())[-1]][2:] == [2, 2, 2, 100, 40, 20]
