"""Says that the papers are of some participants only, and leads back to all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from asn_desktop.ui.kit.text import label
from asn_desktop.ui.screens.training.chosen import Chosen


class ChoiceBar(QFrame):
    """Not to be seen as long as everybody is printed. `all_again` is called when the clerk wants all."""

    def __init__(self, all_again: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("papers_choice")
        self.chosen: Chosen | None = None
        self._words = label("", "warn-box", wrap=True, name="papers_choice_words")
        back = QPushButton("Semua peser&ta")
        back.setObjectName("papers_everybody")
        back.setAccessibleName("Cetak semua peserta lagi")
        back.clicked.connect(lambda _checked=False: all_again())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._words, 1)
        layout.addWidget(back)
        self.hide()

    def show_chosen(self, chosen: Chosen | None) -> None:
        self.chosen = chosen
        self._words.setText(chosen.words if chosen else "")
        self.setVisible(chosen is not None)
