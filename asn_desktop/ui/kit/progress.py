"""Shows how far long work is, and lets the clerk stop it."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from asn_desktop.ui.kit.text import counted, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QProgressDialog

APPEARS_AFTER = 400  # milliseconds
TELLS_EVERY = 0.1  # seconds; more would only keep the window busy with painting


class Progress(QObject):
    """Called by the work, on its own thread: `progress(done, total, text)`; False means stop."""

    _told = Signal(int, int, str)

    def __init__(self, title: str, stop: str = "&Batal") -> None:
        """`stop` is the word on the button."""
        super().__init__()
        self.title, self._stop = title, stop
        self.stopped = False  # the work has been told to stop
        self._cancelled = False
        self._last, self._began = 0.0, monotonic()
        self._dialog: QProgressDialog | None = None
        self._told.connect(self._show)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._appear)

    def __call__(self, done: int, total: int, text: str = "") -> bool:
        now = monotonic()
        if now - self._last >= TELLS_EVERY or done >= total:
            self._last = now
            self._told.emit(done, total, text)
        self.stopped = self._cancelled
        return not self._cancelled

    def begin(self) -> None:
        self._began = monotonic()
        self._wait.start(APPEARS_AFTER)

    def finish(self) -> None:
        self._wait.stop()
        if self._dialog:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None

    def cancel(self) -> None:
        self._cancelled = True

    def _appear(self) -> None:
        from PySide6.QtWidgets import (  # noqa: PLC0415 - not for the first paint
            QApplication,
            QProgressBar,
            QProgressDialog,
            QPushButton,
        )

        self._dialog = dialog = QProgressDialog(QApplication.activeWindow())
        dialog.setObjectName("progress")
        dialog.setWindowTitle(self.title)
        dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        dialog.setMinimumSize(440, 120)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        words = label(f"{self.title}\n", name="progress_text")
        words.setAlignment(Qt.AlignmentFlag.AlignLeft)
        dialog.setLabel(words)
        dialog.setCancelButton(QPushButton(self._stop))
        bar = QProgressBar()
        bar.setTextVisible(False)
        dialog.setBar(bar)
        dialog.canceled.connect(self.cancel)
        dialog.setRange(0, 0)
        dialog.show()

    def _show(self, done: int, total: int, text: str) -> None:
        if self._dialog and not self._cancelled:
            numbers = f"{counted(done)} dari {counted(total)}" if total else ""
            left = remaining(monotonic() - self._began, done, total)
            self._dialog.setLabelText(f"{self.title}\n" + "  ·  ".join(p for p in (text, numbers, left) if p))
            self._dialog.setRange(0, total)
            self._dialog.setValue(done)


def remaining(seconds: float, done: int, total: int) -> str:
    """In words; empty as long as it would be a wild guess."""
    if seconds < 1 or done <= 0 or done >= total:
        return ""
    left = seconds * (total - done) / done
    if left < 60:
        return f"kira-kira {max(1, round(left))} detik lagi"
    return f"kira-kira {round(left / 60)} menit lagi"
