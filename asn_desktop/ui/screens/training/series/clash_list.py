"""Clashes once a series, each with what is free near it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from asn_desktop.services import clashes
from asn_desktop.services.clashes import KINDS, Clash, Group, day_words, hours
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import label
from asn_desktop.ui.kit.view import View

WHOLE = 16_777_215  # pixels: no limit, for Qt
_NONE_FREE = "Tidak ada yang bebas di dekatnya untuk semuanya; ubah tanggal, jam, ruang, atau narasumbernya."


def _when(group: Group) -> str:
    first = group.clashes[0]
    if len(group.clashes) > 1:
        return f"{len(group.clashes)} kali"
    return f"{day_words(first.day)}, {hours(first.starts, first.ends)}"


def _in_full(group: Group) -> str:
    """The clash and what would do instead."""
    free = "; ".join(group.alternatives)
    return f"{group.words}.\n" + (f"Bebas di dekatnya: {free}." if free else _NONE_FREE)


COLUMNS = [
    Column("Yang bentrok", lambda group: f"{KINDS[group.kind]} {group.what}", width=27, hint=_in_full),
    Column("Dengan", "with_title", width=27, hint=_in_full),
    Column("Kapan", _when, width=20, tone=lambda _group: "warn", hint=_in_full),
]


class ClashList(QWidget):
    """The chosen clash is told in full below the list."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._model = TableModel(COLUMNS)
        self._title = label("", "group", name=f"{name}_title")
        self.table = View(self._model, COLUMNS, name, "Bentrok")
        self._full = label("", wrap=True, name=f"{name}_full")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._title)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._full)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        self.show_clashes([])

    def show_clashes(self, found: Sequence[Clash]) -> None:
        groups = clashes.groups(found)
        self._model.show(groups)
        days = len({clash.day for clash in found})
        told = f"! {len(found)} bentrok pada {days} hari" if found else "✓ Tidak ada bentrok"
        self._title.setText(told)
        for part in (self.table, self._full):
            part.setVisible(bool(groups))
        # no room is kept for clashes there are not: it belongs to the dates above
        self.setMaximumHeight(WHOLE if groups else self._title.sizeHint().height())
        if groups:
            self.table.go_to(0)
        self._tell()

    def _tell(self) -> None:
        group = self.table.current_row()
        self._full.setText(_in_full(group) if group else "")
