"""Programmes of mentoring: what they aim at, their rules, and how far they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import case, extract, func, or_, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import (
    ActionPoint,
    Mentee,
    MentoringMeeting,
    MentoringPair,
    MentoringProgramme,
    ProgrammeCompetence,
)
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.domain.mentoring import words
from asn_desktop.domain.typed import sought
from asn_desktop.services import numbers, office, reference

MOST_MENTEES, MOST_JP, MOST_MEETINGS, MOST_YEARS = 50, 50, 31, 5


class AimedAt(NamedTuple):
    """A competence by its code; levels 1 to 5 or None."""

    competence: str
    standard: int | None = None
    present: int | None = None


@dataclass(frozen=True)
class ProgrammeForm:
    """The fields of the table; `forms` are keys of domain.mentoring.words.PAPERS."""

    name: str = ""
    kind: str = words.MENTORING
    aim: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    level: str = "nasional"
    most_mentees: int | None = 3
    jp_per_meeting: int | None = None
    meetings_a_month: int | None = None
    least_minutes: int | None = 0
    mentor_earns: bool = False
    rule_basis: str = ""
    forms: tuple[str, ...] = tuple(words.PAPERS)
    organiser: str = ""
    basis: str = ""
    signatory_id: int | None = None
    scheme_id: int | None = None
    template_name: str = "keterangan_mentoring"
    note: str = ""
    competences: tuple[AimedAt, ...] = ()
    state: str = words.PREPARED
    stop_reason: str = ""
    id: int | None = None
    version: int = 1


class ProgrammeRow(NamedTuple):
    """`running`, `finished` and `stopped` count pairs, `open_actions` what is still to be done."""

    id: int
    name: str
    kind: str
    state: str
    starts_on: date
    ends_on: date
    pairs: int
    mentees: int
    running: int
    finished: int
    stopped: int
    meetings: int
    open_actions: int
    overdue: int
    stop_reason: str = ""


_KEPT = (
    *("name", "kind", "aim", "starts_on", "ends_on", "level", "jp_per_meeting", "meetings_a_month"),
    *(
        "mentor_earns",
        "rule_basis",
        "organiser",
        "basis",
        "signatory_id",
        "scheme_id",
        "template_name",
        "note",
    ),
)


_HEADS = select(
    *(MentoringProgramme.id, MentoringProgramme.name, MentoringProgramme.kind, MentoringProgramme.state),
    *(MentoringProgramme.starts_on, MentoringProgramme.ends_on, MentoringProgramme.stop_reason),
)


def rows(
    session: Session, today: date, text: str = "", *, year: int | None = None, state: str = "", kind: str = ""
) -> list[ProgrammeRow]:
    """Newest first; `year` is one the programme touches."""
    p = MentoringProgramme
    query = _HEADS.where(p.archived.is_(False))
    for word in sought(text):
        query = query.where(
            or_(p.name.icontains(word, autoescape=True), p.aim.icontains(word, autoescape=True))
        )
    if year is not None:
        query = query.where(extract("year", p.starts_on) <= year, extract("year", p.ends_on) >= year)
    if state:
        query = query.where(p.state == state)
    if kind:
        query = query.where(p.kind == kind)
    found = session.execute(query.order_by(p.starts_on.desc(), p.id.desc())).all()
    return _rows(found, _counts(session, today))


def row(session: Session, programme_id: int, today: date) -> ProgrammeRow | None:
    """Also an archived one; None when it is gone."""
    found = session.execute(_HEADS.where(MentoringProgramme.id == programme_id)).all()
    return next(iter(_rows(found, _counts(session, today, programme_id))), None)


def _rows(heads: Sequence[Any], counts: list[dict[int, tuple[int, ...]]]) -> list[ProgrammeRow]:
    pairs, mentees, meetings, actions = counts
    return [
        ProgrammeRow(
            *head[:6],
            *_of(pairs, head.id, 1),
            *_of(mentees, head.id, 1),
            *_of(pairs, head.id, 4)[1:],
            *_of(meetings, head.id, 1),
            *_of(actions, head.id, 2),
        )._replace(stop_reason=head.stop_reason)
        for head in heads
    ]


def _of(counts: dict[int, tuple[int, ...]], key: int, width: int) -> tuple[int, ...]:
    return counts.get(key, (0,) * width)[:width]


def _counts(session: Session, today: date, only: int | None = None) -> list[dict[int, tuple[int, ...]]]:
    """By programme: pairs (all, running, finished, stopped), mentees, meetings, actions (open, late)."""
    pair = MentoringPair

    def counted(state: str) -> Any:
        return func.sum(case((pair.state == state, 1), else_=0))

    states = (counted(words.RUNNING), counted(words.FINISHED), counted(words.STOPPED))
    key = pair.programme_id
    queries = (
        select(key, func.count(), *states).group_by(key),
        select(key, func.count()).join(Mentee, Mentee.pair_id == pair.id).group_by(key),
        select(key, func.count())
        .join(MentoringMeeting, MentoringMeeting.pair_id == pair.id)
        .where(MentoringMeeting.state == words.HELD)
        .group_by(key),
        select(key, func.count(), func.sum(case((ActionPoint.due < today, 1), else_=0)))
        .join(MentoringMeeting, MentoringMeeting.pair_id == pair.id)
        .join(ActionPoint, ActionPoint.meeting_id == MentoringMeeting.id)
        .where(ActionPoint.state == words.OPEN)
        .group_by(key),
    )
    those = [query if only is None else query.where(key == only) for query in queries]
    return [{found[0]: tuple(found[1:]) for found in session.execute(query)} for query in those]


def years(session: Session) -> list[int]:
    """Touched by any programme, newest first."""
    spans = session.execute(select(MentoringProgramme.starts_on, MentoringProgramme.ends_on))
    return sorted({y for first, last in spans for y in range(first.year, last.year + 1)}, reverse=True)


def blank(session: Session, today: date) -> ProgrammeForm:
    """For a new one: the rest of this year, the office's signatory and its first scheme."""
    schemes = numbers.schemes(session)
    return ProgrammeForm(
        starts_on=today,
        ends_on=max(date(today.year, 12, 31), today),
        organiser=office.get(session).organiser,
        signatory_id=office.signatory_for(session, today),
        scheme_id=schemes[0].id if schemes else None,
    )


