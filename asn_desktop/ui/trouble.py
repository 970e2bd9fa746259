"""What the window shows when the database cannot be opened: what is wrong, and the ways out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from asn_desktop.domain.errors import UserError
from asn_desktop.services import backups, places, startup
from asn_desktop.services.backups import Backup, Restored
from asn_desktop.services.startup import Ways
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import counted, label, set_look

WIDTH = 680  # pixels
ROW, FEW = 28, 6  # pixels; rows seen at once
SHOWN = 50  # backups
WHEN = {
    backups.CLOSING: "saat program ditutup",
    backups.DAILY: "harian",
    backups.IMPORT: "sebelum impor",
    backups.MIGRATION: "sebelum pembaruan program",
    backups.RESTORE: "sebelum pemulihan",
    backups.MANUAL: "dibuat sendiri",
}
Way = tuple[str, str, Callable[[], object]]  # name, words on the button, what it does


class TroublePage(QWidget):
    """A heading, some sentences, and the ways out as buttons; the first one is the likely one."""

    def __init__(self, title: str, words: str, ways: Sequence[Way]) -> None:
        super().__init__()
        self.setObjectName("trouble")
        panel = QFrame()
        panel.setObjectName("panel")
        panel.setFixedWidth(WIDTH)
        self._words = label(words, wrap=True, name="trouble_words")
        self._message = label("", "bad-box", wrap=True, name="trouble_message")
        self._message.hide()
        self._inside = QVBoxLayout(panel)
        self._inside.setContentsMargins(24, 20, 24, 20)
        self._inside.setSpacing(12)
        for part in (label(title, "heading", wrap=True, name="trouble_title"), self._words, self._message):
            self._inside.addWidget(part)
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        self._inside.addLayout(self._row)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(panel, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.offer(ways)

    def offer(self, ways: Sequence[Way]) -> None:
        while (item := self._row.takeAt(1)) is not None:
            if button := item.widget():
                button.hide()
                button.deleteLater()
        for number, (name, words, run) in enumerate(ways):
            button = QPushButton(words)
            button.setObjectName(f"trouble_{name}")
            button.clicked.connect(lambda _checked=False, run=run: run())
            if number == 0:
                set_look(button, "main")
                self.setFocusProxy(button)
            self._row.insertWidget(1, button)

    def refuse(self, error: UserError) -> None:
        self._message.setText(str(error))
        self._message.show()


class DamagedPage(TroublePage):
    """Offers the newest good backup, the others, and what can still be read; nothing is overwritten."""

    mended = Signal(str)  # what was done; the database can be opened

    def __init__(self, runner: Runner, database: Path, error: UserError, leave: Callable[[], object]) -> None:
        self._runner, self._database, self._leave = runner, database, leave
        super().__init__("Basis data rusak", str(error), ())
        self._told = label("Mencari cadangan yang utuh…", wrap=True, name="trouble_backups")
        self._list = QListWidget()
        self._list.setObjectName("trouble_list")
        self._list.setAccessibleName("Cadangan yang utuh")
        self._list.hide()
        for place, part in enumerate((self._told, self._list), 3):
            self._inside.insertWidget(place, part)
        log = isinstance(error, startup.LogDamagedError)
        self._runner.work(
            "Mencari cadangan yang utuh",
            lambda _progress: startup.ways_out(database, log_damaged=log),
            self._show,
            refused=self.refuse,
        )

    def _show(self, found: Ways) -> None:
        for backup in found.backups[:SHOWN]:
            item = QListWidgetItem(in_words(backup))
            item.setData(Qt.ItemDataRole.UserRole, backup)
            item.setSizeHint(QSize(0, ROW))
            self._list.addItem(item)
        self._list.setFixedHeight(ROW * min(FEW, self._list.count()) + 4)
        self._list.setVisible(bool(found.backups))
        self._list.setCurrentRow(0)
        ways: list[Way] = []
        if found.backups:
            ways.append(("restore", "&Pulihkan cadangan yang dipilih", self._restore))
        if inside := found.readable:
            best = not found.backups or inside.length >= found.backups[0].length
            ways.insert(0 if best else len(ways), ("salvage", "&Buka yang masih terbaca", self._salvage))
        self._told.setText("\n\n".join(told_of(found, backups.folder_of(self._database))))
        self.offer([*ways, ("again", "&Coba lagi", self._again), ("quit", "&Keluar", self._leave)])
        self.setFocus()

    def _restore(self) -> None:
        source: Backup = self._list.currentItem().data(Qt.ItemDataRole.UserRole)
        self._runner.maintain(
            "Memulihkan cadangan",
            lambda progress: backups.restore(
                self._database, source.path, datetime.now(), places.actor(), progress
            ),
            self._restored,
            refused=self.refuse,
            owner=self,
        )

    def _restored(self, done: Restored) -> None:
        kept = f" Berkas yang rusak disimpan sebagai “{done.aside.name}”." if done.aside else ""
        self.mended.emit(f"{done.label}.{kept}")

    def _salvage(self) -> None:
        self._runner.maintain(
            "Membuka yang masih terbaca",
            lambda _progress: startup.salvage(self._database, datetime.now()),
            lambda aside: self.mended.emit(f"Berkas yang rusak disimpan sebagai “{aside.name}”."),
            refused=self.refuse,
            owner=self,
        )

    def _again(self) -> None:
        self.mended.emit("")


def locked_page(host: str, force: Callable[[], object], leave: Callable[[], object]) -> TroublePage:
    """Another computer has the database, or had it when it stopped."""
    return TroublePage(
        "Basis data sedang dipakai",
        f"Basis data ini sedang dibuka di komputer “{host}”. Dua komputer tidak boleh membukanya bersamaan: "
        "tutup dahulu program di sana. Bila komputer itu mati mendadak dan program tidak lagi terbuka di "
        "sana, pilih Buka saja.",
        [("quit", "&Keluar", leave), ("force", "&Buka saja", force)],
    )


def refused_page(error: UserError, again: Callable[[], object], leave: Callable[[], object]) -> TroublePage:
    return TroublePage(
        "Basis data belum dibuka",
        str(error),
        [("again", "&Coba lagi", again), ("quit", "&Keluar", leave)],
    )


def told_of(found: Ways, folder: Path) -> list[str]:
    """What can be done, in sentences."""
    if found.backups:
        newest = found.backups[0]
        told = [
            f"Cadangan terbaru yang utuh dibuat pada {newest.at:%d-%m-%Y} pukul {newest.at:%H.%M}. Perubahan "
            "sesudah itu tidak ada di dalamnya. Berkas yang rusak tidak dihapus, hanya diganti namanya."
        ]
    else:
        told = [
            f"Di “{folder}” tidak ada cadangan yang utuh. Pasang stik cadangan atau salin cadangan ke folder "
            "itu, lalu coba lagi. Jangan hapus berkas yang rusak: isinya mungkin masih tertolong."
        ]
    if found.sealed:
        told.append(
            f"{counted(found.sealed)} cadangan lain terkunci dengan kata sandi; pulihkan dengan perintah "
            "asn-desktop pulihkan."
        )
    if inside := found.readable:
        reach = f"; cadangan terbaru sampai ke-{counted(found.backups[0].length)}" if found.backups else ""
        told.append(f"Basis data masih terbaca sampai tindakan ke-{counted(inside.length)}{reach}.")
    return told


def in_words(backup: Backup) -> str:
    inside = (
        f"{counted(backup.people)} pegawai, {counted(backup.events)} kegiatan, "
        f"{counted(backup.certificates)} sertifikat"
    )
    return "   ·   ".join((f"{backup.at:%d-%m-%Y %H.%M}", WHEN.get(backup.reason, backup.reason), inside))
