"""The key that signs the codes, for others to check with; and where the data may lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.files import replacing
from asn_desktop.services.proofs import KeyStore
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import copyable, label, set_look

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


class KeysPage(QWidget):
    def __init__(self, runner: Runner, keys: KeyStore) -> None:
        super().__init__()
        self._runner, self._keys = runner, keys
        self._message = label("", "good-box", wrap=True, name="keys_message")
        self._message.hide()
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
        inside.addWidget(label(DATA, wrap=True))
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 12)
        layout.addWidget(panel)
        layout.addStretch(1)
        self.setFocusProxy(export)

    def export(self, path: Path) -> None:
        keys = self._keys

        def done(_nothing: None) -> None:
            self._say(
                f"✓ Kunci publik disimpan: {path}. Kirim berkas ini kepada yang perlu memeriksa.", "good-box"
            )

        self._runner.work(
            "Menyimpan kunci publik",
            lambda _progress: _export(keys, path),
            done,
            refused=self._refuse,
            owner=self,
        )

    def _refuse(self, error: UserError) -> None:
        self._say(str(error), "bad-box")

    def _say(self, words: str, look: str) -> None:
        set_look(self._message, look)
        self._message.setText(words)
        self._message.show()

    def _choose(self) -> None:
        if path := dialogs.save_file(self, "Simpan kunci publik", "kunci-publik.pem", "Kunci publik (*.pem)"):
            self.export(path)


def _export(keys: KeyStore, path: Path) -> None:
    pem = keys.public_pem()
    with replacing(path) as draft:
        draft.write_bytes(pem)
