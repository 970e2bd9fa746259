"""Copies an angkatan with everything but its people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from asn_desktop.domain import dates
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import series, training
from asn_desktop.services.training import EventForm
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, check
from asn_desktop.ui.kit.runner import Runner

if TYPE_CHECKING:
    from datetime import date

    from asn_desktop.ui.kit.runner import Session

FIELDS = [
    Field("starts_on", "Mulai", DATE, group="Angkatan baru"),
    Field("skip_holidays", "Hari libur", check("Le&wati hari libur dan akhir pekan")),
]
RESTING = 150  # milliseconds without a key before the days are counted again
_COMES_ALONG = (
    "Ikut disalin: jadwal dengan narasumber dan ruang, rencana, kolom nilai, kuota, dan isi berkas. "
    "Tidak ikut: peserta, kehadiran, nilai, dan nomor."
)


def copy_panel(runner: Runner, event_id: int, copied: Callable[[int], object]) -> FormPanel:
    """`copied` gets the id of the new event."""
    fields = Form(FIELDS)

    def save(values: dict[str, Any]) -> None:
        first, skip = values["starts_on"], values["skip_holidays"]
        if first is None:
            panel.refuse(InvalidInput({"starts_on": "Tanggal mulai harus diisi."}))
            return
        runner.write(
            "Salin angkatan",
            lambda s: series.copy_event(s, event_id, first, skip),
            stored,
            panel.refuse,
            owner=panel,
        )

    def stored(new_id: int) -> None:
        for watch in panel.findChildren(PanelWatch):
            watch.done()
        copied(new_id)

    def speak() -> None:
        values = fields.values()
        first, skip = values["starts_on"], values["skip_holidays"]
        fields.tell({"skip_holidays": _COMES_ALONG})
        if first is not None:
            runner.read(lambda s: _days(s, event_id, first, skip), told, owner=panel, latest="days")

    def told(days: list[date]) -> None:
        words = dates.span(days[0], days[-1])
        fields.tell({"starts_on": f"Berlangsung {words}", "skip_holidays": _COMES_ALONG})

    def opened(form: EventForm) -> None:
        fields.fill({"starts_on": None, "skip_holidays": True})
        angkatan = dates.roman(form.angkatan)
        panel.title.setText(f"Salin menjadi angkatan {angkatan}")
        speak()
        fields.changed.connect(resting.start)
        PanelWatch(runner, panel, Place("training", "event_copy", event_id), panel.title.text)
        fields.editors["starts_on"].setFocus()

    panel = FormPanel("Salin angkatan", fields, save)
    resting = QTimer(panel, singleShot=True, interval=RESTING)
    resting.timeout.connect(speak)
    runner.read(lambda s: training.duplicate_event(s, event_id), opened, owner=panel)
    return panel


def _days(session: Session, event_id: int, first: date, skip: bool) -> list[date]:
    return sorted(series.copied_days(session, event_id, first, skip).values())
