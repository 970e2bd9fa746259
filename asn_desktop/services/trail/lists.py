"""The rows of the list of actions, and what there is to filter by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db import undo
from asn_desktop.db.history import CHUNK
from asn_desktop.db.tables import Action, Touched
from asn_desktop.services.trail import words

NOBODY = "tidak tercatat"


class TrailRow(NamedTuple):
    """`state` is empty, `dibatalkan` or `dibatalkan sebagian`; `undone_by` and `undone_at` tell by what."""

    id: int
    at: datetime
    actor: str
    label: str
    kind: str  # do, final, undo, redo or restore
    what: str  # in words and numbers
    state: str
    undone_by: int | None
    undone_at: datetime | None
    undoer: str


def rows(session: Session, wanted: Sequence[int]) -> list[TrailRow]:
    """The rows of these ids, in their order."""
    found: dict[int, TrailRow] = {}
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        counts = _counts(session, part)
        undoers = _undoers(session, part)
        columns = (Action.id, Action.at, Action.actor, Action.label, Action.kind)
        for key, at, actor, label, kind in session.execute(select(*columns).where(Action.id.in_(part))):
            what = "; ".join(words.tally(*line) for line in counts[key])
            state, by, when, who = undoers.get(key) or ("", None, None, "")
            found[key] = TrailRow(key, at, actor or NOBODY, label, kind, what, state, by, when, who)
    return [found[key] for key in wanted if key in found]


def _counts(session: Session, part: Sequence[int]) -> dict[int, list[tuple[str, int, int, int]]]:
    """By action, in the order of NOUNS: what a clerk looks for comes first."""
    place = {name: n for n, name in enumerate(words.NOUNS)}
    t = Touched
    found: dict[int, list[tuple[str, int, int, int]]] = defaultdict(list)
    query = select(t.action_id, t.table_name, t.added, t.changed, t.removed).where(t.action_id.in_(part))
    for key, name, added, changed, removed in session.execute(query):
        found[key].append((name, added, changed, removed))
    for lines in found.values():
        lines.sort(key=lambda line: place.get(line[0], len(place)))
    return found


class _Undoing(NamedTuple):
    state: str
    id: int
    at: datetime
    actor: str


def _undoers(session: Session, part: Sequence[int]) -> dict[int, _Undoing]:
    """Which of these do not hold any more, by which action, when and by whom."""
    a = Action
    columns = (a.id, a.kind, a.target_id, a.at, a.actor)
    turning = (a.kind.in_(("undo", "redo")), a.target_id.is_not(None))
    own = {row.id: row for row in session.execute(select(*columns).where(a.id.in_(part), *turning))}
    roots = {*part, *(row.target_id for row in own.values())}
    turned = session.execute(select(*columns).where(a.target_id.in_(roots)).order_by(a.id)).all()
    undone = undo.taken_back(session, [row.id for row in turned if row.kind == "do"])
    found: dict[int, _Undoing] = {}
    for row in turned:
        state = {"undo": "dibatalkan", "redo": "", "do": "dibatalkan sebagian"}[row.kind]
        if row.id not in undone and row.target_id is not None:
            found[row.target_id] = _Undoing(state, row.id, row.at, row.actor or NOBODY)
    for key, mine in own.items():  # an undo is ended by the redo that follows it, and the other way round
        later = next(
            (r for r in turned if r.target_id == mine.target_id and r.id > key and r.kind != "do"), None
        )
        if later:
            found[key] = _Undoing("dibatalkan", later.id, later.at, later.actor or NOBODY)
    return {key: line for key, line in found.items() if line.state}


def actors(session: Session) -> list[tuple[str, str]]:
    """Everybody who ever did something: as stored, and in words. Jumps along the index from name to name."""
    found: list[str] = []
    name = session.scalar(select(func.min(Action.actor)))
    while name is not None:
        found.append(name)
        name = session.scalar(select(func.min(Action.actor)).where(Action.actor > name))
    return [(name, name or NOBODY) for name in found]


def tables(session: Session) -> list[tuple[str, str]]:
    """Every kind of data that was ever touched, in the order of NOUNS."""

    def is_known(name: str) -> bool:
        return session.scalar(select(Touched.id).where(Touched.table_name == name).limit(1)) is not None

    return [(name, words.title(name)) for name in words.NOUNS if is_known(name)]
