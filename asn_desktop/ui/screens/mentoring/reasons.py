"""Asks why a programme or a pair is stopped: the reason goes into the reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import note
from asn_desktop.ui.kit.runner import Runner

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session


class Asked(NamedTuple):
    """`label` names the action in the trail, `told` stands under the field."""

    title: str
    label: str
    told: str


def reason_panel(
    runner: Runner,
    place: Place,
    asked: Asked,
    work: Callable[[Session, str], object],
    saved: Callable[[], None],
) -> FormPanel:
    """`work` refuses an empty reason."""

    def save(values: dict[str, Any]) -> None:
        reason = values["reason"]
        runner.write(asked.label, lambda s: work(s, reason), stored, panel.refuse, owner=panel)

    def stored(_result: object) -> None:
        watch.done()
        saved()

    fields = Form([Field("reason", "Alasan", note(4))])
    fields.fill({"reason": ""})
    fields.tell({"reason": asked.told})
    panel = FormPanel(asked.title, fields, save)
    watch = PanelWatch(runner, panel, place, lambda: asked.title)
    return panel
