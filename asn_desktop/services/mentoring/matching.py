"""Usulan pasangan: for each mentee the mentors who fit best, with points in words; the clerk decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row
from sqlalchemy.orm import Session

from asn_desktop.db.tables import MentoringProgramme
from asn_desktop.domain import competences as positions
from asn_desktop.domain import golongan, names
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.mentoring import matching
from asn_desktop.domain.mentoring.matching import Lack, Rules, Seeker, Who
from asn_desktop.domain.need import Reason
from asn_desktop.services import competences, units
from asn_desktop.services.competences import Level
from asn_desktop.services.mentoring import candidates, pairs, programmes
from asn_desktop.services.mentoring.candidates import Agencies, Pool
from asn_desktop.services.mentoring.pairs import MenteeForm
from asn_desktop.services.nominations.ranking import NO_AGENCY

MOST_WEIGHED, LEAST_MENTORS = 100_000, 1000  # pairs that are weighed within a second
BEST = 10  # candidates that are told of each mentee


class Candidate(NamedTuple):
    mentor_id: int
    name: str  # printed
    nip: str
    golongan: str
    jabatan: str
    unit: str  # the perangkat daerah
    score: int
    parts: tuple[Reason, ...]
    is_junior: bool

    @property
    def id(self) -> int:
        """Of its row on a screen."""
        return self.mentor_id

    @property
    def why(self) -> str:
        return "; ".join(reason.told for reason in self.parts)


class Proposed(NamedTuple):
    """`suggested` is the mentor of the whole assignment, None where nobody is free or a pair is there.

    `paired_with` names the mentor of a pair that is prepared or runs.
    """

    mentee_id: int
    name: str
    nip: str
    golongan: str
    jabatan: str
    unit: str
    lacks: str
    paired_with: str
    candidates: tuple[Candidate, ...]
    suggested: int | None

    @property
    def id(self) -> int:
        """Of its row on a screen."""
        return self.mentee_id


class Matching(NamedTuple):
    """`considered` of `fitting` mentors were weighed: the limit keeps it quick."""

    proposed: tuple[Proposed, ...]
    considered: int
    fitting: int
    most_mentees: int


class Chosen(NamedTuple):
    """What the clerk decided for a mentee; score and reasons are kept with the pair."""

    mentee_id: int
    mentor_id: int
    score: int | None = None
    reasons: tuple[str, ...] = ()


class _Office(NamedTuple):
    """What is asked once for all people."""

    agencies: Agencies
    loads: Mapping[int, int]
    levels: Mapping[int, Mapping[str, Level]]
    today: date

    def who(self, row: Row[Any]) -> Who:
        levels = {code: found.level for code, found in self.levels.get(row.id, {}).items()}
        months = matching.months_of_service(row.tmt_cpns, row.nip or "", self.today)
        agency = self.agencies.get(row.unit_id, NO_AGENCY)[0]
        return Who(row.id, row.golongan, months, agency, levels, self.loads.get(row.id, 0))

    def agency(self, row: Row[Any]) -> str:
        return self.agencies.get(row.unit_id, NO_AGENCY)[1]


def propose(
    session: Session,
    programme_id: int,
    mentee_ids: Sequence[int],
    pool: Pool,
    today: date,
    *,
    taken: Mapping[int, int] = {},
) -> Matching:
    """In the order of `mentee_ids`. Never oneself, nobody retired, archived or leaving before the programme
    ends; who is to get a mentor here is not proposed as one. Equals come by golongan, service and name.
    `taken` are mentors already decided, by mentee: they take up room, and are suggested as they are.
    """
    programme = session.get_one(MentoringProgramme, programme_id)
    agencies = units.agencies(session)
    wanted, until = set(mentee_ids), max(programme.ends_on, today)
    fitting = [row for row in candidates.mentors(session, pool, agencies, until) if row.id not in wanted]
    people = {row.id: row for row in candidates.rows(session, mentee_ids)}
    most = max(LEAST_MENTORS, MOST_WEIGHED // max(1, len(people)))
    mentors = _foremost(fitting, candidates.with_levels(session), most, today)
    levels = competences.latest(session, [*people, *(row.id for row in mentors)])
    office = _Office(agencies, candidates.loads(session, programme_id), levels, today)
    rules = Rules(programme.most_mentees, pool.wish, candidates.together(session, programme_id, mentee_ids))
    asked = _Asked(session, programme_id)
    seekers = [
        matching.seeker(office.who(row), asked.lacks(row, office.levels.get(row.id, {})), rules)
        for row in (people[one] for one in mentee_ids if one in people)
    ]
    told = [office.who(row) for row in mentors]
    lists = [matching.ranked(mentee, told) for mentee in seekers]
    paired = candidates.paired(session, programme_id, mentee_ids)
    place_of = {one.id: place for place, one in enumerate(told)}
    own = [place_of.get(taken.get(one.who.id, 0)) for one in seekers]
    open_lists = [
        [] if mentee.who.id in paired or place is not None else found
        for mentee, found, place in zip(seekers, lists, own, strict=True)
    ]
    given = matching.assign(
        open_lists, lambda place: rules.most_mentees - told[place].load - own.count(place)
    )
    given = [first if first is not None else place for first, place in zip(own, given, strict=True)]

    def candidate(mentee: Seeker, points: int, place: int) -> Candidate:
        row, one = mentors[place], told[place]
        junior = matching.is_junior(mentee.who.golongan, one.golongan)
        return Candidate(*_named(row, office), points, matching.reasons(mentee, one), junior)

    def proposed(mentee: Seeker, found: matching.Ranked, place: int | None) -> Proposed:
        best = list(found[:BEST])
        if place is not None and all(place != other for _points, other in best):
            best.append(next(one for one in found if one[1] == place))
        return Proposed(
            *_named(people[mentee.who.id], office),
            _lacking(mentee),
            paired.get(mentee.who.id, ""),
            tuple(candidate(mentee, points, other) for points, other in best),
            None if place is None else told[place].id,
        )

    return Matching(
        tuple(proposed(*one) for one in zip(seekers, lists, given, strict=True)),
        len(mentors),
        len(fitting),
        rules.most_mentees,
    )


def _named(row: Row[Any], office: _Office) -> tuple[int, str, str, str, str, str]:
    name = names.printed(row.name, row.gelar_depan, row.gelar_belakang)
    return row.id, name, row.nip or "", row.golongan, row.jabatan, office.agency(row)


def _lacking(mentee: Seeker) -> str:
    told = [f"{lack.name} {lack.level}→{lack.standard}" for lack in mentee.lacks if lack.missing]
    if not mentee.lacks:
        return "standar tidak diketahui"
    return ", ".join(told) or "memenuhi standar"


class _Asked:
    """What is asked of mentees: by the programme, or where it names no competence, by their position."""

    def __init__(self, session: Session, programme_id: int) -> None:
        self._names = competences.names(session)
        self._standards = competences.standards(session)
        aimed = programmes.competences(session, programme_id)
        self._aimed = aimed or tuple(programmes.AimedAt(code) for code in self._names)

    def lacks(self, row: Row[Any], levels: Mapping[str, Level]) -> list[Lack]:
        usual = positions.standard_of(row.jenis_jabatan, row.jabatan, self._standards)
        found = []
        for one in self._aimed:
            known = levels.get(one.competence)
            named = (one.competence, self._names.get(one.competence, one.competence))
            level = known.level if known else None
            found.append(matching.lack_of(named, one.standard or usual, level, one.present))
        return [lack for lack in found if lack is not None]


def _foremost(fitting: list[Row[Any]], known: Set[int], most: int, today: date) -> list[Row[Any]]:
    """Whose levels are known first, then the most senior."""

    def key(row: Row[Any]) -> tuple[Any, ...]:
        months = matching.months_of_service(row.tmt_cpns, row.nip or "", today) or 0
        return row.id not in known, -golongan.rank(row.golongan), -months, row.name_key, row.id

    return sorted(fitting, key=key)[:most]


def accept(
    session: Session, programme_id: int, chosen: Sequence[Chosen], today: date, clerk: str = ""
) -> list[int]:
    """Make the pairs, mentees of one mentor as one group; returns their ids. UserError, InvalidInput."""
    if not chosen:
        raise UserError("Belum ada pasangan yang dipilih. Tandai mentee, lalu terima usulannya.")
    usual = pairs.blank(session, programme_id, today, clerk)
    groups: dict[int, list[Chosen]] = {}
    for one in chosen:
        groups.setdefault(one.mentor_id, []).append(one)
    made = []
    for mentor_id, members in groups.items():
        scores = [one.score for one in members if one.score is not None]
        form = replace(
            usual,
            mentor_id=mentor_id,
            mentees=tuple(MenteeForm(one.mentee_id) for one in members),
            score=sum(scores) / len(scores) if scores else None,
            reasons=tuple(dict.fromkeys(reason for one in members for reason in one.reasons)),
        )
        made.append(pairs.save(session, form, today))
    return made
