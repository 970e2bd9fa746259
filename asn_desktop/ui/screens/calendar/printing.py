"""The calendar on its way to paper: the very pages, to the printer or a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from asn_desktop.domain import dates
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.files import replacing
from asn_desktop.services import calendar, printing
from asn_desktop.services.calendar import Filter
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit import printing as paper_work
from asn_desktop.ui.kit.form import Field, Form
from asn_desktop.ui.kit.kinds import choice
from asn_desktop.ui.kit.preview import Preview
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import counted, label, say, set_look

FIELDS = [
    Field("layout", "Lembar", choice(calendar.LAYOUTS)),
    Field("paper", "Kertas", choice(calendar.PAPERS)),
]
USUAL = {"layout": "tahun", "paper": "A3"}


class WallPage(QWidget):
    """`day` gives the year, or the month; `chosen` is the filter of the screen."""

    closed = Signal()

    def __init__(self, runner: Runner, day: date, chosen: Filter) -> None:
        super().__init__()
        self.setObjectName("calendar_print")
        self._runner, self._day, self._chosen, self._pdf = runner, day, chosen, b""
        self.preview = Preview(runner)
        self.form = Form(FIELDS)
        kept = QSettings()
        self.form.fill({name: kept.value(f"calendar/{name}", usual) for name, usual in USUAL.items()})
        self._message = label("", "good-box", wrap=True, name="calendar_print_message")
        self._print = self._button("&Cetak…", "wall_print", "Ctrl+P", self.print_out)
        self._save = self._button("Simpan &PDF…", "wall_save", "Ctrl+S", self.save)
        self._back = self._button("&Kembali", "wall_back", "Esc", self.closed.emit)
        self._lay_out()
        self.form.changed.connect(self._on_changed)
        self._draw()

    @property
    def pdf(self) -> bytes:
        return self._pdf

    def print_out(self) -> None:
        if not self._pdf:
            return
        pages, paper = printing.page_count(self._pdf), self.form.values()["paper"]
        printer = paper_work.ask(self, pages, paper, landscape=True, duplex=False)
        if printer is not None:
            paper_work.send(
                self._runner,
                self._pdf,
                printer,
                lambda n: say(self._message, f"✓ {counted(n)} halaman dikirim ke pencetak."),
                self,
            )

    def save(self) -> None:
        layout = self.form.values()["layout"]
        when = f"{dates.MONTHS[self._day.month - 1]} {self._day.year}" if layout == "satu" else self._day.year
        name = f"Kalender pelatihan {when}.pdf"
        if self._pdf and (path := dialogs.save_file(self, "Simpan PDF", name, dialogs.PDF)):
            self.write(path)

    def write(self, path: Path) -> None:
        def task(_progress: object) -> None:
            with replacing(path) as draft:
                draft.write_bytes(self._pdf)

        self._runner.work(
            "Menyimpan PDF",
            task,
            lambda _nothing: say(self._message, f"✓ Disimpan: {path}"),
            refused=self._refuse,
            owner=self,
        )

    def _refuse(self, error: UserError) -> None:
        say(self._message, str(error), "bad-box")

    def _on_changed(self) -> None:
        for name, value in self.form.values().items():
            QSettings().setValue(f"calendar/{name}", value)
        self._draw()

    def _draw(self) -> None:
        v, day, chosen = self.form.values(), self._day, self._chosen
        self._runner.read(
            lambda s: calendar.wall_pdf(s, day, v["layout"], v["paper"], chosen), self._show, latest="wall"
        )

    def _show(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.preview.show_pdf(pdf)

    def _lay_out(self) -> None:
        self._message.hide()
        set_look(self._print, "main")
        side = QFrame()
        side.setObjectName("panel")
        side.setFixedWidth(320)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(16, 12, 8, 12)
        inside.addWidget(label(f"Kalender dinding {self._day.year}", "title"))
        inside.addWidget(self.form)
        inside.addWidget(self._message)
        inside.addStretch(1)
        for button in (self._print, self._save, self._back):
            inside.addWidget(button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(side)
        layout.addWidget(self.preview, 1)
        self.setFocusProxy(self._print)

    def _button(self, title: str, name: str, keys: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName(name)
        button.setToolTip(keys)
        button.clicked.connect(lambda _checked=False: run())
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)
        return button
