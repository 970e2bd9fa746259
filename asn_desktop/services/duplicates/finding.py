"""Finds records that may be one person, and remembers those that are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import DistinctPeople, Person
from asn_desktop.domain import likeness, names
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services import employees
from asn_desktop.services.duplicates.blocks import blocks
from asn_desktop.services.duplicates.compare import evidence
from asn_desktop.services.duplicates.people import Traits, bearers, everybody

Progress = Callable[[int, int, str], bool]
SURE, LIKELY, OUTSIDER = "pasti", "mungkin", "luar"
EVERY = 50_000  # possible pairs between two reports of progress


class Pair(NamedTuple):
    """`kind` is SURE, OUTSIDER (one has no NIP and is no civil servant) or LIKELY. `group` numbers people who
    hang together by pairs, `members` counts them.
    """

    a_id: int
    b_id: int
    a_name: str  # printed
    b_name: str
    a_nip: str
    b_nip: str
    a_unit: str
    b_unit: str
    score: int
    reasons: tuple[str, ...]
    sure: bool
    kind: str
    group: int
    members: int

    @property
    def id(self) -> tuple[int, int]:
        return self.a_id, self.b_id


class _Found(NamedTuple):
    a: Traits
    b: Traits
    verdict: likeness.Verdict


def find(session: Session, progress: Progress | None = None) -> list[Pair]:
    """The likest first; what a clerk has called two people is left out. Raises Cancelled."""
    people = everybody(session)
    known = session.connection().execute(select(DistinctPeople.low_id, DistinctPeople.high_id))
    apart = {(low, high) for low, high in known}
    found = _compare(people, apart, progress)
    groups, members = _groups(found)
    shown = {i for f in found for i in (f.a.id, f.b.id)}
    rows = {row.id: row for row in employees.page(session, sorted(shown))}
    pairs = [
        Pair(
            f.a.id,
            f.b.id,
            rows[f.a.id].printed_name,
            rows[f.b.id].printed_name,
            rows[f.a.id].nip,
            rows[f.b.id].nip,
            rows[f.a.id].unit or "",
            rows[f.b.id].unit or "",
            f.verdict.score,
            f.verdict.reasons,
            f.verdict.sure,
            SURE if f.verdict.sure else OUTSIDER if f.a.is_outsider != f.b.is_outsider else LIKELY,
            groups[f.a.id],
            members[groups[f.a.id]],
        )
        for f in found
    ]
    return sorted(pairs, key=lambda p: (not p.sure, -p.score, p.a_id, p.b_id))


def _compare(people: list[Traits], apart: set[tuple[int, int]], progress: Progress | None) -> list[_Found]:
    heard = bearers(people)
    seen: set[tuple[int, int]] = set(apart)
    found: list[_Found] = []
    tell(progress, 0, len(people), "Mengelompokkan nama")
    wanted = blocks(people)
    done, told, total = 0, 0, sum(block.size for block in wanted)
    for block in wanted:
        for one, other in block.pairs():
            a, b = (one, other) if one.id < other.id else (other, one)
            if (a.id, b.id) in seen:
                continue
            seen.add((a.id, b.id))
            count = max(heard[a.heard], heard[b.heard])
            if (e := evidence(a, b, count, likeness.LEAST_NAME)) is None:
                continue
            verdict = likeness.judge(e)
            if verdict.score >= likeness.LEAST_SCORE:
                found.append(_Found(a, b, verdict))
        done += block.size
        if done - told >= EVERY:
            told = done
            tell(progress, done, total, f"{len(found)} pasangan mirip")
    return found


def tell(progress: Progress | None, done: int, total: int, text: str) -> None:
    if progress and not progress(done, total, text):
        raise Cancelled


def _groups(found: Sequence[_Found]) -> tuple[dict[int, int], dict[int, int]]:
    """The group of each person (named by its lowest id), and how many are in it."""
    above: dict[int, int] = {}

    def top(person: int) -> int:
        while above.setdefault(person, person) != person:
            above[person] = above[above[person]]
            person = above[person]
        return person

    for f in found:
        low, high = sorted((top(f.a.id), top(f.b.id)))
        above[high] = low
    groups = {person: top(person) for person in above}
    members: dict[int, int] = {}
    for group in groups.values():
        members[group] = members.get(group, 0) + 1
    return groups, members


def set_apart(session: Session, a_id: int, b_id: int) -> str:
    """Remember that these are two people; returns the label of the action."""
    low, high = sorted((a_id, b_id))
    people = [session.get(Person, i) for i in (low, high)]
    if low == high or None in people:
        raise UserError("Salah satu data ini sudah tidak ada lagi. Cari data ganda sekali lagi.")
    known = select(DistinctPeople.id).where(DistinctPeople.low_id == low, DistinctPeople.high_id == high)
    if session.scalar(known) is None:
        session.add(DistinctPeople(low_id=low, high_id=high))
        session.flush()
    told = [names.printed(p.name, p.gelar_depan, p.gelar_belakang) for p in people if p]
    return f"Bukan orang yang sama: {told[0]} dan {told[1]}"
