"""Issuing, replacing and revoking certificates; what was issued is never rewritten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import IssuedCertificate
from asn_desktop.domain import names, nip
from asn_desktop.domain.certificates import PERSONAL, STATES, TOKENS, Certificate
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.reports import certificate
from asn_desktop.reports.certificate import Sheet
from asn_desktop.services import numbers, office, templates
from asn_desktop.services.certificates import facts as shared
from asn_desktop.services.certificates import occasions, planning
from asn_desktop.services.certificates.facts import Candidate, Facts, Occasion
from asn_desktop.services.certificates.planning import Problem, Refused
from asn_desktop.services.proofs import KeyStore

Progress = Callable[[int, int, str], bool]


class PreflightRow(NamedTuple):
    key: int  # of the candidate: for an event its participant
    name: str
    nip: str
    role: str  # in words, as printed
    number: str  # that would be given now


@dataclass(frozen=True)
class Preflight:
    """What issuing would do now. `blocked` stops the whole occasion, `warnings` do not."""

    ready: tuple[PreflightRow, ...]
    refused: tuple[Refused, ...]
    problems: tuple[Problem, ...]
    blocked: tuple[str, ...]
    warnings: tuple[str, ...]
    first_number: str
    last_number: str


@dataclass(frozen=True)
class Issued:
    count: int
    first_number: str
    last_number: str
    certificate_ids: tuple[int, ...]
    refused: tuple[Refused, ...]


class Correction(NamedTuple):
    """One personal text: as issued, and as the data say now."""

    token: str
    label: str
    issued: str
    now: str


def preflight(
    session: Session, occasion: Occasion | int, today: date, only: Iterable[int] | None = None
) -> Preflight:
    """What would happen; nothing is taken. A mere number is an event's, `only` are keys of candidates."""
    plan = planning.plan(session, _occasion(occasion), today, only)
    texts = plan.sample_numbers or ("",) * len(plan.ready)
    called = plan.facts.roles
    ready = tuple(
        PreflightRow(c.key, c.name, c.nip, called.get(c.role, c.role).lower(), number)
        for (c, _), number in zip(plan.ready, texts, strict=True)
    )
    first, last = (texts[0], texts[-1]) if texts else ("", "")
    return Preflight(ready, plan.refused, plan.problems, plan.blocked, plan.warnings, first, last)


def _occasion(given: Occasion | int) -> Occasion:
    return Occasion.event(given) if isinstance(given, int) else given


def issue(
    session: Session,
    occasion: Occasion | int,
    now: datetime,
    keys: KeyStore,
    *,
    only: Iterable[int] | None = None,
    progress: Progress | None = None,
) -> Issued:
    """Certificates for all (or these) who may have one, with numbers in the order of the list.

    UserError when the occasion itself lacks something; who may not have one is in `refused`.
    """
    plan = planning.plan(session, _occasion(occasion), now.date(), only)
    if plan.blocked:
        raise UserError(" ".join(plan.blocked))
    ids, given = _issue(session, plan.facts, plan.ready, now, keys, progress=progress)
    first, last = (given[0], given[-1]) if given else ("", "")
    return Issued(len(ids), first, last, tuple(ids), plan.refused)


def _issue(
    session: Session,
    facts: Facts,
    ready: Sequence[tuple[Candidate, Certificate]],
    now: datetime,
    keys: KeyStore,
    *,
    progress: Progress | None = None,
    replaces: IssuedCertificate | None = None,
) -> tuple[Sequence[int], list[str]]:
    """Numbers, signatures, fingerprints and rows; returns ids and numbers."""
    if not ready:
        return [], []
    today, signer = now.date(), keys.signer()
    scheme = planning.scheme_of(session, facts)
    taken = numbers.take(
        session,
        scheme.id,
        shared.numbered(facts, today, scheme),
        taken_on=today,
        holders=[made.values["nama"] for _, made in ready],
        training=facts.title,
    )
    picture = templates.arms(session)
    arms_id = office.store_asset(session, picture)
    used = {
        name: templates.keep(session, name) for name in {occasions.template_of(facts, c) for c, _ in ready}
    }
    old = replaces.number if replaces else ""
    final = [
        shared.signed(facts, candidate, made, number.number, today, signer=signer, replaced=old)
        for (candidate, made), number in zip(ready, taken, strict=True)
    ]
    template_ids = [used[occasions.template_of(facts, c)] for c, _ in ready]
    looks = {key: templates.kept(session, key) for key in used.values()}
    sheets = [Sheet(looks[key], picture, made) for key, made in zip(template_ids, final, strict=True)]
    prints = fingerprints(sheets, progress)
    rows = [
        {
            **candidate.columns,
            "number_id": number.id,
            "number": number.number,
            "code": made.values["kode"],
            "issued_on": today,
            "issued_at": now,
            "template_id": template_id,
            "arms_id": arms_id,
            "snapshot": made.to_json(),
            "name": made.values["nama"],
            "nip": nip.clean(made.values["nip"]),
            "sha256": sha256,
            "replaces_id": replaces.id if replaces else None,
        }
        for (candidate, _), number, made, template_id, sha256 in zip(
            ready, taken, final, template_ids, prints, strict=True
        )
    ]
    ids = history.insert_rows(session, IssuedCertificate, rows)
    return ids, [number.number for number in taken]


