"""What the reports of a programme count: levels before and after with people and spread, aims, load."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import NamedTuple


class Spread(NamedTuple):
    """Of levels: how many people, their mean, the lowest and highest, the standard deviation."""

    people: int
    mean: float
    low: int
    high: int
    deviation: float


def spread(levels: Sequence[int]) -> Spread | None:
    """None where there is no level at all."""
    if not levels:
        return None
    return Spread(len(levels), fmean(levels), min(levels), max(levels), pstdev(levels))


@dataclass(frozen=True)
class LevelChange:
    """Of one competence. `before` and `after` are of the same people: those seen at both ends.

    `only_before` and `only_after` count who has but one of them.
    """

    name: str
    standard: int | None
    before: Spread | None
    after: Spread | None
    higher: int = 0
    same: int = 0
    lower: int = 0
    only_before: int = 0
    only_after: int = 0
    meeting_standard: int = 0  # of those seen at the end

    @property
    def gained(self) -> float | None:
        return None if self.before is None or self.after is None else self.after.mean - self.before.mean


def change(name: str, standard: int | None, ways: Iterable[tuple[int | None, int | None]]) -> LevelChange:
    """`ways` are the levels at the beginning and the end, one of each person."""
    known = list(ways)
    both = [(a, b) for a, b in known if a is not None and b is not None]
    ends = [b for _a, b in known if b is not None]
    return LevelChange(
        name,
        standard,
        spread([a for a, _b in both]),
        spread([b for _a, b in both]),
        higher=sum(b > a for a, b in both),
        same=sum(b == a for a, b in both),
        lower=sum(b < a for a, b in both),
        only_before=sum(a is not None and b is None for a, b in known),
        only_after=sum(a is None and b is not None for a, b in known),
        meeting_standard=sum(b >= standard for b in ends) if standard else 0,
    )


@dataclass(frozen=True)
class PairLine:
    """One pair in a report; `state` in words."""

    mentor: str
    unit: str
    mentees: tuple[str, ...]
    state: str
    span: str
    meetings: int
    minutes: int
    jp: int
    aims: int
    reached: int
    open_actions: int
    mean: float | None = None  # of the marks of its mentees
    reason: str = ""  # why it was stopped
    programme: str = ""
    year: int = 0


@dataclass(frozen=True)
class AgencyLine:
    """A perangkat daerah: people from it, and meetings those mentees were at."""

    name: str
    mentors: int
    mentees: int
    finished: int
    meetings: int
    jp: int
    gained: float | None = None  # mean of levels gained, of those seen at both ends
    seen: int = 0  # how many levels that mean is of


@dataclass(frozen=True)
class MentorLine:
    name: str
    nip: str
    unit: str
    pairs: tuple[PairLine, ...]

    @property
    def mentees(self) -> int:
        return sum(len(one.mentees) for one in self.pairs)

    @property
    def meetings(self) -> int:
        return sum(one.meetings for one in self.pairs)


@dataclass(frozen=True)
class ProgrammeReport:
    """`rule` says in words how JP are credited; `months` are meetings held by month, oldest first."""

    name: str
    kind: str
    aim: str
    span: str
    state: str
    organiser: str
    basis: str
    rule: str
    pairs: tuple[PairLine, ...] = ()
    levels: tuple[LevelChange, ...] = ()
    months: tuple[tuple[str, int], ...] = ()
    agencies: tuple[AgencyLine, ...] = ()
    stop_reason: str = ""
    left: tuple[tuple[str, str], ...] = ()  # mentees who left early, and why

    @property
    def mentees(self) -> int:
        return sum(len(one.mentees) for one in self.pairs)
