"""Tells what is being typed into a cell of a table, before it is taken over."""

from __future__ import annotations

from typing import TypeAlias

import shiboken6
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

Index: TypeAlias = QModelIndex | QPersistentModelIndex


class TypedCells(QStyledItemDelegate):
    """The delegate of a view whose half-typed cells are part of a draft."""

    typing = Signal()
    closed = Signal()  # taken over or given up

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.open: tuple[QPersistentModelIndex, str] | None = None
        self._editor: QLineEdit | None = None
        view.setItemDelegate(self)
        self.closeEditor.connect(self._on_closed)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            self._editor = editor
            where = QPersistentModelIndex(index)
            editor.textEdited.connect(lambda text: self._on_typed(where, text))
        return editor

    def retype(self, index: Index, text: str) -> None:
        """Into the editor that has just been opened there."""
        if self._editor and shiboken6.isValid(self._editor):
            self._editor.setText(text)
            self._on_typed(QPersistentModelIndex(index), text)

    def _on_typed(self, where: QPersistentModelIndex, text: str) -> None:
        self.open = (where, text)
        self.typing.emit()

    def _on_closed(self) -> None:
        self.open = None
        self.closed.emit()
