"""Two records beside each other: for each field the clerk chooses whose value stays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from asn_desktop.services.duplicates import Pair
from asn_desktop.services.merging import A, B, FieldPair, Side, Sides
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import label, set_look
from asn_desktop.ui.kit.view import View

CHOSEN, OTHER = "● ", "○ "


class Choices(View):
    """Left and right choose, space changes over; up and down go on as in every table."""

    def __init__(self, model: TableModel, choose: Callable[[FieldPair, str], None]) -> None:
        super().__init__(model, model.columns, "sides_table", "Isian kedua data")
        self.setSelectionMode(View.SelectionMode.SingleSelection)
        self._choose = choose
        self.clicked.connect(self._on_click)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        field, keys = self.current_row(), Qt.Key
        if field and event.key() in (keys.Key_Left, keys.Key_Right, keys.Key_Space):
            side = {keys.Key_Left: A, keys.Key_Right: B}.get(keys(event.key()), "")
            self._choose(field, side)
        else:
            super().keyPressEvent(event)

    def _on_click(self, index: object) -> None:
        place = index.column() if hasattr(index, "column") else 0
        if (field := self.current_row()) and place in (1, 2):
            self._choose(field, A if place == 1 else B)


class SidesPage(QWidget):
    merge = Signal()
    apart = Signal()
    skip = Signal()
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sides: Sides | None = None
        self.choices: dict[str, str] = {}
        self._model = TableModel(
            [
                Column("Isian", "title", width=24),
                Column("Data pertama", lambda f: self._cell(f, A), width=46, tone=lambda f: self._tone(f, A)),
                Column("Data kedua", lambda f: self._cell(f, B), width=46, tone=lambda f: self._tone(f, B)),
            ]
        )
        self.table = Choices(self._model, self._choose)
        self._title = label("", "heading", wrap=True, name="sides_title")
        self._reasons = label("", "quiet", wrap=True, name="sides_reasons")
        self._about = {side: label("", wrap=True, name=f"sides_about_{side}") for side in (A, B)}
        self._message = label("", "bad-box", wrap=True, name="sides_message")
        self._all = QCheckBox("Tampilkan juga isian yang &sama")
        self._all.setObjectName("sides_all")
        self._all.toggled.connect(lambda _on: self._show())
        self._lay_out()
        self.setFocusProxy(self.table)

    def number(self, place: int, total: int) -> None:
        """Which pair of how many this is."""
        if self.sides:
            a, b = self.sides.a.printed_name, self.sides.b.printed_name
            self._title.setText(f"Pasangan {place} dari {total}: {a if a == b else f'{a} dan {b}'}")

    def show_sides(self, pair: Pair, sides: Sides) -> None:
        self.sides, self.choices = sides, {}
        surely = "Pasti orang yang sama" if pair.sure else f"Nilai kemiripan {pair.score} dari 100"
        self._reasons.setText(f"{surely}: {'; '.join(pair.reasons)}.")
        for side, who in ((A, sides.a), (B, sides.b)):
            self._about[side].setText(f"{'Pertama' if side == A else 'Kedua'}: {_hanging(who)}")
        self._message.hide()
        self._show()
        if self._model.rows:
            self.table.go_to(0)
        self.table.setFocus()

    def refuse(self, words: str) -> None:
        self._message.setText(words)
        self._message.show()

    def _show(self) -> None:
        fields = self.sides.fields if self.sides else ()
        self._model.show([f for f in fields if f.differs or (self._all.isChecked() and (f.a or f.b))])

    def _side(self, field: FieldPair) -> str:
        return self.choices.get(field.name, field.keep)

    def _cell(self, field: FieldPair, side: str) -> str:
        text = (field.a if side == A else field.b) or "(kosong)"
        if not field.differs:
            return text
        return (CHOSEN if self._side(field) == side else OTHER) + text

    def _tone(self, field: FieldPair, side: str) -> str:
        if not field.differs:
            return "quiet"
        return "good" if self._side(field) == side else "quiet"

    def _choose(self, field: FieldPair, side: str) -> None:
        """An empty `side` changes over."""
        if not field.differs:
            return
        self.choices[field.name] = side or (B if self._side(field) == A else A)
        place = list(self._model.rows).index(field)
        self._model.replace(place, field)

    def _lay_out(self) -> None:
        merge = QPushButton("&Gabungkan")
        set_look(merge, "main")
        buttons = QHBoxLayout()
        for made, name, signal in (
            (QPushButton("&Kembali ke daftar pasangan"), "sides_back", self.back),
            (QPushButton("&Lewati"), "sides_skip", self.skip),
            (QPushButton("Bukan &orang yang sama"), "sides_apart", self.apart),
            (merge, "sides_merge", self.merge),
        ):
            made.setObjectName(name)
            made.clicked.connect(signal.emit)
            buttons.addWidget(made)
        buttons.insertStretch(1, 1)
        about = QHBoxLayout()
        for who in self._about.values():
            about.addWidget(who, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        for part in (self._title, self._reasons):
            layout.addWidget(part)
        layout.addLayout(about)
        layout.addWidget(self._message)
        layout.addWidget(self.table, 1)
        help_ = label("← dan → memilih nilai yang disimpan (●), spasi menukar.", "quiet", name="sides_help")
        below = QHBoxLayout()
        below.addWidget(help_)
        below.addStretch(1)
        below.addWidget(self._all)
        layout.addLayout(below)
        layout.addLayout(buttons)


def _hanging(who: Side) -> str:
    if not who.participations:
        return f"{who.printed_name} – belum mengikuti kegiatan"
    return f"{who.printed_name} – {who.participations} kegiatan, {who.certificates} sertifikat"
