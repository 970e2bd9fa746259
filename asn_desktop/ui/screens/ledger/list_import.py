"""The import of past trainings from Excel or CSV."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from asn_desktop.services import ledger
from asn_desktop.services.ledger import RIWAYAT
from asn_desktop.services.ledger.columns import FIELDS, NEEDED
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.list_wizard import Import, ListImport, missing_columns


def _missing(fields: Sequence[str | None], _known: Mapping[str, str]) -> str:
    """Where there is no last day, the first one does."""
    needed = [field for field in NEEDED if field != "ends_on" or "starts_on" not in fields]
    return missing_columns(fields, needed, FIELDS)


HISTORY = Import(
    name="history",
    title="Impor riwayat pelatihan",
    noun="riwayat pelatihan",
    kept="pelatihan dicatat",
    purpose=RIWAYAT,
    columns=[
        Column("Kegiatan", lambda r: r.values.get("name"), width=40),
        Column("Selesai", lambda r: r.values.get("ends_on"), width=10),
        Column("JP", lambda r: r.values.get("jp"), width=6),
    ],
    known=lambda _session: FIELDS,
    open=lambda path, sheet, _known: ledger.open_list(path, sheet),
    meanings=lambda known: known,
    missing=_missing,
    check=lambda s, source, fields, progress: ledger.check(s, source, fields, date.today(), progress),
    apply=lambda s, checked, _progress: ledger.apply(s, checked),
)


def history_wizard(runner: Runner, close: Callable[[], None]) -> QWidget:
    return ListImport(runner, HISTORY, close).wizard
