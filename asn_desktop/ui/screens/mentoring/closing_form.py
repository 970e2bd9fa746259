"""What is concluded about one mentee: marks by aspect, conclusion, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring import closing
from asn_desktop.services.mentoring.closing import MenteeClosing
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import choice, note
from asn_desktop.ui.kit.runner import Runner

MARKS = {0: "– belum dinilai"} | dict(
    zip(words.LEVELS, ("1 kurang", "2 cukup", "3 baik", "4 sangat baik", "5 istimewa"), strict=True)
)
AFTER = [
    Field("conclusion", "Kesimpulan", note(4), group="Kesimpulan dan rekomendasi"),
    Field("ready_for", "Siap untuk", hint="jabatan atau tugas berikutnya"),
    Field("next_training", "Pelatihan berikutnya", hint="Pelatihan Kepemimpinan Pengawas"),
]


def closing_panel(
    runner: Runner, one: MenteeClosing, aspects: Mapping[str, str], saved: Callable[[int], None]
) -> FormPanel:
    def save(values: dict[str, Any]) -> None:
        marks = {code: values[code] for code in aspects if values[code]}
        after = {field.name: values[field.name] for field in AFTER}
        wanted = replace(one.form, marks=marks, **after)
        runner.write(
            f"Penilaian akhir mentee {one.mentee}",
            lambda s: closing.save(s, wanted),
            stored,
            panel.refuse,
            owner=panel,
        )

    def stored(mentee_id: int) -> None:
        watch.done()
        saved(mentee_id)

    scored = [Field(code, name, choice(MARKS), group="Nilai tiap aspek") for code, name in aspects.items()]
    fields = Form([*scored, *AFTER])
    fields.fill(vars(one.form) | {code: one.form.marks.get(code, 0) for code in aspects})
    panel = FormPanel(one.mentee, fields, save)
    place = Place("mentoring", "closing.mentee", one.id)
    watch = PanelWatch(runner, panel, place, lambda: f"Penilaian akhir mentee {one.mentee}")
    return panel
