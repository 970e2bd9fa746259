"""Asks why a result is another one than the rule's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asn_desktop.domain.passing import RESULTS
from asn_desktop.services import passing
from asn_desktop.services.passing import Against, NeedsReason
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import note
from asn_desktop.ui.kit.runner import Runner

MOST_NAMES = 6
MISSING = "Tulis alasannya, misalnya “Remedial 6 November 2026”. Alasan ikut tercetak di berita acara."


def reason_panel(
    runner: Runner, event_id: int, asked: NeedsReason, label: str, saved: Callable[[], None]
) -> FormPanel:
    """`label` names the action in the history. One reason for all of them."""

    def save(values: dict[str, Any]) -> None:
        reason = values["reason"].strip()
        if not reason:
            fields.complain({"reason": MISSING})
            return
        runner.write(
            label,
            lambda s: passing.apply(s, event_id, asked.wanted, reason),
            lambda _applied: stored(),
            panel.refuse,
            owner=panel,
        )

    def stored() -> None:
        for watch in panel.findChildren(PanelWatch):
            watch.done()
        saved()

    fields = Form([Field("reason", "Alasan", note(4))])
    fields.fill({"reason": ""})
    fields.tell({"reason": _words(asked.against)})
    panel = FormPanel("Hasil di luar aturan", fields, save)
    PanelWatch(
        runner, panel, Place("training", "overruling", event_id), lambda: "Alasan hasil di luar aturan"
    )
    fields.editors["reason"].setFocus()
    return panel


def _words(against: tuple[Against, ...]) -> str:
    """Whom the rule judges otherwise, and why."""
    lines = [f"{a.name} – menurut aturan {RESULTS[a.ruled].lower()}: {a.words}" for a in against[:MOST_NAMES]]
    if more := len(against) - MOST_NAMES:
        lines += [f"dan {more} orang lain."] if more > 0 else []
    return "\n".join(lines)
