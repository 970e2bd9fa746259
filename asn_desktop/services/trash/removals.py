"""The rows an action deleted that are still gone, and which of them hang on which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import func, literal_column, select
from sqlalchemy.orm import Session

from asn_desktop.db import images
from asn_desktop.db.history import CHUNK
from asn_desktop.db.tables import Action, Change, Touched
from asn_desktop.services.trail.naming import Image, Key, read, refers_to


class Removed(NamedTuple):
    """A deleted row; `id` is that of the change that deleted it."""

    id: int
    table_name: str
    row_id: int
    image: Image

    @property
    def key(self) -> Key:
        return self.table_name, self.row_id


def actions(session: Session, tables: Collection[str]) -> Sequence[int]:
    """Those that deleted something, newest first."""
    some = Touched.removed > literal_column("0")  # a bound value would not lead to the index of removals
    query = select(Touched.action_id).where(some, Touched.table_name.in_(tables)).distinct()
    return session.scalars(query.order_by(Touched.action_id.desc())).all()


def still_gone(session: Session, action_ids: Sequence[int]) -> dict[int, list[Removed]]:
    """For each action the rows in the order in which they went; if something happened to a row since, it is
    no longer this action's.

    What was only added and taken back again was never deleted, but what came out of the trash and was put
    back there by undo was.
    """
    columns = (Change.action_id, Change.id, Change.table_name, Change.row_id, Change.before)
    mine = (Change.action_id.in_(action_ids), Change.after.is_(None))
    changes = session.execute(select(*columns).where(*mine).order_by(Change.id))
    found = [row for row in changes if row.table_name in images.TABLES]
    lives = _lives(session, {(row.table_name, row.row_id) for row in found})
    heads = select(Action.id, Action.target_id).where(Action.id.in_(action_ids), Action.kind != "redo")
    taken_back: dict[int, int | None] = {row.id: row.target_id for row in session.execute(heads)}
    gone: dict[int, list[Removed]] = {action_id: [] for action_id in action_ids}
    for action_id, change_id, name, row_id, before in found:
        first, last = lives[name, row_id]
        target = taken_back.get(action_id)
        if change_id == last and (target is None or first < target):
            gone[action_id].append(Removed(change_id, name, row_id, read(name, before)))
    return gone


def _lives(session: Session, keys: Collection[Key]) -> dict[Key, tuple[int, int]]:
    """The first action and the last change of each row."""
    by_table: dict[str, list[int]] = defaultdict(list)
    for name, row_id in keys:
        by_table[name].append(row_id)
    found: dict[Key, tuple[int, int]] = {}
    columns = (Change.row_id, func.min(Change.action_id), func.max(Change.id))
    for name, row_ids in by_table.items():
        for start in range(0, len(row_ids), CHUNK):
            mine = (Change.table_name == name, Change.row_id.in_(row_ids[start : start + CHUNK]))
            for row_id, first, last in session.execute(select(*columns).where(*mine).group_by(Change.row_id)):
                found[name, row_id] = first, last
    return found


class Forest:
    """Rows that went together: a row hangs on one it refers to."""

    def __init__(self, removed: Sequence[Removed]) -> None:
        self._rows = {row.key: row for row in removed}
        self._children: dict[Key, list[Removed]] = defaultdict(list)
        self.heads: list[Removed] = []
        for row in removed:
            parents = [key for key in self._parents(row) if key != row.key]
            for key in parents:
                self._children[key].append(row)
            if not parents:
                self.heads.append(row)

    def _parents(self, row: Removed) -> list[Key]:
        refers = refers_to(row.table_name)
        keys = ((parent, row.image.get(column)) for column, parent in refers.items())
        return [(parent, key) for parent, key in keys if key is not None and (parent, key) in self._rows]

    def hanging(self, head: Key) -> list[Removed]:
        """All that hangs on a row, and on what hangs on it; the row itself is not among them."""
        found: dict[Key, Removed] = {}
        newest = [head]
        while newest:
            below = (row for key in newest for row in self._children[key])
            fresh = {row.key: row for row in below if row.key not in found and row.key != head}
            found |= fresh
            newest = [*fresh]
        return [*found.values()]
