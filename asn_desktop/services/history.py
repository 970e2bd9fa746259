"""Undo and redo for the clerk; numbers of certificates taken back become void, never free."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db import undo as steps
from asn_desktop.db.tables import IssuedCertificate, RegisterNumber
from asn_desktop.domain.errors import UserError


class State(NamedTuple):
    """Labels of what Ctrl+Z and Ctrl+Y would do; None for nothing."""

    undo: str | None
    redo: str | None


def state(session: Session, actor: str = "") -> State:
    stacks = steps.stacks(session, actor)
    return State(stacks.undo and stacks.undo.label, stacks.redo and stacks.redo.label)


def undo(session: Session, today: date, actor: str = "") -> str:
    """Take back the clerk's last action; returns its label. UserError when it cannot be."""
    waiting = state(session, actor).undo
    try:
        label = steps.undo_last(session, actor).label
    except IntegrityError as error:
        raise UserError(
            f"“{waiting}” tidak dapat dibatalkan karena hasilnya sudah dipakai, misalnya oleh nomor di buku "
            "register. Arsipkan saja bila tidak diperlukan lagi."
        ) from error
    _reconcile(session, today)
    return label


def redo(session: Session, today: date, actor: str = "") -> str:
    """Repeat what was taken back last; its certificates get their own numbers again."""
    label = steps.redo_last(session, actor).label
    _reconcile(session, today)
    return label


def _reconcile(session: Session, today: date) -> None:
    """Let the register say what has become of each number."""
    held = exists().where(IssuedCertificate.number_id == RegisterNumber.id)
    lost = session.scalars(select(RegisterNumber.id).where(RegisterNumber.state == "terpakai", ~held)).all()
    back = session.scalars(select(RegisterNumber.id).where(RegisterNumber.state == "batal", held)).all()
    void = {"state": "batal", "reason": f"Penerbitan dibatalkan pada {today:%d-%m-%Y}"}
    used = {"state": "terpakai", "reason": ""}
    history.update_rows(session, RegisterNumber, [(key, void) for key in lost])
    history.update_rows(session, RegisterNumber, [(key, used) for key in back])
