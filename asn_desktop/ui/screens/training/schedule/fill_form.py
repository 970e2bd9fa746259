"""Fills days of the schedule in one action: by a standard day, or like a day that is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import rooms, schedule, trainers
from asn_desktop.services.schedule import Filled, Filling
from asn_desktop.services.schedule.saving import Span
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, check, choice
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.screens.training.schedule.lines import day_words
from asn_desktop.ui.screens.training.schedule.trainer_picker import TRAINERS

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

FILL = [
    Field("pattern", "Pola hari", choice({})),
    Field("friday", "Pola Jumat", choice({})),
    Field("first", "Mulai", DATE),
    Field("last", "Sampai", DATE),
    Field("working", "Hari", check("Le&wati akhir pekan dan hari libur")),
    Field("trainer_ids", "Narasumber", TRAINERS),
    Field("room_id", "Ruang", choice({})),
    Field("class_name", "Kelas", hint="kosong: semua peserta"),
    Field("replace", "Yang sudah ada", check("&Ganti sesi yang sudah ada")),
]
COPY = [Field("day", "Salin dari", choice({})), Field("to", "Ke", choice({}))]


class Choices(NamedTuple):
    event: Span
    patterns: Mapping[str, str]
    rooms: Mapping[int, str]
    trainers: Mapping[int, str]
    working: list[date]
    held: list[date]  # days with sessions


def choices(session: Session, event_id: int) -> Choices:
    return Choices(
        schedule.span(session, event_id),
        schedule.patterns(session),
        rooms.names(session),
        trainers.names(session),
        schedule.working_days(session, event_id),
        sorted({row.day for row in schedule.sessions(session, [event_id])}),
    )


def fill_panel(runner: Runner, event_id: int, filled: Callable[[str], None]) -> FormPanel:
    """`filled` gets what came of it, in words."""

    def save(values: dict[str, Any]) -> None:
        label = f"Isi jadwal dari pola {fields.editors['pattern'].currentText()}"
        runner.write(label, lambda s: _fill(s, event_id, values), stored, panel.refuse, owner=panel)

    def stored(done: Filled) -> None:
        for watch in panel.findChildren(PanelWatch):
            watch.done()
        filled(done.words)

    def offered(found: Choices) -> None:
        fields.offer("pattern", found.patterns)
        fields.offer("friday", {None: "sesuai pola di atas"} | dict(found.patterns))
        fields.offer("room_id", {None: "–"} | dict(found.rooms))
        fields.editors["trainer_ids"].offer(found.trainers)
        fields.fill(
            {
                "pattern": next(iter(found.patterns), None),
                "first": found.event.first,
                "last": found.event.last,
                "working": True,
            }
        )
        PanelWatch(
            runner, panel, Place("training", "schedule.fill", event_id), lambda: "Isi jadwal dari pola"
        )

    fields = Form(FILL)
    panel = FormPanel("Isi jadwal dari pola", fields, save)
    panel.save_button.setText("I&si jadwal")
    runner.read(lambda s: choices(s, event_id), offered, owner=fields)
    return panel


def _fill(session: Session, event_id: int, values: dict[str, Any]) -> Filled:
    event = schedule.span(session, event_id)
    first, last = values["first"] or event.first, values["last"] or event.last
    problems = {}
    if not values["pattern"]:
        problems["pattern"] = "Pilih pola hari. Pola dapat ditambah di Pengaturan, Tabel acuan."
    if last < first:
        problems["last"] = "Tanggal akhir tidak boleh sebelum tanggal mulai."
    for name, day in (("first", first), ("last", last)):
        if not event.first <= day <= event.last:
            problems[name] = f"Pilih tanggal dalam kegiatan, {event.words}."
    if problems:
        raise InvalidInput(problems)
    days = schedule.working_days(session, event_id) if values["working"] else _every(event)
    wanted = Filling(
        values["pattern"],
        [day for day in days if first <= day <= last],
        values["friday"] or None,
        values["room_id"] or None,
        values["class_name"],
        values["trainer_ids"],
        values["replace"],
    )
    return schedule.fill(session, event_id, wanted)


def _every(event: Span) -> list[date]:
    return [event.first + timedelta(days=n) for n in range((event.last - event.first).days + 1)]


def copy_panel(runner: Runner, event_id: int, day: date | None, copied: Callable[[str], None]) -> FormPanel:
    """`day` is offered first to copy from."""
    free: list[date] = []

    def save(values: dict[str, Any]) -> None:
        there = [date.fromisoformat(values["to"])] if values["to"] else free
        if not values["day"] or not there:
            words = "Tidak ada hari kegiatan yang masih kosong. Ubah dahulu tanggal kegiatan."
            panel.refuse(InvalidInput({"to": words}))
            return
        day = date.fromisoformat(values["day"])
        label = f"Salin jadwal {day_words(day)}"
        runner.write(
            label, lambda s: schedule.copy_day(s, event_id, day, there), stored, panel.refuse, owner=panel
        )

    def stored(count: int) -> None:
        for watch in panel.findChildren(PanelWatch):
            watch.done()
        copied(f"{count} sesi disalin.")

    def offered(found: Choices) -> None:
        free[:] = [d for d in found.working if d not in found.held]
        empty = [d for d in _every(found.event) if d not in found.held]
        first = day or next(iter(found.held), None)
        fields.offer("day", _by_iso(found.held))
        fields.offer("to", {"": f"semua hari kerja yang kosong ({len(free)})"} | _by_iso(empty))
        fields.fill({"day": first.isoformat() if first else None, "to": ""})
        PanelWatch(runner, panel, Place("training", "schedule.copy", event_id), lambda: "Salin hari")

    fields = Form(COPY)
    panel = FormPanel("Salin hari", fields, save)
    panel.save_button.setText("&Salin")
    runner.read(lambda s: choices(s, event_id), offered, owner=fields)
    return panel


def _by_iso(days: Sequence[date]) -> dict[str, str]:
    """Qt does not find a date again among the values of a list."""
    return {day.isoformat(): day_words(day) for day in days}
