from __future__ import annotations

from datetime import date
from pathlib import Path

from desks import make_desk
from dumps import dump
from sqlalchemy import Engine

from asn_desktop.db import cascades, undo
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import (
    Attendance,
    ClassSession,
    CurriculumSubject,
    Event,
    Mark,
    MarkComponent,
    Participant,
)

DAY = date(2026, 11, 3)


def fill(engine: Engine, folder: Path) -> None:
    desk = make_desk(engine, folder)
    with writing(engine, "Isi") as s:
        s.add(ClassSession(event_id=desk.event_id, day=DAY, starts="08:00", ends="09:30", subject_id=1))
        s.add(MarkComponent(event_id=desk.event_id, position=1, name="Postes", subject_id=1))
        s.flush()
        for n in (1, 2, 3):
            s.add(Attendance(session_id=1, participant_id=n, status="H"))
            s.add(Mark(component_id=1, participant_id=n, value=80))


def test_what_the_database_takes_along_is_in_the_trail(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    before = dump(engine)
    with writing(engine, "Hapus sesi") as s:
        # the attendance is also named by itself: written down once
        rows = [s.get_one(cls, 1) for cls in (ClassSession, Attendance, MarkComponent)]
        for row in rows:
            s.delete(row)
    after = dump(engine)
    assert after["attendance"] == after["mark"] == {}
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    assert dump(engine) == before
    with writing(engine, "Ulangi") as s:
        undo.redo_last(s)
    assert dump(engine) == after


def test_what_the_database_empties_is_in_the_trail(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    before = dump(engine)
    with writing(engine, "Hapus mata pelatihan") as s:
        s.delete(s.get_one(CurriculumSubject, 1))
    assert dump(engine)["class_session"][1]["subject_id"] is None
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    assert dump(engine) == before


def test_what_goes_is_not_emptied_too(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    with writing(engine, "Kosongkan") as s:
        for row in s.query(Participant):
            s.delete(row)
    before = dump(engine)
    with writing(engine, "Hapus kegiatan") as s:
        s.delete(s.get_one(Event, 1))
    assert dump(engine)["class_session"] == dump(engine)["mark_component"] == {}
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    assert dump(engine) == before


def test_the_furthest_comes_first(engine: Engine, tmp_path: Path) -> None:
    fill(engine, tmp_path)
    with reading(engine) as s:
        found = [(f.cls.__tablename__, f.goes) for f in cascades.follow(s, "event", [1])]
    assert found.index(("attendance", True)) < found.index(("class_session", True))
    assert found.count(("mark", True)) == 3
