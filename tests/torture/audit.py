"""Looks over a whole database after a disaster: the trail against the rows, the chain, the register."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, select

from asn_desktop.db import images
from asn_desktop.db.history import Recorded, digest, tally
from asn_desktop.db.tables import Action, Change, Touched

UNTOLD = {"version"}  # goes up with every change; not all of them write it down
Rows = dict[tuple[str, int], dict[str, Any]]


class BrokenError(AssertionError):
    """Something a disaster must never do."""


@dataclass
class Ledger:
    """What the trail said when it was last looked at; a later look goes on from there."""

    hashes: list[str] = field(default_factory=list)  # by action id - 1
    rows: Rows = field(default_factory=dict)
    newest: str = ""  # what kind the last action was

    @property
    def actions(self) -> int:
        return len(self.hashes)


def require(holds: object, what: str) -> None:
    if not holds:
        raise BrokenError(what)


def audit(engine: Engine, ledger: Ledger | None = None) -> Ledger:
    """Raises BrokenError. `ledger` is carried on, so that many looks at one growing database stay cheap."""
    ledger = ledger or Ledger()
    with engine.connect() as connection:
        check = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        require(check == ["ok"], f"integrity_check: {check[:3]}")
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        require(not dangling, f"dangling references: {dangling[:3]}")
        _follow(connection, ledger)
        _compare(connection, ledger.rows)
        _register(connection)
    return ledger


def _follow(connection: Connection, ledger: Ledger) -> None:
    known = ledger.actions
    ids = connection.execute(select(Action.id, Action.hash).where(Action.id <= known)).all()
    require(
        [h for _, h in sorted(map(tuple, ids))] == ledger.hashes, "actions known before are gone or changed"
    )
    for action, changes, touched in _new(connection, known):
        require(action.id == ledger.actions + 1, f"action {ledger.actions + 1} is missing")
        before = ledger.hashes[-1] if ledger.hashes else ""
        require(action.hash == digest(before, action.at, action, changes), f"chain broken at {action.id}")
        require(changes or action.kind == "restore", f"action {action.id} “{action.label}” changed nothing")
        require(touched == [tuple(t.values()) for t in tally(changes)], f"tally of action {action.id}")
        for change in changes:
            _fold(ledger.rows, change, action.id)
        ledger.hashes.append(action.hash)
        ledger.newest = action.kind


def _new(connection: Connection, known: int) -> Iterator[tuple[Any, list[Recorded], list[Any]]]:
    changes: dict[int, list[Recorded]] = {}
    found = select(Change.action_id, Change.table_name, Change.row_id, Change.before, Change.after)
    for key, *rest in connection.execute(found.where(Change.action_id > known).order_by(Change.id)):
        changes.setdefault(key, []).append(Recorded(*rest))
    counted: dict[int, list[Any]] = {}
    lines = select(Touched.action_id, Touched.table_name, Touched.added, Touched.changed, Touched.removed)
    for key, *rest in connection.execute(lines.where(Touched.action_id > known).order_by(Touched.id)):
        counted.setdefault(key, []).append(tuple(rest))
    actions = connection.execute(select(Action.__table__).where(Action.id > known).order_by(Action.id)).all()
    require(not changes.keys() - {a.id for a in actions}, "changes without their action")
    for action in actions:
        yield action, changes.get(action.id, []), counted.get(action.id, [])


def _fold(rows: Rows, change: Recorded, action_id: int) -> None:
    key = (change.table_name, change.row_id)
    where = f"action {action_id}, {key}"
    before = json.loads(change.before) if change.before is not None else None
    if before is None:
        require(key not in rows, f"{where}: comes a second time")
        rows[key] = json.loads(change.after or "")
        return
    there = rows.get(key)
    require(there is not None, f"{where}: changes what is not there")
    assert there is not None
    apart = {k: (there.get(k), v) for k, v in before.items() if there.get(k) != v and k not in UNTOLD}
    require(not apart, f"{where}: found and said to be found differ: {apart}")
    if change.after is None:
        del rows[key]
    else:
        rows[key] = there | json.loads(change.after)


def _compare(connection: Connection, rows: Rows) -> None:
    """The tables hold exactly what the trail says."""
    seen = 0
    for name, cls in images.TABLES.items():
        if not cls.recorded:
            continue
        kept = images.columns(cls)
        for row in connection.execute(select(images.table_of(cls))).mappings():
            image = json.loads(images.dump({k: row[k] for k in kept}))
            told = rows.get((name, row["id"]), {})
            apart = {k: (told.get(k), v) for k, v in image.items() if told.get(k) != v and k not in UNTOLD}
            require(
                told.keys() == image.keys() and not apart,
                f"{name} {row['id']} is not what the trail says: {apart}",
            )
            seen += 1
    require(seen == len(rows), f"{len(rows) - seen} rows of the trail are not in their tables")


def _register(connection: Connection) -> None:
    """Numbers are distinct, each used one has its certificate or letter, no counter is behind them."""

    def count(sql: str) -> int:
        return int(connection.exec_driver_sql(sql).scalar_one())

    twice = "SELECT count(*) - count(DISTINCT number) FROM register_number"
    orphans = (
        "SELECT count(*) FROM register_number r WHERE (state = 'terpakai') <> "
        "(EXISTS (SELECT 1 FROM certificate c WHERE c.number_id = r.id AND c.number = r.number) "
        "OR EXISTS (SELECT 1 FROM event_paper p WHERE p.number_id = r.id AND p.number = r.number))"
    )
    behind = (
        "SELECT count(*) FROM register_number r JOIN number_counter n USING (scheme_id, year) "
        "WHERE r.state = 'terpakai' AND r.sequence >= n.next"
    )
    require(count(twice) == 0, "a number of the register was given twice")
    require(count(orphans) == 0, "numbers do not belong to their certificates and letters")
    require(count(behind) == 0, "the counter is behind a number that was given")
