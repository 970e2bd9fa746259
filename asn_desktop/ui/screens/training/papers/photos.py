"""Photos of an event for its report: added, captioned, put in order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services.papers import photos
from asn_desktop.services.papers.photos import PhotoRow
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.actions import Action, Actions, Empty
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import label, say
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.screens.training.papers.output import folder_or_refuse

COLUMNS = (Column("Berkas", "name", width=34), Column("Keterangan", "caption", width=60))
HELP = "Foto dicetak dua setiap halaman menurut urutan ini. Foto dari ponsel langsung dapat dipakai."


class PhotosPage(QWidget):
    closed = Signal()

    def __init__(self, runner: Runner, event_id: int) -> None:
        super().__init__()
        self.setObjectName("photos")
        self._runner, self._event_id = runner, event_id
        self._model = TableModel(COLUMNS)
        self.table = View(self._model, COLUMNS, "photos_table", "Foto kegiatan")
        self._message = label("", "good-box", wrap=True, name="photos_message")
        self._message.hide()
        self.caption = QLineEdit()
        self.caption.setObjectName("photo_caption")
        self.caption.setAccessibleName("Keterangan foto")
        self.caption.setPlaceholderText("keterangan foto yang dipilih, lalu Enter")
        self.caption.returnPressed.connect(self.keep_caption)
        self._actions = Actions(
            self,
            self.table,
            [
                Action("&Tambah foto…", lambda _: self.ask(), "Ctrl+N", "plus", needs=0, main=True),
                Action("Naikkan", lambda ids: self.shift(ids[0], -1), "Ctrl+Up"),
                Action("Turunkan", lambda ids: self.shift(ids[0], 1), "Ctrl+Down"),
                Action("Keluarkan", lambda ids: self.remove(ids[0]), "Del", "trash-2"),
            ],
            lambda: [row.id for row in self.table.selected_rows()],
        )
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        empty = Empty("Belum ada foto kegiatan.", "Pilih &foto…", self.ask)
        self._body.addWidget(empty.widget("photos_empty"))
        self._lay_out()
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.setFocusProxy(self.table)
        self.table.opened.connect(self.caption.setFocus)
        runner.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        event_id = self._event_id
        self._runner.read(lambda s: photos.rows(s, event_id), self._show, owner=self, latest="photos")

    def ask(self) -> None:
        if chosen := dialogs.open_files(self, "Pilih foto", dialogs.PICTURES):
            self.add(chosen)

    def add(self, paths: list[Path]) -> None:
        event_id = self._event_id

        def store(session: Any) -> int:
            pictures = [(path.name, _bytes(path)) for path in paths]
            return photos.add(session, event_id, folder_or_refuse(self._runner), pictures)

        self._write(f"Tambah {len(paths)} foto", store)

    def keep_caption(self) -> None:
        row = self.table.current_row()
        if isinstance(row, PhotoRow):
            words = self.caption.text()
            self._write("Ubah keterangan foto", lambda s: photos.set_caption(s, row.id, words))
            self.table.setFocus()

    def shift(self, photo_id: int, by: int) -> None:
        self._write("Pindahkan foto", lambda s: photos.move(s, photo_id, by))

    def remove(self, photo_id: int) -> None:
        self._write("Keluarkan foto", lambda s: photos.remove(s, photo_id))

    def _write(self, words: str, work: Callable[[Any], object]) -> None:
        self._message.hide()
        self._runner.write(words, work, refused=self._refuse, owner=self)

    def _refuse(self, error: UserError) -> None:
        told = " ".join(error.problems.values()) if isinstance(error, InvalidInput) else str(error)
        say(self._message, told, "bad-box")

    def _show(self, rows: list[PhotoRow]) -> None:
        current = self.table.current_row()
        self._model.show(rows)
        self._body.setCurrentIndex(0 if rows else 1)
        at = next((n for n, row in enumerate(rows) if current and row.id == current.id), 0)
        if rows:
            self.table.go_to(at)
        self._selected()

    def _selected(self) -> None:
        row = self.table.current_row()
        self._actions.selected(1 if row else 0)
        self.caption.setEnabled(isinstance(row, PhotoRow))
        self.caption.setText(row.caption if isinstance(row, PhotoRow) else "")

    def _changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        back = QPushButton("Kemba&li")
        back.setObjectName("photos_back")
        back.setToolTip("Esc")
        back.clicked.connect(self.closed.emit)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed.emit)
        head = QHBoxLayout()
        head.addWidget(label("Foto kegiatan", "title"), 1)
        head.addLayout(self._actions.layout)
        head.addWidget(back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(head)
        layout.addWidget(label(HELP, "quiet", wrap=True))
        layout.addWidget(self._message)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.caption)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            f"Foto “{path.name}” tidak dapat dibaca. Periksa berkasnya, lalu pilih lagi."
        ) from error
