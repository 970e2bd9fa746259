"""The keys of a calendar: everything the mouse can do with a bar, too. F1 lists them from here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from asn_desktop.domain import calendar as days
from asn_desktop.ui.screens.calendar.cursor import Cursor, Ghost, along, to_day

if TYPE_CHECKING:
    from asn_desktop.ui.screens.calendar.board import Board

DAY, WEEK = 1, 7
_MOVES = (
    ("Ctrl+Left", "Pindahkan kegiatan sehari", -DAY, -DAY),
    ("Ctrl+Right", "Pindahkan kegiatan sehari", DAY, DAY),
    ("Ctrl+Up", "Pindahkan kegiatan sepekan", -WEEK, -WEEK),
    ("Ctrl+Down", "Pindahkan kegiatan sepekan", WEEK, WEEK),
    ("Ctrl+Shift+Left", "Majukan atau mundurkan hari selesai", 0, -DAY),
    ("Ctrl+Shift+Right", "Majukan atau mundurkan hari selesai", 0, DAY),
    ("Ctrl+Shift+Up", "Majukan atau mundurkan hari selesai sepekan", 0, -WEEK),
    ("Ctrl+Shift+Down", "Majukan atau mundurkan hari selesai sepekan", 0, WEEK),
    ("Alt+Shift+Left", "Majukan atau mundurkan hari mulai", -DAY, 0),
    ("Alt+Shift+Right", "Majukan atau mundurkan hari mulai", DAY, 0),
)


def add(board: Board) -> None:
    """Actions on the board itself: they do nothing while one types elsewhere."""
    for keys, title, step in (
        ("Left", "Ke hari di sebelahnya", partial(_by_days, board, -1)),
        ("Right", "Ke hari di sebelahnya", partial(_by_days, board, 1)),
        ("Up", "Ke kegiatan di atas atau di bawahnya", partial(_along, board, -1)),
        ("Down", "Ke kegiatan di atas atau di bawahnya", partial(_along, board, 1)),
        ("Home", "Ke hari pertama atau terakhir", partial(_to_end, board, first=True)),
        ("End", "Ke hari pertama atau terakhir", partial(_to_end, board, first=False)),
        ("PgUp", "Kurun sebelumnya atau berikutnya", partial(board.turned.emit, -1)),
        ("PgDown", "Kurun sebelumnya atau berikutnya", partial(board.turned.emit, 1)),
        ("Return", "Buka kegiatan, atau simpan pemindahannya", partial(_enter, board)),
    ):
        _action(board, keys, title, step)
    for keys, title, begin, end in _MOVES:
        _action(board, keys, title, partial(_draw, board, begin, end))


def _action(board: Board, keys: str, title: str, run: Callable[[], object]) -> None:
    made = QAction(title, board)
    sequences = [QKeySequence(keys)] + ([QKeySequence("Enter")] if keys == "Return" else [])
    made.setShortcuts(sequences)
    made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    made.triggered.connect(lambda _checked=False: run())
    board.addAction(made)


def _by_days(board: Board, by: int) -> None:
    day = board.cursor_at.day + by * days.DAY
    board.go_to(to_day(board.cursor_at, board.shown.entries, day))


def _along(board: Board, by: int) -> None:
    cursor = board.cursor_at
    board.go_to(along(cursor, board.shown.entries, by, board.row_later(cursor.day, by)))


def _to_end(board: Board, *, first: bool) -> None:
    day = board.shown.first if first else board.shown.last
    board.go_to(to_day(Cursor(day), board.shown.entries, day))


def _draw(board: Board, begin: int, end: int) -> None:
    """A step further from where it would go by now; never shorter than a day."""
    entry = board.entry()
    if entry is None:
        return
    at = board.ghost or Ghost(entry, entry.starts_on, entry.ends_on)
    first, last = at.first + begin * days.DAY, at.last + end * days.DAY
    if first <= last:
        board.draw(Ghost(entry, first, last))


def _enter(board: Board) -> None:
    if board.ghost:
        board.ask_for_ghost()
    elif entry := board.entry():
        board.opened.emit(entry.event_id)
    else:
        board.wanted.emit(board.cursor_at.day)
