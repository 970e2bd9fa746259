"""Steps one after another, inside the window: says which of how many, goes back, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from asn_desktop.ui.kit.text import label, set_look


@dataclass(frozen=True)
class Step:
    """`leave` is asked when the clerk goes on: it calls `go` when ready, at once or after some work."""

    title: str
    page: QWidget
    leave: Callable[[Callable[[], None]], None] = lambda go: go()
    next_text: str = "&Lanjut"


class Wizard(QWidget):
    finished = Signal()  # after the last step
    cancelled = Signal()

    def __init__(self, title: str, steps: Sequence[Step]) -> None:
        super().__init__()
        self._title, self._steps = title, steps
        self._heading = label("", "heading", name="wizard_title")
        self._place = label("", "quiet", name="wizard_place")
        self._pages = QStackedWidget()
        for step in steps:
            self._pages.addWidget(step.page)
        self.back_button = self._button("&Kembali", "wizard_back", self._on_back)
        self.next_button = self._button("&Lanjut", "wizard_next", self._on_next)
        self.cancel_button = self._button("&Batal", "wizard_cancel", self.cancelled.emit)
        set_look(self.next_button, "main")
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._on_escape)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.next_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._heading)
        layout.addWidget(self._place)
        layout.addWidget(self._pages, 1)
        layout.addLayout(buttons)
        self.go(0)

    @property
    def at(self) -> int:
        return self._pages.currentIndex()

    def go(self, number: int) -> None:
        step = self._steps[number]
        self._pages.setCurrentIndex(number)
        self._heading.setText(self._title)
        self._place.setText(f"Langkah {number + 1} dari {len(self._steps)}: {step.title}")
        is_last = number == len(self._steps) - 1
        self.back_button.setVisible(number > 0 and not is_last)
        self.cancel_button.setVisible(not is_last)
        self.next_button.setText("&Selesai" if is_last else step.next_text)
        self.allow(True)
        step.page.setFocus()

    def allow(self, ready: bool, next_text: str = "") -> None:
        """Whether the clerk may go on from this step."""
        self.next_button.setEnabled(ready)
        if next_text:
            self.next_button.setText(next_text)

    def _button(self, text: str, name: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(run)
        return button

    def _on_next(self) -> None:
        at = self.at
        if at == len(self._steps) - 1:
            self.finished.emit()
        else:
            self._steps[at].leave(lambda: self.go(at + 1))

    def _on_back(self) -> None:
        self.go(self.at - 1)

    def _on_escape(self) -> None:
        if self.back_button.isVisible():
            self._on_back()
        elif self.at == 0:
            self.cancelled.emit()
