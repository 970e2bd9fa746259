from __future__ import annotations

import openpyxl
import pytest
from desks import NOW, a_person, make_desk

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import ClassSession, Participant, Person
from asn_desktop.services import attendance, imports, results

ROWS = [
    ("DAFTAR HADIR",),
    ("No", "Nama", "NIP", "Unit Kerja", "Keterangan"),
    (1, "Ir. Contoh Nomor 1, S.T.", "198001172008012001", "Kecamatan Sako", ""),
    (2, "Contoh Nomor 2", None, "Kecamatan Sako", "sakit"),
    (3, "Hasan Contohh", None, "Masyarakat", "datang terlambat"),
    (4, "Rahma Baru", None, "Karang Taruna", ""),
    (5, "Contoh Nomor 8", "198001172008011008", "Kecamatan Sako", "Izin"),
    (6, "Contoh Nomor 1", None, "Kecamatan Sako", ""),
]


@pytest.fixture
def desk(engine, tmp_path):
    made = make_desk(engine, tmp_path)
    with writing(engine, "Jadwal") as s:
        insert_rows(s, Person, [a_person(8)])
        for starts, ends in (("08:00", "10:00"), ("10:15", "12:00")):
            s.add(ClassSession(event_id=made.event_id, day=NOW.date(), starts=starts, ends=ends))
    return made


@pytest.fixture
def source(tmp_path):
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "hadir.xlsx")
    return imports.open_list(tmp_path / "hadir.xlsx", imports.PESERTA)


@pytest.fixture
def lines(engine, desk, source):
    with reading(engine) as s:
        return attendance.read_list(s, desk.event_id, source, NOW)


def test_every_line_is_somebody_or_says_why_not(lines):
    assert [(line.id, line.kind, line.name, line.status) for line in lines] == [
        (3, "cocok", "Ir. Contoh Nomor 1, S.T.", "H"),
        (4, "cocok", "Ir. Contoh Nomor 2, S.T.", "S"),
        (5, "mirip", "Hasan Contoh", "H"),
        (6, "orang_luar", "", "H"),
        (7, "bukan_peserta", "", "I"),
        (8, "ditolak", "", "H"),
    ]
    assert "sudah ada di baris 3" in lines[5].problem
    assert [line.possible[0] for line in lines] == ["pakai", "pakai", *["lewati"] * 4]


def test_a_list_is_kept_for_several_sessions_in_one_action(engine, desk, lines):
    decided = ["pakai", "pakai", "pakai", "tambah", "tambah", "lewati"]
    with writing(engine, "Dari daftar") as s:
        kept = attendance.keep_list(s, desk.event_id, zip(lines, decided, strict=True), [1, 2], NOW)
    assert kept == (5, 2)
    with reading(engine) as s:
        found = attendance.grid(s, desk.event_id)
        names = {p.id: p.name for p in found.people}
        assert {(names[p], held): status for (p, held), status in found.marks.items()} == {
            (name, held): status
            for held in (1, 2)
            for name, status in {
                "Ir. Contoh Nomor 1, S.T.": "H",
                "Ir. Contoh Nomor 2, S.T.": "S",
                "Hasan Contoh": "H",
                "Rahma Baru": "H",
                "Ir. Contoh Nomor 8, S.T.": "I",
            }.items()
        }
        assert s.query(Person).count() == 5  # number 8 was known


def test_what_is_left_out_changes_nothing(engine, desk, lines):
    with writing(engine, "Dari daftar") as s:
        kept = attendance.keep_list(s, desk.event_id, [(line, "lewati") for line in lines], [1], NOW)
    assert kept == (0, 0)
    with reading(engine) as s:
        assert attendance.grid(s, desk.event_id).marks == {}
        assert len(results.rows(s, desk.event_id)) == s.query(Participant).count() == 3


def read_rows(engine, desk, path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    source = imports.open_list(path, imports.PESERTA)
    with reading(engine) as s:
        return attendance.read_list(s, desk.event_id, source, NOW)


@pytest.mark.parametrize("head", ["Kehadiran", "HADIR", "Absensi"])
def test_nobody_is_there_of_whom_the_column_says_nothing(engine, desk, tmp_path, head):
    lines = read_rows(
        engine,
        desk,
        tmp_path / "tanda.xlsx",
        ("Nama", "NIP", "Keterangan", head),
        ("Contoh Nomor 1", "198001172008012001", "baik", ""),
        ("Contoh Nomor 2", None, "baik", "tidak"),
        ("Hasan Contoh", None, "", "v"),
        ("Rahma Baru", None, "", "-"),
    )
    assert [(line.name, line.kind, line.possible[0], line.status) for line in lines] == [
        ("Ir. Contoh Nomor 1, S.T.", "tanpa_tanda", "lewati", "H"),
        ("Ir. Contoh Nomor 2, S.T.", "tanpa_tanda", "lewati", "H"),
        ("Hasan Contoh", "cocok", "pakai", "H"),
        ("", "orang_luar", "lewati", "H"),
    ]
    assert "tidak ditandai" in lines[0].problem
    assert "“tidak”" in lines[1].problem


def test_a_remark_that_somebody_did_not_come_is_no_presence(engine, desk, tmp_path):
    lines = read_rows(
        engine,
        desk,
        tmp_path / "ket.xlsx",
        ("No", "Nama", "NIP", "Keterangan"),
        (1, "Contoh Nomor 1", "198001172008012001", "tidak datang"),
        (2, "Contoh Nomor 2", None, ""),
    )
    assert [(line.kind, line.possible[0]) for line in lines] == [
        ("tanpa_tanda", "lewati"),
        ("cocok", "pakai"),
    ]


def test_a_like_name_before_him_does_not_take_the_place_of_the_one_who_is_meant(engine, desk, tmp_path):
    lines = read_rows(
        engine,
        desk,
        tmp_path / "mirip.xlsx",
        ("No", "Nama", "NIP"),
        (1, "Contohh Nomor 1", None),
        (2, "Contoh Nomor 1", "198001172008012001"),
    )
    assert [(line.kind, line.possible[0]) for line in lines] == [("ditolak", "lewati"), ("cocok", "pakai")]
    assert "baris 3" in lines[0].problem
