from __future__ import annotations

from datetime import date, datetime

import pytest
from desks import TODAY, make_desk
from sqlalchemy import select

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Attendance, ClassSession, Participant, Person
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import attendance, history, results, schedule
from asn_desktop.services.attendance import WalkInForm, badge_code
from asn_desktop.services.schedule.plans import Plan, save_plan

DAY = date(2026, 11, 3)
AT = datetime(2026, 11, 3, 8, 5)
NIP_1 = "198001172008012001"


@pytest.fixture
def desk(engine, tmp_path):
    """Three participants, two days of two sessions and a break between them."""
    made = make_desk(engine, tmp_path)
    with writing(engine, "Jadwal") as s:
        for day in (DAY, date(2026, 11, 4)):
            for starts, ends, kind in (
                ("08:00", "10:00", "materi"),
                ("10:00", "10:15", "istirahat"),
                ("10:15", "12:00", "acara"),
            ):
                add(s, made.event_id, day=day, starts=starts, ends=ends, kind=kind)
    return made


def add(session, event_id, **more):
    values = {"day": DAY, "starts": "13:00", "ends": "14:30", "kind": "materi", "title": "Sesi"}
    made = ClassSession(event_id=event_id, **(values | more))
    session.add(made)
    session.flush()
    return made.id


def shown(engine, desk):
    with reading(engine) as s:
        return attendance.grid(s, desk.event_id)


def put(engine, desk, marks, **more):
    with writing(engine, "Isi kehadiran") as s:
        return attendance.set_status(s, desk.event_id, marks, **more)


def scan(engine, desk, code, session_id):
    with writing(engine, "Pindai") as s:
        return attendance.scan(s, desk.event_id, session_id, code, AT)


def test_breaks_are_no_sessions(engine, desk):
    found = shown(engine, desk)
    assert [(s.day.day, s.starts) for s in found.sessions] == [
        (3, "08:00"),
        (3, "10:15"),
        (4, "08:00"),
        (4, "10:15"),
    ]
    assert [p.name for p in found.people][-1] == "Hasan Contoh"
    assert {p.standing.words for p in found.people} == {"–"}  # nothing is written down


def test_marks_are_kept_changed_and_taken_away_in_one_action_each(engine, desk):
    one, two, _ = (p.id for p in shown(engine, desk).people)
    first, second, *_ = (s.id for s in shown(engine, desk).sessions)
    assert put(engine, desk, {(one, first): "H", (two, first): "S", (one, second): "T"}) == 3
    assert put(engine, desk, {(one, first): "H", (two, first): "I", (one, second): ""}) == 2
    assert shown(engine, desk).marks == {(one, first): "H", (two, first): "I"}
    with writing(engine, "Batal") as s:
        assert history.undo(s, TODAY) == "Isi kehadiran"
    assert shown(engine, desk).marks == {(one, first): "H", (two, first): "S", (one, second): "T"}


def test_the_rule_speaks_as_soon_as_it_can(engine, desk):
    found = shown(engine, desk)
    one, two, three = (p.id for p in found.people)
    a, b, c, d = (s.id for s in found.sessions)
    put(engine, desk, dict.fromkeys([(one, n) for n in (a, b, c, d)] + [(two, a)], "H"))
    put(engine, desk, {(three, a): "T"})
    words = {p.id: p.standing for p in shown(engine, desk).people}
    assert (words[one].ok, words[one].words) == (True, "✓ 100%")
    assert (words[two].ok, words[two].words) == (None, "25% · belum lengkap")
    assert (words[three].ok, words[three].words) == (False, "✗ 0% (min. 90%)")  # 75% is the best it can be
    with writing(engine, "Rencana") as s:
        save_plan(s, desk.event_id, Plan(min_attendance=75))
    assert {p.id: p.standing.ok for p in shown(engine, desk).people} == {one: True, two: None, three: None}
    with reading(engine) as s:
        assert attendance.standing(s, desk.event_id)[one].percent == 100


def test_nobody_fails_where_attendance_is_not_kept(engine, desk):
    with reading(engine) as s:
        assert attendance.standing(s, desk.event_id) == {}


def test_the_rule_is_for_those_who_take_part(engine, desk):
    found = shown(engine, desk)
    one, two = found.people[0].id, found.people[1].id
    with writing(engine, "Peran") as s:
        s.get_one(Participant, two).role = "panitia"
    put(engine, desk, {(one, n.id): "T" for n in found.sessions} | {(two, found.sessions[0].id): "T"})
    assert [p.standing.ok for p in shown(engine, desk).people[:2]] == [False, None]


def test_of_parallel_classes_one_sits_in_one(engine, desk):
    with writing(engine, "Kelas") as s:
        a = add(s, desk.event_id, class_name="A")
        add(s, desk.event_id, class_name="B")
        add(s, desk.event_id, class_name="B", starts="15:00", ends="16:00")
    found = shown(engine, desk)
    common = [s.id for s in found.sessions if not s.class_name]
    person = found.people[0].id
    put(engine, desk, {(person, n): "H" for n in [*common, a]})
    counted = shown(engine, desk).people[0].standing.attended
    assert (counted.present, counted.total) == (5, 5)


@pytest.mark.parametrize("what", ["participant", "session", "status"])
def test_what_is_gone_or_wrong_is_refused_and_nothing_is_kept(engine, desk, what):
    found = shown(engine, desk)
    person, held = found.people[0].id, found.sessions[0].id
    wrong = {
        "participant": {(999, held): "H"},
        "session": {(person, 999): "H"},
        "status": {(person, held): "X"},
    }
    with pytest.raises(UserError, match="bukan kehadiran" if what == "status" else "Muat ulang"):
        put(engine, desk, {(person, held): "H"} | wrong[what])
    assert shown(engine, desk).marks == {}


