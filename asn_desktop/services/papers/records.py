"""How an event went, for its papers: presence, marks and results, certificates, photos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Attendance, ClassSession, IssuedCertificate, Participant
from asn_desktop.domain.papers import CertificateLine, Tally
from asn_desktop.services import results
from asn_desktop.services.papers.facts import Facts

PRESENT, EXCUSED, ILL, MISSING = "H", "I", "S", "T"


def tally(session: Session, event_id: int, facts: Facts) -> Tally:
    """Of the people of `facts` in all sessions but breaks; empty as long as nothing was noted."""
    counted: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    wanted = set(facts.participant_ids)
    found = session.execute(
        select(ClassSession.day, Attendance.status, Attendance.participant_id)
        .join(Attendance, Attendance.session_id == ClassSession.id)
        .where(ClassSession.event_id == event_id, ClassSession.kind != "istirahat")
    )
    for day, status, participant in found:
        if participant in wanted:
            counted[day][status] += 1
    sessions: dict[date, int] = defaultdict(int)
    for lesson in facts.event.sessions:
        if lesson.kind != "istirahat":
            sessions[lesson.day] += 1
    total: dict[str, int] = defaultdict(int)
    for by_status in counted.values():
        for status, number in by_status.items():
            total[status] += number
    if not total:
        return Tally()
    people = len(facts.participant_ids)
    return Tally(
        total[PRESENT],
        total[EXCUSED],
        total[ILL],
        total[MISSING],
        people * sum(sessions.values()),
        tuple(
            (day, 100 * counted[day][PRESENT] / (people * number))
            for day, number in sorted(sessions.items())
            if people
        ),
    )


def certificates(session: Session, event_id: int, facts: Facts) -> tuple[CertificateLine, ...]:
    """The valid ones of the people of `facts`, in the order of the list."""
    found = session.execute(
        select(Participant.id, IssuedCertificate.number, IssuedCertificate.issued_on)
        .join(IssuedCertificate, results.valid_certificate())
        .where(Participant.event_id == event_id)
    )
    issued = {key: (number, day) for key, number, day in found}
    return tuple(
        CertificateLine(person, *issued[key])
        for key, person in zip(facts.participant_ids, facts.event.people, strict=True)
        if key in issued
    )


def participants(session: Session, event_id: int) -> int:
    return (
        session.scalar(
            select(func.count(Participant.id)).where(
                Participant.event_id == event_id, Participant.role == results.MAIN_ROLE
            )
        )
        or 0
    )


def filter_words(session: Session, event_id: int, only: Iterable[int] | None, why: str = "") -> str:
    """What is left out, for the foot of every page; empty when nobody is."""
    if only is None:
        return ""
    chosen, everybody = len(set(only)), participants(session, event_id)
    if chosen == everybody and not why:
        return ""
    told = f"Hanya {chosen} dari {everybody} peserta"
    return f"{told} ({why})" if why else f"{told} yang dipilih"
