"""The sure pairs once more in a list, before all are merged at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from asn_desktop.services.duplicates import Pair
from asn_desktop.ui.kit.table import TableModel
from asn_desktop.ui.kit.text import counted, label, set_look
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.screens.employees.pairs_page import PREVIEW


class SurePage(QWidget):
    """Rows that are marked are left out with Del."""

    merge = Signal()
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[Pair] = []
        self._model = TableModel(PREVIEW)
        self.table = View(self._model, PREVIEW, "sure_table", "Pasangan yang akan digabungkan")
        self._title = label("", "heading", wrap=True, name="sure_title")
        self.merge_button = QPushButton()
        self.merge_button.setObjectName("sure_merge")
        set_look(self.merge_button, "main")
        self.merge_button.clicked.connect(self.merge.emit)
        out = QPushButton("Ke&luarkan yang dipilih")
        out.setObjectName("sure_out")
        out.setShortcut("Del")
        out.clicked.connect(self._leave_out)
        back = QPushButton("&Kembali ke daftar pasangan")
        back.setObjectName("sure_back")
        back.clicked.connect(self.back.emit)
        buttons = QHBoxLayout()
        buttons.addWidget(back)
        buttons.addStretch(1)
        buttons.addWidget(out)
        buttons.addWidget(self.merge_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        words = (
            "Setiap isian diambil dari data yang lebih lengkap dan lebih baru; NIP lainnya disimpan sebagai "
            "NIP sebelumnya. Semuanya satu tindakan: Ctrl+Z mengembalikannya."
        )
        layout.addWidget(label(words, "quiet", wrap=True, name="sure_help"))
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        self.setFocusProxy(self.table)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        self.pairs = list(pairs)
        self._model.show(self.pairs)
        many = counted(len(self.pairs))
        self._title.setText(f"{many} pasang pasti orang yang sama")
        self.merge_button.setText(f"&Gabungkan {many} pasang")
        self.merge_button.setEnabled(bool(self.pairs))

    def _leave_out(self) -> None:
        out = {pair.id for pair in self.table.selected_rows()}
        self.show_pairs([pair for pair in self.pairs if pair.id not in out])
