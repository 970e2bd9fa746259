"""Who may be whose mentor: what must not be, and what is only odd."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import MeetingMentee, Mentee, MentoringMeeting, MentoringPair, MentoringProgramme
from asn_desktop.domain import golongan
from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring import people
from asn_desktop.services.mentoring.people import Someone

ALIVE = (words.PREPARED, words.RUNNING)


class Warned(NamedTuple):
    """Of one field of the form; can be kept."""

    field: str
    message: str


def problems(
    session: Session,
    mentor_id: int | None,
    mentees: Sequence[tuple[int, int | None]],
    today: date,
    *,
    pair_id: int | None = None,
) -> dict[str, str]:
    """By field; `mentees` with their superiors. Who mentors the stored `pair_id` already may stay."""
    found = {}
    ids = [person for person, _superior in mentees]
    if mentor_id is None:
        found["mentor_id"] = "Pilih mentor."
    if not mentees:
        found["mentees"] = "Pilih paling sedikit satu mentee."
    elif len(ids) != len(set(ids)):
        found["mentees"] = "Satu mentee tertulis dua kali. Hapus salah satunya."
    elif any(person == superior for person, superior in mentees):
        found["mentees"] = "Atasan seorang mentee tidak boleh dirinya sendiri. Pilih atasan lain."
    if mentor_id is None:
        return found
    if mentor_id in ids:
        found["mentor_id"] = "Mentor tidak boleh menjadi mentee-nya sendiri. Pilih orang lain."
        return found
    mentor = people.load(session, [mentor_id]).get(mentor_id)
    if mentor is None:
        found["mentor_id"] = "Mentor ini tidak ada lagi di data pegawai. Pilih orang lain."
    elif not _stays(session, pair_id, mentor_id) and (why := unfit(mentor, today)):
        found["mentor_id"] = f"{mentor.printed} {why}. Pilih mentor lain."
    return found


def _stays(session: Session, pair_id: int | None, mentor_id: int) -> bool:
    """Else nothing of a pair could be put right any more once its mentor has left."""
    pair = session.get(MentoringPair, pair_id) if pair_id is not None else None
    return pair is not None and pair.mentor_id == mentor_id


def unfit(mentor: Someone, today: date) -> str:
    """Why somebody cannot be a mentor at all; empty for who can. An outsider may be one."""
    if mentor.retires_on is not None and mentor.retires_on <= today:
        return f"sudah pensiun per {mentor.retires_on:%d-%m-%Y} menurut tanggal lahirnya"
    if not mentor.is_active:
        return "sudah diarsipkan atau tidak aktif lagi menurut kedudukan hukumnya"
    return ""


def junior(mentor: Someone, mentee: Someone) -> bool:
    """Of lower golongan; of two systems (PNS and PPPK) nobody is told to be lower."""
    if not (mentor.golongan and mentee.golongan):
        return False
    same_system = ("/" in mentor.golongan) == ("/" in mentee.golongan)
    return same_system and golongan.rank(mentor.golongan) < golongan.rank(mentee.golongan)


def warnings(
    session: Session,
    programme: MentoringProgramme,
    mentor_id: int,
    mentee_ids: Sequence[int],
    *,
    ends_on: date,
    today: date,
    pair_id: int | None = None,
) -> list[Warned]:
    known = people.load(session, [mentor_id, *mentee_ids])
    mentor = known.get(mentor_id)
    if mentor is None:
        return []
    found = [
        Warned(
            "mentor_id",
            f"Golongan mentor ({mentor.golongan}) di bawah {one.printed} ({one.golongan}). "
            "Biasanya mentor tidak lebih rendah.",
        )
        for key in mentee_ids
        if (one := known.get(key)) and junior(mentor, one)
    ]
    if pair_id is not None and (why := unfit(mentor, today)):
        found.append(Warned("mentor_id", f"{mentor.printed} {why}. Ganti mentornya, atau hentikan pasangan."))
    elif mentor.retires_on is not None and mentor.retires_on <= ends_on:
        found.append(
            Warned("mentor_id", f"Mentor pensiun {mentor.retires_on:%d-%m-%Y}, sebelum pasangan ini selesai.")
        )
    now = load_of(session, programme.id, mentor_id, pair_id)
    if now + len(mentee_ids) > programme.most_mentees:
        found.append(
            Warned(
                "mentor_id",
                f"Mentor ini akan membimbing {now + len(mentee_ids)} mentee; aturan program paling banyak "
                f"{programme.most_mentees}.",
            )
        )
    found += [
        Warned("mentees", f"{known[key].printed} sudah berpasangan dengan {other} di program ini.")
        for key, other in _elsewhere(session, programme.id, mentee_ids, pair_id)
        if key in known
    ]
    found += [
        Warned("mentees", f"{known[key].printed} sudah diarsipkan atau tidak aktif lagi.")
        for key in mentee_ids
        if key in known and not known[key].is_active
    ]
    return found


def load_of(session: Session, programme_id: int, mentor_id: int, but: int | None = None) -> int:
    """Mentees the mentor has in pairs of this programme that are prepared or running; `but` one pair."""
    query = (
        select(func.count())
        .select_from(Mentee)
        .join(MentoringPair, MentoringPair.id == Mentee.pair_id)
        .where(
            MentoringPair.programme_id == programme_id,
            MentoringPair.mentor_id == mentor_id,
            MentoringPair.state.in_(ALIVE),
            Mentee.left_on.is_(None),
            MentoringPair.id != (but or 0),
        )
    )
    return session.scalar(query) or 0


def _elsewhere(
    session: Session, programme_id: int, mentee_ids: Sequence[int], but: int | None
) -> list[tuple[int, str]]:
    query = (
        select(Mentee.person_id, MentoringPair.mentor_id)
        .join(MentoringPair, MentoringPair.id == Mentee.pair_id)
        .where(
            MentoringPair.programme_id == programme_id,
            MentoringPair.state.in_(ALIVE),
            MentoringPair.id != (but or 0),
            Mentee.person_id.in_(mentee_ids),
            Mentee.left_on.is_(None),
        )
    )
    rows = session.execute(query).all()
    mentors = people.load(session, [mentor for _person, mentor in rows])
    return [(person, mentors[mentor].printed) for person, mentor in rows if mentor in mentors]


def met(session: Session, mentee_ids: Sequence[int]) -> set[int]:
    """Of these rows of `mentee` those who were at a meeting."""
    query = select(MeetingMentee.mentee_id).where(MeetingMentee.mentee_id.in_(mentee_ids))
    return set(session.scalars(query))


def has_meetings(session: Session, pair_id: int) -> bool:
    return first_met(session, pair_id) is not None


def first_met(session: Session, pair_id: int) -> date | None:
    """The day of the first meeting that was held."""
    m = MentoringMeeting
    return session.scalar(select(func.min(m.day)).where(m.pair_id == pair_id, m.state == words.HELD))
