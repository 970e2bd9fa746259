"""Before a number is taken: who would get a certificate, who not and why, and what would not fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.db.tables import Event, NumberScheme, Signatory
from asn_desktop.domain.certificates import Certificate
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.passing import FAILED, PASSED
from asn_desktop.reports import certificate
from asn_desktop.reports.certificate import Sheet
from asn_desktop.services import numbers, passing, templates
from asn_desktop.services.certificates import snapshots
from asn_desktop.services.certificates.snapshots import Candidate, Facts
from asn_desktop.services.passing import Standing
from asn_desktop.services.training import MAX_JP


class Refused(NamedTuple):
    participant_id: int
    name: str
    reason: str


class Problem(NamedTuple):
    """Something on one certificate that does not fit or cannot be printed."""

    participant_id: int
    name: str
    field: str
    message: str


@dataclass(frozen=True)
class Plan:
    """`blocked` stops the whole event; `problems` say in detail why some are refused."""

    event: Facts
    ready: tuple[tuple[Candidate, Certificate], ...]
    refused: tuple[Refused, ...]
    problems: tuple[Problem, ...]
    blocked: tuple[str, ...]
    warnings: tuple[str, ...]
    sample_numbers: tuple[str, ...]


def plan(session: Session, event_id: int, today: date, only: Iterable[int] | None = None) -> Plan:
    """Nothing is taken or written."""
    event = snapshots.facts(session, event_id, today)
    blocked = _blocked(session, event)
    fit: list[Candidate] = []
    refused: list[Refused] = []
    standing = {one.id: one for one in passing.standing(session, event_id)}
    for candidate in snapshots.candidates(session, event, only):
        reason = snapshots.refusal(event, candidate) or _unreasoned(standing[candidate.participant_id])
        if reason:
            refused.append(Refused(candidate.participant_id, candidate.name, reason))
        else:
            fit.append(candidate)
    if not fit and not refused:
        blocked.append("Daftar peserta masih kosong. Tambahkan peserta, lalu terbitkan lagi.")
    texts = [] if blocked else _numbers(session, event, today, len(fit))
    ready: list[tuple[Candidate, Certificate]] = []
    problems: list[Problem] = []
    arms = templates.arms(session)
    looks = {name: templates.current(name) for name in {snapshots.template_of(event, c) for c in fit}}
    for n, candidate in enumerate(fit):
        made = snapshots.certificate(event, candidate)
        shown = dict(made.values) | {"nomor": texts[n] if n < len(texts) else "", "kode": "XXXXX-XXXXX"}
        look = looks[snapshots.template_of(event, candidate)]
        found = certificate.problems(Sheet(look, arms, Certificate(shown, made.curriculum)))
        if found:
            problems += [_problem(candidate, text) for text in found]
            remedy = "Perbaiki datanya, lalu terbitkan lagi."
            refused.append(Refused(candidate.participant_id, candidate.name, " ".join([*found, remedy])))
        else:
            ready.append((candidate, made))
    return Plan(
        event,
        tuple(ready),
        tuple(refused),
        tuple(problems),
        tuple(blocked),
        tuple(_warnings(session, event, today)),
        tuple(texts[: len(ready)]),
    )


def _unreasoned(one: Standing) -> str:
    """Passed although the rule says not, and nobody wrote why."""
    if one.row.result != PASSED or one.reason or one.ruling is None or one.ruling.result != FAILED:
        return ""
    return (
        f"Menurut aturan tidak lulus: {one.ruling.words} Tulis alasannya di bagian Nilai, atau ubah hasilnya."
    )


def _problem(candidate: Candidate, text: str) -> Problem:
    field, colon, message = text.partition(": ")
    return Problem(candidate.participant_id, candidate.name, field if colon else "", message or text)


def _blocked(session: Session, event: Facts) -> list[str]:
    found = []
    if not event.has_signatory:
        found.append(
            "Penanda tangan belum dipilih. Pilih penanda tangan pada kegiatan ini, lalu terbitkan lagi."
        )
    scheme = session.get(NumberScheme, event.scheme_id) if event.scheme_id else None
    if scheme is None or scheme.archived:
        found.append("Skema nomor belum dipilih. Pilih skema nomor pada kegiatan ini, lalu terbitkan lagi.")
    if event.ends_on < event.starts_on:
        found.append(
            "Tanggal selesai kegiatan sebelum tanggal mulai. Perbaiki tanggalnya, lalu terbitkan lagi."
        )
    if not 1 <= event.jp <= MAX_JP:
        found.append(f"JP kegiatan {event.jp}; seharusnya 1 sampai {MAX_JP}. Perbaiki, lalu terbitkan lagi.")
    return found


def _numbers(session: Session, event: Facts, today: date, count: int) -> list[str]:
    scheme = scheme_of(session, event)
    first = snapshots.numbered(event, today, scheme)
    return [text for _, text in numbers.upcoming(session, scheme.id, count, first)]


def scheme_of(session: Session, event: Facts) -> NumberScheme:
    return session.get_one(NumberScheme, event.scheme_id)


def must_not_be_blocked(session: Session, event: Facts) -> None:
    """UserError with all that stands against issuing anything of this event."""
    if blocked := _blocked(session, event):
        raise UserError(" ".join(blocked))


def _warnings(session: Session, event: Facts, today: date) -> list[str]:
    found = []
    if today < event.ends_on:
        found.append(f"Kegiatan baru selesai pada {event.ends_on:%d-%m-%Y}.")
    total = sum(subject.jp for subject in event.curriculum)
    if not event.curriculum:
        found.append("Kurikulum pelatihan kosong, jadi halaman belakang tidak dicetak.")
    elif total != event.jp:
        found.append(f"Jumlah JP kurikulum {total}, sedangkan JP kegiatan {event.jp}.")
    row = session.get_one(Event, event.event_id)
    for key in filter(None, (row.signatory_id, row.back_signatory_id)):
        signatory = session.get_one(Signatory, key)
        if not (signatory.valid_from or date.min) <= today <= (signatory.valid_to or date.max):
            found.append(f"{signatory.name} tidak tercatat menjabat pada {today:%d-%m-%Y}.")
    return found
