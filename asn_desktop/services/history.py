"""Undo and redo for the clerk; numbers of certificates taken back become void, never free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from asn_desktop.db import history, standing
from asn_desktop.db import reversal as rows
from asn_desktop.db import undo as steps
from asn_desktop.db.reversal import Progress
from asn_desktop.db.tables import Action, Change, EventPaper, IssuedCertificate, RegisterNumber
from asn_desktop.domain.errors import UserError
from asn_desktop.services import collector

SHOWN = 200  # obstacles named one by one
REASONS = {
    standing.CHANGED: "datanya sudah diubah lagi",
    standing.GONE: "datanya sudah dihapus",
    standing.USED: "hasilnya sudah dipakai data lain",
    standing.PRESENT: "datanya sudah ada lagi",
    standing.NO_PARENT: "data yang ditempatinya sudah dihapus",
    standing.TAKEN: "isinya yang harus tunggal, misalnya NIP, sudah dipakai data lain",
}


class Later(NamedTuple):
    """An action that came between."""

    id: int
    label: str
    actor: str
    at: datetime


class Obstacle(NamedTuple):
    """A row that stands in the way; fields as `db.standing.Standing`, and by whose action."""

    table_name: str
    row_id: int
    state: str
    reason: str
    clashes: tuple[standing.Clash, ...]
    other: tuple[str, int] | None
    by: Later | None


class Reversal(NamedTuple):
    """Rows of an action by what can be had of them; `why_not` says why there is nothing to ask at all."""

    action_id: int
    label: str
    why_not: str
    free: int = 0
    partly: int = 0
    blocked: int = 0
    obstacles: Sequence[Obstacle] = ()


class State(NamedTuple):
    """Labels of what Ctrl+Z and Ctrl+Y would do; None for nothing."""

    undo: str | None
    redo: str | None


def state(session: Session, actor: str = "") -> State:
    stacks = steps.stacks(session, actor)
    return State(stacks.undo and stacks.undo.label, stacks.redo and stacks.redo.label)


def undo(session: Session, today: date, actor: str = "", progress: Progress | None = None) -> str:
    """Take back the clerk's last action; returns its label. UserError, with the reason, when it cannot be."""
    with collector.resting(), _explained(session):
        label = steps.undo_last(session, actor, progress).label
    _name(session, f"Batalkan: {label}")
    reconcile(session, today)
    return label


def redo(session: Session, today: date, actor: str = "", progress: Progress | None = None) -> str:
    """Repeat what was taken back last; its certificates get their own numbers again."""
    with collector.resting(), _explained(session):
        label = steps.redo_last(session, actor, progress).label
    _name(session, f"Ulangi: {label}")
    reconcile(session, today)
    return label


def reversal(session: Session, action_id: int) -> Reversal:
    """What taking back this one action, however old, would come to."""
    action = session.get_one(Action, action_id)
    if why := _never(session, action):
        return Reversal(action_id, action.label, why)
    found = standing.of(session, steps.changes(session, action_id, backwards=True))
    blocked = [s for s in found if s.state == standing.BLOCKED]
    partly = [s for s in found if s.state == standing.PARTLY]
    obstacles = [Obstacle(*s, _later(session, s, action_id)) for s in [*blocked, *partly][:SHOWN]]
    free = len(found) - len(blocked) - len(partly)
    return Reversal(action_id, action.label, "", free, len(partly), len(blocked), obstacles)


