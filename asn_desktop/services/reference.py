"""The reference tables: shipped with defaults and their legal basis, edited by the office."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from asn_desktop import resources
from asn_desktop.db import history
from asn_desktop.db.tables import (
    AspectMark,
    CompetenceLevel,
    Participant,
    Person,
    ProgrammeCompetence,
    ReferenceItem,
    SeenLevel,
    Training,
)
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.reference import KINDS, read_csv


class ReferenceRow(NamedTuple):
    id: int
    kind: str
    code: str
    name: str
    position: int
    attributes: dict[str, Any]
    basis: str
    archived: bool


@dataclass(frozen=True)
class ReferenceForm:
    id: int | None
    kind: str
    code: str
    name: str
    position: int = 0
    attributes: dict[str, Any] = field(default_factory=dict)
    basis: str = ""
    archived: bool = False


# Where a code of a kind is kept: a code in use cannot be changed under those who use it.
USED_BY: dict[str, tuple[InstrumentedAttribute[str], ...]] = {
    kind: (getattr(Person, kind),)
    for kind in ("golongan", "status", "jenis_jabatan", "pendidikan", "kedudukan", "agama", "kawin")
} | {
    "bentuk_pelatihan": (Training.form,),
    "peran": (Participant.role,),
    "kompetensi": (CompetenceLevel.competence, ProgrammeCompetence.competence, SeenLevel.competence),
    "aspek_mentoring": (AspectMark.aspect,),
}


def items(session: Session, kind: str, *, archived: bool = False) -> list[ReferenceRow]:
    """In their order; `archived` adds the ones put aside."""
    query = select(ReferenceItem).where(ReferenceItem.kind == kind)
    if not archived:
        query = query.where(ReferenceItem.archived.is_(False))
    found = session.scalars(query.order_by(ReferenceItem.position, ReferenceItem.code))
    return [
        ReferenceRow(i.id, i.kind, i.code, i.name, i.position, i.attributes, i.basis, i.archived)
        for i in found
    ]


def names(session: Session, kind: str) -> dict[str, str]:
    """Name by code, in order."""
    return {item.code: item.name for item in items(session, kind)}


def save(session: Session, form: ReferenceForm) -> int:
    """Raises InvalidInput on code and name."""
    problems = {}
    if form.kind not in KINDS:
        raise ValueError(form.kind)
    if not form.code.strip():
        problems["code"] = "Isi kodenya."
    if not form.name.strip():
        problems["name"] = "Isi namanya."
    same = session.scalar(
        select(ReferenceItem.id).where(
            ReferenceItem.kind == form.kind, ReferenceItem.code == form.code.strip()
        )
    )
    if same is not None and same != form.id:
        problems["code"] = f"Kode {form.code.strip()} sudah dipakai. Pilih kode lain."
    item = session.get_one(ReferenceItem, form.id) if form.id else ReferenceItem(kind=form.kind)
    if form.id and item.code != form.code.strip() and uses(session, item.kind, item.code):
        problems["code"] = (
            f"Kode {item.code} sudah dipakai pada data, jadi tidak dapat diubah. Ubah namanya saja."
        )
    if problems:
        raise InvalidInput(problems)
    item.code, item.name = form.code.strip(), form.name.strip()
    item.position, item.attributes = form.position, dict(form.attributes)
    item.basis, item.archived = form.basis.strip(), form.archived
    session.add(item)
    session.flush()
    return item.id


def uses(session: Session, kind: str, code: str) -> int:
    """How many rows keep this code."""
    queries = (select(func.count()).where(column == code) for column in USED_BY.get(kind, ()))
    return sum(session.scalar(query) or 0 for query in queries)


def seed(session: Session) -> int:
    """Add what is missing from the shipped tables; what the office edited stays. Returns how many came."""
    known = {(kind, code) for kind, code in session.execute(select(ReferenceItem.kind, ReferenceItem.code))}
    shipped = [
        item
        for file in sorted(resources.path("reference").glob("*.csv"))
        for item in read_csv(file.read_text(encoding="utf-8"))
        if (item.kind, item.code) not in known
    ]
    rows = [
        {
            "kind": i.kind,
            "code": i.code,
            "name": i.name,
            "position": i.position,
            "attributes": i.attributes,
            "basis": i.basis,
        }
        for i in shipped
    ]
    return len(history.insert_rows(session, ReferenceItem, rows))
