"""Ubah banyak: whom and what, before and after, result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from asn_desktop.domain import nip
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import bulk, units
from asn_desktop.services.bulk import CHANGED, REFUSED, UNCHANGED, BulkRow, Change, Preview
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import counted, label, set_look
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.kit.wizard import Step, Wizard
from asn_desktop.ui.screens.employees.change_page import ChangePage

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

ALL, WARNED = "semua", "peringatan"
FILTERS = {
    ALL: "Semua",
    CHANGED: "≠ Berubah",
    WARNED: "! Peringatan",
    UNCHANGED: "= Sama",
    REFUSED: "✗ Ditolak",
}
OUTCOMES = {CHANGED: "≠ Berubah", UNCHANGED: "= Sama", REFUSED: "✗ Ditolak"}
TONES = {CHANGED: "news", UNCHANGED: "quiet", REFUSED: "bad"}
COLUMNS = [
    Column("Nama", "printed_name", width=26),
    Column("NIP", lambda row: nip.spaced(row.nip), width=20),
    Column("Hasil", lambda row: OUTCOMES[row.outcome], width=12, tone=lambda row: TONES[row.outcome]),
    Column("Sebelum", lambda row: row.before or "(kosong)", width=26),
    Column("Sesudah", lambda row: row.after or "(kosong)", width=26),
    Column("Catatan", "remark", width=20),
]


class PreviewPage(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[BulkRow] = ()
        self._model = TableModel(COLUMNS)
        self.table = View(self._model, COLUMNS, "bulk_table", "Sebelum dan sesudah")
        self._summary = label("", wrap=True, name="bulk_summary")
        self._filters = QButtonGroup(self)
        self._filters.buttonClicked.connect(lambda _chip: self._show())
        self._chips: dict[str, QToolButton] = {}
        bar = QHBoxLayout()
        bar.setSpacing(4)
        for name in FILTERS:
            chip = self._chips[name] = QToolButton()
            chip.setObjectName(f"bulk_{name}")
            chip.setCheckable(True)
            chip.setFocusPolicy(chip.focusPolicy().StrongFocus)
            set_look(chip, "chip")
            self._filters.addButton(chip)
            bar.addWidget(chip)
        bar.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._summary)
        layout.addLayout(bar)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def show_preview(self, found: Preview, change: Change) -> None:
        self._rows = found.rows
        for name, words in FILTERS.items():
            self._chips[name].setText(f"{words}  {counted(len(self._of(name)))}")
        told = f"{change.title}: {counted(found.changed)} berubah, {counted(found.unchanged)} tidak berubah"
        told += f", {counted(found.refused)} ditolak dan tetap seperti semula" if found.refused else ""
        self._summary.setText(f"{told}.")
        self._chips[CHANGED if found.changed else ALL].setChecked(True)
        self._show()

    def _of(self, name: str) -> list[BulkRow]:
        if name == WARNED:
            return [row for row in self._rows if row.outcome == CHANGED and row.remark]
        return [row for row in self._rows if name in (ALL, row.outcome)]

    def _show(self) -> None:
        name = next(name for name, chip in self._chips.items() if chip.isChecked())
        self._model.show(self._of(name))


class BulkEdit:
    """What the steps have found out so far."""

    def __init__(
        self,
        runner: Runner,
        close: Callable[[], None],
        chosen: Sequence[int],
        matching: Sequence[int],
        described: str,
    ) -> None:
        self._runner = runner
        self._will = 0  # how many people change
        self._page, self._preview = ChangePage(chosen, matching, described), PreviewPage()
        self._result = QWidget()
        self._told = label("", "title", wrap=True, name="bulk_result")
        layout = QVBoxLayout(self._result)
        layout.addWidget(self._told)
        layout.addWidget(label("Ini satu tindakan: Ctrl+Z mengembalikannya seluruhnya.", "quiet"))
        layout.addStretch(1)
        steps = [
            Step("Pilih perubahan", self._page, self._leave_change),
            Step("Periksa sebelum dan sesudah", self._preview, self._apply, "&Terapkan"),
            Step("Hasil", self._result),
        ]
        self.wizard = Wizard("Ubah banyak pegawai", steps)
        self.wizard.setFocusProxy(self._page)
        self.wizard.finished.connect(close)
        self.wizard.cancelled.connect(close)
        self._page.field_chosen.connect(self._offer)
        self._offer(self._page.field.value())

    def _offer(self, field: str) -> None:
        def read(session: Session) -> Mapping[Any, str] | None:
            if field == "unit_id":
                return units.full_names(session)
            return bulk.choices(session, field)

        self._runner.read(
            read, lambda found: self._page.offer(field, found), owner=self._page, latest="choices"
        )

    def _leave_change(self, go: Callable[[], None]) -> None:
        change, ids, today = self._page.change(), self._page.ids(), date.today()
        if fault := self._page.fault():
            self._page.refuse(fault)
            return
        progress = Progress("Memeriksa perubahan")

        def shown(found: Preview) -> None:
            self._page.refuse("")
            self._preview.show_preview(found, change)
            self._will = found.changed
            go()
            self.wizard.allow(found.changed > 0, f"&Terapkan pada {counted(found.changed)} orang")

        self._runner.read(
            lambda s: bulk.preview(s, ids, change, today, progress),
            shown,
            refused=self._refuse,
            owner=self.wizard,
            progress=progress,
        )

    def _refuse(self, error: UserError) -> None:
        problems = error.problems.values() if isinstance(error, InvalidInput) else [str(error)]
        self._page.refuse(" ".join(problems))
        self.wizard.go(0)

    def _apply(self, go: Callable[[], None]) -> None:
        change, ids, today = self._page.change(), self._page.ids(), date.today()
        progress = Progress("Mengubah data pegawai")

        def applied(count: int) -> None:
            self._told.setText(f"{change.title} {counted(count)} orang diubah.")
            go()

        self._runner.write(
            bulk.label(change, self._will),
            lambda s: bulk.apply(s, ids, change, today, progress),
            applied,
            self._refuse,
            owner=self.wizard,
            progress=progress,
        )


def bulk_wizard(
    runner: Runner,
    close: Callable[[], None],
    chosen: Sequence[int],
    matching: Sequence[int],
    described: str,
) -> Wizard:
    made = BulkEdit(runner, close, chosen, matching, described)
    made.wizard.setProperty("bulk", made)  # lives as long as its window
    return made.wizard
