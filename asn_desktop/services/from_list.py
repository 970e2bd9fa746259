"""From a list of participants to numbered certificates in one action; what needs a decision is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Event, Signatory
from asn_desktop.domain import names, nip
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import certificates, office, participants, results, templates, training
from asn_desktop.services.imports import ImportSource
from asn_desktop.services.office import SignatoryForm
from asn_desktop.services.participants import Decision, Match
from asn_desktop.services.proofs import KeyStore
from asn_desktop.services.training import EventForm, SubjectForm, TrainingForm

NO_SIGNATORY = (
    "Penanda tangan belum dipilih. Tambahkan di Pengaturan, atau beri --penandatangan 'Nama|Jabatan|NIP'."
)


@dataclass(frozen=True)
class Request:
    """`signatory` is `Nama|Jabatan|NIP` (NIP may be left out); None means who signs on that day.

    Where the office has named nobody yet, the line for the name stays free, to be filled in by hand.
    """

    name: str
    starts_on: date
    ends_on: date
    jp: int
    place: str = ""
    template: str = "sertifikat"
    signatory: str | None = None


class LeftOut(NamedTuple):
    row: int
    reason: str


def left_out(row: int, message: str) -> LeftOut:
    """`message` may name the row itself; once is enough."""
    reason = message.removeprefix(f"Baris {row}: ")
    return LeftOut(row, reason[:1].upper() + reason[1:])


@dataclass(frozen=True)
class Outcome:
    listed: int
    people: int
    certificate_ids: tuple[int, ...]
    left_out: tuple[LeftOut, ...]
    numbers: tuple[str, ...]  # first and last, or none
    unsigned: bool = False  # the line for the name of who signs stays free


class NothingIssued(UserError):  # noqa: N818 - it says how it ended, as Cancelled does
    """Nobody could be given a certificate, so nothing is kept."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(
            "Tidak ada sertifikat yang dapat diterbitkan dari daftar ini; tidak ada yang berubah."
        )
        self.outcome = outcome


def issue(session: Session, source: ImportSource, request: Request, now: datetime, keys: KeyStore) -> Outcome:
    """One event, its participants and their certificates.

    Everybody in the list counts as passed unless it says otherwise. The same list a second time issues
    nothing again. Raises NothingIssued, or UserError for what stands against the event itself.
    """
    today = now.date()
    problems = training.event_problems(
        EventForm(training_id=0, starts_on=request.starts_on, ends_on=request.ends_on, jp=request.jp)
    )
    if not request.name.strip():
        problems["name"] = "Nama pelatihan harus diisi."
    if problems:
        raise InvalidInput(problems)
    event_id = _event(session, request, today)
    matches = participants.match(session, source, source.fields, today)
    there = {names.key(p.name) for p in results.rows(session, event_id) if not p.nip}
    decisions = [_decision(m, there) for m in matches]
    added = participants.add_from_matches(
        session, event_id, [d for d in decisions if isinstance(d, Decision)], today
    )
    left = [left_out(m.row_number, m.message) for m, d in zip(matches, decisions, strict=True) if d is None]
    left += [left_out(*skipped) for skipped in added.skipped]
    gone = {row for row, _ in left}
    rows = [m.row_number for m in matches if m.row_number not in gone]
    fresh = results.rows(session, event_id)[-len(rows) :] if rows else []
    row_of = {p.id: row for p, row in zip(fresh, rows, strict=True)}
    return _issue(session, event_id, row_of, matches, left, now=now, keys=keys)


def _issue(
    session: Session,
    event_id: int,
    row_of: dict[int, int],
    matches: Sequence[Match],
    left: list[LeftOut],
    *,
    now: datetime,
    keys: KeyStore,
) -> Outcome:
    issued = certificates.issue(session, event_id, now, keys, only=row_of) if row_of else None
    if issued:
        left += [LeftOut(row_of[r.key], f"{r.name}: {r.reason}") for r in issued.refused]
    outcome = Outcome(
        listed=len(matches),
        people=sum(m.kind not in ("kembar", "ditolak") for m in matches),
        certificate_ids=issued.certificate_ids if issued else (),
        left_out=tuple(sorted(left)),
        numbers=(issued.first_number, issued.last_number) if issued and issued.count else (),
        unsigned=office.is_free_line(session, session.get_one(Event, event_id).signatory_id),
    )
    if not outcome.certificate_ids:
        raise NothingIssued(outcome)
    return outcome


