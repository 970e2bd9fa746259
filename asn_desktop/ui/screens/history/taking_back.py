"""Takes back one action, however old; where later ones stand in the way, shows them and what can be had."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from asn_desktop.services import history, trail
from asn_desktop.services.history import Reversal
from asn_desktop.services.trail import Hindrances
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import counted, label, set_look
from asn_desktop.ui.kit.view import View

COLUMNS = [
    Column("Data", "what", width=16),
    Column("Isian", "field", width=9),
    Column("Saat itu", "then", width=8),
    Column("Sekarang", "now", width=9),
    Column("Sebab", "why", width=26),
    Column("Oleh tindakan", "by", width=40),
]


def take_back(screen: ListScreen, runner: Runner, action_id: int) -> None:
    """At once when nothing is in the way: undo takes it back in turn."""

    def looked(found: Hindrances) -> None:
        whole = found.reversal
        if whole.why_not or whole.blocked or whole.partly:
            panel = HindrancePanel(found)
            panel.wanted.connect(lambda: write(whole.label, free_only=True))
            panel.later.connect(screen.reveal)
            panel.closed.connect(screen.close_side)
            screen.open_side(panel)
            panel.setFocus()
        else:
            write(whole.label, free_only=False)

    def write(label_: str, *, free_only: bool) -> None:
        word = "Batalkan sebagian" if free_only else "Batalkan"
        progress = Progress(f"{word}: {label_}")
        runner.write(
            f"{word}: {label_}",
            lambda s: history.take_back(s, action_id, date.today(), free_only=free_only, progress=progress),
            lambda _label: screen.close_side(),
            owner=screen,
            progress=progress,
        )

    title = "Memeriksa apakah tindakan ini dapat dibatalkan"
    runner.read(
        lambda s: trail.hindrances(s, action_id),
        looked,
        owner=screen,
        latest="back",
        progress=Progress(title),
    )


class HindrancePanel(QFrame):
    """What stands in the way, row by row."""

    wanted = Signal()  # take back what nobody touched since
    later = Signal(int)  # show the action that came between
    closed = Signal()

    def __init__(self, found: Hindrances) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model = TableModel(COLUMNS)
        self._model.show(found.lines)
        self.table = View(self._model, COLUMNS, "hindrances", "Yang menghalangi pembatalan")
        self.table.opened.connect(self._go_later)
        self._why = label("", wrap=True, name="hindrance_why")
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._explain())
        whole = found.reversal
        free = whole.free + whole.partly
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(label(heading(whole), "title", wrap=True, name="hindrance_title"))
        layout.addWidget(label(sentence(whole), wrap=True, name="hindrance_text"))
        layout.addWidget(self.table, 1)
        layout.addWidget(self._why)
        self.table.setVisible(bool(found.lines))
        if whole.blocked + whole.partly > len({line.what for line in found.lines}):
            layout.addWidget(label("Yang lain tidak ditampilkan satu per satu.", "quiet"))
        if not found.lines:
            layout.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        if found.lines:
            buttons.addWidget(self._button("&Lihat tindakan itu", "hindrance_later", self._go_later))
        close = self._button("Tutu&p", "hindrance_close", self.closed.emit)
        buttons.addWidget(close)
        layout.addLayout(buttons)
        if free:
            have = self._button(
                f"Batalkan yang &tidak bentrok ({counted(free)} baris)", "hindrance_free", self.wanted.emit
            )
            set_look(have, "main")
            layout.addWidget(have)
        self.setFocusProxy(self.table if found.lines else close)
        if found.lines:
            self.table.go_to(0)

    def _explain(self) -> None:
        line = self.table.current_row()
        by = f" – {line.by}" if line and line.by else ""
        self._why.setText(f"{line.what}: {line.why}{by}." if line else "")

    def _go_later(self) -> None:
        line = self.table.current_row()
        if line is not None and line.later is not None:
            self.later.emit(line.later)

    def _button(self, text: str, name: str, run: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: run())
        return made


def heading(whole: Reversal) -> str:
    if whole.why_not or not whole.free + whole.partly:
        return "Tindakan ini tidak dapat dibatalkan"
    return "Tindakan ini tidak dapat dibatalkan seluruhnya"


def sentence(whole: Reversal) -> str:
    """What there is to have, and what is not touched."""
    if whole.why_not:
        return f"“{whole.label}” tidak dapat dibatalkan: {whole.why_not}. Tidak ada yang berubah."
    total = whole.free + whole.partly + whole.blocked
    told = [f"“{whole.label}” mengubah {counted(total)} baris data."]
    if whole.free:
        told.append(f"{counted(whole.free)} baris dapat dibatalkan.")
    if whole.partly:
        told.append(
            f"{counted(whole.partly)} baris dapat dibatalkan sebagian: isian yang sudah diubah lagi "
            "sesudahnya dibiarkan."
        )
    if whole.blocked:
        told.append(f"{counted(whole.blocked)} baris tidak dapat dibatalkan.")
    if not whole.free + whole.partly:
        told.append("Batalkan dahulu tindakan yang lebih baru di bawah ini.")
    return " ".join(told)
