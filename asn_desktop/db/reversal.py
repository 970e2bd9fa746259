"""Makes row changes happen in bulk: what undo, redo and the trash come down to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import ColumnDefault, delete, func, insert, select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images, search_filling
from asn_desktop.db.history import CHUNK, Recorded
from asn_desktop.db.tables import Base, Person
from asn_desktop.domain.errors import Cancelled

Progress: TypeAlias = Callable[[int, int, str], bool]
PIECE = 5000  # rows between two reports of progress


def apply(session: Session, changes: Sequence[Recorded], progress: Progress | None = None) -> None:
    """Make each change happen, from its `before` to its `after`, as part of the running action.

    Whether it can is asked of `db/standing.py` first. Raises Cancelled when `progress` says so.
    """
    session.flush()
    done = 0
    for (table_name, is_insert, is_delete), run in groupby(changes, _sort):
        cls = images.TABLES[table_name]
        for part in _distinct_rows(list(run)):
            with _indexed(session, cls, part) if is_insert else nullcontext():
                for start in range(0, len(part), PIECE):
                    piece = part[start : start + PIECE]
                    tell(progress, done, len(changes), "Mengubah data")
                    if is_insert:
                        _insert(session, cls, piece)
                    elif is_delete:
                        _delete(session, cls, piece)
                    else:
                        _update(session, cls, piece)
                    done += len(piece)
    session.expire_all()
    tell(progress, done, len(changes), "Mengubah data")


def tell(progress: Progress | None, done: int, total: int, text: str) -> None:
    if progress and not progress(done, total, text):
        raise Cancelled


def _sort(change: Recorded) -> tuple[str, bool, bool]:
    return change.table_name, change.before is None, change.after is None


def _distinct_rows(run: list[Recorded]) -> Iterator[list[Recorded]]:
    """Split where a row comes a second time, so that each part can be done in bulk."""
    part: dict[int, Recorded] = {}
    for change in run:
        if change.row_id in part:
            yield list(part.values())
            part = {}
        part[change.row_id] = change
    yield list(part.values())


def _insert(session: Session, cls: type[Base], part: list[Recorded]) -> None:
    """An image older than a column gives that column its default."""
    table = images.table_of(cls)
    defaults = {c.key: c.default.arg for c in table.columns if isinstance(c.default, ColumnDefault)}
    empty = {c.key: None for c in table.columns} | {
        key: value(None) if callable(value) else value for key, value in defaults.items()
    }
    rows = [empty | images.load(cls, c.after or "{}") for c in part]
    session.connection().execute(insert(table), rows)
    kept = images.columns(cls)
    after = (images.dump({k: row[k] for k in kept}) for row in rows)
    history.recorder(session).changes.extend(
        Recorded(cls.__tablename__, c.row_id, None, image) for c, image in zip(part, after, strict=True)
    )


def _indexed(session: Session, cls: type[Base], part: list[Recorded]) -> AbstractContextManager[None]:
    """People go into the word index at once where they are many and come behind all who are there."""
    if cls is Person and len(part) >= CHUNK:
        last = session.scalar(select(func.max(Person.id))) or 0
        if min(c.row_id for c in part) > last:
            return search_filling.at_once(session)
    return nullcontext()


def _delete(session: Session, cls: type[Base], part: list[Recorded]) -> None:
    table, ids, kept = images.table_of(cls), [c.row_id for c in part], images.columns(cls)
    gone = {
        row["id"]: images.dump({k: row[k] for k in kept}) for row in history.rows_by_id(session, cls, ids)
    }
    for chosen in history.chunks(table.c.id, ids):
        session.connection().execute(delete(table).where(chosen))
    history.recorder(session).changes.extend(Recorded(cls.__tablename__, i, gone[i], None) for i in ids)


def _update(session: Session, cls: type[Base], part: list[Recorded]) -> None:
    wanted = ((c.row_id, without_version(images.load(cls, c.after or "{}"))) for c in part)
    history.update_rows(session, cls, wanted)


def without_version(values: dict[str, Any]) -> dict[str, Any]:
    """The count of changes goes on; it is not what a clerk changed."""
    return {k: v for k, v in values.items() if k != "version"}
