"""How often a pair meets, as the clerk chooses it and as a rule of recurrence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from asn_desktop.domain import recurrence
from asn_desktop.domain.recurrence import MONTHLY, WEEKLY, Rule, RuleError

WEEK, FORTNIGHT, MONTH = "minggu", "dua_minggu", "bulan"
EVERY = {WEEK: "Setiap minggu", FORTNIGHT: "Dua minggu sekali", MONTH: "Sebulan sekali"}
_RULES = {WEEK: "FREQ=WEEKLY", FORTNIGHT: "FREQ=WEEKLY;INTERVAL=2", MONTH: "FREQ=MONTHLY"}  # without days yet
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


def every(text: str) -> str:
    """A key of EVERY for a stored rule, also for one without days; empty for no such rule."""
    parts = dict(part.partition("=")[::2] for part in text.split(";"))
    told = (parts.get("FREQ", ""), parts.get("INTERVAL", "1"))
    return {(WEEKLY, "1"): WEEK, (WEEKLY, "2"): FORTNIGHT, (MONTHLY, "1"): MONTH}.get(told, "")


def agreed(chosen: str, stored: str = "") -> str:
    """The rule to keep: `stored` where it is as often as `chosen` already, else one without days."""
    return stored if stored and every(stored) == chosen else _RULES.get(chosen, "")


def read(text: str) -> Rhythm | None:
    """What a stored rule means here; None for an empty one and for one no pair meets by.

    One agreed before its days are chosen has those of the usual rhythm.
    """
    if text in _RULES.values():
        return Rhythm(every(text))
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
