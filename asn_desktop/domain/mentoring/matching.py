"""How well a mentor fits a mentee: points that can be followed, each with its reason in words.

The points are a choice of this program, not of any regulation; the clerk decides.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from asn_desktop.domain import golongan
from asn_desktop.domain.need import Reason

FOR_COMPETENCES = 50  # who masters all that is lacking
FOR_A_STEP, MOST_STEPS = 4, 3  # of golongan above the mentee
JUNIOR = -25
FOR_A_YEAR, MOST_YEARS = 1, 10  # of service more than the mentee
FOR_THE_UNIT = 15
FREE, FULL = 10, -40
TOGETHER = -10
OLDEST_YEAR = 1940  # of an appointment; before it a NIP is a slip of the pen
SAME, OTHER, ANY = "sama", "lain", "bebas"
WISHES = {ANY: "Unit bebas", SAME: "Perangkat daerah sama", OTHER: "Perangkat daerah lain"}


class Lack(NamedTuple):
    """Of one competence. `source` says where the mentee's `level` is from: tercatat, program, anggapan."""

    competence: str
    name: str
    standard: int
    level: int
    source: str = "tercatat"

    @property
    def missing(self) -> int:
        return max(0, self.standard - self.level)


class Who(NamedTuple):
    """`months` of service, None when not known; `levels` by competence, `load` are mentees now."""

    id: int
    golongan: str
    months: int | None
    agency_id: int | None
    levels: Mapping[str, int]
    load: int = 0


class Rules(NamedTuple):
    """`together` has the name of the earlier programme by (mentor, mentee)."""

    most_mentees: int = 3
    wish: str = ANY
    together: Mapping[tuple[int, int], str] = {}


def lack_of(
    competence: tuple[str, str], standard: int | None, level: int | None, present: int | None
) -> Lack | None:
    """None where no standard is known. Without a level that of the programme counts, else one too low."""
    if standard is None:
        return None
    if level is not None:
        return Lack(*competence, standard, level)
    if present is not None:
        return Lack(*competence, standard, present, "program")
    return Lack(*competence, standard, standard - 1, "anggapan")


def months_of_service(tmt_cpns: date | None, nip: str, today: date) -> int | None:
    """By the TMT CPNS, else by the digits of the NIP (of a PPPK only the year is known)."""
    if tmt_cpns is not None:
        return max(0, (today.year - tmt_cpns.year) * 12 + today.month - tmt_cpns.month)
    if len(nip) != 18 or not (nip.isascii() and nip.isdigit()):
        return None
    month = int(nip[12:14])
    year, month = int(nip[8:12]), month if 1 <= month <= 12 else 1
    if year < OLDEST_YEAR:
        return None
    return max(0, (today.year - year) * 12 + today.month - month)


@dataclass(frozen=True, slots=True)
class Seeker:
    """A mentee, ready to be held against thousands: `tables` has points by level of the mentor, 0 unknown."""

    who: Who
    lacks: tuple[Lack, ...]
    tables: tuple[tuple[str, tuple[int, ...]], ...]
    rules: Rules


def seeker(who: Who, lacks: Sequence[Lack], rules: Rules) -> Seeker:
    missing = sum(lack.missing for lack in lacks)
    tables = tuple(
        (lack.competence, tuple(_for_level(lack, level, missing) for level in range(6)))
        for lack in lacks
        if lack.missing
    )
    return Seeker(who, tuple(lacks), tables, rules)


def _for_level(lack: Lack, level: int, missing: int) -> int:
    gained = min(level, lack.standard) - lack.level
    return round(FOR_COMPETENCES * gained / missing) if level and gained > 0 else 0


def score(mentee: Seeker, mentor: Who) -> int:
    """The sum of the points of `reasons`, without their words."""
    levels, rules = mentor.levels, mentee.rules
    total = 0
    for code, table in mentee.tables:
        total += table[levels.get(code, 0)]
    total += _for_grade(mentee.who.golongan, mentor.golongan)
    total += _for_service(mentee.who.months, mentor.months)
    total += _for_unit(rules.wish, mentee.who.agency_id, mentor.agency_id)
    total += _for_load(mentor.load, rules.most_mentees)
    if rules.together and (mentor.id, mentee.who.id) in rules.together:
        total += TOGETHER
    return total


def is_junior(mentee: str, mentor: str) -> bool:
    """By golongan; PNS and PPPK are not held against each other."""
    return _for_grade(mentee, mentor) == JUNIOR


_GRADES: dict[tuple[str, str], int] = {
    (low, high): JUNIOR if place_high < place_low else FOR_A_STEP * min(place_high - place_low, MOST_STEPS)
    for ladder in (list(golongan.PANGKAT), golongan.PPPK)
    for place_low, low in enumerate(ladder)
    for place_high, high in enumerate(ladder)
}


def _for_grade(mentee: str, mentor: str) -> int:
    return _GRADES.get((mentee, mentor), 0)


