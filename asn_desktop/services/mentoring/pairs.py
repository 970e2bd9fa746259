"""Pairs of a programme: a mentor with one or many mentees, their states, and what is odd about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Mentee, MentoringPair, MentoringProgramme
from asn_desktop.domain import clock
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.domain.mentoring import words
from asn_desktop.services import office
from asn_desktop.services.mentoring import attested, feeding, fitness, notes, people
from asn_desktop.services.mentoring.fitness import Warned
from asn_desktop.services.mentoring.people import Someone


class MenteeForm(NamedTuple):
    """`id` is that of a stored row."""

    person_id: int
    superior_id: int | None = None
    id: int | None = None


@dataclass(frozen=True)
class PairForm:
    """`rhythm` is an RRULE or empty, `meets_at` HH:MM or empty; `score` and `reasons` of the proposal."""

    programme_id: int
    mentor_id: int | None = None
    mentees: tuple[MenteeForm, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    aim: str = ""
    method: str = "tatap_muka"
    place: str = ""
    rhythm: str = ""
    meets_at: str = ""
    minutes: int | None = 60
    agreed_on: date | None = None
    clerk: str = ""
    note: str = ""
    score: float | None = None
    reasons: tuple[str, ...] = ()
    id: int | None = None
    version: int = 1


class MenteeDetail(NamedTuple):
    """`id` of the row `mentee`; `superior` None where nobody is named."""

    id: int
    person: Someone
    superior: Someone | None
    conclusion: str
    ready_for: str
    next_training: str
    left_on: date | None
    left_reason: str


@dataclass(frozen=True)
class PairDetail:
    id: int
    programme_id: int
    programme: str
    kind: str
    state: str
    stop_reason: str
    starts_on: date
    ends_on: date
    aim: str
    method: str
    place: str
    rhythm: str
    meets_at: str
    minutes: int
    agreed_on: date | None
    closed_on: date | None
    clerk: str
    mentor: Someone
    mentees: tuple[MenteeDetail, ...]

    @property
    def title(self) -> str:
        names = ", ".join(one.person.printed for one in self.mentees)
        return f"{self.mentor.printed} – {names}" if names else self.mentor.printed


_TEXTS = ("aim", "place", "rhythm", "meets_at", "clerk", "note")
_KEPT = (*_TEXTS, "starts_on", "ends_on", "method", "agreed_on", "score")


def blank(session: Session, programme_id: int, today: date, clerk: str = "") -> PairForm:
    """For the time of its programme; `clerk` is the account of who makes it."""
    programme = session.get_one(MentoringProgramme, programme_id)
    first = min(max(programme.starts_on, today), programme.ends_on)
    return PairForm(programme_id, starts_on=first, ends_on=programme.ends_on, clerk=clerk)


def get(session: Session, pair_id: int) -> PairForm:
    row = session.get_one(MentoringPair, pair_id)
    mentees = session.scalars(
        select(Mentee).where(Mentee.pair_id == pair_id).order_by(Mentee.position, Mentee.id)
    )
    return PairForm(
        row.programme_id,
        row.mentor_id,
        tuple(MenteeForm(one.person_id, one.superior_id, one.id) for one in mentees),
        **{name: getattr(row, name) for name in _KEPT},
        minutes=row.minutes,
        reasons=tuple(row.reasons),
        id=row.id,
        version=row.version,
    )


def detail(session: Session, pair_id: int) -> PairDetail:
    """What stands around a pair: its programme, the mentor, the mentees with their superiors."""
    row = session.get_one(MentoringPair, pair_id)
    programme = session.get_one(MentoringProgramme, row.programme_id)
    mentees = list(
        session.scalars(select(Mentee).where(Mentee.pair_id == pair_id).order_by(Mentee.position, Mentee.id))
    )
    ids = [row.mentor_id, *(m.person_id for m in mentees), *(m.superior_id or 0 for m in mentees)]
    known = people.load(session, ids)
    told = tuple(
        MenteeDetail(
            m.id,
            known[m.person_id],
            known.get(m.superior_id or 0),
            m.conclusion,
            m.ready_for,
            m.next_training,
            m.left_on,
            m.left_reason,
        )
        for m in mentees
    )
    return PairDetail(
        id=row.id,
        programme_id=programme.id,
        programme=programme.name,
        kind=programme.kind,
        state=row.state,
        stop_reason=row.stop_reason,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        aim=row.aim,
        method=row.method,
        place=row.place,
        rhythm=row.rhythm,
        meets_at=row.meets_at,
        minutes=row.minutes,
        agreed_on=row.agreed_on,
        closed_on=row.closed_on,
        clerk=row.clerk,
        mentor=known[row.mentor_id],
        mentees=told,
    )


def problems(session: Session, form: PairForm, today: date) -> dict[str, str]:
    """What must be put right, by field, with the remedy."""
    programme = session.get_one(MentoringProgramme, form.programme_id)
    found = _problems_of_time(form, programme)
    first = fitness.first_met(session, form.id) if form.id is not None else None
    if first and form.starts_on and "starts_on" not in found and first < form.starts_on:
        found["starts_on"] = (
            f"Sudah ada pertemuan pada {first:%d-%m-%Y}. Isi tanggal itu atau sebelumnya, atau betulkan "
            "dahulu tanggal pertemuannya."
        )
    if form.minutes is None or not 1 <= form.minutes <= words.MOST_MINUTES:
        found["minutes"] = f"Isi antara 1 dan {words.MOST_MINUTES} menit."
    if form.method not in words.METHODS:
        found["method"] = "Pilih tatap muka, daring, atau campuran."
    if form.meets_at and not _is_time(form.meets_at):
        found["meets_at"] = "Tulis jam seperti 09.00, atau kosongkan."
    found |= fitness.problems(
        session,
        form.mentor_id,
        [(m.person_id, m.superior_id) for m in form.mentees],
        today,
        pair_id=form.id,
    )
    if form.id is None and (over := _over(programme, "menambah pasangan")):
        found["mentor_id"] = over
    return found


def _is_time(text: str) -> bool:
    try:
        return clock.read(text) == text
    except ValueError:
        return False


def _problems_of_time(form: PairForm, programme: MentoringProgramme) -> dict[str, str]:
    found = {}
    span = f"program ({programme.starts_on:%d-%m-%Y} s.d. {programme.ends_on:%d-%m-%Y})"
    if form.starts_on is None:
        found["starts_on"] = "Isi tanggal mulai."
    elif not programme.starts_on <= form.starts_on <= programme.ends_on:
        found["starts_on"] = f"Tanggal mulai di luar {span}. Ubah tanggal ini, atau ubah programnya."
    if form.ends_on is None:
        found["ends_on"] = "Isi tanggal selesai."
    elif form.starts_on is not None and form.ends_on < form.starts_on:
        found["ends_on"] = "Tanggal selesai tidak boleh sebelum tanggal mulai."
    elif form.ends_on > programme.ends_on:
        found["ends_on"] = f"Tanggal selesai di luar {span}. Ubah tanggal ini, atau ubah programnya."
    return found


def check(session: Session, form: PairForm, today: date) -> list[Warned]:
    """What is odd but can be kept, each at its field."""
    if form.mentor_id is None:
        return []
    programme = session.get_one(MentoringProgramme, form.programme_id)
    return _other_mentor(session, form) + fitness.warnings(
        session,
        programme,
        form.mentor_id,
        [m.person_id for m in form.mentees],
        ends_on=form.ends_on or programme.ends_on,
        today=today,
        pair_id=form.id,
    )


def _other_mentor(session: Session, form: PairForm) -> list[Warned]:
    """What was recorded would be told of somebody who was not there."""
    before = session.get(MentoringPair, form.id) if form.id is not None else None
    if before is None or before.mentor_id == form.mentor_id or not fitness.has_meetings(session, before.id):
        return []
    words_ = (
        "Pertemuan yang sudah tercatat, dengan JP-nya, ikut menjadi milik mentor ini. Bila mentor berganti "
        "di tengah jalan, hentikan pasangan ini dan buat pasangan baru."
    )
    return [Warned("mentor_id", words_)]


def save(session: Session, form: PairForm, today: date) -> int:
    """Raises InvalidInput by field. A pair that runs or is finished keeps mentees who were at a meeting."""
    if found := problems(session, form, today):
        raise InvalidInput(found)
    if form.id is None:
        row = MentoringPair()
    else:
        row = session.get_one(MentoringPair, form.id)
        office.check_version(form.version, row.version)
        notes.may_hand_over(session, row.id, form.clerk)
    row.programme_id, row.mentor_id = form.programme_id, form.mentor_id or 0
    for name in _KEPT:
        value: Any = getattr(form, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.minutes, row.reasons = form.minutes or 60, list(form.reasons)
    session.add(row)
    session.flush()
    _save_mentees(session, row.id, form.mentees)
    feeding.follow(session, row.id)
    return row.id


def _over(programme: MentoringProgramme, step: str) -> str:
    """Why nothing begins any more in a programme that is over, with the remedy; empty in any other."""
    if programme.state not in (words.FINISHED, words.STOPPED):
        return ""
    now = words.STATES[programme.state].lower()
    return f"Program ini sudah {now}. Jalankan lagi programnya dahulu untuk {step}."


def _save_mentees(session: Session, pair_id: int, forms: Sequence[MenteeForm]) -> None:
    """By person: who stays keeps the row and what hangs on it."""
    there = {row.person_id: row for row in session.scalars(select(Mentee).where(Mentee.pair_id == pair_id))}
    for position, form in enumerate(forms):
        row = there.pop(form.person_id, None) or Mentee(pair_id=pair_id, person_id=form.person_id)
        row.position, row.superior_id = position, form.superior_id
        session.add(row)
    session.flush()
    if there:
        numbers = attested.mentees(session, pair_id)
        if issued := [numbers[person] for person in there if person in numbers]:
            raise UserError(
                f"Sertifikat nomor {', '.join(issued)} sudah terbit untuk mentee yang dikeluarkan. Cabut "
                "dahulu sertifikatnya bila keliru. Tidak ada yang berubah."
            )
        held = fitness.met(session, [row.id for row in there.values()])
        if held:
            known = people.load(session, [row.person_id for row in there.values() if row.id in held])
            names = ", ".join(one.printed for one in known.values())
            raise UserError(
                f"{names} sudah tercatat hadir pada pertemuan, jadi tidak dapat dikeluarkan begitu saja. "
                "Catat sebagai keluar dengan alasannya. Tidak ada yang berubah."
            )
        for row in there.values():
            session.delete(row)
        session.flush()


def leave(session: Session, mentee_id: int, day: date, reason: str, today: date) -> None:
    """A mentee who leaves a group early; what was recorded stays. Raises InvalidInput."""
    if not reason.strip():
        raise InvalidInput({"reason": "Isi alasan keluar; alasan ini ikut di laporan."})
    row = session.get_one(Mentee, mentee_id)
    starts_on = session.get_one(MentoringPair, row.pair_id).starts_on
    if not starts_on <= day <= today:
        raise InvalidInput({"day": f"Isi tanggal antara {starts_on:%d-%m-%Y} dan {today:%d-%m-%Y}."})
    row.left_on, row.left_reason = day, reason.strip()


def rejoin(session: Session, mentee_id: int) -> None:
    """A mentee who had left takes part again."""
    row = session.get_one(Mentee, mentee_id)
    row.left_on, row.left_reason = None, ""


def start(session: Session, pair_id: int, today: date) -> None:
    """Its programme begins with its first pair. The day of the agreement is today, unless it was set.

    What a finished pair told of competences is taken back.
    """
    row = _of_state(session, pair_id, (words.PREPARED, words.STOPPED, words.FINISHED))
    programme = session.get_one(MentoringProgramme, row.programme_id)
    if over := _over(programme, "menjalankan pasangan"):
        raise UserError(f"{over} Tidak ada yang berubah.")
    row.state, row.stop_reason, row.closed_on = words.RUNNING, "", None
    row.agreed_on = row.agreed_on or today
    feeding.take_back(session, pair_id)
    if programme.state == words.PREPARED:
        programme.state = words.RUNNING


def finish(session: Session, pair_id: int, today: date) -> None:
    """Its last levels become those of its mentees."""
    row = _of_state(session, pair_id, (words.RUNNING,))
    row.state, row.closed_on = words.FINISHED, today
    feeding.feed(session, pair_id, today)


def stop(session: Session, pair_id: int, reason: str, today: date) -> None:
    if not reason.strip():
        raise InvalidInput({"reason": "Isi alasan dihentikan; alasan ini ikut di laporan."})
    row = _of_state(session, pair_id, (words.PREPARED, words.RUNNING))
    row.state, row.stop_reason, row.closed_on = words.STOPPED, reason.strip(), today


def prepare(session: Session, pair_id: int) -> None:
    """Back to where it was before it began; only while nothing was recorded."""
    row = _of_state(session, pair_id, (words.RUNNING,))
    if fitness.has_meetings(session, pair_id):
        raise UserError(
            "Pertemuannya sudah tercatat, jadi pasangan ini tidak dapat kembali ke Disiapkan. Hentikan saja "
            "bila tidak dilanjutkan."
        )
    row.state = words.PREPARED


def _of_state(session: Session, pair_id: int, states: Sequence[str]) -> MentoringPair:
    row = session.get_one(MentoringPair, pair_id)
    if row.state not in states:
        now, wanted = words.STATES[row.state].lower(), " atau ".join(words.STATES[s].lower() for s in states)
        raise UserError(f"Pasangan ini {now}; langkah ini hanya untuk yang {wanted}.")
    return row
