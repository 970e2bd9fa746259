"""The search box on top of the window: people, trainings, certificates and screens (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from asn_desktop.domain.typed import clean
from asn_desktop.ui import theme
from asn_desktop.ui.catalogue import Finder, Hit, Screen
from asn_desktop.ui.kit.runner import Runner

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

HIT = int(Qt.ItemDataRole.UserRole)
TYPING = 120  # milliseconds without a key before the search begins


class Found(NamedTuple):
    finder: Finder
    hits: Sequence[Hit]


class QuickSearch(QLineEdit):
    chosen = Signal(str, object)  # screen, target

    def __init__(
        self, window: QWidget, runner: Runner, screens: Sequence[Screen], finders: Sequence[Finder]
    ) -> None:
        super().__init__()
        self._runner, self._screens, self._finders = runner, screens, finders
        self.setObjectName("quick_search")
        self.setAccessibleName("Cari di seluruh program")
        self.setPlaceholderText("Cari pegawai, pelatihan, sertifikat, layar…  (Ctrl+K)")
        self.setClearButtonEnabled(True)
        self.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.results = QListWidget(window)
        self.results.setObjectName("quick_results")
        self.results.setAccessibleName("Hasil pencarian")
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.hide()
        self.results.itemClicked.connect(self._choose)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING)
        self._typing.timeout.connect(self._search)
        self.textEdited.connect(lambda _text: self._typing.start())
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self and event.type() == QEvent.Type.FocusOut:
            self.results.hide()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self.results.isVisible():
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._typing.isActive():
                    self._typing.stop()
                    self._search()
                elif item := self.results.currentItem():
                    self._choose(item)
            case Qt.Key.Key_Escape:
                self.results.hide()
                self.clear()
            case _:
                super().keyPressEvent(event)

    def _search(self) -> None:
        text = clean(self.text()).strip()
        if len(text) < 2:
            self.results.hide()
            return

        def find(session: Session) -> list[Found]:
            return [Found(finder, finder.find(session, text)) for finder in self._finders]

        self._runner.read(find, self._show, latest="quick")

    def _show(self, found: list[Found]) -> None:
        if not self.hasFocus():
            return
        text = self.text().strip().casefold()
        self.results.clear()
        for screen in self._screens:
            if text in screen.title.casefold():
                self._add(f"{screen.title}   ·   buka layar", Hit("", "", screen.name, None))
        for finder, hits in found:
            for hit in hits:
                self._add(f"{hit.title}   ·   {finder.title}: {hit.about}", hit)
        if not self.results.count():
            self._add("Tidak ada yang cocok", None)
        self.results.setCurrentRow(0)
        self._place()

    def _add(self, text: str, hit: Hit | None) -> None:
        item = QListWidgetItem(text)
        item.setData(HIT, hit)
        if hit is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.results.addItem(item)

    def _place(self) -> None:
        window = self.results.parentWidget()
        below = self.mapTo(window, QPoint(0, self.height() + 4)) if window else QPoint()
        height = self.results.sizeHintForRow(0) * min(self.results.count(), 16) + 8
        self.results.setGeometry(below.x(), below.y(), self.width(), height)
        self.results.show()
        self.results.raise_()

    def _step(self, by: int) -> None:
        self.results.setCurrentRow((self.results.currentRow() + by) % self.results.count())

    def _choose(self, item: QListWidgetItem) -> None:
        hit = item.data(HIT)
        if hit is not None:
            self.results.hide()
            self.clear()
            _title, _about, screen, target = hit
            self.chosen.emit(screen, target)
