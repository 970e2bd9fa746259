"""Which people are worth comparing: few of the 128 million pairs of 16,000 have anything in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import combinations
from typing import NamedTuple

from asn_desktop.domain import spelling
from asn_desktop.services.duplicates.people import Traits

FREQUENT = 300  # people with a word; one such word in common says nothing
LARGEST = 2000  # people with a key; more is a mistake of a list (a birth date for all) and not compared


class Block(NamedTuple):
    """People with something in common; with `loose`, only those are compared with all."""

    people: list[Traits]
    loose: list[Traits] | None = None

    @property
    def size(self) -> int:
        """How many pairs there are at most."""
        count = len(self.people)
        return count * (count - 1) // 2 if self.loose is None else len(self.loose) * count

    def pairs(self) -> Iterator[tuple[Traits, Traits]]:
        if self.loose is None:
            return combinations(self.people, 2)
        return ((a, b) for a in self.loose for b in self.people if a.id != b.id)


def blocks(people: list[Traits]) -> list[Block]:
    """A pair may be in several."""
    by_key: dict[Hashable, list[Traits]] = defaultdict(list)
    for person in people:
        for key in set(_keys(person)):
            by_key[key].append(person)
    tight = [Block(group) for group in by_key.values() if 1 < len(group) <= LARGEST]
    return [*tight, *_loose(people)]


def _keys(person: Traits) -> Iterator[Hashable]:
    for number in person.numbers:
        yield "nip", number
    if person.nik:
        yield "nik", person.nik
    for day in person.births:
        year, month = day.year, day.month
        if (month, day.day) != (
            1,
            1,
        ):  # the first of January is the birth date of many who do not know theirs
            yield "lahir", day
        for bone in _bones(person):  # a digit off, or day and month the other way round
            yield bone, year, month
            yield bone, year, "hari", day.day
            yield bone, "bulan", month, day.day
            yield bone, year, "tukar", min(month, day.day), max(month, day.day)
    if person.nip:  # written twice with a digit off: the rest is the same
        yield "ekor", person.nip[6:]
        yield "kepala", person.nip[:12]


def _bones(person: Traits) -> list[str]:
    return sorted({spelling.skeleton(word) for word in person.words if len(word) > 1})


def _loose(people: list[Traits]) -> Iterator[Block]:
    """Those without NIP or birth date beside all who share a rare word, two words, or a word and the unit."""
    by_word: dict[str, list[Traits]] = defaultdict(list)
    by_unit: dict[Hashable, list[Traits]] = defaultdict(list)
    for person in people:
        for bone in _bones(person):
            by_word[bone].append(person)
            if any(person.place):
                by_unit[person.place, bone].append(person)
    frequent = {bone for bone, group in by_word.items() if len(group) > FREQUENT}
    by_two: dict[tuple[str, str], list[Traits]] = defaultdict(list)
    for person in people:
        for two in combinations([bone for bone in _bones(person) if bone in frequent], 2):
            by_two[two].append(person)
    rare = (group for bone, group in by_word.items() if bone not in frequent)
    for group in (*rare, *by_unit.values(), *by_two.values()):
        if len(group) > 1 and (loose := [p for p in group if p.is_loose]):
            yield Block(group, loose)
