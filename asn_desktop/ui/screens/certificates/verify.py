"""Is a certificate genuine? A file, or the text of its code, checked without a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from asn_desktop.domain import dates, nip
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.typed import clean
from asn_desktop.services import proofs, verification
from asn_desktop.services.proofs import KeyStore
from asn_desktop.services.verification import Verdict
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import label, say, set_look

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

KINDS = "Sertifikat (*.pdf *.png *.jpg *.jpeg)"
LOOKS = {
    "sah": "good-box",
    "diganti": "warn-box",
    "kunci_tidak_dikenal": "warn-box",
    "tidak_ada_kode": "warn-box",
}
MARKS = {"sah": "✓", "berubah": "✗", "dicabut": "✗"}


class VerifyPage(QWidget):
    def __init__(self, runner: Runner, keys: KeyStore) -> None:
        super().__init__()
        self._runner, self._keys = runner, keys
        self._others: list[Path] = []  # public keys of other offices
        self.setAcceptDrops(True)
        self.text = QLineEdit()
        self.text.setObjectName("verify_text")
        self.text.setAccessibleName("Isi kode, nomor, atau kode pendek")
        self.text.setPlaceholderText("Tempel isi kode QR, atau ketik nomor atau kode pendek sertifikat…")
        self.text.returnPressed.connect(self._check_text)
        self._verdict = label("", "good-box", wrap=True, name="verdict")
        self._verdict.hide()
        self._details = Details("Hasil pemeriksaan tampil di sini.")
        self._key = label("", "quiet", wrap=True, name="verify_keys")
        self._lay_out()
        self.setFocusProxy(self.text)

    def check(self, target: str | Path) -> None:
        others = list(self._others)
        self._details.clear()  # no verdict may stand beside another question
        self._say(f"Memeriksa {target.name if isinstance(target, Path) else target[:60]}…", "quiet")

        progress = Progress("Memeriksa sertifikat")  # a file for a whole training takes minutes

        def work(session: Session) -> Verdict:
            known = [*self._keys.known(), *(proofs.read_public(path) for path in others)]
            return verification.verify_file_or_text(target, known, session, progress)

        self._runner.read(
            work, self._show, refused=self._refuse, owner=self, latest="verify", progress=progress
        )

    def use_key(self, path: Path) -> None:
        """Trust the public key of another office, as long as the program runs."""
        self._others.append(path)
        self._key.setText("Kunci tambahan: " + ", ".join(p.name for p in self._others))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]:
            self.check(Path(files[0]))

    def _check_text(self) -> None:
        if text := clean(self.text.text()).strip():
            self.check(text)

    def _choose(self) -> None:
        if path := dialogs.open_file(self, "Pilih sertifikat", KINDS):
            self.check(path)

    def _choose_key(self) -> None:
        if path := dialogs.open_file(self, "Pilih kunci publik", "Kunci publik (*.pem)"):
            self.use_key(path)

    def _show(self, verdict: Verdict) -> None:
        self._say(f"{MARKS.get(verdict.kind, '!')} {verdict.message}", LOOKS.get(verdict.kind, "bad-box"))
        fields, parts = verdict.fields, verdict.parts
        if fields is None:
            self._details.clear()
            return
        pairs = [
            ("Nomor", fields.number),
            ("NIP", nip.spaced(fields.nip)),
            ("Pelatihan", fields.training),
            ("Waktu", dates.span(fields.starts_on, fields.ends_on)),
            ("JP", str(fields.jp)),
            ("Terbit", dates.long(fields.issued_on)),
            ("Penerbit", fields.office),
        ]
        rows = [
            (f"{p.page or ''}", p.fields.name if p.fields else "", verification.KINDS.get(p.kind, p.kind))
            for p in parts
        ]
        sections = (
            [Section("Setiap sertifikat dalam berkas", [("Halaman", "Nama", "Hasil"), *rows])] if rows else []
        )
        self._details.show_record(fields.name, "Menurut isi kodenya", [] if rows else pairs, sections)

    def _refuse(self, error: UserError) -> None:
        self._details.clear()
        self._say(str(error), "bad-box")

    def _say(self, words: str, look: str) -> None:
        say(self._verdict, words, look)

    def _lay_out(self) -> None:
        choose = QPushButton("&Pilih berkas…")
        choose.setObjectName("verify_file")
        set_look(choose, "main")
        choose.clicked.connect(self._choose)
        check = QPushButton("P&eriksa")
        check.setObjectName("verify_check")
        check.clicked.connect(self._check_text)
        other = QPushButton("Kunci publik instansi l&ain…")
        other.setObjectName("verify_key")
        other.clicked.connect(self._choose_key)
        drop = QFrame()
        drop.setObjectName("drop")
        inside = QVBoxLayout(drop)
        inside.setContentsMargins(16, 24, 16, 24)
        inside.setSpacing(12)
        for part in (label("Seret PDF atau gambar sertifikat ke sini", "title"), choose):
            inside.addWidget(part, alignment=Qt.AlignmentFlag.AlignCenter)
        line = QHBoxLayout()
        line.addWidget(self.text, 1)
        line.addWidget(check)
        keys = QHBoxLayout()
        keys.addWidget(other)
        keys.addWidget(self._key, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(drop)
        layout.addLayout(line)
        layout.addLayout(keys)
        layout.addWidget(self._verdict)
        layout.addWidget(self._details, 1)
        note = "Kode ini tanda bukti dari aplikasi, bukan tanda tangan elektronik BSrE."
        layout.addWidget(label(note, "quiet", wrap=True))
