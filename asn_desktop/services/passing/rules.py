"""What decides in an event: its own numbers, else the office's; and who was there how often."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Attendance, ClassSession, Event, EventPlan, Training
from asn_desktop.domain import scales
from asn_desktop.domain.passing import Attended, Rule
from asn_desktop.services import results, rulings


class Rules(NamedTuple):
    """`scale` decides too, where the event has no passing mark of its own."""

    rule: Rule
    scale: tuple[scales.Band, ...]
    by_scale: bool

    def band_failed(self, score: float | None) -> str:
        """The predikat of a mark that does not pass by the scale, empty for none."""
        band = scales.band_of(score, self.scale) if self.by_scale and score is not None else None
        return band.name if band and not band.passes else ""


def of_event(session: Session, event_id: int) -> Rules:
    found = session.execute(
        select(Training.graded, EventPlan.pass_mark, EventPlan.min_attendance)
        .select_from(Event)
        .join(Training, Training.id == Event.training_id)
        .outerjoin(EventPlan, EventPlan.event_id == Event.id)
        .where(Event.id == event_id)
    ).one()
    least = found.min_attendance
    if least is None:
        least = rulings.number(session, "kehadiran_minimal")
    own = found.pass_mark
    mark = own if own is not None or not found.graded else rulings.number(session, "nilai_lulus")
    return Rules(Rule(mark, float(least)), results.bands(session), found.graded and own is None)


def attended(session: Session, event_id: int) -> dict[int, Attended]:
    """By participant; empty where attendance is not kept. Breaks do not count."""
    counting = ClassSession.kind != "istirahat"
    sessions = set(
        session.scalars(select(ClassSession.id).where(ClassSession.event_id == event_id, counting))
    )
    found = session.execute(
        select(Attendance.participant_id, Attendance.status)
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .where(ClassSession.event_id == event_id, counting)
    ).all()
    marked = Counter(person for person, _ in found)
    present = Counter(person for person, status in found if status == "H")
    return {person: Attended(present[person], marked[person], len(sessions)) for person in marked}
