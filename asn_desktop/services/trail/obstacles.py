"""What stands in the way of taking an action back, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.services import history
from asn_desktop.services.history import Obstacle, Reversal
from asn_desktop.services.trail import words
from asn_desktop.services.trail.lists import NOBODY
from asn_desktop.services.trail.naming import Key, Names, refers_to
from asn_desktop.services.trail.values import Values, plain


class Hindrance(NamedTuple):
    """A field that was changed later (`field`, `then`, `now`), or a row that is in the way as it is.

    `later` is the action that came between, None where it is not known.
    """

    id: int
    what: str
    field: str
    then: str
    now: str
    why: str
    later: int | None
    by: str


class Hindrances(NamedTuple):
    reversal: Reversal
    lines: Sequence[Hindrance]


def hindrances(session: Session, action_id: int) -> Hindrances:
    """What `services.history.reversal` finds, as a clerk reads it."""
    found = history.reversal(session, action_id)
    names = Names(session)
    values = Values(session, names)
    names.learn(_keys(found.obstacles))
    lines = [line for obstacle in found.obstacles for line in _lines(obstacle, names, values)]
    return Hindrances(found, [Hindrance(n, *line) for n, line in enumerate(lines)])


def _keys(obstacles: Sequence[Obstacle]) -> Iterator[Key]:
    for o in obstacles:
        yield o.table_name, o.row_id
        if o.other:
            yield o.other
        refers = refers_to(o.table_name)
        for clash in o.clashes:
            if parent := refers.get(clash.field):
                yield from ((parent, value) for value in (clash.then, clash.now) if value is not None)


def _lines(o: Obstacle, names: Names, values: Values) -> Iterator[tuple[Any, ...]]:
    what = f"{words.title(o.table_name)}: {names.of((o.table_name, o.row_id))}"
    why = history.REASONS[o.reason]
    if o.other:
        why += f": {words.noun(o.other[0])} {names.of(o.other)}"
    by = f"“{o.by.label}” oleh {o.by.actor or NOBODY}, {plain(o.by.at)}" if o.by else ""
    later = o.by.id if o.by else None
    for clash in o.clashes:
        told = (
            values.said(o.table_name, clash.field, value) or "(kosong)" for value in (clash.then, clash.now)
        )
        yield what, words.column(o.table_name, clash.field), *told, why, later, by
    if not o.clashes:
        yield what, "", "", "", why, later, by
