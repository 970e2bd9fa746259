from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, func, select

from asn_desktop.db import undo
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import CurriculumSubject, MarkComponent, ReferenceItem
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import schedule, training
from asn_desktop.services.schedule import SessionForm
from asn_desktop.services.training import EventForm, SubjectForm, TrainingForm

TODAY = date(2026, 11, 24)
SUBJECTS = (SubjectForm("Dasar", "Wawasan", 3), SubjectForm("Inti", "Praktik", 7))
PROJECT = TrainingForm(name="Manajemen Proyek", code="MP", form="KL03", subjects=SUBJECTS)
NOVEMBER = EventForm(starts_on=date(2026, 11, 3), ends_on=date(2026, 11, 9), place="Palembang")


def test_catalogue(engine: Engine) -> None:
    with writing(engine, "Acuan") as s:
        s.add(ReferenceItem(kind="bentuk_pelatihan", code="KL03", name="Pelatihan teknis"))
    with writing(engine, "Tambah pelatihan") as s:
        first = training.save(s, PROJECT)
        training.save(s, TrainingForm(name="Etika 100%"))
    with reading(engine) as s:
        assert [(r.name, r.form_name, r.jp, r.events) for r in training.rows(s)] == [
            ("Etika 100%", "", 0, 0),
            ("Manajemen Proyek", "Pelatihan teknis", 10, 0),
        ]
        assert [r.id for r in training.rows(s, "proyek mp")] == [first]
        assert [r.name for r in training.rows(s, "0%")] == ["Etika 100%"]
        assert training.rows(s, "10_%") == []
        assert training.find(s, " manajemen proyek") == first
        form = training.get(s, first)
        assert form == replace(PROJECT, id=first, version=form.version)
    with writing(engine, "Arsip") as s:
        training.archive(s, first)
    with reading(engine) as s:
        assert len(training.rows(s)) == 1
        assert [r.id for r in training.rows(s, archived=True)] == [first]


def test_a_changed_curriculum_is_one_step(engine: Engine) -> None:
    with writing(engine, "Tambah") as s:
        key = training.save(s, PROJECT)
    with reading(engine) as s:
        form = training.get(s, key)
    shorter = replace(form, subjects=(SubjectForm("Inti", "Praktik", 8),))
    with writing(engine, "Ubah") as s:
        training.save(s, shorter)
    with reading(engine) as s:
        assert training.get(s, key).subjects == shorter.subjects
        assert s.scalar(select(func.count(CurriculumSubject.id))) == 1
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    with reading(engine) as s:
        assert training.get(s, key).subjects == SUBJECTS


def ids(engine: Engine, key: int) -> dict[str, int | None]:
    with reading(engine) as s:
        return {subject.name: subject.id for subject in training.get(s, key).subjects}


def test_a_subject_stays_itself_when_others_come_go_and_change_places(engine: Engine) -> None:
    with writing(engine, "Tambah") as s:
        key = training.save(s, PROJECT)
        form = training.get(s, key)
    before = ids(engine, key)
    foundation, practice = form.subjects
    new = SubjectForm("Inti", "Etika", 2)
    renamed = replace(practice, name="Praktik lapangan")
    with writing(engine, "Ubah") as s:
        training.save(s, replace(form, subjects=(renamed, new, foundation)))
        form = training.get(s, key)
    assert [s.name for s in form.subjects] == ["Praktik lapangan", "Etika", "Wawasan"]
    after = ids(engine, key)
    assert (after["Praktik lapangan"], after["Wawasan"]) == (before["Praktik"], before["Wawasan"])
    with writing(engine, "Ubah") as s:
        nameless = tuple(replace(subject, id=None) for subject in reversed(form.subjects[1:]))
        training.save(s, replace(form, subjects=nameless))
    assert ids(engine, key) == {"Wawasan": before["Wawasan"], "Etika": after["Etika"]}


