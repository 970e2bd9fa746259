"""One record and what hangs on it, through the whole trail."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import literal_column, select
from sqlalchemy.orm import Session

from asn_desktop.db import images
from asn_desktop.db.history import CHUNK
from asn_desktop.db.tables import Change, Touched
from asn_desktop.services.trail.naming import Key, Names


class Hanging(NamedTuple):
    table_name: str
    column: str


# What belongs to a record; what belongs to that in turn is looked up likewise.
HANGING = {
    "person": (
        Hanging("former_nip", "person_id"),
        Hanging("participant", "person_id"),
        Hanging("distinct_people", "low_id"),
        Hanging("distinct_people", "high_id"),
        Hanging("certificate", "person_id"),
    ),
    "participant": (Hanging("certificate", "participant_id"),),
    "event": (Hanging("participant", "event_id"), Hanging("certificate", "event_id")),
    # A pair has a history of its own: thousands of meetings would bury that of the programme.
    "mentoring_programme": (
        Hanging("programme_competence", "programme_id"),
        Hanging("certificate", "programme_id"),
    ),
    "mentoring_pair": (
        Hanging("mentee", "pair_id"),
        Hanging("mentoring_meeting", "pair_id"),
        Hanging("mentoring_aim", "pair_id"),
    ),
    "mentee": (Hanging("seen_level", "mentee_id"), Hanging("aspect_mark", "mentee_id")),
    "mentoring_meeting": (
        Hanging("meeting_mentee", "meeting_id"),
        Hanging("action_point", "meeting_id"),
        Hanging("meeting_file", "meeting_id"),
    ),
    "mentoring_aim": (Hanging("aim_value", "aim_id"),),
    "training": (Hanging("curriculum_subject", "training_id"),),
    "number_scheme": (Hanging("number_counter", "scheme_id"),),
}


def name(session: Session, table_name: str, row_id: int) -> str:
    """What a record is called, also one that is gone."""
    return Names(session).of((table_name, row_id))


def of_record(session: Session, table_name: str, row_id: int) -> list[Key]:
    """The record, and all that hangs on it or ever hung on it."""
    found = dict.fromkeys([(table_name, row_id)])
    newest: list[Key] = [*found]
    while newest:
        by_table: dict[str, list[int]] = {}
        for parent, key in newest:
            by_table.setdefault(parent, []).append(key)
        below = [key for parent, keys in by_table.items() for key in _below(session, parent, keys)]
        newest = [key for key in dict.fromkeys(below) if key not in found]
        found |= dict.fromkeys(newest)
    return [*found]


def _below(session: Session, parent: str, parent_ids: Sequence[int]) -> Iterable[Key]:
    if parent == "certificate":  # the number it has taken is its own
        yield from _numbers(session, parent_ids)
    for child, column in HANGING.get(parent, ()):
        table = images.table_of(images.TABLES[child])
        for start in range(0, len(parent_ids), CHUNK):
            part = parent_ids[start : start + CHUNK]
            there = session.connection().execute(select(table.c.id).where(table.c[column].in_(part)))
            yield from ((child, key) for (key,) in there)
        yield from _gone(session, child, column, frozenset(parent_ids))


def _numbers(session: Session, certificate_ids: Sequence[int]) -> Iterable[Key]:
    names = Names(session)
    names.learn(("certificate", key) for key in certificate_ids)
    found = (names.image(("certificate", key)) for key in certificate_ids)
    return [("register_number", image["number_id"]) for image in found if image]


def _gone(session: Session, child: str, column: str, parents: frozenset[int]) -> Iterable[Key]:
    """Rows that were deleted: what they hung on is only told by their last images."""
    removals = select(Touched.action_id).where(
        Touched.table_name == child, Touched.removed > literal_column("0")
    )
    query = select(Change.row_id, Change.before).where(
        Change.action_id.in_(removals), Change.table_name == child, Change.after.is_(None)
    )
    for row_id, before in session.execute(query):
        if json.loads(before or "{}").get(column) in parents:
            yield child, row_id


def actions(session: Session, table_name: str, row_id: int) -> list[int]:
    """Every action that touched the record or what hangs on it, in no order."""
    by_table: dict[str, list[int]] = {}
    for name_, key in of_record(session, table_name, row_id):
        by_table.setdefault(name_, []).append(key)
    found: set[int] = set()
    for name_, keys in by_table.items():
        for start in range(0, len(keys), CHUNK):
            part = keys[start : start + CHUNK]
            mine = select(Change.action_id).where(Change.table_name == name_, Change.row_id.in_(part))
            found.update(session.scalars(mine.distinct()))
    return [*found]