def _for_service(mentee: int | None, mentor: int | None) -> int:
    if mentee is None or mentor is None or mentor <= mentee:
        return 0
    return FOR_A_YEAR * min((mentor - mentee) // 12, MOST_YEARS)


def _for_unit(wish: str, mentee: int | None, mentor: int | None) -> int:
    if wish == ANY or mentee is None or mentor is None:
        return 0
    return FOR_THE_UNIT if (mentee == mentor) == (wish == SAME) else 0


def _for_load(load: int, most: int) -> int:
    return FULL if load >= most else round(FREE * (most - load) / most)


def reasons(mentee: Seeker, mentor: Who) -> tuple[Reason, ...]:
    """All that was weighed, in the order of a reading: competences, seniority, unit, load, earlier pairs."""
    found = [*_of_competences(mentee, mentor), *_of_seniority(mentee.who, mentor)]
    same = mentee.who.agency_id is not None and mentee.who.agency_id == mentor.agency_id
    words = "perangkat daerah sama" if same else "perangkat daerah lain"
    if mentee.who.agency_id is None or mentor.agency_id is None:
        words = "perangkat daerah tidak diketahui"
    wished = {SAME: ", diutamakan yang sama", OTHER: ", diutamakan yang lain"}.get(mentee.rules.wish, "")
    points = _for_unit(mentee.rules.wish, mentee.who.agency_id, mentor.agency_id)
    found.append(Reason(words + wished, points))
    most = mentee.rules.most_mentees
    told = f"sedang membimbing {mentor.load} dari paling banyak {most} mentee"
    found.append(Reason(told, _for_load(mentor.load, most)))
    if programme := mentee.rules.together.get((mentor.id, mentee.who.id)):
        found.append(Reason(f"pernah berpasangan pada {programme}", TOGETHER))
    return tuple(found)


def _of_competences(mentee: Seeker, mentor: Who) -> Iterator[Reason]:
    tables = dict(mentee.tables)
    for lack in mentee.lacks:
        if lack.competence not in tables:
            continue
        level = mentor.levels.get(lack.competence, 0)
        said = f"{lack.name}: mentor {level}" if level else f"{lack.name}: tingkat mentor belum diketahui"
        source = {"program": " menurut program", "anggapan": " (anggapan)"}.get(lack.source, "")
        words = f"{said}, mentee {lack.level}{source}, standar {lack.standard}"
        yield Reason(words, tables[lack.competence][level])
    if not mentee.lacks:
        yield Reason("standar kompetensi mentee tidak diketahui", 0)
    elif not tables:
        yield Reason("mentee sudah memenuhi standar kompetensi", 0)


def _of_seniority(mentee: Who, mentor: Who) -> Iterator[Reason]:
    pair = (mentee.golongan, mentor.golongan)
    points = _for_grade(*pair)
    if pair not in _GRADES:
        yield Reason("golongan tidak dibandingkan (PNS dan PPPK, atau belum diketahui)", 0)
    elif points == JUNIOR:
        yield Reason(f"golongan mentor {mentor.golongan} di bawah mentee {mentee.golongan}", points)
    elif points:
        yield Reason(f"golongan mentor {mentor.golongan} di atas mentee {mentee.golongan}", points)
    else:
        yield Reason(f"golongan sama ({mentor.golongan})", 0)
    if mentee.months is None or mentor.months is None:
        yield Reason("masa kerja belum diketahui", 0)
        return
    more = (mentor.months - mentee.months) // 12
    told = f"masa kerja {mentor.months // 12} tahun"
    if more > 0:
        told += f", {more} tahun lebih lama"
    elif mentor.months < mentee.months:
        told += ", lebih singkat daripada mentee"
    yield Reason(told, _for_service(mentee.months, mentor.months))


Ranked = Sequence[tuple[int, int]]  # (score, place of the mentor), best first


def ranked(mentee: Seeker, mentors: Sequence[Who]) -> Ranked:
    """All mentors but the mentee, best first; equals in the order they were given."""
    own = mentee.who.id
    found = [(-score(mentee, one), place) for place, one in enumerate(mentors) if one.id != own]
    found.sort()
    return [(-points, place) for points, place in found]


def assign(lists: Sequence[Ranked], room: Callable[[int], int]) -> list[int | None]:
    """The place of a mentor for each mentee, best score first until the mentor's `room` is used.

    Greedy: it does not look for the best sum over everybody.
    """
    left: dict[int, int] = {}
    given: list[int | None] = [None] * len(lists)
    queue = [(-found[0][0], mentee, 0) for mentee, found in enumerate(lists) if found]
    heapq.heapify(queue)
    while queue:
        _points, mentee, step = heapq.heappop(queue)
        place = lists[mentee][step][1]
        free = left.setdefault(place, room(place))
        if free > 0:
            left[place] = free - 1
            given[mentee] = place
        elif step + 1 < len(lists[mentee]):
            heapq.heappush(queue, (-lists[mentee][step + 1][0], mentee, step + 1))
    return given
