"""The data of one event, as they will stand on its certificates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from asn_desktop.domain import dates
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import numbers, office, rooms, rulings, schedule, templates, training
from asn_desktop.services.schedule import Plan
from asn_desktop.services.trail.year_words import METHODS
from asn_desktop.services.training import EventForm
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, DECIMAL, NUMBER, choice, note, search_choice
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import shown

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

FIELDS = [
    Field("training_id", "Pelatihan", search_choice({}), group="Kegiatan", hint="ketik sebagian namanya"),
    Field("angkatan", "Angkatan", NUMBER),
    Field("starts_on", "Tanggal mulai", DATE),
    Field("ends_on", "Tanggal selesai", DATE),
    Field("place", "Tempat"),
    Field("organiser", "Penyelenggara", note(2)),
    Field("jp", "JP", NUMBER, hint="kosong: sesuai kurikulum"),
    Field("method", "Metode", choice(METHODS), group="Rencana"),
    Field("room_id", "Ruang", choice({})),
    Field("capacity", "Jumlah kursi", NUMBER, hint="kosong: tidak dibatasi"),
    Field("funding", "Sumber dana", hint="misalnya APBD 2026"),
    Field("min_attendance", "Kehadiran minimal", NUMBER, hint="persen; kosong: ketentuan kantor"),
    Field("pass_mark", "Nilai kelulusan", DECIMAL, hint="kosong: ketentuan kantor"),
    Field("signatory_id", "Penanda tangan", choice({}), group="Sertifikat"),
    Field("back_signatory_id", "Penanda tangan belakang", choice({})),
    Field("scheme_id", "Skema nomor", choice({})),
    Field("template_name", "Templat", choice({})),
    Field("note", "Keterangan", note(2), group="Catatan"),
]


PLANNED = ("method", "room_id", "capacity", "funding", "min_attendance", "pass_mark")
RULES = {"min_attendance": "kehadiran_minimal", "pass_mark": "nilai_lulus"}


class Choices(NamedTuple):
    trainings: Mapping[int, str]
    curriculum_jp: Mapping[int, int]
    signatories: Mapping[int, str]
    valid: Mapping[int, tuple[date, date]]
    schemes: Mapping[int, numbers.SchemeForm]
    templates: Mapping[str, str]
    rooms: Mapping[int, str]
    seats: Mapping[int, int]  # of the rooms where they are known
    rules: Mapping[str, float]  # of the office, by field
    plan: Plan
    held: list[date]  # days with sessions
    angkatans: Mapping[int, Mapping[int, date]]  # of other events, by training: the first day


def choices(session: Session, event_id: int | None) -> Choices:
    rows, signs = training.rows(session), office.signatories(session)
    plan = Plan() if event_id is None else schedule.plan(session, event_id)
    held = [] if event_id is None else schedule.sessions(session, [event_id])
    return Choices(
        {r.id: r.name for r in rows},
        {r.id: r.jp for r in rows},
        {s.id: f"{s.name} – {s.title}" for s in signs},
        {s.id: (s.valid_from or date.min, s.valid_to or date.max) for s in signs},
        {s.id: numbers.get_scheme(session, s.id) for s in numbers.schemes(session)},
        {t.name: t.title for t in templates.of_trainings()},
        rooms.names(session, plan.room_id),
        {r.id: r.capacity for r in rooms.rows(session, date.today()) if r.capacity},
        {name: rulings.number(session, code) for name, code in RULES.items()},
        plan,
        [row.day for row in held],
        training.angkatans(session, event_id),
    )


def event_panel(runner: Runner, form: EventForm, saved: Callable[[int], None]) -> FormPanel:
    """A form beside the list; `saved` gets the id of the event."""

    def save(values: dict[str, Any]) -> None:
        made = replace(form, **_cleaned(values))
        planned = replace(known[0], **_planned(values)) if known else None
        label = f"{'Ubah' if form.id else 'Tambah'} kegiatan pelatihan"
        runner.write(label, lambda s: _save(s, made, planned), stored, panel.refuse, owner=panel)

    def stored(event_id: int) -> None:
        for watch in panel.findChildren(PanelWatch):
            watch.done()
        saved(event_id)

    def title() -> str:
        verb = "Ubah kegiatan" if form.id else "Kegiatan baru"
        return f"{verb} {fields.editors['training_id'].currentText()}".strip()

    known: list[Plan] = []
    fields = Form(FIELDS)
    panel = FormPanel("Ubah kegiatan" if form.id else "Kegiatan baru", fields, save)

    def offered(found: Choices) -> None:
        nobody = {None: "– belum dipilih –"}
        fields.offer("training_id", found.trainings)
        fields.offer("signatory_id", nobody | dict(found.signatories))
        fields.offer("back_signatory_id", {None: "– tidak ada –"} | dict(found.signatories))
        fields.offer("scheme_id", nobody | {key: s.name for key, s in found.schemes.items()})
        fields.offer("template_name", found.templates)
        fields.offer("room_id", {None: "– belum dipilih –"} | dict(found.rooms))
        fields.fill(form.__dict__ | {name: getattr(found.plan, name) for name in PLANNED})
        known.append(found.plan)
        if form.id is None:
            fields.changed.connect(_counter(fields, found))
        fields.changed.connect(lambda: _speak(panel, found))
        _speak(panel, found)
        PanelWatch(runner, panel, Place("training", "event", form.id), title)

    fields.fill(form)
    runner.read(lambda s: choices(s, form.id), offered, owner=fields)
    return panel


def _counter(fields: Form, found: Choices) -> Callable[[], None]:
    """Counts the angkatan on when another training is chosen; what the clerk typed stays."""
    shown = fields.values()
    last: list[Any] = [shown["training_id"], shown["angkatan"]]

    def count() -> None:
        values = fields.values()
        if values["training_id"] == last[0]:
            return
        if values["training_id"] and values["angkatan"] == last[1]:
            last[1] = max(found.angkatans.get(values["training_id"], {}), default=0) + 1
            fields.editors["angkatan"].setText(str(last[1]))
        last[0] = values["training_id"]

    return count


def _save(session: Session, form: EventForm, planned: Plan | None) -> int:
    problems = schedule.plan_problems(planned) if planned else {}
    try:
        event_id = training.save_event(session, form)
    except InvalidInput as error:
        raise InvalidInput(error.problems | problems) from error
    if planned:
        schedule.save_plan(session, event_id, planned)
    return event_id


def _planned(values: dict[str, Any]) -> dict[str, Any]:
    found = {name: values[name] for name in PLANNED}
    return found | {"room_id": values["room_id"] or None, "method": values["method"] or "klasikal"}


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in PLANNED} | {
        "angkatan": values["angkatan"] or 0,
        "scheme_id": values["scheme_id"] or None,
        "signatory_id": values["signatory_id"] or None,
        "back_signatory_id": values["back_signatory_id"] or None,
    }


def _speak(panel: FormPanel, found: Choices) -> None:
    """What the values mean and what will be missing later, while the clerk types."""
    fields = panel.form
    values = fields.values()
    told: dict[str, str] = {}
    warnings: dict[str, list[str]] = {}
    problems: dict[str, str] = {}
    first, last = values["starts_on"], values["ends_on"]
    if first and last:
        if last < first:
            problems["ends_on"] = "Tanggal selesai tidak boleh sebelum tanggal mulai."
        else:
            told["ends_on"] = dates.span(first, last)
            if left := sum(not first <= day <= last for day in found.held):
                words = f"{left} sesi jadwal berada di luar tanggal ini. Pindahkan sesi itu di bagian Jadwal."
                warnings["ends_on"] = [words]
    others = found.angkatans.get(values["training_id"] or 0, {})
    if (begun := others.get(values["angkatan"] or 0)) is not None:
        number, following = dates.roman(values["angkatan"]), dates.roman(max(others) + 1)
        words = f"Angkatan {number} sudah ada, mulai {dates.long(begun)}. Angkatan berikutnya: {following}."
        warnings["angkatan"] = [words]
    if jp := found.curriculum_jp.get(values["training_id"] or 0):
        told["jp"] = f"Kurikulum: {jp} JP"
        if values["jp"] not in (None, jp):
            warnings["jp"] = [f"Berbeda dari jumlah JP kurikulum, {jp} JP."]
    if not values["signatory_id"]:
        warnings["signatory_id"] = ["Sertifikat baru dapat terbit setelah penanda tangan dipilih."]
    elif last and values["signatory_id"] in found.valid:
        begins, ends = found.valid[values["signatory_id"]]
        if not begins <= last <= ends:
            warnings["signatory_id"] = ["Pada tanggal selesai, pejabat ini tidak (lagi) menjabat."]
    if values["scheme_id"] in found.schemes:
        told["scheme_id"] = _sample(found.schemes[values["scheme_id"]], values["angkatan"])
    elif not values["scheme_id"]:
        warnings["scheme_id"] = ["Sertifikat baru dapat terbit setelah skema nomor dipilih."]
    of_plan = _of_plan(values, found)
    told |= of_plan[0]
    warnings |= of_plan[1]
    problems |= of_plan[2]
    fields.tell(told)
    fields.warn(warnings)
    fields.complain(problems, go=False)
    panel.show_warnings()


def _of_plan(
    values: dict[str, Any], found: Choices
) -> tuple[dict[str, str], dict[str, list[str]], dict[str, str]]:
    """What the rules of the office are, what may be kept, and what is wrong."""
    planned = replace(found.plan, **_planned(values))
    told = {
        name: f"Ketentuan kantor: {shown(rule) if rule % 1 else int(rule)}"
        for name, rule in found.rules.items()
        if values[name] is None
    }
    seats = found.seats.get(planned.room_id or 0, 0)
    warnings = {}
    if seats and (planned.capacity or 0) > seats:
        warnings["capacity"] = [f"Ruang ini memuat {seats} orang. Pilih ruang lain, atau kurangi kursinya."]
    return told, warnings, schedule.plan_problems(planned)


def _sample(scheme: numbers.SchemeForm, angkatan: int | None) -> str:
    try:
        return "Contoh: " + numbers.sample(scheme, date.today(), angkatan=angkatan or 1)
    except InvalidInput as error:
        return " ".join(error.problems.values())
