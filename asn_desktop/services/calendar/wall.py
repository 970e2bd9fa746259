"""The calendar on paper, with what the screen filters."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from asn_desktop.domain import calendar as days
from asn_desktop.reports import wall_calendar
from asn_desktop.reports.wall_calendar import Wall, WallEvent
from asn_desktop.services import holidays, office
from asn_desktop.services.calendar.entries import Filter, entries, forms

PAPERS = {"A3": "A3 (420 × 297 mm)", "F4": "F4 / folio (330 × 215 mm)", "A4": "A4 (297 × 210 mm)"}
WHOLE, EACH, ONE = "tahun", "bulan", "satu"
LAYOUTS = {WHOLE: "Setahun satu lembar", EACH: "Sebulan satu lembar", ONE: "Bulan ini saja"}


def wall_pdf(session: Session, day: date, layout: str, paper: str, chosen: Filter = Filter()) -> bytes:
    """The year of `day` (or its month alone) on one of PAPERS."""
    wall = _wall(session, day.year, chosen)
    if layout == WHOLE:
        return wall_calendar.year(wall, paper)
    return wall_calendar.months(wall, paper, range(1, 13) if layout == EACH else (day.month,))


def _wall(session: Session, year: int, chosen: Filter) -> Wall:
    # the first and the last week of a year have days of its neighbours
    first, last = days.monday(date(year, 1, 1)), days.monday(date(year, 12, 31)) + 6 * days.DAY
    all_forms = forms(session)
    places = {form.code: form.place for form in all_forms}
    events = [
        WallEvent(e.title, places.get(e.form, places[""]), e.starts_on, e.ends_on)
        for e in entries(session, first, last, chosen)
    ]
    off = {day: holiday.name for day, holiday in holidays.between(session, first, last).items()}
    names = {form.place: form.name for form in all_forms}
    return Wall(year, office.get(session).name, events, off, names, describe(session, chosen))


def describe(session: Session, chosen: Filter) -> str:
    """What is shown, in words; empty where nothing is left out."""
    names = {form.code: form.name for form in forms(session)}
    parts = []
    if chosen.forms:
        parts.append("Bentuk: " + ", ".join(names.get(code, code) for code in chosen.forms))
    if chosen.text:
        parts.append(f"memuat “{chosen.text}”")
    return "; ".join(parts)
