"""A finished document: its pages, and from there to the printer or a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.files import replacing
from asn_desktop.ui.kit import dialogs, printing
from asn_desktop.ui.kit.preview import Preview
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import label, say, set_look


class DocumentPage(QWidget):
    """`name` is the file name offered, without its ending."""

    closed = Signal()

    def __init__(
        self, runner: Runner, title: str, name: str, pdf: bytes, *, paper: str = "A4", landscape: bool = True
    ) -> None:
        super().__init__()
        self.setObjectName("document")
        self._paper, self._landscape = paper, landscape
        self._runner, self._name, self._pdf = runner, name, pdf
        self.preview = Preview(runner)
        self._message = label("", "good-box", wrap=True, name="document_message")
        self._message.hide()
        bar = QHBoxLayout()
        bar.addWidget(label(title, "title"), 1)
        self._print = self._button(bar, "&Cetak…", "document_print", "Ctrl+P", self.print_out)
        set_look(self._print, "main")
        self._button(bar, "&Simpan PDF…", "document_save", "Ctrl+S", self.save)
        self._button(bar, "Kemba&li", "document_back", "Esc", self.closed.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addLayout(bar)
        layout.addWidget(self._message)
        layout.addWidget(self.preview, 1)
        self.setFocusProxy(self._print)
        self.preview.show_pdf(pdf)

    def print_out(self) -> None:
        printer = printing.ask(self, self.preview.pages, self._paper, landscape=self._landscape, duplex=False)
        if printer is not None:
            sent = "✓ Dikirim ke pencetak."
            printing.send(self._runner, self._pdf, printer, lambda _pages: self._say(sent, "good-box"), self)

    def save(self) -> None:
        if path := dialogs.save_file(self, "Simpan PDF", f"{self._name}.pdf", dialogs.PDF):
            self.write(path)

    def write(self, path: Path) -> None:
        def task(_progress: object) -> None:
            with replacing(path) as draft:
                draft.write_bytes(self._pdf)

        self._runner.work(
            "Menyimpan PDF",
            task,
            lambda _nothing: self._say(f"✓ Disimpan: {path}", "good-box"),
            refused=self._refuse,
            owner=self,
        )

    def _refuse(self, error: UserError) -> None:
        self._say(str(error), "bad-box")

    def _say(self, words: str, look: str) -> None:
        say(self._message, words, look)

    def _button(
        self, bar: QHBoxLayout, title: str, name: str, keys: str, run: Callable[[], object]
    ) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName(name)
        button.setToolTip(keys)
        button.clicked.connect(lambda _checked=False: run())
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)
        bar.addWidget(button)
        return button
