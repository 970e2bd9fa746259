from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from desks import TODAY, Desk, a_person, make_desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import history, marks, results
from asn_desktop.services.marks import ComponentForm


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    return make_desk(engine, tmp_path, graded=True)


@pytest.fixture
def columns(engine: Engine, desk: Desk) -> list[int]:
    """Pre-test, task (weight 1), exam (weight 3)."""
    with writing(engine, "komponen") as s:
        forms = [
            ComponentForm("Pre-test", "pre"),
            ComponentForm("Tugas", weight=1),
            ComponentForm("Ujian", weight=3),
        ]
        marks.save_components(s, desk.event_id, forms)
        return [c.id or 0 for c in marks.components(s, desk.event_id)]


def finals(engine: Engine, event_id: int) -> list[tuple[float | None, str]]:
    with reading(engine) as s:
        return [(row.score, row.result) for row in results.rows(s, event_id)]


def test_the_usual_columns_come_from_the_curriculum(engine: Engine, desk: Desk) -> None:
    with reading(engine) as s:
        forms = marks.usual(s, desk.event_id)
    assert [f.kind for f in forms] == ["pre", "post"] + ["mata"] * 10
    assert [f.weight for f in forms] == [0, 0] + [2] * 10
    assert forms[2].name == "Mata Pelatihan 1"
    assert forms[2].subject_id is not None
    assert marks.share(2, forms) == 10


def test_the_final_mark_is_the_weighted_mean(engine: Engine, desk: Desk, columns: list[int]) -> None:
    pre, task, exam = columns
    with writing(engine, "nilai") as s:
        assert (
            marks.set_marks(s, desk.event_id, {(task, 1): 80, (exam, 1): 90, (task, 2): 90, (pre, 3): 12})
            == 4
        )
    assert finals(engine, desk.event_id) == [(87.5, "lulus"), (None, ""), (87.5, "lulus")]
    with writing(engine, "nilai") as s:
        assert marks.set_marks(s, desk.event_id, {(exam, 1): 60, (task, 2): None, (pre, 3): 12}) == 2
    assert finals(engine, desk.event_id)[0] == (65, "tidak_lulus")
    with writing(engine, "batalkan") as s:
        history.undo(s, TODAY)
    assert finals(engine, desk.event_id)[:2] == [(87.5, "lulus"), (None, "")]


def test_a_final_mark_goes_with_the_last_of_its_marks(engine: Engine, desk: Desk, columns: list[int]) -> None:
    pre, task, exam = columns
    typed = finals(engine, desk.event_id)[2]
    with writing(engine, "nilai") as s:
        marks.set_marks(s, desk.event_id, {(task, 1): 80, (exam, 1): 90, (task, 2): 100, (exam, 2): 90})
    with writing(engine, "kosongkan") as s:
        marks.set_marks(s, desk.event_id, {(task, 1): None, (exam, 1): None, (pre, 3): 50})
    assert finals(engine, desk.event_id) == [(None, ""), (92.5, "lulus"), typed]
    with writing(engine, "tanpa bobot") as s:
        kept = [replace(c, weight=0) for c in marks.components(s, desk.event_id)]
        marks.save_components(s, desk.event_id, kept)
    assert finals(engine, desk.event_id) == [(None, ""), (None, ""), typed]
    with writing(engine, "batalkan") as s:
        history.undo(s, TODAY)
    assert finals(engine, desk.event_id)[1] == (92.5, "lulus")


def test_weights_may_change_afterwards(engine: Engine, desk: Desk, columns: list[int]) -> None:
    _, task, exam = columns
    with writing(engine, "nilai") as s:
        marks.set_marks(s, desk.event_id, {(task, 1): 80, (exam, 1): 90})
    with writing(engine, "komponen") as s:
        kept = marks.components(s, desk.event_id)
        marks.save_components(
            s, desk.event_id, [kept[1], ComponentForm("Sikap"), ComponentForm("Ujian", weight=1, id=exam)]
        )
    with reading(engine) as s:
        shown = marks.grid(s, desk.event_id)
    assert [c.name for c in shown.components] == ["Tugas", "Sikap", "Ujian"]
    assert shown.marks == {(task, 1): 80, (exam, 1): 90}
    assert finals(engine, desk.event_id)[0] == (85, "lulus")


def test_a_column_left_out_goes_with_its_marks_and_comes_back(
    engine: Engine, desk: Desk, columns: list[int]
) -> None:
    _, task, exam = columns
    with writing(engine, "nilai") as s:
        marks.set_marks(s, desk.event_id, {(task, 1): 80, (exam, 1): 90})
        before = marks.grid(s, desk.event_id)
    with writing(engine, "komponen") as s:
        marks.save_components(s, desk.event_id, [c for c in before.components if c.id == exam])
    assert finals(engine, desk.event_id)[0][0] == 90
    with writing(engine, "batalkan") as s:
        history.undo(s, TODAY)
    with reading(engine) as s:
        assert marks.grid(s, desk.event_id) == before


