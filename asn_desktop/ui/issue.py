"""Before a number is taken: who gets a certificate, who does not and why. Then all in one action."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from asn_desktop.domain import nip
from asn_desktop.domain.errors import UserError
from asn_desktop.services import certificates
from asn_desktop.services.certificates import Issued, Occasion, Preflight
from asn_desktop.services.proofs import KeyStore
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import counted, label, set_look
from asn_desktop.ui.kit.view import View

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

READY = [
    Column("Nama", "name", width=34),
    Column("NIP", "nip", text=nip.spaced, width=22),
    Column("Peran", "role", width=12),
    Column("Nomor yang akan dipakai", "number", width=34),
]
REFUSED = [
    Column("Nama", "name", width=28),
    Column("Mengapa tidak terbit, dan apa yang harus dilakukan", "reason", width=70, tone=lambda _row: "bad"),
]
BACK = {"event": "&Kembali ke peserta", "programme": "&Kembali ke program"}


class IssuePage(QStackedWidget):
    closed = Signal()
    issued = Signal(object)  # the ids, to be printed or saved

    def __init__(self, runner: Runner, occasion: Occasion, keys: KeyStore) -> None:
        super().__init__()
        self.setObjectName("issue")
        self._runner, self._occasion, self._keys = runner, occasion, keys
        self._outcome: Issued | None = None
        self._ready, self._refused = TableModel(READY), TableModel(REFUSED)
        self._numbers = label("", wrap=True, name="issue_numbers")
        self._message = label("", "bad-box", wrap=True, name="issue_blocked")
        self._warning = label("", "warn-box", wrap=True, name="issue_warnings")
        self._ready_title, self._refused_title = label("", "group", name="issue_ready"), label("", "group")
        self._refused_title.setObjectName("issue_refused")
        self._done_title = label("", "heading", wrap=True, name="issued_title")
        self._done_text = label("", wrap=True, name="issued_text")
        self._go = self._button("&Terbitkan", "issue_go", self._issue, main=True)
        self.addWidget(self._check_page())
        self.addWidget(self._done_page())
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed.emit)
        for hidden in (self._message, self._warning):
            hidden.hide()
        self._go.setEnabled(False)
        runner.changed.connect(self._check)
        self._check()

    def _check(self) -> None:
        if self._outcome is None:
            occasion = self._occasion
            self._runner.read(
                lambda s: certificates.preflight(s, occasion, date.today()),
                self._show,
                owner=self,
                latest="preflight",
            )

    def _show(self, found: Preflight) -> None:
        if self._outcome:  # asked before the certificates were issued
            return
        self._ready.show(found.ready)
        self._refused.show(found.refused)
        count = len(found.ready)
        self._ready_title.setText(f"Akan terbit: {counted(count)} sertifikat")
        self._refused_title.setText(f"Tidak terbit: {counted(len(found.refused))} orang")
        self._message.setText("\n".join(found.blocked))
        self._message.setVisible(bool(found.blocked))
        self._warning.setText("\n".join(f"! {words}" for words in found.warnings))
        self._warning.setVisible(bool(found.warnings))
        self._numbers.setText(
            f"Nomor {found.first_number} s.d. {found.last_number}" if found.first_number else ""
        )
        self._go.setText(f"&Terbitkan {counted(count)} sertifikat" if count else "&Terbitkan")
        self._go.setEnabled(bool(count) and not found.blocked)

    def _issue(self) -> None:
        self._go.setEnabled(False)  # a second press must not take more numbers
        progress = Progress("Menerbitkan sertifikat")
        occasion, keys, count = self._occasion, self._keys, len(self._ready.rows)

        def work(session: Session) -> Issued:
            return certificates.issue(session, occasion, datetime.now(), keys, progress=progress)

        self._runner.write(
            f"Terbitkan {counted(count)} sertifikat",
            work,
            self._on_issued,
            self._on_refused,
            owner=self,
            progress=progress,
        )

    def _on_refused(self, error: UserError) -> None:
        self._message.setText(str(error))
        self._message.show()
        self._go.setEnabled(True)

    def _on_issued(self, outcome: Issued) -> None:
        self._outcome = outcome
        self._done_title.setText(f"✓ {counted(outcome.count)} sertifikat terbit")
        lines = [f"Nomor {outcome.first_number} s.d. {outcome.last_number}, sudah tercatat di buku register."]
        if outcome.refused:
            lines.append(f"Tidak terbit: {counted(len(outcome.refused))} orang, lihat alasannya di bawah.")
        lines.append(
            "Penerbitan ini satu tindakan: Ctrl+Z membatalkannya seluruhnya; nomornya menjadi batal."
        )
        self._done_text.setText("\n".join(lines))
        self._refused.show(outcome.refused)
        self._left_out.setVisible(bool(outcome.refused))
        self.setCurrentIndex(1)
        self._hand_out.setFocus()

    def _check_page(self) -> QWidget:
        page = QWidget()
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        for title, model, name in (
            (self._ready_title, self._ready, "issue_ready_table"),
            (self._refused_title, self._refused, "issue_refused_table"),
        ):
            part = QWidget()
            inside = QVBoxLayout(part)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(title)
            inside.addWidget(View(model, model.columns, name, title.text()))
            splitter.addWidget(part)
        splitter.setSizes([380, 180])
        buttons = QHBoxLayout()
        buttons.addWidget(self._button("B&atal", "issue_cancel", self.closed.emit))
        buttons.addStretch(1)
        buttons.addWidget(self._numbers)
        buttons.addWidget(self._go)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(label("Terbitkan sertifikat", "heading"))
        layout.addWidget(label("Belum ada nomor yang terpakai sebelum Anda menekan Terbitkan.", "quiet"))
        for widget in (self._message, self._warning):
            layout.addWidget(widget)
        layout.addWidget(splitter, 1)
        layout.addLayout(buttons)
        page.setFocusProxy(self._go)
        return page

    def _done_page(self) -> QWidget:
        page = QWidget()
        self._hand_out = self._button(
            "&Pratinjau, cetak, atau simpan PDF…", "issued_hand_out", self._on_hand_out, main=True
        )
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._done_title)
        layout.addWidget(self._done_text)
        buttons = QHBoxLayout()
        buttons.addWidget(self._hand_out)
        buttons.addWidget(self._button(BACK[self._occasion.kind], "issued_back", self.closed.emit))
        buttons.addStretch(1)
        layout.addLayout(buttons)
        self._left_out = View(self._refused, REFUSED, "left_out_table", "Yang tidak terbit")
        layout.addWidget(self._left_out, 4)
        layout.addStretch(1)
        return page

    def _on_hand_out(self) -> None:
        if self._outcome:
            self.issued.emit(list(self._outcome.certificate_ids))

    def _button(self, text: str, name: str, run: Callable[[], object], *, main: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        if main:
            set_look(button, "main")
        button.clicked.connect(lambda _checked=False: run())
        return button
