"""The key that signs the codes, for others to check with; and where the data may lie."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.files import replacing
from asn_desktop.services import archive
from asn_desktop.services.mentoring import notes
from asn_desktop.services.proofs import KeyStore
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import copyable, counted, label, say, set_look
from asn_desktop.ui.screens.settings.confidential import ConfidentialBox

KEY = (
    "Setiap kode QR ditandatangani dengan kunci rahasia di komputer ini. Kunci publiknya boleh dibagikan: "
    "dengan kunci itu instansi lain memeriksa sertifikat tanpa jaringan. Kode ini tanda bukti dari aplikasi, "
    "bukan tanda tangan elektronik BSrE."
)
KEEP = (
    "Cadangkan folder kunci bersama basis data. Jika kunci hilang, sertifikat lama tetap sah dan tetap dapat "
    "diperiksa dengan kunci publik yang sudah dibagikan, tetapi kode baru memakai kunci baru."
)
DATA = (
    "Basis data SQLite hanya untuk satu komputer: jangan taruh di folder jaringan atau folder awan bersama, "
    "karena datanya dapat rusak. Untuk beberapa komputer, pakai PostgreSQL."
)

ARCHIVE = (
    "Satu zip berisi semua tabel sebagai CSV, semua gambar, dan penjelasannya. Excel atau program lain dapat "
    "membacanya tanpa program ini, dan perintah impor-arsip memuatnya kembali ke basis data baru. Isinya "
    "data pribadi: simpan di tempat yang aman."
)


class KeysPage(QWidget):
    def __init__(self, runner: Runner, keys: KeyStore) -> None:
        super().__init__()
        self._runner, self._keys = runner, keys
        self._message = label("", "good-box", wrap=True, name="keys_message")
        self._message.hide()
        self.confidential = ConfidentialBox(runner)
        export = QPushButton("&Simpan kunci publik…")
        export.setObjectName("export_key")
        set_look(export, "main")
        export.clicked.connect(self._choose)
        panel = QFrame()
        panel.setObjectName("panel")
        panel.setMaximumWidth(720)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(label("Kunci tanda bukti", "title"))
        inside.addWidget(label(KEY, wrap=True))
        inside.addWidget(copyable(label(f"Folder kunci: {keys.folder}", "quiet", wrap=True)))
        inside.addWidget(label(KEEP, "quiet", wrap=True))
        inside.addWidget(export, alignment=Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._message)
        inside.addWidget(label("Tempat basis data", "title"))
        self._place = copyable(label("", "quiet", wrap=True, name="database_place"))
        inside.addWidget(self._place)
        inside.addWidget(label(DATA, wrap=True))
        inside.addWidget(label("Semua data sebagai satu berkas", "title"))
        inside.addWidget(label(ARCHIVE, wrap=True))
        everything = QPushButton("&Ekspor semua data…")
        everything.setObjectName("export_everything")
        everything.clicked.connect(self._choose_archive)
        inside.addWidget(everything, alignment=Qt.AlignmentFlag.AlignLeft)
        self._told = label("", "good-box", wrap=True, name="archive_message")
        self._told.hide()
        inside.addWidget(self._told)
        inside.addWidget(self.confidential)
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 12)
        layout.addWidget(panel)
        layout.addStretch(1)
        self.setFocusProxy(export)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place.setText(f"Basis data: {self._runner.file or 'di server'}")

    def export_everything(self, path: Path) -> None:
        progress = Progress("Mengekspor semua data")

        def done(told: archive.Written) -> None:
            counts = f"{counted(told.rows)} baris dari {told.tables} tabel"
            say(self._told, f"✓ {counts} disimpan: {path}", "good-box")

        def refused(error: UserError) -> None:
            say(self._told, str(error), "bad-box")

        def write(_asked: object = None) -> None:
            self._runner.read(
                lambda s: archive.write(s, path, datetime.now(), progress, confidential=along),
                done,
                refused=refused,
                owner=self,
                progress=progress,
            )

        along, actor = self.confidential.along.isChecked(), self._runner.actor
        if not along:
            write()
            return
        self._runner.write(
            "Ekspor semua data dengan catatan rahasia",
            lambda s: notes.ask_export(s, actor, datetime.now(), path.name),
            write,
            refused,
            owner=self,
        )

    def _choose_archive(self) -> None:
        name = f"data-asn-{date.today():%Y-%m-%d}.zip"
        if path := dialogs.save_file(self, "Ekspor semua data", name, "Zip (*.zip)"):
            self.export_everything(path)

    def export(self, path: Path) -> None:
        keys = self._keys

        def done(_nothing: None) -> None:
            words = f"✓ Kunci publik disimpan: {path}. Kirim berkas ini kepada yang perlu memeriksa."
            say(self._message, words, "good-box")

        self._runner.work(
            "Menyimpan kunci publik",
            lambda _progress: _export(keys, path),
            done,
            refused=lambda error: say(self._message, str(error), "bad-box"),
            owner=self,
        )

    def _choose(self) -> None:
        if path := dialogs.save_file(self, "Simpan kunci publik", "kunci-publik.pem", "Kunci publik (*.pem)"):
            self.export(path)


def _export(keys: KeyStore, path: Path) -> None:
    pem = keys.public_pem()
    with replacing(path) as draft:
        draft.write_bytes(pem)
