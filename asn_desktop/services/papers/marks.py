"""Marks and results of an event for its papers."""

from __future__ import annotations

from sqlalchemy.orm import Session

from asn_desktop.domain.papers import MarkLine, PaperMarks
from asn_desktop.services import results
from asn_desktop.services.papers.facts import Facts


def of(session: Session, event_id: int, facts: Facts) -> PaperMarks:
    """One line for each of the people of `facts`."""
    by_id = {row.id: row for row in results.rows(session, event_id)}
    lines = []
    for key, person in zip(facts.participant_ids, facts.event.people, strict=True):
        row = by_id[key]
        said = results.RESULTS[row.result] if row.result else ""
        lines.append(MarkLine(person, (), row.score, row.predikat, None, said, row.note))
    return PaperMarks((), tuple(lines))
