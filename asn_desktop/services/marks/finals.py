"""The final mark of participants: the weighted mean of what was given, kept as their mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images
from asn_desktop.db.tables import Mark, MarkComponent, Participant
from asn_desktop.domain import marks
from asn_desktop.domain.errors import UserError
from asn_desktop.services import passing, results


def given(session: Session, event_id: int) -> dict[tuple[int, int], float]:
    """Every mark of an event by component and participant."""
    found = session.execute(
        select(Mark.component_id, Mark.participant_id, Mark.value)
        .join(MarkComponent, MarkComponent.id == Mark.component_id)
        .where(MarkComponent.event_id == event_id)
    )
    return {(component, person): value for component, person, value in found}


def weights(session: Session, event_id: int) -> dict[int, float]:
    """Of the components that count, by id."""
    found = session.execute(
        select(MarkComponent.id, MarkComponent.weight).where(
            MarkComponent.event_id == event_id, MarkComponent.weight > 0
        )
    )
    return {row.id: row.weight for row in found}


def reckoned(session: Session, event_id: int) -> set[int]:
    """Participants whose final mark comes from others: asked before those are taken away."""
    counting = weights(session, event_id)
    return {person for component, person in given(session, event_id) if component in counting}


def follow(
    session: Session, event_id: int, participant_ids: Iterable[int], before: Collection[int] = ()
) -> int:
    """Final marks as the components say, then results by the rule; returns how many marks changed.

    A mark typed as the final one is left alone while nothing that counts is filled in; one of those
    `reckoned` before is gone then.
    """
    counting, there = weights(session, event_id), given(session, event_id)
    wanted: dict[int, dict[str, float | None]] = {}
    for person in participant_ids:
        mine = [there.get((component, person)) for component in counting]
        if person in before or any(mark is not None for mark in mine):
            wanted[person] = {"score": marks.final(mine, list(counting.values()))}
    changed = history.update_rows(session, Participant, wanted.items())
    passing.follow(session, event_id, wanted)
    return changed


def set_finals(session: Session, scores: Mapping[int, float | None]) -> int:
    """Final marks typed as such; in a graded training results follow by the rule. Returns rows changed.

    UserError where the final mark is the mean of others.
    """
    table = images.table_of(Participant)
    events: dict[int, list[int]] = defaultdict(list)
    for chosen in history.chunks(table.c.id, scores):
        for key, event_id in session.execute(select(Participant.id, Participant.event_id).where(chosen)):
            events[event_id].append(key)
    for event_id, ids in events.items():
        counting, there = weights(session, event_id), given(session, event_id)
        if any((component, key) in there for component in counting for key in ids):
            raise UserError(
                "Nilai akhir di sini dihitung dari nilai komponen, jadi tidak diketik langsung. "
                "Ubah nilainya di bagian Nilai. Tidak ada yang berubah."
            )
    changed = results.set_scores(session, scores)
    for event_id, ids in events.items():
        passing.follow(session, event_id, ids)
    return changed
