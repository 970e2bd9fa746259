from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desks import make_desk
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import rooms, schedule
from asn_desktop.services.rooms import RoomForm
from asn_desktop.services.schedule import Plan, SessionForm

TODAY = date(2026, 11, 4)
HALL = RoomForm(" Aula  Besar ", "Lantai 2", 120, "AC rusak")


def test_rooms_are_kept_and_found(engine: Engine) -> None:
    with writing(engine, "Ruang") as s:
        key = rooms.save(s, HALL)
        rooms.save(s, RoomForm("Lab 100%"))
    with reading(engine) as s:
        form = rooms.get(s, key)
        assert form == RoomForm("Aula Besar", "Lantai 2", 120, "AC rusak", key, form.version)
        assert [r.name for r in rooms.rows(s, TODAY)] == ["Aula Besar", "Lab 100%"]
        assert [r.capacity for r in rooms.rows(s, TODAY, "lantai aula")] == [120]
        assert [r.name for r in rooms.rows(s, TODAY, "0%")] == ["Lab 100%"]
        assert rooms.rows(s, TODAY, "_") == []
        assert rooms.names(s) == {1: "Aula Besar (120 kursi)", 2: "Lab 100%"}
    with writing(engine, "Arsip") as s:
        rooms.archive(s, key)
        assert rooms.names(s) == {2: "Lab 100%"}
        assert list(rooms.names(s, also=key)) == [1, 2]
        assert [r.id for r in rooms.rows(s, TODAY, archived=True)] == [key]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (RoomForm(" "), "name"),
        (RoomForm("aula besar"), "name"),
        (RoomForm("ruang É"), "name"),
        (RoomForm("X", capacity=0), "capacity"),
    ],
)
def test_what_a_room_needs(engine: Engine, form: RoomForm, field: str) -> None:
    with writing(engine, "Ruang") as s:
        rooms.save(s, HALL)
        rooms.save(s, RoomForm("Ruang É"))
    with pytest.raises(InvalidInput) as caught, writing(engine, "Ruang") as s:
        rooms.save(s, form)
    assert list(caught.value.problems) == [field]


def test_a_room_changed_meanwhile_is_not_overwritten(engine: Engine) -> None:
    with writing(engine, "Ruang") as s:
        form = rooms.get(s, rooms.save(s, HALL))
    with writing(engine, "Ruang") as s:
        rooms.save(s, replace(form, place="Lantai 3"))
    with pytest.raises(UserError, match="orang lain"), writing(engine, "Ruang") as s:
        rooms.save(s, replace(form, place="Lantai 4"))


def test_who_needs_the_room(engine: Engine, tmp_path: Path) -> None:
    desk = make_desk(engine, tmp_path)
    with writing(engine, "Ruang") as s:
        key, other = rooms.save(s, HALL), rooms.save(s, RoomForm("Lab"))
        for day in (3, 4, 4):
            form = SessionForm(date(2026, 11, day), "08", "09", subject_id=1, room_id=key)
            schedule.save(s, desk.event_id, form)
        schedule.save_plan(s, desk.event_id, Plan(room_id=other))
        assert [(u.title, u.days) for u in rooms.uses(s, key, TODAY)] == [
            ("Pelatihan Manajemen Proyek angkatan I", 2)
        ]
        assert [u.days for u in rooms.uses(s, other, TODAY)] == [0]
        assert rooms.uses(s, key, date(2026, 12, 1)) == []
        assert [(r.name, r.sessions) for r in rooms.rows(s, TODAY)] == [("Aula Besar", 2), ("Lab", 0)]
