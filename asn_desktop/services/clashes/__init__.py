"""Clashes of trainers, rooms, people and classes, over all repeats, each with what is free near it."""

from asn_desktop.services.clashes.finding import find, groups, of_event, wanted_of
from asn_desktop.services.clashes.wanted import (
    CLASS,
    KINDS,
    MIDNIGHT,
    PEOPLE,
    ROOM,
    TRAINER,
    WHOLE,
    Clash,
    Group,
    Option,
    Wanted,
    day_words,
    hours,
)

__all__ = [
    "CLASS",
    "KINDS",
    "MIDNIGHT",
    "PEOPLE",
    "ROOM",
    "TRAINER",
    "WHOLE",
    "Clash",
    "Group",
    "Option",
    "Wanted",
    "day_words",
    "find",
    "groups",
    "hours",
    "of_event",
    "wanted_of",
]
