"""Programmes of mentoring: list, form, states."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import MentoringProgramme
from asn_desktop.domain.typed import sought


class ProgrammeRow(NamedTuple):
    id: int
    name: str
    starts_on: date


def rows(session: Session, text: str = "") -> list[ProgrammeRow]:
    """Newest first."""
    query = select(MentoringProgramme.id, MentoringProgramme.name, MentoringProgramme.starts_on)
    for word in sought(text):
        query = query.where(MentoringProgramme.name.icontains(word, autoescape=True))
    found = session.execute(query.order_by(MentoringProgramme.starts_on.desc()))
    return [ProgrammeRow._make(row) for row in found]
