"""What the database knows already, gathered once for a whole list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import FormerNip, Person, ReferenceItem, Unit
from asn_desktop.domain import dates, names
from asn_desktop.domain.headers import FIELDS
from asn_desktop.services.imports.codes import codes_of

CODED = ("agama", "kawin", "kedudukan", "jenis_jabatan", "pendidikan")
_COLUMNS = [c for c in Person.__table__.columns if c.key != "archived"]
_KEYS = [c.key for c in _COLUMNS]


@dataclass
class Known:
    """`people` by NIP, `former` NIP -> present NIP, `units` id -> name, `items` kind -> code -> name."""

    people: dict[str, Mapping[str, Any]]
    without_nip: list[Mapping[str, Any]]
    former: dict[str, str]
    units: dict[int, str]
    items: dict[str, dict[str, str]]

    @cached_property
    def by_identity(self) -> dict[tuple[str, date], Mapping[str, Any]]:
        """People by name and birth date."""
        everybody = [*self.people.values(), *self.without_nip]
        return {(p["name_key"], p["birth_date"]): p for p in everybody if p["birth_date"]}

    @cached_property
    def by_nik(self) -> dict[str, Mapping[str, Any]]:
        return {p["nik"]: p for p in [*self.people.values(), *self.without_nip] if p["nik"]}

    def shown(self, column: str, value: Any) -> str:
        """A value of a person as the clerk reads it."""
        if value is None or value == "":
            return ""
        if isinstance(value, date):
            return dates.short(value)
        if column == "sex":
            return {"L": "Laki-laki", "P": "Perempuan"}.get(value, str(value))
        if column in CODED:
            return self.items.get(column, {}).get(value, str(value))
        return str(value)


def label(column: str) -> str:
    return FIELDS.get(column, column)


def _items(session: Session) -> dict[str, dict[str, str]]:
    items: dict[str, dict[str, str]] = {kind: {} for kind in CODED}
    wanted = select(ReferenceItem.kind, ReferenceItem.code, ReferenceItem.name)
    for kind, code, name in session.execute(wanted.where(ReferenceItem.kind.in_(CODED))):
        items[kind][code] = name
    return items


def codes(session: Session) -> dict[str, dict[str, str]]:
    """Kind -> what people write -> code."""
    return {kind: codes_of(kind, items) for kind, items in _items(session).items()}


def load(session: Session) -> Known:
    people: dict[str, Mapping[str, Any]] = {}
    without_nip: list[Mapping[str, Any]] = []
    by_id: dict[int, str] = {}
    for row in session.execute(select(*_COLUMNS)):
        person = dict(zip(_KEYS, row, strict=True))
        if nip := person["nip"]:
            people[nip] = person
            by_id[person["id"]] = nip
        else:
            without_nip.append(person)
    former = {
        nip: by_id[person_id]
        for nip, person_id in session.execute(select(FormerNip.nip, FormerNip.person_id))
        if person_id in by_id
    }
    known_units = {row.id: row.name for row in session.execute(select(Unit.id, Unit.name))}
    return Known(people, without_nip, former, known_units, _items(session))


def same_person(known: Known, values: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Somebody with another NIP who has this NIK, or this name and birth date."""
    if not known.people and not known.without_nip:
        return None
    if found := known.by_nik.get(values.get("nik", "")):
        return found
    return known.by_identity.get((names.key(values["name"]), values["birth_date"]))
