from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desks import TODAY, Desk, make_desk
from sqlalchemy import Engine, func, select

from asn_desktop.db import undo
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person, Trainer
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import employees, schedule, trainers
from asn_desktop.services.schedule import SessionForm
from asn_desktop.services.trainers import Outsider, ScoreForm, TrainerForm, YearOfTeaching

TUESDAY = date(2026, 11, 3)


@pytest.fixture
def desk_(engine: Engine, tmp_path: Path) -> Desk:
    return make_desk(engine, tmp_path)


def paid(desk: Desk, **more: Any) -> TrainerForm:
    form = TrainerForm(
        desk.people[0], "Etika\n\n Etika \nPelayanan  publik", "01.234.567.8-901.000", rate=300_000
    )
    return replace(form, **more)


def test_an_employee_is_registered_once(desk_: Desk) -> None:
    with writing(desk_.engine, "Narasumber") as s:
        key = trainers.save(s, paid(desk_))
    with reading(desk_.engine) as s:
        form = trainers.get(s, key)
        assert (form.subjects, form.rate, form.rate_unit) == ("Etika\nPelayanan publik", 300_000, "JP")
        [row] = trainers.rows(s, 2026)
        assert (row.printed_name, row.origin, row.outsider) == (
            "Ir. Contoh Nomor 1, S.T.",
            "Kecamatan Sako",
            False,
        )
        assert [r.id for r in trainers.rows(s, 2026, "publik sako")] == [key]
        assert trainers.rows(s, 2026, "tidak ada") == []
        assert trainers.names(s) == {key: "Ir. Contoh Nomor 1, S.T."}
    with pytest.raises(InvalidInput) as caught, writing(desk_.engine, "Narasumber") as s:
        trainers.save(s, paid(desk_))
    assert list(caught.value.problems) == ["person_id"]
    with writing(desk_.engine, "Ubah") as s:
        trainers.save(s, replace(form, bank="Bank Contoh"))
    with pytest.raises(UserError, match="orang lain"), writing(desk_.engine, "Ubah") as s:
        trainers.save(s, replace(form, bank="Bank Lain"))
    with writing(desk_.engine, "Arsip") as s:
        trainers.archive(s, key)
        assert trainers.names(s) == {}
        assert list(trainers.names(s, also=[key])) == [key]


def test_an_outsider_comes_with_the_form(desk_: Desk) -> None:
    guest = Outsider("Prof. Dr. Contoh Tamu, M.Sc.", " Universitas Contoh ", "0711")
    with writing(desk_.engine, "Narasumber") as s:
        key = trainers.save_outsider(s, guest, TrainerForm(subjects="Etika"), TODAY)
    with reading(desk_.engine) as s:
        [row] = trainers.rows(s, 2026)
        assert (row.printed_name, row.origin, row.outsider) == (
            "Prof. Dr. Contoh Tamu, M.Sc.",
            "Universitas Contoh",
            True,
        )
        person = employees.get(s, row.person_id)
        assert (person.name, person.status, person.phone) == ("Contoh Tamu", "NON", "0711")
        assert key == row.id
    with writing(desk_.engine, "Batalkan") as s:
        undo.undo_last(s)
        assert s.scalar(select(func.count(Trainer.id))) == 0
        assert s.scalar(select(func.count(Person.id))) == 3


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"person_id": None}, "person_id"),
        ({"person_id": 99}, "person_id"),
        ({"npwp": "123"}, "npwp"),
        ({"account": "rekening saya"}, "account"),
        ({"rate": -1}, "rate"),
        ({"rate_unit": "hari"}, "rate_unit"),
    ],
)
def test_what_a_trainer_needs(desk_: Desk, change: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught, writing(desk_.engine, "Narasumber") as s:
        trainers.save(s, paid(desk_, **change))
    assert list(caught.value.problems) == [field]


def test_a_nameless_outsider_is_refused_whole(desk_: Desk) -> None:
    with pytest.raises(InvalidInput) as caught, writing(desk_.engine, "Narasumber") as s:
        trainers.save_outsider(s, Outsider(" "), TrainerForm(npwp="1"), TODAY)
    assert set(caught.value.problems) == {"name", "npwp"}


def test_hours_and_what_they_come_to(desk_: Desk) -> None:
    with writing(desk_.engine, "Isi") as s:
        key = trainers.save(s, paid(desk_))
        for starts, ends, kind in (("8", "11", "materi"), ("11", "12", "acara"), ("13", "13.40", "materi")):
            form = SessionForm(TUESDAY, starts, ends, kind, title="Etika", trainer_ids=(key,))
            schedule.save(s, desk_.event_id, form)
        form = SessionForm(TUESDAY, "15", "15.45", subject_id=2, trainer_ids=(key,))
        schedule.save(s, desk_.event_id, form)
        assert trainers.hours(s, key) == [YearOfTeaching(2026, 5, 4, 3, 1, 1_500_000)]
        assert [r.jp for r in trainers.rows(s, 2026)] == [5]
        assert [r.jp for r in trainers.rows(s, 2025)] == [0]
        assert trainers.subjects(s, key) == ["Etika", "Mata Pelatihan 2"]
        trainers.save(s, replace(trainers.get(s, key), rate_unit="OJ"))
        assert trainers.hours(s, key)[0].honorarium == 1_200_000


def test_scores_over_the_years_are_weighed(desk_: Desk) -> None:
    with writing(desk_.engine, "Isi") as s:
        key = trainers.save(s, paid(desk_))
        assert trainers.rows(s, 2026)[0].score is None
        first = ScoreForm(key, desk_.event_id, TUESDAY, "Etika", 4.0, 5.0, 30)
        trainers.save_score(s, first)
        trainers.save_score(s, replace(first, score=5.0, respondents=10, event_id=None))
        trainers.save_score(s, ScoreForm(key, None, date(2025, 3, 1), "", 90.0, 100.0))
        rows = trainers.scores(s, key)
        assert [r.event for r in rows] == ["", "Pelatihan Manajemen Proyek angkatan I", ""]
        assert [(y.year, y.percent, y.times, y.respondents) for y in trainers.years(rows)] == [
            (2026, 85.0, 2, 40),
            (2025, 90.0, 1, 0),
        ]
        assert trainers.rows(s, 2026)[0].score == pytest.approx((85 * 40 + 90) / 41)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"given_on": None}, "given_on"),
        ({"score": 5.5}, "score"),
        ({"score": None}, "score"),
        ({"most": 0.0}, "most"),
        ({"respondents": -1}, "respondents"),
    ],
)
def test_what_a_score_needs(desk_: Desk, change: dict[str, Any], field: str) -> None:
    with writing(desk_.engine, "Isi") as s:
        form = ScoreForm(trainers.save(s, paid(desk_)), None, TUESDAY, "Etika", 4.0, 5.0, 30)
    with pytest.raises(InvalidInput) as caught, writing(desk_.engine, "Isi") as s:
        trainers.save_score(s, replace(form, **change))
    assert field in caught.value.problems