def fingerprints(sheets: Sequence[Sheet], progress: Progress | None = None) -> list[str]:
    """SHA-256 of each one's canonical PDF; Cancelled when `progress` says so."""
    total = len(sheets)

    def tell(done: int) -> bool:
        return progress is None or progress(done, total, "Membubuhkan sidik berkas")

    return certificate.hashes(sheets, 1, tell)


def corrections(session: Session, certificate_id: int, today: date) -> list[Correction]:
    """The personal texts of a certificate beside what they would be now."""
    row = session.get_one(IssuedCertificate, certificate_id)
    facts = occasions.facts(session, Occasion.of(row), today)
    now = occasions.holder(session, facts, row)
    words = now.words if now else {}
    return [Correction(t, TOKENS[t], row.snapshot["values"].get(t, ""), words.get(t, "")) for t in PERSONAL]


def replace(
    session: Session,
    certificate_id: int,
    now: datetime,
    keys: KeyStore,
    reason: str,
    *,
    texts: Mapping[str, str] | None = None,
) -> int:
    """Issue a certificate that names the one it replaces; returns the new id.

    `texts` corrects personal texts of the old one (keys of PERSONAL); without it all of them are taken from
    the data as they are now. Training, signatory and office are always those of now.
    """
    old = _valid(session, certificate_id, reason)
    facts = occasions.facts(session, Occasion.of(old), now.date())
    planning.must_not_be_blocked(session, facts)
    candidate = occasions.holder(session, facts, old)
    if candidate is None:
        raise UserError(f"{old.name} tidak ada lagi di daftarnya. Tambahkan dahulu, lalu ulangi.")
    if texts is not None:
        issued: dict[str, str] = old.snapshot["values"]
        kept = {t: issued.get(t, "") for t in PERSONAL}
        corrected = {t: texts[t].strip() for t in PERSONAL if t in texts}
        candidate = changed(candidate, words=candidate.words | kept | corrected)
    _check_words(candidate.words)
    made = occasions.certificate(facts, candidate)
    look = templates.current(occasions.template_of(facts, candidate))
    if wrong := certificate.problems(Sheet(look, templates.arms(session), made)):
        raise UserError(" ".join([*wrong, "Perbaiki isiannya, lalu ulangi."]))
    ids, _ = _issue(session, facts, [(candidate, made)], now, keys, replaces=old)
    _set_state(session, old, "diganti", reason)
    return ids[0]


def _check_words(words: Mapping[str, str]) -> None:
    if not names.has_name(words["nama"]):
        raise InvalidInput({"nama": "Nama kosong atau hanya gelar. Lengkapi namanya."})
    if words["nip"] and not nip.looks_like_nip(words["nip"]):
        raise InvalidInput({"nip": "NIP harus 18 angka; kosongkan bila bukan ASN."})


def _valid(session: Session, certificate_id: int, reason: str) -> IssuedCertificate:
    if not reason.strip():
        raise InvalidInput({"reason": "Alasan harus diisi; alasan tercatat di buku register."})
    row = session.get_one(IssuedCertificate, certificate_id)
    if row.state != "berlaku":
        raise UserError(
            f"Sertifikat nomor {row.number} sudah {STATES[row.state].lower()}, jadi tidak dapat diubah lagi. "
            "Pilih sertifikat yang masih berlaku."
        )
    return row


def revoke(session: Session, certificate_id: int, reason: str) -> None:
    """The number stays in the register with its reason."""
    _set_state(session, _valid(session, certificate_id, reason), "dicabut", reason)


def _set_state(session: Session, row: IssuedCertificate, state: str, reason: str) -> None:
    history.update_rows(session, IssuedCertificate, [(row.id, {"state": state, "reason": reason.strip()})])
