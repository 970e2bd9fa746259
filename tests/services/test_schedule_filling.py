"""services/schedule/filling.py and balance.py."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from desks import Desk, make_desk
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from asn_desktop.db import undo
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Attendance, ReferenceItem, Trainer
from asn_desktop.domain.errors import UserError
from asn_desktop.services import reference, results, schedule
from asn_desktop.services.schedule import Filling, SessionForm, filling
from asn_desktop.services.schedule.balance import jp_by_subject

TUESDAY, FRIDAY, MONDAY = date(2026, 11, 3), date(2026, 11, 6), date(2026, 11, 9)


@pytest.fixture
def planned(engine: Engine, tmp_path: Path) -> Desk:
    """An event from Tuesday to the Monday after, its curriculum ten subjects of 2 JP."""
    desk = make_desk(engine, tmp_path)
    with writing(engine, "Acuan") as s:
        reference.seed(s)
    return desk


def test_one_action_fills_the_working_days_with_the_curriculum(planned: Desk) -> None:
    with writing(planned.engine, "Isi jadwal") as s:
        done = schedule.fill(s, planned.event_id, Filling("KANTOR"))
    assert (done.jp, done.left, done.empty) == (20, 0, (FRIDAY, MONDAY))
    with reading(planned.engine) as s:
        rows = schedule.sessions(s, [planned.event_id])
        told = schedule.balance(s, planned.event_id)
        assert schedule.check(s, planned.event_id) == []
    assert len(rows) == done.sessions
    assert [r.title for r in rows if r.counts][:3] == [
        "Mata Pelatihan 1",
        "Mata Pelatihan 2",
        "Mata Pelatihan 2",
    ]
    assert rows[-1].counts, "no break after the last lesson"
    assert told.words == "Terjadwal 20 JP dari 20 JP kurikulum: sesuai."
    assert {s.words for s in told.subjects} == {"sesuai"}
    with writing(planned.engine, "Batalkan") as s:
        undo.undo_last(s)
        assert schedule.sessions(s, [planned.event_id]) == []


def test_a_friday_gets_its_own_pattern_and_full_days_are_left_alone(planned: Desk) -> None:
    with writing(planned.engine, "Isi") as s:
        schedule.save(s, planned.event_id, SessionForm(TUESDAY, "8", "9.30", subject_id=1))
        done = schedule.fill(s, planned.event_id, Filling("KANTOR", [TUESDAY, FRIDAY]))
        rows = schedule.sessions(s, [planned.event_id])
    assert done.kept == (TUESDAY,)
    assert "dibiarkan: 03-11-2026" in done.words
    assert [r.ends for r in rows if r.title.startswith("Istirahat, salat Jumat")] == ["13:15"]
    assert (done.jp, done.left) == (8, 10)  # 2 JP stood there before
    assert "10 JP kurikulum belum mendapat tempat" in done.words


def test_holidays_are_no_working_days(planned: Desk) -> None:
    with writing(planned.engine, "Libur") as s:
        s.add(ReferenceItem(kind="hari_libur", code="2026-11-05", name="Hari Contoh"))
    with reading(planned.engine) as s:
        days = schedule.working_days(s, planned.event_id)
    assert [day.day for day in days] == [3, 4, 6, 9]


def test_trainers_and_room_go_with_every_lesson(planned: Desk) -> None:
    with writing(planned.engine, "Isi") as s:
        s.add(Trainer(person_id=planned.people[0]))
        s.flush()
        schedule.fill(s, planned.event_id, Filling("SETENGAH", [TUESDAY], trainer_ids=(1,)))
        rows = schedule.sessions(s, [planned.event_id])
    assert {(r.kind, r.trainer_ids) for r in rows} == {("materi", (1,)), ("istirahat", ())}


def test_replacing_spares_noted_attendance(planned: Desk) -> None:
    with writing(planned.engine, "Isi") as s:
        schedule.fill(s, planned.event_id, Filling("KANTOR", [TUESDAY]))
    with writing(planned.engine, "Ganti") as s:
        done = schedule.fill(s, planned.event_id, Filling("SETENGAH", [TUESDAY], replace=True))
        rows = schedule.sessions(s, [planned.event_id])
        assert (len(rows), done.jp) == (done.sessions, 5)
        person = results.rows(s, planned.event_id)[0].id
        s.add(Attendance(session_id=rows[0].id, participant_id=person, status="H"))
    with pytest.raises(UserError, match="03-11-2026"), writing(planned.engine, "Ganti") as s:
        schedule.fill(s, planned.event_id, Filling("KANTOR", [TUESDAY], replace=True))
    with reading(planned.engine) as s:
        assert schedule.sessions(s, [planned.event_id]) == rows


def test_what_cannot_be_filled_is_said(planned: Desk) -> None:
    with writing(planned.engine, "Pola") as s:
        s.add(ReferenceItem(kind="pola_hari", code="RUSAK", name="Rusak", attributes={"sesi": [["8"]]}))
    for wanted, words in (
        (Filling("RUSAK"), "Pola hari Rusak tidak dapat dibaca"),
        (Filling("HILANG"), "Pola hari HILANG tidak ada"),
        (Filling("KANTOR", [date(2026, 12, 1)]), "01-12-2026 di luar kegiatan"),
    ):
        with pytest.raises(UserError, match=words), writing(planned.engine, "Isi") as s:
            schedule.fill(s, planned.event_id, wanted)


def test_differences_to_the_curriculum_are_named(planned: Desk) -> None:
    with writing(planned.engine, "Isi") as s:
        schedule.save(s, planned.event_id, SessionForm(TUESDAY, "08.00", "10.15", subject_id=1))
        schedule.save(s, planned.event_id, SessionForm(TUESDAY, "10.30", "11.15", subject_id=2))
        schedule.save(s, planned.event_id, SessionForm(TUESDAY, "13.00", "14.30", title="Etika"))
        told = schedule.balance(s, planned.event_id)
    words = {b.name: b.words for b in told.subjects}
    assert words["Mata Pelatihan 1"] == "lebih 1 JP"
    assert words["Mata Pelatihan 2"] == "kurang 1 JP"
    assert words["Mata Pelatihan 3"] == "belum dijadwalkan"
    assert words["Di luar kurikulum"] == "2 JP di luar kurikulum"
    assert told.words == "Terjadwal 6 JP dari 20 JP kurikulum: kurang 14 JP. Sertifikat menyebut 20 JP."


def test_classes_side_by_side_count_once(planned: Desk) -> None:
    with writing(planned.engine, "Isi") as s:
        for name in ("A", "B"):
            form = SessionForm(TUESDAY, "08.00", "09.30", subject_id=1, class_name=name)
            schedule.save(s, planned.event_id, form)
        assert jp_by_subject(schedule.sessions(s, [planned.event_id])) == {1: 2}


@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=8),
    st.lists(st.integers(20, 300), min_size=1, max_size=6),
)
def test_lessons_share_their_slots_without_loss(jps: list[int], lengths: list[int]) -> None:
    left = filling._Left(list(enumerate(jps)), 45)
    pattern, begins = [], 0
    for wanted in lengths:
        length = min(wanted, 23 * 60 - begins)
        if length < 20:
            break
        pattern.append(
            filling.Slot(*(f"{t // 60:02d}:{t % 60:02d}" for t in (begins, begins + length)), "materi", "")
        )
        begins += length + 10
    parts = filling._day(pattern, left)
    placed = sum(
        (int(s.ends[:2]) - int(s.starts[:2])) * 60 + int(s.ends[3:]) - int(s.starts[3:]) for s, _ in parts
    )
    assert placed <= sum(lengths)
    assert [key for _, key in parts] == sorted(key for _, key in parts)
    assert all(one.ends <= other.starts for (one, _), (other, _) in pairwise(parts))
    whole = sum(filling.clock.jp(s.starts, s.ends) for s, _ in parts)
    assert whole + left.jp == sum(jps)
