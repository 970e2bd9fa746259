"""The field for a scanned proof: chosen, dropped, or its path pasted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit

from asn_desktop.ui import theme
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.kinds import Kind

KINDS = "Bukti (*.pdf *.png *.jpg *.jpeg)"
NOTHING = "seret PDF atau gambar ke sini"


class ProofEdit(QLineEdit):
    def __init__(self, pick: Callable[..., Path | None] = dialogs.open_file) -> None:
        super().__init__()
        self._pick = pick
        self.setPlaceholderText(NOTHING)
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(True)
        choose = self.addAction(theme.icon("folder-open"), QLineEdit.ActionPosition.TrailingPosition)
        choose.setText("Pilih berkas bukti")
        choose.setShortcut("F4")
        choose.triggered.connect(self.choose)

    def choose(self) -> None:
        if path := self._pick(self, "Pilih bukti", KINDS):
            self.setText(str(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]:
            self.setText(files[0])


PROOF = Kind(
    ProofEdit,
    lambda edit: edit.text().strip().strip('"'),
    lambda edit, value: edit.setText(value or ""),
    lambda edit: edit.textChanged,
)
