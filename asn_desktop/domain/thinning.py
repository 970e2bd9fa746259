"""Which backups may go: all of 48 hours stay, one a day for 30 days, one a month for 12 months.

The clock of an office PC is not to be trusted, so nothing is measured against "now". Backups stand in the
order of their serial numbers, and days and months are counted as far as backups were made on them: a clock
that jumps by years is one more day, and an office that is closed for a year loses nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

WHOLE_DAYS = 3  # 48 hours touch three days
DAYS = 30
MONTHS = 12
TOLERANCE = timedelta(hours=1)  # a clock that is set right goes back by less; by more it has jumped


class Kept(Protocol):
    @property
    def serial(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def branch(self) -> str: ...
    @property
    def ok(self) -> bool: ...


T = TypeVar("T", bound=Kept)


def superfluous(backups: Iterable[T]) -> list[T]:
    """Backups that may be deleted, oldest first. One that is not `ok` is neither counted nor deleted.

    `branch` differs before and after each restore: the last state of each branch stays, and the days of one
    never stand in for those of another, so a restore pushes nothing out.
    """
    good = sorted((b for b in backups if b.ok), key=lambda b: (b.serial, b.at), reverse=True)
    stretches = _stretches(good)
    days = [(b.at.year, b.at.month, b.at.day) for b in good]
    months = [(b.at.year, b.at.month) for b in good]
    stays: set[int] = set()
    whole = _newest(stretches, WHOLE_DAYS)
    stays.update(i for i, stretch in enumerate(stretches) if stretch in whole)
    for named, count in ((days, DAYS), (months, MONTHS)):
        newest = _newest(named, count)
        stays.update(
            _first([(b.branch, n) if n in newest else None for b, n in zip(good, named, strict=True)])
        )
    stays.update(_first([b.branch for b in good]))
    top = good[0].serial if good else 0
    stays.update(i for i, b in enumerate(good) if _is_milestone(top, b.serial))
    return [b for i, b in enumerate(good) if i not in stays][::-1]


def _stretches(good: Sequence[Kept]) -> list[tuple[int, date]]:
    """The day of each backup (newest first), told apart from the same day before the clock went back.

    A dead battery makes every day the same day; without this none of them would ever be thinned.
    """
    told: list[tuple[int, date]] = []
    jumps, later = 0, None
    for backup in good:
        if later is not None and later < backup.at - TOLERANCE:
            jumps += 1
        later = backup.at
        told.append((jumps, backup.at.date()))
    return told


def _newest(named: Sequence[Hashable], count: int) -> set[Hashable]:
    """The first so many different ones."""
    return set(list(dict.fromkeys(named))[:count])


def _first(named: Sequence[Hashable | None]) -> Iterable[int]:
    """Where each name but None stands first."""
    seen: dict[Hashable, int] = {}
    for i, name in enumerate(named):
        if name is not None:
            seen.setdefault(name, i)
    return seen.values()


def _is_milestone(top: int, serial: int) -> bool:
    """One backup stays of every age from 2 to the n to twice that, counted in backups and not by the clock.

    The multiples of a power of two are those of the one below it too: what stays once stayed all along.
    """
    age = top - serial
    return age == 0 or serial % (1 << (age.bit_length() - 1)) == 0
