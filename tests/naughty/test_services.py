"""Every text of every record: kept as given or refused in words, found, told, taken back and repeated."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from desks import NOW, TODAY, make_desk
from naughty.corpus import CORPUS, LONG
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from asn_desktop.db.session import writing
from asn_desktop.db.tables import Base, Participant
from asn_desktop.domain.errors import UserError
from asn_desktop.services import (
    certificates,
    employees,
    history,
    numbers,
    office,
    reference,
    results,
    trail,
    training,
    units,
)
from asn_desktop.services.database import open_database
from asn_desktop.services.employees import EmployeeForm
from asn_desktop.services.numbers import SchemeForm
from asn_desktop.services.office import SignatoryForm
from asn_desktop.services.reference import ReferenceForm
from asn_desktop.services.training import EventForm, SubjectForm, TrainingForm

ONE_LINE = {"name", "gelar_depan", "gelar_belakang", "jabatan"}  # of a person: blanks become one
PERSON = [
    *("name gelar_depan gelar_belakang nip_lama siasn_id birth_place jabatan instansi".split()),
    *("pendidikan pendidikan_nama tahun_lulus phone email address note".split()),
]
SPELLINGS = ["%", "_", '"', "*", "\0", "a\0b", "%%", "\\", "'", "(", "NEAR(", '"a', "-", "^a", "a:b", LONG]


@pytest.fixture
def office_engine(tmp_path):
    made = open_database(f"sqlite:///{tmp_path / 'asn.db'}", NOW)
    yield made
    made.dispose()


def squeezed(text: str) -> str:
    return " ".join(text.split())


def each(session: Session, save: Callable[[str, int], Any]) -> dict[str, Any]:
    """What `save` made of each text that it did not refuse in words."""
    kept = {}
    for number, text in enumerate(CORPUS):
        with suppress(UserError):
            kept[text] = save(text, number)
    session.flush()
    return kept


def contents(session: Session) -> dict[str, list[Any]]:
    """All rows but those of the trail; versions only ever grow."""
    return {
        name: [
            {column: value for column, value in row._mapping.items() if column != "version"}
            for row in session.execute(select(table).order_by(table.c.id))
        ]
        for name, table in Base.metadata.tables.items()
        if name not in {"action", "change", "touched"}
    }


def people(session: Session) -> None:
    fields = [field for field in PERSON if field != "name"]

    def save(text: str, n: int) -> int:
        return employees.save(session, EmployeeForm(name=f"Siti {n}", **dict.fromkeys(fields, text)), TODAY)

    kept = each(session, save)
    assert [*kept] == CORPUS
    for text, person_id in kept.items():
        form = employees.get(session, person_id)
        for field in fields:
            assert getattr(form, field) == (squeezed(text) if field in ONE_LINE else text)
        assert isinstance(employees.detail(session, person_id).printed_name, str)
    named = each(session, lambda text, _n: employees.save(session, EmployeeForm(name=text), TODAY))
    assert len(named) > 200
    assert all(employees.get(session, made).name == squeezed(text) for text, made in named.items())


def units_(session: Session) -> None:
    kept = each(session, lambda text, _n: units.save(session, None, text, code=text))
    known = {row.id: row.name for row in units.tree(session)}
    assert all(known[unit_id] == squeezed(text) for text, unit_id in kept.items())
    assert len(kept) > 200


def trainings(session: Session) -> None:
    def save(text: str, n: int) -> int:
        return training.save(session, TrainingForm(name=text, code=text, basis=text, form=text))

    for text, made in each(session, save).items():
        form = training.get(session, made)
        assert {form.name, form.code, form.basis, form.form} == {text.strip()}
    subjects = tuple(SubjectForm(t, t, 1) for t in CORPUS if t.strip())
    made = training.save(session, TrainingForm(name="Semua", subjects=subjects))
    assert [s.name for s in training.subjects(session, made)] == [s.name.strip() for s in subjects]


def events(session: Session) -> None:
    held = training.save(session, TrainingForm(name="Wadah", subjects=(SubjectForm("", "Isi", 2),)))
    form = EventForm(training_id=held, starts_on=date(2026, 11, 3), ends_on=date(2026, 11, 4))

    def save(text: str, n: int) -> int:
        named = replace(form, place=text, organiser=text, note=text, angkatan=1 + n % 900)
        return training.save_event(session, named)

    for text, made in each(session, save).items():
        kept = training.get_event(session, made)
        assert {kept.place, kept.organiser, kept.note} == {text.strip()}


def notes(session: Session) -> None:
    participant = session.scalars(select(Participant.id)).first()
    assert participant
    for text in CORPUS:
        results.set_note(session, participant, text)
        session.expire_all()
        assert session.get_one(Participant, participant).note == text.strip()


def signatories(session: Session) -> None:
    def save(text: str, n: int) -> int:
        form = SignatoryForm(name=text, pangkat=text, jabatan=text, prefix="a.n.", on_behalf=text)
        return office.save_signatory(session, form)

    for text, made in each(session, save).items():
        form = office.get_signatory(session, made)
        assert {form.name, form.pangkat, form.jabatan, form.on_behalf} == {text.strip()}
    for row in office.signatories(session):
        assert row.title


def schemes(session: Session) -> None:
    each(session, lambda text, n: numbers.save_scheme(session, SchemeForm(name=f"Pola {n}", pattern=text)))
    made = numbers.save_scheme(session, SchemeForm(name="Satu", pattern="{urut}-{bidang}-{tahun}"))

    def save(text: str, _n: int) -> SchemeForm:
        form = numbers.get_scheme(session, made)
        form = replace(form, name=text, klasifikasi=text, kode_unit=text, bidang=text)
        numbers.save_scheme(session, form)
        return numbers.get_scheme(session, made)

    kept = each(session, save)
    assert len(kept) > 200
    for text, form in kept.items():
        assert {form.name, form.kode_unit, form.bidang, form.klasifikasi} == {text.strip()}


def the_office(session: Session) -> None:
    before = office.get(session)

    def save(text: str, n: int) -> None:
        words = ("name", "short_name", "government", "address", "place", "basis", "organiser")
        wanted = replace(before, letterhead=(text, text), **dict.fromkeys(words, text))
        office.save(session, wanted)
        kept = office.get(session)
        assert all(getattr(kept, w) == text for w in words)

    assert len(each(session, save)) > 200


def tables(session: Session) -> None:
    def save(text: str, n: int) -> int:
        form = ReferenceForm(None, "agama", text, text, attributes={"isi": text}, basis=text)
        return reference.save(session, form)

    kept = each(session, save)
    known = {row.id: row for row in reference.items(session, "agama")}
    for text, made in kept.items():
        row = known[made]
        assert (row.code, row.name, row.basis) == (text.strip(),) * 3
        assert row.attributes == {"isi": text}


@pytest.mark.parametrize(
    "work",
    [people, units_, trainings, events, notes, signatories, schemes, the_office, tables],
    ids=lambda work: work.__name__,
)
def test_it_is_kept_or_refused_then_told_taken_back_and_repeated(office_engine, tmp_path, work):
    make_desk(office_engine, tmp_path)
    with Session(office_engine) as session:
        before = contents(session)
    with writing(office_engine, "Isi semua", now=NOW) as session:
        work(session)
    with Session(office_engine) as session:
        after = contents(session)
        action = trail.ids(session, trail.Filter())[0]
        told = trail.detail(session, action)
        assert told.total == len(told.changes) or len(told.changes) == trail.PAGE
        said = [part for change in told.changes for field in change.fields for part in (change.name, *field)]
        assert {type(part) for part in said} == {str}
        for text in SPELLINGS:
            trail.detail(session, action, 0, text)
    assert after != before
    with writing(office_engine, "Batalkan", now=NOW) as session:
        history.undo(session, TODAY)
    with Session(office_engine) as session:
        assert contents(session) == before
    with writing(office_engine, "Ulangi", now=NOW) as session:
        history.redo(session, TODAY)
    with Session(office_engine) as session:
        assert contents(session) == after


def test_searches_take_signs_as_they_are(office_engine, tmp_path):
    make_desk(office_engine, tmp_path).issue()
    with Session(office_engine) as session:
        everything = len(certificates.rows(session))
        assert everything
        assert len(certificates.rows(session, "\0")) == everything
        for text in [*CORPUS, *SPELLINGS]:
            employees.quick(session, text)
            training.events(session, text)
            certificates.rows(session, text)
            trail.ids(session, trail.Filter(text=text))
        for text in ("%", "_", "*", '"', "%%"):
            assert (certificates.rows(session, text), training.events(session, text)) == ([], [])
            assert employees.quick(session, text) == []
        assert len(certificates.rows(session, "contoh")) == everything


def test_labels_of_actions_are_told_as_they_are(engine: Engine):
    for number, text in enumerate(CORPUS):
        with writing(engine, text, now=NOW, actor=text) as session:
            employees.save(session, EmployeeForm(name=f"Siti Nomor {number}"), TODAY)
    with Session(engine) as session:
        assert history.state(session, CORPUS[-1]).undo == CORPUS[-1]
        found = trail.rows(session, trail.ids(session, trail.Filter()))
        assert [row.label for row in reversed(found)] == CORPUS
        assert {as_stored for as_stored, _ in trail.actors(session)} == {*CORPUS}