def test_what_pointed_to_a_removed_subject_keeps_its_name_and_comes_back(engine: Engine) -> None:
    with writing(engine, "Tambah") as s:
        key = training.save(s, PROJECT)
        event_id = training.save_event(s, replace(NOVEMBER, training_id=key))
        form = training.get(s, key)
        lesson = SessionForm(date(2026, 11, 3), "08:00", "09:30", subject_id=form.subjects[1].id)
        held = schedule.save(s, event_id, lesson)
        s.add(MarkComponent(event_id=event_id, position=1, name="Praktik", subject_id=form.subjects[1].id))
    with writing(engine, "Ubah") as s:
        training.save(s, replace(form, subjects=form.subjects[:1]))
    with reading(engine) as s:
        assert schedule.get(s, held) == replace(lesson, subject_id=None, title="Praktik", id=held)
        assert s.scalars(select(MarkComponent.subject_id)).all() == [None]
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    with reading(engine) as s:
        assert schedule.get(s, held) == replace(lesson, id=held)
        assert s.scalars(select(MarkComponent.subject_id)).all() == [form.subjects[1].id]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (TrainingForm(), "name"),
        (TrainingForm(name="manajemen PROYEK"), "name"),
        (TrainingForm(name="X", level="galaksi"), "level"),
        (TrainingForm(name="X", subjects=(SubjectForm("", " ", 1),)), "subjects"),
        (TrainingForm(name="X", subjects=(SubjectForm("", "Y", 0),)), "subjects"),
        (TrainingForm(name="X", subjects=(SubjectForm("", "Y", 600), SubjectForm("", "Z", 600))), "subjects"),
    ],
)
def test_what_a_training_needs(engine: Engine, form: TrainingForm, field: str) -> None:
    with writing(engine, "Tambah") as s:
        training.save(s, PROJECT)
    with pytest.raises(InvalidInput) as caught, writing(engine, "Tambah") as s:
        training.save(s, form)
    assert list(caught.value.problems) == [field]
    with reading(engine) as s:
        assert len(training.rows(s)) == 1


def test_events(engine: Engine) -> None:
    with writing(engine, "Tambah") as s:
        key = training.save(s, replace(PROJECT, graded=True))
        blank = training.blank_event(s, key, TODAY)
        assert (blank.angkatan, blank.jp, blank.template_name) == (1, 10, "sttp")
        first = training.save_event(s, replace(NOVEMBER, training_id=key))
    with writing(engine, "Tambah") as s:
        again = training.duplicate_event(s, first)
        later = replace(again, starts_on=date(2027, 1, 4), ends_on=date(2027, 1, 5), jp=6)
        second = training.save_event(s, later)
    with reading(engine) as s:
        assert training.get_event(s, first).jp == 10
        found = training.events(s)
        assert [(e.id, e.training, e.angkatan, e.jp, e.participants, e.issued) for e in found] == [
            (second, "Manajemen Proyek", 2, 6, 0, 0),
            (first, "Manajemen Proyek", 1, 10, 0, 0),
        ]
        assert [e.id for e in training.events(s, year=2026)] == [first]
        assert [e.id for e in training.events(s, "proyek palem")] == [second, first]
        assert training.events(s, "tidak ada") == []
        assert training.event_years(s) == [2027, 2026]
        assert training.rows(s)[0].events == 2
        stale = training.get_event(s, first)
    with writing(engine, "Ubah") as s:
        training.save_event(s, replace(stale, place="Aula"))
    with pytest.raises(UserError, match="orang lain"), writing(engine, "Ubah") as s:
        training.save_event(s, replace(stale, place="Lain"))
    with writing(engine, "Arsip") as s:
        training.archive_event(s, first)
        assert [e.id for e in training.events(s)] == [second]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"training_id": None}, "training_id"),
        ({"starts_on": None}, "starts_on"),
        ({"ends_on": None}, "ends_on"),
        ({"ends_on": date(2026, 11, 2)}, "ends_on"),
        ({"starts_on": date(2016, 11, 2)}, "ends_on"),
        ({"starts_on": date(26, 11, 3), "ends_on": date(26, 11, 9)}, "starts_on"),
        ({"jp": 0}, "jp"),
        ({"jp": 1000}, "jp"),
        ({"angkatan": 0}, "angkatan"),
    ],
)
def test_what_an_event_needs(engine: Engine, change: dict[str, object], field: str) -> None:
    with writing(engine, "Tambah") as s:
        key = training.save(s, PROJECT)
    form = replace(NOVEMBER, training_id=key)
    with pytest.raises(InvalidInput) as caught, writing(engine, "Tambah") as s:
        training.save_event(s, EventForm(**{**vars(form), **change}))
    assert field in caught.value.problems
    with reading(engine) as s:
        assert training.events(s) == []
