"""Tells for each row of a reversal whether it can be had, and what stands in the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, select, tuple_
from sqlalchemy.orm import Session

from asn_desktop.db import history, images
from asn_desktop.db.history import CHUNK, Recorded
from asn_desktop.db.reversal import Progress, tell, without_version
from asn_desktop.db.tables import Base

FREE, PARTLY, BLOCKED = "bebas", "sebagian", "bentrok"
CHANGED, GONE, USED, PRESENT, NO_PARENT, TAKEN = "diubah", "dihapus", "dipakai", "ada", "induk", "kembar"


class Clash(NamedTuple):
    """A field that is no longer as the action left it."""

    field: str
    then: Any
    now: Any


class Standing(NamedTuple):
    """`state` is FREE, PARTLY (only the fields without a clash can be had) or BLOCKED.

    `reason` is CHANGED later, GONE, USED by `other`, PRESENT already, NO_PARENT (`other` is gone) or TAKEN
    (`other` has by now a value that must be unique).
    """

    table_name: str
    row_id: int
    state: str
    reason: str = ""
    clashes: tuple[Clash, ...] = ()
    other: tuple[str, int] | None = None


class Net(NamedTuple):
    """What becomes of a row in all: `before` as it must be found, `after` as it will be; None: not there."""

    before: dict[str, Any] | None
    after: dict[str, Any] | None


Key = tuple[str, int]


def of(session: Session, changes: Sequence[Recorded], progress: Progress | None = None) -> list[Standing]:
    """For each row once, in the order of `changes`."""
    session.flush()
    rows = net(changes)
    tell(progress, 0, len(rows), "Memeriksa data yang terkait")
    found = dict(_against_rows(session, rows))
    while True:  # what is blocked may be what others of these rows count on
        turned = _to_be_done(rows, found)
        blocked = {**_against_references(session, turned), **_against_uniques(session, turned)}
        if not blocked:
            return [found[key] for key in rows]
        found.update(blocked)


def _to_be_done(rows: Mapping[Key, Net], found: Mapping[Key, Standing]) -> dict[Key, Net]:
    """Without rows that are blocked and fields that clash."""
    turned: dict[Key, Net] = {}
    for key, wanted in rows.items():
        if found[key].state == FREE:
            turned[key] = wanted
        elif found[key].state == PARTLY:
            lost = {clash.field for clash in found[key].clashes}
            turned[key] = Net(_but(wanted.before, lost), _but(wanted.after, lost))
    return turned


def _but(image: dict[str, Any] | None, lost: Collection[str]) -> dict[str, Any] | None:
    return image and {k: v for k, v in image.items() if k not in lost}


def net(changes: Sequence[Recorded]) -> dict[Key, Net]:
    """Several changes of a row as one."""
    rows: dict[Key, Net] = {}
    for change in changes:
        cls, key = images.TABLES[change.table_name], (change.table_name, change.row_id)
        before = None if change.before is None else without_version(images.load(cls, change.before))
        after = None if change.after is None else without_version(images.load(cls, change.after))
        if (earlier := rows.get(key)) is None:
            rows[key] = Net(before, after)
            continue
        whole = None if after is None else {**(earlier.after or {}), **after}
        start = earlier.before
        if start is not None and before is not None:
            start = {**before, **start}
        rows[key] = Net(start, whole)
    return rows


def _against_rows(session: Session, rows: Mapping[Key, Net]) -> Iterator[tuple[Key, Standing]]:
    """Whether the rows themselves are as they must be found."""
    by_table: dict[str, list[int]] = defaultdict(list)
    for name, row_id in rows:
        by_table[name].append(row_id)
    for name, ids in by_table.items():
        there = {row["id"]: row for row in history.rows_by_id(session, images.TABLES[name], ids)}
        for row_id in ids:
            yield (name, row_id), _row(name, row_id, rows[name, row_id], there.get(row_id))


def _row(name: str, row_id: int, wanted: Net, now: Mapping[str, Any] | None) -> Standing:
    if wanted.before is None:
        is_there = now is not None and wanted.after is not None
        return Standing(name, row_id, BLOCKED, PRESENT) if is_there else Standing(name, row_id, FREE)
    if now is None:
        return Standing(name, row_id, BLOCKED, GONE)
    clashes = tuple(
        Clash(key, value, now[key])
        for key, value in wanted.before.items()
        if key in now and now[key] != value
    )
    if not clashes:
        return Standing(name, row_id, FREE)
    is_partly = wanted.after is not None and len(clashes) < len(wanted.before)
    return Standing(name, row_id, PARTLY if is_partly else BLOCKED, CHANGED, clashes)


def _against_uniques(session: Session, turned: Mapping[Key, Net]) -> dict[Key, Standing]:
    """Values that must be unique and are somebody else's by now."""
    blocked: dict[Key, Standing] = {}
    for name in dict.fromkeys(name for name, _ in turned):
        cls = images.TABLES[name]
        after = {i: w.after for (table, i), w in turned.items() if table == name and w.after is not None}
        for columns in images.uniques(cls):
            values = _values(session, cls, columns, after)
            for holder, value in _holders(session, cls, columns, list(values)):
                key = (name, values[value])
                if holder != values[value] and not _gives_up(turned.get((name, holder)), columns, value):
                    blocked[key] = Standing(*key, BLOCKED, TAKEN, other=(name, holder))
    return blocked


