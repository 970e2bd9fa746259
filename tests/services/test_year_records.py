"""What the training year hangs on people and events is merged, deleted, undone and told with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from desks import NOW, Desk, make_desk
from dumps import dump
from sqlalchemy import Engine

from asn_desktop.db import undo
from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import (
    Attendance,
    ClassSession,
    EventPaper,
    EventPhoto,
    EventPlan,
    EventSeries,
    Mark,
    MarkComponent,
    Nomination,
    OutsideTraining,
    Overruling,
    Quota,
    Room,
    SessionTrainer,
    StoredFile,
    Trainer,
    TrainerScore,
    TrainingNeed,
)
from asn_desktop.domain.errors import UserError
from asn_desktop.services import deletion, merging, trail, trash

TODAY = NOW.date()
DAY = date(2026, 11, 3)


@pytest.fixture
def year(program_engine: Engine, tmp_path: Path) -> Desk:
    """Everything that a training year leaves, on the first two people of the office."""
    engine = program_engine
    desk = make_desk(engine, tmp_path)
    one, two, _ = desk.people
    with writing(engine, "Isi") as s:
        s.add(Room(name="Aula", capacity=40))
        s.add(StoredFile(sha256="a" * 64, name="bukti.pdf", media_type="application/pdf", size=3))
        s.add(Trainer(person_id=one, subjects="Kepemimpinan"))
        s.add(Trainer(person_id=two, bank="Bank Contoh"))
        s.add(EventSeries(name="Seri", training_id=1, rule="FREQ=MONTHLY;COUNT=2", starts_on=DAY))
        s.flush()
        s.add(EventPlan(event_id=desk.event_id, capacity=30, room_id=1, series_id=1, series_day=DAY))
        s.add(Quota(event_id=desk.event_id, unit_id=1, seats=3))
        s.add(
            ClassSession(
                event_id=desk.event_id, day=DAY, starts="08:00", ends="09:30", subject_id=1, room_id=1
            )
        )
        s.add(MarkComponent(event_id=desk.event_id, position=1, name="Postes", weight=100))
        s.flush()
        insert_rows(
            s, SessionTrainer, [{"session_id": 1, "trainer_id": 1}, {"session_id": 1, "trainer_id": 2}]
        )
        for n, person in enumerate((one, two), 1):
            s.add(TrainerScore(trainer_id=n, event_id=desk.event_id, given_on=DAY, score=4.5))
            s.add(Attendance(session_id=1, participant_id=n, status="H"))
            s.add(Mark(component_id=1, participant_id=n, value=70 + n))
            s.add(
                Nomination(event_id=desk.event_id, person_id=person, state="dipilih", reasons=["kurang JP"])
            )
            s.add(TrainingNeed(training_id=1, person_id=person, gap=n, noted_on=DAY))
            s.add(OutsideTraining(person_id=person, name="Kursus", ends_on=DAY, year=2026, jp=8, file_id=1))
        s.add(Overruling(participant_id=1, ruled="tidak_lulus", result="lulus", reason="Sakit"))
        s.add(EventPaper(event_id=desk.event_id, kind="undangan", number="005/1", dated=DAY, signatory_id=1))
        s.add(EventPhoto(event_id=desk.event_id, file_id=1, caption="Pembukaan"))
    return desk


def take_back(engine: Engine) -> None:
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)


def test_a_double_brings_its_whole_year_along(program_engine: Engine, year: Desk) -> None:
    engine = program_engine
    before = dump(engine)
    one, two, _ = year.people
    with writing(engine, "Gabungkan") as s:
        merging.merge(s, one, two, {}, TODAY)
    after = dump(engine)
    assert [row["person_id"] for row in after["outside_training"].values()] == [one, one]
    assert len(after["trainer"]) == 1
    assert [(t["subjects"], t["bank"]) for t in after["trainer"].values()] == [
        ("Kepemimpinan", "Bank Contoh")
    ]
    assert len(after["session_trainer"]) == len(after["nomination"]) == len(after["training_need"]) == 1
    assert len(after["trainer_score"]) == 2
    assert len(after["attendance"]) == len(after["mark"]) == 1
    take_back(engine)
    assert dump(engine) == before


def test_an_event_goes_with_all_its_papers_and_comes_back(program_engine: Engine, year: Desk) -> None:
    engine = program_engine
    before = dump(engine)
    with writing(engine, "Hapus kegiatan") as s:
        told = deletion.delete(s, "event", [year.event_id]).sentence
    assert "peserta" in told or "keikutsertaan" in told
    after = dump(engine)
    for name in ("class_session", "attendance", "mark", "event_plan", "nomination", "quota", "event_paper"):
        assert after[name] == {}, name
    assert len(after["trainer_score"]) == 2
    assert {row["event_id"] for row in after["trainer_score"].values()} == {None}
    take_back(engine)
    assert dump(engine) == before
    with writing(engine, "Hapus kegiatan") as s:
        deletion.delete(s, "event", [year.event_id])
    with reading(engine) as s:
        (entry,) = trash.ids(s)
    with writing(engine, "Pulihkan") as s:
        trash.restore(s, [entry], TODAY)
    assert dump(engine) == before


def test_who_teaches_stays_while_sessions_name_them(program_engine: Engine, year: Desk) -> None:
    with writing(program_engine, "Hapus orang") as s, pytest.raises(UserError, match="narasumber"):
        deletion.delete(s, "person", [year.people[0]])


def test_the_trail_speaks_of_it_in_words(program_engine: Engine, year: Desk) -> None:
    with reading(program_engine) as s:
        newest = trail.ids(s, trail.Filter())[0]
        told = trail.detail(s, newest)
    names = {change.table_name: change.name for change in told.changes}
    assert names["attendance"].startswith("Ir. Contoh Nomor 2, S.T. – Pelatihan Manajemen Proyek")
    assert names["class_session"].startswith("03-11-2026 08:00 – Pelatihan Manajemen Proyek")
    assert names["outside_training"] == "Kursus (Ir. Contoh Nomor 2, S.T.)"
    assert {change.noun for change in told.changes} >= {"sesi", "kehadiran", "usulan peserta", "narasumber"}
