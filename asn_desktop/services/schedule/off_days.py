"""Holidays and cuti bersama, as a schedule needs them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import ReferenceItem


def off_days(session: Session, first: date, last: date) -> dict[date, str]:
    """Their names by day, both ends included."""
    found = session.execute(
        select(ReferenceItem.code, ReferenceItem.name).where(
            ReferenceItem.kind == "hari_libur",
            ReferenceItem.archived.is_(False),
            ReferenceItem.code.between(first.isoformat(), last.isoformat()),
        )
    )
    return {date.fromisoformat(code): name for code, name in found}
