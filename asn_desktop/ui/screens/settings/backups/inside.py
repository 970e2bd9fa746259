"""Inside a backup: find a record as it was then, and take it back into the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.typed import clean
from asn_desktop.services import backups
from asn_desktop.services.backups import Fetched, Found
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, Sorted, TableModel
from asn_desktop.ui.kit.text import label, set_look
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.screens.settings.backups.rows import Row

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

TYPING = 250  # milliseconds without a key before the search begins
KINDS = {backups.PERSON: "Pegawai", backups.UNIT: "Unit kerja", backups.TRAINING: "Pelatihan"}
STATES = {"sama": "Sama dengan sekarang", "berbeda": "Berbeda", "tidak ada": "Sekarang tidak ada"}
COLUMNS = [
    Column("Nama", "name", width=40),
    Column("Keterangan", "detail", width=40),
    Column("Dibanding sekarang", lambda row: STATES[row.state], width=24),
]


class InsidePage(QWidget):
    closed = Signal()

    def __init__(self, runner: Runner, row: Row, path: Path) -> None:
        """`path` is the backup, opened where it was sealed."""
        super().__init__()
        self.setObjectName("inside")
        self._runner, self._path = runner, path
        self._model = TableModel(COLUMNS)
        self.table = View(Sorted(self._model), COLUMNS, "inside_table", "Isi cadangan")
        self.kind = QComboBox()
        self.kind.setObjectName("inside_kind")
        self.kind.setAccessibleName("Jenis data")
        for name, title in KINDS.items():
            self.kind.addItem(title, name)
        self.search = QLineEdit()
        self.search.setObjectName("inside_search")
        self.search.setAccessibleName("Cari di dalam cadangan")
        self.search.setPlaceholderText("Cari nama atau NIP di dalam cadangan…")
        self.search.setClearButtonEnabled(True)
        self.take = QPushButton("&Ambil data ini")
        self.take.setObjectName("take")
        set_look(self.take, "main")
        self.take.setEnabled(False)
        back = QPushButton("&Kembali ke daftar")
        back.setObjectName("back")
        self._told = label("", "quiet", wrap=True, name="inside_told")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING)
        self._typing.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.kind.currentIndexChanged.connect(lambda _place: self.refresh())
        self.take.clicked.connect(self.fetch)
        back.clicked.connect(self.closed)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self.closed)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.table.follow(self.search)
        top = QHBoxLayout()
        top.addWidget(self.kind)
        top.addWidget(self.search, 1)
        top.addWidget(self.take)
        top.addWidget(back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(label(f"Isi cadangan {row.at:%d-%m-%Y} pukul {row.at:%H.%M}", "title"))
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._told)
        self.setFocusProxy(self.search)
        self.refresh()

    def refresh(self) -> None:
        kind, text = self.kind.currentData(), clean(self.search.text())
        self._runner.read(
            lambda s: backups.find(s, self._path, kind, text),
            self._show,
            refused=self._refuse,
            latest="find",
        )

    def fetch(self) -> None:
        """What is chosen becomes again what it was, with what hangs on it, as one action."""
        found: list[Found] = self.table.selected_rows()
        if not found:
            return

        def take(session: Session) -> Fetched:
            with backups.look(self._path) as inside:
                return backups.fetch(session, inside, found[0].kind, [row.id for row in found])

        self._runner.write("Ambil dari cadangan", take, self._taken, self._refuse)

    def _show(self, found: list[Found]) -> None:
        self._model.show(found)
        self._told.setText("" if found else "Tidak ada yang cocok di cadangan ini.")
        self._offer()

    def _taken(self, told: Fetched) -> None:
        self.refresh()
        what = f"{told.came} data kembali, {told.set_back} data dikembalikan seperti semula"
        nothing = "Tidak ada yang perlu diambil: datanya sama dengan sekarang."
        self._runner.said.emit(f"{told.label} – {what}" if told.came or told.set_back else nothing)

    def _refuse(self, error: UserError) -> None:
        self._told.setText(str(error))

    def _offer(self) -> None:
        self.take.setEnabled(self.table.selected_count() > 0)