def _decision(match: Match, there: set[str]) -> Decision | None:
    """None where the clerk must decide. `there` are the outsiders of the event: no NIP makes them known."""
    decision = participants.propose(match)
    if match.kind == "luar" and names.key(match.listed_name) in there:
        return Decision(match._replace(message="Sudah terdaftar dalam kegiatan ini."), "lewati")
    return decision and decision._replace(result=match.result or "lulus")


def _event(session: Session, request: Request, today: date) -> int:
    """The event of this name and these days, found or made."""
    template = _template(request.template)
    held = training.find(session, request.name)
    if held is None:
        # One line of curriculum is all that is known, and all that the back of the certificates can say.
        whole = (SubjectForm(group="", name=request.name.strip(), jp=request.jp),)
        form = TrainingForm(name=request.name, graded=template == "sttp", subjects=whole)
        held = training.save(session, form)
    found = session.scalars(
        select(Event).where(
            Event.training_id == held,
            Event.starts_on == request.starts_on,
            Event.ends_on == request.ends_on,
            Event.archived.is_(False),
        )
    ).first()
    if found is not None:
        _require_same(session, found, request, template, today)
        return found.id
    blank = training.blank_event(session, held, today)
    if blank.scheme_id is None:
        raise UserError("Skema nomor belum ada. Buat skema nomor di Pengaturan, lalu ulangi.")
    event = EventForm(
        training_id=held,
        angkatan=blank.angkatan,
        starts_on=request.starts_on,
        ends_on=request.ends_on,
        place=request.place or blank.place,
        organiser=blank.organiser,
        jp=request.jp,
        signatory_id=_signatory(session, request.signatory, today),
        scheme_id=blank.scheme_id,
        template_name=template,
    )
    return training.save_event(session, event)


def _require_same(session: Session, event: Event, request: Request, template: str, today: date) -> None:
    """What is asked for must not differ from the event that is there: it would be passed over in silence."""
    problems = {}
    if event.jp != request.jp:
        problems["jp"] = f"{event.jp} JP"
    if event.template_name != template:
        problems["template_name"] = f"templat {event.template_name}"
    if request.place.strip() and request.place.strip() != event.place:
        problems["place"] = f"tempat {event.place or '(kosong)'}"
    if request.signatory is not None and _signatory(session, request.signatory, today) != event.signatory_id:
        problems["signatory_id"] = "penanda tangan lain"
    if problems:
        raise InvalidInput(
            {
                field: f"Kegiatan ini sudah tercatat dengan {there}. Samakan, atau ubah tanggalnya."
                for field, there in problems.items()
            }
        )


def _template(name: str) -> str:
    """By name or title, whatever the letter case."""
    known = {word.casefold(): row.name for row in templates.of_trainings() for word in (row.title, row.name)}
    if name.strip().casefold() not in known:
        choice = ", ".join(sorted(set(known.values())))
        raise InvalidInput({"template_name": f"Templat “{name}” tidak ada. Pilih salah satu: {choice}."})
    return known[name.strip().casefold()]


def _signatory(session: Session, given: str | None, today: date) -> int:
    if given is None:
        return office.signatory_for(session, today) or office.free_line(session)
    if not given.strip():
        raise InvalidInput({"signatory_id": NO_SIGNATORY})
    name, jabatan, number = [part.strip() for part in (given + "||").split("|")[:3]]
    same = session.scalar(
        select(Signatory.id).where(
            Signatory.name == name,
            Signatory.jabatan == jabatan,
            Signatory.archived.is_(False),
            *([Signatory.nip == nip.clean(number)] if number else []),
        )
    )
    return same or office.save_signatory(session, SignatoryForm(name=name, nip=number, jabatan=jabatan))
