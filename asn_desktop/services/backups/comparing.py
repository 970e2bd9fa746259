"""What lies between a backup and the data as they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db import chain, contents
from asn_desktop.db.tables import Action, Event, IssuedCertificate, Person
from asn_desktop.services.backups.backup import Backup

SHOWN = 5


class Since(NamedTuple):
    """`actions` were done since the backup, `labels` are the newest of them; `only_there` were done in the
    backup after both had parted (by a restore) and are not in the data now, None when that cannot be told.

    `people`, `events` and `certificates`: how many more there are now, negative for fewer.
    """

    actions: int
    labels: Sequence[str]
    only_there: int | None
    people: int
    events: int
    certificates: int


def since(session: Session, backup: Backup) -> Since:
    now = chain.head(session).length
    shared = backup.length if _has(session, backup.length, backup.head) else _parting(session, backup)
    labels = session.scalars(
        select(Action.label).where(Action.id > (shared or 0)).order_by(Action.id.desc()).limit(SHOWN)
    ).all()

    def more(table: type[Person] | type[Event] | type[IssuedCertificate], there: int) -> int:
        return (session.scalar(select(func.count(table.id))) or 0) - there

    return Since(
        now - (shared or 0),
        labels,
        None if shared is None else backup.length - shared,
        more(Person, backup.people),
        more(Event, backup.events),
        more(IssuedCertificate, backup.certificates),
    )


def _has(session: Session, length: int, head: str) -> bool:
    return bool(length) and chain.hash_of(session, length) == head


def _parting(session: Session, backup: Backup) -> int | None:
    """How many actions both trails begin with; None when the backup cannot be opened."""
    if backup.encrypted or not backup.ok:
        return None
    try:
        with closing(contents.connect(backup.path)) as db:

            def alike(length: int) -> bool:
                row = db.execute("SELECT hash FROM action WHERE id = ?", (length,)).fetchone()
                return row is not None and _has(session, length, row[0])

            return _last(alike, min(backup.length, chain.head(session).length))
    except sqlite3.Error:
        return None


def _last(holds: Callable[[int], bool], top: int) -> int:
    """The last number for which it holds: each hash stands for all before it."""
    low = 0
    while low < top:
        middle = (low + top + 1) // 2
        low, top = (middle, top) if holds(middle) else (low, middle - 1)
    return low
