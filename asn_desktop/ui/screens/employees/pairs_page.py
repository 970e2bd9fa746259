"""The pairs of records that may be one person, with score and reasons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from asn_desktop.domain import nip
from asn_desktop.services.duplicates import LIKELY, OUTSIDER, SURE, Pair
from asn_desktop.ui.kit.actions import Empty
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import counted, label, set_look
from asn_desktop.ui.kit.view import View

ALL = "semua"
FILTERS = {ALL: "Semua", SURE: "✓ Pasti", LIKELY: "? Mungkin", OUTSIDER: "Orang luar"}
WORDS = {SURE: "✓ Pasti", LIKELY: "? Mungkin", OUTSIDER: "? Orang luar"}


def _who(name: str, number: str, unit: str) -> str:
    return " · ".join(filter(None, (name, nip.spaced(number), unit)))


def _kind(pair: Pair) -> str:
    """More than two records of one person are said so."""
    return f"{WORDS[pair.kind]} ({pair.members} data)" if pair.members > 2 else WORDS[pair.kind]


COLUMNS = [
    Column("Nilai", "score", width=4),
    Column("Kemungkinan", _kind, width=13, tone=lambda p: "good" if p.sure else "warn"),
    Column("Data pertama", lambda p: _who(p.a_name, p.a_nip, p.a_unit), width=36),
    Column("Data kedua", lambda p: _who(p.b_name, p.b_nip, p.b_unit), width=36),
    Column("Alasan", lambda p: "; ".join(p.reasons), width=42),
]
PREVIEW = [column for column in COLUMNS if column.title != "Kemungkinan"]


class PairsPage(QWidget):
    """Enter or a double click compares; the filter chips say how many there are of each kind."""

    compare = Signal(object)  # a Pair
    apart = Signal(object)
    merge_all = Signal()
    again = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pairs: Sequence[Pair] = ()
        self.model = TableModel(COLUMNS)
        self.table = View(self.model, COLUMNS, "pairs_table", "Daftar data yang mungkin ganda")
        self.table.setSelectionMode(View.SelectionMode.SingleSelection)
        self.table.opened.connect(self._open)
        self._filters = QButtonGroup(self)
        self._filters.buttonClicked.connect(lambda _chip: self._show())
        self._chips = {name: self._chip(name) for name in FILTERS}
        self._chips[ALL].setChecked(True)
        self.compare_button = self._button("&Bandingkan", "pairs_compare", self._open, main=True)
        self.apart_button = self._button("Bukan &orang yang sama", "pairs_apart", self._apart)
        self.all_button = self._button("", "pairs_all", self.merge_all.emit)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        none = Empty("Tidak ada data ganda yang ditemukan.", "&Kembali ke daftar pegawai", self.closed.emit)
        self._body.addWidget(none.widget("pairs_none"))
        nothing = Empty("Tidak ada pasangan dari jenis ini.", "&Tampilkan semua", self._show_all)
        self._body.addWidget(nothing.widget("pairs_nothing"))
        self._lay_out()
        self.setFocusProxy(self.table)
        self.show_pairs([])

    def show_pairs(self, pairs: Sequence[Pair], place: int = 0) -> None:
        """The cursor goes to `place`, or to the last row when there are fewer."""
        self._pairs = pairs
        for name, words in FILTERS.items():
            self._chips[name].setText(f"{words}  {counted(len(self._of(name)))}")
        self._show(place)
        sure = len(self._of(SURE))
        self.all_button.setText(f"&Gabungkan semua yang pasti ({counted(sure)})…")
        self.all_button.setEnabled(sure > 0)

    def place(self) -> int:
        return max(0, self.table.currentIndex().row())

    def shown(self) -> Sequence[Pair]:
        """Those the filter leaves, in order."""
        rows: Sequence[Pair] = self.model.rows
        return rows

    def _of(self, name: str) -> list[Pair]:
        return [pair for pair in self._pairs if name in (ALL, pair.kind)]

    def _show(self, place: int = 0) -> None:
        name = next(name for name, chip in self._chips.items() if chip.isChecked())
        self.model.show(rows := self._of(name))
        self._body.setCurrentIndex(0 if rows else 2 if self._pairs else 1)
        if rows:
            self.table.go_to(min(place, len(rows) - 1))
        for button in (self.compare_button, self.apart_button):
            button.setEnabled(bool(rows))

    def _show_all(self) -> None:
        self._chips[ALL].setChecked(True)
        self._show()

    def _open(self) -> None:
        if pair := self.table.current_row():
            self.compare.emit(pair)

    def _apart(self) -> None:
        if pair := self.table.current_row():
            self.apart.emit(pair)

    def _chip(self, name: str) -> QToolButton:
        chip = QToolButton()
        chip.setObjectName(f"pairs_{name}")
        chip.setCheckable(True)
        chip.setFocusPolicy(chip.focusPolicy().StrongFocus)
        set_look(chip, "chip")
        self._filters.addButton(chip)
        return chip

    def _button(self, text: str, name: str, run: object, *, main: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(run)
        if main:
            set_look(button, "main")
        return button

    def _lay_out(self) -> None:
        bar, buttons = QHBoxLayout(), QHBoxLayout()
        bar.setSpacing(4)
        for chip in self._chips.values():
            bar.addWidget(chip)
        bar.addStretch(1)
        bar.addWidget(self._button("&Cari lagi", "pairs_again", self.again.emit))
        buttons.addWidget(self._button("&Tutup", "pairs_close", self.closed.emit))
        buttons.addStretch(1)
        for button in (self.all_button, self.apart_button, self.compare_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(label("Cari data ganda", "heading", name="pairs_title"))
        layout.addWidget(
            label(
                "Orang yang mungkin tercatat dua kali, yang paling mirip lebih dahulu. Enter membandingkan.",
                "quiet",
                name="pairs_help",
            )
        )
        layout.addLayout(bar)
        layout.addWidget(self._body, 1)
        layout.addLayout(buttons)
