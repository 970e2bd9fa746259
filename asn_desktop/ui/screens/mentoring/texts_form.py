"""The texts of the papers of mentoring that the office words itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from asn_desktop.domain.mentoring.papers import PaperTexts
from asn_desktop.services.mentoring import texts
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import note
from asn_desktop.ui.kit.runner import Runner

TITLE = "Ubah teks berkas mentoring"
LINES = 4


def texts_panel(
    runner: Runner, programme_id: int, form: PaperTexts, saved: Callable[[], object]
) -> FormPanel:
    """An emptied field goes back to the usual text. `programme_id` says where a draft is opened again."""

    def save(values: dict[str, Any]) -> None:
        made = PaperTexts(**{name: values[name] for name in texts.TITLES})
        runner.write(
            TITLE, lambda s: texts.save(s, made), lambda _nothing: stored(), panel.refuse, owner=panel
        )

    def stored() -> None:
        watch.done()
        saved()

    fields = Form([Field(name, title, note(LINES)) for name, title in texts.TITLES.items()])
    fields.fill(asdict(form))
    panel = FormPanel("Teks kesepakatan dan surat pengingat", fields, save)
    watch = PanelWatch(runner, panel, Place("mentoring", "papers.texts", programme_id), lambda: TITLE)
    return panel
