"""Marks into their cells."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import Mark, MarkComponent, Participant
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services.marks import finals


def set_marks(session: Session, event_id: int, wanted: Mapping[tuple[int, int], float | None]) -> int:
    """By component and participant; None clears. Final marks and results follow. Returns cells changed.

    InvalidInput with keys `component:participant` for a mark outside 0–100.
    """
    wrong = {
        f"{component}:{person}": f"Nilai {value:g} di luar 0 sampai 100. Betulkan nilainya."
        for (component, person), value in wanted.items()
        if value is not None and not 0 <= value <= 100
    }
    if wrong:
        raise InvalidInput(wrong)
    _must_belong(session, event_id, wanted)
    before = finals.reckoned(session, event_id)
    columns = {component for component, _ in wanted}
    stored = {
        (mark.component_id, mark.participant_id): mark
        for mark in session.scalars(select(Mark).where(Mark.component_id.in_(columns)))
    }
    new, changed, gone = [], {}, []
    for (component, person), value in wanted.items():
        mark = stored.get((component, person))
        if mark is None and value is not None:
            new.append({"component_id": component, "participant_id": person, "value": value})
        elif mark is not None and value is None:
            gone.append(mark)
        elif mark is not None and value is not None and mark.value != value:
            changed[mark.id] = {"value": value}
    for mark in gone:
        session.delete(mark)
    history.insert_rows(session, Mark, new)
    history.update_rows(session, Mark, changed.items())
    finals.follow(session, event_id, {person for _, person in wanted}, before)
    return len(new) + len(changed) + len(gone)


def _must_belong(session: Session, event_id: int, wanted: Mapping[tuple[int, int], object]) -> None:
    """UserError where a column or a person is not (any more) of this event."""
    columns = set(session.scalars(select(MarkComponent.id).where(MarkComponent.event_id == event_id)))
    people = set(session.scalars(select(Participant.id).where(Participant.event_id == event_id)))
    if not {c for c, _ in wanted} <= columns:
        raise UserError("Kolom nilai ini sudah tidak ada. Muat ulang bagian Nilai, lalu ulangi.")
    if not {p for _, p in wanted} <= people:
        raise UserError(
            "Ada nilai untuk orang yang bukan peserta kegiatan ini. Tambahkan orangnya sebagai peserta "
            "dahulu, lalu ulangi. Tidak ada nilai yang berubah."
        )
