"""The import of competence levels from Excel or CSV."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from asn_desktop.services import competences
from asn_desktop.services.competences import columns, importing
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.list_wizard import Import, ListImport

LEVELS = Import(
    name="levels",
    title="Impor tingkat kompetensi",
    noun="baris tingkat kompetensi",
    kept="tingkat kompetensi dicatat",
    purpose=importing.PURPOSE,
    columns=[Column("Tingkat", lambda r: r.values.get("told", ""), width=60)],
    known=competences.names,
    open=lambda path, sheet, known: importing.open_list(path, known, sheet),
    meanings=columns.fields,
    missing=importing.missing,
    check=lambda s, source, fields, progress: importing.check(s, source, fields, date.today(), progress),
    apply=lambda s, checked, _progress: importing.apply(s, checked),
)


def levels_wizard(runner: Runner, close: Callable[[], None]) -> QWidget:
    return ListImport(runner, LEVELS, close).wizard
