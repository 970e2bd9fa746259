"""The forms of a trainer, of one from outside, and of a score given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields as names_of
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from asn_desktop.domain import dates
from asn_desktop.services import trainers, training
from asn_desktop.services.trainers import RATE_UNITS, Outsider, ScoreForm, TrainerForm
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, DECIMAL, NUMBER, choice, note, search_choice
from asn_desktop.ui.kit.runner import Runner

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

TEACHING = [
    Field("subjects", "Mata pelatihan", note(3), group="Mengajar", hint="satu per baris"),
    Field("rate", "Honorarium (Rp)", NUMBER, group="Honorarium", hint="kosong: belum ditetapkan"),
    Field("rate_unit", "Satuan", choice(RATE_UNITS)),
    Field("npwp", "NPWP"),
    Field("bank", "Bank"),
    Field("account", "Nomor rekening"),
    Field("account_name", "Nama pada rekening"),
    Field("note", "Catatan", note(2)),
]
OUTSIDER = [
    Field("name", "Nama dan gelar", group="Orang", hint="Dr. Ana Sari, M.Si."),
    Field("instansi", "Instansi"),
    Field("phone", "Telepon"),
    Field("email", "Surel"),
]
SCORE = [
    Field("event_id", "Kegiatan", search_choice({}), hint="ketik sebagian namanya"),
    Field("given_on", "Tanggal", DATE),
    Field("subject", "Mata pelatihan"),
    Field("score", "Nilai rata-rata", DECIMAL, hint="4,25"),
    Field("most", "Skala sampai", DECIMAL),
    Field("respondents", "Jumlah penilai", NUMBER, hint="kosong: tidak diketahui"),
    Field("note", "Catatan", note(2)),
]


def trainer_panel(runner: Runner, name: str, form: TrainerForm, saved: Callable[[int], None]) -> FormPanel:
    """`name` is that of the person; a new form has their `person_id`."""

    def save(values: dict[str, Any]) -> None:
        made = replace(form, **values)
        label = f"{'Ubah' if form.id else 'Daftarkan'} narasumber {name}"
        runner.write(label, lambda s: trainers.save(s, made), stored, panel.refuse, owner=panel)

    def stored(trainer_id: int) -> None:
        watch.done()
        saved(trainer_id)

    fields = Form(TEACHING)
    fields.fill(form)
    panel = FormPanel(name, fields, save)
    _speak(fields, lambda: trainers.problems(replace(form, **fields.values())))
    place = Place("training", "trainer", form.id)
    if form.id is None:
        place = Place("training", "trainer_of", form.person_id)
    watch = PanelWatch(runner, panel, place, lambda: f"Narasumber {name}")
    return panel


def outsider_panel(runner: Runner, saved: Callable[[int], None]) -> FormPanel:
    def save(values: dict[str, Any]) -> None:
        guest, form = _split(values)
        runner.write(
            f"Daftarkan narasumber {guest.name}",
            lambda s: trainers.save_outsider(s, guest, form, date.today()),
            stored,
            panel.refuse,
            owner=panel,
        )

    def stored(trainer_id: int) -> None:
        watch.done()
        saved(trainer_id)

    fields = Form([*OUTSIDER, *TEACHING])
    fields.fill(TrainerForm())
    panel = FormPanel("Narasumber dari luar", fields, save)
    _speak(fields, lambda: trainers.problems(_split(fields.values())[1]))
    watch = PanelWatch(
        runner,
        panel,
        Place("training", "outsider"),
        lambda: f"Narasumber dari luar {fields.values()['name']}",
    )
    return panel


def _split(values: dict[str, Any]) -> tuple[Outsider, TrainerForm]:
    of_guest = {f.name for f in names_of(Outsider)}
    guest = Outsider(**{name: value for name, value in values.items() if name in of_guest})
    return guest, TrainerForm(**{name: value for name, value in values.items() if name not in of_guest})


def _speak(fields: Form, problems: Callable[[], dict[str, str]]) -> None:
    fields.changed.connect(lambda: fields.complain(problems(), go=False))


def score_panel(runner: Runner, form: ScoreForm, saved: Callable[[int], None]) -> FormPanel:
    def save(values: dict[str, Any]) -> None:
        made = replace(form, **values)
        label = f"{'Ubah' if form.id else 'Catat'} nilai narasumber"
        runner.write(label, lambda s: trainers.save_score(s, made), stored, panel.refuse, owner=panel)

    def stored(score_id: int) -> None:
        for watch in panel.findChildren(PanelWatch):
            watch.done()
        saved(score_id)

    def offered(events: dict[int, str]) -> None:
        fields.offer("event_id", events)
        fields.fill(form)
        place = Place("training", "score", form.id)
        if form.id is None:
            place = Place("training", "score_of", form.trainer_id)
        PanelWatch(runner, panel, place, lambda: "Nilai narasumber")

    fields = Form(SCORE)
    fields.fill(form)
    panel = FormPanel("Ubah nilai" if form.id else "Nilai baru", fields, save)
    runner.read(_events, offered, owner=fields)
    return panel


def _events(session: Session) -> dict[int, str]:
    """Newest first."""
    return {
        e.id: f"{e.training} angkatan {dates.roman(e.angkatan)} ({e.starts_on.year})"
        for e in training.events(session)
    }
