"""The trainings and the mentoring of one person, each with the JP that counts or why it does not."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import (
    Event,
    IssuedCertificate,
    OutsideTraining,
    Participant,
    Person,
    StoredFile,
    Training,
)
from asn_desktop.services import reference
from asn_desktop.services.ledger import mentored
from asn_desktop.services.ledger.credits import certificate_jp, jp_of
from asn_desktop.services.results import MAIN_ROLE, RESULTS

OWN, OUTSIDE, MENTORING = "kegiatan", "luar", "mentoring"


class Entry(NamedTuple):
    """`record_id` is the event of our own ones, the outside training of others, the pair of mentoring.

    `jp` None: it does not count, and `note` tells why. `file` is the name of the proof, empty for none.
    """

    source: str  # OWN, OUTSIDE or MENTORING
    record_id: int
    name: str
    form: str  # in words
    organiser: str
    starts_on: date
    ends_on: date
    jp: int | None
    certificate: str
    file_id: int | None
    file: str
    note: str

    @property
    def year(self) -> int:
        return self.ends_on.year


def history(session: Session, person_id: int, year: int | None = None) -> list[Entry]:
    """Newest first; of one year, or of all."""
    forms = reference.names(session, "bentuk_pelatihan")
    found = [
        *_own(session, person_id, forms),
        *_outside(session, person_id, forms),
        *_mentored(session, person_id, forms),
    ]
    kept = [entry for entry in found if year is None or entry.year == year]
    return sorted(kept, key=lambda entry: (entry.ends_on, entry.starts_on, entry.record_id), reverse=True)


def status(session: Session, person_id: int) -> str:
    """Of employment: it decides on the target."""
    return session.scalars(select(Person.status).where(Person.id == person_id)).one()


def _own(session: Session, person_id: int, forms: dict[str, str]) -> list[Entry]:
    query = (
        select(Participant, Event, Training, IssuedCertificate.number, certificate_jp())
        .join(Event, Event.id == Participant.event_id)
        .join(Training, Training.id == Event.training_id)
        .outerjoin(
            IssuedCertificate,
            (IssuedCertificate.participant_id == Participant.id) & (IssuedCertificate.state == "berlaku"),
        )
        .where(Participant.person_id == person_id)
        .order_by(IssuedCertificate.id)
    )
    lost = (
        select(IssuedCertificate.participant_id, IssuedCertificate.number)
        .join(Participant, Participant.id == IssuedCertificate.participant_id)
        .where(Participant.person_id == person_id, IssuedCertificate.state == "dicabut")
    )
    revoked = {row.participant_id: row.number for row in session.execute(lost)}
    found: dict[int, Entry] = {}  # by participant: of two valid certificates the newest speaks
    roles = reference.names(session, "peran")
    for seat, event, training, number, said in session.execute(query):
        is_counted = seat.role == MAIN_ROLE and (number is not None or seat.result == "lulus")
        if seat.role != MAIN_ROLE:
            note = f"Sebagai {roles.get(seat.role, seat.role).lower()}, jadi tidak menambah JP."
        elif is_counted and number is None and seat.id in revoked:
            note = (
                f"Sertifikat {revoked[seat.id]} sudah dicabut; tetap dihitung karena hasilnya Lulus. "
                "Bila kelulusannya batal, ubah hasilnya pada peserta kegiatan."
            )
        else:
            note = "" if is_counted else f"{RESULTS.get(seat.result, seat.result)}, jadi belum dihitung."
        found[seat.id] = Entry(
            OWN,
            event.id,
            f"{training.name}, angkatan {event.angkatan}",
            forms.get(training.form, ""),
            event.organiser,
            event.starts_on,
            event.ends_on,
            jp_of(event.jp, said) if is_counted else None,
            number or "",
            None,
            "",
            note,
        )
    return list(found.values())


def _outside(session: Session, person_id: int, forms: dict[str, str]) -> list[Entry]:
    query = (
        select(OutsideTraining, StoredFile.name)
        .outerjoin(StoredFile, StoredFile.id == OutsideTraining.file_id)
        .where(OutsideTraining.person_id == person_id)
    )
    return [
        Entry(
            OUTSIDE,
            row.id,
            row.name,
            forms.get(row.form, ""),
            row.organiser,
            row.starts_on or row.ends_on,
            row.ends_on,
            row.jp,
            row.certificate_number,
            row.file_id,
            file or "",
            row.jp_reason and f"JP ditetapkan sendiri: {row.jp_reason}",
        )
        for row, file in session.execute(query)
    ]


def _mentored(session: Session, person_id: int, forms: dict[str, str]) -> list[Entry]:
    return [
        Entry(
            MENTORING,
            line.pair_id,
            line.name,
            forms.get(line.form, ""),
            line.organiser,
            line.starts_on,
            line.ends_on,
            line.jp or None,
            line.certificate,
            None,
            "",
            line.note,
        )
        for line in mentored.lines(session, [person_id])
    ]
