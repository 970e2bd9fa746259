"""A list of days off before it is taken: what is new, what changes, and what is wrong with which row."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from asn_desktop.domain import dates
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.holidays import KINDS
from asn_desktop.services import holidays
from asn_desktop.services.holidays import Incoming
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import label, set_look
from asn_desktop.ui.kit.view import View


class _Line(NamedTuple):
    state: str
    what: str
    kind: str
    remark: str


COLUMNS = [
    Column("Keadaan", "state", width=10, tone=lambda line: "bad" if line.remark else ""),
    Column("Hari libur", "what", width=38),
    Column("Jenis", "kind", width=13),
    Column("Mengapa, dan apa yang harus dilakukan", "remark", width=50),
]


class HolidayImport(QWidget):
    closed = Signal()

    def __init__(self, runner: Runner, path: Path) -> None:
        super().__init__()
        self.setObjectName("holiday_import")
        self._runner, self._name = runner, path.name
        self._rows: list[list[str]] = []
        self._model = TableModel(COLUMNS)
        self._summary = label("Sedang membaca…", wrap=True, name="holiday_import_summary")
        self._message = label("", "bad-box", wrap=True, name="holiday_import_message")
        self._message.hide()
        self._save, cancel = QPushButton("&Simpan"), QPushButton("&Batal")
        self._save.setObjectName("holiday_import_save")
        set_look(self._save, "main")
        self._save.setEnabled(False)
        self._save.clicked.connect(self._store)
        cancel.setObjectName("holiday_import_cancel")
        cancel.clicked.connect(self.closed.emit)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed.emit)
        buttons = QHBoxLayout()
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(label(f"Impor hari libur dari {path.name}", "heading"))
        layout.addWidget(self._summary)
        layout.addWidget(self._message)
        layout.addWidget(View(self._model, COLUMNS, "holiday_import_table", "Isi daftar"), 1)
        layout.addLayout(buttons)
        self.setFocusProxy(self._save)
        runner.work(
            "Membaca daftar",
            lambda _p: holidays.read_file(path),
            self._check,
            refused=self._refuse,
            owner=self,
        )

    def _check(self, rows: list[list[str]]) -> None:
        self._rows = rows
        self._runner.read(lambda s: holidays.check(s, rows), self._show, owner=self)

    def _show(self, found: Incoming) -> None:
        lines = [_Line(f"✗ Baris {p.row}", "", "", p.text) for p in found.problems]
        for state, members in (("Baru", found.new), ("Berubah", found.changed)):
            lines += [_Line(state, f"{dates.long(m.day)}: {m.name}", KINDS[m.kind], "") for m in members]
        self._model.show(lines)
        told = f"{len(found.new)} baru, {len(found.changed)} berubah, {found.same} sudah sama"
        wrong = len(found.problems)
        if wrong:
            told += f"; {wrong} baris tidak diambil, lihat alasannya. Betulkan berkasnya, lalu impor lagi"
        self._summary.setText(f"{told}. Yang tidak ada dalam berkas dibiarkan.")
        count = len(found.new) + len(found.changed)
        self._save.setEnabled(bool(count))
        self._save.setText(f"&Simpan {count} hari libur" if count else "&Simpan")

    def _store(self) -> None:
        self._save.setEnabled(False)
        rows = self._rows
        self._runner.write(
            f"Impor hari libur dari {self._name}",
            lambda s: holidays.import_rows(s, rows),
            lambda _found: self.closed.emit(),
            self._refuse,
            owner=self,
        )

    def _refuse(self, error: UserError) -> None:
        self._summary.setText("")
        self._message.setText(str(error))
        self._message.show()
