"""What stands on the papers and reports of mentoring, as plain data: drawn by reports, filled by services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from asn_desktop.domain.mentoring import words
from asn_desktop.domain.papers import Letterhead, PaperPerson, Signature


@dataclass(frozen=True)
class PaperAim:
    """`percent` of the way, 0 to 100; None where that cannot be said. `of` names the mentee, or all."""

    text: str
    indicator: str = ""
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    value: float | None = None
    percent: float | None = None
    of: str = ""


@dataclass(frozen=True)
class PaperLevel:
    """`seen` has a level by (stage, who saw it); `way` the levels that count at each stage."""

    name: str
    standard: int | None = None
    present: int | None = None
    seen: Mapping[tuple[str, str], int] = field(default_factory=dict)
    way: tuple[int | None, ...] = (None, None, None)

    @property
    def gained(self) -> int | None:
        first, last = self.way[0], self.way[-1]
        return None if first is None or last is None else last - first


@dataclass(frozen=True)
class PaperMentee:
    """`marks` by the name of the aspect; `conclusion` and the rest are empty until the end."""

    person: PaperPerson
    superior: PaperPerson | None = None
    levels: tuple[PaperLevel, ...] = ()
    meetings: int = 0
    minutes: int = 0
    jp: int | None = None
    counted: int = 0  # meetings that earned JP
    marks: tuple[tuple[str, int | None], ...] = ()
    mean: float | None = None
    conclusion: str = ""
    ready_for: str = ""
    next_training: str = ""
    left: str = ""  # who left early: when and why, in words


@dataclass(frozen=True)
class PaperAction:
    """`state` in words; `late` counts the days since `due` was over, 0 where it is not."""

    text: str
    owner: str
    due: date | None = None
    state: str = words.ACTION_STATES[words.OPEN]
    met_on: date | None = None
    late: int = 0
    pair: str = ""  # in a letter to one owner: of which mentoring


@dataclass(frozen=True)
class PaperMeeting:
    """One that was held. `grow` are the texts of words.GROW by key, for coaching; `credit` tells the JP of
    it, or why there are none; `jp` is that of all mentees together."""

    day: date
    starts: str = ""
    minutes: int = 0
    topic: str = ""
    discussion: str = ""
    result: str = ""
    method: str = ""
    present: tuple[str, ...] = ()
    grow: Mapping[str, str] = field(default_factory=dict)
    actions: tuple[PaperAction, ...] = ()
    credit: str = ""
    jp: int = 0


@dataclass(frozen=True)
class PaperNote:
    """A confidential note, only where it was asked for."""

    day: date
    author: str
    text: str


@dataclass(frozen=True)
class PaperPair:
    """One mentor with the mentees. `rhythm`, `method` and `agreed` are in words, empty where unknown."""

    programme: str
    kind: str  # a key of words.KINDS
    aim: str
    starts_on: date
    ends_on: date
    span: str
    mentor: PaperPerson
    mentees: tuple[PaperMentee, ...]
    competences: tuple[PaperLevel, ...] = ()  # that the programme aims at
    rhythm: str = ""
    hours: str = ""
    minutes: int = 60
    method: str = ""
    place: str = ""
    agreed: str = ""
    state: str = ""
    stop_reason: str = ""
    aims: tuple[PaperAim, ...] = ()
    meetings: tuple[PaperMeeting, ...] = ()
    actions: tuple[PaperAction, ...] = ()
    notes: tuple[PaperNote, ...] = ()

    @property
    def title(self) -> str:
        """`mentor – mentees`, at most three of them by name."""
        names = [one.person.name for one in self.mentees]
        more = f" dan {len(names) - 3} orang lagi" if len(names) > 3 else ""
        return f"{self.mentor.name} – {', '.join(names[:3])}{more}" if names else self.mentor.name

    @property
    def total_minutes(self) -> int:
        return sum(one.minutes for one in self.meetings)


@dataclass(frozen=True)
class PaperTexts:
    """What the office words itself: one item a line, but `closing`."""

    mentor: str = ""
    mentee: str = ""
    superior: str = ""
    confidential: str = ""
    closing: str = ""
    reminder: str = ""

    @staticmethod
    def items(text: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in text.splitlines() if line.strip())


@dataclass(frozen=True)
class PaperOffice:
    """Of whoever prints: the head of the sheets, who signs, where and when."""

    head: Letterhead | None = None
    signature: Signature | None = None
    place: str = ""
    dated: str = ""
    texts: PaperTexts = PaperTexts()
    footer: str = ""
