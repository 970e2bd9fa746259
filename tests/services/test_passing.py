from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from desks import NOW, TODAY, Desk, make_desk
from sqlalchemy import Engine, select

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Attendance, ClassSession, EventPlan, Overruling
from asn_desktop.domain.errors import UserError
from asn_desktop.services import certificates, history, marks, passing, results
from asn_desktop.services.passing import NeedsReason, minutes


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    """Graded; participants 1–3, none with a result or a mark yet."""
    desk = make_desk(engine, tmp_path, graded=True)
    with writing(engine, "kosongkan") as s:
        results.set_scores(s, {1: None, 2: None, 3: None})
    return desk


def attend(engine: Engine, event_id: int, given: dict[int, str], sessions: int = 10) -> None:
    """`given` has a letter for each session by participant; a dot is not written down."""
    with writing(engine, "hadir") as s:
        for n in range(sessions):
            s.add(
                ClassSession(
                    event_id=event_id,
                    day=date(2026, 11, 3),
                    starts=f"{7 + n:02d}:00",
                    ends=f"{7 + n:02d}:45",
                    kind="materi",
                )
            )
        s.add(
            ClassSession(
                event_id=event_id, day=date(2026, 11, 4), starts="10:00", ends="10:15", kind="istirahat"
            )
        )
        s.flush()
        ids = s.scalars(select(ClassSession.id).order_by(ClassSession.id)).all()
        rows = [
            {"session_id": ids[n], "participant_id": person, "status": letter}
            for person, letters in given.items()
            for n, letter in enumerate(letters)
            if letter != "."
        ]
        insert_rows(s, Attendance, rows)


def result_of(engine: Engine, event_id: int) -> dict[int, str]:
    with reading(engine) as s:
        return {row.id: row.result for row in results.rows(s, event_id)}


def test_marks_and_attendance_decide(engine: Engine, desk: Desk) -> None:
    attend(engine, desk.event_id, {1: "HHHHHHHHHT", 2: "HHHHHHHHIS"})
    with writing(engine, "nilai") as s:
        marks.set_finals(s, {1: 80, 2: 80, 3: 80})
    with reading(engine) as s:
        found = {p.id: p for p in passing.standing(s, desk.event_id)}
    assert result_of(engine, desk.event_id) == {1: "lulus", 2: "tidak_lulus", 3: ""}
    assert found[2].ruling is not None
    assert "Hadir 8 dari 10 sesi (80%), kurang dari 90%." in found[2].ruling.words
    assert found[3].ruling is not None
    assert "10 sesi belum diisi" in found[3].ruling.words


def test_the_event_has_its_own_numbers(engine: Engine, desk: Desk) -> None:
    attend(engine, desk.event_id, {1: "HHHHHHHHTT"})
    with writing(engine, "rencana") as s:
        s.add(EventPlan(event_id=desk.event_id, pass_mark=60.0, min_attendance=80))
    with writing(engine, "nilai") as s:
        marks.set_finals(s, {1: 65})
    assert result_of(engine, desk.event_id)[1] == "lulus"
    assert desk.issue(only=[1]).count == 1  # the certificate agrees with the event's own mark


def test_a_result_against_the_rule_needs_a_reason(engine: Engine, desk: Desk) -> None:
    with writing(engine, "nilai") as s:
        marks.set_finals(s, {1: 60, 2: 80, 3: 60})
    with pytest.raises(NeedsReason) as refused, writing(engine, "lulus") as s:
        passing.apply(s, desk.event_id, {1: "lulus", 2: "lulus"})
    assert [a.participant_id for a in refused.value.against] == [1]
    assert "60, kurang dari nilai kelulusan 70,01" in str(refused.value)
    assert result_of(engine, desk.event_id)[1] == "tidak_lulus"
    with writing(engine, "lulus", now=NOW) as s:
        assert passing.apply(s, desk.event_id, {1: "lulus", 2: "lulus"}, "Remedial 6 November") == (1, 1)
    with reading(engine) as s:
        kept = s.scalars(select(Overruling)).one()
        assert (kept.participant_id, kept.ruled, kept.result) == (1, "tidak_lulus", "lulus")
        assert kept.reason == "Remedial 6 November"
    assert desk.issue(only=[1, 3]).count == 1  # overruled: 1 gets one, 3 does not


def test_an_overruled_result_stays_when_marks_change_and_goes_with_the_rule(
    engine: Engine, desk: Desk
) -> None:
    with writing(engine, "nilai") as s:
        marks.set_finals(s, {1: 60})
        passing.apply(s, desk.event_id, {1: "lulus"}, {1: "Remedial"})
        marks.set_finals(s, {1: 55})
    assert result_of(engine, desk.event_id)[1] == "lulus"
    with writing(engine, "lagi") as s:
        passing.apply(s, desk.event_id, {1: "lulus"})  # decided before: not asked again
        passing.apply(s, desk.event_id, {1: "tidak_lulus"})  # as the rule says: the reason is void
    with reading(engine) as s:
        assert s.scalars(select(Overruling)).all() == []