def _values(
    session: Session, cls: type[Base], columns: Sequence[str], after: Mapping[int, dict[str, Any]]
) -> dict[tuple[Any, ...], int]:
    """What the rows will have in these columns, where any of them is set; what is not set stays."""
    touched = {i: image for i, image in after.items() if any(c in image for c in columns)}
    partial = [i for i, image in touched.items() if any(c not in image for c in columns)]
    there = {row["id"]: row for row in history.rows_by_id(session, cls, partial)}
    found = {}
    for i, image in touched.items():
        value = tuple({**there.get(i, {}), **image}.get(c) for c in columns)
        if None not in value:
            found[value] = i
    return found


def _gives_up(turned: Net | None, columns: Sequence[str], value: Sequence[Any]) -> bool:
    """Whether the same reversal deletes the holder of a value, or gives it another."""
    if turned is None:
        return False
    return turned.after is None or any(
        turned.after.get(c, v) != v for c, v in zip(columns, value, strict=True)
    )


def _holders(
    session: Session, cls: type[Base], columns: Sequence[str], values: Sequence[tuple[Any, ...]]
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    table = images.table_of(cls)
    wanted = [table.c[c] for c in columns]
    for start in range(0, len(values), CHUNK):
        part = values[start : start + CHUNK]
        match = tuple_(*wanted).in_(part) if len(wanted) > 1 else wanted[0].in_([v for (v,) in part])
        for holder, *value in session.connection().execute(select(table.c.id, *wanted).where(match)):
            yield holder, tuple(value)


def _against_references(session: Session, turned: Mapping[Key, Net]) -> dict[Key, Standing]:
    """Rows to delete that others refer to, and rows to have whose parent is not there."""
    blocked: dict[Key, Standing] = {}
    for parent, child, key in foreign_keys():
        going = [i for (name, i), w in turned.items() if name == parent and w.after is None]
        for child_id, parent_id in _referring(session, child, key, going):
            if not _lets_go(turned.get((child, child_id)), key):
                blocked[parent, parent_id] = Standing(
                    parent, parent_id, BLOCKED, USED, other=(child, child_id)
                )
        wanted = {
            w.after[key]: (name, i)
            for (name, i), w in turned.items()
            if name == child and w.after and w.after.get(key) is not None
        }
        for missing in set(wanted) - _present(session, parent, wanted):
            comes = turned.get((parent, missing))
            if comes is None or comes.after is None:
                blocked[wanted[missing]] = Standing(
                    *wanted[missing], BLOCKED, NO_PARENT, other=(parent, missing)
                )
    return blocked


def _lets_go(turned: Net | None, key: str) -> bool:
    """Whether the same reversal deletes the child, or points it elsewhere."""
    if turned is None:
        return False
    return turned.after is None or (turned.before is not None and key in turned.after)


def foreign_keys() -> Iterator[tuple[str, str, str]]:
    """Parent table, child table, column of the child; for tables with a trail."""
    for name, cls in images.TABLES.items():
        if cls.recorded:
            for key in _keys(cls):
                yield key.column.table.name, name, key.parent.key


def _keys(cls: type[Base]) -> Iterable[ForeignKey]:
    return sorted(images.table_of(cls).foreign_keys, key=lambda key: key.parent.key)


def _referring(session: Session, child: str, key: str, parents: Sequence[int]) -> Iterator[tuple[int, int]]:
    table = images.table_of(images.TABLES[child])
    for chosen in history.chunks(table.c[key], parents):
        query = select(table.c.id, table.c[key]).where(chosen)
        yield from (tuple(row) for row in session.connection().execute(query))


def _present(session: Session, name: str, ids: Collection[int]) -> set[int]:
    table, there = images.table_of(images.TABLES[name]), set[int]()
    for chosen in history.chunks(table.c.id, ids):
        there.update(row[0] for row in session.connection().execute(select(table.c.id).where(chosen)))
    return there
