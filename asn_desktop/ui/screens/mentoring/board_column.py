"""One column of the board: the cards of the pairs in one state, for keys and mouse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QMimeData, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from asn_desktop.domain import dates
from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring.board import PairRow
from asn_desktop.ui import theme
from asn_desktop.ui.kit.table import ROOT, ROW, TEXT, TOOLTIP, Index
from asn_desktop.ui.kit.text import tooltip

SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
MIME = "application/x-asn-pairs"
GAP, EDGE, STRIPE = 4, 8, 4  # pixels around a card, inside it, and of the stripe at its left


def lines(row: PairRow) -> tuple[str, str, str, str]:
    """Mentor, mentees, how far they are with what is late, and when they meet."""
    far = f"{row.meetings} pertemuan"
    if row.overdue:
        far += f" · ! {row.overdue} lewat"
    when = f"terakhir {dates.short(row.last_meeting)}" if row.last_meeting else ""
    if row.next_meeting:
        when = f"berikutnya {dates.short(row.next_meeting)}"
    return row.mentor, row.mentees, far, when


class Cards(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[PairRow] = ()

    def show(self, rows: Sequence[PairRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = TEXT) -> Any:
        if not index.isValid() or role not in (TEXT, ROW, SPOKEN, TOOLTIP):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == TEXT:  # what a letter typed looks for
            return row.mentor
        actions = f"{row.open_actions} tindak lanjut terbuka, {row.overdue} lewat" if row.open_actions else ""
        said = ", ".join(part for part in (*lines(row), actions) if part)
        return said if role == SPOKEN else tooltip("\n".join(part for part in lines(row) if part))

    def flags(self, index: Index) -> Qt.ItemFlag:
        drag = Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | drag

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, ",".join(str(index.data(ROW).id) for index in indexes).encode())
        return data


class CardPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, option.fontMetrics.height() * 4 + 2 * (GAP + EDGE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PairRow = index.data(ROW)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        box = option.rect.adjusted(GAP, GAP, -GAP, 0)
        painter.save()
        painter.setPen(theme.colour("accent" if focused or chosen else "border"))
        painter.setBrush(theme.colour("accent_soft" if chosen else "base"))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 4, 4)
        if focused:
            painter.drawRoundedRect(box.adjusted(1, 1, -2, -2), 4, 4)
        tone = "bad" if row.overdue else {words.FINISHED: "good", words.STOPPED: "warn"}.get(row.state, "")
        if tone:
            painter.fillRect(box.x() + 2, box.y() + 6, STRIPE, box.height() - 12, theme.colour(tone))
        inner = box.adjusted(EDGE + STRIPE, EDGE, -EDGE, -EDGE)
        metrics, high = option.fontMetrics, option.fontMetrics.height()
        for number, text in enumerate(lines(row)):
            font = QFont(option.font)
            font.setBold(number == 0)
            painter.setFont(font)
            late = number == 2 and row.overdue
            painter.setPen(theme.colour("bad" if late else "quiet" if number > 1 else "text"))
            there = inner.adjusted(0, number * high, 0, 0)
            there.setHeight(high)
            fits = metrics.elidedText(
                text, Qt.TextElideMode.ElideRight, there.width() - (12 if not number else 0)
            )
            painter.drawText(there, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), fits)
        painter.restore()


class BoardColumn(QListView):
    opened = Signal(int)
    entered = Signal()  # it has the keys now
    left = Signal(int)  # to the column before (-1) or after (1)
    pushed = Signal(int)  # the chosen cards are to go there
    dropped = Signal(object, str)  # ids let go over this column, and its state

    def __init__(self, state: str) -> None:
        super().__init__()
        self.status = state
        self._cards = Cards()
        self.setModel(self._cards)
        self.setItemDelegate(CardPainter(self))
        self.setObjectName(f"board_{state}")
        self.setAccessibleName(f"Pasangan yang {words.STATES[state].lower()}")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.doubleClicked.connect(lambda _index: self._open())
        self._add_keys()

    def rows(self) -> Sequence[PairRow]:
        return self._cards.rows

    def show_rows(self, rows: Sequence[PairRow]) -> None:
        self._cards.show(rows)

    def current_id(self) -> int | None:
        index = self.currentIndex()
        return int(index.data(ROW).id) if index.isValid() else None

    def ids(self) -> list[int]:
        chosen = sorted(index.row() for index in self.selectedIndexes())
        return [self.rows()[place].id for place in chosen]

    def go_to(self, pair_id: int | None) -> bool:
        place = next((n for n, row in enumerate(self.rows()) if row.id == pair_id), -1)
        if place >= 0:
            self.setCurrentIndex(self._cards.index(place, 0))
        return place >= 0

    def settle(self) -> None:
        """There is always a chosen card, as long as there is a card: a cursor alone is nothing to move."""
        if self.rows() and not self.selectionModel().hasSelection():
            self.setCurrentIndex(self._cards.index(max(0, self.currentIndex().row()), 0))
            self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Select)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def _add_keys(self) -> None:
        """As actions, so that F1 lists them."""
        for keys, title, run in (
            (("Left",), "Ke kolom di sebelahnya", partial(self.left.emit, -1)),
            (("Right",), "Ke kolom di sebelahnya", partial(self.left.emit, 1)),
            (("Ctrl+Left",), "Ubah status pasangan ke kolom di sebelahnya", partial(self.pushed.emit, -1)),
            (("Ctrl+Right",), "Ubah status pasangan ke kolom di sebelahnya", partial(self.pushed.emit, 1)),
            (("Return", "Enter"), "Buka pasangan", self._open),
        ):
            action = QAction(title, self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _checked=False, run=run: run())
            self.addAction(action)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._weigh(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._weigh(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """The database moves the card, then the board reads again."""
        if event.mimeData().hasFormat(MIME):
            given = bytes(event.mimeData().data(MIME).data()).decode()
            event.setDropAction(Qt.DropAction.CopyAction)  # or the list takes its card away by itself
            event.accept()
            self.dropped.emit([int(key) for key in given.split(",")], self.status)

    def _weigh(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def _open(self) -> None:
        if (pair_id := self.current_id()) is not None:
            self.opened.emit(pair_id)
