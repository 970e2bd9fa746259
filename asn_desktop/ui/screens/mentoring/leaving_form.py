"""A mentee who leaves a group early: since when and why; what was recorded stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services.mentoring import pairs
from asn_desktop.services.mentoring.closing import MenteeClosing
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, note
from asn_desktop.ui.kit.runner import Runner

FIELDS = [Field("day", "Keluar pada", DATE), Field("reason", "Alasan", note(4))]
TOLD = "Ikut tercetak di laporan. Pertemuan dan JP yang sudah tercatat tetap ada."


def leaving_panel(runner: Runner, one: MenteeClosing, saved: Callable[[int], None]) -> FormPanel:
    def save(values: dict[str, Any]) -> None:
        day, reason = values["day"], values["reason"]
        if day is None:
            panel.refuse(InvalidInput({"day": "Isi tanggal keluar."}))
            return
        runner.write(
            f"Catat {one.mentee} keluar",
            lambda s: pairs.leave(s, one.id, day, reason, date.today()),
            stored,
            panel.refuse,
            owner=panel,
        )

    def stored(_result: object) -> None:
        watch.done()
        saved(one.id)

    fields = Form(FIELDS)
    fields.fill({"day": date.today(), "reason": ""})
    fields.tell({"reason": TOLD})
    title = f"Mentee keluar: {one.mentee}"
    panel = FormPanel(title, fields, save)
    watch = PanelWatch(runner, panel, Place("mentoring", "closing.leave", one.id), lambda: title)
    return panel
