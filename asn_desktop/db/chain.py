"""The end of the trail: what is noted elsewhere to find out later that a piece was cut off."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Action


class Head(NamedTuple):
    length: int  # number of actions, which is the id of the newest: none is ever deleted
    hash: str
    at: datetime | None


def head(session: Session) -> Head:
    row = session.execute(
        select(Action.id, Action.hash, Action.at).order_by(Action.id.desc()).limit(1)
    ).first()
    return Head(*row) if row else Head(0, "", None)
