"""What the certificates of an event would say today: read once, made for many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import (
    Event,
    EventPlan,
    IssuedCertificate,
    Overruling,
    Participant,
    Person,
    ReferenceItem,
    Training,
    Unit,
)
from asn_desktop.domain import dates, marks, names, scales
from asn_desktop.domain.certificates import Certificate, Subject, why_not
from asn_desktop.domain.passing import FAILED, PASSED
from asn_desktop.domain.terbilang import terbilang
from asn_desktop.services import office, passing, results, training
from asn_desktop.services.certificates.facts import (
    Candidate,
    Facts,
    Occasion,
    RoleRule,
    personal,
    signatures,
)
from asn_desktop.services.passing import Standing


def facts(session: Session, event_id: int, today: date) -> Facts:
    event, about = session.get_one(Event, event_id), office.get(session)
    held = session.get_one(Training, event.training_id)
    words = {
        "instansi_penerbit": about.name,
        "dasar": (held.basis or about.basis).replace("{instansi_penerbit}", about.name),
        "pelatihan": held.name,
        "angkatan": f"Angkatan {dates.roman(event.angkatan)}",
        "tahun": str(event.ends_on.year),
        "penyelenggara": event.organiser or about.organiser,
        "tanggal_pelatihan": dates.span(event.starts_on, event.ends_on),
        "tempat": event.place,
        "jp": str(event.jp),
        "jp_terbilang": terbilang(event.jp),
        **signatures(session, about, event.signatory_id, event.back_signatory_id, today),
    }
    return Facts(
        occasion=Occasion.event(event.id),
        training=held.name,
        code=held.code,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        jp=event.jp,
        template_name=event.template_name,
        scheme_id=event.scheme_id,
        signatories=tuple(key for key in (event.signatory_id, event.back_signatory_id) if key),
        has_signatory=event.signatory_id is not None,
        office=about,
        words=words,
        roles=results.roles(session),
        angkatan=event.angkatan,
        graded=held.graded,
        pass_mark=session.scalar(select(EventPlan.pass_mark).where(EventPlan.event_id == event_id)),
        bands=results.bands(session),
        role_rules=_role_rules(session),
        curriculum=tuple(Subject(s.group, s.name, s.jp) for s in training.subjects(session, held.id)),
    )


def _role_rules(session: Session) -> dict[str, RoleRule]:
    found = session.execute(
        select(ReferenceItem.code, ReferenceItem.attributes).where(ReferenceItem.kind == "peran")
    )
    return {code: RoleRule(said.get("templat") or "", said.get("putusan") or "") for code, said in found}


def candidates(session: Session, event: Facts, only: Iterable[int] | None = None) -> list[Candidate]:
    """Everybody in the event, or `only` these participants, in the order of the list."""
    found = session.execute(
        select(Participant, Person, Unit.name, IssuedCertificate.number, Overruling.result)
        .join(Person, Person.id == Participant.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .outerjoin(IssuedCertificate, results.valid_certificate())
        .outerjoin(Overruling, Overruling.participant_id == Participant.id)
        .where(Participant.event_id == event.occasion.id)
        .order_by(Participant.position, Participant.id)
    )
    wanted = None if only is None else set(only)
    return [
        Candidate(
            key=p.id,
            name=names.printed(who.name, who.gelar_depan, who.gelar_belakang),
            nip=who.nip or "",
            role=p.role,
            valid_number=number or "",
            words=personal(who, unit or "", event.office),
            columns={"event_id": event.occasion.id, "participant_id": p.id},
            result=p.result,
            score=p.score,
            overruled=overruled == PASSED,
        )
        for p, who, unit, number, overruled in found
        if wanted is None or p.id in wanted
    ]


def template_of(event: Facts, candidate: Candidate) -> str:
    """As the event says for those who were trained; a role may have its own, else it gets a Sertifikat."""
    if candidate.role == results.MAIN_ROLE:
        return event.template_name
    return event.role_rules.get(candidate.role, RoleRule()).template or "sertifikat"


def refusals(session: Session, event: Facts, found: Iterable[Candidate]) -> dict[int, str]:
    """By key why they get no certificate; empty when nothing stands against it."""
    standing = {one.id: one for one in passing.standing(session, event.occasion.id)}
    return {c.key: _refusal(event, c) or _unreasoned(standing[c.key]) for c in found}


def _refusal(event: Facts, candidate: Candidate) -> str:
    failed = "" if candidate.overruled else _failed_mark(event, candidate.score)
    reason = why_not(
        role=candidate.role,
        result=candidate.result,
        valid_number=candidate.valid_number,
        failed_mark=failed,
    )
    if not reason and not names.has_name(candidate.name):
        return "Namanya kosong atau hanya gelar. Lengkapi nama di data pegawai."
    return reason


def _unreasoned(one: Standing) -> str:
    """Passed although the rule says not, and nobody wrote why."""
    if one.row.result != PASSED or one.reason or one.ruling is None or one.ruling.result != FAILED:
        return ""
    return (
        f"Menurut aturan tidak lulus: {one.ruling.words} Tulis alasannya di bagian Nilai, atau ubah hasilnya."
    )


def _failed_mark(event: Facts, score: float | None) -> str:
    """A mark that does not pass, in words; empty for one that does and for none."""
    if score is None or not (event.graded or event.pass_mark is not None):
        return ""
    if event.pass_mark is not None:
        return marks.shown(score) if score < event.pass_mark else ""
    band = scales.band_of(score, event.bands)
    return "" if band and band.passes else marks.shown(score)


def certificate(event: Facts, candidate: Candidate) -> Certificate:
    """All but number, code and proof."""
    is_main = candidate.role == results.MAIN_ROLE
    graduates = is_main and (event.graded or event.template_name == "sttp")
    predikat = scales.predikat(candidate.score, event.bands) if graduates else ""
    words = event.words | candidate.words
    words |= {
        "peran": event.roles.get(candidate.role, candidate.role).lower(),
        "putusan": "LULUS" if graduates else _verdict(event, candidate),
        "predikat": predikat,
        "kualifikasi": f"dengan predikat {predikat}" if predikat else "",
        "nilai": marks.shown(candidate.score),
    }
    return Certificate(words, event.curriculum)


def _verdict(event: Facts, candidate: Candidate) -> str:
    """Of who was not judged: a role may have its own words."""
    rule = event.role_rules.get(candidate.role, RoleRule())
    own = rule.verdict if candidate.role != results.MAIN_ROLE else ""
    return own or "TELAH MENGIKUTI"
