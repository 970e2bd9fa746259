"""Who of a pair holds a valid certificate of its programme: what that says must not be lost unseen."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import IssuedCertificate, MentoringPair
from asn_desktop.domain.mentoring import words


def mentees(session: Session, pair_id: int) -> dict[int, str]:
    """The number by person, of whoever is or was a mentee of the programme; the newest counts."""
    certificate = IssuedCertificate
    query = (
        select(certificate.person_id, certificate.number)
        .join(MentoringPair, MentoringPair.programme_id == certificate.programme_id)
        .where(MentoringPair.id == pair_id, certificate.role == words.MENTEE, certificate.state == "berlaku")
        .order_by(certificate.id)
    )
    return {person: number for person, number in session.execute(query) if person is not None}
