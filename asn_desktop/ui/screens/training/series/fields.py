"""The fields of a series, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QFormLayout

from asn_desktop.domain import dates
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.domain.recurrence import DAILY, MONTHLY, PLACES, WEEKLY, Rule
from asn_desktop.services import rooms, schedule, trainers, training
from asn_desktop.services.schedule import Plan
from asn_desktop.services.series import SeriesForm
from asn_desktop.services.trail.year_words import METHODS
from asn_desktop.ui.kit.form import Field, Form
from asn_desktop.ui.kit.kinds import DATE, NUMBER, check, choice, search_choice
from asn_desktop.ui.screens.training.schedule.trainer_picker import TRAINERS
from asn_desktop.ui.screens.training.series.weekdays import WEEKDAYS

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

WEEKS, BY_WEEKDAY, BY_DATE, DAYS = "minggu", "bulan_hari", "bulan_tanggal", "hari"
REPEATS = {
    WEEKS: "Mingguan",
    BY_WEEKDAY: "Bulanan, menurut hari",
    BY_DATE: "Bulanan, menurut tanggal",
    DAYS: "Harian",
}
ONE_LESSON, MODEL = ":satu", ":contoh"  # beside the codes of patterns
FIELDS = [
    Field("name", "Nama seri", group="Seri", hint="kosong: nama pelatihannya"),
    Field("training_id", "Pelatihan", search_choice({}), hint="ketik sebagian namanya"),
    Field("starts_on", "Mulai", DATE, group="Ulangan"),
    Field("repeat", "Berulang", choice(REPEATS)),
    Field("interval", "Jarak ulangan", NUMBER, hint="1: setiap kali, 2: selang satu"),
    Field("weekdays", "Pada hari", WEEKDAYS),
    Field("nth", "Yang ke", choice(PLACES)),
    Field("month_day", "Tanggal", NUMBER, hint="1 sampai 31"),
    Field("until", "Sampai tanggal", DATE),
    Field("count", "Atau berapa kali", NUMBER),
    Field("skip_holidays", "Hari libur", check("Le&wati hari libur dan akhir pekan")),
    Field("skipped", "Lewati juga", hint="09-02-2027, 16-02-2027"),
    Field("days", "Lama (hari)", NUMBER, group="Setiap kegiatan"),
    Field("pattern", "Jadwal", choice({})),
    Field("starts", "Jam mulai", hint="08.00"),
    Field("ends", "Jam selesai", hint="10.15"),
    Field("trainer_ids", "Narasumber", TRAINERS),
    Field("room_id", "Ruang", choice({})),
    Field("place", "Tempat"),
    Field("organiser", "Penyelenggara"),
    Field("jp", "JP", NUMBER, hint="kosong: sesuai kurikulum"),
    Field("capacity", "Jumlah kursi", NUMBER, hint="kosong: tidak dibatasi"),
    Field("method", "Metode", choice(METHODS)),
    Field("funding", "Sumber dana"),
]


class Choices(NamedTuple):
    trainings: Mapping[int, str]
    rooms: Mapping[int, str]
    trainers: Mapping[int, str]
    patterns: Mapping[str, str]


def choices(session: Session) -> Choices:
    return Choices(
        {row.id: row.name for row in training.rows(session)},
        rooms.names(session),
        trainers.names(session),
        schedule.patterns(session),
    )


def offer(form: Form, found: Choices, has_model: bool) -> None:
    form.offer("training_id", found.trainings)
    form.offer("room_id", {None: "–"} | dict(found.rooms))
    form.editors["trainer_ids"].offer(found.trainers)
    ways = {"": "Belum diisi"} | ({MODEL: "Seperti kegiatan yang dicontoh"} if has_model else {})
    ways |= {ONE_LESSON: "Satu sesi sehari, dengan jam di bawah"}
    form.offer("pattern", ways | {code: f"Pola: {name}" for code, name in found.patterns.items()})


def values_of(form: SeriesForm) -> dict[str, Any]:
    """For the fields."""
    rule, plan = form.rule, form.plan
    repeat = {WEEKLY: WEEKS, DAILY: DAYS}.get(rule.frequency, BY_WEEKDAY if rule.nth else BY_DATE)
    way = MODEL if form.model_id is not None else form.pattern or (ONE_LESSON if form.starts else "")
    return {
        **{name: getattr(form, name) for name in ("name", "training_id", "starts_on", "days", "jp")},
        **{name: getattr(form, name) for name in ("place", "organiser", "starts", "ends", "trainer_ids")},
        **{name: getattr(rule, name) for name in ("interval", "weekdays", "month_day", "until", "count")},
        **{name: getattr(plan, name) for name in ("room_id", "capacity", "method", "funding")},
        "nth": rule.nth or 1,
        "repeat": repeat,
        "pattern": way,
        "skip_holidays": form.skip_holidays,
        "skipped": skipped_text(form.skipped),
    }


def form_of(values: dict[str, Any], base: SeriesForm) -> SeriesForm:
    """What was typed. Raises InvalidInput for days to be left out that are none and for two ends."""
    if values["until"] is not None and values["count"] is not None:
        raise InvalidInput({"count": "Isi salah satu: tanggal terakhir, atau berapa kali."})
    way = values["pattern"] or ""
    is_model, is_lesson = way == MODEL, way == ONE_LESSON
    plan = asdict(base.plan) | {name: values[name] for name in ("capacity", "method", "funding")}
    return SeriesForm(
        name=values["name"],
        training_id=values["training_id"],
        rule=_rule(values),
        starts_on=values["starts_on"],
        days=values["days"] or 0,
        skip_holidays=values["skip_holidays"],
        skipped=read_skipped(values["skipped"]),
        pattern="" if is_model or is_lesson else way,
        starts=values["starts"] or "?" if is_lesson else "",
        ends=values["ends"] if is_lesson else "",
        model_id=base.model_id if is_model else None,
        jp=values["jp"],
        place=values["place"],
        organiser=values["organiser"],
        trainer_ids=values["trainer_ids"],
        plan=Plan(**plan | {"room_id": values["room_id"] or None, "method": values["method"] or "klasikal"}),
    )


def _rule(values: Mapping[str, Any]) -> Rule:
    repeat = values["repeat"]
    frequency = {WEEKS: WEEKLY, DAYS: DAILY}.get(repeat, MONTHLY)
    return Rule(
        frequency,
        1 if values["interval"] is None else values["interval"],
        values["weekdays"] if repeat in {WEEKS, BY_WEEKDAY} else (),
        values["nth"] if repeat == BY_WEEKDAY else None,
        values["month_day"] if repeat == BY_DATE else None,
        values["until"],
        values["count"],
    )


def read_skipped(text: str) -> tuple[date, ...]:
    """Raises InvalidInput."""
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    try:
        return tuple(sorted({day for part in parts if (day := dates.parse(part)) is not None}))
    except dates.DateError as error:
        raise InvalidInput({"skipped": str(error)}) from None


def skipped_text(days: tuple[date, ...]) -> str:
    return ", ".join(dates.short(day) for day in days)


def show_needed(form: Form) -> None:
    """Only the fields that mean something with what was chosen."""
    values = form.values()
    repeat, way = values["repeat"], values["pattern"]
    layout = form.layout()
    assert isinstance(layout, QFormLayout)
    for name, needed in {
        "weekdays": repeat in {WEEKS, BY_WEEKDAY},
        "nth": repeat == BY_WEEKDAY,
        "month_day": repeat == BY_DATE,
        "starts": way == ONE_LESSON,
        "ends": way == ONE_LESSON,
        "trainer_ids": way not in {MODEL, ""},
    }.items():
        layout.setRowVisible(form.editors[name], needed)
