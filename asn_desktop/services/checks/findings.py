"""What a check has found, in words, and how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeAlias

from asn_desktop.domain.errors import Cancelled
from asn_desktop.services.trail.naming import Key

Progress: TypeAlias = Callable[[int, int, str], bool]

DAMAGED, WRONG, NOTE = "rusak", "perhatian", "catatan"
SEVERITIES = {DAMAGED: "Rusak", WRONG: "Perlu perhatian", NOTE: "Catatan"}
MOST = 200  # findings of one part told one by one; the rest is counted


@dataclass(frozen=True)
class Finding:
    """`part` is a name of PARTS. `key` is the record, named `record`; `mendable` by `checks.mend`.

    A NOTE is worth knowing and no damage. `detail` are words of the database itself, for whoever helps.
    """

    part: str
    severity: str
    what: str
    todo: str
    record: str = ""
    key: Key | None = None
    mendable: bool = False
    detail: str = ""


Found: TypeAlias = Iterator[Callable[[], Finding]]
"""Found while reading, put into words later: only those that are told are worth looking up names for."""


class Part(NamedTuple):
    """One part of the check: its name, what was looked at, how many findings there were, seconds it took."""

    title: str
    looked_at: str
    found: int
    seconds: float


@dataclass(frozen=True)
class Report:
    """`findings` are told one by one; `untold` says of which part how many more there are.

    `anchored` says whether the end of the trail could be noted outside the database.
    """

    at: datetime
    length: int
    mark: str
    findings: tuple[Finding, ...]
    untold: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]
    anchored: bool = True

    @property
    def count(self) -> int:
        """Findings that are not mere notes."""
        told = sum(finding.severity != NOTE for finding in self.findings)
        return told + sum(number for _, number in self.untold)

    @property
    def good(self) -> bool:
        return not self.count

    @property
    def mendable(self) -> bool:
        return any(finding.mendable for finding in self.findings)


class Meter:
    """How far a check is, in rows. Raises Cancelled as soon as it is not wanted any more."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total = progress, max(total, 1)
        self._done, self._title = 0, ""

    def step(self, title: str) -> None:
        self._title = title
        self.tick(0)

    def tick(self, rows: int) -> None:
        self._done = min(self._done + rows, self._total)
        if self._progress and not self._progress(self._done, self._total, self._title):
            raise Cancelled
