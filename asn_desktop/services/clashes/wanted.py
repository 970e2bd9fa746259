"""What is asked of the calendar, and what stands in its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from asn_desktop.domain import clock, dates
from asn_desktop.domain.calendar import DAYS

MIDNIGHT, WHOLE = "00:00", "24:00"
TRAINER, ROOM, PEOPLE, CLASS = "narasumber", "ruang", "peserta", "kelas"
KINDS = {TRAINER: "Narasumber", ROOM: "Ruang", PEOPLE: "Peserta", CLASS: "Kelas"}
TOLD = 2  # alternatives of each sort that are put into words


@dataclass(frozen=True)
class Wanted:
    """One session that shall be, or (without times) a whole day.

    `event_id` names an event that exists: its participants are looked at too. `occurrence` tells events apart
    that do not exist yet. `seats` and `subject` are used to name rooms and trainers that would do as well.
    """

    day: date
    starts: str = MIDNIGHT
    ends: str = WHOLE
    room_id: int | None = None
    trainer_ids: tuple[int, ...] = ()
    event_id: int | None = None
    class_name: str = ""
    session_id: int | None = None
    occurrence: int = 0
    seats: int = 0
    subject: str = ""

    @property
    def same_event(self) -> tuple[int | None, int]:
        return self.event_id, self.occurrence


class Option(NamedTuple):
    """What is free near a clash. `sort` is room, trainer, hour or day; the same sort and key are the same
    remedy. `one` says it for one clash, `every` for all clashes with a series.
    """

    sort: str
    key: int | str
    one: str
    every: str


class Clash(NamedTuple):
    """`what` is the trainer, room, people or class wanted twice; day and times are of what was asked.
    `with_event_id` None: with another session of what was asked, or `with_mentoring`.
    """

    kind: str  # key of KINDS
    what: str
    day: date
    starts: str
    ends: str
    with_event_id: int | None
    with_title: str
    with_series_id: int | None
    with_series: str
    with_starts: str
    with_ends: str
    session_id: int | None = None  # of what was asked
    options: tuple[Option, ...] = ()
    with_mentoring: bool = False

    @property
    def is_own(self) -> bool:
        """With another session of what was asked."""
        return self.with_event_id is None and not self.with_mentoring

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The nearest of each sort, in words."""
        return tuple(option.one for option in nearest(self.options))

    @property
    def words(self) -> str:
        """`Ruang Aula, Selasa, 4 Agustus 2026 pukul 08.00–10.15: dipakai Bimtek · II pukul 08.00–12.00`"""
        return (
            f"{_named(self.kind, self.what)}, {day_words(self.day)} {hours(self.starts, self.ends)}: "
            f"{_verb(self)} {self.with_title} {hours(self.with_starts, self.with_ends)}"
        )


def _named(kind: str, what: str) -> str:
    """Most rooms are called Ruang … already."""
    word = KINDS[kind]
    return what if what.casefold().startswith(f"{word.casefold()} ") else f"{word} {what}"


_VERBS = {TRAINER: "mengajar pada", ROOM: "dipakai", PEOPLE: "ikut", CLASS: "sudah ada"}


def _verb(clash: Clash) -> str:
    return _VERBS[PEOPLE if clash.with_mentoring else clash.kind]


class Group(NamedTuple):
    """Clashes of one thing with one series, or with one event; `options` do for all of them."""

    kind: str
    what: str
    with_title: str
    clashes: tuple[Clash, ...]
    options: tuple[Option, ...]

    @property
    def alternatives(self) -> tuple[str, ...]:
        if len(self.clashes) == 1:
            return self.clashes[0].alternatives
        return tuple(option.every for option in nearest(self.options))

    @property
    def words(self) -> str:
        first = self.clashes[0]
        if len(self.clashes) == 1:
            return first.words
        days = sorted({clash.day for clash in self.clashes})
        span = f"{dates.long(days[0])} s.d. {dates.long(days[-1])}" if len(days) > 1 else day_words(days[0])
        return (
            f"{_named(self.kind, self.what)}: {_verb(first)} {self.with_title}, "
            f"{len(self.clashes)} kali pada {len(days)} hari ({span})"
        )


def nearest(options: Iterable[Option]) -> Iterator[Option]:
    """The first few of each sort."""
    told: Counter[str] = Counter()
    for option in options:
        told[option.sort] += 1
        if told[option.sort] <= TOLD:
            yield option


def day_words(day: date) -> str:
    """`Selasa, 4 Agustus 2026`"""
    return f"{DAYS[day.weekday()]}, {dates.long(day)}"


def hours(starts: str, ends: str) -> str:
    if (starts, ends) == (MIDNIGHT, WHOLE):
        return "seharian"
    return f"pukul {clock.shown(starts)}–{clock.shown(ends)}"
