"""Who has how many JP in a year and who lacks how many: each person, and each perangkat daerah."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Person, Unit
from asn_desktop.domain.conversion import Targets
from asn_desktop.domain.typed import sought
from asn_desktop.services import collector, employees, units
from asn_desktop.services.employees import Filter
from asn_desktop.services.ledger.credits import Sum, sums, targets

CIVIL_SERVANTS = ("PNS", "CPNS", "PPPK")
FEW = 2000  # people; beyond, the sums of everybody are quicker than those of each
LACKING, REACHED, NOTHING = STATES = ("kurang", "terpenuhi", "kosong")
IN_WORDS = {LACKING: "Belum terpenuhi", REACHED: "Terpenuhi", NOTHING: "Tanpa JP sama sekali"}
SORTS = ("name", "nip", "jabatan", "unit", "golongan", "jp", "lacking")


@dataclass(frozen=True)
class Wanted:
    """Empty means all civil servants who are not archived. `state` is one of STATES."""

    year: int
    text: str = ""
    unit_id: int | None = None
    statuses: Sequence[str] = ()
    state: str = ""
    sort: str = "name"
    descending: bool = False


class LedgerRow(NamedTuple):
    id: int  # of the person
    printed_name: str
    nip: str
    status: str
    golongan: str
    jabatan: str
    unit: str
    trainings: int
    jp: int
    target: int
    lacking: int
    warning: str

    @property
    def state(self) -> str:
        return REACHED if not self.lacking else LACKING if self.jp else NOTHING


class AgencyRow(NamedTuple):
    """`mean` is JP a head; people without a unit are one line of their own with id 0."""

    id: int
    name: str
    people: int
    attended: int
    reached: int
    jp: int

    @property
    def percent(self) -> float:
        return 100 * self.reached / self.people if self.people else 0.0

    @property
    def mean(self) -> float:
        return self.jp / self.people if self.people else 0.0


NO_UNIT = "(tanpa unit kerja)"


def ids(session: Session, wanted: Wanted, limit: int | None = None) -> list[int]:
    """People in the order wished for."""
    by_sum = wanted.sort in ("jp", "lacking")
    if not (by_sum or wanted.state):
        return employees.ids(session, _people(wanted), limit)
    with collector.resting():
        found = employees.ids(session, _people(wanted))
        earned = sums(session, wanted.year, found if len(found) <= FEW else None)
        ruled = targets(session)
        on_contract = {*session.scalars(select(Person.id).where(Person.status == "PPPK"))}
        nothing = Sum()
        jp = {person: earned.get(person, nothing)[0] for person in found}
        lacks = {
            person: max(0, (ruled.pppk if person in on_contract else ruled.pns) - has)
            for person, has in jp.items()
        }
    if wanted.state:
        keeps = _KEEPS[wanted.state]
        found = [person for person in found if keeps(jp[person], lacks[person])]
    if by_sum:
        found.sort(key=(jp if wanted.sort == "jp" else lacks).__getitem__, reverse=wanted.descending)
    return found[:limit]


_KEEPS: dict[str, Callable[[int, int], bool]] = {
    LACKING: lambda _jp, lacking: lacking > 0,
    REACHED: lambda _jp, lacking: not lacking,
    NOTHING: lambda jp, lacking: not jp and lacking > 0,
}


def page(session: Session, year: int, people: Sequence[int]) -> list[LedgerRow]:
    """The rows of these people, in their order."""
    return [*_rows(session, people, sums(session, year, people), targets(session))]


def everyone(session: Session, wanted: Wanted) -> list[LedgerRow]:
    """All rows at once, for what is written to a file."""
    return page(session, wanted.year, ids(session, wanted))


def agencies(
    session: Session, year: int, text: str = "", statuses: Sequence[str] = (), state: str = ""
) -> list[AgencyRow]:
    """Each perangkat daerah with the units below it, by name. `state` kurang: where not all reached it."""
    query = select(Person.id, Person.unit_id, Person.status, Person.archived)  # all, as they lie on the disk
    with collector.resting():
        top, ruled, earned = units.agencies(session), targets(session), sums(session, year)
        wanted = {status: ruled.of(status) for status in statuses or CIVIL_SERVANTS}
        lines: dict[int | None, list[int]] = defaultdict(lambda: [0, 0, 0, 0])  # by unit
        nothing = Sum()
        for person, unit_id, status, archived in session.connection().execute(query).all():
            if archived or status not in wanted:
                continue
            line, (jp, trainings) = lines[unit_id], earned.get(person, nothing)
            line[0] += 1
            line[1] += trainings > 0
            line[2] += jp >= wanted[status]
            line[3] += jp
    names = {0: NO_UNIT}
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for unit_id, line in lines.items():
        agency, names[agency] = top.get(unit_id or 0, (0, NO_UNIT))
        found[agency] = [a + b for a, b in zip(found[agency], line, strict=True)]
    words = sought(text.casefold())
    rows = [AgencyRow(agency, names[agency], *line) for agency, line in found.items()]
    rows = [row for row in rows if all(word in row.name.casefold() for word in words)]
    if state:
        rows = [row for row in rows if (row.reached == row.people) == (state == REACHED)]
    return sorted(rows, key=lambda row: (row.id == 0, row.name.casefold()))


def describe(session: Session, wanted: Wanted) -> str:
    """The filter in words, as it is printed under a list."""
    parts = [f"tahun {wanted.year}"]
    if wanted.text.strip():
        parts.append(f"pencarian “{wanted.text.strip()}”")
    if wanted.unit_id is not None:
        unit = session.get(Unit, wanted.unit_id)
        parts.append(f"{unit.name} beserta unit di bawahnya" if unit else "unit yang sudah dihapus")
    if wanted.statuses:
        parts.append(f"status {', '.join(wanted.statuses)}")
    if wanted.state:
        parts.append(IN_WORDS[wanted.state].lower())
    return "; ".join(parts)


def _people(wanted: Wanted) -> Filter:
    statuses = [status for status in wanted.statuses if status in CIVIL_SERVANTS] or CIVIL_SERVANTS
    sort, descending = wanted.sort, wanted.descending
    if sort in ("jp", "lacking"):
        sort, descending = "name", False
    return Filter(wanted.text, statuses, wanted.unit_id, sort=sort, descending=descending)


def _rows(
    session: Session, people: Sequence[int], earned: dict[int, Sum], ruled: Targets
) -> Iterator[LedgerRow]:
    nothing: Any = Sum()
    for row in employees.page(session, people):
        has = earned.get(row.id, nothing)
        yield LedgerRow(
            *row[:7],
            has.trainings,
            has.jp,
            ruled.of(row.status),
            ruled.lacking(row.status, has.jp),
            ruled.warning(row.status, has.jp),
        )
