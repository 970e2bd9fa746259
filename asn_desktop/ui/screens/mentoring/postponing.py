"""Another last day for what was agreed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from asn_desktop.services.mentoring import actions
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE
from asn_desktop.ui.kit.runner import Runner


def postpone_panel(
    runner: Runner, ids: Sequence[int], due: date | None, saved: Callable[[], None]
) -> FormPanel:
    """For all of these action points; `due` is the day of the first one now."""
    today = date.today()

    def save(values: dict[str, Any]) -> None:
        wanted = values["due"]
        if wanted is None:
            fields.complain({"due": "Isi batas waktu yang baru."})
            return
        runner.write(
            "Ubah batas waktu tindak lanjut",
            lambda s: actions.postpone(s, ids, wanted, today),
            lambda _none: stored(),
            panel.refuse,
            owner=panel,
        )

    def stored() -> None:
        watch.done()
        saved()

    fields = Form([Field("due", "Batas waktu", DATE)])
    title = f"Batas waktu baru untuk {len(ids)} tindak lanjut" if len(ids) > 1 else "Batas waktu baru"
    panel = FormPanel(title, fields, save)
    fields.fill({"due": due})
    watch = PanelWatch(runner, panel, Place("mentoring", "postpone", ids[0]), lambda: title)
    return panel
