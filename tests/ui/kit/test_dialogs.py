from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.wizard import Step, Wizard

ENGLISH = {"OK", "Cancel", "Yes", "No", "Save", "Close", "Open", "Apply", "Abort", "Retry", "Help"}


@pytest.fixture
def boxes(monkeypatch):
    """Message boxes are pressed at once: the button with this text."""
    seen: list[dict[str, object]] = []
    press = ["&Tutup"]

    def run(box):
        texts = [button.text() for button in box.findChildren(QPushButton)]
        default, escape = (b.text() if b else "" for b in (box.defaultButton(), box.escapeButton()))
        seen.append({"texts": texts, "format": box.textFormat(), "default": default, "escape": escape})
        next(button for button in box.buttons() if button.text() == press[0]).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", run)
    return seen, press


def test_no_button_is_english(qtbot, dressed, boxes):
    seen, press = boxes
    dialogs.tell(None, "Selesai.", "Rincian.")
    dialogs.refuse(None, "Tidak dapat.")
    dialogs.bug(None, "rincian", Path("a.log"))
    press[0] = "&Ya"
    dialogs.ask(None, "Kosongkan?", "Tidak dapat dibatalkan.")
    texts = {text.replace("&", "") for box in seen for text in box["texts"]}
    assert texts == {"Tutup", "Ya", "Batal", "Salin rincian"}
    assert not texts & ENGLISH
    assert {box["format"] for box in seen} == {Qt.TextFormat.PlainText}


def test_a_question_means_no_unless_agreed(qtbot, dressed, boxes):
    seen, press = boxes
    press[0] = "&Ya"
    assert dialogs.ask(None, "Hapus?") is True
    press[0] = "&Batal"
    assert dialogs.ask(None, "Hapus?") is False
    assert (seen[0]["default"], seen[0]["escape"]) == ("&Batal", "&Batal")


def test_the_details_of_a_bug_can_be_copied(qtbot, qapp, dressed, boxes):
    boxes[1][0] = "&Salin rincian"
    dialogs.bug(None, "Traceback: x", Path("a.log"))
    assert qapp.clipboard().text() == "Traceback: x"


def test_the_ending_is_added_and_the_folder_remembered(qtbot, dressed, monkeypatch, tmp_path):
    asked = []

    def choose(_parent, _title, start, _kinds):
        asked.append(start)
        return str(tmp_path / "Daftar"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    assert dialogs.save_file(None, "Simpan", "Pegawai.xlsx") == tmp_path / "Daftar.xlsx"
    dialogs.save_file(None, "Simpan", "Lain.xlsx")
    assert Path(asked[1]) == tmp_path / "Lain.xlsx"


@pytest.fixture
def wizard(qtbot, dressed):
    waiting = []
    made = Wizard(
        "Impor",
        [
            Step("Berkas", QWidget()),
            Step("Periksa", QWidget(), waiting.append, "&Impor"),
            Step("Hasil", QWidget()),
        ],
    )
    qtbot.addWidget(made)
    made.show()
    return made, waiting


def place(wizard):
    return next(w.text() for w in wizard.findChildren(QWidget, "wizard_place"))


def test_a_wizard_says_where_it_is_and_goes_back(qtbot, wizard):
    made, waiting = wizard
    assert place(made) == "Langkah 1 dari 3: Berkas"
    assert not made.back_button.isVisible()
    made.next_button.click()
    assert place(made) == "Langkah 2 dari 3: Periksa"
    made.next_button.click()
    assert place(made) == "Langkah 2 dari 3: Periksa"  # until the work is done
    waiting[0]()
    assert place(made) == "Langkah 3 dari 3: Hasil"
    with qtbot.waitSignal(made.finished):
        made.next_button.click()


def test_esc_goes_back_and_then_out(qtbot, wizard):
    made, _ = wizard
    made.next_button.click()
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert made.at == 0
    with qtbot.waitSignal(made.cancelled):
        qtbot.keyClick(made, Qt.Key.Key_Escape)
