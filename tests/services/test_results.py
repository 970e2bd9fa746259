from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from asn_desktop.db import undo
from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Event, Person, ReferenceItem, Training, Unit
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import results


@pytest.fixture
def event_id(engine: Engine) -> int:
    """An event of a graded training, and six people of one unit (ids 1–6)."""
    with writing(engine, "siapkan") as s:
        s.add(Unit(name="Kecamatan Sako", name_key="kecamatan sako"))
        s.add(Training(name="Proyek", graded=True))
        s.flush()
        s.add(Event(training_id=1, starts_on=date(2026, 11, 3), ends_on=date(2026, 11, 9), jp=20))
        s.flush()
        rows = [
            {
                "name": f"Orang {n}",
                "name_key": f"orang {n}",
                "gelar_belakang": "S.H.",
                "nip": str(n),
                "unit_id": 1,
            }
            for n in range(6)
        ]
        insert_rows(s, Person, rows)
    return 1


def test_people_are_added_once(engine: Engine, event_id: int) -> None:
    with writing(engine, "tambah") as s:
        assert results.add_people(s, event_id, [3, 1, 3]) == (2, [])
    with writing(engine, "tambah") as s:
        assert results.add_people(s, event_id, [1, 2]) == (1, ["Orang 0, S.H."])
        assert results.add_people(s, event_id, [1], "narasumber").added == 1
    with reading(engine) as s:
        rows = results.rows(s, event_id)
    assert [(r.position, r.name, r.role) for r in rows] == [
        (1, "Orang 2, S.H.", "peserta"),
        (2, "Orang 0, S.H.", "peserta"),
        (3, "Orang 1, S.H.", "peserta"),
        (4, "Orang 0, S.H.", "narasumber"),
    ]
    assert {r.unit for r in rows} == {"Kecamatan Sako"}


def test_marks_decide_in_a_graded_training(engine: Engine, event_id: int) -> None:
    with writing(engine, "tambah") as s:
        results.add_people(s, event_id, [1, 2, 3])
    with writing(engine, "nilai") as s:
        assert results.set_scores(s, {1: 70.0, 2: 90.01, 3: None}) == 2
    with reading(engine) as s:
        assert [(r.score, r.result, r.predikat) for r in results.rows(s, event_id)] == [
            (70, "tidak_lulus", "Kurang Memuaskan"),
            (90.01, "lulus", "Sangat Memuaskan"),
            (None, "", ""),
        ]
    with pytest.raises(InvalidInput, match="antara 0 dan 100"), writing(engine, "nilai") as s:
        results.set_scores(s, {1: 100.5})
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    with reading(engine) as s:
        assert {r.result for r in results.rows(s, event_id)} == {""}


def test_the_scale_of_the_office_counts(engine: Engine, event_id: int) -> None:
    with writing(engine, "skala") as s:
        for minimum, name, passes in ((50, "Cukup", True), (0, "Kurang", False)):
            item = {"minimum": minimum, "lulus": passes}
            s.add(ReferenceItem(kind="predikat", code=name, name=name, attributes=item))
        results.add_people(s, event_id, [1])
    with writing(engine, "nilai") as s:
        results.set_scores(s, {1: 50})
    with reading(engine) as s:
        assert [(r.result, r.predikat) for r in results.rows(s, event_id)] == [("lulus", "Cukup")]


def test_results_roles_notes(engine: Engine, event_id: int) -> None:
    with writing(engine, "tambah") as s:
        s.add(ReferenceItem(kind="peran", code="narasumber", name="Narasumber"))
        results.add_people(s, event_id, [1, 2])
    with writing(engine, "ubah") as s:
        assert results.set_result(s, [1, 2], "lulus") == 2
        assert results.set_result(s, [1, 2], "lulus") == 0
        assert results.set_role(s, [2], "narasumber") == 1
        results.set_note(s, 1, " datang ")
        assert [(r.result, r.role, r.note) for r in results.rows(s, event_id)] == [
            ("lulus", "peserta", "datang"),
            ("lulus", "narasumber", ""),
        ]
        results.add_people(s, event_id, [2])
    with pytest.raises(InvalidInput), writing(engine, "x") as s:
        results.set_result(s, [1], "mungkin")
    for participant, role in ((1, "raja"), (2, "peserta")):
        with pytest.raises(InvalidInput), writing(engine, "x") as s:
            results.set_role(s, [participant], role)


def test_remove_without_certificate(engine: Engine, event_id: int) -> None:
    with writing(engine, "tambah") as s:
        results.add_people(s, event_id, [1, 2])
    with writing(engine, "keluarkan") as s:
        assert results.remove(s, [1]) == 1
        assert [r.person_id for r in results.rows(s, event_id)] == [2]
