"""services/schedule: plans.py and saving.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desks import Desk, make_desk
from sqlalchemy import Engine, func, select

from asn_desktop.db import undo
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import EventPlan, Room, SessionTrainer, Trainer
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import schedule
from asn_desktop.services.schedule import Plan, SessionForm

TUESDAY, WEDNESDAY = date(2026, 11, 3), date(2026, 11, 4)
LESSON = SessionForm(TUESDAY, "8.00", "0930", subject_id=1, trainer_ids=(2, 1), note="bawa laptop")


@pytest.fixture
def planned(engine: Engine, tmp_path: Path) -> Desk:
    desk = make_desk(engine, tmp_path)
    with writing(engine, "Isi") as s:
        s.add(Room(name="Aula", capacity=40))
        s.add_all([Trainer(person_id=desk.people[0]), Trainer(person_id=desk.people[1])])
    return desk


def test_a_plan_is_kept(planned: Desk) -> None:
    made = Plan(40, "daring", " APBD ", 1, 80, 75.5)
    with writing(planned.engine, "Rencana") as s:
        assert schedule.plan(s, planned.event_id) == Plan()
        schedule.save_plan(s, planned.event_id, Plan())
        assert s.scalar(select(func.count(EventPlan.id))) == 0
        schedule.save_plan(s, planned.event_id, made)
        assert schedule.plan(s, planned.event_id) == replace(made, funding="APBD")
        schedule.save_plan(s, planned.event_id, Plan())
        assert schedule.plan(s, planned.event_id) == Plan()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Plan(capacity=0), "capacity"),
        (Plan(method="terbang"), "method"),
        (Plan(min_attendance=101), "min_attendance"),
        (Plan(pass_mark=105), "pass_mark"),
        (Plan(room_id=9), "room_id"),
    ],
)
def test_what_a_plan_needs(planned: Desk, wrong: Plan, field: str) -> None:
    with pytest.raises(InvalidInput) as caught, writing(planned.engine, "Rencana") as s:
        schedule.save_plan(s, planned.event_id, wrong)
    assert list(caught.value.problems) == [field]


def test_a_session_comes_back_as_it_was_typed(planned: Desk) -> None:
    with writing(planned.engine, "Sesi") as s:
        key = schedule.save(s, planned.event_id, LESSON)
    kept = replace(LESSON, starts="08:00", ends="09:30", id=key)
    with writing(planned.engine, "Ubah") as s:
        assert schedule.get(s, key) == kept
        schedule.save(s, planned.event_id, replace(kept, trainer_ids=(1,), kind="acara", title="Pembukaan"))
        changed = schedule.get(s, key)
    assert (changed.trainer_ids, changed.subject_id, changed.title) == ((1,), None, "Pembukaan")
    with writing(planned.engine, "Batalkan") as s:
        undo.undo_last(s)
        assert schedule.get(s, key) == kept


def test_what_did_not_change_is_not_written_again(planned: Desk) -> None:
    with writing(planned.engine, "Sesi") as s:
        key = schedule.save(s, planned.event_id, LESSON)
        before = list(s.scalars(select(SessionTrainer.id)))
        schedule.save(s, planned.event_id, replace(schedule.get(s, key), note=""))
        assert list(s.scalars(select(SessionTrainer.id))) == before


@pytest.mark.parametrize(
    ("change", "field", "remedy"),
    [
        ({"day": None}, "day", "Isi tanggal"),
        ({"day": date(2026, 11, 10)}, "day", "Pilih tanggal di antaranya"),
        ({"starts": "25.00"}, "starts", "seperti 08.00"),
        ({"ends": ""}, "ends", "seperti 09.30"),
        ({"ends": "08:00"}, "ends", "sesudah jam mulai"),
        ({"kind": "pesta"}, "kind", "Materi, Istirahat, Acara"),
        ({"subject_id": None}, "title", "tulis materinya"),
        ({"subject_id": None, "kind": "acara"}, "title", "nama acaranya"),
        ({"title": "x" * 201}, "title", "200"),
        ({"subject_id": 99}, "subject_id", "Pilih yang lain"),
        ({"room_id": 99}, "room_id", "Pilih ruang lain"),
        ({"trainer_ids": (99,)}, "trainer_ids", "Pilih narasumber lain"),
    ],
)
def test_bad_sessions_are_refused_at_their_field(
    planned: Desk, change: dict[str, Any], field: str, remedy: str
) -> None:
    with pytest.raises(InvalidInput) as caught, writing(planned.engine, "Sesi") as s:
        schedule.save(s, planned.event_id, replace(LESSON, **change))
    assert list(caught.value.problems) == [field]
    assert remedy in caught.value.problems[field]


def test_a_session_of_another_event_or_deleted_is_not_overwritten(planned: Desk) -> None:
    with writing(planned.engine, "Sesi") as s:
        key = schedule.save(s, planned.event_id, LESSON)
        schedule.delete(s, [key])
    with pytest.raises(UserError, match="sudah dihapus"), writing(planned.engine, "Sesi") as s:
        schedule.save(s, planned.event_id, replace(LESSON, id=key))
    with pytest.raises(UserError, match="sudah dihapus"), reading(planned.engine) as s:
        schedule.get(s, key)
    with writing(planned.engine, "Batalkan") as s:
        undo.undo_last(s)
        assert schedule.sessions(s, [planned.event_id]) == []


def test_a_session_changed_elsewhere_meanwhile_is_not_overwritten(planned: Desk) -> None:
    with writing(planned.engine, "Sesi") as s:
        key = schedule.save(s, planned.event_id, LESSON)
    with reading(planned.engine) as s:
        opened = schedule.get(s, key)
    with writing(planned.engine, "Sesi") as s:
        schedule.save(s, planned.event_id, replace(opened, note="satu"), opened)
    with pytest.raises(UserError, match="diubah di tempat lain"), writing(planned.engine, "Sesi") as s:
        schedule.save(s, planned.event_id, replace(opened, note="dua"), opened)
    with reading(planned.engine) as s:
        assert schedule.get(s, key).note == "satu"


def test_a_day_is_copied_with_its_trainers(planned: Desk) -> None:
    with writing(planned.engine, "Sesi") as s:
        schedule.save(s, planned.event_id, LESSON)
        schedule.save(s, planned.event_id, SessionForm(TUESDAY, "10", "10.15", "istirahat", title="Kopi"))
        assert schedule.copy_day(s, planned.event_id, TUESDAY, [WEDNESDAY]) == 2
        rows = [r for r in schedule.sessions(s, [planned.event_id]) if r.day == WEDNESDAY]
    assert [(r.starts, r.title, r.trainer_ids) for r in rows] == [
        ("08:00", "Mata Pelatihan 1", (2, 1)),
        ("10:00", "Kopi", ()),
    ]
    for day, to, words in (
        (TUESDAY, WEDNESDAY, "4 November 2026 sudah bersesi"),
        (date(2026, 11, 9), WEDNESDAY, "9 November 2026 belum bersesi"),
    ):
        with pytest.raises(UserError, match=words), writing(planned.engine, "Salin") as s:
            schedule.copy_day(s, planned.event_id, day, [to])
