"""Everybody's competences beside what the position asks for: who lacks what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import history as changes
from asn_desktop.db.tables import CompetenceLevel, Person
from asn_desktop.domain import competences
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import employees
from asn_desktop.services.competences import levels
from asn_desktop.services.competences.levels import Given, Level

UNKNOWN, KNOWN = "belum", "tercatat"


@dataclass(frozen=True)
class Wanted:
    """`lacking` is the code of a competence below the standard, `known` is UNKNOWN or KNOWN; empty: all."""

    people: employees.Filter
    lacking: str = ""
    known: str = ""


class PersonRow(NamedTuple):
    """`standard` of the position, None where its name does not tell; `fit` in per cent when all are known."""

    id: int
    name: str
    nip: str
    golongan: str
    jabatan: str
    unit: str
    standard: int | None
    levels: Mapping[str, Level]
    lacks: str
    fit: float | None

    @property
    def noted_on(self) -> date | None:
        return max((level.noted_on for level in self.levels.values()), default=None)


def ids(session: Session, wanted: Wanted, limit: int | None = None) -> list[int]:
    """In the order of the staff list."""
    if not wanted.lacking and not wanted.known:
        return employees.ids(session, wanted.people, limit)
    found = employees.ids(session, wanted.people)
    if wanted.known:
        known = set(session.scalars(select(CompetenceLevel.person_id).distinct()))
        found = [one for one in found if (one in known) == (wanted.known == KNOWN)]
    if wanted.lacking:
        asked, held = _standards(session, found), levels.latest(session, found, wanted.lacking)
        found = [
            one
            for one in found
            if (level := held.get(one, {}).get(wanted.lacking)) and competences.gap(asked[one], level.level)
        ]
    return found[:limit]


def page(session: Session, wanted: Sequence[int]) -> list[PersonRow]:
    """The rows of these people, in their order."""
    names, asked = levels.names(session), _standards(session, wanted)
    held = levels.latest(session, wanted)
    found = []
    for one in employees.page(session, wanted):
        own, standard = held.get(one.id, {}), asked.get(one.id)
        plain = {code: level.level for code, level in own.items()}
        lacks = [
            f"{name} {plain[code]}→{standard}"
            for code, name in names.items()
            if code in plain and competences.gap(standard, plain[code])
        ]
        told = (one.printed_name, one.nip, one.golongan, one.jabatan, one.unit)
        fit = competences.fit(plain, standard, list(names))
        found.append(PersonRow(one.id, *told, standard, own, ", ".join(lacks), fit))
    return found


def _standards(session: Session, people: Sequence[int]) -> dict[int, int | None]:
    table = levels.standards(session)
    return {
        person: competences.standard_of(kind, position, table)
        for chosen in changes.chunks(Person.__table__.c.id, people)
        for person, kind, position in session.execute(
            select(Person.id, Person.jenis_jabatan, Person.jabatan).where(chosen)
        )
    }


def record_many(
    session: Session, person_id: int, given: Mapping[str, int | None], about: Given, today: date
) -> int:
    """What was typed of one person, by code; empty levels are left alone. InvalidInput with codes as fields.

    `about` tells day, source and note; its competence and level do not count.
    """
    typed = {code: level for code, level in given.items() if level is not None}
    problems: dict[str, str] = {}
    for code, level in typed.items():
        found = levels.problems(session, about._replace(competence=code, level=level), today)
        problems |= {code if field == "level" else field: words for field, words in found.items()}
    if not typed:
        problems["level"] = "Isi tingkat paling sedikit satu kompetensi."
    if problems:
        raise InvalidInput(problems)
    for code, level in typed.items():
        levels.record(session, about._replace(person_id=person_id, competence=code, level=level), today)
    return len(typed)


def delete_last(session: Session, person_id: int) -> int:
    """What was noted last of this person: all levels of that day and source. UserError when there is none."""
    found = levels.history(session, person_id)
    if not found:
        raise UserError("Orang ini belum mempunyai catatan tingkat kompetensi. Tidak ada yang dihapus.")
    last = found[0]
    same = [one.id for one in found if (one.noted_on, one.source) == (last.noted_on, last.source)]
    return levels.delete(session, same)
