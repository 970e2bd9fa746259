"""One session: when, what, who and where; what speaks against it is said while it is typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from asn_desktop.domain import clock
from asn_desktop.services import clashes, rooms, rulings, schedule, trainers
from asn_desktop.services.clashes import Wanted
from asn_desktop.services.schedule import Balance, SessionForm
from asn_desktop.services.schedule.saving import Span, read_time
from asn_desktop.services.trail.year_words import SESSION_KINDS
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, choice, note
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.screens.training.schedule.lines import FIELDS as CLASH_FIELDS
from asn_desktop.ui.screens.training.schedule.lines import clash_words
from asn_desktop.ui.screens.training.schedule.trainer_picker import TRAINERS

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

FIELDS = [
    Field("day", "Tanggal", DATE),
    Field("starts", "Mulai", hint="08.00"),
    Field("ends", "Selesai", hint="09.30"),
    Field("kind", "Jenis", choice(SESSION_KINDS)),
    Field("subject_id", "Mata pelatihan", choice({})),
    Field("title", "Materi", hint="kosong: nama mata pelatihan"),
    Field("trainer_ids", "Narasumber", TRAINERS),
    Field("room_id", "Ruang", choice({})),
    Field("class_name", "Kelas", hint="kosong: semua peserta"),
    Field("note", "Catatan", note(2)),
]
Warnings = dict[str, list[str]]


class Choices(NamedTuple):
    event: Span
    balance: Balance
    rooms: Mapping[int, str]
    trainers: Mapping[int, str]
    of_jp: int  # minutes


def choices(session: Session, event_id: int, form: SessionForm) -> Choices:
    return Choices(
        schedule.span(session, event_id),
        schedule.balance(session, event_id),
        rooms.names(session, form.room_id),
        trainers.names(session, form.trainer_ids),
        int(rulings.number(session, "menit_jp")),
    )


def session_panel(
    runner: Runner, event_id: int, form: SessionForm, before: SessionForm | None, saved: Callable[[int], None]
) -> FormPanel:
    """`before` is the session Ctrl+' copies from; `saved` gets the id."""

    def made() -> SessionForm:
        return replace(form, **_cleaned(fields.values()))

    def save(_values: dict[str, Any]) -> None:
        new = made()
        what = new.title or fields.editors["subject_id"].currentText()
        label = f"{'Ubah' if form.id else 'Tambah'} sesi {what}"
        runner.write(
            label, lambda s: schedule.save(s, event_id, new, form), stored, panel.refuse, owner=panel
        )

    def stored(session_id: int) -> None:
        for watch in panel.findChildren(PanelWatch):
            watch.done()
        saved(session_id)

    def offered(found: Choices) -> None:
        fields.offer(
            "subject_id", {None: "–"} | {s.subject_id: s.name for s in found.balance.subjects if s.subject_id}
        )
        fields.offer("room_id", {None: "–"} | dict(found.rooms))
        fields.editors["trainer_ids"].offer(found.trainers)
        fields.fill(shown)
        fields.changed.connect(speak)
        known.append(found)
        place = Place("training", "schedule.new", event_id)
        if form.id:
            place = Place("training", "schedule.session", form.id)
        PanelWatch(runner, panel, place, panel.title.text)
        speak()

    def speak() -> None:
        new, found = made(), known[0]
        problems = schedule.session_problems(new, found.event)
        typed = fields.values()
        fields.complain({n: words for n, words in problems.items() if n != "title" and typed[n]}, go=False)
        fields.tell(_told(new, found))
        runner.read(lambda s: _doubts(s, event_id, new), doubted, owner=panel, latest="doubts")

    def doubted(warnings: Warnings) -> None:
        fields.warn(warnings)
        panel.show_warnings()

    known: list[Choices] = []
    shown = replace(form, starts=_shown(form.starts), ends=_shown(form.ends))
    fields = Form(FIELDS)
    fields.fill(shown)
    if before:
        fields.copy_from(before.__dict__ | {"starts": _shown(before.starts), "ends": _shown(before.ends)})
    panel = FormPanel("Ubah sesi" if form.id else "Sesi baru", fields, save)
    runner.read(lambda s: choices(s, event_id, form), offered, owner=fields)
    return panel


def _shown(time: str) -> str:
    return clock.shown(time)


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"subject_id": values["subject_id"] or None, "room_id": values["room_id"] or None}


def _told(form: SessionForm, found: Choices) -> dict[str, str]:
    """How many JP it makes, and what of its subject is planned without this change."""
    told = {}
    begins, ends = read_time(form.starts), read_time(form.ends)
    if begins and ends and ends > begins and form.kind == "materi":
        told["ends"] = f"{clock.jp(begins, ends, found.of_jp)} JP"
    for subject in found.balance.subjects:
        if form.subject_id and subject.subject_id == form.subject_id:
            told["subject_id"] = f"Terjadwal {subject.planned} dari {subject.wanted} JP: {subject.words}"
    return told


def _doubts(session: Session, event_id: int, form: SessionForm) -> Warnings:
    """By field; these may be kept."""
    found: Warnings = defaultdict(list)
    for problem in schedule.check(session, event_id, form):
        whole_day = problem.session_id is None and problem.day == form.day
        if not problem.grave and (whole_day or problem.session_id == (form.id or schedule.NEW)):
            found[problem.field].append(problem.words)
    begins, ends = read_time(form.starts), read_time(form.ends)
    if form.day and begins and ends and begins < ends and form.kind != "istirahat":
        wanted = Wanted(
            form.day,
            begins,
            ends,
            form.room_id,
            form.trainer_ids,
            event_id,
            form.class_name,
            form.id,
        )
        event = schedule.span(session, event_id)
        for clash in clashes.find(session, [wanted]):
            if clash.kind in CLASH_FIELDS:
                found[CLASH_FIELDS[clash.kind]].append(clash_words(clash, event))
    return dict(found)
