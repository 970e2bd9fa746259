"""What the clerk decided about those proposed: chosen, waiting, passed over – and why, kept on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Nomination, Person
from asn_desktop.domain import names
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import results, units
from asn_desktop.services.nominations.ranking import Proposal, propose
from asn_desktop.services.nominations.seats import seated, seats

STATES = {
    "diusulkan": "Diusulkan",
    "dipilih": "Dipilih",
    "menunggu": "Menunggu",
    "dilewati": "Dilewati",
}


class NominationRow(NamedTuple):
    id: int
    person_id: int
    name: str
    nip: str
    unit: str
    state: str
    rank: int  # in the waiting list; elsewhere the place among those proposed
    score: float
    why: str
    note: str
    decided_at: datetime | None


class Chosen(NamedTuple):
    added: int
    waiting: int
    passed_over: int
    reasons: tuple[str, ...]  # why somebody waits

    @property
    def sentence(self) -> str:
        told = [f"{self.added} orang menjadi peserta"]
        if self.waiting:
            told.append(f"{self.waiting} masuk daftar tunggu ({'; '.join(self.reasons)})")
        if self.passed_over:
            told.append(f"{self.passed_over} yang lebih membutuhkan tercatat dilewati")
        return ", ".join(told) + "."


def rows(session: Session, event_id: int) -> list[NominationRow]:
    """Waiting list first, in its order, then those passed over and those chosen."""
    agency_of = units.agencies(session)
    found = session.execute(
        select(Nomination, Person)
        .join(Person, Person.id == Nomination.person_id)
        .where(Nomination.event_id == event_id)
    )
    there = set(session.scalars(seated(event_id)))
    order = {"menunggu": 0, "diusulkan": 1, "dilewati": 2, "dipilih": 3}
    made = [
        NominationRow(
            n.id,
            p.id,
            names.printed(p.name, p.gelar_depan, p.gelar_belakang),
            p.nip or "",
            agency_of[p.unit_id][1] if p.unit_id else p.instansi,
            "dipilih" if n.state == "menunggu" and p.id in there else n.state,
            n.rank,
            n.score,
            "; ".join(map(str, n.reasons)),
            n.note,
            n.decided_at,
        )
        for n, p in found
    ]
    return sorted(made, key=lambda r: (order.get(r.state, 9), r.rank, r.name.casefold()))


def passed_over(proposals: Sequence[Proposal], chosen: Collection[int]) -> list[Proposal]:
    """Those who need it more than one of the chosen and were not chosen, nor are on record yet. Where the
    need is equal, the order of names decides nothing.
    """
    least = min((p.score for p in proposals if p.person_id in chosen), default=None)
    if least is None:
        return []
    return [p for p in proposals if p.score > least and p.person_id not in chosen and not p.state]


def choose(
    session: Session,
    event_id: int,
    person_ids: Collection[int],
    now: datetime,
    *,
    considered: Collection[int] = (),
    note: str = "",
    why_not: str = "",
) -> Chosen:
    """The chosen become participants as far as seats and quotas reach, in the order of their need; the
    others wait. Of those `considered`, whoever needs it more than the last one chosen is passed over, with
    `why_not` on record: InvalidInput on it where it is missing.
    """
    ranking = propose(session, event_id, now.date(), most=1_000_000)
    by_person = {p.person_id: p for p in ranking}
    asked = set(person_ids)
    wanted = [p for p in ranking if p.person_id in asked]
    if len(wanted) < len(asked):
        raise UserError(
            "Sebagian yang ditandai sudah menjadi peserta, sudah menunggu, atau tidak lagi memenuhi syarat. "
            "Muat ulang usulannya, lalu pilih lagi; belum ada yang diubah."
        )
    seen = set(considered)
    left_out = passed_over([p for p in ranking if p.person_id in seen], {p.person_id for p in wanted})
    if left_out and not why_not.strip():
        raise InvalidInput(
            {
                "why_not": f"{len(left_out)} orang yang lebih membutuhkan dilewati. Tulis alasannya; "
                "alasan ini disimpan."
            }
        )
    added, waiting = _seated(session, event_id, wanted)
    results.add_people(session, event_id, added)
    place, kept = _last_place(session, event_id), _kept(session, event_id)
    for person_id in added:
        _note(session, kept, by_person[person_id], "dipilih", note, now=now)
    for n, person_id in enumerate(waiting, place + 1):
        _note(session, kept, by_person[person_id], "menunggu", note or waiting[person_id], now=now, rank=n)
    for proposal in left_out:
        _note(session, kept, proposal, "dilewati", why_not.strip(), now=now)
    session.flush()
    return Chosen(len(added), len(waiting), len(left_out), tuple(dict.fromkeys(waiting.values())))


def _seated(session: Session, event_id: int, wanted: Sequence[Proposal]) -> tuple[list[int], dict[int, str]]:
    """Who gets a seat, and who does not with the reason."""
    free = seats(session, event_id)
    left = len(wanted) if free.left is None else free.left
    quota = {row.unit_id: row.left for row in free.quotas if row.left is not None}
    added: list[int] = []
    waiting: dict[int, str] = {}
    for proposal in wanted:
        agency = proposal.agency_id or 0
        if left <= 0:
            waiting[proposal.person_id] = "semua kursi terisi"
        elif quota.get(agency, 1) <= 0:
            waiting[proposal.person_id] = f"kuota {proposal.unit} penuh"
        else:
            added.append(proposal.person_id)
            left -= 1
            quota[agency] = quota.get(agency, len(wanted)) - 1
    return added, waiting


def pass_over(
    session: Session, event_id: int, person_ids: Collection[int], reason: str, now: datetime
) -> int:
    """Raises InvalidInput on `why_not` without a reason."""
    if not reason.strip():
        raise InvalidInput({"why_not": "Tulis alasan mengapa orang ini dilewati; alasan ini disimpan."})
    chosen = [p for p in propose(session, event_id, now.date(), most=1_000_000) if p.person_id in person_ids]
    kept = _kept(session, event_id)
    for proposal in chosen:
        _note(session, kept, proposal, "dilewati", reason.strip(), now=now)
    session.flush()
    return len(chosen)


def promote(session: Session, event_id: int, ids: Collection[int], now: datetime) -> int:
    """From the waiting list to the participants. Raises UserError when there are too few seats, or the quota
    of their perangkat daerah is full; who became a participant otherwise needs no other seat.
    """
    found = session.scalars(
        select(Nomination)
        .where(Nomination.event_id == event_id, Nomination.id.in_(ids), Nomination.state == "menunggu")
        .order_by(Nomination.rank)
    ).all()
    there = set(session.scalars(seated(event_id)))
    _must_fit(session, event_id, [n.person_id for n in found if n.person_id not in there])
    results.add_people(session, event_id, [n.person_id for n in found])
    for nomination in found:
        nomination.state, nomination.decided_at = "dipilih", now
        nomination.note = "; ".join(filter(None, (nomination.note, "naik dari daftar tunggu")))
    session.flush()
    return len(found)


def _must_fit(session: Session, event_id: int, person_ids: Collection[int]) -> None:
    free, agency_of = seats(session, event_id), units.agencies(session)
    if person_ids and free.left is not None and len(person_ids) > free.left:
        raise UserError(
            f"Kursi yang tersisa {max(0, free.left)}, padahal yang ditandai {len(person_ids)} orang. "
            "Tandai lebih sedikit, atau tambah jumlah kursi pada data kegiatan."
        )
    of = session.scalars(select(Person.unit_id).where(Person.id.in_(person_ids)))
    wanted = Counter(agency_of[unit_id][0] for unit_id in of if unit_id in agency_of)
    for row in free.quotas:
        if row.left is not None and wanted[row.unit_id] > row.left:
            raise UserError(
                f"Kuota {row.unit} tersisa {max(0, row.left)}, padahal yang ditandai "
                f"{wanted[row.unit_id]} orang. Tandai lebih sedikit, atau tambah kuotanya."
            )


def move(session: Session, event_id: int, nomination_id: int, step: int) -> None:
    """Up (-1) or down (1) in the waiting list."""
    waiting = list(
        session.scalars(
            select(Nomination)
            .where(Nomination.event_id == event_id, Nomination.state == "menunggu")
            .order_by(Nomination.rank, Nomination.id)
        )
    )
    at = next((n for n, row in enumerate(waiting) if row.id == nomination_id), -1)
    to = at + step
    if at < 0 or not 0 <= to < len(waiting):
        return
    waiting.insert(to, waiting.pop(at))
    for rank, row in enumerate(waiting, 1):
        row.rank = rank
    session.flush()


def forget(session: Session, ids: Collection[int]) -> int:
    """Off the list: the person is proposed again. Who was chosen stays a participant."""
    found = session.scalars(select(Nomination).where(Nomination.id.in_(ids))).all()
    for row in found:
        session.delete(row)
    session.flush()
    return len(found)


class _Kept(NamedTuple):
    """What is on record for an event, by person: asked once for all who are decided about."""

    event_id: int
    rows: dict[int, Nomination]


def _kept(session: Session, event_id: int) -> _Kept:
    found = session.scalars(select(Nomination).where(Nomination.event_id == event_id))
    return _Kept(event_id, {row.person_id: row for row in found})


def _note(
    session: Session,
    kept: _Kept,
    proposal: Proposal,
    state: str,
    note: str,
    *,
    now: datetime,
    rank: int = 0,
) -> None:
    row = kept.rows.get(proposal.person_id) or Nomination(
        event_id=kept.event_id, person_id=proposal.person_id
    )
    row.state, row.rank, row.score = state, rank or proposal.rank, float(proposal.score)
    row.reasons, row.note, row.decided_at = [r.told for r in proposal.reasons], note, now
    session.add(row)


def _last_place(session: Session, event_id: int) -> int:
    return (
        session.scalar(
            select(func.max(Nomination.rank)).where(
                Nomination.event_id == event_id, Nomination.state == "menunggu"
            )
        )
        or 0
    )
