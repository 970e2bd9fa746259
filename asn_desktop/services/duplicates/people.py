"""Everybody, read once, with what two records are compared by."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import FormerNip, Person
from asn_desktop.domain import likeness, spelling

_COLUMNS = (
    Person.id,
    Person.name_key,
    Person.nip,
    Person.nip_lama,
    Person.nik,
    Person.birth_date,
    Person.birth_place,
    Person.sex,
    Person.status,
    Person.unit_id,
    Person.instansi,
)


class Traits(NamedTuple):
    """`words` are the name as heard, `heard` the same in alphabetical order; `births` the birth date given
    and the one in the NIP; `numbers` every NIP the person has or had, those of nine digits too.
    """

    id: int
    name_key: str
    words: tuple[str, ...]
    heard: str
    nip: str
    numbers: frozenset[str]
    nik: str
    births: frozenset[date]
    nip_birth: date | None
    birth_place: str
    sex: str
    status: str
    place: tuple[int | None, str]  # unit, or institution of an outsider

    @property
    def is_outsider(self) -> bool:
        return self.status == "NON" and not self.nip

    @property
    def is_loose(self) -> bool:
        """Without NIP or birth date a namesake may well be the same person."""
        return not self.nip or not self.births


def everybody(session: Session) -> list[Traits]:
    """In the order of their ids; archived people too, since a double is often archived by mistake."""
    former: dict[int, set[str]] = defaultdict(set)
    for person_id, nip in session.connection().execute(select(FormerNip.person_id, FormerNip.nip)):
        former[person_id].add(nip)
    rows = session.connection().execute(select(*_COLUMNS).order_by(Person.id))
    return [_traits(row, former.get(row.id, set())) for row in rows]


def _traits(row: Row[*tuple[Any, ...]], former: set[str]) -> Traits:
    person_id, key, nip, nip_lama, nik, born, birth_place, sex, status, unit_id, instansi = row
    words = spelling.sounds(key)
    in_nip = likeness.nip_birth(nip or "")
    return Traits(
        person_id,
        key,
        words,
        " ".join(sorted(words)),
        nip or "",
        frozenset({n for n in (nip, nip_lama) if n} | former),
        nik,
        frozenset(day for day in (born, in_nip) if day),
        in_nip,
        birth_place.strip().casefold(),
        sex,
        status,
        (unit_id, "" if unit_id else instansi.strip().casefold()),
    )


def bearers(people: list[Traits]) -> Counter[str]:
    """How many sound alike."""
    return Counter(p.heard for p in people)
