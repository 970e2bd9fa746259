"""Before a number is taken: who would get a certificate, who not and why, and what would not fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.db.tables import NumberScheme, Signatory
from asn_desktop.domain.certificates import Certificate
from asn_desktop.domain.errors import UserError
from asn_desktop.reports import certificate
from asn_desktop.reports.certificate import Sheet
from asn_desktop.services import numbers, templates
from asn_desktop.services.certificates import facts as shared
from asn_desktop.services.certificates import occasions, programmes
from asn_desktop.services.certificates.facts import Candidate, Facts, Occasion
from asn_desktop.services.training import MAX_JP

_NOUNS = {shared.EVENT: "kegiatan", shared.PROGRAMME: "program"}
_EMPTY = {
    shared.EVENT: "Daftar peserta masih kosong. Tambahkan peserta, lalu terbitkan lagi.",
    shared.PROGRAMME: "Program ini belum mempunyai pasangan. Tambahkan pasangan, lalu terbitkan lagi.",
}


class Refused(NamedTuple):
    key: int  # of the candidate
    name: str
    reason: str


class Problem(NamedTuple):
    """Something on one certificate that does not fit or cannot be printed."""

    key: int  # of the candidate
    name: str
    field: str
    message: str


@dataclass(frozen=True)
class Plan:
    """`blocked` stops the whole occasion; `problems` say in detail why some are refused."""

    facts: Facts
    ready: tuple[tuple[Candidate, Certificate], ...]
    refused: tuple[Refused, ...]
    problems: tuple[Problem, ...]
    blocked: tuple[str, ...]
    warnings: tuple[str, ...]
    sample_numbers: tuple[str, ...]


def plan(session: Session, occasion: Occasion, today: date, only: Iterable[int] | None = None) -> Plan:
    """Nothing is taken or written."""
    facts = occasions.facts(session, occasion, today)
    blocked = _blocked(session, facts)
    fit: list[Candidate] = []
    refused: list[Refused] = []
    found = occasions.candidates(session, facts, only)
    reasons = occasions.refusals(session, facts, found)
    for candidate in found:
        if reasons[candidate.key]:
            refused.append(Refused(candidate.key, candidate.name, reasons[candidate.key]))
        else:
            fit.append(candidate)
    if not found:
        blocked.append(_EMPTY[occasion.kind])
    texts = [] if blocked else _numbers(session, facts, today, len(fit))
    ready: list[tuple[Candidate, Certificate]] = []
    problems: list[Problem] = []
    arms = templates.arms(session)
    looks = {name: templates.current(name) for name in {occasions.template_of(facts, c) for c in fit}}
    for n, candidate in enumerate(fit):
        made = occasions.certificate(facts, candidate)
        shown = dict(made.values) | {"nomor": texts[n] if n < len(texts) else "", "kode": "XXXXX-XXXXX"}
        look = looks[occasions.template_of(facts, candidate)]
        wrong = certificate.problems(Sheet(look, arms, Certificate(shown, made.curriculum)))
        if wrong:
            problems += [_problem(candidate, text) for text in wrong]
            remedy = "Perbaiki datanya, lalu terbitkan lagi."
            refused.append(Refused(candidate.key, candidate.name, " ".join([*wrong, remedy])))
        else:
            ready.append((candidate, made))
    return Plan(
        facts,
        tuple(ready),
        tuple(refused),
        tuple(problems),
        tuple(blocked),
        tuple(_warnings(session, facts, today, [c for c, _ in ready])),
        tuple(texts[: len(ready)]),
    )


def _problem(candidate: Candidate, text: str) -> Problem:
    field, colon, message = text.partition(": ")
    return Problem(candidate.key, candidate.name, field if colon else "", message or text)


def _blocked(session: Session, facts: Facts) -> list[str]:
    found = []
    noun = _NOUNS[facts.occasion.kind]
    if not facts.has_signatory:
        found.append(
            f"Penanda tangan belum dipilih. Pilih penanda tangan pada {noun} ini, lalu terbitkan lagi."
        )
    scheme = session.get(NumberScheme, facts.scheme_id) if facts.scheme_id else None
    if scheme is None or scheme.archived:
        found.append(f"Skema nomor belum dipilih. Pilih skema nomor pada {noun} ini, lalu terbitkan lagi.")
    if facts.ends_on < facts.starts_on:
        found.append(
            f"Tanggal selesai {noun} sebelum tanggal mulai. Perbaiki tanggalnya, lalu terbitkan lagi."
        )
    if not occasions.is_programme(facts) and not 1 <= facts.jp <= MAX_JP:
        found.append(f"JP kegiatan {facts.jp}; seharusnya 1 sampai {MAX_JP}. Perbaiki, lalu terbitkan lagi.")
    return found


def _numbers(session: Session, facts: Facts, today: date, count: int) -> list[str]:
    scheme = scheme_of(session, facts)
    first = shared.numbered(facts, today, scheme)
    return [text for _, text in numbers.upcoming(session, scheme.id, count, first)]


def scheme_of(session: Session, facts: Facts) -> NumberScheme:
    return session.get_one(NumberScheme, facts.scheme_id)


def must_not_be_blocked(session: Session, facts: Facts) -> None:
    """UserError with all that stands against issuing anything of this occasion."""
    if blocked := _blocked(session, facts):
        raise UserError(" ".join(blocked))


def _warnings(session: Session, facts: Facts, today: date, ready: Sequence[Candidate]) -> list[str]:
    if occasions.is_programme(facts):
        found = programmes.warnings(session, facts, ready)
    else:
        found = _event_warnings(facts, today)
    for key in facts.signatories:
        signatory = session.get_one(Signatory, key)
        if not (signatory.valid_from or date.min) <= today <= (signatory.valid_to or date.max):
            found.append(f"{signatory.name} tidak tercatat menjabat pada {today:%d-%m-%Y}.")
    return found


def _event_warnings(facts: Facts, today: date) -> list[str]:
    found = []
    if today < facts.ends_on:
        found.append(f"Kegiatan baru selesai pada {facts.ends_on:%d-%m-%Y}.")
    total = sum(subject.jp for subject in facts.curriculum)
    if not facts.curriculum:
        found.append("Kurikulum pelatihan kosong, jadi halaman belakang tidak dicetak.")
    elif total != facts.jp:
        found.append(f"Jumlah JP kurikulum {total}, sedangkan JP kegiatan {facts.jp}.")
    return found
