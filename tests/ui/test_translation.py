from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QPushButton

from asn_desktop.ui import translation


@pytest.fixture
def indonesian(qapp):
    words = translation.Words(qapp)
    qapp.installTranslator(words)
    yield qapp
    qapp.removeTranslator(words)


def test_standard_buttons(qtbot, indonesian):
    buttons = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(
        buttons.Ok | buttons.Cancel | buttons.Save | buttons.Yes | buttons.No | buttons.Close
    )
    qtbot.addWidget(box)
    texts = {button.text().replace("&", "") for button in box.findChildren(QPushButton)}
    assert texts == {"Oke", "Batal", "Simpan", "Ya", "Tidak", "Tutup"}


def test_the_file_dialog(qtbot, indonesian):
    dialog = QFileDialog(None, "Pilih daftar", "", "Daftar (*.xlsx)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    parts = QFileDialog.DialogLabel
    words = [
        dialog.labelText(part).replace("&", "") for part in (parts.LookIn, parts.FileName, parts.FileType)
    ]
    assert words == ["Cari di:", "Nama berkas:", "Jenis berkas:"]
    assert {b.text().replace("&", "") for b in dialog.findChildren(QPushButton)} == {"Buka", "Batal"}


def test_the_menu_of_a_text_field(qtbot, indonesian):
    edit = QLineEdit("a")
    qtbot.addWidget(edit)
    menu = edit.createStandardContextMenu()
    texts = [a.text().partition("\t")[0].replace("&", "") for a in menu.actions() if a.text()]
    assert texts == ["Urungkan", "Ulangi", "Potong", "Salin", "Tempel", "Hapus", "Pilih semua"]


def test_keys_keep_their_names(indonesian):
    assert QKeySequence("Ctrl+Shift+Z").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+Shift+Z"
