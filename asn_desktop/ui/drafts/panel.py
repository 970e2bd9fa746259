"""Keeps what is typed into a form with Simpan and Batal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from asn_desktop.services.drafts import Draft
from asn_desktop.ui.drafts import typed, words
from asn_desktop.ui.drafts.offering import Offering
from asn_desktop.ui.drafts.watch import Place
from asn_desktop.ui.kit.form import Form, FormPanel

SHOWN = 4  # fields that others changed


class PanelWatch(Offering):
    """Made when the form has been filled; `done` is called when it was saved."""

    def __init__(self, runner: QObject, panel: FormPanel, place: Place, title: Callable[[], str]) -> None:
        self._form = form = panel.form
        super().__init__(runner, panel, place, title, lambda: typed.read(form), fill=self._go_on, at=1)
        form.changed.connect(self.touch)
        panel.closed.connect(self.done)
        self.look()

    def _go_on(self, draft: Draft) -> None:
        merged = self.go_on(draft)
        self.tell(_told(self._form, draft, merged.changed))
        typed.write(self._form, merged.values)
        self.touch()


def _told(form: Form, draft: Draft, changed: list[str]) -> str:
    """Before the form is filled: it still shows what is stored."""
    said = f"Isian dari {words.when(draft)} dilanjutkan."
    known = [name for name in changed if name in form.editors]
    if not known:
        return said
    stored = [
        f"{form.editors[name].accessibleName()}: {typed.words(form, name) or '(kosong)'}"
        for name in known[:SHOWN]
    ]
    more = f"; dan {len(known) - SHOWN} lainnya" if len(known) > SHOWN else ""
    return (
        f"{said} Sejak itu data ini diubah. Yang sekarang tersimpan – {'; '.join(stored)}{more}. "
        "Periksa dahulu: Simpan memakai isian Anda."
    )
