"""How often a pair meets, as the clerk chooses it and as a rule of recurrence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asn_desktop.domain import recurrence
from asn_desktop.domain.recurrence import MONTHLY, WEEKLY, Rule, RuleError

WEEK, FORTNIGHT, MONTH = "minggu", "dua_minggu", "bulan"
EVERY = {WEEK: "Setiap minggu", FORTNIGHT: "Dua minggu sekali", MONTH: "Sebulan sekali"}
PLACES = {n: words.capitalize() for n, words in recurrence.PLACES.items()}


@dataclass(frozen=True)
class Rhythm:
    """`weekday` counts from Monday, 0; `nth` (-1: the last) is only of a month."""

    every: str = FORTNIGHT
    weekday: int = 1
    nth: int = 1


def rule(rhythm: Rhythm, until: date) -> Rule:
    if rhythm.every == MONTH:
        return Rule(MONTHLY, 1, (rhythm.weekday,), nth=rhythm.nth, until=until)
    return Rule(WEEKLY, 1 if rhythm.every == WEEK else 2, (rhythm.weekday,), until=until)


def read(text: str) -> Rhythm | None:
    """What a stored rule means here; None for an empty one and for one no pair meets by."""
    try:
        found = recurrence.read(text)
    except RuleError:
        return None
    if len(found.weekdays) != 1:
        return None
    if found.frequency == MONTHLY and found.interval == 1 and found.nth is not None:
        return Rhythm(MONTH, found.weekdays[0], found.nth)
    if found.frequency == WEEKLY and found.interval in (1, 2):
        return Rhythm(WEEK if found.interval == 1 else FORTNIGHT, found.weekdays[0])
    return None
