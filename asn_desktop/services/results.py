"""Who took part in an event, in what role and with what result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from asn_desktop.db import history
from asn_desktop.db.tables import (
    Event,
    IssuedCertificate,
    Overruling,
    Participant,
    Person,
    ReferenceItem,
    Training,
    Unit,
)
from asn_desktop.domain import names, passing, scales
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import deletion

RESULTS = passing.RESULTS
MAIN_ROLE = "peserta"


class ParticipantRow(NamedTuple):
    id: int
    position: int
    person_id: int
    name: str
    nip: str
    golongan: str
    jabatan: str
    unit: str
    role: str
    result: str  # a key of RESULTS
    score: float | None
    predikat: str
    note: str
    certificate_number: str  # of the valid certificate, empty for none
    certificate_id: int | None


class AddedPeople(NamedTuple):
    added: int
    already: list[str]  # printed names of those who had this role in the event


def bands(session: Session) -> tuple[scales.Band, ...]:
    """The office's predikat scale, or the usual one where it has none."""
    items = session.scalars(
        select(ReferenceItem)
        .where(ReferenceItem.kind == "predikat", ReferenceItem.archived.is_(False))
        .order_by(ReferenceItem.position)
    )
    own = [
        scales.Band(float(i.attributes["minimum"]), i.name, bool(i.attributes.get("lulus")))
        for i in items
        if "minimum" in i.attributes
    ]
    return tuple(own) or scales.LAN_BANDS


def roles(session: Session) -> dict[str, str]:
    """Code and name of each role; peserta comes first and is always there."""
    items = session.scalars(
        select(ReferenceItem)
        .where(ReferenceItem.kind == "peran", ReferenceItem.archived.is_(False))
        .order_by(ReferenceItem.position)
    )
    return {MAIN_ROLE: "Peserta"} | {item.code: item.name for item in items}


def valid_certificate() -> ColumnElement[bool]:
    """Joins a participant with the certificate that is valid: the newest, where two records were merged that
    both had one.
    """
    every = aliased(IssuedCertificate)
    newest = select(func.max(every.id)).where(
        every.participant_id == Participant.id, every.state == "berlaku"
    )
    return IssuedCertificate.id == newest.correlate(Participant).scalar_subquery()


def rows(session: Session, event_id: int) -> list[ParticipantRow]:
    scale = bands(session)
    found = session.execute(
        select(
            Participant,
            Person,
            func.coalesce(Unit.name, Person.instansi),
            IssuedCertificate.number,
            IssuedCertificate.id,
        )
        .join(Person, Person.id == Participant.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .outerjoin(IssuedCertificate, valid_certificate())
        .where(Participant.event_id == event_id)
        .order_by(Participant.position, Participant.id)
    )
    return [
        ParticipantRow(
            p.id,
            p.position,
            who.id,
            names.printed(who.name, who.gelar_depan, who.gelar_belakang),
            who.nip or "",
            who.golongan,
            who.jabatan,
            unit,
            p.role,
            p.result,
            p.score,
            scales.predikat(p.score, scale),
            p.note,
            number or "",
            certificate_id,
        )
        for p, who, unit, number, certificate_id in found
    ]


def add_people(
    session: Session, event_id: int, person_ids: Sequence[int], role: str = MAIN_ROLE
) -> AddedPeople:
    """Put people at the end of the list; who already has this role in the event is left alone."""
    session.get_one(Event, event_id)
    there = set(
        session.scalars(
            select(Participant.person_id).where(Participant.event_id == event_id, Participant.role == role)
        )
    )
    wanted = list(dict.fromkeys(person_ids))
    last = session.scalar(select(func.max(Participant.position)).where(Participant.event_id == event_id))
    new = [p for p in wanted if p not in there]
    made = [
        {"event_id": event_id, "person_id": p, "position": (last or 0) + n, "role": role}
        for n, p in enumerate(new, 1)
    ]
    history.insert_rows(session, Participant, made)
    known = (session.get_one(Person, p) for p in wanted if p in there)
    return AddedPeople(len(new), [names.printed(k.name, k.gelar_depan, k.gelar_belakang) for k in known])


def set_result(session: Session, participant_ids: Iterable[int], result: str) -> int:
    """Set one of RESULTS for many; returns how many changed."""
    if result not in RESULTS:
        raise InvalidInput({"result": "Pilih Lulus, Tidak lulus, atau Belum ditetapkan."})
    return _update(session, {key: {"result": result} for key in participant_ids})


def set_scores(session: Session, scores: Mapping[int, float | None]) -> int:
    """Marks (0–100) by participant; in a graded training the result follows from the scale.

    One that was decided otherwise, with a reason, stays.
    """
    if any(score is not None and not 0 <= score <= 100 for score in scores.values()):
        raise InvalidInput({"score": "Nilai harus antara 0 dan 100."})
    scale = bands(session)
    graded = session.scalars(
        select(Participant.id)
        .join(Event, Event.id == Participant.event_id)
        .join(Training, Training.id == Event.training_id)
        .outerjoin(Overruling, Overruling.participant_id == Participant.id)
        .where(
            Participant.id.in_(list(scores)),
            Training.graded,
            Participant.role == MAIN_ROLE,
            Overruling.id.is_(None),
        )
    )
    wanted: dict[int, dict[str, Any]] = {key: {"score": score} for key, score in scores.items()}
    for key in graded:
        wanted[key]["result"] = result_of(scores[key], scale)
    return _update(session, wanted)


def result_of(score: float | None, scale: Sequence[scales.Band]) -> str:
    """lulus, tidak_lulus, or empty without a mark."""
    if score is None:
        return ""
    band = scales.band_of(score, scale)
    return "lulus" if band is not None and band.passes else "tidak_lulus"


def set_role(session: Session, participant_ids: Iterable[int], role: str) -> int:
    if role not in roles(session):
        raise InvalidInput({"role": "Pilih peran dari daftar."})
    wanted = list(participant_ids)
    mine = session.scalars(select(Participant).where(Participant.id.in_(wanted))).all()
    others = session.execute(
        select(Participant.event_id, Participant.person_id).where(
            Participant.event_id.in_({p.event_id for p in mine}),
            Participant.role == role,
            Participant.id.not_in(wanted),
        )
    )
    if {(p.event_id, p.person_id) for p in mine} & {(e, p) for e, p in others}:
        raise InvalidInput({"role": "Orang ini sudah tercatat dengan peran itu dalam kegiatan yang sama."})
    return _update(session, {key: {"role": role} for key in wanted})


def set_note(session: Session, participant_id: int, note: str) -> None:
    _update(session, {participant_id: {"note": note.strip()}})


def remove(session: Session, participant_ids: Iterable[int]) -> int:
    """Refused when one of them has a certificate, valid or not: that stays in the register."""
    wanted = list(participant_ids)
    issued = session.scalar(
        select(IssuedCertificate).where(IssuedCertificate.participant_id.in_(wanted)).limit(1)
    )
    if issued is not None:
        raise UserError(
            f"{issued.name} sudah bersertifikat nomor {issued.number}, jadi tetap dalam daftar peserta. "
            "Cabut sertifikatnya bila memang keliru."
        )
    gone = session.scalars(select(Participant.id).where(Participant.id.in_(wanted))).all()
    return deletion.delete(session, "participant", gone).total if gone else 0


def _update(session: Session, wanted: Mapping[int, Mapping[str, Any]]) -> int:
    return history.update_rows(session, Participant, wanted.items())
