"""The panel beside a list: one record, read only, every value can be copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from asn_desktop.ui.kit.text import copyable, label

WIDEST = 112  # pixels for the words before the values


@dataclass(frozen=True)
class Section:
    """A small table under the pairs; the first row is its heading."""

    title: str
    rows: Sequence[Sequence[str]]
    empty: str = ""


class Details(QFrame):
    def __init__(self, nothing: str) -> None:
        """`nothing` is said as long as no record is chosen."""
        super().__init__()
        self.setObjectName("panel")
        self._nothing = nothing
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("Rincian")
        self._scroll.viewport().setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 8, 12)
        layout.addWidget(self._scroll)
        self.clear()

    def clear(self) -> None:
        self.show_record("", self._nothing, ())

    def show_record(
        self,
        title: str,
        subtitle: str,
        pairs: Sequence[tuple[str, str]],
        sections: Sequence[Section] = (),
    ) -> None:
        """Pairs without a value are left out."""
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        if title:
            layout.addWidget(copyable(label(title, "title", wrap=True, name="detail_title")))
        if subtitle:
            layout.addWidget(copyable(label(subtitle, "quiet", wrap=True, name="detail_subtitle")))
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(4)
        kept = [(label(words, "quiet", wrap=True), value) for words, value in pairs if value]
        widths = [name.fontMetrics().horizontalAdvance(name.text()) + 4 for name, _value in kept]
        for name, value in kept:
            name.setFixedWidth(min(WIDEST, max(widths)))
            form.addRow(name, copyable(label(value, wrap=True)))
        layout.addLayout(form)
        for section in sections:
            layout.addWidget(label(section.title, "group"))
            layout.addLayout(_grid(section))
        layout.addStretch(1)
        self._scroll.setWidget(body)
        body.setAutoFillBackground(False)


def _grid(section: Section) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    if len(section.rows) < 2 and section.empty:
        grid.addWidget(label(section.empty, "quiet", wrap=True), 0, 0)
        return grid
    for place, row in enumerate(section.rows):
        for column, words in enumerate(row):
            made = label(words, "quiet" if place == 0 else "", wrap=column == 0)
            made.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(made if place == 0 else copyable(made), place, column)
    grid.setColumnStretch(0, 1)
    return grid
