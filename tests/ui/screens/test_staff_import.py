from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QToolButton
from sqlalchemy import Engine
from staff_lists import ANA, BUDI, HEADER, write

from asn_desktop.services import employees
from asn_desktop.services.employees import Filter
from asn_desktop.ui.kit.kinds import ChoiceBox
from asn_desktop.ui.kit.table import FOREGROUND
from asn_desktop.ui.screens.employees.staff_import import import_wizard

WRONG = ANA | {"NIP": "198001172008019003", "NAMA": "Citra"}


@pytest.fixture
def engine(program_engine: Engine) -> Engine:
    return program_engine


@pytest.fixture
def closed():
    return []


@pytest.fixture
def rejected(tmp_path: Path) -> Path:
    return tmp_path / "ditolak.xlsx"


@pytest.fixture
def open_wizard(qtbot, dressed, runner, closed, rejected):
    def build():
        made = import_wizard(runner, lambda: closed.append(True), lambda *_: rejected)
        made.resize(1180, 640)
        qtbot.addWidget(made)
        made.show()
        return made

    return build


@pytest.fixture
def wizard(open_wizard):
    return open_wizard()


def drop(wizard, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page = wizard.findChild(QPushButton, "choose_file").parentWidget().parentWidget()
    page.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def text(wizard, name):
    return wizard.findChild(QLabel, name).text()


def go_on(wizard):
    assert wizard.next_button.isEnabled()
    wizard.next_button.click()


def to_check(wizard, path: Path):
    drop(wizard, path)
    go_on(wizard)
    go_on(wizard)
    assert text(wizard, "wizard_place") == "Langkah 3 dari 4: Periksa dan perbaiki"
    return wizard.findChild(QTableView, "check_table")


def chip(wizard, name):
    return wizard.findChild(QToolButton, f"check_{name}")


def column(table, title):
    model = table.model()
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    return titles.index(title)


def cells(table, title):
    return [table.model().index(n, column(table, title)).data() for n in range(table.model().rowCount())]


def people(runner):
    found: list[list[employees.EmployeeRow]] = []
    runner.read(lambda s: employees.page(s, employees.ids(s, Filter())), found.append)
    return [row.printed_name for row in found[0]]


def test_nothing_can_be_done_before_a_file_is_there(wizard):
    assert not wizard.next_button.isEnabled()


def test_a_file_that_is_no_list_is_refused_in_words(wizard, tmp_path):
    path = tmp_path / "catatan.csv"
    path.write_text("halo\n", encoding="utf-8")
    drop(wizard, path)
    assert "catatan.csv" in text(wizard, "file_refused")
    assert not wizard.next_button.isEnabled()


def test_columns_are_understood_and_can_be_changed(wizard, tmp_path):
    drop(wizard, write(tmp_path / "a.xlsx", ANA))
    assert "Baris data: 1" in text(wizard, "file_found")
    go_on(wizard)
    boxes = [wizard.findChild(ChoiceBox, f"column_{n}") for n in range(len(HEADER))]
    assert [box.value() for box in boxes][:4] == ["nip", "name", "gelar_depan", "gelar_belakang"]
    boxes[0].put("")
    boxes[1].put("")
    go_on(wizard)
    assert "Belum ada kolom nama atau NIP" in text(wizard, "columns_message")
    boxes[0].put("nip")
    boxes[1].put("nip")
    go_on(wizard)
    assert "lebih dari satu kolom: NIP" in text(wizard, "columns_message")


def test_every_row_is_checked_before_anything_is_written(wizard, tmp_path, runner):
    table = to_check(wizard, write(tmp_path / "a.xlsx", ANA, BUDI, WRONG))
    assert cells(table, "Hasil") == ["+ Baru", "+ Baru", "✗ Ditolak"]
    assert chip(wizard, "salah").text() == "✗ Salah  1"
    place = table.model().index(2, column(table, "NIP"))
    fine = table.model().index(0, column(table, "NIP"))
    assert place.data(FOREGROUND) is not None
    assert fine.data(FOREGROUND) is None
    assert people(runner) == []
    assert wizard.next_button.text() == "&Impor 2 baris"


def test_a_cell_is_mended_in_place(wizard, tmp_path):
    table = to_check(wizard, write(tmp_path / "a.xlsx", ANA, WRONG))
    chip(wizard, "salah").click()
    assert cells(table, "Nama") == ["Citra"]
    place = table.model().index(0, column(table, "NIP"))
    assert table.model().flags(place) & Qt.ItemFlag.ItemIsEditable
    table.model().setData(place, "198001172008012009")
    assert chip(wizard, "salah").text() == "✗ Salah  0"
    assert cells(table, "Nama") == []
    chip(wizard, "semua").click()
    assert cells(table, "NIP")[1] == "198001172008012009"
    assert wizard.next_button.text() == "&Impor 2 baris"


def test_the_first_click_shows_what_is_wrong(qtbot, wizard, tmp_path):
    table = to_check(wizard, write(tmp_path / "a.xlsx", ANA, WRONG))
    wizard.resize(1100, 600)
    wizard.show()
    chip(wizard, "salah").click()
    place = table.visualRect(table.model().index(0, column(table, "NIP"))).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "Citra" in [w.text() for w in wizard.findChildren(QLabel)]


def test_after_a_repair_the_next_wrong_row_is_at_hand(wizard, tmp_path):
    other = WRONG | {"NIP": "198001172008019004", "NAMA": "Dewi"}
    last = WRONG | {"NIP": "198001172008019005", "NAMA": "Eka"}
    table = to_check(wizard, write(tmp_path / "a.xlsx", WRONG, other, last))
    chip(wizard, "salah").click()
    place = table.model().index(1, column(table, "NIP"))
    table.setCurrentIndex(place)
    table.model().setData(place, "198001172008012009")
    assert table.currentIndex().siblingAtColumn(column(table, "Nama")).data() == "Eka"


def test_the_import_is_one_step_and_can_be_taken_back(wizard, tmp_path, runner, closed):
    to_check(wizard, write(tmp_path / "a.xlsx", ANA, BUDI, WRONG))
    go_on(wizard)
    assert text(wizard, "result_title") == "2 orang baru, 0 data diperbarui"
    assert people(runner) == ["Ana Sari, S.E.", "Budi Hartono, S.E."]
    go_on(wizard)
    assert closed == [True]
    runner.undo()
    assert people(runner) == []


def test_what_was_wrong_goes_back_with_its_reason(wizard, tmp_path, rejected):
    to_check(wizard, write(tmp_path / "a.xlsx", ANA, WRONG))
    go_on(wizard)
    wizard.findChild(QPushButton, "save_rejected").click()
    assert str(rejected) in text(wizard, "result_saved")
    book = openpyxl.load_workbook(rejected)
    found = [[cell.value for cell in line] for line in book.active.iter_rows()]
    book.close()
    assert len([line for line in found if "Citra" in line]) == 1


def test_a_second_import_shows_what_changed(open_wizard, wizard, tmp_path, runner):
    to_check(wizard, write(tmp_path / "a.xlsx", ANA, BUDI))
    go_on(wizard)
    again = open_wizard()
    table = to_check(again, write(tmp_path / "b.xlsx", ANA | {"JABATAN": "Camat"}, BUDI))
    assert [chip(again, n).text() for n in ("baru", "berubah", "sama")] == [
        "+ Baru  0",
        "≠ Berubah  1",
        "= Sama  1",
    ]
    assert "Lurah → Camat" in cells(table, "Masalah atau perubahan")[0]
    table.setCurrentIndex(table.model().index(0, 1))
    shown = [label.text() for label in again.findChildren(QLabel)]
    assert "Lurah" in shown
    assert "Camat" in shown


def test_skipped_rows_stand_with_their_reason(wizard, tmp_path):
    total = {"NAMA": "JUMLAH", "NIP": ""}
    to_check(wizard, write(tmp_path / "a.xlsx", ANA, total))
    assert chip(wizard, "dilewati").text() == "Dilewati  1"
    chip(wizard, "dilewati").click()
    skipped = wizard.findChild(QTableView, "check_skipped")
    assert skipped.isVisible()
    assert skipped.model().index(0, 1).data()


def test_going_back_loses_nothing(wizard, tmp_path):
    table = to_check(wizard, write(tmp_path / "a.xlsx", ANA, WRONG))
    table.model().setData(table.model().index(1, column(table, "NIP")), "198001172008012009")
    wizard.back_button.click()
    wizard.back_button.click()
    assert text(wizard, "file_name") == "a.xlsx"
    go_on(wizard)
    go_on(wizard)
    assert chip(wizard, "salah").text() == "✗ Salah  0"


def test_columns_are_remembered(open_wizard, wizard, tmp_path):
    header = (*HEADER[:-1], "TEMPAT TUGAS")
    row = ANA | {"TEMPAT TUGAS": "Kecamatan Sako"}
    drop(wizard, write(tmp_path / "a.xlsx", row, header=header))
    go_on(wizard)
    wizard.findChild(ChoiceBox, "column_8").put("unit")
    go_on(wizard)
    go_on(wizard)
    again = open_wizard()
    drop(again, write(tmp_path / "b.xlsx", row | BUDI, header=header))
    go_on(again)
    assert again.findChild(ChoiceBox, "column_8").value() == "unit"
