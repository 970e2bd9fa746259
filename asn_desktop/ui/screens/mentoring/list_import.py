"""The import of logbooks of a programme from Excel or CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from asn_desktop.domain.clock import shown
from asn_desktop.services.mentoring import importing
from asn_desktop.services.mentoring.logbook_columns import FIELDS, missing
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.list_wizard import Import, ListImport

COLUMNS = [
    Column("Mentor", lambda r: r.values.get("mentor"), width=26),
    Column("Tanggal", lambda r: r.values.get("day"), width=10),
    Column("Jam", lambda r: shown(r.values.get("starts") or ""), width=7),
    Column("Menit", lambda r: r.values.get("minutes"), width=7),
    Column("Topik", lambda r: r.values.get("topic"), width=40),
]


@dataclass
class _Wished:
    """Kept beside the tick: the list is checked outside the thread of the window."""

    may_make_pairs: bool = True


def logbook_wizard(
    runner: Runner,
    programme_id: int,
    close: Callable[[], None],
    save_as: Callable[..., Path | None] = dialogs.save_file,
) -> QWidget:
    wished = _Wished()
    tick = QCheckBox("B&uat pasangan yang belum ada di program ini")
    tick.setObjectName("logbook_pairs")
    tick.setAccessibleName("Buat pasangan yang belum ada di program ini")
    tick.setToolTip("Tanpa centang, baris yang pasangannya belum ada ditolak.")
    tick.setChecked(wished.may_make_pairs)
    tick.toggled.connect(partial(setattr, wished, "may_make_pairs"))
    return ListImport(runner, _kind(programme_id, wished), close, save_as, tick).wizard


def _kind(programme_id: int, wished: _Wished) -> Import:
    return Import(
        name="logbook",
        title="Impor logbook",
        noun="baris logbook",
        kept="pertemuan dicatat",
        purpose=importing.LOGBOOK,
        columns=COLUMNS,
        known=lambda _session: FIELDS,
        open=lambda path, sheet, _known: importing.open_list(path, sheet),
        meanings=lambda known: known,
        missing=lambda fields, _known: missing(fields),
        check=lambda s, source, fields, progress: importing.check(
            s,
            programme_id,
            source,
            fields,
            date.today(),
            may_make_pairs=wished.may_make_pairs,
            progress=progress,
        ),
        apply=lambda s, checked, progress: importing.apply(s, programme_id, checked, date.today(), progress)[
            0
        ],
        changes="melengkapi pertemuan yang sudah ada",
    )
