"""What the certificates of one occasion share, who may get one, and the words that all of them use."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.db.tables import IssuedCertificate, NumberScheme, Person, Signatory
from asn_desktop.domain import dates, golongan, names, nip, scales
from asn_desktop.domain.certificates import Certificate, Subject
from asn_desktop.domain.numbering import NumberValues
from asn_desktop.services import numbers, office, proofs
from asn_desktop.services.office import Office
from asn_desktop.services.proofs import Essentials

EVENT, PROGRAMME = "event", "programme"


class Occasion(NamedTuple):
    """What certificates are issued for: an event of training, or a programme of mentoring."""

    kind: str
    id: int

    @classmethod
    def event(cls, event_id: int) -> Occasion:
        return cls(EVENT, event_id)

    @classmethod
    def programme(cls, programme_id: int) -> Occasion:
        return cls(PROGRAMME, programme_id)

    @classmethod
    def of(cls, row: IssuedCertificate) -> Occasion:
        if row.programme_id is not None:
            return cls(PROGRAMME, row.programme_id)
        return cls(EVENT, row.event_id or 0)


@dataclass(frozen=True)
class Candidate:
    """Somebody in the occasion, with the personal words of the certificate.

    `key` is unique in the occasion: the participant of an event; in a programme the person, negative as
    mentor. `against` is what stands against a certificate of a programme, `columns` point to who holds it.
    """

    key: int
    name: str
    nip: str  # digits
    role: str
    valid_number: str
    words: dict[str, str]
    columns: dict[str, Any]
    result: str = ""
    score: float | None = None
    overruled: bool = False  # passed with a reason, whatever the mark
    starts_on: date | None = None  # None: as the occasion
    ends_on: date | None = None
    against: str = ""


class RoleRule(NamedTuple):
    """What the office wants on the certificates of a role; empty: as usual."""

    template: str = ""
    verdict: str = ""


@dataclass(frozen=True)
class Facts:
    """All that the certificates of one occasion share. `jp` is what the event as such says; 0 in a programme,
    where it is everybody's own."""

    occasion: Occasion
    training: str
    code: str
    starts_on: date
    ends_on: date
    jp: int
    template_name: str
    scheme_id: int | None
    signatories: tuple[int, ...]  # the first signs the front
    has_signatory: bool
    office: Office
    words: dict[str, str]
    roles: dict[str, str]
    angkatan: int = 1
    graded: bool = False
    pass_mark: float | None = None  # of this event alone; None: as the scale says
    bands: tuple[scales.Band, ...] = ()
    role_rules: dict[str, RoleRule] = field(default_factory=dict)
    curriculum: tuple[Subject, ...] = ()

    @property
    def title(self) -> str:
        """The occasion in one line, for lists and the register."""
        year = f"Tahun {self.words['tahun']}" if self.words["tahun"] else ""
        return " ".join(filter(None, (self.training, self.words["angkatan"], year)))


def signatures(
    session: Session, about: Office, first: int | None, second: int | None, today: date
) -> dict[str, str]:
    """Place and day, and who signs the front and the back."""
    return {
        "ttd_tempat_tanggal": f"{about.place}, {dates.long(today)}",
        **_signature("ttd", session.get(Signatory, first) if first else None),
        **_signature("ttd2", session.get(Signatory, second) if second else None),
    }


def _signature(prefix: str, signatory: Signatory | None) -> dict[str, str]:
    if signatory is None:
        return {f"{prefix}_{part}": "" for part in ("jabatan", "nama", "pangkat", "nip")}
    return {
        f"{prefix}_jabatan": office.title_lines(signatory),
        f"{prefix}_nama": signatory.name,
        f"{prefix}_pangkat": signatory.pangkat,
        f"{prefix}_nip": nip.spaced(signatory.nip),
    }


def personal(who: Person, unit: str, about: Office) -> dict[str, str]:
    """The texts of domain.certificates.PERSONAL as the data say now."""
    born = dates.long(who.birth_date) if who.birth_date else ""
    return {
        "nama": names.printed(who.name, who.gelar_depan, who.gelar_belakang),
        "nip": nip.spaced(who.nip or ""),
        "tempat_tanggal_lahir": ", ".join(filter(None, (who.birth_place, born))),
        "pangkat_golongan": golongan.printed(who.golongan),
        "jabatan": who.jabatan,
        "unit_kerja": unit,
        "instansi": who.instansi or (about.government if who.nip else ""),
    }


def numbered(facts: Facts, today: date, scheme: NumberScheme) -> NumberValues:
    """What the numbers of this occasion are made of, but for the sequence."""
    return numbers.values(scheme, 0, today, facts.code, facts.angkatan)


def essentials(facts: Facts, candidate: Candidate, shown: Certificate, issued_on: date) -> Essentials:
    words = shown.values
    digits = nip.clean(words["nip"])
    return Essentials(
        number=words["nomor"],
        name=words["nama"],
        nip=digits if nip.looks_like_nip(digits) else "",
        training=" ".join(filter(None, (facts.training, words["angkatan"]))),
        starts_on=candidate.starts_on or facts.starts_on,
        ends_on=candidate.ends_on or facts.ends_on,
        jp=int(words["jp"] or 0),
        issued_on=issued_on,
        office=facts.office.name,
    )


def signed(
    facts: Facts,
    candidate: Candidate,
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
    proof = signer(essentials(facts, candidate, plain, issued_on))
    words["kode"] = proofs.code(proof)
    return replace(plain, values=words, proof=proof)
