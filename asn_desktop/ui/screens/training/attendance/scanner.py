"""The field a scanner types into, and what came of it: in words, in colour, and to be heard."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from asn_desktop.services.attendance import Scanned
from asn_desktop.ui.kit.text import label, say, tooltip

LOOKS = {"hadir": "good-box", "sudah": "warn-box"}  # everything else is bad
MARKS = {"hadir": "✓", "sudah": "=", "bukan_peserta": "✗", "tidak_dikenal": "✗"}
BEEPS = {"hadir": 1, "sudah": 2}  # everything else: three
BETWEEN = 180  # milliseconds


class Scanner(QWidget):
    scanned = Signal(str)
    wanted = Signal(object, str)  # the clerk wants this stranger in: what was said of him, and the code

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setObjectName("scan")
        self.field.setAccessibleName("Pindai kartu peserta")
        self.field.setPlaceholderText("kartu atau NIP, lalu Enter")
        self.field.setMinimumWidth(230)
        self.field.returnPressed.connect(self._send)
        title = label("P&indai")
        title.setBuddy(self.field)
        self._result = label("", "good-box", name="scan_result")
        self._result.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # however long
        self._result.setMinimumWidth(200)
        self._result.hide()
        self._add = QPushButton("Tambahkan ke da&ftar")
        self._add.setObjectName("scan_add")
        self._add.clicked.connect(self._want)
        self._add.hide()
        self._last: Scanned | None = None
        self._code = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(title)
        layout.addWidget(self.field)
        layout.addWidget(self._result, 1)
        layout.addWidget(self._add)
        layout.addStretch(0)

    def show_result(self, found: Scanned, code: str) -> None:
        self._last, self._code = found, code
        say(self._result, f"{MARKS[found.state]} {found.words}", LOOKS.get(found.state, "bad-box"))
        self._result.setToolTip(tooltip(found.words))
        self._add.setVisible(found.state not in LOOKS)
        for beep in range(BEEPS.get(found.state, 3)):
            QTimer.singleShot(beep * BETWEEN, self, QApplication.beep)

    def _send(self) -> None:
        """The field is empty and ready for the next one at once."""
        code = self.field.text().strip()
        self.field.clear()
        if code:
            self.scanned.emit(code)

    def _want(self) -> None:
        self._add.hide()
        self.wanted.emit(self._last, self._code)
