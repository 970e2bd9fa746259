"""The field of a meeting for scans and photos: dropped, chosen, opened, taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from asn_desktop.services.mentoring.attachments import Attached
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.kinds import Kind

KINDS = "Pindaian atau foto (*.pdf *.png *.jpg *.jpeg)"
HEIGHT = 64  # pixels: two names
_PART = Qt.ItemDataRole.UserRole


class Files(NamedTuple):
    """Ids of those that stay, and the paths of new ones."""

    kept: tuple[int, ...] = ()
    new: tuple[str, ...] = ()


class _List(QListWidget):
    removing = Signal()
    dropped = Signal(list)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removing.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: Any) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped.emit([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])


class FilesEdit(QWidget):
    changed = Signal()
    opened = Signal(int, str)  # the id of a stored file, and its name

    def __init__(self, pick: Callable[..., Sequence[Path]] = dialogs.open_files) -> None:
        super().__init__()
        self._pick = pick
        self._list = _List()
        self._list.setObjectName("meeting_files")
        self._list.setAccessibleName("Lampiran")
        self._list.setFixedHeight(HEIGHT)
        self._list.setAcceptDrops(True)
        self._list.setToolTip("Seret PDF atau gambar ke sini. Enter membuka, Del mengeluarkan.")
        add = QPushButton("La&mpirkan…")
        add.setObjectName("attach")
        add.clicked.connect(self.choose)
        self._list.removing.connect(self.remove)
        self._list.dropped.connect(self.add)
        self._list.itemActivated.connect(self._open)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._list)
        layout.addLayout(row)
        self.setFocusProxy(add)

    def offer(self, attached: Sequence[Attached]) -> None:
        """Those that are stored already."""
        for one in attached:
            self._item(one.name, (one.file_id, one.name))

    def choose(self) -> None:
        self.add([str(path) for path in self._pick(self, "Lampirkan pindaian atau foto", KINDS)])

    def add(self, paths: Sequence[str]) -> None:
        known = self.value().new
        for path in paths:
            if path not in known:
                self._item(f"{Path(path).name} (baru)", path)
        self.changed.emit()

    def remove(self) -> None:
        for item in self._list.selectedItems():
            self._list.takeItem(self._list.row(item))
        self.changed.emit()

    def value(self) -> Files:
        parts = [self._list.item(n).data(_PART) for n in range(self._list.count())]
        kept = tuple(part[0] for part in parts if not isinstance(part, str))
        return Files(kept, tuple(part for part in parts if isinstance(part, str)))

    def put(self, value: Files | None) -> None:
        """Only what is new can be put again; what is stored was offered."""
        wanted = value or Files()
        for n in reversed(range(self._list.count())):
            part = self._list.item(n).data(_PART)
            if isinstance(part, str) or (value is not None and part[0] not in wanted.kept):
                self._list.takeItem(n)
        for path in wanted.new:
            self._item(f"{Path(path).name} (baru)", path)

    def typed(self) -> list[Any]:
        value = self.value()
        return [list(value.kept), list(value.new)]

    def retype(self, typed: Any) -> None:
        match typed:
            case [list(kept), list(new)]:
                self.put(Files(tuple(kept), tuple(map(str, new))))
                self.changed.emit()

    def words(self) -> str:
        return ", ".join(self._list.item(n).text() for n in range(self._list.count()))

    def _item(self, words: str, part: object) -> None:
        item = QListWidgetItem(words)
        item.setData(_PART, part)
        self._list.addItem(item)

    def _open(self, item: QListWidgetItem) -> None:
        if not isinstance(part := item.data(_PART), str):
            self.opened.emit(*part)


FILES = Kind(
    FilesEdit,
    lambda edit: edit.value(),
    lambda edit, value: edit.put(value),
    lambda edit: edit.changed,
)
