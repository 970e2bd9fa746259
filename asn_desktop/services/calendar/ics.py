"""The calendar as .ics, for phones and mail programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from asn_desktop.domain import dates
from asn_desktop.services import office
from asn_desktop.services.calendar.entries import Entry, Filter, entries, forms

if TYPE_CHECKING:
    from icalendar import Event


def ics(session: Session, first: date, last: date, now: datetime, chosen: Filter = Filter()) -> bytes:
    """The events of a span of days, each as whole days. `now` is stamped on all of them."""
    from icalendar import Calendar  # noqa: PLC0415 - a quarter of a second, only when it is wanted

    names = {form.code: form.name for form in forms(session)}
    calendar = Calendar()
    calendar.add("prodid", "-//asn-desktop//kalender pelatihan//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Kalender pelatihan {office.get(session).name}".strip())
    for entry in entries(session, first, last, chosen):
        calendar.add_component(_event(entry, names.get(entry.form, ""), now))
    return bytes(calendar.to_ical())


def _event(entry: Entry, form: str, now: datetime) -> Event:
    from icalendar import Event  # noqa: PLC0415 - see above

    made = Event()
    made.add("uid", f"kegiatan-{entry.event_id}@asn-desktop")
    made.add("dtstamp", now.astimezone())
    made.add("dtstart", entry.starts_on)
    made.add("dtend", entry.ends_on + timedelta(days=1))  # the day after, by RFC 5545
    made.add("summary", f"{entry.training}, angkatan {dates.roman(entry.angkatan)}")
    made.add("description", "\n".join(_about(entry, form)))
    made.add("transp", "TRANSPARENT")
    if entry.place:
        made.add("location", entry.place)
    if form:
        made.add("categories", [form])
    return made


def _about(entry: Entry, form: str) -> Sequence[str]:
    lines: Iterable[str] = (form, f"{entry.jp} JP", f"Peserta: {entry.seats}")
    return [line for line in lines if line]