@pytest.mark.parametrize(
    ("now", "place"),
    [
        ("2026-11-03 07:20", 0),
        ("2026-11-03 08:00", 0),
        ("2026-11-03 09:50", 0),
        ("2026-11-03 10:05", 1),  # in the break
        ("2026-11-03 18:00", 1),
        ("2026-11-04 03:00", 2),
        ("2026-11-01 08:00", 0),
        ("2026-12-01 08:00", 3),
    ],
)
def test_the_session_of_this_hour(engine, desk, now, place):
    held = shown(engine, desk).sessions
    assert attendance.session_at(held, datetime.fromisoformat(now)) == held[place].id
    assert attendance.session_at([], AT) is None


def test_a_badge_and_a_nip_are_scanned(engine, desk):
    found = shown(engine, desk)
    one, _, three = (p.id for p in found.people)
    held = found.sessions[0].id
    put(engine, desk, {(one, held): "I"})
    assert scan(engine, desk, NIP_1[:8] + " " + NIP_1[8:], held).words == (
        "Ir. Contoh Nomor 1, S.T. hadir. Sebelumnya tercatat izin."
    )
    assert scan(engine, desk, badge_code(desk.event_id, three).lower(), held)[:3] == (
        "hadir",
        "Hasan Contoh hadir.",
        three,
    )
    again = scan(engine, desk, badge_code(desk.event_id, three), held)
    assert (again.state, again.words) == ("sudah", "Hasan Contoh sudah tercatat hadir.")
    assert shown(engine, desk).marks == {(one, held): "H", (three, held): "H"}
    with reading(engine) as s:
        assert history.state(s).undo == "Hadir: Hasan Contoh"
        assert set(s.execute(select(Attendance.source, Attendance.at))) == {("pindai", AT)}


@pytest.mark.parametrize(
    ("code", "state", "words"),
    [
        ("K9P1C00", "tidak_dikenal", "Pindai sekali lagi"),
        (badge_code(77, 1), "tidak_dikenal", "kegiatan lain"),
        (badge_code(1, 77), "tidak_dikenal", "sudah dikeluarkan"),
        ("198001172008011999", "tidak_dikenal", "belum tercatat"),
        ("halo", "tidak_dikenal", "bukan kode kartu"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_written(engine, desk, code, state, words):
    found = scan(engine, desk, code, shown(engine, desk).sessions[0].id)
    assert found.state == state
    assert words in found.words
    assert shown(engine, desk).marks == {}


def test_a_stranger_with_a_known_nip_becomes_a_participant(engine, desk):
    held = shown(engine, desk).sessions[0].id
    with writing(engine, "Keluarkan") as s:
        results.remove(s, [shown(engine, desk).people[0].id])
    found = scan(engine, desk, NIP_1, held)
    assert (found.state, found.person_id) == ("bukan_peserta", desk.people[0])
    with writing(engine, "Tambah") as s:
        added = attendance.add_walk_in(s, desk.event_id, found.person_id, held, AT)
    assert shown(engine, desk).marks == {(added, held): "H"}
    assert [p.id for p in shown(engine, desk).people][-1] == added


def test_an_outsider_at_the_door_becomes_a_person(engine, desk):
    held = shown(engine, desk).sessions[0].id
    form = WalkInForm(name="dr. RAHMA  CONTOH, S.E.", unit="Karang Taruna", jabatan="Ketua", phone="0812")
    with writing(engine, "Tambah") as s:
        added = attendance.add_walk_in(s, desk.event_id, form, held, AT)
    with reading(engine) as s:
        person = s.get_one(Person, s.get_one(Participant, added).person_id)
        assert (person.name, person.status, person.instansi) == ("Rahma Contoh", "NON", "Karang Taruna")
        assert (person.gelar_depan, person.gelar_belakang) == ("dr.", "S.E.")
    assert shown(engine, desk).marks == {(added, held): "H"}


def test_a_walk_in_with_a_nip_of_the_list_is_only_marked(engine, desk):
    before = shown(engine, desk)
    with writing(engine, "Tambah") as s:
        added = attendance.add_walk_in(s, desk.event_id, WalkInForm(nip=NIP_1), before.sessions[0].id, AT)
    assert added == before.people[0].id
    assert len(shown(engine, desk).people) == 3


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (WalkInForm(), "name"),
        (WalkInForm(name="A", nip="123"), "nip"),
        (WalkInForm(nip="199001012015011001"), "name"),
    ],
)
def test_a_walk_in_needs_a_name_or_a_known_nip(engine, desk, form, field):
    with pytest.raises(InvalidInput) as error, writing(engine, "Tambah") as s:
        attendance.add_walk_in(s, desk.event_id, form, None, AT)
    assert list(error.value.problems) == [field]
    assert len(shown(engine, desk).people) == 3


def test_sessions_taken_away_take_their_marks_along_and_bring_them_back(engine, desk):
    found = shown(engine, desk)
    person, held = found.people[0].id, found.sessions[0].id
    put(engine, desk, {(person, held): "H"})
    with writing(engine, "Hapus sesi") as s:
        schedule.delete(s, [held])
    assert shown(engine, desk).marks == {}
    with writing(engine, "Batal") as s:
        history.undo(s, TODAY)
    assert shown(engine, desk).marks == {(person, held): "H"}
