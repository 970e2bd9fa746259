"""Takes whole actions back, and repeats them, across restarts."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images, reversal, standing
from asn_desktop.db.history import Recorded
from asn_desktop.db.reversal import Progress
from asn_desktop.db.standing import Standing
from asn_desktop.db.tables import Action, Change
from asn_desktop.domain.errors import UserError

WINDOW = 300  # actions looked at first; more when all of them are taken back


class Step(NamedTuple):
    action_id: int
    label: str


class Stacks(NamedTuple):
    undo: Step | None
    redo: Step | None


class _Line(NamedTuple):
    id: int
    label: str
    kind: str
    target_id: int | None


def stacks(session: Session, actor: str = "") -> Stacks:
    """What Ctrl+Z and Ctrl+Y would do now for this clerk; actions without a name are everybody's."""
    window = WINDOW
    while True:
        lines = _newest(session, actor, window)
        done, undone = _walk(lines)
        if done or len(lines) < window:
            return Stacks(_step(session, done), _step(session, undone))
        window *= 10


def _newest(session: Session, actor: str, count: int) -> Sequence[_Line]:
    """The clerk's newest actions, oldest first, with what others have taken back of them."""
    columns = select(Action.id, Action.label, Action.kind, Action.target_id)
    mine = {actor, ""}
    newest = columns.where(Action.actor.in_(mine)).order_by(Action.id.desc()).limit(count)
    own = [_Line(*row) for row in session.execute(newest)]
    first = min((line.id for line in own), default=0)
    turned = Action.kind.in_(("undo", "redo"))
    others = columns.where(Action.actor.not_in(mine), Action.target_id >= first, turned)
    ids = {line.id for line in own}
    foreign = [_Line(*row) for row in session.execute(others) if row.target_id in ids]
    return sorted([*own, *foreign])


def _walk(lines: Sequence[_Line]) -> tuple[list[int], list[int]]:
    """Ids still done and ids taken back, the newest last."""
    done: dict[int, None] = {}
    undone: dict[int, None] = {}
    for line in lines:
        if line.kind == "do":
            done[line.id] = None
            undone.clear()
        elif line.kind == "restore":  # what was done before it may be gone, or here again
            done.clear()
            undone.clear()
        elif line.target_id is not None:
            gives, takes = (undone, done) if line.kind == "undo" else (done, undone)
            takes.pop(line.target_id, None)
            gives[line.target_id] = None
    return list(done), list(undone)


def _step(session: Session, ids: Sequence[int]) -> Step | None:
    if not ids:
        return None
    return Step(ids[-1], session.scalar(select(Action.label).where(Action.id == ids[-1])) or "")


def undo_last(session: Session, actor: str = "", progress: Progress | None = None) -> Step:
    """Take back the clerk's last action; refused when one of its rows was changed since."""
    step = stacks(session, actor).undo
    if step is None:
        raise UserError("Tidak ada tindakan yang dapat dibatalkan.")
    turn(session, step, "undo", progress)
    return step


def redo_last(session: Session, actor: str = "", progress: Progress | None = None) -> Step:
    """Repeat the action that was taken back last."""
    step = stacks(session, actor).redo
    if step is None:
        raise UserError("Tidak ada tindakan yang dapat diulangi.")
    turn(session, step, "redo", progress)
    return step


class BlockedError(UserError):
    """Something stands in the way; `standings` are the rows that cannot be had."""

    def __init__(self, step: Step, standings: Sequence[Standing]) -> None:
        super().__init__(
            f"“{step.label}” tidak dapat dibatalkan atau diulangi karena datanya sudah diubah lagi. "
            "Tidak ada yang berubah."
        )
        self.step, self.standings = step, standings


def turn(session: Session, step: Step, kind: str, progress: Progress | None = None) -> None:
    """Take a whole action back (`undo`) or repeat it (`redo`), or raise BlockedError and change nothing."""
    mark(session, kind, step.action_id)
    whole = changes(session, step.action_id, backwards=kind == "undo")
    if blocked := [s for s in standing.of(session, whole, progress) if s.state != standing.FREE]:
        raise BlockedError(step, blocked)
    reversal.apply(session, whole, progress)


def without_clashes(turned: Sequence[Recorded], standings: Sequence[Standing]) -> list[Recorded]:
    """What of these changes can be had: whole rows, and of some only the fields nobody touched since."""
    by_row = {(s.table_name, s.row_id): s for s in standings}
    kept = []
    for change in turned:
        found = by_row[change.table_name, change.row_id]
        if found.state == standing.FREE:
            kept.append(change)
        elif found.state == standing.PARTLY and change.before and change.after:
            lost = {clash.field for clash in found.clashes}
            kept.append(change._replace(before=_but(change.before, lost), after=_but(change.after, lost)))
    return kept


def _but(image: str, lost: Collection[str]) -> str:
    return images.dump({k: v for k, v in json.loads(image).items() if k not in lost})


def mark(session: Session, kind: str, target_id: int) -> None:
    record = history.recorder(session)
    record.kind, record.target_id = kind, target_id


def changes(session: Session, action_id: int, *, backwards: bool) -> list[Recorded]:
    """What must happen to take the action back, or to repeat it, in order."""
    rows = session.execute(
        select(Change.table_name, Change.row_id, Change.before, Change.after)
        .where(Change.action_id == action_id)
        .order_by(Change.id)
    )
    found = [Recorded(*row) for row in rows if images.TABLES[row.table_name].undoable]
    if not backwards:
        return found
    return [Recorded(c.table_name, c.row_id, c.after, c.before) for c in reversed(found)]


def is_taken_back(session: Session, action_id: int) -> bool:
    newest = select(Action.kind).where(Action.target_id == action_id).order_by(Action.id.desc()).limit(1)
    return session.scalar(newest) == "undo"


def taken_back(session: Session, action_ids: Collection[int]) -> set[int]:
    """Those of these actions that are taken back now."""
    found: dict[int, str] = {}
    for start in range(0, len(ids := sorted(action_ids)), history.CHUNK):
        part = ids[start : start + history.CHUNK]
        query = select(Action.target_id, Action.kind).where(Action.target_id.in_(part)).order_by(Action.id)
        found.update((target, kind) for target, kind in session.execute(query) if target is not None)
    return {target for target, kind in found.items() if kind == "undo"}
