"""Lists of people: which ones, in what order, and the rows that are seen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from asn_desktop.db import search
from asn_desktop.db.history import CHUNK
from asn_desktop.db.search import Search
from asn_desktop.db.tables import Person, Unit
from asn_desktop.domain import names, nip
from asn_desktop.services import reference, units
from asn_desktop.spreadsheets.writing import ColumnOut, SheetOut, write


@dataclass(frozen=True)
class Filter:
    """Empty means all; `archived` shows only those put aside. `sort` is a key of `db.search.SORTS`."""

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


def _search(session: Session, wanted: Filter) -> Search:
    among: dict[str, Collection[Any]] = {}
    if wanted.statuses:
        among["status"] = wanted.statuses
    if wanted.golongan:
        among["golongan"] = wanted.golongan
    if wanted.jenis_jabatan:
        among["jenis_jabatan"] = wanted.jenis_jabatan
    if wanted.unit_id is not None:
        among["unit_id"] = units.subtree_ids(session, wanted.unit_id)
    return Search(wanted.text, among, wanted.archived, wanted.sort, wanted.descending)


def ids(session: Session, wanted: Filter, limit: int | None = None) -> list[int]:
    """Ids in order; with `limit` the first of them, fast enough for every key typed."""
    return search.people(session, _search(session, wanted), limit)


def count(session: Session, wanted: Filter) -> int:
    return search.count(session, _search(session, wanted))


def page(session: Session, wanted: Sequence[int]) -> list[EmployeeRow]:
    """The rows of these ids, in their order; ids that are gone are left out."""
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
        .where(Person.id.in_(bindparam("ids", expanding=True)))
    )
    found: dict[int, EmployeeRow] = {}
    for start in range(0, len(wanted), CHUNK):
        asked = {"ids": [*wanted[start : start + CHUNK]]}
        for key, name, front, back, number, *rest in session.connection().execute(query, asked).all():
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
        ColumnOut("No.", 6, "number"),
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
