"""The window as it is first painted: nearly empty, and therefore at once. `desk.py` fills it afterwards.

Imports only what a bare window needs; everything else waits until the window is on the screen.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSettings, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow

TITLE = "Pengembangan Kompetensi ASN"
SMALL = 1440  # pixels of a screen that the window fills at first


class MainWindow(QMainWindow):
    closing = Signal()

    def __init__(self, settings: QSettings, fill: Callable[[], None]) -> None:
        """`fill` is called once, after the first paint."""
        super().__init__()
        self._fill: Callable[[], None] | None = fill
        self.setWindowTitle(TITLE)
        waiting = QLabel("    Membuka basis data…")
        waiting.setObjectName("waiting")
        self.setCentralWidget(waiting)
        self.resize(1280, 700)
        state = settings.value("window")
        self._is_new = not (isinstance(state, QByteArray) and self.restoreGeometry(state))

    def appear(self) -> None:
        if self._is_new and self.screen().availableSize().width() <= SMALL:
            self.showMaximized()
        else:
            self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._fill:
            QTimer.singleShot(0, self._fill)
            self._fill = None

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
