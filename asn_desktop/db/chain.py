"""The chain of the trail: its end, which is noted elsewhere, and whether every link of it holds."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Executable, func, select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import Action, Change, Touched

AT_ONCE = 2000  # rows fetched in one go, and reported together

CONTENT = "content"  # the action or one of its changes is not what was chained
GAP = "gap"  # actions before this one are not there
LOOSE = "loose"  # changes that belong to no action
TALLY = "tally"  # the counts of the action are not those of its changes


class Head(NamedTuple):
    length: int  # number of actions, which is the id of the newest: none is ever deleted
    hash: str
    at: datetime | None


class Fault(NamedTuple):
    """`label` is empty where there is no such action; `missing` counts the actions of a gap."""

    action_id: int
    reason: str
    label: str = ""
    at: datetime | None = None
    missing: int = 0


def head(session: Session) -> Head:
    row = session.execute(
        select(Action.id, Action.hash, Action.at).order_by(Action.id.desc()).limit(1)
    ).first()
    return Head(*row) if row else Head(0, "", None)


def hash_of(session: Session, action_id: int) -> str | None:
    """None when there is no such action."""
    return session.scalar(select(Action.hash).where(Action.id == action_id))


def newest_restore(session: Session) -> Head | None:
    """Where the trail last went on from a backup."""
    row = session.execute(
        select(Action.id, Action.hash, Action.at)
        .where(Action.kind == "restore")
        .order_by(Action.id.desc())
        .limit(1)
    ).first()
    return Head(*row) if row else None


def size(session: Session) -> tuple[int, int]:
    """How many actions and changes there are, near enough to show how far reading them is."""
    newest = session.scalar(select(func.max(Action.id))) or 0
    return newest, session.scalar(select(func.max(Change.id))) or 0


def faults(session: Session, tick: Callable[[int], object] = lambda _rows: None) -> Iterator[Fault]:
    """Read the whole trail once, in order; `tick` is told how many more rows were read.

    A fault does not hide the next: each action is judged by the hash stored before it.
    """
    changes, counts = stream(session, _CHANGES), stream(session, _COUNTS)
    change, count = next(changes, _END), next(counts, _END)
    chained, before, last, unread = history.chained, "", 0, 0
    for key, at, actor, label, kind, target, stored in stream(session, _ACTIONS):
        unread += 1
        while change[0] < key:
            yield Fault(change[0], LOOSE)
            change = next(changes, _END)
        if key != last + 1:
            yield Fault(key, GAP, label, at, key - last - 1)
        sha = sha256(before.encode())
        sha.update(chained((at.isoformat(), actor, label, kind, target)))
        tally: dict[str, list[int]] = {}
        while change[0] == key:
            unread += 1
            _, name, _, old, new = change
            sha.update(chained(change[1:]))
            numbers = tally.get(name) or tally.setdefault(name, [0, 0, 0])
            numbers[0 if old is None else 2 if new is None else 1] += 1
            change = next(changes, _END)
        if sha.hexdigest() != stored:
            yield Fault(key, CONTENT, label, at)
        is_right = count[0] >= key
        while count[0] <= key:
            is_right = is_right and tally.pop(count[1], None) == [*count[2:]]
            count = next(counts, _END)
        if tally or not is_right:
            yield Fault(key, TALLY, label, at)
        before, last = stored, key
        if unread >= AT_ONCE:
            tick(unread)
            unread = 0
    while change is not _END:
        yield Fault(change[0], LOOSE)
        change = next(changes, _END)
    if count is not _END:
        yield Fault(int(count[0]), TALLY)
    tick(unread)


_END: tuple[Any, ...] = (float("inf"), "", 0, None, None)
_ACTIONS = select(
    Action.id, Action.at, Action.actor, Action.label, Action.kind, Action.target_id, Action.hash
).order_by(Action.id)
_CHANGES = select(Change.action_id, Change.table_name, Change.row_id, Change.before, Change.after).order_by(
    Change.action_id, Change.id
)
_COUNTS = select(
    Touched.action_id, Touched.table_name, Touched.added, Touched.changed, Touched.removed
).order_by(Touched.action_id, Touched.id)


def stream(session: Session, query: Executable) -> Iterator[Any]:
    """Rows as they come, never all at once."""
    found = session.connection().execute(query, execution_options={"yield_per": AT_ONCE})
    return itertools.chain.from_iterable(found.partitions())


def counts_by_table(session: Session) -> Mapping[str, int]:
    """How many changes each table has seen, from the counts of the actions."""
    total = func.sum(Touched.added + Touched.changed + Touched.removed)
    found = session.execute(select(Touched.table_name, total).group_by(Touched.table_name))
    return {name: int(number) for name, number in found}