def test_wrong_columns_are_named_at_their_place(engine: Engine, desk: Desk) -> None:
    wrong = [
        ComponentForm(" "),
        ComponentForm("Ujian"),
        ComponentForm("ujian", "x", -1),
        ComponentForm("A", weight=float("nan")),
    ]
    with pytest.raises(InvalidInput) as refused, writing(engine, "komponen") as s:
        marks.save_components(s, desk.event_id, wrong)
    assert refused.value.problems.keys() == {"name:0", "name:2", "kind:2", "weight:2", "weight:3"}


def test_marks_outside_and_of_strangers_are_refused(engine: Engine, desk: Desk, columns: list[int]) -> None:
    with pytest.raises(InvalidInput) as refused, writing(engine, "nilai") as s:
        marks.set_marks(s, desk.event_id, {(columns[1], 1): 80, (columns[2], 2): 105})
    assert refused.value.problems == {f"{columns[2]}:2": "Nilai 105 di luar 0 sampai 100. Betulkan nilainya."}
    with pytest.raises(UserError, match="bukan peserta"), writing(engine, "nilai") as s:
        marks.set_marks(s, desk.event_id, {(columns[1], 99): 80})
    with pytest.raises(UserError, match="Kolom nilai"), writing(engine, "nilai") as s:
        marks.set_marks(s, desk.event_id, {(99, 1): 80})
    with reading(engine) as s:
        assert marks.grid(s, desk.event_id).marks == {}


def test_a_mean_is_not_typed_over(engine: Engine, desk: Desk, columns: list[int]) -> None:
    with writing(engine, "nilai") as s:
        marks.set_marks(s, desk.event_id, {(columns[1], 1): 80})
        assert marks.set_finals(s, {2: 90}) == 1  # nothing that counts is given yet
    with pytest.raises(UserError, match="dihitung dari nilai komponen"), writing(engine, "nilai") as s:
        marks.set_finals(s, {1: 90})


PASTED = """No\tNama\tNilai
1\tContoh Nomor 1\t87,5
2\tIr. HASAN CONTOH, S.T.\t105
3\t19800117 200801 1 002\t90
4\tConto Nomor 2\t70
5\tOrang Asing\t60
6\tContoh Nomor 1\t88
7\tContoh Nomor 77\t50
8\tHasan Contoh\t
9\t1,98001E+17\t77
"""


def test_two_columns_are_told_line_by_line(engine: Engine, desk: Desk) -> None:
    with writing(engine, "lain") as s:
        from asn_desktop.db.history import insert_rows
        from asn_desktop.db.tables import Person

        insert_rows(s, Person, [a_person(77)])
    with reading(engine) as s:
        lines = marks.read_pasted(s, desk.event_id, PASTED)
    assert [(line.number, line.kind, line.participant_id, line.value) for line in lines] == [
        (1, "judul", None, None),
        (2, "cocok", 1, 87.5),
        (3, "cocok", 3, None),
        (4, "cocok", 2, 90),
        (5, "mirip", 2, 70),
        (6, "tidak_dikenal", None, 60),
        (7, "kembar", 1, 88),
        (8, "tidak_dikenal", None, 50),
        (9, "kembar", 3, None),
        (10, "tidak_dikenal", None, 77),
    ]
    assert [line.number for line in lines if line.usable] == [2, 4]
    assert "“105” di luar 0 sampai 100" in lines[2].problem
    assert "Pastikan orangnya" in lines[4].problem
    assert "baris 2" in lines[6].problem
    assert "bukan peserta kegiatan ini" in lines[7].problem
    assert "kosong" in lines[8].problem
    assert "rusak oleh Excel" in lines[9].problem


def test_one_column_and_semicolons(engine: Engine, desk: Desk) -> None:
    with reading(engine) as s:
        one = marks.read_pasted(s, desk.event_id, "Contoh Nomor 1\nContoh Nomor 2")
        two = marks.read_pasted(s, desk.event_id, "198001172008012001;80,25\n\n;")
    assert ["Hanya satu kolom" in line.problem for line in one] == [True, True]
    assert [(line.participant_id, line.value) for line in two] == [(1, 80.25)]


def test_the_nip_of_one_beside_the_name_of_another_is_asked_about(engine: Engine, desk: Desk) -> None:
    pasted = "198001172008012001\tHasan Contoh\t80\n198001172008011002\tContoh Nomor 2\t70"
    with reading(engine) as s:
        swapped, right = marks.read_pasted(s, desk.event_id, pasted)
    assert (swapped.kind, swapped.usable) == ("mirip", False)
    assert "NIP ini milik Ir. Contoh Nomor 1, S.T., tetapi tertulis Hasan Contoh" in swapped.problem
    assert (right.kind, right.usable) == ("cocok", True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=8), max_size=4), max_size=6))
def test_no_line_is_dropped(engine: Engine, desk: Desk, cells: list[list[str]]) -> None:
    lines = [[" ".join(cell.replace('"', "").split()) for cell in line] for line in cells]
    text = "\n".join("\t".join(line) for line in lines)
    with reading(engine) as s:
        found = marks.read_pasted(s, desk.event_id, text)
    assert all(line.problem for line in found if not line.usable)
