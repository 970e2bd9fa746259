"""What the schedule shows: sessions with what is to be said about them, and the JP beside the curriculum."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from asn_desktop.domain import clock, dates
from asn_desktop.domain.calendar import DAYS
from asn_desktop.services import clashes, schedule
from asn_desktop.services.clashes import Clash, Option
from asn_desktop.services.clashes.wanted import nearest
from asn_desktop.services.schedule import Balance, SessionRow
from asn_desktop.services.schedule.saving import Span
from asn_desktop.services.trail.year_words import SESSION_KINDS

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

# The field of a session where a clash is told.
FIELDS = {clashes.TRAINER: "trainer_ids", clashes.ROOM: "room_id", clashes.PEOPLE: "day"}


VERBS = {
    clashes.TRAINER: "mengajar pada",
    clashes.ROOM: "dipakai",
    clashes.PEOPLE: "ikut",
    clashes.CLASS: "bersamaan dengan",
}
WORDS = {"day": "tanggal", "starts": "jam", "ends": "jam", "trainer_ids": "narasumber", "room_id": "ruang"}


class Line(NamedTuple):
    """One session; `told` are the problems, the grave ones first."""

    row: SessionRow
    told: tuple[str, ...]
    fields: tuple[str, ...]  # where
    grave: bool

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def order(self) -> str:
        return f"{self.row.day} {self.row.starts} {self.row.class_name}"

    @property
    def day(self) -> str:
        return day_words(self.row.day)

    @property
    def hours(self) -> str:
        return f"{clock.shown(self.row.starts)}–{clock.shown(self.row.ends)}"

    @property
    def title(self) -> str:
        return self.row.title or SESSION_KINDS[self.row.kind]

    @property
    def mark(self) -> str:
        """In a narrow column; the whole of it is told beside the table."""
        if not self.told:
            return ""
        where = ", ".join(dict.fromkeys(WORDS[name] for name in self.fields))
        return f"{'✗' if self.grave else '!'} {where}"

    @property
    def hint(self) -> str:
        return "\n".join(filter(None, [*self.told, self.row.note]))

    @property
    def sought(self) -> str:
        row = self.row
        return " ".join([self.day, self.title, *row.trainers, row.room, row.class_name, row.note]).casefold()

    @property
    def tone(self) -> str:
        return ("bad" if self.grave else "warn") if self.told else ""


class Outline(NamedTuple):
    lines: list[Line]
    balance: Balance
    days: list[str]  # what is to be said of whole days


def day_words(day: date) -> str:
    """Short enough for a table: `Sel, 03-11-2026`."""
    return f"{DAYS[day.weekday()][:3]}, {dates.short(day)}"


def outline(session: Session, event_id: int) -> Outline:
    told: dict[int | None, list[str]] = defaultdict(list)
    fields: dict[int | None, list[str]] = defaultdict(list)
    grave = set()
    for problem in schedule.check(session, event_id):
        told[problem.session_id].append(problem.words)
        fields[problem.session_id].append(problem.field)
        if problem.grave:
            grave.add(problem.session_id)
    rows, event = schedule.sessions(session, [event_id]), schedule.span(session, event_id)
    for clash in clashes.of_event(session, event_id) if rows else []:
        if not clash.is_own:  # within the event itself `check` has told it
            told[clash.session_id].append(clash_words(clash, event))
            fields[clash.session_id].append(FIELDS.get(clash.kind, "starts"))
    lines = [Line(row, tuple(told[row.id]), tuple(fields[row.id]), row.id in grave) for row in rows]
    return Outline(lines, schedule.balance(session, event_id), told[None])


def clash_words(clash: Clash, event: Span) -> str:
    """Shorter than the clash itself: day and hours stand beside it. Only days of the event are offered."""
    at = clashes.hours(clash.with_starts, clash.with_ends)
    verb = VERBS[clashes.PEOPLE if clash.with_mentoring else clash.kind]
    told = f"{clash.what} {verb} {clash.with_title} {at}."
    free = [option.one for option in nearest(o for o in clash.options if _within(o, clash.day, event))]
    return f"{told} Dapat diganti: {'; '.join(free)}." if free else told


def _within(option: Option, day: date, event: Span) -> bool:
    return option.sort != "day" or event.first <= day + timedelta(days=int(option.key)) <= event.last
