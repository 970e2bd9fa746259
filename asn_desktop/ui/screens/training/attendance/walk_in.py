"""The form for somebody at the door who is not on the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from asn_desktop.services import attendance
from asn_desktop.services.attendance import WalkInForm
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.runner import Runner

WALK_IN = "attendance.walk_in"
FIELDS = [
    Field("nip", "NIP", hint="kosong untuk orang luar"),
    Field("name", "Nama", hint="dengan gelar; boleh kosong bila NIP tercatat"),
    Field("unit", "Unit kerja/asal"),
    Field("jabatan", "Jabatan"),
    Field("phone", "Nomor HP"),
]


def walk_in_panel(
    runner: Runner,
    event_id: int,
    form: WalkInForm,
    held: Callable[[], int | None],
    saved: Callable[[int], None],
) -> FormPanel:
    """`held` is the session the person came for; `saved` gets the participant."""

    def save(values: dict[str, Any]) -> None:
        made, now = WalkInForm(**values), datetime.now()
        runner.write(
            f"Peserta tambahan {made.name or made.nip}",
            lambda s: attendance.add_walk_in(s, event_id, made, held(), now),
            stored,
            panel.refuse,
            owner=panel,
        )

    def stored(participant_id: int) -> None:
        watch.done()
        saved(participant_id)

    def speak() -> None:
        found = attendance.walk_in_problems(WalkInForm(**fields.values()), datetime.now())
        fields.complain({name: words for name, words in found.items() if name == "nip"}, go=False)

    def title() -> str:
        typed = fields.values()
        return f"Peserta tambahan {typed['name'] or typed['nip']}".strip()

    fields = Form(FIELDS)
    panel = FormPanel("Peserta tambahan", fields, save)
    fields.fill(form)
    fields.changed.connect(speak)
    watch = PanelWatch(runner, panel, Place("training", WALK_IN, event_id), title)
    return panel
