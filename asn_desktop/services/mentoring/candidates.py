"""Who may be proposed as a mentor, and what is known of pairs so far."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import CompetenceLevel, Mentee, MentoringPair, MentoringProgramme, Person
from asn_desktop.domain import golongan, names, nip, retirement
from asn_desktop.domain.mentoring.matching import ANY
from asn_desktop.domain.retirement import Ages
from asn_desktop.domain.typed import clean, sought
from asn_desktop.services import units
from asn_desktop.services.mentoring.fitness import ALIVE
from asn_desktop.services.mentoring.people import CHUNK
from asn_desktop.services.nominations.ranking import ACTIVE, NO_AGENCY, STATUSES, ages

LEAST_DIGITS = 8  # of a cell that is taken for a NIP
Agencies = Mapping[int, tuple[int, str]]  # id and name of the perangkat daerah by unit


@dataclass(frozen=True)
class Pool:
    """Who may be proposed as a mentor: of a unit and those below it, of at least this golongan, by words."""

    unit_id: int | None = None
    least_golongan: str = ""
    text: str = ""
    wish: str = ANY  # a key of domain.mentoring.matching.WISHES


_COLUMNS = (
    *(Person.id, Person.name, Person.name_key, Person.gelar_depan, Person.gelar_belakang, Person.nip),
    *(Person.golongan, Person.jabatan, Person.jenis_jabatan, Person.birth_date, Person.unit_id),
    Person.tmt_cpns,
)


def mentors(session: Session, pool: Pool, agencies: Agencies, until: date) -> list[Row[Any]]:
    """Active civil servants of the pool who are still in service after the day `until`."""
    query = select(*_COLUMNS).where(
        Person.archived.is_(False), Person.status.in_(STATUSES), Person.kedudukan.in_(ACTIVE)
    )
    everybody: list[Row[Any]] = list(session.execute(query))
    office_ages = ages(session)
    within = units.subtree_ids(session, pool.unit_id) if pool.unit_id is not None else None
    wanted = [word.casefold() for word in sought(pool.text)]
    return [
        row
        for row in everybody
        if (within is None or row.unit_id in within)
        and not is_below(row.golongan, pool.least_golongan)
        and (not wanted or _contains(row, agencies.get(row.unit_id, NO_AGENCY)[1], wanted))
        and not _has_left(row, office_ages, until)
    ]


def is_below(own: str, least: str) -> bool:
    """Of PNS only: the golongan of PPPK are another ladder."""
    return bool(least) and golongan.kind(own) == "PNS" and golongan.rank(own) < golongan.rank(least)


def _contains(row: Row[Any], agency: str, wanted: list[str]) -> bool:
    where = f"{row.name} {row.name_key} {row.nip or ''} {row.jabatan} {agency}".casefold()
    return all(word in where for word in wanted)


def _has_left(row: Row[Any], office_ages: Ages, until: date) -> bool:
    if row.birth_date is None:
        return False
    years = retirement.age(row.jenis_jabatan, row.jabatan, office_ages)
    return retirement.day(row.birth_date, years) <= until


def rows(session: Session, ids: Sequence[int]) -> list[Row[Any]]:
    """The same of these people, whoever they are."""
    found: list[Row[Any]] = []
    for part in history.chunks(Person.__table__.c.id, ids):
        found += list(session.execute(select(*_COLUMNS).where(part)))
    return found


class Pasted(NamedTuple):
    """`unknown` are texts that name nobody of the staff list."""

    ids: tuple[int, ...]
    unknown: tuple[str, ...]


def by_nips(session: Session, text: str) -> Pasted:
    """The people of a pasted list: each line (or cell) with 8 digits or more is taken for a NIP."""
    given = [
        cell for cell in re.split(r"[\t\r\n;,]+", clean(text)) if len(re.findall(r"\d", cell)) >= LEAST_DIGITS
    ]
    digits = {nip.clean(cell): " ".join(cell.split())[:40] for cell in given}
    known: dict[str, int] = {}
    numbers = list(digits)
    for start in range(0, len(numbers), CHUNK):
        query = select(Person.nip, Person.id).where(
            Person.nip.in_(numbers[start : start + CHUNK]), Person.archived.is_(False)
        )
        known |= {number or "": person for number, person in session.execute(query)}
    unknown = tuple(words for number, words in digits.items() if number not in known)
    return Pasted(tuple(dict.fromkeys(known[number] for number in digits if number in known)), unknown)


def with_levels(session: Session) -> set[int]:
    """The people of whom any level of competence is known."""
    return set(session.scalars(select(CompetenceLevel.person_id).distinct()))


def loads(session: Session, programme_id: int) -> dict[int, int]:
    """Mentees each mentor has now in this programme."""
    query = (
        select(MentoringPair.mentor_id, func.count())
        .join(Mentee, Mentee.pair_id == MentoringPair.id)
        .where(
            MentoringPair.programme_id == programme_id,
            MentoringPair.state.in_(ALIVE),
            Mentee.left_on.is_(None),
        )
        .group_by(MentoringPair.mentor_id)
    )
    return dict(session.execute(query).all())


def together(session: Session, programme_id: int, mentee_ids: Sequence[int]) -> dict[tuple[int, int], str]:
    """The name of the last programme by (mentor, mentee), but for pairs that are alive in this one."""
    query = (
        select(MentoringPair.mentor_id, Mentee.person_id, MentoringProgramme.name)
        .join(Mentee, Mentee.pair_id == MentoringPair.id)
        .join(MentoringProgramme, MentoringProgramme.id == MentoringPair.programme_id)
        .where((MentoringPair.programme_id != programme_id) | MentoringPair.state.not_in(ALIVE))
        .order_by(MentoringPair.starts_on)
    )
    return {
        (mentor, mentee): name
        for part in history.chunks(Mentee.__table__.c.person_id, mentee_ids)
        for mentor, mentee, name in session.execute(query.where(part))
    }


def paired(session: Session, programme_id: int, mentee_ids: Sequence[int]) -> dict[int, str]:
    """The mentor's name of those who have a pair here that is prepared or runs."""
    query = (
        select(Mentee.person_id, Person.name, Person.gelar_depan, Person.gelar_belakang)
        .join(MentoringPair, MentoringPair.id == Mentee.pair_id)
        .join(Person, Person.id == MentoringPair.mentor_id)
        .where(
            MentoringPair.programme_id == programme_id,
            MentoringPair.state.in_(ALIVE),
            Mentee.left_on.is_(None),
        )
    )
    wanted = set(mentee_ids)
    return {one: names.printed(*name) for one, *name in session.execute(query) if one in wanted}
