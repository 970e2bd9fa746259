"""What decides in an event: its own numbers, else the office's; and who was there how often."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Event, EventPlan, Training
from asn_desktop.domain import scales
from asn_desktop.domain.passing import Attended, Rule
from asn_desktop.services import attendance, results, rulings


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
        select(Training.graded, EventPlan.pass_mark)
        .select_from(Event)
        .join(Training, Training.id == Event.training_id)
        .outerjoin(EventPlan, EventPlan.event_id == Event.id)
        .where(Event.id == event_id)
    ).one()
    own = found.pass_mark
    mark = own if own is not None or not found.graded else rulings.number(session, "nilai_lulus")
    return Rules(
        Rule(mark, attendance.least_percent(session, event_id)),
        results.bands(session),
        found.graded and own is None,
    )


def attended(session: Session, event_id: int) -> dict[int, Attended]:
    """By participant; empty where attendance is not kept. Breaks do not count."""
    return {person: found.attended for person, found in attendance.standing(session, event_id).items()}
