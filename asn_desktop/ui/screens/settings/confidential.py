"""Who may open the confidential notes of mentoring, and whether they go along when everything is exported."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from asn_desktop.domain.errors import UserError
from asn_desktop.services.mentoring import notes
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import label, say

ABOUT = (
    "Catatan rahasia mentoring hanya dibuka oleh petugas pasangannya dan oleh administrator di bawah ini. "
    "Tulis nama akun komputernya, pisahkan dengan koma; kosong: hanya petugas."
)


class ConfidentialBox(QWidget):
    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.setObjectName("confidential")
        self._runner = runner
        self.accounts = QLineEdit()
        self.accounts.setObjectName("administrators")
        self.accounts.setAccessibleName("Administrator mentoring")
        self.accounts.setPlaceholderText("rina, budi")
        self.accounts.returnPressed.connect(self.save)
        self.along = QCheckBox("Sertakan catatan ra&hasia saat mengekspor semua data (permintaan dicatat)")
        self.along.setObjectName("confidential_along")
        button = QPushButton("Simpan &administrator")
        button.setObjectName("save_administrators")
        button.clicked.connect(self.save)
        self._message = label("", "good-box", wrap=True, name="confidential_message")
        self._message.hide()
        line = QHBoxLayout()
        line.addWidget(self.accounts, 1)
        line.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label("Catatan rahasia mentoring", "title"))
        layout.addWidget(label(ABOUT, wrap=True))
        layout.addLayout(line)
        layout.addWidget(self.along)
        layout.addWidget(self._message)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._runner.read(
            notes.administrators, lambda names: self.accounts.setText(", ".join(names)), owner=self
        )

    def save(self) -> None:
        names, actor = self.accounts.text().split(","), self._runner.actor

        def refused(error: UserError) -> None:
            say(self._message, str(error), "bad-box")
            self._message.show()

        def saved(_nothing: None) -> None:
            say(self._message, "✓ Daftar administrator disimpan.", "good-box")
            self._message.show()

        self._runner.write(
            "Ubah administrator mentoring",
            lambda s: notes.save_administrators(s, names, actor),
            saved,
            refused,
            owner=self,
        )
