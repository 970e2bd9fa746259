"""Lists of people: which ones, in what order, and the rows that are seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from asn_desktop.db import search
from asn_desktop.db.history import CHUNK
from asn_desktop.db.tables import Person, ReferenceItem, Unit
from asn_desktop.domain import names, nip
from asn_desktop.services import reference, units
from asn_desktop.spreadsheets.writing import ColumnOut, SheetOut, write


@dataclass(frozen=True)
class Filter:
    """Empty means all; `archived` shows only those put aside. `sort` is a key of SORTS."""

    text: str = ""
    statuses: Sequence[str] = ()
    unit_id: int | None = None  # with all units below it
    golongan: Sequence[str] = ()
    jenis_jabatan: Sequence[str] = ()
    archived: bool = False
    sort: str = "name"
    descending: bool = False


class EmployeeRow(NamedTuple):
    id: int
    printed_name: str
    nip: str
    status: str
    golongan: str
    jabatan: str
    unit: str
    archived: bool


_RANK = select(ReferenceItem.position).where(
    ReferenceItem.kind == "golongan", ReferenceItem.code == Person.golongan
)
SORTS: dict[str, ColumnElement[Any]] = {
    "name": Person.name_key.expression,
    "nip": Person.nip.expression,
    "jabatan": Person.jabatan.expression,
    "unit": select(Unit.name_key).where(Unit.id == Person.unit_id).scalar_subquery(),
    "golongan": _RANK.scalar_subquery(),
}


def _chosen(session: Session, wanted: Filter, *, by_index: bool = True) -> Select[Any]:
    archived = Person.archived if by_index else func.coalesce(Person.archived, None)
    query = select(Person.id).where(archived.is_(wanted.archived))
    if wanted.statuses:
        query = query.where(Person.status.in_(wanted.statuses))
    if wanted.golongan:
        query = query.where(Person.golongan.in_(wanted.golongan))
    if wanted.jenis_jabatan:
        query = query.where(Person.jenis_jabatan.in_(wanted.jenis_jabatan))
    if wanted.unit_id is not None:
        query = query.where(Person.unit_id.in_(units.subtree_ids(session, wanted.unit_id)))
    return query


def ids(session: Session, wanted: Filter, limit: int | None = None) -> list[int]:
    """Ids in order; with `limit` the first of them, fast enough for every key typed."""
    keys: list[ColumnElement[Any]] = [SORTS[wanted.sort]]
    if wanted.sort != "name":
        keys.append(SORTS["name"])
    keys.append(Person.id.expression)
    order = [k.desc() if wanted.descending else k.asc() for k in keys]

    def ordered(by_index: bool) -> Select[Any]:
        return _chosen(session, wanted, by_index=by_index).order_by(*order)

    return search.people(session, ordered, wanted.text, limit)


def count(session: Session, wanted: Filter) -> int:
    if wanted.text.strip():
        return len(ids(session, wanted))
    return session.scalar(select(func.count()).select_from(_chosen(session, wanted).subquery())) or 0


def page(session: Session, wanted: Sequence[int]) -> list[EmployeeRow]:
    """The rows of these ids, in their order; ids that are gone are left out."""
    found: dict[int, EmployeeRow] = {}
    for start in range(0, len(wanted), CHUNK):
        query = (
            select(
                Person.id,
                Person.name,
                Person.gelar_depan,
                Person.gelar_belakang,
                Person.nip,
                Person.status,
                Person.golongan,
                Person.jabatan,
                func.coalesce(Unit.name, Person.instansi),
                Person.archived,
            )
            .outerjoin(Unit, Unit.id == Person.unit_id)
            .where(Person.id.in_(wanted[start : start + CHUNK]))
        )
        for key, name, front, back, number, *rest in session.execute(query):
            found[key] = EmployeeRow(key, names.printed(name, front, back), number or "", *rest)
    return [found[key] for key in wanted if key in found]


def quick(session: Session, text: str, limit: int = 8) -> list[EmployeeRow]:
    """For the search box of the window."""
    return page(session, ids(session, Filter(text), limit)) if text.strip() else []


def describe(session: Session, wanted: Filter) -> str:
    """The filter in words, as it is printed under a list."""

    def named(kind: str, codes: Sequence[str]) -> str:
        known = reference.names(session, kind)
        return ", ".join(known.get(c, c) for c in codes)

    parts = []
    if wanted.text.strip():
        parts.append(f"pencarian “{wanted.text.strip()}”")
    if wanted.statuses:
        parts.append(f"status {', '.join(wanted.statuses)}")
    if wanted.unit_id is not None:
        unit = session.get(Unit, wanted.unit_id)
        parts.append(f"{unit.name} beserta unit di bawahnya" if unit else "unit yang sudah dihapus")
    if wanted.golongan:
        parts.append(f"golongan {', '.join(wanted.golongan)}")
    if wanted.jenis_jabatan:
        parts.append(f"jenis jabatan {named('jenis_jabatan', wanted.jenis_jabatan)}")
    if wanted.archived:
        parts.append("hanya yang diarsipkan")
    return "; ".join(parts) or "semua pegawai aktif"


def export(session: Session, wanted: Filter, path: Path) -> int:
    """What is shown, as Excel; returns how many rows."""
    columns = [
        ColumnOut("No", 6, "number"),
        ColumnOut("Nama", 38),
        ColumnOut("NIP", 24),
        ColumnOut("Status", 10),
        ColumnOut("Golongan", 10),
        ColumnOut("Jabatan", 40),
        ColumnOut("Unit kerja", 44),
    ]
    rows = page(session, ids(session, wanted))
    lines = [
        (n, r.printed_name, nip.spaced(r.nip), r.status, r.golongan, r.jabatan, r.unit)
        for n, r in enumerate(rows, 1)
    ]
    notes = ["Daftar pegawai", f"Yang ditampilkan: {describe(session, wanted)}; {len(rows)} orang"]
    write(path, [SheetOut("Pegawai", columns, lines, notes)])
    return len(rows)
