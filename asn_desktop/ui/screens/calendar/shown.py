"""What a view of the calendar shows, and how the views step through time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from asn_desktop.domain import calendar as days
from asn_desktop.domain import dates
from asn_desktop.services import calendar, holidays
from asn_desktop.services.calendar import Entry, Filter, Form
from asn_desktop.services.holidays import Holiday
from asn_desktop.services.mentoring import agenda
from asn_desktop.services.mentoring.agenda import Meeting
from asn_desktop.services.schedule import SessionRow

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

YEAR, MONTH, WEEK, LIST = "year", "month", "week", "list"
VIEWS = {YEAR: "&Tahun", MONTH: "B&ulan", WEEK: "P&ekan", LIST: "&Daftar"}
FIRST_YEAR, LAST_YEAR = 1990, 2100
GUIDED = 300  # meetings of mentoring under a list at most


@dataclass(frozen=True)
class Shown:
    """`first` to `last` is the period asked for; a month also has the days that fill its weeks."""

    view: str
    first: date
    last: date
    today: date
    entries: Sequence[Entry] = ()
    holidays: Mapping[date, Holiday] | None = None
    lessons: Sequence[SessionRow] = ()
    forms: Mapping[str, Form] | None = None
    meetings: Sequence[Meeting] = ()  # of mentoring; under a week and in the list

    def form(self, entry: Entry) -> Form:
        forms = self.forms or {}
        return forms.get(entry.form) or forms.get("") or Form("", calendar.NO_FORM, 0)

    def holiday(self, day: date) -> Holiday | None:
        return (self.holidays or {}).get(day)

    def is_free(self, day: date) -> bool:
        return day.weekday() >= 5 or self.holiday(day) is not None


def period(view: str, day: date) -> tuple[date, date]:
    if view == MONTH:
        return days.month(day)
    if view == WEEK:
        start = days.monday(day)
        return start, start + 6 * days.DAY
    return date(day.year, 1, 1), date(day.year, 12, 31)


def later(view: str, day: date, by: int) -> date:
    """The same place, so many periods later; not beyond the years of a calendar."""
    if view == WEEK:
        moved = day + timedelta(days=7 * by)
    else:
        moved = days.later_month(day, by if view == MONTH else 12 * by)
    return min(max(moved, date(FIRST_YEAR, 1, 1)), date(LAST_YEAR, 12, 31))


def title(view: str, first: date, last: date) -> str:
    if view == MONTH:
        return f"{dates.MONTHS[first.month - 1]} {first.year}"
    return dates.span(first, last) if view == WEEK else str(first.year)


def read(session: Session, view: str, day: date, today: date, chosen: Filter) -> Shown:
    first, last = period(view, day)
    begin, end = (days.monday(first), days.monday(last) + 6 * days.DAY) if view == MONTH else (first, last)
    entries = calendar.entries(session, begin, end, chosen)
    return Shown(
        view,
        first,
        last,
        today,
        entries,
        holidays.between(session, begin, end),
        calendar.lessons(session, entries, begin, end) if view == WEEK else (),
        {form.code: form for form in calendar.forms(session)},
        _meetings(session, view, first, last, chosen),
    )


def _meetings(session: Session, view: str, first: date, last: date, chosen: Filter) -> Sequence[Meeting]:
    """Who asks for forms of training alone asks for no mentoring."""
    if view not in (WEEK, LIST) or chosen.forms:
        return ()
    return agenda.meetings(session, first, last, chosen.text, most=GUIDED)


def about(shown: Shown, entry: Entry) -> list[str]:
    """An event in words, a line each: what its bar has no room for."""
    form = shown.form(entry)
    lines = [
        f"{entry.training}, angkatan {dates.roman(entry.angkatan)}",
        f"{days.letter(form.place)} {form.name}",
        dates.span(entry.starts_on, entry.ends_on),
        entry.place,
        f"{entry.seats} peserta, {entry.sessions} sesi, {entry.jp} JP",
    ]
    if entry.series_id is not None:
        lines.append("dari seri, diubah sendiri" if entry.apart else "dari seri")
    return [line for line in lines if line]


def words_of_day(shown: Shown, day: date) -> str:
    holiday = shown.holiday(day)
    parts = [f"{days.DAYS[day.weekday()]}, {dates.long(day)}", "hari ini" if day == shown.today else ""]
    return " · ".join(filter(None, (*parts, f"{holiday.name} ({holiday.kind})" if holiday else "")))
