"""The chosen action: who, when, what, and field by field old and new."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from asn_desktop.domain import dates
from asn_desktop.domain.typed import clean
from asn_desktop.services import trail
from asn_desktop.services.trail import PAGE, Detail, TrailRow
from asn_desktop.ui import theme
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import TableModel
from asn_desktop.ui.kit.text import copyable, counted, label, set_look
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.screens.history.lines import COLUMNS, lines

TYPING = 200  # milliseconds without a key before the search begins
KINDS = {
    "do": "Perubahan data",
    "final": "Perubahan yang tetap: nomor yang diambil tidak pernah bebas lagi",
    "undo": "Pembatalan",
    "redo": "Pengulangan",
    "restore": "Pemulihan cadangan",
}
NOTHING = "Pilih tindakan untuk melihat apa yang berubah, isian demi isian."


class ActionPanel(QFrame):
    def __init__(self, runner: Runner, to_record: Callable[[tuple[str, int]], object]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._runner, self._to_record = runner, to_record
        self._action: int | None = None
        self._of: tuple[str, int] | None = None
        self._offset, self._total = 0, 0
        self._title = copyable(label("", "title", wrap=True, name="trail_title"))
        self._about = copyable(label("", "quiet", wrap=True, name="trail_about"))
        self._state = label("", "warn-box", wrap=True, name="trail_state")
        self.search = QLineEdit()
        self.search.setObjectName("trail_detail_find")
        self.search.setAccessibleName("Cari dalam tindakan ini")
        self.search.setPlaceholderText("Cari nama atau isi dalam tindakan ini…")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._model = TableModel(COLUMNS)
        self.table = View(self._model, COLUMNS, "trail_detail", "Isian yang berubah")
        self.table.setAlternatingRowColors(False)
        self._count = label("", "quiet", name="trail_detail_count")
        self._back = self._button("Sebe&lumnya", "trail_back", lambda: self._turn(-PAGE), "chevron-left")
        self._next = self._button("Beri&kutnya", "trail_next", lambda: self._turn(PAGE), "chevron-right")
        self._record = self._button("Riwayat &data ini", "trail_record", self._go_to_record, "history")
        buttons = (self._back, self._next, self._record)
        self._parts = (self._title, self._state, self.search, self.table, self._count, *buttons)
        self._lay_out()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING)
        self._typing.timeout.connect(lambda: self._turn(-self._offset))
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.table.follow(self.search)
        self.table.opened.connect(self._go_to_record)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        self._show_nothing()

    def show_action(self, action_id: int | None, record: tuple[str, int] | None = None) -> None:
        """None for none; the same action again keeps its page and its search.

        With `record`, only what became of that record and what hangs on it.
        """
        if action_id is None:
            self._show_nothing()
            return
        if (action_id, record) != (self._action, self._of):
            self._action, self._of, self._offset = action_id, record, 0
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
        self._read()

    def _turn(self, rows: int) -> None:
        self._offset = max(0, self._offset + rows)
        self._read()

    def _read(self) -> None:
        action_id, offset, text, record = self._action, self._offset, clean(self.search.text()), self._of
        if action_id is not None:
            self._runner.read(
                lambda s: trail.detail(s, action_id, offset, text, record),
                self._show,
                refused=lambda _error: self._show_nothing(),
                owner=self,
                latest="detail",
            )

    def _show_nothing(self) -> None:
        self._action = None
        self._about.setText(NOTHING)
        self._model.show(())
        for part in self._parts:
            part.hide()

    def _show(self, found: Detail) -> None:
        if found.row.id != self._action:
            return
        row, self._total = found.row, found.total
        self._title.setText(row.label)
        self._about.setText(
            f"{dates.long(row.at)} pukul {row.at:%H.%M.%S}, oleh {row.actor}\n{KINDS.get(row.kind, row.kind)}"
            + (f": {row.what}" if row.what else "")
        )
        self._state.setText(_state(row))
        self._state.setVisible(bool(row.state))
        self._model.show([*lines(found.changes)])
        self.table.clearSpans()
        for place, line in enumerate(self._model.rows):
            if line.is_head:
                self.table.setSpan(place, 0, 1, len(COLUMNS))
        self._count.setText(self._counted(len(found.changes)))
        is_long = found.total > PAGE
        self._back.setEnabled(self._offset > 0)
        self._next.setEnabled(self._offset + PAGE < found.total)
        for part in (self._title, self.table, self._count, self._record):
            part.show()
        self.search.setVisible(is_long or bool(self.search.text()))
        for button in (self._back, self._next):
            button.setVisible(is_long)
        self._on_selection()

    def _counted(self, here: int) -> str:
        if not here:
            return "Tidak ada baris yang cocok." if self.search.text() else "Tanpa baris data."
        if self._total <= PAGE:
            return f"{counted(self._total)} baris data" + (" (hanya data ini)" if self._of else "")
        first, last = self._offset + 1, self._offset + here
        return f"Baris {counted(first)}–{counted(last)} dari {counted(self._total)}"

    def _on_selection(self) -> None:
        self._record.setEnabled(self.table.current_row() is not None)

    def _go_to_record(self) -> None:
        line = self.table.current_row()
        if line is not None:
            self._to_record(line.key)

    def _button(self, text: str, name: str, run: Callable[[], object], icon: str) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(name)
        theme.set_icon(made, icon)
        made.clicked.connect(lambda _checked=False: run())
        return made

    def _lay_out(self) -> None:
        set_look(self._state, "warn-box")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(8)
        for widget in (self._title, self._about, self._state, self.search):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        under = QHBoxLayout()
        under.addWidget(self._count, 1)
        for button in (self._record, self._back, self._next):
            under.addWidget(button)
        layout.addLayout(under)
        layout.addStretch(0)


def _state(row: TrailRow) -> str:
    if not row.state or row.undone_at is None:
        return ""
    word = "Sudah dibatalkan sebagian" if row.state == "dibatalkan sebagian" else "Sudah dibatalkan"
    return f"{word} pada {dates.long(row.undone_at)} pukul {row.undone_at:%H.%M} oleh {row.undoer}."
