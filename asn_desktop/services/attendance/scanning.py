"""What a scanner reads at the door: a badge of ours, or the NIP of a card."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import Attendance, Event, FormerNip, Participant, Person, Training
from asn_desktop.domain import names, nip
from asn_desktop.domain.presence import STATUSES
from asn_desktop.services import results
from asn_desktop.services.attendance.codes import read_badge
from asn_desktop.services.attendance.saving import SCANNED, set_status

PRESENT, ALREADY, STRANGER, UNKNOWN = "hadir", "sudah", "bukan_peserta", "tidak_dikenal"


class Scanned(NamedTuple):
    """`person_id` is who it is where the database knows him: a stranger can be added with it."""

    state: str
    words: str
    participant_id: int | None = None
    person_id: int | None = None


def scan(session: Session, event_id: int, session_id: int, code: str, now: datetime) -> Scanned:
    """Marks the person present. What cannot be used is said, and nothing is written."""
    code = " ".join(code.split())
    badge = read_badge(code)
    if badge:
        return _badge(session, event_id, session_id, badge, now)
    digits = nip.clean(code)
    if not nip.looks_like_nip(digits):
        return Scanned(UNKNOWN, f"“{code[:40]}” bukan kode kartu peserta dan bukan NIP. Pindai sekali lagi.")
    person = _person(session, digits)
    if person is None:
        return Scanned(UNKNOWN, f"NIP {nip.spaced(digits)} belum tercatat. Catat sebagai peserta tambahan.")
    found = session.scalars(
        select(Participant).where(Participant.event_id == event_id, Participant.person_id == person.id)
    ).all()
    if not found:
        name = _name(person)
        return Scanned(STRANGER, f"{name} tidak ada di daftar peserta.", person_id=person.id)
    listed = min(found, key=lambda p: (p.role != results.MAIN_ROLE, p.position))
    return _mark(session, listed, person, session_id, now)


def _badge(
    session: Session, event_id: int, session_id: int, badge: tuple[int, int], now: datetime
) -> Scanned:
    if badge[0] != event_id:
        other = session.scalar(
            select(Training.name).join(Event, Event.training_id == Training.id).where(Event.id == badge[0])
        )
        of = f" “{other}”" if other else ""
        return Scanned(UNKNOWN, f"Kartu ini milik kegiatan lain{of}. Minta kartu kegiatan ini, atau NIP-nya.")
    listed = session.get(Participant, badge[1])
    if listed is None or listed.event_id != event_id:
        return Scanned(UNKNOWN, "Pemilik kartu ini sudah dikeluarkan dari daftar peserta.")
    return _mark(session, listed, session.get_one(Person, listed.person_id), session_id, now)


def _mark(session: Session, listed: Participant, person: Person, session_id: int, now: datetime) -> Scanned:
    name = _name(person)
    before = session.scalar(
        select(Attendance.status).where(
            Attendance.session_id == session_id, Attendance.participant_id == listed.id
        )
    )
    if before == "H":
        return Scanned(ALREADY, f"{name} sudah tercatat hadir.", listed.id, person.id)
    set_status(session, listed.event_id, {(listed.id, session_id): "H"}, SCANNED, now)
    history.recorder(session).label = f"Hadir: {name}"
    was = f" Sebelumnya tercatat {STATUSES[before].lower()}." if before else ""
    return Scanned(PRESENT, f"{name} hadir.{was}", listed.id, person.id)


def _person(session: Session, digits: str) -> Person | None:
    found = session.scalars(select(Person).where(Person.nip == digits)).first()
    if found is None:
        old = select(FormerNip.person_id).where(FormerNip.nip == digits)
        found = session.scalars(select(Person).where(Person.id.in_(old))).first()
    return found


def _name(person: Person) -> str:
    return names.printed(person.name, person.gelar_depan, person.gelar_belakang)
