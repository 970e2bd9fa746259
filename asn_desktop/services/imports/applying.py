"""Writes a checked list: one action, one undo step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnDefault, select
from sqlalchemy.orm import Session

from asn_desktop.db import history, images, search_filling
from asn_desktop.db.tables import Person, Unit
from asn_desktop.domain import names
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services import collector, units
from asn_desktop.services.imports.rows import BARU, BERUBAH, Checked, CheckedRow, Progress, Summary

CHUNK = 2000  # people between two reports of progress
TEXT = "Menyimpan pegawai"


def apply(session: Session, checked: Checked, progress: Progress | None = None) -> Summary:
    """Insert what is new, update what changed, with the units they need. Rejected rows are left out.

    Raises Cancelled when `progress` returns False, UserError when the data was changed since the check; then
    nothing is written.
    """
    with collector.resting():
        _write(session, checked, progress)
    return checked.counts


def _write(session: Session, checked: Checked, progress: Progress | None) -> None:
    new = [row for row in checked.rows if row.action == BARU]
    changed = [row for row in checked.rows if row.action == BERUBAH]
    _require_unchanged(session, checked, new)
    unit_ids = _units(session, [*new, *changed])
    total, done = len(new) + len(changed), 0
    given = {column for row in new for column in row.values}
    empty = {c: d for c, d in _defaults().items() if c in given} | {"name_key": "", "unit_id": None}
    with search_filling.at_once(session):
        for start in range(0, len(new), CHUNK):
            _report(progress, done, total)
            part = [empty | _person(row.values, unit_ids) for row in new[start : start + CHUNK]]
            history.insert_rows(session, Person, part)
            done += len(part)
    for start in range(0, len(changed), CHUNK):
        _report(progress, done, total)
        updates = [
            (row.person_id or 0, _person(row.values, unit_ids)) for row in changed[start : start + CHUNK]
        ]
        history.update_rows(session, Person, updates)
        done += len(updates)
    _report(progress, total, total)


def _defaults() -> dict[str, Any]:
    """What a column holds of a person whose cell is empty."""
    columns = images.table_of(Person).columns
    return {c.key: c.default.arg if isinstance(c.default, ColumnDefault) else None for c in columns}


def _person(values: Mapping[str, Any], unit_ids: Mapping[str, int]) -> dict[str, Any]:
    person = dict(values)
    person.pop("parent_unit", None)
    if "name" in person:
        person["name_key"] = names.key(person["name"])
    if "unit" in person:
        person["unit_id"] = unit_ids[person.pop("unit")]
    return person


def _units(session: Session, rows: Sequence[CheckedRow]) -> Mapping[str, int]:
    """Ids of all units named, made where they are missing, a new one below the parent that the list gives."""
    there = set(session.scalars(select(Unit.id)))
    parents: dict[str, str] = {}
    for row in rows:
        if "unit" in row.values:
            parents.setdefault(row.values["unit"], row.values.get("parent_unit", ""))
    ids = units.find_or_add_many(session, [*filter(None, dict.fromkeys(parents.values())), *parents])
    session.flush()
    below = {
        ids[name]: {"parent_id": ids[parent]}
        for name, parent in parents.items()
        if parent and ids[parent] != ids[name] and ids[name] not in there
    }
    history.update_rows(session, Unit, below.items())
    return ids


def _require_unchanged(session: Session, checked: Checked, new: Sequence[CheckedRow]) -> None:
    wanted = {row.nip for row in new}
    stale = False
    for person_id, nip, version in session.execute(select(Person.id, Person.nip, Person.version)):
        stale = stale or nip in wanted or checked.versions.get(person_id, version) != version
    if stale:
        raise UserError(
            "Data pegawai berubah sejak daftar ini diperiksa, jadi tidak ada yang diimpor. "
            "Periksa daftarnya sekali lagi, lalu impor."
        )


def _report(progress: Progress | None, done: int, total: int) -> None:
    if progress and not progress(done, total, TEXT):
        raise Cancelled
