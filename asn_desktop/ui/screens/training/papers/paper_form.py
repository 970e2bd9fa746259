"""The form in which a paper is worded: its date, who signs, its texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services.papers import letters
from asn_desktop.services.papers.kinds import KINDS, Shape, TextField
from asn_desktop.services.papers.saving import PaperForm
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, TEXT, Kind, choice, note
from asn_desktop.ui.kit.runner import Runner

LISTED = "Satu butir setiap baris."
UNDATED = "Kosong: tanggal diisi tangan."
AUTOMATIC = "– yang menjabat pada tanggalnya –"
PREFIX = "text_"  # a field of the texts may be called like one of the form


def form_name(kind: str) -> str:
    """What drafts of this form are known by."""
    return f"papers.{kind}"


def paper_panel(
    runner: Runner,
    event_id: int,
    form: PaperForm,
    signatories: dict[int, str],
    saved: Callable[[], object],
) -> FormPanel:
    """A form beside the list; what is left as it usually is follows the event later on."""
    kind = KINDS[form.kind]

    def save(values: dict[str, Any]) -> None:
        made = replace(
            form,
            number=values.get("number", form.number),
            dated=values["dated"],
            signatory_id=values.get("signatory_id") or None,
            texts={name.removeprefix(PREFIX): v for name, v in values.items() if name.startswith(PREFIX)},
        )
        runner.write(
            f"Ubah {kind.title.lower()}",
            lambda s: letters.save(s, event_id, made, date.today()),
            lambda _nothing: stored(),
            refuse,
            owner=panel,
        )

    def refuse(error: UserError) -> None:
        texts = {f.name for f in kind.fields}
        if isinstance(error, InvalidInput):
            told = {PREFIX + name if name in texts else name: words for name, words in error.problems.items()}
            error = InvalidInput(told)
        panel.refuse(error)

    def stored() -> None:
        for watch in panel.findChildren(PanelWatch):
            watch.done()
        saved()

    fields = Form(_fields(form, signatories))
    panel = FormPanel(f"{kind.title} {form.number}".strip(), fields, save)
    fields.fill(
        {"number": form.number, "dated": form.dated, "signatory_id": form.signatory_id or ""}
        | {PREFIX + name: text for name, text in form.texts.items()}
    )
    told = {PREFIX + f.name: f.help or LISTED for f in kind.fields if f.help or f.shape is Shape.LIST}
    fields.tell(told | {"dated": UNDATED})
    PanelWatch(
        runner, panel, Place("training", form_name(form.kind), event_id), lambda: f"Ubah {kind.title.lower()}"
    )
    return panel


def _fields(form: PaperForm, signatories: dict[int, str]) -> list[Field]:
    kind = KINDS[form.kind]
    found = []
    if kind.numbered and not form.numbered:
        found.append(Field("number", "Nomor", TEXT, hint="kosong: Ambil nomor dari skema"))
    found.append(Field("dated", "Tanggal", DATE))
    if kind.signed:
        found.append(Field("signatory_id", "Penanda tangan", choice({"": AUTOMATIC} | signatories)))
    return found + [Field(PREFIX + f.name, f.label, _editor(f)) for f in kind.fields]


def _editor(field: TextField) -> Kind:
    if field.shape is Shape.CHOICE:
        return choice({name: name for name in field.choices})
    if field.shape is Shape.LINE:
        return TEXT
    return note(5 if field.shape is Shape.TEXT else 4)
