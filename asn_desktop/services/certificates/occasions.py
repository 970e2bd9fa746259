"""An event or a programme: the same questions, each answered where it is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy.orm import Session

from asn_desktop.db.tables import IssuedCertificate
from asn_desktop.domain.certificates import Certificate
from asn_desktop.services.certificates import programmes, snapshots
from asn_desktop.services.certificates.facts import PROGRAMME, Candidate, Facts, Occasion


def facts(session: Session, occasion: Occasion, today: date) -> Facts:
    read = programmes.facts if occasion.kind == PROGRAMME else snapshots.facts
    return read(session, occasion.id, today)


def is_programme(facts: Facts) -> bool:
    return facts.occasion.kind == PROGRAMME


def candidates(session: Session, facts: Facts, only: Iterable[int] | None = None) -> list[Candidate]:
    """Everybody in it, or `only` these keys, in the order of the list."""
    read = programmes.candidates if is_programme(facts) else snapshots.candidates
    return read(session, facts, only)


def holder(session: Session, facts: Facts, row: IssuedCertificate) -> Candidate | None:
    """Who holds a certificate, with the words of now; None when no longer in the list."""
    key = programmes.key_of(row) if is_programme(facts) else row.participant_id or 0
    return next(iter(candidates(session, facts, [key])), None)


def refusals(session: Session, facts: Facts, found: Sequence[Candidate]) -> dict[int, str]:
    """By key why somebody gets none, with the remedy; empty when nothing stands against it."""
    if is_programme(facts):
        return {c.key: c.against for c in found}
    return snapshots.refusals(session, facts, found)


def template_of(facts: Facts, candidate: Candidate) -> str:
    return facts.template_name if is_programme(facts) else snapshots.template_of(facts, candidate)


def certificate(facts: Facts, candidate: Candidate) -> Certificate:
    """All but number, code and proof."""
    make = programmes.certificate if is_programme(facts) else snapshots.certificate
    return make(facts, candidate)
