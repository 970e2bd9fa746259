"""What the clerk chooses for events that repeat."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Event, Room, Trainer, Training
from asn_desktop.domain import clock, recurrence
from asn_desktop.domain.recurrence import Rule
from asn_desktop.services import schedule, training
from asn_desktop.services.schedule import Plan

LONGEST_EVENT = 60  # days taught


@dataclass(frozen=True)
class SeriesForm:
    """`name` empty: that of the training. `jp` None: as the curriculum. The schedule of each event comes from
    `pattern` (a code of pola_hari), or is one lesson a day from `starts` to `ends`, or is that of `model_id`,
    an event; with none of them it stays empty.

    An event that is the model and begins on a day of the series becomes its event of that day.
    """

    name: str = ""
    training_id: int | None = None
    rule: Rule = field(default_factory=Rule)
    starts_on: date | None = None
    days: int = 1
    skip_holidays: bool = True
    skipped: tuple[date, ...] = ()
    pattern: str = ""
    starts: str = ""
    ends: str = ""
    model_id: int | None = None
    jp: int | None = None
    place: str = ""
    organiser: str = ""
    trainer_ids: tuple[int, ...] = ()
    plan: Plan = field(default_factory=Plan)


def blank(session: Session, training_id: int | None, today: date) -> SeriesForm:
    """Weekly from today, with what the office usually writes."""
    event = training.blank_event(session, training_id, today)
    rule = Rule(weekdays=(min(today.weekday(), 4),), until=_end_of_year(today))
    return SeriesForm(
        training_id=training_id,
        rule=rule,
        starts_on=today,
        place=event.place,
        organiser=event.organiser,
    )


def like(session: Session, event_id: int) -> SeriesForm:
    """As an event is, weekly on its weekday, with its schedule."""
    event = training.get_event(session, event_id)
    assert event.starts_on is not None
    taught = {row.day for row in schedule.sessions(session, [event_id])}
    plan = schedule.plan(session, event_id)
    return SeriesForm(
        training_id=event.training_id,
        rule=Rule(weekdays=(event.starts_on.weekday(),), until=_end_of_year(event.starts_on)),
        starts_on=event.starts_on,
        days=len(taught) or len(schedule.working_days(session, event_id)),
        model_id=event_id,
        jp=event.jp,
        place=event.place,
        organiser=event.organiser,
        plan=Plan(
            plan.capacity, plan.method, plan.funding, plan.room_id, plan.min_attendance, plan.pass_mark
        ),
    )


def _end_of_year(day: date) -> date:
    """Of the next year where this one is nearly over."""
    return date(day.year + (day.month > 10), 12, 31)


def problems(session: Session, form: SeriesForm) -> dict[str, str]:
    """Messages by field of the form and of its rule."""
    found = recurrence.problems(form.rule, form.starts_on) | schedule.plan_problems(form.plan)
    if form.training_id is None or session.get(Training, form.training_id) is None:
        found["training_id"] = "Pilih pelatihan dari katalog."
    if form.starts_on is None:
        found["starts_on"] = "Tanggal mulai harus diisi."
    elif not 1990 <= form.starts_on.year <= 2100:
        found["starts_on"] = f"Tahun {form.starts_on.year} tidak mungkin. Periksa tanggalnya."
    if not 1 <= form.days <= LONGEST_EVENT:
        found["days"] = f"Lama setiap kegiatan harus antara 1 dan {LONGEST_EVENT} hari."
    if form.pattern and form.pattern not in schedule.patterns(session):
        found["pattern"] = "Pola hari ini sudah tidak ada. Pilih pola lain."
    jp = form.jp if form.jp is not None else curriculum_jp(session, form.training_id)
    if form.training_id is not None and not 1 <= jp <= training.MAX_JP:
        found["jp"] = f"JP harus antara 1 dan {training.MAX_JP}; isi JP karena kurikulumnya berjumlah {jp}."
    if form.plan.room_id is not None and session.get(Room, form.plan.room_id) is None:
        found["room_id"] = "Ruang ini sudah tidak ada. Pilih ruang lain."
    if any(session.get(Trainer, key) is None for key in form.trainer_ids):
        found["trainer_ids"] = "Narasumber ini sudah tidak ada. Pilih narasumber lain."
    if form.model_id is not None and session.get(Event, form.model_id) is None:
        found["model_id"] = "Kegiatan yang dicontoh sudah tidak ada. Pilih cara lain."
    elif form.model_id is not None:
        taught = len({row.day for row in schedule.sessions(session, [form.model_id])})
        if taught > form.days:
            found["days"] = f"Jadwal yang dicontoh berisi {taught} hari. Isi paling sedikit {taught}."
    return found | _time_problems(form)


def _time_problems(form: SeriesForm) -> dict[str, str]:
    if form.pattern or form.model_id is not None or not (form.starts.strip() or form.ends.strip()):
        return {}
    found, read = {}, {}
    for name, given in (("starts", form.starts), ("ends", form.ends)):
        try:
            read[name] = clock.read(given)
        except ValueError:
            found[name] = "Tulis jamnya seperti 08.00."
    if not found and read["ends"] <= read["starts"]:
        found["ends"] = "Jam selesai harus sesudah jam mulai."
    return found


def curriculum_jp(session: Session, training_id: int | None) -> int:
    return sum(s.jp for s in training.subjects(session, training_id)) if training_id else 0


def next_angkatan(session: Session, training_id: int) -> int:
    return 1 + (session.scalar(select(func.max(Event.angkatan)).where(Event.training_id == training_id)) or 0)
