"""The rows an action deleted that are still gone, and which of them hang on which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
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


def actions(session: Session, tables: Collection[str]) -> Iterator[int]:
    """Those that deleted something, newest first."""
    some = Touched.removed > literal_column("0")  # a bound value would not lead to the index of removals
    query = select(Touched.action_id).where(some, Touched.table_name.in_(tables)).distinct()
    yield from session.scalars(query.order_by(Touched.action_id.desc())).all()


def still_gone(session: Session, action_id: int) -> list[Removed]:
    """In the order in which they went; a row that something happened to since is no longer this action's.

    What was only added and taken back again was never deleted, but what came out of the trash and was put
    back there by undo was.
    """
    columns = (Change.id, Change.table_name, Change.row_id, Change.before)
    query = select(*columns).where(Change.action_id == action_id, Change.after.is_(None)).order_by(Change.id)
    found = [row for row in session.execute(query) if row.table_name in images.TABLES]
    by_table: dict[str, list[int]] = defaultdict(list)
    for row in found:
        by_table[row.table_name].append(row.row_id)
    taken_back = _taken_back_by(session, action_id)
    kept: set[int] = set()
    for name, row_ids in by_table.items():
        for start in range(0, len(row_ids), CHUNK):
            kept |= _last_changes(session, name, row_ids[start : start + CHUNK], taken_back)
    return [
        Removed(row.id, row.table_name, row.row_id, read(row.table_name, row.before))
        for row in found
        if row.id in kept
    ]


def _taken_back_by(session: Session, action_id: int) -> int | None:
    """The action this one took back, wholly or in part; None when it did something of its own."""
    kind, target = session.execute(select(Action.kind, Action.target_id).where(Action.id == action_id)).one()
    return None if kind == "redo" else target


def _last_changes(
    session: Session, table_name: str, row_ids: Sequence[int], taken_back: int | None
) -> set[int]:
    """The last change of each row; with `taken_back` only of rows that are older than that action."""
    mine = (Change.table_name == table_name, Change.row_id.in_(row_ids))
    query = select(func.max(Change.id)).where(*mine).group_by(Change.row_id)
    if taken_back is not None:
        query = query.having(func.min(Change.action_id) < taken_back)
    return set(session.scalars(query))


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
