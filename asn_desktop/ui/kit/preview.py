"""Shows the very pages of a PDF as they will come out of the printer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from asn_desktop.services import printing
from asn_desktop.ui import theme
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import counted, label

POINTS = 72  # in an inch
SCREEN_DPI = 96
MARGIN = 24  # pixels around the page
KEPT = 8  # pages in memory
LANDSCAPE_A4 = (11.69, 8.27)  # in inches, as long as nothing is known


class _Wanted(NamedTuple):
    page: int
    dpi: int


def image(picture: printing.Picture) -> QImage:
    """A rendered page as Qt's own picture; safe on any thread."""
    made = QImage(
        picture.pixels, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGB32
    )
    return made.copy()  # the first one only borrows the bytes


class Preview(QWidget):
    """One page at a time: PgUp/PgDn turn it, Ctrl++ and Ctrl+- zoom, Ctrl+0 fits it into the window."""

    turned = Signal(int)  # the page now shown, from 0

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.setObjectName("preview")
        self._runner = runner
        self._pdf = b""
        self._edition = 0
        self._pages = 0
        self._at = 0
        self._zoom: float | None = None  # None fits the page into the window
        self._inches = LANDSCAPE_A4
        self._kept: OrderedDict[_Wanted, QPixmap] = OrderedDict()
        self._sheet = QLabel()
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sheet.setAccessibleName("Halaman")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll.setWidget(self._sheet)
        self._message = label("", "quiet", wrap=True, name="preview_message")
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(60)
        self._resized.timeout.connect(self._ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._make_bar())
        layout.addWidget(self._message)
        layout.addWidget(self._scroll, 1)
        self._update_bar()

    def show_pdf(self, pdf: bytes, *, keep_place: bool = False) -> None:
        """`keep_place` stays on the page shown, for the same pages drawn anew."""
        self._pdf = pdf
        self._edition += 1
        self._kept.clear()
        edition, place = self._edition, self._at if keep_place else 0

        def opened(found: tuple[int, tuple[float, float]]) -> None:
            if edition == self._edition:
                self._pages, (wide, high) = found
                self._at = max(0, min(place, self._pages - 1))
                self._inches = (wide / POINTS, high / POINTS)
                self._message.hide()
                self._ask()

        self._runner.read(
            lambda _s: (printing.page_count(pdf), printing.page_size(pdf, 0)),
            opened,
            owner=self,
            latest="pdf",
        )

    def say(self, words: str) -> None:
        """Instead of pages, for example while they are being drawn."""
        self._pdf, self._pages = b"", 0
        self._edition += 1
        self._sheet.setPixmap(QPixmap())
        self._message.setText(words)
        self._message.show()
        self._update_bar()

    @property
    def pages(self) -> int:
        return self._pages

    @property
    def at(self) -> int:
        return self._at

    def turn(self, page: int) -> None:
        self._at = max(0, min(page, self._pages - 1))
        self._ask()
        self.turned.emit(self._at)

    def zoom(self, factor: float | None) -> None:
        """1 is the size on paper; None fits the page into the window."""
        self._zoom = None if factor is None else max(0.25, min(factor, 4))
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None:
            self._resized.start()

    def _scale(self) -> float:
        if self._zoom is not None:
            return self._zoom
        space = self._scroll.viewport().size()
        wide, high = (inches * SCREEN_DPI for inches in self._inches)
        return max(0.1, min((space.width() - MARGIN) / wide, (space.height() - MARGIN) / high))

    def _ask(self) -> None:
        self._update_bar()
        if not self._pages:
            return
        wanted = _Wanted(self._at, round(self._scale() * SCREEN_DPI * self.devicePixelRatioF()))
        if ready := self._kept.get(wanted):
            self._show(wanted, ready)
            return
        pdf, edition = self._pdf, self._edition

        def drawn(made: QImage) -> None:
            if edition == self._edition:
                self._arrived(wanted, QPixmap.fromImage(made))

        # One thread for all pages: the renderer must never run twice at a time.
        self._runner.read(
            lambda _s: image(printing.page_picture(pdf, wanted.page, wanted.dpi)),
            drawn,
            owner=self,
            latest="page",
        )

    def _arrived(self, wanted: _Wanted, pixmap: QPixmap) -> None:
        self._kept[wanted] = pixmap
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        inches = (pixmap.width() / wanted.dpi, pixmap.height() / wanted.dpi)
        guessed_wrong = any(abs(a - b) > 0.05 for a, b in zip(inches, self._inches, strict=True))
        self._inches = inches
        if guessed_wrong and self._zoom is None:
            self._ask()
        else:
            self._show(wanted, pixmap)

    def _show(self, wanted: _Wanted, pixmap: QPixmap) -> None:
        if wanted.page == self._at:
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            self._sheet.setPixmap(pixmap)
            self._update_bar()

    def _update_bar(self) -> None:
        if not self._number.hasFocus() or not self._number.isModified():
            self._number.setText(str(self._at + 1) if self._pages else "")
        self._total.setText(f"dari {counted(self._pages)}" if self._pages else "")
        self._percent.setText(f"{round(self._scale() * 100)} %" if self._pages else "")
        for button, possible in (
            (self._back, self._at > 0),
            (self._next, self._at < self._pages - 1),
        ):
            button.setEnabled(bool(self._pages) and possible)

    def _go_to_typed(self) -> None:
        typed = self._number.text().strip()
        self._number.setModified(False)
        self.turn(int(typed) - 1 if typed.isdecimal() else self._at)

    def _make_bar(self) -> QHBoxLayout:
        self._back = self._button("chevron-left", "Halaman sebelumnya", lambda: self.turn(self._at - 1))
        self._next = self._button("chevron-right", "Halaman berikutnya", lambda: self.turn(self._at + 1))
        self._number = QLineEdit()
        self._number.setObjectName("preview_page")
        self._number.setAccessibleName("Nomor halaman")
        self._number.setFixedWidth(56)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._number.returnPressed.connect(self._go_to_typed)
        self._total, self._percent = label("", "quiet", name="preview_pages"), label("", "quiet")
        bar = QHBoxLayout()
        for widget in (self._back, label("Halaman"), self._number, self._total, self._next):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self._percent)
        bar.addWidget(self._button("zoom-out", "Perkecil", lambda: self.zoom(self._scale() / 1.25)))
        bar.addWidget(self._button("zoom-in", "Perbesar", lambda: self.zoom(self._scale() * 1.25)))
        bar.addWidget(self._button("", "Pas j&endela", lambda: self.zoom(None)))
        bar.addWidget(self._button("", "Ukuran kert&as", lambda: self.zoom(1)))
        for keys, run in {
            "PgDown": lambda: self.turn(self._at + 1),
            "PgUp": lambda: self.turn(self._at - 1),
            "Ctrl+Home": lambda: self.turn(0),
            "Ctrl+End": lambda: self.turn(self._pages - 1),
            "Ctrl++": lambda: self.zoom(self._scale() * 1.25),
            "Ctrl+-": lambda: self.zoom(self._scale() / 1.25),
            "Ctrl+0": lambda: self.zoom(None),
        }.items():
            QShortcut(keys, self, run, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return bar

    def _button(self, icon: str, title: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton("" if icon else title)
        button.setAccessibleName(title.replace("&", ""))
        button.setToolTip(title.replace("&", ""))
        if icon:
            button.setObjectName(f"preview_{icon}")
            theme.set_icon(button, icon)
        button.clicked.connect(run)
        return button
