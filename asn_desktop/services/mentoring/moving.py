"""From one state to another, as the board moves a pair or several at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from asn_desktop.db.tables import MentoringPair
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring import pairs


def move(session: Session, ids: Sequence[int], state: str, today: date, reason: str = "") -> int:
    """All of them or none; returns how many moved (who is there already does not).

    `reason` is for stopping: InvalidInput without one. Raises UserError where no step leads there.
    """
    moved = 0
    for pair_id in ids:
        before = session.get_one(MentoringPair, pair_id).state
        if before != state:
            if why := leads(before, state):
                raise UserError(f"{why} Tidak ada yang berubah.")
            _step(session, pair_id, state, today, reason)
            moved += 1
    return moved


def leads(before: str, after: str) -> str:
    """Why no step leads from one state to the other, with the way that does; empty where one does."""
    if (before, after) == (words.PREPARED, words.FINISHED):
        return "Pasangan yang baru disiapkan belum dapat diselesaikan. Mulai dahulu pasangannya."
    if before in (words.FINISHED, words.STOPPED) and after not in (words.RUNNING, before):
        now = words.STATES[before].lower()
        return f"Pasangan ini {now}. Jalankan lagi dahulu, lalu ubah statusnya."
    return ""


def _step(session: Session, pair_id: int, after: str, today: date, reason: str) -> None:
    if after == words.RUNNING:
        pairs.start(session, pair_id, today)
    elif after == words.FINISHED:
        pairs.finish(session, pair_id, today)
    elif after == words.STOPPED:
        pairs.stop(session, pair_id, reason, today)
    else:
        pairs.prepare(session, pair_id)