def get(session: Session, programme_id: int) -> ProgrammeForm:
    row = session.get_one(MentoringProgramme, programme_id)
    return ProgrammeForm(
        **{name: getattr(row, name) for name in _KEPT},
        most_mentees=row.most_mentees,
        least_minutes=row.least_minutes,
        forms=tuple(row.forms),
        competences=competences(session, programme_id),
        state=row.state,
        stop_reason=row.stop_reason,
        id=row.id,
        version=row.version,
    )


def competences(session: Session, programme_id: int) -> tuple[AimedAt, ...]:
    found = session.execute(
        select(ProgrammeCompetence.competence, ProgrammeCompetence.standard, ProgrammeCompetence.present)
        .where(ProgrammeCompetence.programme_id == programme_id)
        .order_by(ProgrammeCompetence.position, ProgrammeCompetence.id)
    )
    return tuple(AimedAt._make(row) for row in found)


def problems(form: ProgrammeForm) -> dict[str, str]:
    """By field; the same while typing."""
    found = {}
    if not form.name.strip():
        found["name"] = "Isi nama program."
    if form.kind not in words.KINDS:
        found["kind"] = "Pilih mentoring, coaching, atau bimbingan di tempat kerja."
    if form.starts_on is None:
        found["starts_on"] = "Isi tanggal mulai."
    if form.ends_on is None:
        found["ends_on"] = "Isi tanggal selesai."
    elif form.starts_on is not None and form.ends_on < form.starts_on:
        found["ends_on"] = "Tanggal selesai tidak boleh sebelum tanggal mulai."
    elif form.starts_on is not None and form.ends_on.year - form.starts_on.year > MOST_YEARS:
        found["ends_on"] = f"Program berlangsung paling lama {MOST_YEARS} tahun. Periksa angka tahunnya."
    if form.most_mentees is None or not 1 <= form.most_mentees <= MOST_MENTEES:
        found["most_mentees"] = f"Isi antara 1 dan {MOST_MENTEES} mentee."
    if form.jp_per_meeting is not None and not 0 <= form.jp_per_meeting <= MOST_JP:
        found["jp_per_meeting"] = (
            f"Isi antara 0 dan {MOST_JP} JP, atau kosongkan untuk memakai tabel konversi."
        )
    if form.meetings_a_month is not None and not 0 <= form.meetings_a_month <= MOST_MEETINGS:
        found["meetings_a_month"] = (
            f"Isi antara 0 dan {MOST_MEETINGS} pertemuan, atau kosongkan untuk memakai tabel konversi."
        )
    if form.least_minutes is not None and not 0 <= form.least_minutes <= words.MOST_MINUTES:
        found["least_minutes"] = f"Isi antara 0 dan {words.MOST_MINUTES} menit; 0 berarti tidak dibatasi."
    if wrong := _wrong_competence(form.competences):
        found["competences"] = wrong
    return found


def _wrong_competence(aimed: Sequence[AimedAt]) -> str:
    codes = [one.competence for one in aimed]
    if len(codes) != len(set(codes)):
        return "Satu kompetensi tertulis dua kali. Hapus salah satunya."
    for one in aimed:
        for level in (one.standard, one.present):
            if level is not None and level not in words.LEVELS:
                return f"Tingkat {level} tidak ada; tingkat kompetensi 1 sampai 5."
    return ""