def take_back(
    session: Session,
    action_id: int,
    today: date,
    *,
    free_only: bool = False,
    progress: Progress | None = None,
) -> str:
    """Take back one action, however old; returns its label. With `free_only`, only what nobody touched since.

    A reversal is taken back by doing again what it took back. UserError when it cannot be.
    """
    action = session.get_one(Action, action_id)
    if why := _never(session, action):
        raise UserError(f"“{action.label}” tidak dapat dibatalkan: {why}. Tidak ada yang berubah.")
    step = steps.Step(action_id, action.label)
    turned = steps.changes(session, action_id, backwards=True)
    found = standing.of(session, turned, progress)
    clear = all(s.state == standing.FREE for s in found)
    if not clear and not free_only:
        with _explained(session):
            raise steps.BlockedError(step, [s for s in found if s.state != standing.FREE])
    if not (kept := steps.without_clashes(turned, found)):
        raise UserError(
            f"Dari “{action.label}” tidak ada lagi yang dapat dibatalkan. Tidak ada yang berubah."
        )
    root = action_id if action.kind == "do" else action.target_id or action_id
    if clear:
        steps.mark(session, "redo" if action.kind == "undo" else "undo", root)
    elif action.kind != "undo":
        steps.mark(session, "do", root)  # an action of its own; the trail shows what it took back a part of
    _name(session, f"{'Batalkan' if clear else 'Batalkan sebagian'}: {action.label}")
    rows.apply(session, kept, progress)
    reconcile(session, today)
    return action.label


def _name(session: Session, label: str) -> None:
    """What the trail will call this action: what was taken back is only known by now."""
    history.recorder(session).label = label


def _never(session: Session, action: Action) -> str:
    """Why an action cannot be taken back at all, empty when it may."""
    if action.kind == "restore":
        return "pemulihan cadangan dibatalkan dengan memulihkan cadangan yang dibuat sesaat sebelumnya"
    if action.kind == "final":
        return "nomor yang sudah diambil tidak pernah bebas lagi"
    root = action.id if action.kind == "do" else action.target_id or action.id
    if steps.is_taken_back(session, root) != (action.kind == "undo"):
        return "ini sudah tidak berlaku lagi karena tindakan sesudahnya"
    return ""


@contextmanager
def _explained(session: Session) -> Iterator[None]:
    try:
        yield
    except steps.BlockedError as error:
        first = error.standings[0]
        later = _later(session, first, error.step.action_id)
        by = f" oleh “{later.label}” pada {later.at:%d-%m-%Y %H.%M}" if later else ""
        more = len({(s.table_name, s.row_id) for s in error.standings}) - 1
        also = f" ({more} data lain juga)" if more else ""
        raise UserError(
            f"“{error.step.label}” tidak dapat dibatalkan atau diulangi karena {REASONS[first.reason]}{by}"
            f"{also}. Tidak ada yang berubah. Lihat di Riwayat apa yang menghalangi dan apa yang masih dapat "
            "dibatalkan."
        ) from error


def _later(session: Session, found: standing.Standing, action_id: int) -> Later | None:
    """The newest action that touched the row, or the row that stands in the way, after this one."""
    table_name, row_id = found.other or (found.table_name, found.row_id)
    row = session.execute(
        select(Action.id, Action.label, Action.actor, Action.at)
        .join(Change, Change.action_id == Action.id)
        .where(Change.table_name == table_name, Change.row_id == row_id, Change.action_id > action_id)
        .order_by(Change.action_id.desc())
        .limit(1)
    ).first()
    return Later(*row) if row else None


def reconcile(session: Session, today: date) -> None:
    """Let the register say what has become of each number."""
    held = or_(
        exists().where(IssuedCertificate.number_id == RegisterNumber.id),
        exists().where(EventPaper.number_id == RegisterNumber.id),
    )
    lost = session.scalars(select(RegisterNumber.id).where(RegisterNumber.state == "terpakai", ~held)).all()
    back = session.scalars(select(RegisterNumber.id).where(RegisterNumber.state == "batal", held)).all()
    void = {"state": "batal", "reason": f"Penerbitan dibatalkan pada {today:%d-%m-%Y}"}
    used = {"state": "terpakai", "reason": ""}
    history.update_rows(session, RegisterNumber, [(key, void) for key in lost])
    history.update_rows(session, RegisterNumber, [(key, used) for key in back])
