"""Shows what a series would be, and makes it: one action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import ClassSession, EventSeries, SessionTrainer, Training
from asn_desktop.domain import clock, recurrence
from asn_desktop.domain.errors import Cancelled, InvalidInput
from asn_desktop.services import clashes, holidays, office, schedule, training
from asn_desktop.services.clashes import Clash
from asn_desktop.services.schedule import Filling
from asn_desktop.services.series import asking, copying, forms
from asn_desktop.services.series.expanding import Expanded, Occurrence, expand
from asn_desktop.services.series.forms import SeriesForm

Progress = Callable[[int, int, str], bool]
_REACH = timedelta(days=366 * (recurrence.LONGEST_YEARS + 1))


class Preview(NamedTuple):
    """`words` is the rule; `clashes` in the order of days."""

    words: str
    expanded: Expanded
    clashes: tuple[Clash, ...]

    @property
    def summary(self) -> str:
        kept, skipped = len(self.expanded.kept), len(self.expanded.skipped)
        told = f"{self.words}: {kept} kegiatan"
        return f"{told}, {skipped} tanggal dilewati." if skipped else f"{told}."


class Created(NamedTuple):
    series_id: int
    event_ids: tuple[int, ...]


def preview(session: Session, form: SeriesForm) -> Preview:
    """Nothing is written. Raises InvalidInput."""
    found = _expanded(session, form)
    wanted = list(asking.wanted(session, form, found.kept))
    ignored = [form.model_id] if form.model_id is not None and _adopted(session, form, found) else []
    clashing = clashes.find(session, wanted, ignored)
    return Preview(recurrence.words(form.rule), found, tuple(clashing))


def create(session: Session, form: SeriesForm, progress: Progress | None = None) -> Created:
    """The series with its events, plans and sessions. Raises InvalidInput and Cancelled."""
    found = _expanded(session, form)
    assert form.training_id is not None
    assert form.starts_on is not None
    series = EventSeries(
        name=form.name.strip() or session.get_one(Training, form.training_id).name,
        training_id=form.training_id,
        rule=recurrence.text(form.rule),
        starts_on=form.starts_on,
        days=form.days,
        skip_holidays=form.skip_holidays,
        pattern=form.pattern,
        skipped=[day.isoformat() for day in sorted(form.skipped)],
    )
    session.add(series)
    session.flush()
    adopted = _adopted(session, form, found)
    angkatan = forms.next_angkatan(session, form.training_id)
    made = []
    for number, occurrence in enumerate(found.kept, 1):
        if progress and not progress(number, len(found.kept), "Membuat kegiatan"):
            raise Cancelled
        if occurrence.first == adopted and form.model_id is not None:
            event_id, plan = form.model_id, schedule.plan(session, form.model_id)
        else:
            event_id = _event(session, form, occurrence, angkatan)
            angkatan += 1
            plan = form.plan
        plan = replace(plan, series_id=series.id, series_day=occurrence.first, apart=False)
        schedule.save_plan(session, event_id, plan)
        made.append(event_id)
    return Created(series.id, tuple(made))


def _expanded(session: Session, form: SeriesForm) -> Expanded:
    """Raises InvalidInput, also where nothing is left of the rule."""
    if wrong := forms.problems(session, form):
        raise InvalidInput(wrong)
    assert form.starts_on is not None
    off = holidays.between(session, form.starts_on, form.starts_on + _REACH) if form.skip_holidays else None
    found = expand(form.rule, form.starts_on, form.days, off, form.skipped)
    if found.more:
        raise InvalidInput(
            {"until": f"Lebih dari {recurrence.MOST} kegiatan. Pilih tanggal terakhir yang lebih awal."}
        )
    if not found.kept:
        why = (
            "Semua tanggalnya libur atau dilewati"
            if found.skipped
            else "Aturan ini tidak kena tanggal mana pun"
        )
        raise InvalidInput({"until": f"{why}. Ubah hari, tanggal mulai, atau tanggal terakhirnya."})
    return found


def _adopted(session: Session, form: SeriesForm, found: Expanded) -> date | None:
    """The day of the series on which its model begins; an event of another series stays there."""
    if form.model_id is None or schedule.plan(session, form.model_id).series_id is not None:
        return None
    first = schedule.span(session, form.model_id).first
    return first if any(o.first == first for o in found.kept) else None


def _event(session: Session, form: SeriesForm, occurrence: Occurrence, angkatan: int) -> int:
    first, last = occurrence.first, occurrence.last
    if form.model_id is not None:
        return copying.copy_to(
            session,
            form.model_id,
            asking.days_of_model(session, form.model_id, occurrence),
            angkatan=angkatan,
            starts_on=first,
            ends_on=last,
            place=form.place,
            organiser=form.organiser,
            jp=form.jp,
            signatory_id=office.signatory_for(session, first),
        )
    event = training.blank_event(session, form.training_id, first)
    jp = form.jp if form.jp is not None else event.jp
    event = replace(event, angkatan=angkatan, ends_on=last, place=form.place, organiser=form.organiser, jp=jp)
    event_id = training.save_event(session, event)
    if form.pattern:
        schedule.fill(session, event_id, Filling(form.pattern, occurrence.days, trainer_ids=form.trainer_ids))
    elif form.starts.strip():
        _lessons(session, form, event_id, occurrence)
    return event_id


def _lessons(session: Session, form: SeriesForm, event_id: int, occurrence: Occurrence) -> None:
    title = session.get_one(Training, form.training_id).name
    starts, ends = clock.read(form.starts), clock.read(form.ends)
    rows = [
        {"event_id": event_id, "day": day, "starts": starts, "ends": ends, "title": title}
        for day in occurrence.days
    ]
    made = history.insert_rows(session, ClassSession, rows)
    taught = [{"session_id": key, "trainer_id": t} for key in made for t in form.trainer_ids]
    history.insert_rows(session, SessionTrainer, taught)
