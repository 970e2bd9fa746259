"""The window as it is first painted: nearly empty, and therefore at once. `desk.py` fills it afterwards.

Imports only what a bare window needs; everything else waits until the window is on the screen.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow

TITLE = "Pengembangan Kompetensi ASN"
SMALL = 1440  # pixels of a screen that the window fills at first


class MainWindow(QMainWindow):
    closing = Signal()

    def __init__(self, settings: QSettings, fill: Callable[[], None], *, practice: bool = False) -> None:
        """`fill` is called once, after the first paint."""
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True  # asked before it closes; False: it will come again
        self._fill: Callable[[], None] | None = fill
        self.setWindowTitle(f"{TITLE} – Latihan" if practice else TITLE)
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

    def come_to_front(self) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
