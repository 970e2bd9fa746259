"""Who needs a training most, with the reasons in words: a proposal, the clerk decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Event, Nomination, Participant, Person, TrainingNeed
from asn_desktop.domain import names, need, retirement
from asn_desktop.domain.need import Facts, Reason
from asn_desktop.domain.retirement import Ages
from asn_desktop.domain.typed import sought
from asn_desktop.services import ledger, rulings, units
from asn_desktop.services.nominations.seats import seats
from asn_desktop.services.results import MAIN_ROLE

STATUSES = ("PNS", "CPNS", "PPPK")
ACTIVE = ("", "01", "03", "15")  # kedudukan that may take part; who is on leave or retired may not
NO_AGENCY: tuple[int | None, str] = (None, "")
DECIDED = ("menunggu", "dipilih")


class Proposal(NamedTuple):
    """`state` is dilewati for who was passed over before, else empty."""

    person_id: int
    rank: int
    name: str  # printed
    nip: str
    golongan: str
    jabatan: str
    unit: str  # the perangkat daerah
    agency_id: int | None
    score: int
    reasons: tuple[Reason, ...]
    state: str

    @property
    def id(self) -> int:
        """Of its row on a screen."""
        return self.person_id

    @property
    def why(self) -> str:
        return "; ".join(reason.told for reason in self.reasons)


class _Office(NamedTuple):
    """What is asked once for all people."""

    jp: Mapping[int, int]
    gaps: Mapping[int, int]
    attended: Mapping[int, int]
    left: Mapping[int, int | None]
    targets: Mapping[str, int]
    ages: Ages
    today: date


def propose(
    session: Session,
    event_id: int,
    today: date,
    *,
    text: str = "",
    unit_id: int | None = None,
    most: int = 200,
) -> list[Proposal]:
    """Best first; who takes part, waits or was chosen is left out, who was passed over comes again, marked.

    `unit_id` keeps to one unit and those below it, `text` to names, NIP and units that contain all words.
    The rank is that among all, whatever is filtered.
    """
    event = session.get_one(Event, event_id)
    agency_of = units.agencies(session)
    free = seats(session, event_id)
    office = _Office(
        {person: found.jp for person, found in ledger.sums(session, event.ends_on.year).items()},
        dict(
            session.execute(
                select(TrainingNeed.person_id, TrainingNeed.gap).where(
                    TrainingNeed.training_id == event.training_id
                )
            ).all()
        ),
        _attended(session, event.training_id),
        {row.unit_id: row.left for row in free.quotas if row.seats is not None},
        {
            "PPPK": int(rulings.number(session, "target_jp_pppk")),
            "": int(rulings.number(session, "target_jp_pns")),
        },
        ages(session),
        today,
    )
    passed_over = set(
        session.scalars(
            select(Nomination.person_id).where(
                Nomination.event_id == event_id, Nomination.state == "dilewati"
            )
        )
    )
    found = []
    for row in _people(session, event_id):
        agency = agency_of.get(row.unit_id, NO_AGENCY)
        given = need.reasons(_facts(row, agency[0], office))
        found.append((-need.score(given), row.name_key, row.id, row, agency, given))
    found.sort(key=lambda f: f[:3])
    wanted = sought(text)
    within = units.subtree_ids(session, unit_id) if unit_id is not None else None
    chosen = []
    for rank, (points, _key, _id, row, agency, given) in enumerate(found, 1):
        if within is not None and row.unit_id not in within:
            continue
        if wanted and not _contains(row, agency[1], wanted):
            continue
        state = "dilewati" if row.id in passed_over else ""
        name = names.printed(row.name, row.gelar_depan, row.gelar_belakang)
        chosen.append(
            Proposal(
                row.id,
                rank,
                name,
                row.nip or "",
                row.golongan,
                row.jabatan,
                agency[1],
                agency[0],
                -points,
                given,
                state,
            )
        )
        if len(chosen) >= most:
            break
    return chosen


def ages(session: Session) -> Ages:
    """Of retirement, as the office has them."""
    years = {code: int(rulings.number(session, f"bup_{code}")) for code in ("jpt", "utama", "madya", "lain")}
    return Ages(years["jpt"], years["utama"], years["madya"], years["lain"])


def _people(session: Session, event_id: int) -> list[Row[Any]]:
    there = select(Participant.person_id).where(Participant.event_id == event_id)
    decided = select(Nomination.person_id).where(
        Nomination.event_id == event_id, Nomination.state.in_(DECIDED)
    )
    columns = (Person.id, Person.name, Person.name_key, Person.gelar_depan, Person.gelar_belakang, Person.nip)
    more = (
        Person.golongan,
        Person.jabatan,
        Person.jenis_jabatan,
        Person.status,
        Person.birth_date,
        Person.unit_id,
    )
    query = select(*columns, *more).where(
        Person.archived.is_(False),
        Person.status.in_(STATUSES),
        Person.kedudukan.in_(ACTIVE),
        Person.id.not_in(there),
        Person.id.not_in(decided),
    )
    return list(session.execute(query))


def _facts(row: Row[Any], agency_id: int | None, office: _Office) -> Facts:
    retires = None
    if row.birth_date is not None:
        years = retirement.age(row.jenis_jabatan, row.jabatan, office.ages)
        if retirement.is_within_a_year(row.birth_date, years, office.today):
            retires = retirement.day(row.birth_date, years)
    return Facts(
        office.jp.get(row.id, 0),
        office.targets["PPPK" if row.status == "PPPK" else ""],
        office.gaps.get(row.id),
        office.attended.get(row.id),
        office.left.get(agency_id) if agency_id is not None else None,
        retires,
    )


def _contains(row: Row[Any], agency: str, wanted: list[str]) -> bool:
    where = f"{row.name_key} {row.name} {row.nip or ''} {agency} {row.jabatan}".casefold()
    return all(word.casefold() in where for word in wanted)


def _attended(session: Session, training_id: int) -> dict[int, int]:
    """The last year in which each person finished this training, here or elsewhere under the same name."""
    query = (
        select(Participant.person_id, func.max(Event.ends_on))
        .join(Event, Event.id == Participant.event_id)
        .where(
            Event.training_id == training_id,
            Participant.role == MAIN_ROLE,
            or_(Participant.result == "lulus", Participant.result == ""),
        )
        .group_by(Participant.person_id)
    )
    return {person_id: last.year for person_id, last in session.execute(query)}
