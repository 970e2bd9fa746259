"""Above the calendar: which view, which period, what is searched, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from asn_desktop.ui import theme
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.text import label, set_look
from asn_desktop.ui.screens.calendar import shown
from asn_desktop.ui.screens.calendar.shown import Shown


class Toolbar(QWidget):
    view_chosen = Signal(str)
    turned = Signal(int)
    today_wanted = Signal()
    new_wanted = Signal()
    print_wanted = Signal()
    export_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setObjectName("calendar_search")
        self.search.setAccessibleName("Cari kegiatan di kalender")
        self.search.setPlaceholderText("Cari pelatihan, tempat, atau penyelenggara…")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.forms = FilterBy("forms", "Bentuk pelatihan", _no_options).chip()
        self._title = label("", "title", name="calendar_title")
        self._group = QButtonGroup(self)
        self._views: dict[str, QPushButton] = {}
        self.view = ""
        top, second = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.search, 1)
        self._button(top, "&Kegiatan baru", "plus", self.new_wanted.emit, "Ctrl+N", look="main")
        self._button(top, "&Cetak…", "printer", self.print_wanted.emit, "Ctrl+P")
        self._button(top, "Simpan .&ics…", "file-down", self.export_wanted.emit, "Ctrl+E")
        for view, title in shown.VIEWS.items():
            self._views[view] = self._view_button(second, view, title)
        second.addSpacing(12)
        for icon, name, by in (("chevron-left", "Sebelumnya", -1), ("chevron-right", "Berikutnya", 1)):
            button = self._button(second, "", icon, partial(self.turned.emit, by))
            button.setAccessibleName(name)
            button.setToolTip("PgUp" if by < 0 else "PgDn")
        self._button(second, "&Hari ini", "", self.today_wanted.emit, "Ctrl+T", name="calendar_today")
        second.addSpacing(8)
        second.addWidget(self._title)
        second.addStretch(1)
        second.addWidget(self.forms)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(second)

    def show_view(self, view: str) -> None:
        self._views.get(view, self._views[shown.MONTH]).setChecked(True)

    def say(self, title: str) -> None:
        self._title.setText(title)

    def _view_button(self, row: QHBoxLayout, view: str, title: str) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName(f"calendar_view_{view}")
        button.setCheckable(True)
        set_look(button, "part")
        self._group.addButton(button)
        button.toggled.connect(lambda checked: self._on_view(view) if checked else None)
        row.addWidget(button)
        return button

    def _on_view(self, view: str) -> None:
        self.view = view
        self.view_chosen.emit(view)

    def _button(
        self,
        row: QHBoxLayout,
        title: str,
        icon: str,
        run: Callable[[], object],
        keys: str = "",
        *,
        look: str = "",
        name: str = "",
    ) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName(name or f"calendar_{icon}")
        button.clicked.connect(lambda _checked=False: run())
        if look:
            set_look(button, look)
        elif icon:
            theme.set_icon(button, icon)
        if keys:
            button.setToolTip(keys)
            action = QAction(title, self)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _checked=False: run())
            self.addAction(action)
        row.addWidget(button)
        return button


class Nothing(QFrame):
    """Says why the calendar is empty, with the next sensible thing to do."""

    new_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._words = label("", name="calendar_nothing")
        self._is_filtered = False
        self._button = QPushButton()
        self._button.setObjectName("calendar_nothing_button")
        self._button.clicked.connect(lambda _checked=False: self._press())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addWidget(self._words)
        layout.addWidget(self._button)
        layout.addStretch(1)
        self.hide()

    def speak(self, found: Shown, *, is_filtered: bool) -> None:
        when = shown.title(found.view, found.first, found.last)
        self._is_filtered = is_filtered
        self._words.setText(
            f"Tidak ada kegiatan yang cocok pada {when}."
            if is_filtered
            else f"Belum ada kegiatan pada {when}."
        )
        self._button.setText("Hapus sa&ringan" if is_filtered else "Tambah kegiata&n")
        self.setVisible(not found.entries)

    def _press(self) -> None:
        (self.clear_wanted if self._is_filtered else self.new_wanted).emit()


def _no_options(_session: object) -> tuple[()]:
    """The screen offers them: it has read them already."""
    return ()
