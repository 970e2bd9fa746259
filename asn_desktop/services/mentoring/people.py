"""The people of mentoring as lists and papers name them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Person, Unit
from asn_desktop.domain import golongan, names, retirement
from asn_desktop.services.nominations.ranking import ACTIVE, ages

CHUNK = 500


class Someone(NamedTuple):
    """`golongan` is the code; `printed` the name with titles."""

    id: int
    printed: str
    nip: str
    golongan: str
    jabatan: str
    jenis_jabatan: str
    status: str
    unit_id: int | None
    unit: str
    retires_on: date | None
    is_active: bool

    @property
    def pangkat(self) -> str:
        return golongan.printed(self.golongan)


def load(session: Session, ids: Iterable[int]) -> dict[int, Someone]:
    """Of these; who does not exist is left out."""
    wanted, found = sorted(set(ids)), {}
    office_ages = ages(session)
    for start in range(0, len(wanted), CHUNK):
        query = (
            select(Person, Unit.name)
            .outerjoin(Unit, Unit.id == Person.unit_id)
            .where(Person.id.in_(wanted[start : start + CHUNK]))
        )
        for who, unit in session.execute(query):
            years = retirement.age(who.jenis_jabatan, who.jabatan, office_ages)
            found[who.id] = Someone(
                who.id,
                names.printed(who.name, who.gelar_depan, who.gelar_belakang),
                who.nip or "",
                who.golongan,
                who.jabatan,
                who.jenis_jabatan,
                who.status,
                who.unit_id,
                unit or who.instansi,
                retirement.day(who.birth_date, years) if who.birth_date and who.status != "NON" else None,
                not who.archived and who.kedudukan in ACTIVE,
            )
    return found
