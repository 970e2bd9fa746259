"""Several trainers for one session: type a part of the name, Enter takes it; Del lets it go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from asn_desktop.ui.kit.kinds import ChoiceBox, Kind

KEY = int(Qt.ItemDataRole.UserRole)
SHOWN = 2  # names seen at once


class TrainerPicker(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[int, str] = {}
        self._taken: int | None = None  # still stands in the box
        self.box = ChoiceBox({}, search=True)
        self.box.setObjectName("trainer_search")
        self.box.setAccessibleName("Cari narasumber")
        self.box.put(None)
        self.chosen = QListWidget()
        self.chosen.setObjectName("trainer_chosen")
        self.chosen.setAccessibleName("Narasumber sesi ini")
        self.chosen.setFixedHeight(self.fontMetrics().lineSpacing() * SHOWN + 24)
        self.chosen.installEventFilter(self)
        self.remove = QPushButton("K&eluarkan narasumber")
        self.remove.setObjectName("trainer_remove")
        self.remove.setToolTip("Del")
        self.remove.clicked.connect(self._remove)
        self.setFocusProxy(self.box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.box, self.chosen, self.remove):
            layout.addWidget(part)
        self.box.activated.connect(lambda _place: self._take())
        if line := self.box.lineEdit():
            line.setObjectName("trainer_typed")
            line.setPlaceholderText("ketik sebagian namanya")
            line.editingFinished.connect(self._take)
        self._show([])

    def offer(self, names: Mapping[int, str]) -> None:
        self._names = dict(names)
        self.box.offer(names)
        self.box.put(None)
        self._show(self.value())

    def value(self) -> tuple[int, ...]:
        items = (self.chosen.item(n) for n in range(self.chosen.count()))
        return tuple(item.data(KEY) for item in items)

    def put(self, ids: Iterable[int] | None) -> None:
        self._show(ids or ())

    def typed(self) -> list[int]:
        """For a draft."""
        return list(self.value())

    def retype(self, typed: Any) -> None:
        if isinstance(typed, list) and all(isinstance(key, int) for key in typed):
            self._show(typed)
            self.changed.emit()

    def words(self) -> str:
        return ", ".join(self.chosen.item(n).text() for n in range(self.chosen.count()))

    def fault(self) -> str:
        key = self.box.value()
        if self.box.currentText().strip() and (key is None or key != self._taken):
            return (
                "Pilih dari daftar: ketik sebagian namanya, lalu tekan Enter. "
                "Nama baru didaftarkan lebih dahulu pada Pelatihan, Narasumber."
            )
        return ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            if event.type() == QEvent.Type.KeyPress:
                self._remove()
            return True
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        key = self.box.value()
        if key is None or key == self._taken:
            return
        self._taken = key
        if key not in self.value():
            self._show([*self.value(), key])
        self.changed.emit()
        # emptied while its completer still chooses, the box would choose the first name of all as well
        QTimer.singleShot(0, self, lambda: self._empty(key))

    def _empty(self, key: int) -> None:
        self._taken = None
        if self.box.value() == key:
            self.box.put(None)
            self.changed.emit()

    def _remove(self) -> None:
        place = self.chosen.currentRow()
        if place >= 0:
            self.chosen.takeItem(place)
            self.remove.setEnabled(self.chosen.count() > 0)
            self.changed.emit()

    def _show(self, ids: Iterable[int]) -> None:
        ids = list(ids)
        self.chosen.clear()
        for key in ids:
            item = QListWidgetItem(self._names.get(key, f"Narasumber {key}"))
            item.setData(KEY, key)
            self.chosen.addItem(item)
        if ids:
            self.chosen.setCurrentRow(0)
        self.remove.setEnabled(bool(ids))


TRAINERS = Kind(
    TrainerPicker, lambda w: w.value(), lambda w, v: w.put(v), lambda w: w.changed, lambda w: w.fault()
)
