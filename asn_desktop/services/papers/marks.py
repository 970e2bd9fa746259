"""Marks and results of an event for its papers."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from asn_desktop.domain.papers import PaperMarks
from asn_desktop.services.papers.facts import Facts
from asn_desktop.services.passing import minutes


def of(session: Session, event_id: int, facts: Facts) -> PaperMarks:
    """One line for each of the people of `facts`, in their order."""
    people = dict(zip(facts.participant_ids, facts.event.people, strict=True))
    found = minutes.paper_marks(session, event_id, people)
    by_person = {id(line.person): line for line in found.lines}  # people of equal name and number are two
    lines = (by_person[id(person)] for person in facts.event.people if id(person) in by_person)
    return replace(found, lines=tuple(lines))
