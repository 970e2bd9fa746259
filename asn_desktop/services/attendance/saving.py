"""Writes marks of attendance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images
from asn_desktop.db.tables import Attendance, ClassSession, Participant
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.presence import NO_STATUS, STATUSES

TYPED, SCANNED, LISTED = "ketik", "pindai", "daftar"


def set_status(
    session: Session,
    event_id: int,
    marks: Mapping[tuple[int, int], str],
    source: str = TYPED,
    now: datetime | None = None,
) -> int:
    """`marks` by participant and session; an empty one takes the mark away. Returns how many changed.

    `now` is kept with what was scanned. Raises UserError when a participant or a session is gone.
    """
    if wrong := [status for status in marks.values() if status and status not in STATUSES]:
        raise UserError(NO_STATUS.format(wrong[0]))
    _require_there(session, event_id, marks)
    there = _there(session, marks)
    new: list[dict[str, Any]] = []
    changed: list[tuple[int, dict[str, Any]]] = []
    gone = []
    for (participant, held), status in marks.items():
        row = there.get((participant, held))
        values = {"status": status, "source": source, "at": now if source == SCANNED else None}
        if row is None and status:
            new.append({"session_id": held, "participant_id": participant, **values})
        elif row is not None and not status:
            gone.append(row[0])
        elif row is not None and row[1] != status:
            changed.append((row[0], values))
    for row_id in gone:
        session.delete(session.get_one(Attendance, row_id))
    session.flush()
    history.update_rows(session, Attendance, changed)
    history.insert_rows(session, Attendance, new)
    return len(new) + len(changed) + len(gone)


def _require_there(session: Session, event_id: int, marks: Mapping[tuple[int, int], str]) -> None:
    people = set(session.scalars(select(Participant.id).where(Participant.event_id == event_id)))
    held = set(session.scalars(select(ClassSession.id).where(ClassSession.event_id == event_id)))
    if not {participant for participant, _ in marks} <= people:
        raise UserError(
            "Ada peserta yang baru saja dikeluarkan dari kegiatan ini, jadi isian ini tidak disimpan. "
            "Muat ulang daftarnya (F5), lalu ulangi."
        )
    if not {number for _, number in marks} <= held:
        raise UserError(
            "Ada sesi yang baru saja dihapus dari jadwal, jadi isian ini tidak disimpan. "
            "Muat ulang (F5), lalu ulangi."
        )


def _there(session: Session, marks: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], tuple[int, str]]:
    """Id and status of what is written down already."""
    column = images.table_of(Attendance).c.session_id
    found: dict[tuple[int, int], tuple[int, str]] = {}
    for chosen in history.chunks(column, {held for _, held in marks}):
        query = select(
            Attendance.id, Attendance.participant_id, Attendance.session_id, Attendance.status
        ).where(chosen)
        for row_id, participant, held, status in session.execute(query):
            found[participant, held] = (row_id, status)
    return found
