"""What the certificates of an event would say today: read once, made for many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import (
    Event,
    EventPlan,
    IssuedCertificate,
    NumberScheme,
    Overruling,
    Participant,
    Person,
    ReferenceItem,
    Signatory,
    Training,
    Unit,
)
from asn_desktop.domain import dates, golongan, marks, names, nip, scales
from asn_desktop.domain.certificates import Certificate, Subject, why_not
from asn_desktop.domain.numbering import NumberValues
from asn_desktop.domain.passing import PASSED
from asn_desktop.domain.terbilang import terbilang
from asn_desktop.services import numbers, office, proofs, results, training
from asn_desktop.services.office import Office
from asn_desktop.services.proofs import Essentials


@dataclass(frozen=True)
class Candidate:
    """Somebody in the event, with the personal words of the certificate."""

    participant_id: int
    name: str
    nip: str  # digits
    role: str
    result: str
    score: float | None
    valid_number: str
    words: dict[str, str]
    overruled: bool = False  # passed with a reason, whatever the mark


class RoleRule(NamedTuple):
    """What the office wants on the certificates of a role; empty: as usual."""

    template: str = ""
    verdict: str = ""


@dataclass(frozen=True)
class Facts:
    """All that the certificates of one event share."""

    event_id: int
    training: str
    code: str
    graded: bool
    pass_mark: float | None  # of this event alone; None: as the scale says
    angkatan: int
    starts_on: date
    ends_on: date
    jp: int
    template_name: str
    scheme_id: int | None
    has_signatory: bool
    office: Office
    bands: tuple[scales.Band, ...]
    roles: dict[str, str]
    role_rules: dict[str, RoleRule]
    curriculum: tuple[Subject, ...]
    words: dict[str, str]

    @property
    def title(self) -> str:
        """The event in one line, for lists and the register."""
        return f"{self.training} {self.words['angkatan']} Tahun {self.words['tahun']}"


def facts(session: Session, event_id: int, today: date) -> Facts:
    event, about = session.get_one(Event, event_id), office.get(session)
    held = session.get_one(Training, event.training_id)
    basis = (held.basis or about.basis).replace("{instansi_penerbit}", about.name)
    first = session.get(Signatory, event.signatory_id) if event.signatory_id else None
    second = session.get(Signatory, event.back_signatory_id) if event.back_signatory_id else None
    words = {
        "instansi_penerbit": about.name,
        "dasar": basis,
        "pelatihan": held.name,
        "angkatan": f"Angkatan {dates.roman(event.angkatan)}",
        "tahun": str(event.ends_on.year),
        "penyelenggara": event.organiser or about.organiser,
        "tanggal_pelatihan": dates.span(event.starts_on, event.ends_on),
        "tempat": event.place,
        "jp": str(event.jp),
        "jp_terbilang": terbilang(event.jp),
        "ttd_tempat_tanggal": f"{about.place}, {dates.long(today)}",
        **_signature("ttd", first),
        **_signature("ttd2", second),
    }
    return Facts(
        event_id=event.id,
        training=held.name,
        code=held.code,
        graded=held.graded,
        pass_mark=session.scalar(select(EventPlan.pass_mark).where(EventPlan.event_id == event_id)),
        angkatan=event.angkatan,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        jp=event.jp,
        template_name=event.template_name,
        scheme_id=event.scheme_id,
        has_signatory=first is not None,
        office=about,
        bands=results.bands(session),
        roles=results.roles(session),
        role_rules=_role_rules(session),
        curriculum=tuple(Subject(s.group, s.name, s.jp) for s in training.subjects(session, held.id)),
        words=words,
    )


def _role_rules(session: Session) -> dict[str, RoleRule]:
    found = session.execute(
        select(ReferenceItem.code, ReferenceItem.attributes).where(ReferenceItem.kind == "peran")
    )
    return {code: RoleRule(said.get("templat") or "", said.get("putusan") or "") for code, said in found}


def _signature(prefix: str, signatory: Signatory | None) -> dict[str, str]:
    if signatory is None:
        return {f"{prefix}_{part}": "" for part in ("jabatan", "nama", "pangkat", "nip")}
    return {
        f"{prefix}_jabatan": office.title_lines(signatory),
        f"{prefix}_nama": signatory.name,
        f"{prefix}_pangkat": signatory.pangkat,
        f"{prefix}_nip": nip.spaced(signatory.nip),
    }


def candidates(session: Session, event: Facts, only: Iterable[int] | None = None) -> list[Candidate]:
    """Everybody in the event, or `only` these participants, in the order of the list."""
    found = session.execute(
        select(Participant, Person, Unit.name, IssuedCertificate.number, Overruling.result)
        .join(Person, Person.id == Participant.person_id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .outerjoin(IssuedCertificate, results.valid_certificate())
        .outerjoin(Overruling, Overruling.participant_id == Participant.id)
        .where(Participant.event_id == event.event_id)
        .order_by(Participant.position, Participant.id)
    )
    wanted = None if only is None else set(only)
    return [
        Candidate(
            p.id,
            names.printed(who.name, who.gelar_depan, who.gelar_belakang),
            who.nip or "",
            p.role,
            p.result,
            p.score,
            number or "",
            _personal(who, unit or "", event),
            overruled == PASSED,
        )
        for p, who, unit, number, overruled in found
        if wanted is None or p.id in wanted
    ]


def _personal(who: Person, unit: str, event: Facts) -> dict[str, str]:
    born = dates.long(who.birth_date) if who.birth_date else ""
    return {
        "nama": names.printed(who.name, who.gelar_depan, who.gelar_belakang),
        "nip": nip.spaced(who.nip or ""),
        "tempat_tanggal_lahir": ", ".join(filter(None, (who.birth_place, born))),
        "pangkat_golongan": golongan.printed(who.golongan),
        "jabatan": who.jabatan,
        "unit_kerja": unit,
        "instansi": who.instansi or (event.office.government if who.nip else ""),
    }


def template_of(event: Facts, candidate: Candidate) -> str:
    """As the event says for those who were trained; a role may have its own, else it gets a Sertifikat."""
    if candidate.role == results.MAIN_ROLE:
        return event.template_name
    return event.role_rules.get(candidate.role, RoleRule()).template or "sertifikat"


def refusal(event: Facts, candidate: Candidate) -> str:
    """Why this one gets no certificate; empty when nothing stands against it."""
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


def numbered(event: Facts, today: date, scheme: NumberScheme) -> NumberValues:
    """What the numbers of this event are made of, but for the sequence."""
    return numbers.values(scheme, 0, today, event.code, event.angkatan)


def essentials(event: Facts, shown: Certificate, issued_on: date) -> Essentials:
    words = shown.values
    digits = nip.clean(words["nip"])
    return Essentials(
        number=words["nomor"],
        name=words["nama"],
        nip=digits if nip.looks_like_nip(digits) else "",
        training=f"{event.training} {words['angkatan']}",
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        jp=event.jp,
        issued_on=issued_on,
        office=event.office.name,
    )


def signed(
    event: Facts,
    plain: Certificate,
    number: str,
    issued_on: date,
    *,
    signer: proofs.Signer,
    replaced: str = "",
) -> Certificate:
    """The certificate with its number, proof and code; `replaced` is the number it stands in for."""
    words = dict(plain.values) | {"nomor": number}
    words["pengganti"] = f"Pengganti Sertifikat Nomor {replaced}" if replaced else ""
    plain = replace(plain, values=words)
    proof = signer(essentials(event, plain, issued_on))
    words["kode"] = proofs.code(proof)
    return replace(plain, values=words, proof=proof)
