"""Which meetings of mentoring earn JP, and why the others do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from asn_desktop.domain.mentoring import words


class CreditRule(NamedTuple):
    """Of a programme. `form` is the code of the form of learning; `most_a_month` 0 means any number."""

    form: str
    jp: int  # of one meeting
    most_a_month: int = 0
    least_minutes: int = 0
    basis: str = ""


class Met(NamedTuple):
    """A meeting as one person sees it; `starts` is HH:MM or empty."""

    id: int
    day: date
    starts: str
    minutes: int | None
    state: str
    present: bool
    rule: CreditRule


class CountedMeeting(NamedTuple):
    """`jp` 0: it does not count. `reason` tells in words why it does or does not. `attended`: it was held and
    the person was there.
    """

    meeting_id: int
    day: date
    jp: int
    reason: str
    attended: bool = True

    @property
    def counts(self) -> bool:
        return self.jp > 0


def counted(meetings: Iterable[Met]) -> list[CountedMeeting]:
    """All meetings of ONE person, in any order; the answer is by day and hour.

    A place of the month is taken, for each form of learning, by every meeting that fulfils the other
    conditions, whichever programme it belongs to: the first ones of the month count.
    """
    places: Counter[tuple[str, int, int]] = Counter()
    found = []
    for one in sorted(meetings, key=lambda m: (m.day, m.starts, m.id)):
        jp, reason = 0, lacking(one)
        if not reason:
            month = (one.rule.form, one.day.year, one.day.month)
            places[month] += 1
            jp, reason = _by_place(one.rule, places[month])
        attended = one.state == words.HELD and one.present
        found.append(CountedMeeting(one.id, one.day, jp, reason, attended))
    return found


def lacking(one: Met) -> str:
    """Why it cannot count whatever else was in its month; "" when it can."""
    if one.state == words.PLANNED:
        return "Baru direncanakan."
    if one.state != words.HELD:
        return "Pertemuan batal."
    if not one.present:
        return "Tidak hadir."
    if (one.minutes or 0) < one.rule.least_minutes:
        return f"Hanya {one.minutes or 0} menit; dihitung mulai {one.rule.least_minutes} menit."
    if not one.rule.jp:
        return "Program ini tidak memberi JP."
    return ""


def _by_place(rule: CreditRule, place: int) -> tuple[int, str]:
    here, most = f"Pertemuan ke-{place} bulan ini", rule.most_a_month
    if most and place > most:
        return 0, f"{here}; dihitung paling banyak {most}."
    return rule.jp, f"{here}, {rule.jp} JP."


def unmet(meetings: Iterable[CountedMeeting]) -> str:
    """The reasons of those held that do not count, each day once: for a line of the ledger."""
    return "; ".join(f"{m.day:%d-%m-%Y}: {m.reason.rstrip('.')}" for m in meetings if not m.counts)
