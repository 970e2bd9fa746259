"""Finds people of the database by NIP, NIK, or likeness of name and unit."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import FormerNip, Person, Unit
from asn_desktop.domain import names
from asn_desktop.services import units
from asn_desktop.services.participants.rows import Candidate

LEAST_LIKENESS = 75  # of names; below it they are other people
STRONG_LIKENESS = 90
MOST_CANDIDATES = 5
NAME_WEIGHT, UNIT_WEIGHT = 0.8, 0.2
SURVIVING_DIGITS = 14  # of a NIP that Excel kept as a number: birth date and TMT


class Found(NamedTuple):
    id: int
    name: str  # printed
    name_key: str
    nip: str
    nik: str
    unit: str
    archived: bool


class People:
    """Everybody, indexed once for a whole list."""

    def __init__(self, session: Session) -> None:
        columns = (
            Person.id,
            Person.name,
            Person.gelar_depan,
            Person.gelar_belakang,
            Person.name_key,
            Person.nip,
        )
        rows = session.execute(
            select(*columns, Person.nik, Unit.name, Person.instansi, Person.archived).outerjoin(
                Unit, Unit.id == Person.unit_id
            )
        )
        self.by_id: dict[int, Found] = {}
        self.by_nip: dict[str, Found] = {}
        self.by_nik: dict[str, Found] = {}
        self._by_key: dict[str, list[Found]] = {}
        for person_id, name, front, back, key, nip, nik, unit, instansi, archived in rows:
            printed = names.printed(name, front, back)
            found = Found(person_id, printed, key, nip or "", nik, unit or instansi, archived)
            self.by_id[person_id] = found
            if nip:
                self.by_nip[nip] = found
            if nik:
                self.by_nik[nik] = found
            self._by_key.setdefault(_sorted_words(key), []).append(found)
        for nip, person_id in session.execute(select(FormerNip.nip, FormerNip.person_id)):
            self.by_nip.setdefault(nip, self.by_id[person_id])
        self._keys = list(self._by_key)
        self.units = {
            units.key(name): unit_id for unit_id, name in session.execute(select(Unit.id, Unit.name))
        }

    def candidates(
        self, key: str, unit: str, damaged_nip: str = "", least: int = LEAST_LIKENESS
    ) -> list[Candidate]:
        """Whose name is like `key`, best first. What is left of a damaged NIP only ranks them."""
        words = _sorted_words(key)
        where = units.key(unit)
        likely = process.extract(words, self._keys, scorer=fuzz.ratio, limit=10, score_cutoff=least)
        found = [
            Candidate(p.id, p.name, p.nip, p.unit, _score(likeness, where, p, damaged_nip))
            for like, likeness, _ in likely
            for p in self._by_key[like]
        ]
        return sorted(found, key=lambda c: (-c.score, c.name, c.person_id))[:MOST_CANDIDATES]

    def exact(self, candidates: list[Candidate], key: str, unit: str) -> int | None:
        """The one who has the very name and the very unit, if there is only one."""
        same = [
            c.person_id
            for c in candidates
            if self.by_id[c.person_id].name_key == key and units.key(c.unit) == units.key(unit)
        ]
        return same[0] if len(same) == 1 else None


def _sorted_words(key: str) -> str:
    """So that the order of words does not count."""
    return " ".join(sorted(key.split()))


def _score(likeness: float, where: str, person: Found, damaged_nip: str) -> int:
    score = likeness
    if where and person.unit:
        score = NAME_WEIGHT * likeness + UNIT_WEIGHT * fuzz.ratio(where, units.key(person.unit))
    if damaged_nip:
        score += 10 if person.nip[:SURVIVING_DIGITS] == damaged_nip[:SURVIVING_DIGITS] else -10
    return max(0, min(100, round(score)))
