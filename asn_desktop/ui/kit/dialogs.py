"""Questions and messages. The only place with QMessageBox, because Qt has no Indonesian buttons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

EXCEL = "Daftar (*.xlsx *.xls *.csv)"
EXCEL_OUT = "Excel (*.xlsx)"
PDF = "PDF (*.pdf)"
WORD = "Word (*.docx)"
PICTURES = "Gambar (*.jpg *.jpeg *.png)"


def _box(parent: QWidget | None, icon: QMessageBox.Icon, text: str, more: str = "") -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("Pengembangan Kompetensi ASN")
    box.setIcon(icon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    return box


def tell(parent: QWidget | None, text: str, more: str = "") -> None:
    """What happened and what to do now."""
    box = _box(parent, QMessageBox.Icon.Information, text, more)
    box.addButton("&Tutup", QMessageBox.ButtonRole.RejectRole)
    box.exec()


def refuse(parent: QWidget | None, text: str) -> None:
    """A UserError nobody else showed."""
    box = _box(parent, QMessageBox.Icon.Warning, text)
    box.addButton("&Tutup", QMessageBox.ButtonRole.RejectRole)
    box.exec()


def ask(parent: QWidget | None, text: str, more: str = "", *, yes: str = "&Ya", no: str = "&Batal") -> bool:
    """Only before what cannot be undone or what would be lost. Esc and Enter mean no."""
    box = _box(parent, QMessageBox.Icon.Question, text, more)
    agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    declined = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(declined)
    box.setEscapeButton(declined)
    box.exec()
    return box.clickedButton() is agreed


def bug(parent: QWidget | None, details: str, log: Path) -> None:
    """Something is wrong with the program, not with what the clerk did."""
    box = _box(
        parent,
        QMessageBox.Icon.Critical,
        "Ada kesalahan dalam program. Pekerjaan yang sedang berjalan tidak disimpan, data lain aman.",
        "Program tetap dapat dipakai. Jika terulang, salin rincian dan kirim kepada pengelola aplikasi.\n"
        f"Catatan: {log}",
    )
    copy = QPushButton("&Salin rincian")
    box.addButton(copy, QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # copying does not close the box
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
    box.addButton("&Tutup", QMessageBox.ButtonRole.RejectRole)
    box.exec()


def open_file(parent: QWidget | None, title: str, kinds: str = EXCEL) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, title, _folder(), kinds)
    return _remember(name)


def open_files(parent: QWidget | None, title: str, kinds: str) -> list[Path]:
    names, _ = QFileDialog.getOpenFileNames(parent, title, _folder(), kinds)
    return [path for name in names if (path := _remember(name))]


def save_file(parent: QWidget | None, title: str, name: str, kinds: str = EXCEL_OUT) -> Path | None:
    """The ending of `name` is added when the clerk leaves it out."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path(_folder()) / name), kinds)
    if chosen and Path(chosen).suffix.casefold() != Path(name).suffix.casefold():
        chosen += Path(name).suffix
    return _remember(chosen)


def choose_folder(parent: QWidget | None, title: str) -> Path | None:
    chosen = QFileDialog.getExistingDirectory(parent, title, _folder())
    if chosen:
        QSettings().setValue("folder", chosen)
    return Path(chosen) if chosen else None


def _folder() -> str:
    return str(QSettings().value("folder", str(Path.home())))


def _remember(name: str) -> Path | None:
    if not name:
        return None
    QSettings().setValue("folder", str(Path(name).parent))
    return Path(name)