def warnings(form: ProgrammeForm) -> dict[str, list[str]]:
    """What can be kept, by field."""
    found: dict[str, list[str]] = {}
    reached = [a for a in form.competences if a.standard and a.present and a.present >= a.standard]
    if reached:
        found["competences"] = ["Ada kompetensi yang tingkat sekarangnya sudah memenuhi standar."]
    if not form.competences:
        found["competences"] = ["Tanpa kompetensi, kemajuan hanya dapat dilihat dari sasaran."]
    return found


def save(session: Session, form: ProgrammeForm) -> int:
    """Raises InvalidInput by field, UserError when somebody else changed it or pairs fall out of its time."""
    found = problems(form)
    if form.id is not None and not found:
        found |= _pairs_outside(session, form)
    if found:
        raise InvalidInput(found)
    row = MentoringProgramme() if form.id is None else session.get_one(MentoringProgramme, form.id)
    office.check_version(form.version, row.version if form.id else form.version)
    for name in _KEPT:
        value = getattr(form, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.name = " ".join(form.name.split())
    row.most_mentees, row.least_minutes = form.most_mentees or 1, form.least_minutes or 0
    row.forms = [code for code in words.PAPERS if code in form.forms]
    session.add(row)
    session.flush()
    _save_competences(session, row.id, form.competences)
    return row.id


def _pairs_outside(session: Session, form: ProgrammeForm) -> dict[str, str]:
    first, last = session.execute(
        select(func.min(MentoringPair.starts_on), func.max(MentoringPair.ends_on)).where(
            MentoringPair.programme_id == form.id
        )
    ).one()
    found = {}
    if first and form.starts_on and first < form.starts_on:
        found["starts_on"] = f"Ada pasangan yang mulai {first:%d-%m-%Y}. Ubah pasangan itu dahulu."
    if last and form.ends_on and last > form.ends_on:
        found["ends_on"] = f"Ada pasangan yang selesai {last:%d-%m-%Y}. Ubah pasangan itu dahulu."
    return found


def _save_competences(session: Session, programme_id: int, aimed: Sequence[AimedAt]) -> None:
    there = {
        row.competence: row
        for row in session.scalars(
            select(ProgrammeCompetence).where(ProgrammeCompetence.programme_id == programme_id)
        )
    }
    for position, one in enumerate(aimed):
        row = there.pop(one.competence, None) or ProgrammeCompetence(
            programme_id=programme_id, competence=one.competence
        )
        row.position, row.standard, row.present = position, one.standard, one.present
        session.add(row)
    for row in there.values():
        session.delete(row)
    session.flush()


def archive(session: Session, programme_id: int, archived: bool = True) -> None:
    session.get_one(MentoringProgramme, programme_id).archived = archived


def start(session: Session, programme_id: int) -> None:
    _change(session, programme_id, words.RUNNING, (words.PREPARED, words.FINISHED, words.STOPPED))


def finish(session: Session, programme_id: int) -> None:
    """Raises UserError while pairs are still running or prepared."""
    left = session.scalar(
        select(func.count()).where(
            MentoringPair.programme_id == programme_id,
            MentoringPair.state.in_((words.PREPARED, words.RUNNING)),
        )
    )
    if left:
        raise UserError(
            f"Masih ada {left} pasangan yang belum selesai. Selesaikan atau hentikan pasangan itu dahulu."
        )
    _change(session, programme_id, words.FINISHED, (words.PREPARED, words.RUNNING))


def stop(session: Session, programme_id: int, reason: str, today: date) -> None:
    """Its pairs that are not finished stop too, with the same reason."""
    if not reason.strip():
        raise InvalidInput({"reason": "Isi alasan dihentikan; alasan ini ikut di laporan."})
    row = _change(session, programme_id, words.STOPPED, (words.PREPARED, words.RUNNING))
    row.stop_reason = reason.strip()
    query = select(MentoringPair).where(
        MentoringPair.programme_id == programme_id,
        MentoringPair.state.in_((words.PREPARED, words.RUNNING)),
    )
    for pair in session.scalars(query):
        pair.state, pair.stop_reason, pair.closed_on = words.STOPPED, reason.strip(), today


def _change(session: Session, programme_id: int, state: str, of: Sequence[str]) -> MentoringProgramme:
    row = session.get_one(MentoringProgramme, programme_id)
    if row.state not in of:
        raise UserError(f"Program ini sudah {words.STATES[row.state].lower()}. Muat ulang daftarnya (F5).")
    row.state, row.stop_reason = state, ""
    return row


def competence_names(session: Session) -> dict[str, str]:
    return reference.names(session, "kompetensi")
