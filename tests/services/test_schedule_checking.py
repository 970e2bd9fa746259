"""services/schedule/checking.py: what is wrong in a schedule is named at its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desks import Desk, make_desk
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import ReferenceItem, Room, Trainer
from asn_desktop.services import schedule, training
from asn_desktop.services.schedule import Plan, SessionForm, checking

TUESDAY = date(2026, 11, 3)
LESSON = SessionForm(TUESDAY, "08:00", "09:30", subject_id=1)


@pytest.fixture
def planned(engine: Engine, tmp_path: Path) -> Desk:
    desk = make_desk(engine, tmp_path)
    with writing(engine, "Isi") as s:
        s.add_all([Room(name="Ruang Kecil", capacity=2), Room(name="Aula", capacity=0)])
        s.add_all([Trainer(person_id=desk.people[0]), Trainer(person_id=desk.people[1])])
    return desk


def told(desk: Desk, *forms: SessionForm) -> list[tuple[int | None, str, str]]:
    with writing(desk.engine, "Sesi") as s:
        for form in forms:
            schedule.save(s, desk.event_id, form)
        return [(p.session_id, p.field, p.words) for p in schedule.check(s, desk.event_id)]


def test_a_good_schedule_says_nothing(planned: Desk) -> None:
    after = replace(LESSON, starts="09:30", ends="11:00")
    assert told(planned, replace(LESSON, trainer_ids=(1,), room_id=2), replace(after, trainer_ids=(1,))) == []


def test_sessions_of_one_class_do_not_overlap(planned: Desk) -> None:
    beside = replace(LESSON, starts="09:00", ends="10:30", subject_id=2)
    found = told(planned, LESSON, beside)
    assert [(key, field) for key, field, _ in found] == [(1, "starts"), (2, "starts")]
    assert "Bersamaan dengan Mata Pelatihan 2 09.00–10.30" in found[0][2]


def test_parallel_classes_may_but_not_with_what_is_for_all(planned: Desk) -> None:
    one, other = replace(LESSON, class_name="A"), replace(LESSON, class_name="B", subject_id=2)
    assert told(planned, one, other) == []
    found = told(planned, replace(LESSON, starts="09:00", ends="10:00", subject_id=3))
    assert [key for key, _, _ in found] == [1, 2, 3, 3]


def test_one_trainer_and_one_room_at_one_time(planned: Desk) -> None:
    one = replace(LESSON, class_name="A", trainer_ids=(2, 1), room_id=2)
    other = replace(LESSON, class_name="B", trainer_ids=(1,), room_id=2)
    found = told(planned, one, other)
    assert [(key, field) for key, field, _ in found] == [
        (1, "trainer_ids"),
        (1, "room_id"),
        (2, "trainer_ids"),
        (2, "room_id"),
    ]
    assert "Contoh Nomor 1" in found[0][2]
    assert "Aula juga dipakai Mata Pelatihan 1 (kelas B)" in found[1][2]


def test_a_room_too_small(planned: Desk) -> None:
    [(key, field, words)] = told(planned, replace(LESSON, room_id=1))
    assert (key, field) == (1, "room_id")
    assert words.startswith("Ruang Kecil memuat 2 orang, sedangkan kegiatan ini untuk 3 orang.")
    with writing(planned.engine, "Rencana") as s:
        schedule.save_plan(s, planned.event_id, Plan(capacity=40))
        assert "untuk 40 orang" in schedule.check(s, planned.event_id)[0].words


def test_holidays_and_long_days(planned: Desk) -> None:
    with writing(planned.engine, "Libur") as s:
        s.add(ReferenceItem(kind="hari_libur", code="2026-11-03", name="Hari Contoh"))
    long = replace(LESSON, starts="07:00", ends="15:15")
    found = told(planned, long)
    assert [(key, field) for key, field, _ in found] == [(None, "day"), (None, "day")]
    assert found[0][2].startswith("3 November 2026 libur: Hari Contoh.")
    assert found[1][2].startswith("11 JP sehari, lebih dari 10 JP.")


def test_what_stays_behind_when_the_event_moves(planned: Desk) -> None:
    assert told(planned, LESSON) == []
    with writing(planned.engine, "Pindah") as s:
        form = training.get_event(s, planned.event_id)
        training.save_event(s, replace(form, starts_on=date(2026, 11, 4)))
    with reading(planned.engine) as s:
        [problem] = schedule.check(s, planned.event_id)
    assert (problem.session_id, problem.field, problem.grave) == (1, "day", True)


def test_what_is_typed_is_looked_at_before_it_is_saved(planned: Desk) -> None:
    told(planned, replace(LESSON, class_name="A", trainer_ids=(1,)))
    with reading(planned.engine) as s:
        new = replace(LESSON, class_name="B", starts="9", ends="10", trainer_ids=(1,))
        found = schedule.check(s, planned.event_id, new)
        assert [p.field for p in found if p.session_id == schedule.NEW] == ["trainer_ids"]
        half = replace(new, starts="9.")
        assert schedule.check(s, planned.event_id, half) == []
        moved = replace(LESSON, id=1, starts="10", ends="10.30")
        assert [(p.session_id, p.field) for p in schedule.check(s, planned.event_id, moved)] == [(1, "ends")]


def test_a_session_that_ends_before_it_starts_is_named(planned: Desk) -> None:
    told(planned, LESSON)
    with reading(planned.engine) as s:
        [row] = schedule.sessions(s, [planned.event_id])
        known = checking.facts(s, planned.event_id, [row])
    [problem] = checking.problems([row._replace(ends="07:00")], known)
    assert (problem.field, problem.grave) == ("ends", True)
