"""Records every change of a session as one action, in the transaction of the change itself.

So the trail is complete or the change did not happen. Undo and redo are in `db/undo.py`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from sqlalchemy import ColumnDefault, ColumnElement, bindparam, event, func, insert, inspect, select, update
from sqlalchemy.orm import ORMExecuteState, Session

from asn_desktop.db import cascades, images
from asn_desktop.db.tables import Action, Base, Change, Touched

CHUNK = 500  # rows in one statement; SQLite allows 32,766 bound values
_NOT_LOADED = object()
RUN = 5000  # rows in one statement that names only their first and last


class Heading(Protocol):
    """What is chained of an action, beside its time and its changes."""

    @property
    def actor(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def target_id(self) -> int | None: ...


class Recorded(NamedTuple):
    table_name: str
    row_id: int
    before: str | None
    after: str | None


@dataclass
class Recorder:
    """Collects what one transaction changes; becomes an `Action` with its `Change` rows at commit."""

    label: str
    actor: str = ""
    kind: str = "do"
    target_id: int | None = None
    changes: list[Recorded] = field(default_factory=list)


def recorder(session: Session) -> Recorder:
    """Of the running `writing` block; a session without one must not write."""
    found = session.info.get("recorder")
    if not isinstance(found, Recorder):
        raise TypeError("this session is not inside writing()")
    return found


def _values(row: Base) -> dict[str, Any]:
    return {key: getattr(row, key) for key in images.columns(type(row))}


def _changed(session: Session, row: Base) -> tuple[dict[str, Any], dict[str, Any]]:
    """Changed columns of a dirty row: old values, new values."""
    attrs = inspect(row).attrs
    old, new = {}, {}
    for key in images.columns(type(row)):
        history = attrs[key].history
        if history.has_changes():
            old[key] = history.deleted[0] if history.deleted else _NOT_LOADED
            new[key] = getattr(row, key)
    if unknown := [key for key, value in old.items() if value is _NOT_LOADED]:
        # set without having been read since the last commit: only the database still knows
        table = images.table_of(type(row))
        query = select(*(table.c[key] for key in unknown)).where(table.c.id == row.id)
        old |= session.connection().execute(query).mappings().one()
        for key in [key for key in unknown if old[key] == new[key]]:
            del old[key], new[key]
    return old, new


def watch(session: Session, label: str, actor: str) -> None:
    """Record everything this session flushes as one action called `label`."""
    label = label.encode(errors="replace").decode()  # a file name may hold any bytes
    record = session.info["recorder"] = Recorder(label, actor)
    pending: list[tuple[Base, dict[str, Any] | None, str | None]] = []
    gone: list[Recorded] = []  # deleted last, so that undo has them back before what let go of them

    @event.listens_for(session, "do_orm_execute")
    def _no_bulk(state: ORMExecuteState) -> None:
        if state.is_update or state.is_delete:
            raise RuntimeError("bulk UPDATE/DELETE would escape the trail; use history.update_rows")

    @event.listens_for(session, "before_flush")
    def _before(s: Session, *_: Any) -> None:
        _number(s, [row for row in s.new if row.recorded])
        for row in s.new:
            if row.recorded:
                pending.append((row, None, None))
        for row in s.dirty:
            if row.recorded and s.is_modified(row):
                old, new = _changed(s, row)
                if new:
                    pending.append((row, old, images.dump(new)))
        gone.extend(_gone(s, [row for row in s.deleted if row.recorded]))

    @event.listens_for(session, "after_flush")
    def _after(_s: Session, *_: Any) -> None:
        for row, old, new in pending:
            before = None if old is None else images.dump(old)
            after = new if new is not None else images.dump(_values(row))
            record.changes.append(Recorded(row.__tablename__, row.id, before, after))
        record.changes.extend(gone)
        pending.clear()
        gone.clear()


def _gone(session: Session, rows: Sequence[Base]) -> list[Recorded]:
    """What is deleted, after what the database itself will take along or empty with it."""
    found: dict[tuple[str, int], Recorded] = {}
    emptied: list[Recorded] = []
    deleted = {(row.__tablename__, row.id) for row in rows}
    for row in rows:
        for follower in cascades.follow(session, row.__tablename__, [row.id]):
            key = (follower.cls.__tablename__, follower.row_id)
            if key in deleted:
                continue
            before = images.dump(follower.values)
            if follower.goes:
                found.setdefault(key, Recorded(*key, before, None))
            else:
                emptied.append(Recorded(*key, before, images.dump(dict.fromkeys(follower.values))))
    kept = [change for change in emptied if (change.table_name, change.row_id) not in found]
    mine = [Recorded(row.__tablename__, row.id, images.dump(_values(row)), None) for row in rows]
    return [*kept, *sorted([*found.values(), *mine], key=lambda c: -cascades.depth(c.table_name))]


def next_id(session: Session, cls: type[Base]) -> int:
    """Above every id the table ever had: the trail must never mean two rows by one name."""
    table = images.table_of(cls)
    there = session.connection().scalar(select(func.max(table.c.id))) or 0
    named = select(func.max(Change.row_id)).where(Change.table_name == cls.__tablename__)
    here = (c.row_id for c in recorder(session).changes if c.table_name == cls.__tablename__)
    return 1 + max(there, session.connection().scalar(named) or 0, max(here, default=0))


def _number(session: Session, rows: Sequence[Base]) -> None:
    """Ids for new objects, in the order they were added."""
    free: dict[type[Base], int] = {}
    for row in rows:
        if inspect(row).dict.get("id") is None:
            cls = type(row)
            row.id = free[cls] if cls in free else next_id(session, cls)
            free[cls] = row.id + 1


def insert_rows(session: Session, cls: type[Base], rows: Sequence[Mapping[str, Any]]) -> range:
    """Insert many rows by Core, recorded. Every row gives the same columns; defaults are filled in.

    Returns the new ids, in the order of `rows`.
    """
    if not rows:
        return range(0)
    session.flush()
    table = images.table_of(cls)
    first = next_id(session, cls)
    defaults = {
        c.key: c.default.arg(None) if callable(c.default.arg) else c.default.arg
        for c in table.columns
        if c.key not in rows[0] and isinstance(c.default, ColumnDefault)
    }
    empty = {c.key: None for c in table.columns if c.key not in rows[0] and c.key not in defaults}
    filled = [{**empty, **defaults, **row, "id": first + i} for i, row in enumerate(rows)]
    session.connection().execute(insert(table), filled)
    kept = images.columns(cls)
    name, changes = cls.__tablename__, recorder(session).changes
    for row in filled:
        changes.append(Recorded(name, row["id"], None, images.dump({k: row[k] for k in kept})))
    return range(first, first + len(filled))


def update_rows(session: Session, cls: type[Base], wanted: Iterable[tuple[int, Mapping[str, Any]]]) -> int:
    """Set columns of many rows by id, recorded; what is already so is left alone. Returns rows changed.

    Values that must be unique are set in the order of `wanted`: one row may take what another lets go before.
    """
    session.flush()
    table = images.table_of(cls)
    todo = dict(wanted)
    there = {row["id"]: row for row in rows_by_id(session, cls, todo)}
    unique = {column for columns in images.uniques(cls) for column in columns}
    changes = recorder(session).changes
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    in_order: list[tuple[tuple[str, ...], list[dict[str, Any]]]] = []
    for row_id, values in todo.items():
        if (current := there.get(row_id)) is None:
            continue
        new = {k: v for k, v in values.items() if current[k] != v}
        if not new:
            continue
        if "version" in table.c:
            new["version"] = current["version"] + 1
        old = {k: current[k] for k in new}
        changes.append(Recorded(cls.__tablename__, row_id, images.dump(old), images.dump(new)))
        columns = tuple(new)
        if unique.isdisjoint(columns):
            groups.setdefault(columns, []).append(new | {"_id": row_id})
        elif in_order and in_order[-1][0] == columns:
            in_order[-1][1].append(new | {"_id": row_id})
        else:
            in_order.append((columns, [new | {"_id": row_id}]))
    done = [*groups.items(), *in_order]
    for columns, rows in done:
        statement = update(table).where(table.c.id == bindparam("_id"))
        session.connection().execute(statement.values({k: bindparam(k) for k in columns}), rows)
    session.expire_all()
    return sum(len(rows) for _, rows in done)


def rows_by_id(session: Session, cls: type[Base], ids: Iterable[int]) -> Iterable[dict[str, Any]]:
    """Whole rows as the database has them, in chunks; order is not kept."""
    table = images.table_of(cls)
    for chosen in chunks(table.c.id, ids):
        yield from (dict(row) for row in session.connection().execute(select(table).where(chosen)).mappings())


def chunks(column: ColumnElement[Any], ids: Iterable[int]) -> Iterator[ColumnElement[bool]]:
    """Conditions that together choose the ids. Ids in a row, as an import gives them, are told by their ends,
    which is several times as fast as naming each.
    """
    wanted = sorted(set(ids))
    start = 0
    while start < len(wanted):
        run = wanted[start : start + RUN]
        if len(run) < RUN or run[-1] - run[0] != RUN - 1:
            run = wanted[start : start + CHUNK]
        start += len(run)
        yield column.between(run[0], run[-1]) if run[-1] - run[0] == len(run) - 1 else column.in_(run)


def close(session: Session, now: datetime) -> int | None:
    """Write the action of this session; returns its id, None when nothing was changed.

    A restore is always written: from it on the trail is another one.
    """
    record = recorder(session)
    if not record.changes and record.kind != "restore":
        return None
    if record.kind == "do" and not any(images.TABLES[c.table_name].undoable for c in record.changes):
        record.kind = "final"  # a number stays taken: undo has nothing to put back here
    connection = session.connection()
    last = connection.scalar(select(Action.hash).order_by(Action.id.desc()).limit(1))
    values = {
        "at": now,
        "actor": record.actor,
        "label": record.label,
        "kind": record.kind,
        "target_id": record.target_id,
        "hash": digest(last or "", now, record, record.changes),
    }
    action_id = int(connection.execute(insert(Action).values(**values).returning(Action.id)).scalar_one())
    rows = [{"action_id": action_id, **change._asdict()} for change in record.changes]
    counts = [{"action_id": action_id, **line} for line in tally(record.changes)]
    if rows:
        connection.execute(insert(images.table_of(Change)), rows)
        connection.execute(insert(images.table_of(Touched)), counts)
    return action_id


def tally(changes: Iterable[Recorded]) -> list[dict[str, Any]]:
    """By table, how many rows came, changed and went: the lines of `Touched` but for their action."""
    seen = Counter((c.table_name, c.before is None, c.after is None) for c in changes)
    return [
        {
            "table_name": name,
            "added": seen[name, True, False],
            "changed": seen[name, False, False],
            "removed": seen[name, False, True],
        }
        for name in sorted({name for name, _, _ in seen})
    ]


def digest(before: str, at: datetime, head: Heading, changes: Iterable[Recorded]) -> str:
    """SHA-256 that chains an action to the one before it."""
    sha = hashlib.sha256(before.encode())
    sha.update(chained((at.isoformat(), head.actor, head.label, head.kind, head.target_id)))
    for change in changes:
        sha.update(chained(tuple(change)))
    return sha.hexdigest()


def chained(values: tuple[Any, ...]) -> bytes:
    """An action, or one of its changes, as it goes into the chain."""
    return repr(values).encode()
