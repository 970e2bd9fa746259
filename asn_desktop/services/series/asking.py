"""The sessions a series would have, to be held against the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from asn_desktop.domain import clock
from asn_desktop.services import clashes, rulings, schedule
from asn_desktop.services.clashes import Wanted
from asn_desktop.services.schedule.filling import OF_FRIDAY, slots
from asn_desktop.services.series import forms
from asn_desktop.services.series.expanding import Occurrence
from asn_desktop.services.series.forms import SeriesForm


def wanted(session: Session, form: SeriesForm, kept: tuple[Occurrence, ...]) -> Iterator[Wanted]:
    """The sessions the series would have; whole days where it gets no schedule."""
    plan, seats = form.plan, form.plan.capacity or 0
    taught = form.model_id is not None and schedule.sessions(session, [form.model_id])
    if form.model_id is not None and taught:
        model = clashes.wanted_of(session, form.model_id)
        for number, occurrence in enumerate(kept):
            days = days_of_model(session, form.model_id, occurrence)
            for w in model:
                if w.day in days:
                    yield replace(w, day=days[w.day], event_id=None, session_id=None, occurrence=number)
        return
    lengths, of_jp = _times(session, form), int(rulings.number(session, "menit_jp"))
    for number, occurrence in enumerate(kept):
        left = forms.curriculum_jp(session, form.training_id) if form.pattern else 0
        for day in occurrence.days:
            for starts, ends in lengths(day, left):
                left -= clock.jp(starts, ends, of_jp)
                room, teaching = plan.room_id, form.trainer_ids
                yield Wanted(day, starts, ends, room, teaching, occurrence=number, seats=seats)


def _times(session: Session, form: SeriesForm) -> Callable[[date, int], list[tuple[str, str]]]:
    """Lessons of a day, as far as the JP left over reach; without a curriculum those of the whole pattern."""
    if form.model_id is None and form.starts.strip() and not form.pattern:
        only = [(clock.read(form.starts), clock.read(form.ends))]
        return lambda _day, _left: only
    if form.model_id is not None or not form.pattern:
        return lambda _day, _left: [(clashes.MIDNIGHT, clashes.WHOLE)]
    usual = slots(session, form.pattern)
    friday = slots(session, OF_FRIDAY.get(form.pattern, form.pattern))
    whole = not forms.curriculum_jp(session, form.training_id)
    of_jp = int(rulings.number(session, "menit_jp"))

    def lessons(day: date, left: int) -> list[tuple[str, str]]:
        found = []
        for slot in friday if day.weekday() == 4 else usual:
            if slot.kind == "materi" and (whole or left > 0):
                found.append(_shortened(slot.starts, slot.ends, 0 if whole else left, of_jp))
                left -= clock.jp(*found[-1], of_jp)
        return found

    return lessons


def _shortened(starts: str, stops: str, left: int, of_jp: int) -> tuple[str, str]:
    begins, ends = clock.minutes(starts), clock.minutes(stops)
    if left and (ends - begins) // of_jp > left:
        ends = begins + left * of_jp
    return starts, clock.time(ends)


def days_of_model(session: Session, event_id: int, occurrence: Occurrence) -> dict[date, date]:
    """Its taught days in turn on the days of the occurrence; what finds no day is left out."""
    taught = sorted({row.day for row in schedule.sessions(session, [event_id])})
    return dict(zip(taught, occurrence.days, strict=False)) or {occurrence.first: occurrence.first}
