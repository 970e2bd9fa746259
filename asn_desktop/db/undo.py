"""Takes whole actions back, and repeats them, across restarts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images, search_filling
from asn_desktop.db.history import CHUNK, Recorded
from asn_desktop.db.tables import Action, Base, Change, Person
from asn_desktop.domain.errors import UserError

REACH = 100  # how many actions undo reaches back


class Step(NamedTuple):
    action_id: int
    label: str


class Stacks(NamedTuple):
    undo: Step | None
    redo: Step | None


def stacks(session: Session, actor: str = "") -> Stacks:
    """What Ctrl+Z and Ctrl+Y would do now for this clerk."""
    newest = (
        select(Action.id, Action.label, Action.kind, Action.target_id)
        .where(Action.actor == actor)
        .order_by(Action.id.desc())
        .limit(REACH * 3)
        .subquery()
    )
    labels: dict[int, str] = {}
    done: list[int] = []
    undone: list[int] = []
    for action_id, label, kind, target in session.execute(select(newest).order_by(newest.c.id)):
        labels[action_id] = label
        if kind == "do":
            done.append(action_id)
            undone.clear()
        elif kind == "undo" and target in done:
            done.remove(target)
            undone.append(target)
        elif kind == "redo" and target in undone:
            undone.remove(target)
            done.append(target)

    def top(ids: list[int]) -> Step | None:
        return Step(ids[-1], labels[ids[-1]]) if ids else None

    return Stacks(top(done[-REACH:]), top(undone))


def undo_last(session: Session, actor: str = "") -> Step:
    """Take back the clerk's last action; refused when one of its rows was changed since."""
    step = stacks(session, actor).undo
    if step is None:
        raise UserError("Tidak ada tindakan yang dapat dibatalkan.")
    _mark(session, "undo", step)
    turned = [Recorded(c.table_name, c.row_id, c.after, c.before) for c in reversed(_changes(session, step))]
    _apply(session, turned)
    return step


def redo_last(session: Session, actor: str = "") -> Step:
    """Repeat the action that was taken back last."""
    step = stacks(session, actor).redo
    if step is None:
        raise UserError("Tidak ada tindakan yang dapat diulangi.")
    _mark(session, "redo", step)
    _apply(session, _changes(session, step))
    return step


def _mark(session: Session, kind: str, step: Step) -> None:
    record = history.recorder(session)
    record.kind, record.target_id = kind, step.action_id


def _changes(session: Session, step: Step) -> Sequence[Recorded]:
    rows = session.execute(
        select(Change.table_name, Change.row_id, Change.before, Change.after)
        .where(Change.action_id == step.action_id)
        .order_by(Change.id)
    )
    return [Recorded(*row) for row in rows if images.TABLES[row.table_name].undoable]


def _apply(session: Session, changes: Sequence[Recorded]) -> None:
    """Make each change happen, from its `before` to its `after`."""

    def sort(change: Recorded) -> tuple[str, bool, bool]:
        return change.table_name, change.before is None, change.after is None

    for (table_name, is_insert, is_delete), run in groupby(changes, sort):
        cls = images.TABLES[table_name]
        for part in _distinct_rows(list(run)):
            if is_insert:
                _insert(session, cls, part)
            elif is_delete:
                _delete(session, cls, part)
            else:
                _update(session, cls, part)
    session.expire_all()


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
    rows = [images.load(cls, c.after or "{}") for c in part]
    with _indexed(session, cls, [c.row_id for c in part]):
        session.connection().execute(insert(images.table_of(cls)), rows)
    history.recorder(session).changes.extend(part)


def _indexed(session: Session, cls: type[Base], ids: list[int]) -> AbstractContextManager[None]:
    """People go into the word index at once where they are many and come behind all who are there."""
    if cls is Person and len(ids) >= CHUNK and min(ids) > (session.scalar(select(func.max(Person.id))) or 0):
        return search_filling.at_once(session)
    return nullcontext()


def _delete(session: Session, cls: type[Base], part: list[Recorded]) -> None:
    _current(session, cls, part)
    table, ids = images.table_of(cls), [c.row_id for c in part]
    for start in range(0, len(ids), CHUNK):
        session.connection().execute(delete(table).where(table.c.id.in_(ids[start : start + CHUNK])))
    history.recorder(session).changes.extend(part)


def _update(session: Session, cls: type[Base], part: list[Recorded]) -> None:
    _current(session, cls, part)
    wanted = ((c.row_id, _without_version(images.load(cls, c.after or "{}"))) for c in part)
    history.update_rows(session, cls, wanted)


def _without_version(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in values.items() if k != "version"}


def _current(session: Session, cls: type[Base], part: list[Recorded]) -> None:
    """Refuse when a row is not as the change expects to find it."""
    expected = {c.row_id: _without_version(images.load(cls, c.before or "{}")) for c in part}
    found = 0
    for row in history.rows_by_id(session, cls, expected):
        found += 1
        if any(row[key] != value for key, value in expected[row["id"]].items()):
            raise UserError(
                "Data sudah diubah lagi sesudahnya, jadi tindakan ini tidak dapat dibatalkan atau diulangi. "
                "Tidak ada yang berubah; batalkan dahulu perubahan yang lebih baru."
            )
    if found < len(expected):
        raise UserError(
            "Data yang dimaksud sudah dihapus, jadi tindakan ini tidak dapat dibatalkan atau diulangi. "
            "Tidak ada yang berubah."
        )
