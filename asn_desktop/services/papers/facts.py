"""What the papers of an event say of it: read once, drawn by many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import (
    Event,
    Participant,
    Person,
    ReferenceItem,
    Room,
    Signatory,
    Trainer,
    Training,
    Unit,
)
from asn_desktop.domain import dates, golongan, names, nip
from asn_desktop.domain.papers import Letterhead, PaperEvent, PaperPerson, PaperSession, Signature
from asn_desktop.services import office, results, rulings, schedule, templates, training, units
from asn_desktop.services.attendance.codes import badge_code
from asn_desktop.services.trail.year_words import METHODS

SEXES = {"L": "Laki-laki", "P": "Perempuan"}
COMMITTEE, SPEAKER = "panitia", "narasumber"


class Facts(NamedTuple):
    """`participant_ids` are those of `event.people`, in their order; `trainer_ids` those of `event.trainers`,
    None for who is no registered trainer."""

    event: PaperEvent
    participant_ids: tuple[int, ...]
    trainer_ids: tuple[int | None, ...] = ()


def title(event: PaperEvent) -> str:
    """`Pelatihan Manajemen Proyek Angkatan I Tahun 2026`"""
    return f"{event.training} Angkatan {event.angkatan} Tahun {event.year}"


def event(session: Session, event_id: int, only: Iterable[int] | None = None) -> Facts:
    """Of the participants `only` these, or all; trainers and committee always."""
    held = session.get_one(Event, event_id)
    about = session.get_one(Training, held.training_id)
    plan = schedule.plan(session, event_id)
    room = session.get(Room, plan.room_id) if plan.room_id else None
    lessons = schedule.sessions(session, [event_id], round(rulings.number(session, "menit_jp")))
    wanted = None if only is None else set(only)
    taking = _taking_part(session, event_id)
    people = [row for row in taking if row.role == results.MAIN_ROLE and (wanted is None or row.id in wanted)]
    roles = results.roles(session)
    known = _Known(_education(session), units.agencies(session))

    def told(n: int, row: _Row, role: str) -> PaperPerson:
        return _person(n, row.who, row.unit, role, known, code=badge_code(event_id, row.id) if row.id else "")

    def of_role(role: str) -> list[PaperPerson]:
        chosen = [row for row in taking if row.role == role]
        return [told(n, row, roles.get(role, role)) for n, row in enumerate(chosen, 1)]

    speakers = _speakers(session, [key for row in lessons for key in row.trainer_ids], taking)
    about_office = office.get(session)
    return Facts(
        PaperEvent(
            training=about.name,
            angkatan=dates.roman(held.angkatan),
            year=held.ends_on.year,
            starts_on=held.starts_on,
            ends_on=held.ends_on,
            span=dates.span(held.starts_on, held.ends_on),
            place=", ".join(dict.fromkeys(filter(None, [room.name if room else "", held.place]))),
            organiser=held.organiser or about_office.organiser,
            jp=held.jp,
            form=_form(session, about.form),
            method=METHODS.get(plan.method, plan.method),
            funding=plan.funding,
            people=tuple(told(n, row, roles[results.MAIN_ROLE]) for n, row in enumerate(people, 1)),
            trainers=tuple(told(n, row, "Narasumber") for n, (_key, row) in enumerate(speakers, 1)),
            committee=tuple(of_role(COMMITTEE)),
            sessions=tuple(
                PaperSession(
                    row.day,
                    row.starts,
                    row.ends,
                    row.title,
                    row.kind,
                    row.jp,
                    row.trainers,
                    row.room,
                    row.class_name,
                )
                for row in lessons
            ),
            subjects=tuple((s.group, s.name, s.jp) for s in training.subjects(session, about.id)),
            zone=about_office.zone,
        ),
        tuple(row.id for row in people if row.id),
        tuple(key for key, _row in speakers),
    )


class _Row(NamedTuple):
    """Someone on the papers; `id` of the participant, None for a trainer who is not on the list."""

    id: int | None
    who: Person
    unit: str
    role: str = ""


class _Known(NamedTuple):
    """Words for codes: of schooling, and the perangkat daerah of each unit."""

    education: dict[str, str]
    agencies: dict[int, tuple[int, str]]


def _taking_part(session: Session, event_id: int) -> list[_Row]:
    found = session.execute(
        select(Participant, Person, Unit.name)
        .join(Person, Person.id == Participant.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Participant.event_id == event_id)
        .order_by(Participant.position, Participant.id)
    )
    return [_Row(p.id, who, unit or who.instansi, p.role) for p, who, unit in found]


def _speakers(session: Session, ids: Sequence[int], taking: Sequence[_Row]) -> list[tuple[int | None, _Row]]:
    """Trainers by their id in the order they first teach, then who is only on the list as a speaker."""
    order = list(dict.fromkeys(ids))
    listed = {row.who.id: row for row in taking if row.role == SPEAKER}
    found = session.execute(
        select(Trainer.id, Person, Unit.name)
        .join(Person, Person.id == Trainer.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Trainer.id.in_(order) | Trainer.person_id.in_(listed))
    )
    known = {key: listed.get(who.id) or _Row(None, who, unit or who.instansi) for key, who, unit in found}
    registered = {row.who.id: key for key, row in known.items()}
    teaching: list[tuple[int | None, _Row]] = [(key, known[key]) for key in order]
    others = [row for person, row in listed.items() if registered.get(person) not in order]
    return teaching + [(registered.get(row.who.id), row) for row in others]


def _person(number: int, who: Person, unit: str, role: str, known: _Known, *, code: str = "") -> PaperPerson:
    born = dates.long(who.birth_date) if who.birth_date else ""
    schooling = " ".join(filter(None, (known.education.get(who.pendidikan, ""), who.pendidikan_nama)))
    agency = known.agencies[who.unit_id][1] if who.unit_id in known.agencies else unit
    return PaperPerson(
        number=number,
        name=names.printed(who.name, who.gelar_depan, who.gelar_belakang),
        nip=nip.spaced(who.nip or ""),
        pangkat_golongan=golongan.printed(who.golongan),
        jabatan=who.jabatan,
        unit=unit or "",
        agency=agency or "",
        birth=", ".join(filter(None, (who.birth_place, born))),
        sex=SEXES.get(who.sex, ""),
        education=schooling,
        phone=who.phone,
        email=who.email,
        address=who.address,
        role=role,
        code=code,
    )


def _education(session: Session) -> dict[str, str]:
    items = session.scalars(select(ReferenceItem).where(ReferenceItem.kind == "pendidikan"))
    return {item.code: item.name for item in items}


def _form(session: Session, code: str) -> str:
    return (
        session.scalar(
            select(ReferenceItem.name).where(
                ReferenceItem.kind == "bentuk_pelatihan", ReferenceItem.code == code
            )
        )
        or ""
    )


def letterhead(session: Session) -> Letterhead:
    about = office.get(session)
    return Letterhead(about.letterhead, about.address, templates.arms(session))


def signatory_for(session: Session, event_id: int, day: date) -> int | None:
    """Who signs the papers of an event on `day`: its own signatory while in office, else who is."""
    own = session.get_one(Event, event_id).signatory_id
    return own if own in office.valid_signatories(session, day) else office.signatory_for(session, day)


def signature(
    session: Session, signatory_id: int | None, dated: date | None, *, place: bool = True
) -> Signature:
    """With Plt., Plh. or a.n. as the office keeps it; without anybody a line to be filled in by hand."""
    form = (
        office.get_signatory(session, signatory_id)
        if signatory_id
        else office.SignatoryForm(**office.defaults()["free_line"])
    )
    day = dates.long(dated) if dated else "…………………………"
    return Signature(
        title=tuple(office.title_lines(form).splitlines()),
        name=form.name,
        pangkat=form.pangkat,
        nip=nip.spaced(form.nip),
        place_date=f"{office.get(session).place}, {day}" if place else "",
    )


def in_office(session: Session, signatory_id: int, day: date) -> bool:
    who = session.get_one(Signatory, signatory_id)
    return (who.valid_from or date.min) <= day <= (who.valid_to or date.max)
