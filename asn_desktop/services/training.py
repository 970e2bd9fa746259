"""The catalogue of trainings with their curricula, and the events (angkatan) held."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, extract, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from asn_desktop.db.tables import (
    ClassSession,
    CurriculumSubject,
    Event,
    IssuedCertificate,
    MarkComponent,
    NumberScheme,
    Participant,
    ReferenceItem,
    Training,
)
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.typed import sought
from asn_desktop.services import office

LEVELS = {"nasional": "Nasional", "internasional": "Internasional"}
MAX_JP = 900


@dataclass(frozen=True)
class SubjectForm:
    """`id` is that of a stored row, which sessions and marks point to; equal are those that say the same."""

    group: str = ""
    name: str = ""
    jp: int = 1
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class TrainingForm:
    """`form` is a code of bentuk_pelatihan; `graded` trainings are passed by marks."""

    name: str = ""
    code: str = ""
    form: str = ""
    level: str = "nasional"
    graded: bool = False
    basis: str = ""
    subjects: tuple[SubjectForm, ...] = ()
    id: int | None = None
    version: int = 1

    @property
    def jp(self) -> int:
        return sum(subject.jp for subject in self.subjects)


@dataclass(frozen=True)
class EventForm:
    """`jp` None means: as the curriculum."""

    training_id: int | None = None
    angkatan: int = 1
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    organiser: str = ""
    jp: int | None = None
    signatory_id: int | None = None
    back_signatory_id: int | None = None
    scheme_id: int | None = None
    template_name: str = "sertifikat"
    note: str = ""
    id: int | None = None
    version: int = 1


class TrainingRow(NamedTuple):
    id: int
    name: str
    code: str
    form: str  # code of bentuk_pelatihan
    form_name: str
    level: str
    graded: bool
    jp: int
    events: int
    archived: bool


class EventRow(NamedTuple):
    id: int
    training: str
    angkatan: int
    starts_on: date
    ends_on: date
    place: str
    jp: int
    participants: int
    passed: int
    issued: int
    archived: bool


def _contains(text: str, *columns: InstrumentedAttribute[str]) -> list[ColumnElement[bool]]:
    """Every word of `text` in some column."""
    return [or_(*(c.icontains(word, autoescape=True) for c in columns)) for word in sought(text)]


def rows(session: Session, text: str = "", archived: bool = False) -> list[TrainingRow]:
    jp = (
        select(func.coalesce(func.sum(CurriculumSubject.jp), 0))
        .where(CurriculumSubject.training_id == Training.id)
        .scalar_subquery()
    )
    events = select(func.count(Event.id)).where(Event.training_id == Training.id).scalar_subquery()
    forms = _form_names(session)
    found = session.execute(
        select(Training, jp, events)
        .where(Training.archived == archived, *_contains(text, Training.name, Training.code))
        .order_by(func.lower(Training.name), Training.id)
    )
    return [
        TrainingRow(
            t.id,
            t.name,
            t.code,
            t.form,
            forms.get(t.form, ""),
            t.level,
            t.graded,
            int(total),
            held,
            t.archived,
        )
        for t, total, held in found
    ]


def _form_names(session: Session) -> dict[str, str]:
    items = session.scalars(select(ReferenceItem).where(ReferenceItem.kind == "bentuk_pelatihan"))
    return {item.code: item.name for item in items}


def get(session: Session, training_id: int) -> TrainingForm:
    t = session.get_one(Training, training_id)
    return TrainingForm(
        t.name, t.code, t.form, t.level, t.graded, t.basis, subjects(session, t.id), t.id, t.version
    )


def subjects(session: Session, training_id: int) -> tuple[SubjectForm, ...]:
    """The curriculum in its order."""
    found = session.execute(
        select(
            CurriculumSubject.group_name, CurriculumSubject.name, CurriculumSubject.jp, CurriculumSubject.id
        )
        .where(CurriculumSubject.training_id == training_id)
        .order_by(CurriculumSubject.position, CurriculumSubject.id)
    )
    return tuple(SubjectForm(*row) for row in found)


def find(session: Session, name: str) -> int | None:
    """The training of exactly this name, whatever its letter case."""
    return session.scalar(
        select(Training.id)
        .where(func.lower(Training.name) == func.lower(name.strip()), Training.archived.is_(False))
        .order_by(Training.id)
    )


def save(session: Session, form: TrainingForm) -> int:
    problems = {}
    if not form.name.strip():
        problems["name"] = "Nama pelatihan harus diisi."
    elif (same := find(session, form.name)) is not None and same != form.id:
        problems["name"] = "Pelatihan dengan nama ini sudah ada di katalog. Pakai yang ada atau ubah namanya."
    if form.level not in LEVELS:
        problems["level"] = "Pilih Nasional atau Internasional."
    if wrong := _subject_problem(form.subjects):
        problems["subjects"] = wrong
    if problems:
        raise InvalidInput(problems)
    row = Training() if form.id is None else session.get_one(Training, form.id)
    office.check_version(form.version, row.version if form.id else form.version)
    for name in ("name", "code", "form", "basis"):
        setattr(row, name, getattr(form, name).strip())
    row.level, row.graded = form.level, form.graded
    session.add(row)
    session.flush()
    _save_subjects(session, row.id, form.subjects)
    session.flush()
    return row.id


def _subject_problem(given: tuple[SubjectForm, ...]) -> str:
    for number, subject in enumerate(given, 1):
        if not subject.name.strip():
            return f"Mata pelatihan baris {number} belum bernama. Isi namanya atau hapus barisnya."
        if not 1 <= subject.jp <= MAX_JP:
            return f"JP mata pelatihan baris {number} harus antara 1 dan {MAX_JP}."
    if sum(subject.jp for subject in given) > MAX_JP:
        return f"Jumlah JP kurikulum lebih dari {MAX_JP}. Periksa kembali JP setiap mata pelatihan."
    return ""


def _save_subjects(session: Session, training_id: int, given: tuple[SubjectForm, ...]) -> None:
    """A row stays the row it was when others come, go or change places: sessions and marks point to it."""
    stored = {
        row.id: row
        for row in session.scalars(
            select(CurriculumSubject)
            .where(CurriculumSubject.training_id == training_id)
            .order_by(CurriculumSubject.position, CurriculumSubject.id)
        )
    }
    matched = _same_subjects(stored, given)
    for position, (subject, known) in enumerate(zip(given, matched, strict=True)):
        row = known or CurriculumSubject(training_id=training_id)
        row.position, row.jp = position, subject.jp
        row.group_name, row.name = subject.group.strip(), subject.name.strip()
        session.add(row)
    kept = {row.id for row in matched if row is not None}
    _let_go(session, [row for key, row in stored.items() if key not in kept])


def _let_go(session: Session, gone: list[CurriculumSubject]) -> None:
    """Sessions keep the name of what was taught, and undo finds what pointed to it."""
    named = {row.id: row.name for row in gone}
    for held in session.scalars(select(ClassSession).where(ClassSession.subject_id.in_(named))):
        held.title = held.title or named[held.subject_id or 0]
        held.subject_id = None
    for component in session.scalars(select(MarkComponent).where(MarkComponent.subject_id.in_(named))):
        component.subject_id = None
    session.flush()
    for row in gone:
        session.delete(row)


def _same_subjects(
    stored: dict[int, CurriculumSubject], given: tuple[SubjectForm, ...]
) -> list[CurriculumSubject | None]:
    """The stored row of each: by its id, else by its name, as from a list or an old draft."""
    left = dict(stored)
    found = [left.pop(subject.id, None) if subject.id is not None else None for subject in given]
    by_name = {row.name.casefold(): key for key, row in reversed(left.items())}
    for place, subject in enumerate(given):
        if found[place] is None and (key := by_name.pop(subject.name.strip().casefold(), None)) is not None:
            found[place] = left.pop(key)
    return found


def archive(session: Session, training_id: int, archived: bool = True) -> None:
    session.get_one(Training, training_id).archived = archived


def events(
    session: Session, text: str = "", year: int | None = None, archived: bool = False
) -> list[EventRow]:
    """Newest first; `year` is that of the last day."""
    mine = Participant.event_id == Event.id
    people = select(func.count(Participant.id)).where(mine).scalar_subquery()
    passed = select(func.count(Participant.id)).where(mine, Participant.result == "lulus").scalar_subquery()
    issued = (
        select(func.count(IssuedCertificate.id))
        .where(IssuedCertificate.event_id == Event.id, IssuedCertificate.state == "berlaku")
        .scalar_subquery()
    )
    wanted = (
        select(Event, Training.name, people, passed, issued)
        .join(Training, Training.id == Event.training_id)
        .where(Event.archived == archived, *_contains(text, Training.name, Event.place, Event.organiser))
        .order_by(Event.starts_on.desc(), Event.id.desc())
    )
    if year is not None:
        wanted = wanted.where(extract("year", Event.ends_on) == year)
    return [_event_row(*row) for row in session.execute(wanted)]


def _event_row(e: Event, training: str, people: int, passed: int, issued: int) -> EventRow:
    return EventRow(
        e.id, training, e.angkatan, e.starts_on, e.ends_on, e.place, e.jp, people, passed, issued, e.archived
    )


def event_years(session: Session) -> list[int]:
    """Years in which an event ended, newest first."""
    return sorted({day.year for day in session.scalars(select(Event.ends_on))}, reverse=True)


def is_there(session: Session, event_id: int) -> bool:
    """False when making the event was undone, or it was deleted."""
    return session.get(Event, event_id) is not None


def get_event(session: Session, event_id: int) -> EventForm:
    e = session.get_one(Event, event_id)
    return EventForm(**{name: getattr(e, name) for name in EventForm.__dataclass_fields__})


def blank_event(session: Session, training_id: int | None, today: date) -> EventForm:
    """A new event with what the office usually writes filled in."""
    form = EventForm(starts_on=today, ends_on=today, signatory_id=office.signatory_for(session, today))
    form = replace(form, place=office.get(session).place, organiser=office.get(session).organiser)
    form = replace(form, scheme_id=_first_scheme(session))
    if training_id is None:
        return form
    training = get(session, training_id)
    last = session.scalar(select(func.max(Event.angkatan)).where(Event.training_id == training_id))
    return replace(
        form,
        training_id=training_id,
        angkatan=(last or 0) + 1,
        jp=training.jp or None,
        template_name="sttp" if training.graded else "sertifikat",
    )


def _first_scheme(session: Session) -> int | None:
    return session.scalar(
        select(NumberScheme.id).where(NumberScheme.archived.is_(False)).order_by(NumberScheme.id).limit(1)
    )


def angkatans(session: Session, besides: int | None = None) -> dict[int, dict[int, date]]:
    """The first day of every angkatan, by training; without the event `besides`."""
    found: dict[int, dict[int, date]] = {}
    for key, training_id, angkatan, first in session.execute(
        select(Event.id, Event.training_id, Event.angkatan, Event.starts_on)
    ):
        if key != besides:
            found.setdefault(training_id, {})[angkatan] = first
    return found


def duplicate_event(session: Session, event_id: int) -> EventForm:
    """The next angkatan of the same training, not yet saved and without participants."""
    form = get_event(session, event_id)
    last = session.scalar(select(func.max(Event.angkatan)).where(Event.training_id == form.training_id))
    return replace(form, id=None, version=1, angkatan=(last or 0) + 1)


def event_problems(form: EventForm, curriculum_jp: int = 0) -> dict[str, str]:
    """Messages by field; the same rules for the window and the command line."""
    problems = {}
    jp = form.jp if form.jp is not None else curriculum_jp
    if form.training_id is None:
        problems["training_id"] = "Pilih pelatihan dari katalog."
    if form.starts_on is None:
        problems["starts_on"] = "Tanggal mulai harus diisi."
    if form.ends_on is None:
        problems["ends_on"] = "Tanggal selesai harus diisi."
    elif form.starts_on is not None and form.ends_on < form.starts_on:
        problems["ends_on"] = "Tanggal selesai tidak boleh sebelum tanggal mulai."
    elif form.starts_on is not None and (form.ends_on - form.starts_on).days > 1500:
        problems["ends_on"] = "Pelatihan tidak dapat lebih dari empat tahun. Periksa tahun pada tanggalnya."
    for name, day in (("starts_on", form.starts_on), ("ends_on", form.ends_on)):
        if day is not None and not 1990 <= day.year <= 2100:
            problems[name] = f"Tahun {day.year} tidak mungkin. Periksa tanggalnya."
    if not 1 <= jp <= MAX_JP:
        problems["jp"] = f"JP harus antara 1 dan {MAX_JP}; yang diisi {jp}."
    if not 1 <= form.angkatan <= 999:
        problems["angkatan"] = "Angkatan harus antara 1 dan 999."
    return problems


def save_event(session: Session, form: EventForm) -> int:
    """An event may be saved without signatory or scheme; issuing then says what is missing."""
    curriculum = sum(s.jp for s in subjects(session, form.training_id)) if form.training_id else 0
    if problems := event_problems(form, curriculum):
        raise InvalidInput(problems)
    row = Event() if form.id is None else session.get_one(Event, form.id)
    office.check_version(form.version, row.version if form.id else form.version)
    for name in EventForm.__dataclass_fields__:
        value = getattr(form, name)
        if name not in ("id", "version"):
            setattr(row, name, value.strip() if isinstance(value, str) else value)
    if form.jp is None:
        row.jp = curriculum
    session.add(row)
    session.flush()
    return row.id


def archive_event(session: Session, event_id: int, archived: bool = True) -> None:
    session.get_one(Event, event_id).archived = archived
