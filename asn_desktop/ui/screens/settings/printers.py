"""How far each printer is out, and the ruler page that shows it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from asn_desktop.domain.errors import UserError
from asn_desktop.services import printing as pages
from asn_desktop.ui.kit import dialogs, printing
from asn_desktop.ui.kit.form import Field, Form
from asn_desktop.ui.kit.kinds import DECIMAL, choice
from asn_desktop.ui.kit.preview import Preview
from asn_desktop.ui.kit.printing import Offset
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import label, say, set_look

HELP = (
    "1. Cetak halaman penggaris pada kertas yang sama dengan blangko.\n"
    "2. Ukur jarak tanda silang ke tepi kertas dan bandingkan dengan angka yang tercetak.\n"
    "3. Isi selisihnya di sini. Geseran diingat untuk pencetak ini, di komputer ini."
)
PAPERS = {"A4": "A4 (210 × 297 mm)", "F4": "F4 / folio (215 × 330 mm)"}
NOTHING = {"": "– belum ada pencetak –"}


class PrintersPage(QWidget):
    def __init__(self, runner: Runner, names: Sequence[str]) -> None:
        super().__init__()
        self._runner = runner
        self._pdf = b""
        self.form = Form(
            [
                Field("printer", "Pencetak", choice({name: name for name in names} or NOTHING)),
                Field("paper", "Kertas", choice(PAPERS)),
                Field("right", "Geser ke kanan, mm", DECIMAL),
                Field("up", "Geser ke atas, mm", DECIMAL),
            ]
        )
        self.form.fill({"printer": names[0] if names else "", "paper": "A4"})
        self._printer = ""
        self._message = label("", "good-box", wrap=True, name="printers_message")
        self._message.hide()
        self.preview = Preview(runner)
        self._lay_out()
        self.form.changed.connect(self._on_changed)
        self._on_changed()
        self._draw()

    def print_ruler(self) -> None:
        """On the paper chosen, with the offset of the printer chosen in the dialog."""
        paper = self.form.values()["paper"]
        if not self._pdf:
            return
        printer = printing.ask(self, 1, paper, landscape=True, duplex=False)
        if printer is not None:
            printing.send(
                self._runner,
                self._pdf,
                printer,
                lambda _pages: self._say("✓ Halaman penggaris dikirim ke pencetak."),
                self,
            )

    def save_ruler(self) -> None:
        paper = self.form.values()["paper"]
        path = dialogs.save_file(self, "Simpan halaman penggaris", f"Penggaris {paper}.pdf", dialogs.PDF)
        if path:
            self._runner.work(
                "Menyimpan halaman penggaris",
                lambda _progress: pages.ruler_page(path, paper),
                lambda _nothing: self._say(f"✓ Disimpan: {path}"),
                refused=self._refuse,
                owner=self,
            )

    def _on_changed(self) -> None:
        values = self.form.values()
        if values["printer"] != self._printer:  # show what is remembered for this one
            self._printer = values["printer"] or ""
            kept = printing.offset(self._printer)
            self.form.fill(values | {"right": kept.right or None, "up": kept.up or None})
        elif self._printer and not self.form.faults():
            printing.remember_offset(self._printer, Offset(values["right"] or 0.0, values["up"] or 0.0))
            self.form.tell({"up": "✓ Diingat untuk pencetak ini."})
        if values["paper"] != self._paper:
            self._draw()

    def _draw(self) -> None:
        self._paper: Any = self.form.values()["paper"]
        paper = self._paper
        self._runner.work(
            "Menggambar penggaris",
            lambda _progress: _ruler(paper),
            self._drawn,
            refused=self._refuse,
            owner=self,
        )

    def _drawn(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.preview.show_pdf(pdf)

    def _refuse(self, error: UserError) -> None:
        say(self._message, str(error), "bad-box")

    def _say(self, words: str) -> None:
        say(self._message, words)

    def _lay_out(self) -> None:
        self._paper = self.form.values()["paper"]
        side = QFrame()
        side.setObjectName("panel")
        side.setFixedWidth(336)
        print_button, save_button = QPushButton("&Cetak penggaris…"), QPushButton("Simpan &PDF…")
        print_button.setObjectName("print_ruler")
        save_button.setObjectName("save_ruler")
        set_look(print_button, "main")
        print_button.clicked.connect(self.print_ruler)
        save_button.clicked.connect(self.save_ruler)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(16, 12, 8, 12)
        inside.addWidget(label("Pencetak dan blangko", "title"))
        inside.addWidget(label(HELP, "quiet", wrap=True))
        inside.addWidget(self.form)
        inside.addWidget(self._message)
        inside.addWidget(print_button)
        inside.addWidget(save_button)
        inside.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(side)
        layout.addWidget(self.preview, 1)


def _ruler(paper: pages.Paper) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "penggaris.pdf"
        pages.ruler_page(out, paper)
        return out.read_bytes()
