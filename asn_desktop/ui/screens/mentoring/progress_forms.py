"""The forms of an aim and of how far it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from asn_desktop.services.mentoring import progress
from asn_desktop.services.mentoring.progress import EVERYBODY, AimForm, AimRow
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, DECIMAL, check, choice, note
from asn_desktop.ui.kit.runner import Runner

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

AIM = [
    Field("text", "Sasaran", note(2), group="Apa yang ingin dicapai", hint="Menyusun SOP loket sendiri"),
    Field("mentee_id", "Untuk", choice({"": EVERYBODY})),
    Field("indicator", "Indikator", note(2), group="Ukuran", hint="SOP yang disahkan"),
    Field("unit", "Satuan", hint="dokumen, hari, persen"),
    Field("baseline", "Nilai awal", DECIMAL, hint="kosong: tidak diketahui"),
    Field("target", "Target", DECIMAL, hint="kosong: tanpa angka"),
    Field("falling", "", check("Makin kecil makin baik")),
]
VALUE = [
    Field("day", "Tanggal", DATE),
    Field("value", "Capaian", DECIMAL, hint="kosong: hapus yang tercatat pada tanggal ini"),
    Field("note", "Catatan"),
]


def aim_panel(
    runner: Runner, form: AimForm, mentees: Mapping[int, str], saved: Callable[[int], None]
) -> FormPanel:
    def made(values: dict[str, Any]) -> AimForm:
        return replace(form, **values | {"mentee_id": values["mentee_id"] or None})

    def save(values: dict[str, Any]) -> None:
        wanted = made(values)
        runner.write(
            f"{'Ubah' if form.id else 'Tambah'} sasaran mentoring",
            lambda s: progress.save_aim(s, wanted),
            stored,
            panel.refuse,
            owner=panel,
        )

    def stored(aim_id: int) -> None:
        watch.done()
        saved(aim_id)

    fields = Form(AIM)
    fields.offer("mentee_id", {"": EVERYBODY} | dict(mentees))
    fields.fill(vars(form) | {"mentee_id": form.mentee_id or ""})
    panel = FormPanel("Ubah sasaran" if form.id else "Sasaran baru", fields, save)
    fields.changed.connect(lambda: fields.complain(_late(progress.problems(made(fields.values()))), go=False))
    place = Place("mentoring", "progress.aim", form.pair_id)
    if form.id:
        place = Place("mentoring", "progress.aim_edit", form.id)
    watch = PanelWatch(runner, panel, place, lambda: f"Sasaran mentoring {fields.values()['text'][:60]}")
    return panel


def _late(problems: dict[str, str]) -> dict[str, str]:
    """What is empty is told when it is saved, not while the first letter is typed elsewhere."""
    return {name: said for name, said in problems.items() if name != "text"}


def value_panel(runner: Runner, row: AimRow, today: date, saved: Callable[[int], None]) -> FormPanel:
    def save(values: dict[str, Any]) -> None:
        day, value, said = values["day"], values["value"], values["note"]
        if day is None:
            fields.complain({"day": "Isi tanggalnya."})
            return

        def work(session: Session) -> None:
            if value is None:
                progress.clear_value(session, row.id, day)
            else:
                progress.set_value(session, row.id, day, value, today, note=said)

        verb = "Capaian sasaran" if value is not None else "Hapus capaian sasaran"
        runner.write(f"{verb}: {row.form.text[:60]}", work, lambda _: stored(), panel.refuse, owner=panel)

    def stored() -> None:
        watch.done()
        saved(row.id)

    fields = Form(VALUE)
    fields.fill({"day": today, "value": None, "note": ""})
    panel = FormPanel(f"Capaian: {row.form.text[:80]}", fields, save)
    place = Place("mentoring", "progress.value", row.id)
    watch = PanelWatch(runner, panel, place, lambda: f"Capaian {row.form.text[:60]}")
    return panel
