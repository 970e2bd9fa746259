"""Logbooks of a spreadsheet: taken over once, with what is wrong told by row and field."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from desks import a_person
from mentors import TODAY, PairDesk, make_pair
from sqlalchemy import Engine, select

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import MentoringPair, Person
from asn_desktop.domain.errors import Cancelled, InvalidInput, UserError
from asn_desktop.services import history
from asn_desktop.services.imports import Checked
from asn_desktop.services.mentoring import actions, importing, jp, meetings, pairs
from asn_desktop.services.mentoring import logbook_columns as columns
from asn_desktop.spreadsheets.writing import ColumnOut, SheetOut, write

HEADERS = (
    *("No", "NIP Mentor", "Nama Mentor", "NIP Mentee", "Nama Mentee", "Tanggal", "Jam", "Durasi (menit)"),
    *("Topik", "Uraian", "Hasil", "Tindak Lanjut", "Pelaksana", "Batas Waktu"),
)


def nip(n: int) -> str:
    return str(a_person(n)["nip"])


def line(**more: Any) -> dict[str, Any]:
    """Mentor 1 and mentee 2 of the office."""
    usual = {"NIP Mentor": nip(1), "NIP Mentee": nip(2), "Tanggal": "11-08-2026", "Jam": "09.00"}
    return usual | {"Durasi (menit)": 60, "Topik": "Rencana kerja"} | more


def listed(tmp_path: Path, *lines: dict[str, Any], headers: tuple[str, ...] = HEADERS) -> Path:
    path = tmp_path / "logbook.xlsx"
    rows = [[one.get(header, "") for header in headers] for one in lines]
    write(path, [SheetOut("Logbook", [ColumnOut(header, 20) for header in headers], rows)])
    return path


def checked(desk: PairDesk, path: Path, **more: Any) -> Checked:
    source = importing.open_list(path)
    with reading(desk.engine) as s:
        return importing.check(s, desk.programme, source, source.fields, TODAY, **more)


def take(desk: PairDesk, path: Path) -> tuple[int, int]:
    found = checked(desk, path)
    with writing(desk.engine, "Impor logbook") as s:
        return importing.apply(s, desk.programme, found, TODAY)


def told(found: Checked) -> list[tuple[str, str]]:
    return [(p.field, p.message) for row in found.rows for p in row.problems]


def test_a_meeting_is_taken_over_with_all_it_says_and_only_once(
    program_engine: Engine, tmp_path: Path
) -> None:
    desk = make_pair(program_engine)
    path = listed(
        tmp_path,
        line(Jam="09.00 - 10.30", **{"Durasi (menit)": "", "Hasil": "Disepakati", "Uraian": "Membahas"})
        | {"Tindak Lanjut": "Kirim rancangan", "Pelaksana": "mentor", "Batas Waktu": "31-08-2026"},
        line(Tanggal="18-08-2026"),
    )
    assert take(desk, path) == (2, 0)
    with reading(program_engine) as s:
        first, second = meetings.rows(s, [desk.pair])
        (action,) = actions.open_actions(s, TODAY, pair_id=desk.pair)
        assert jp.credited_of_programme(s, desk.programme)[desk.people[0]] == 4
    assert (first.day, first.starts, first.minutes, first.state) == (
        date(2026, 8, 11),
        "09:00",
        90,
        "terlaksana",
    )
    assert (first.topic, first.discussion, first.result) == ("Rencana kerja", "Membahas", "Disepakati")
    assert first.present == desk.mentees[:1]
    assert (action.text, action.owner_id, action.due) == ("Kirim rancangan", desk.mentor, date(2026, 8, 31))
    again = checked(desk, path)
    assert [row.action for row in again.rows] == ["sama", "sama"]
    with writing(program_engine, "Impor logbook") as s:
        assert importing.apply(s, desk.programme, again, TODAY) == (0, 0)
    assert second.day == date(2026, 8, 18)


def test_rows_of_one_meeting_are_one_with_all_who_were_there(program_engine: Engine, tmp_path: Path) -> None:
    desk = make_pair(program_engine)
    one = line(**{"Tindak Lanjut": "Kirim rancangan", "Pelaksana": "mentee"})
    path = listed(
        tmp_path,
        one,
        one | {"NIP Mentee": nip(3), "Tindak Lanjut": "Baca pedoman"},
        one | {"Tindak Lanjut": "Undang kepala seksi", "Pelaksana": nip(1)},
        one,
    )
    found = checked(desk, path)
    assert [row.action for row in found.rows] == ["baru", "baru", "baru", "sama"]
    assert told(found) == [("day", "Baris 5: sama dengan baris 2, jadi dicatat sekali.")]
    assert take(desk, path) == (1, 0)
    with reading(program_engine) as s:
        (row,) = meetings.rows(s, [desk.pair])
        found_actions = actions.open_actions(s, TODAY, pair_id=desk.pair)
    assert row.present == desk.mentees
    assert {(a.text, a.owner_id) for a in found_actions} == {
        ("Kirim rancangan", desk.people[0]),
        ("Baca pedoman", desk.people[1]),
        ("Undang kepala seksi", desk.mentor),
    }


def test_who_is_missing_at_a_known_meeting_is_added(program_engine: Engine, tmp_path: Path) -> None:
    desk = make_pair(program_engine)
    take(desk, listed(tmp_path, line()))
    path = listed(tmp_path, line(**{"NIP Mentee": nip(3)}))
    assert [row.action for row in checked(desk, path).rows] == ["berubah"]
    assert take(desk, path) == (1, 0)
    with reading(program_engine) as s:
        (row,) = meetings.rows(s, [desk.pair])
    assert (row.present, row.topic) == (desk.mentees, "Rencana kerja")


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"NIP Mentee": "199001012015011999"}, "mentee_nip", "NIP mentee 199001012015011999 tidak dikenal."),
        ({"NIP Mentor": ""}, "mentor_nip", "NIP mentor kosong. Isi NIP atau namanya."),
        ({"NIP Mentor": "", "Nama Mentor": "Siapa Ini"}, "mentor", "mentor Siapa Ini tidak dikenal."),
        ({"Tanggal": ""}, "day", "isi tanggal pertemuan."),
        ({"Tanggal": "01-08-2026"}, "day", "pasangan ini baru mulai 3 Agustus 2026."),
        ({"Tanggal": "26-11-2026"}, "day", "tanggal 26-11-2026 belum tiba."),
        ({"Tanggal": "32-08-2026"}, "day", ""),
        ({"Durasi (menit)": 0}, "minutes", "lama pertemuan antara 1 dan 480 menit."),
        ({"Durasi (menit)": 600}, "minutes", "lama pertemuan antara 1 dan 480 menit."),
        ({"Durasi (menit)": "lama"}, "minutes", "durasi “lama” bukan lama dalam menit."),
        ({"Durasi (menit)": ""}, "minutes", "isi lamanya dalam menit."),
        ({"Jam": "pagi"}, "starts", "jam “pagi” tidak terbaca."),
        ({"Tindak Lanjut": "Kirim"}, "owner", "pilih siapa yang mengerjakan tindak lanjut ini."),
        ({"Tindak Lanjut": "Kirim", "Pelaksana": "Entah"}, "owner", "pelaksana “Entah” tidak dikenal."),
        ({"Batas Waktu": "31-08-2026", "Pelaksana": "mentee"}, "action", "isi tindak lanjutnya"),
        (
            {"Tindak Lanjut": "Kirim", "Pelaksana": "mentee", "Batas Waktu": "01-08-2026"},
            "due",
            "batas waktu tidak boleh sebelum tanggal pertemuan.",
        ),
        ({"NIP Mentee": nip(1)}, "mentor_nip", "mentor tidak boleh menjadi mentee-nya sendiri."),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_kept_out(
    program_engine: Engine, tmp_path: Path, more: dict[str, Any], field: str, words: str
) -> None:
    desk = make_pair(program_engine)
    found = checked(desk, listed(tmp_path, line(**more), line(Tanggal="18-08-2026")))
    assert [row.action for row in found.rows] == ["ditolak", "baru"]
    ((given, message),) = told(found)
    assert given == field
    assert message.startswith(f"Baris 2: {words}")


def test_people_are_known_by_name_when_only_one_has_it(program_engine: Engine, tmp_path: Path) -> None:
    desk = make_pair(program_engine)
    with writing(program_engine, "Tambah") as s:
        insert_rows(s, Person, [a_person(9, name="Contoh Nomor 2", name_key="contoh nomor 2", nip=None)])
        insert_rows(s, Person, [a_person(8, name="Kembar", name_key="kembar", nip=None)] * 2)
    named = {"NIP Mentor": "", "NIP Mentee": "", "Nama Mentor": "Contoh Nomor 1"}
    path = listed(
        tmp_path,
        line(**named, **{"Nama Mentee": "Ir. Contoh Nomor 2, S.T."}),  # two, but one is in the programme
        line(**named, **{"Nama Mentee": "Kembar"}),
        line(**{"Nama Mentee": "Orang Lain"}, Tanggal="18-08-2026"),
    )
    found = checked(desk, path)
    assert [row.action for row in found.rows] == ["baru", "ditolak", "baru"]
    assert told(found) == [
        ("mentee", "Baris 3: ada 2 orang bernama Kembar. Isi NIP mentee-nya."),
        ("mentee", "Baris 4: NIP mentee ini milik Ir. Contoh Nomor 2, S.T., bukan Orang Lain."),
    ]


def test_pairs_there_are_not_are_made_only_where_asked_for(program_engine: Engine, tmp_path: Path) -> None:
    desk = make_pair(program_engine)
    with writing(program_engine, "Tambah") as s:
        five, six = insert_rows(s, Person, [a_person(5), a_person(6)])
    path = listed(
        tmp_path,
        line(**{"NIP Mentor": nip(4), "NIP Mentee": nip(5)}),
        line(**{"NIP Mentor": nip(4), "NIP Mentee": nip(6)}),  # at the same hour: a group
        line(**{"NIP Mentor": nip(4), "NIP Mentee": nip(3)}, Tanggal="25-08-2026"),  # alone
    )
    refused = checked(desk, path, may_make_pairs=False)
    assert [row.action for row in refused.rows] == ["ditolak"] * 3
    assert "belum ada pasangan Ir. Contoh Nomor 4, S.T. dan Ir. Contoh Nomor 5, S.T." in told(refused)[0][1]
    assert take(desk, path) == (2, 2)
    with reading(program_engine) as s:
        made = list(s.scalars(select(MentoringPair.id).where(MentoringPair.id != desk.pair)))
        group, alone = (pairs.detail(s, one) for one in made)
    assert [m.person.id for m in group.mentees] == [five, six]
    assert [m.person.id for m in alone.mentees] == [desk.people[1]]
    assert (group.state, group.agreed_on) == ("berjalan", date(2026, 8, 1))
    assert [row.action for row in checked(desk, path).rows] == ["sama"] * 3


def test_a_mentee_in_two_pairs_at_the_same_hour_is_told_and_kept(
    program_engine: Engine, tmp_path: Path
) -> None:
    desk = make_pair(program_engine)
    path = listed(
        tmp_path, line(), line(**{"NIP Mentor": nip(4), "Jam": "09.30"}), line(Jam="", Tanggal="18-08-2026")
    )
    found = checked(desk, path)
    assert [row.action for row in found.rows] == ["baru"] * 3
    assert (
        "starts",
        "Baris 3: Ir. Contoh Nomor 2, S.T. juga dalam pertemuan lain pukul 09.00. Periksa jamnya; "
        "tetap dicatat.",
    ) in told(found)


def test_times_of_excel_and_a_list_without_owners_are_read(program_engine: Engine, tmp_path: Path) -> None:
    desk = make_pair(program_engine)
    headers = tuple(header for header in HEADERS if header != "Pelaksana")
    path, book = tmp_path / "jam.xlsx", openpyxl.Workbook()
    at = {"Tanggal": datetime(2026, 8, 11), "Jam": time(9), "Durasi (menit)": time(1, 30)}
    one = line(**at, **{"Tindak Lanjut": "Kirim"})
    for row in (headers, [one.get(header, "") for header in headers]):
        book["Sheet"].append(row)
    book.save(path)
    assert take(desk, path) == (1, 0)
    with reading(program_engine) as s:
        (row,) = meetings.rows(s, [desk.pair])
        (action,) = actions.open_actions(s, TODAY)
    assert (row.starts, row.minutes) == ("09:00", 90)
    assert action.owner_id == desk.people[0]


def test_a_planned_meeting_of_that_day_becomes_the_held_one(program_engine: Engine, tmp_path: Path) -> None:
    desk = make_pair(program_engine)
    with writing(program_engine, "Rencanakan") as s:
        (planned,) = meetings.plan(s, desk.pair, [(date(2026, 8, 11), "08:00", 60)])
    take(desk, listed(tmp_path, line()))
    with reading(program_engine) as s:
        (row,) = meetings.rows(s, [desk.pair])
    assert (row.id, row.state) == (planned, "terlaksana")


def test_what_is_no_logbook_is_refused_in_words(program_engine: Engine, tmp_path: Path) -> None:
    desk = make_pair(program_engine)
    with pytest.raises(UserError, match="tidak memuat logbook yang dikenal"):
        importing.open_list(listed(tmp_path, {"Kota": "x"}, headers=("Kota", "Luas", "Penduduk")))
    source = importing.open_list(listed(tmp_path, line()))
    fields = [None if field == "day" else field for field in source.fields]
    with reading(program_engine) as s, pytest.raises(InvalidInput, match="tanggal"):
        importing.check(s, desk.programme, source, fields, TODAY)
    with reading(program_engine) as s, pytest.raises(Cancelled):
        importing.check(
            s, desk.programme, source, source.fields, TODAY, progress=lambda _done, _all, _words: False
        )


def test_columns_are_known_by_their_headers() -> None:
    assert columns.assign(HEADERS)[1:] == [
        *("mentor_nip", "mentor", "mentee_nip", "mentee", "day", "starts", "minutes"),
        *("topic", "discussion", "result", "action", "owner", "due"),
    ]
    assert columns.missing(["mentor", "mentee", "day", "starts"]) == ""
    assert "NIP atau nama mentor, tanggal pertemuan" in columns.missing(["mentee_nip", "minutes", "minutes"])
    assert "lebih dari satu kolom: Topik" in columns.missing(
        ["mentor", "mentee", "day", "minutes", "topic", "topic"]
    )


def test_a_list_that_was_taken_over_is_undone_at_once(program_engine: Engine, tmp_path: Path) -> None:
    desk = make_pair(program_engine)
    action = {"Tindak Lanjut": "Kirim", "Pelaksana": "mentee"}
    take(desk, listed(tmp_path, line(**action), line(**{"NIP Mentor": nip(4)}, Tanggal="18-08-2026")))
    with writing(program_engine, "Urungkan") as s:
        history.undo(s, TODAY)
    with reading(program_engine) as s:
        assert meetings.rows(s, [desk.pair]) == []
        assert actions.open_actions(s, TODAY) == []
        assert list(s.scalars(select(MentoringPair.id))) == [desk.pair]
