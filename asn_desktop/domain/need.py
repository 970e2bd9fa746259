"""How much a person needs a training: points that can be followed, each with its reason in words.

The points are a choice of this program, not of any regulation; the clerk decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from asn_desktop.domain import dates

FOR_JP = 40  # who has no JP at all this year
FOR_A_LEVEL = 6  # of five
NEVER_ATTENDED = 20
SEATS_LEFT = 10
SEATS_GONE = -30
RETIRING = -1000  # behind everybody else


class Reason(NamedTuple):
    words: str
    points: int

    @property
    def told(self) -> str:
        return f"{self.words} ({self.points:+d})" if self.points else self.words


@dataclass(frozen=True)
class Facts:
    """`jp` of this year and the `target`; `gap` 1 to 5 or None; `attended` the last year of this training;
    `seats_left` of the perangkat daerah, None without a quota; `retires_on` only within twelve months.
    """

    jp: int = 0
    target: int = 20
    gap: int | None = None
    attended: int | None = None
    seats_left: int | None = None
    retires_on: date | None = None


@lru_cache(maxsize=4096)  # thousands of people share few facts
def reasons(facts: Facts) -> tuple[Reason, ...]:
    """What speaks for this person, then what speaks against."""
    found = []
    if (missing := facts.target - facts.jp) > 0:
        points = round(FOR_JP * missing / facts.target)
        found.append(Reason(f"kurang {missing} JP dari target {facts.target} JP", points))
    else:
        found.append(Reason(f"target JP terpenuhi ({facts.jp} JP)", 0))
    if facts.gap:
        found.append(Reason(f"kesenjangan kompetensi {facts.gap} tingkat", FOR_A_LEVEL * min(facts.gap, 5)))
    if facts.attended is None:
        found.append(Reason("belum pernah mengikuti pelatihan ini", NEVER_ATTENDED))
    else:
        found.append(Reason(f"pernah mengikuti pelatihan ini tahun {facts.attended}", 0))
    if facts.seats_left is not None:
        if facts.seats_left > 0:
            found.append(Reason(f"kuota perangkat daerahnya masih {facts.seats_left} kursi", SEATS_LEFT))
        else:
            found.append(Reason("kuota perangkat daerahnya sudah penuh", SEATS_GONE))
    if facts.retires_on is not None:
        found.append(Reason(f"pensiun {dates.long(facts.retires_on)}, jadi ditempatkan terakhir", RETIRING))
    return tuple(found)


def score(given: tuple[Reason, ...]) -> int:
    return sum(reason.points for reason in given)
