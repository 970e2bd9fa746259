"""Certificates as issued: lists, details, and what is needed to draw them again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import extract, or_, select
from sqlalchemy.orm import Session

from asn_desktop.db.history import CHUNK
from asn_desktop.db.tables import Asset, IssuedCertificate, RegisterNumber, Template
from asn_desktop.domain.certificates import TOKENS, Certificate, Subject
from asn_desktop.domain.typed import sought
from asn_desktop.reports import certificate
from asn_desktop.reports import templates as looks
from asn_desktop.reports.certificate import Sheet
from asn_desktop.services import templates
from asn_desktop.services.certificates.facts import PROGRAMME, Occasion


class CertificateRow(NamedTuple):
    id: int
    number: str
    issued_on: date
    name: str
    nip: str
    training: str  # as it was called when issued
    state: str  # a key of domain.certificates.STATES
    code: str
    reason: str
    event_id: int | None  # None: of a mentoring programme
    programme_id: int | None = None


@dataclass(frozen=True)
class CertificateDetail:
    """`pairs` are label and text as printed."""

    row: CertificateRow
    pairs: tuple[tuple[str, str], ...]
    curriculum: tuple[Subject, ...]
    replaces: str  # number, empty for none
    replaced_by: str
    proof: str
    template: str  # name and edition
    sha256: str


def rows(
    session: Session,
    text: str = "",
    year: int | None = None,
    event_id: int | None = None,
    state: str | None = None,
) -> list[CertificateRow]:
    """Newest first; `year` is that of the day of issue."""
    c = IssuedCertificate
    wanted = (
        select(
            c.id,
            c.number,
            c.issued_on,
            c.name,
            c.nip,
            RegisterNumber.training,
            c.state,
            c.code,
            c.reason,
            c.event_id,
            c.programme_id,
        )
        .join(RegisterNumber, RegisterNumber.id == c.number_id)
        .order_by(c.id.desc())
    )
    for word in sought(text):
        columns = (c.number, c.name, c.nip, c.code, RegisterNumber.training)
        wanted = wanted.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    if year is not None:
        wanted = wanted.where(extract("year", c.issued_on) == year)
    if event_id is not None:
        wanted = wanted.where(c.event_id == event_id)
    if state is not None:
        wanted = wanted.where(c.state == state)
    return [CertificateRow._make(row) for row in session.execute(wanted)]


def years(session: Session) -> list[int]:
    """Years of issue, newest first."""
    year = extract("year", IssuedCertificate.issued_on)
    return list(session.scalars(select(year).distinct().order_by(year.desc())))


def ids_of(session: Session, occasion: Occasion) -> list[int]:
    """The valid certificates of it in the order of their numbers: what is printed."""
    c = IssuedCertificate
    ours = c.programme_id if occasion.kind == PROGRAMME else c.event_id
    wanted = select(c.id).where(ours == occasion.id, c.state == "berlaku").order_by(c.id)
    return list(session.scalars(wanted))


def ids_of_event(session: Session, event_id: int) -> list[int]:
    return ids_of(session, Occasion.event(event_id))


def detail(session: Session, certificate_id: int) -> CertificateDetail:
    c = session.get_one(IssuedCertificate, certificate_id)
    shown = Certificate.from_json(c.snapshot)
    number, template = session.get_one(RegisterNumber, c.number_id), session.get_one(Template, c.template_id)
    old = session.get(IssuedCertificate, c.replaces_id) if c.replaces_id else None
    new = session.scalar(select(IssuedCertificate.number).where(IssuedCertificate.replaces_id == c.id))
    return CertificateDetail(
        CertificateRow(
            c.id,
            c.number,
            c.issued_on,
            c.name,
            c.nip,
            number.training,
            c.state,
            c.code,
            c.reason,
            c.event_id,
            c.programme_id,
        ),
        tuple((TOKENS[t], shown.values[t]) for t in TOKENS if shown.values.get(t)),
        shown.curriculum,
        old.number if old else "",
        new or "",
        shown.proof,
        f"{template.title} edisi {template.edition}",
        c.sha256,
    )


def sheets(session: Session, certificate_ids: Sequence[int]) -> list[Sheet]:
    """What is needed to draw them, exactly as issued, in the order given."""
    loaded: dict[int, Sheet] = {}
    memory: dict[Any, Any] = {}
    c = IssuedCertificate
    for start in range(0, len(certificate_ids), CHUNK):
        part = certificate_ids[start : start + CHUNK]
        found = session.execute(select(c.id, c.template_id, c.arms_id, c.snapshot).where(c.id.in_(part)))
        for key, template_id, arms_id, snapshot in found:
            look, arms = _look(session, template_id, memory), _arms(session, arms_id, memory)
            loaded[key] = Sheet(look, arms, _shared(Certificate.from_json(snapshot), memory))
    return [loaded[key] for key in certificate_ids]


def _look(session: Session, template_id: int, memory: dict[Any, Any]) -> looks.Template:
    key = ("template", template_id)
    if key not in memory:
        memory[key] = templates.kept(session, template_id)
    look: looks.Template = memory[key]
    return look


def _arms(session: Session, arms_id: int | None, memory: dict[Any, Any]) -> bytes | None:
    key = ("arms", arms_id)
    if key not in memory:
        memory[key] = session.get_one(Asset, arms_id).data if arms_id else None
    arms: bytes | None = memory[key]
    return arms


def _shared(read: Certificate, memory: dict[Any, Any]) -> Certificate:
    """Equal texts of many certificates kept once: ten thousand of them shall not fill the memory."""
    once = memory.setdefault
    values = {once(k, k): once(v, v) for k, v in read.values.items()}
    return Certificate(values, once(read.curriculum, read.curriculum), read.proof)


def redraw_hash(session: Session, certificate_id: int) -> tuple[str, str]:
    """The stored SHA-256 and that of the certificate drawn again now."""
    stored = session.get_one(IssuedCertificate, certificate_id).sha256
    return stored, hashlib.sha256(certificate.draw(sheets(session, [certificate_id])[0])).hexdigest()
