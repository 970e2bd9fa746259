"""What is in the window: screens, search box, undo and redo, what just happened. It knows no screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from asn_desktop.domain.errors import UserError
from asn_desktop.services.drafts import Draft
from asn_desktop.ui import keys, preferences, theme
from asn_desktop.ui.catalogue import Finder, Screen
from asn_desktop.ui.drafts import keeper_of
from asn_desktop.ui.drafts.bar import DraftsBar
from asn_desktop.ui.drafts.reopening import reopen
from asn_desktop.ui.drafts.strip import Strip
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import label, no_mnemonic, set_look, short
from asn_desktop.ui.navigation import Shows
from asn_desktop.ui.quick_search import QuickSearch

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

STATUS = 800  # pixels of what just happened


class Desk(QWidget):
    """Fills the window and its menus."""

    opened = Signal()
    cannot_open = Signal(object)  # the UserError why the database did not open

    def __init__(
        self,
        window: QMainWindow,
        runner: Runner,
        screens: Sequence[Screen],
        finders: Sequence[Finder],
        settings: QSettings,
    ) -> None:
        super().__init__()
        self._window, self._runner, self._screens, self._settings = window, runner, screens, settings
        self._made: dict[str, QWidget] = {}
        self._opened = False
        self._side = self._make_side()
        self._stack = QStackedWidget()
        waiting = label("Membuka basis data…", "quiet", name="waiting")
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(waiting)
        self._status = label("", name="status_text")
        self._status_undo = QPushButton("Batalkan")
        self._status_undo.setObjectName("status_undo")
        set_look(self._status_undo, "link")
        self._status_undo.clicked.connect(self._press_undo)
        self._status_undo.setToolTip("Ctrl+Z")
        self._status_undo.hide()
        self._trouble: QWidget | None = None
        self._notice = Strip("notice")
        self._walking, self._queued = False, list[Callable[[], None]]()
        self._others: int | None = None  # as `written_by_others` told last
        self._said = ""  # what happened last
        self._last = ""  # what undo would take back
        self._busy = label("", "quiet", name="busy")
        self.search = QuickSearch(self, runner, screens, finders)
        self.search.chosen.connect(self.go)
        self._drafts = self._make_drafts()
        self._lay_out()
        self._undo, self._redo = self._make_menus()
        runner.said.connect(self._say)
        runner.changed.connect(self._read_history)
        runner.failed.connect(self._on_failed)
        runner.busy.connect(self._on_busy)
        window.setCentralWidget(self)
        window.installEventFilter(self)

    def show_trouble(self, page: QWidget) -> None:
        """In the place of the screens, until the database is open."""
        self._clear_trouble()
        self._opened = False
        self._trouble = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        for part in (self._side, self.search):
            part.setEnabled(False)
        page.setFocus()

    def notice(self, words: str, *buttons: tuple[str, Callable[[], object]]) -> None:
        """A line at the top of the window that stays until it is answered."""
        hide = ("Tutup", lambda: self._notice.say(""))
        self._notice.say(words, *buttons, hide)

    def _clear_trouble(self) -> None:
        if self._trouble:
            self._stack.removeWidget(self._trouble)
            self._trouble.deleteLater()
        self._trouble = None
        for part in (self._side, self.search):
            part.setEnabled(True)

    def open(self) -> None:
        """Open the database, then the screen that was open last."""
        self._runner.read(lambda _session: None, self._on_opened, refused=self.cannot_open.emit, owner=self)

    def remember(self) -> None:
        """When the window closes."""
        preferences.remember(self._settings, self._window)
        place = self._side.currentRow()
        kept = preferences.load(self._settings)
        name = self._screens[place].name if place >= 0 else ""
        preferences.save(self._settings, preferences.Preferences(kept.database, name))

    def go(self, name: str, target: Any = None) -> None:
        """Show a screen, at a target of its own: an id or filters."""
        place = next((n for n, screen in enumerate(self._screens) if screen.name == name), None)
        if place is None or not self._opened:
            return
        screen = self._made.get(name) or self._make(self._screens[place])
        self._stack.setCurrentWidget(screen)
        self._side.blockSignals(True)
        self._side.setCurrentRow(place)
        self._side.blockSignals(False)
        if target is not None and isinstance(screen, Shows):
            screen.show_at(target)

    def go_on(self, draft: Draft) -> bool:
        """Open the form of a draft again; False when there is no such form."""
        self.go(draft.screen)
        screen = self._made.get(draft.screen)
        return bool(screen and reopen(screen, draft))

    def shown_before(self, name: str) -> QWidget | None:
        return self._made.get(name)

    def _make(self, screen: Screen) -> QWidget:
        made = self._made[screen.name] = screen.make(self._runner, self.go)
        self._stack.addWidget(made)
        preferences.recall_parts(self._settings, made)
        return made

    def _on_opened(self, _nothing: None) -> None:
        self._opened = True
        self._clear_trouble()
        if keeper := keeper_of(self._runner):
            keeper.load()
        last = preferences.load(self._settings).screen
        names = [screen.name for screen in self._screens]
        self.go(last if last in names else names[0])
        self._read_history()
        self._runner.read(_others_state, self._look_at_others, owner=self, latest="others")
        self.opened.emit()

    def _read_history(self) -> None:
        actor = self._runner.actor
        self._runner.read(
            lambda s: _history_state(s, actor), self._show_history, owner=self, latest="history"
        )

    def _show_history(self, state: tuple[str | None, str | None]) -> None:
        for action, word, what in ((self._undo, "Batalkan", state[0]), (self._redo, "Ulangi", state[1])):
            action.setText(f"&{word} “{no_mnemonic(short(what))}”" if what else f"&{word}")
            action.setEnabled(bool(what))
        self._last = state[0] or ""
        self._offer_undo()

    def _say(self, what: str) -> None:
        """Cut where it is too long: a label would widen the window for it."""
        self._said = what
        cut = Qt.TextElideMode.ElideRight
        self._status.setText(self._status.fontMetrics().elidedText(" ".join(what.split()), cut, STATUS))
        self._offer_undo()

    def _offer_undo(self) -> None:
        """Only beside the words of what it would undo, not beside a saved file or another undo."""
        what = self._said
        self._status_undo.setVisible(bool(self._last) and what in (self._last, f"Diulangi: {self._last}"))

    def _press_undo(self) -> None:
        self._walk(self._undo, self._runner.undo)

    def _press_redo(self) -> None:
        self._walk(self._redo, self._runner.redo)

    def _walk(self, action: QAction, walk: Callable[[], None]) -> None:
        """What is pressed while one is running waits, and is dropped where none is left then."""
        if self._walking:
            self._queued.append(lambda: self._walk(action, walk) if action.isEnabled() else self._next_walk())
            return
        self._walking = True
        walk()
        actor = self._runner.actor
        self._runner.read(  # answered after it, however it ends
            lambda s: _history_state(s, actor), self._walked, refused=self._stop_walking, owner=self
        )

    def _walked(self, state: tuple[str | None, str | None]) -> None:
        self._walking = False
        self._show_history(state)
        self._next_walk()

    def _stop_walking(self, error: UserError) -> None:
        self._walking = False
        self._on_failed(error)

    def _next_walk(self) -> None:
        if self._queued:
            self._queued.pop(0)()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and watched is self._window and self._opened:
            self._runner.read(_others_state, self._look_at_others, owner=self, latest="others")
        return super().eventFilter(watched, event)

    def _look_at_others(self, number: int) -> None:
        """Another program, as the command line, may have changed the database since."""
        if self._others not in (None, number):
            self._runner.changed.emit()
        self._others = number

    def _on_failed(self, error: UserError) -> None:
        self._queued.clear()
        dialogs.refuse(self, str(error))

    def _on_busy(self, busy: bool) -> None:
        self._busy.setText("Bekerja…" if busy else "")

    def _refresh(self) -> None:
        refresh = getattr(self._stack.currentWidget(), "refresh", None)
        if callable(refresh):
            refresh()

    def _search_here(self) -> None:
        here = self._stack.currentWidget()
        boxes = here.findChildren(QLineEdit) if here else []
        if box := next((b for b in boxes if b.objectName().endswith("_search") and b.isVisible()), None):
            box.setFocus()
            box.selectAll()

    def _search_everywhere(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _show_keys(self) -> None:
        if here := self._stack.currentWidget():
            screens = {f"Ctrl+{n}": f"Buka {screen.title}" for n, screen in enumerate(self._screens, 1)}
            dialogs.tell(self, "Tombol di layar ini", keys.as_text(keys.of(here, screens)))

    def _make_drafts(self) -> DraftsBar | None:
        if not (keeper := keeper_of(self._runner)):
            return None
        keeper.said.connect(self._say)
        keeper.failed.connect(lambda error: self._say(f"Isian belum aman: {error}"))
        return DraftsBar(keeper, self.go_on)

    def _make_side(self) -> QListWidget:
        side = QListWidget()
        side.setObjectName("screens")
        side.setAccessibleName("Daftar layar")
        side.setFixedWidth(152)
        side.setIconSize(QSize(20, 20))
        for screen in self._screens:
            item = QListWidgetItem(theme.icon(screen.icon), screen.title)
            item.setSizeHint(QSize(0, 40))
            side.addItem(item)
        side.setCurrentRow(-1)
        side.currentRowChanged.connect(lambda place: self.go(self._screens[place].name))
        side.itemClicked.connect(lambda _item: self._enter_screen())
        return side

    def _enter_screen(self) -> None:
        """The keys of a screen work only inside it: a click leads in, to where one was last."""
        shown = self._stack.currentWidget()
        last = shown.focusWidget() if shown else None
        if inside := last if last and last.isVisible() else shown:
            inside.setFocus()

    def _make_menus(self) -> tuple[QAction, QAction]:
        # No letters of their own: Alt alone leads here, and the letters belong to the buttons of the screens.
        file, edit, view, about = map(
            self._window.menuBar().addMenu, ("Berkas", "Sunting", "Layar", "Bantuan")
        )
        self._add(file, "&Keluar", "Ctrl+Q", self._window.close)
        undo = self._add(edit, "&Batalkan", QKeySequence.StandardKey.Undo, self._press_undo)
        redo = self._add(edit, "&Ulangi", "Ctrl+Y", self._press_redo)
        edit.addSeparator()
        if self._drafts:
            self._add(edit, "&Lanjutkan isian yang belum disimpan", "Ctrl+Shift+L", self._drafts.go_on)
        self._add(edit, "&Cari di layar ini", "Ctrl+F", self._search_here)
        self._add(edit, "Cari di &seluruh program", "Ctrl+K", self._search_everywhere)
        self._add(edit, "&Muat ulang", "F5", self._refresh)
        for number, screen in enumerate(self._screens, 1):
            self._add(view, screen.title, f"Ctrl+{number}", partial(self.go, screen.name))
        self._add(about, "&Tombol di layar ini", "F1", self._show_keys)
        return undo, redo

    def _add(self, menu: Any, text: str, shortcut: Any, run: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(shortcut)
        action.triggered.connect(lambda _checked=False: run())
        menu.addAction(action)
        return action

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 0)
        bar.addWidget(self.search)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(bar)
        right.addWidget(self._stack, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self._side)
        upper.addLayout(right, 1)
        status = QFrame()
        status.setObjectName("status")
        line = QHBoxLayout(status)
        line.setContentsMargins(12, 4, 12, 4)
        line.addWidget(self._status)
        line.addWidget(self._status_undo)
        line.addStretch(1)
        line.addWidget(self._busy)
        status.setFixedHeight(32)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._notice)
        if self._drafts:
            layout.addWidget(self._drafts)
        layout.addLayout(upper, 1)
        layout.addWidget(status)


def _others_state(session: Session) -> int:
    from asn_desktop.services import database  # noqa: PLC0415 - on the database thread

    return database.written_by_others(session)


def _history_state(session: Session, actor: str) -> tuple[str | None, str | None]:
    from asn_desktop.services import history  # noqa: PLC0415 - on the database thread

    state = history.state(session, actor)
    return state[0], state[1]