def test_no_certificate_against_the_rule_without_a_reason(engine: Engine, tmp_path: Path) -> None:
    desk = make_desk(engine, tmp_path)  # all passed by hand, before attendance was written down
    attend(engine, desk.event_id, {1: "HHHHHHHHHH", 2: "HHHHHTTTTT"})
    with reading(engine) as s:
        found = certificates.preflight(s, desk.event_id, TODAY, [1, 2])
    assert [row.key for row in found.ready] == [1]
    assert "Hadir 5 dari 10 sesi (50%), kurang dari 90%." in found.refused[0].reason
    assert "Tulis alasannya" in found.refused[0].reason
    with writing(engine, "alasan") as s:
        passing.apply(s, desk.event_id, {2: "lulus"}, "Tugas pengganti")
    assert desk.issue(only=[1, 2]).count == 2


def test_where_no_rule_speaks_the_clerk_decides(engine: Engine, tmp_path: Path) -> None:
    desk = make_desk(engine, tmp_path)
    with writing(engine, "hasil") as s:
        assert passing.apply(s, desk.event_id, {1: "tidak_lulus", 2: ""}) == (2, 0)
    assert result_of(engine, desk.event_id) == {1: "tidak_lulus", 2: "", 3: "lulus"}


def test_who_teaches_is_not_ruled(engine: Engine, desk: Desk) -> None:
    with writing(engine, "peran") as s:
        results.add_people(s, desk.event_id, [2], "narasumber")
    with reading(engine) as s:
        found = {p.id: p.ruling is None for p in passing.standing(s, desk.event_id)}
        assert found == {1: False, 2: False, 3: False, 4: True}
        assert len(marks.grid(s, desk.event_id).people) == 3


def test_the_rule_is_applied_to_all_it_can_tell_of(engine: Engine, tmp_path: Path) -> None:
    desk = make_desk(engine, tmp_path)
    attend(engine, desk.event_id, {1: "HHHHHHHHHH", 2: "HHHHHTTTTT", 3: "HHHH......"})
    with reading(engine) as s:
        assert [p.differs for p in passing.standing(s, desk.event_id)] == [False, True, True]
    with writing(engine, "terapkan") as s:
        assert passing.apply_rule(s, desk.event_id) == 1
    assert result_of(engine, desk.event_id) == {1: "lulus", 2: "tidak_lulus", 3: "lulus"}


def test_who_is_gone_is_told(engine: Engine, desk: Desk) -> None:
    with pytest.raises(UserError, match="tidak ada dalam daftar"), writing(engine, "hasil") as s:
        passing.apply(s, desk.event_id, {99: "lulus"})


def test_a_participant_comes_back_with_marks_and_reason(engine: Engine, desk: Desk) -> None:
    with writing(engine, "nilai") as s:
        marks.save_components(s, desk.event_id, [marks.ComponentForm("Ujian", weight=1)])
        column = marks.components(s, desk.event_id)[0].id or 0
        marks.set_marks(s, desk.event_id, {(column, 1): 60})
        passing.apply(s, desk.event_id, {1: "lulus"}, "Remedial")
    with reading(engine) as s:
        before = marks.grid(s, desk.event_id)
    with writing(engine, "keluarkan") as s:
        assert results.remove(s, [1]) == 1
    with writing(engine, "batalkan") as s:
        history.undo(s, TODAY)
    with reading(engine) as s:
        assert marks.grid(s, desk.event_id) == before
        assert before.people[0].reason == "Remedial"


def test_minutes_tell_rule_counts_and_reasons(engine: Engine, desk: Desk) -> None:
    with writing(engine, "nilai") as s:
        forms = [
            marks.ComponentForm("Pre-test", "pre"),
            marks.ComponentForm("Tugas", weight=1),
            marks.ComponentForm("Ujian", weight=3),
        ]
        marks.save_components(s, desk.event_id, forms)
        pre, task, exam = (c.id or 0 for c in marks.components(s, desk.event_id))
        marks.set_marks(
            s, desk.event_id, {(pre, 1): 40, (task, 1): 80, (exam, 1): 90, (task, 2): 60, (exam, 2): 60}
        )
        passing.apply(s, desk.event_id, {2: "lulus"}, "Remedial")
    with reading(engine) as s:
        found = minutes.minutes(s, desk.event_id)
    assert (found.total, found.passed, found.failed, found.undecided) == (3, 2, 0, 1)
    assert found.rule == "Lulus bila hadir paling sedikit 90% dan bernilai akhir paling rendah 70,01."
    assert [(name.split(",")[0], result, why) for name, result, why in found.overruled] == [
        ("Ir. Contoh Nomor 2", "Lulus", "Remedial")
    ]
    assert found.marks.components == ("Pre-test", "Tugas (25%)", "Ujian (75%)")
    first, second, third = found.marks.lines
    assert (first.marks, first.final, first.predikat, first.result) == (
        (40, 80, 90),
        87.5,
        "Memuaskan",
        "Lulus",
    )
    assert (second.note, third.result, third.note) == ("Remedial", "", "")
    assert first.person.nip == "19800117 200801 2 001"
