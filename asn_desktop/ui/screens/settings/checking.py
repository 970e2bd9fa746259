"""Periksa data: whether all is as the program wrote it, what is not, and what to do then."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import anchors, checks
from asn_desktop.services.checks import Comparison, Finding, Report
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.form import Field, Form
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import copyable, counted, label, say, set_look
from asn_desktop.ui.kit.view import View

ABOUT = (
    "Memeriksa apakah data masih utuh dan belum diubah di luar program: berkas basis data, riwayat, isi "
    "data, buku register, dan berkas sertifikat. Tidak ada yang diubah. Untuk sejuta tindakan perlu "
    "kira-kira satu menit."
)
PRINTED = (
    "Pada kaki setiap halaman buku register tertulis “Jejak: tindakan ke-…, kode …”. Salin keduanya ke sini: "
    "bila cocok, riwayat sampai saat itu masih sama dengan saat dicetak."
)
TONES = {checks.DAMAGED: "bad", checks.WRONG: "warn", checks.NOTE: "quiet"}
COLUMNS = [
    Column(
        "Tingkat",
        lambda finding: checks.SEVERITIES[finding.severity],
        width=14,
        tone=lambda finding: TONES[finding.severity],
    ),
    Column("Bagian", "part", width=14),
    Column("Data", "record", width=18),
    Column("Temuan", "what", width=16),
]


class CheckingPage(QWidget):
    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._report: Report | None = None
        self._last = label("", "quiet", name="last_check")
        self._message = label("", "good-box", wrap=True, name="check_message")
        self._parts = copyable(label("", "quiet", wrap=True, name="check_parts"))
        self._more = label("", "warn", wrap=True, name="check_more")
        self._model = TableModel(COLUMNS)
        self.table = View(self._model, COLUMNS, "findings", "Temuan")
        self._todo = copyable(label("", "warn-box", wrap=True, name="todo"))
        self.check_button = _button("&Periksa sekarang", "check", self.check)
        self.save_button = _button("Simpan &laporan…", "save_report", self._choose)
        self.mend_button = _button("Bangun ulang &indeks", "mend", self.mend)
        self.form = Form(
            [
                Field("number", "Tindakan ke-", hint="1.234"),
                Field("code", "Kode", hint="3f9a 07c2 5b1e 88d0"),
            ]
        )
        self._compared = copyable(label("", "good-box", wrap=True, name="compared"))
        self.compare_button = _button("&Bandingkan", "compare", self.compare)
        set_look(self.check_button, "main")
        self.table.selectionModel().selectionChanged.connect(self._show_todo)
        self.form.changed.connect(self._compared.hide)
        for editor in self.form.editors.values():
            editor.returnPressed.connect(self.compare)
        self._lay_out()
        self.setFocusProxy(self.check_button)
        self._read_last()

    def check(self) -> None:
        progress = Progress("Memeriksa data")
        self._runner.read(
            lambda s: checks.run(s, datetime.now(), progress),
            self.show_report,
            refused=self._refuse,
            progress=progress,
        )

    def show_report(self, report: Report) -> None:
        self._report = report
        sign = "✓" if report.good else "✗"
        self._say(f"{sign} {checks.outcome(report)}", "good-box" if report.good else "bad-box")
        self._parts.setText("\n".join(_part(part) for part in report.parts))
        self._parts.setVisible(not report.findings)
        self._model.show(report.findings)
        self.table.setVisible(bool(report.findings))
        self._more.setText("\n".join(checks.untold(report)))
        self._more.setVisible(bool(self._more.text()))
        self.save_button.setEnabled(True)
        self.mend_button.setVisible(report.mendable)
        self._todo.hide()
        if report.findings:
            self.table.go_to(0)
        self._read_last()

    def mend(self) -> None:
        """Only what is made from the data is made anew; then everything is checked again."""
        self._runner.write(
            "Bangun ulang indeks", checks.mend, lambda _none: self.check(), self._refuse, owner=self
        )

    def save(self, path: Path) -> None:
        report = self._report
        if report:
            self._runner.work(
                "Menyimpan laporan",
                lambda _progress: checks.save(report, path),
                lambda _none: self._say(f"✓ Laporan disimpan: {path}", "good-box"),
                refused=self._refuse,
                owner=self,
            )

    def compare(self) -> None:
        """What was typed from the foot of a printed register, with the trail as it is."""
        typed = self.form.values()
        self._runner.read(
            lambda s: checks.compare(s, typed["number"], typed["code"]),
            self._show_comparison,
            refused=self._complain,
        )

    def _show_comparison(self, compared: Comparison) -> None:
        self.form.complain({})
        set_look(self._compared, "good-box" if compared.matches else "bad-box")
        self._compared.setText(f"{'✓' if compared.matches else '✗'} {compared.message}")
        self._compared.show()

    def _complain(self, error: UserError) -> None:
        if isinstance(error, InvalidInput):
            self.form.complain(error.problems)
        else:
            self._refuse(error)

    def _show_todo(self, *_selection: Any) -> None:
        finding: Finding | None = self.table.current_row()
        if finding:
            record = f"{finding.record}\n" if finding.record else ""
            self._todo.setText(f"{record}{finding.what}\n\nYang harus dilakukan: {finding.todo}")
        self._todo.setVisible(finding is not None)

    def _read_last(self) -> None:
        self._runner.read(
            lambda s: checks.last(anchors.last_check(s)), self._last.setText, owner=self, latest="last"
        )

    def _choose(self) -> None:
        if self._report:
            name = f"Laporan pemeriksaan {self._report.at:%Y-%m-%d}.xlsx"
            if path := dialogs.save_file(self, "Simpan laporan", name):
                self.save(path)

    def _refuse(self, error: UserError) -> None:
        self._say(str(error), "bad-box")

    def _say(self, words: str, look: str) -> None:
        say(self._message, words, look)

    def _lay_out(self) -> None:
        hidden: tuple[QWidget, ...] = (self._message, self._parts, self._more, self.table, self._todo)
        for widget in (*hidden, self._compared, self.mend_button):
            widget.hide()
        self.save_button.setEnabled(False)
        buttons = QHBoxLayout()
        for button in (self.check_button, self.save_button, self.mend_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        main, inside = _panel()
        inside.addWidget(label("Periksa data", "title"))
        inside.addWidget(label(ABOUT, wrap=True))
        inside.addWidget(self._last)
        inside.addLayout(buttons)
        for widget in hidden[:3]:
            inside.addWidget(widget)
        inside.addWidget(self.table, 1)
        inside.addWidget(self._todo)
        inside.addStretch(0)
        side, beside = _panel()
        side.setFixedWidth(312)
        beside.addWidget(label("Buku register yang tercetak", "title"))
        beside.addWidget(label(PRINTED, "quiet", wrap=True))
        beside.addWidget(self.form)
        beside.addWidget(self.compare_button)
        beside.addWidget(self._compared)
        beside.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(main, 1)
        layout.addWidget(side)


def _panel() -> tuple[QFrame, QVBoxLayout]:
    panel = QFrame()
    panel.setObjectName("panel")
    inside = QVBoxLayout(panel)
    inside.setContentsMargins(16, 12, 16, 12)
    inside.setSpacing(8)
    return panel, inside


def _button(title: str, name: str, pressed: Any) -> QPushButton:
    button = QPushButton(title)
    button.setObjectName(name)
    button.clicked.connect(lambda _checked: pressed())
    return button


def _part(part: checks.Part) -> str:
    found = f"{counted(part.found)} temuan" if part.found else "baik"
    return f"{'✗' if part.found else '✓'} {part.title}: {found} ({part.looked_at})"
