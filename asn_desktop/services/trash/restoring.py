"""Puts deleted records back with all that hung on them, as one action."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Session

from asn_desktop.db import history as trail_of
from asn_desktop.db import images, reversal, standing
from asn_desktop.db.history import CHUNK, Recorded
from asn_desktop.db.reversal import Progress
from asn_desktop.db.tables import Base, Change
from asn_desktop.domain.errors import UserError
from asn_desktop.services import history
from asn_desktop.services.trail import words
from asn_desktop.services.trail.naming import Key, Names, refers_to
from asn_desktop.services.trail.values import Values
from asn_desktop.services.trash.finding import by_action
from asn_desktop.services.trash.removals import Forest, Removed, still_gone

ORDER = {table.name: n for n, table in enumerate(Base.metadata.sorted_tables)}
NOTHING_LOST = "Tidak ada yang berubah."


def restore(session: Session, entries: Sequence[int], today: date, progress: Progress | None = None) -> str:
    """Returns the label of the action. UserError, which names what is in the way, when it cannot be.

    References that went with the record are set back where they are still as its deletion left them.
    """
    actions = by_action(session, entries)
    coming: dict[Key, Removed] = {}
    heads: list[Removed] = []
    gone = still_gone(session, [*actions])
    for action_id, change_ids in actions.items():
        removed = gone[action_id]
        forest = Forest(removed)
        mine = [row for row in removed if row.id in change_ids]
        heads += mine
        coming |= {row.key: row for head in mine for row in (head, *forest.hanging(head.key))}
    if len(heads) < len(set(entries)):
        raise UserError(
            f"Data ini sudah ada lagi atau sudah dipulihkan. Muat ulang daftarnya. {NOTHING_LOST}"
        )
    images_of, emptied = _with_parents(session, coming, {head.key for head in heads})
    inserts = [Recorded(*key, None, images_of[key]) for key in _in_order(images_of, coming)]
    back = _references(session, actions, images_of)
    found = standing.of(session, [*inserts, *back], progress)
    blocked = [s for s in found if s.state != standing.FREE]
    if refusal := next((s for s in blocked if (s.table_name, s.row_id) in images_of), None):
        raise UserError(_refused(session, refusal, coming))
    lost = {(s.table_name, s.row_id) for s in blocked}
    kept = [change for change in back if (change.table_name, change.row_id) not in lost]
    reversal.apply(session, [*inserts, *kept], progress)
    if any(name == "certificate" for name, _ in images_of):
        history.reconcile(session, today)
    label = _label(session, heads, emptied)
    trail_of.recorder(session).label = label
    return label


def _label(session: Session, heads: Sequence[Removed], emptied: Iterable[str]) -> str:
    names = Names(session)
    what = names.of(heads[0].key) if len(heads) == 1 else f"{words.counted(len(heads))} data"
    gone = ", ".join(dict.fromkeys(emptied))
    return f"Pulihkan dari Sampah: {what}" + (f" ({gone} dikosongkan karena sudah dihapus)" if gone else "")


def _in_order(found: Iterable[Key], coming: dict[Key, Removed]) -> list[Key]:
    """Parents first."""

    def depth(key: Key) -> int:
        above, seen = 0, {key}
        while (parent := _parent_in_table(coming[key])) in coming and parent not in seen:
            above, key = above + 1, parent
            seen.add(parent)
        return above

    return sorted(found, key=lambda key: (ORDER[key[0]], depth(key), key[1]))


def _parent_in_table(row: Removed) -> Key:
    for column, parent in refers_to(row.table_name).items():
        if parent == row.table_name and row.image.get(column) is not None:
            return parent, row.image[column]
    return row.table_name, 0


def _with_parents(
    session: Session, coming: dict[Key, Removed], heads: set[Key]
) -> tuple[dict[Key, str], list[str]]:
    """Images of the rows that can stand: a parent that is gone is left out where the column may be empty.

    What hung on a record and on something else that is gone stays in the trash, until that is back too.
    Also returns the titles of the columns left empty.
    """
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in coming.values():
        for column, parent in refers_to(row.table_name).items():
            if (key := row.image.get(column)) is not None and (parent, key) not in coming:
                wanted[parent].add(key)
    there = {(name, key) for name, keys in wanted.items() for key in _present(session, name, keys)}
    images_of: dict[Key, dict[str, Any]] = {key: dict(row.image) for key, row in coming.items()}
    emptied: list[str] = []
    standing_still = False
    while not standing_still:
        standing_still = True
        for key, image in list(images_of.items()):
            table = images.table_of(images.TABLES[key[0]])
            for column, parent in refers_to(key[0]).items():
                above = (parent, image[column]) if image.get(column) is not None else None
                if above is None or above in there or above in images_of:
                    continue
                if table.c[column].nullable:
                    image[column] = None
                    emptied.append(words.column(key[0], column))
                elif key not in heads:
                    images_of.pop(key, None)
                    standing_still = False
    return {key: images.dump(image) for key, image in images_of.items()}, emptied


def _present(session: Session, table_name: str, row_ids: Iterable[int]) -> Iterable[int]:
    table, wanted = images.table_of(images.TABLES[table_name]), sorted(row_ids)
    for start in range(0, len(wanted), CHUNK):
        query = select(table.c.id).where(table.c.id.in_(wanted[start : start + CHUNK]))
        yield from (key for (key,) in session.connection().execute(query))


def _references(session: Session, actions: Iterable[int], coming: dict[Key, str]) -> list[Recorded]:
    """What the same actions had turned away from the rows that come back."""
    found = []
    columns = (Change.table_name, Change.row_id, Change.before, Change.after)
    for action_id in actions:
        mine = (Change.action_id == action_id, Change.before.is_not(None), Change.after.is_not(None))
        for table_name, row_id, before, after in session.execute(select(*columns).where(*mine)):
            old, new = json.loads(before or "{}"), json.loads(after or "{}")
            turned = {
                column: old[column]
                for column, parent in refers_to(table_name).items()
                if column in old and (parent, old[column]) in coming and new.get(column) != old[column]
            }
            if turned:
                left = {column: new.get(column) for column in turned}
                found.append(Recorded(table_name, row_id, images.dump(left), images.dump(turned)))
    return found


def _refused(session: Session, found: standing.Standing, coming: dict[Key, Removed]) -> str:
    """In words: what is in the way, and what to do about it."""
    names = Names(session)
    key = (found.table_name, found.row_id)
    row = coming[key]
    names.learn([key], {key: row.image})
    mine = names.of(key)
    other = names.of(found.other) if found.other else ""
    if found.reason == standing.NO_PARENT and found.other:
        what = words.noun(found.other[0])
        return (
            f"{mine} tidak dapat dipulihkan karena {what} {other} sudah dihapus. "
            f"Pulihkan itu dahulu. {NOTHING_LOST}"
        )
    if found.reason == standing.TAKEN and found.other:
        return _taken(session, names, row, found.other)
    return f"{mine} sudah ada lagi. Muat ulang daftarnya. {NOTHING_LOST}"


def _taken(session: Session, names: Names, row: Removed, holder: Key) -> str:
    there = names.image(holder) or {}
    mine, other = names.of(row.key), names.of(holder)
    for constraint in images.table_of(images.TABLES[row.table_name]).constraints:
        columns = [c.key for c in constraint.columns] if isinstance(constraint, UniqueConstraint) else []
        if len(columns) == 1 and row.image.get(columns[0]) == there.get(columns[0]):
            title = words.column(row.table_name, columns[0])
            value = Values(session, names).said(row.table_name, columns[0], row.image[columns[0]])
            return (
                f"{mine} tidak dapat dipulihkan karena {title} {value} sekarang dipakai {other}. "
                f"Ubah {title} di sana dahulu, lalu pulihkan lagi. {NOTHING_LOST}"
            )
    return f"{mine} tidak dapat dipulihkan karena sudah ada lagi sebagai data lain: {other}. {NOTHING_LOST}"
