from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hands import cells, press, text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QToolButton
from sqlalchemy import Engine

from asn_desktop.services import employees
from asn_desktop.services.employees import EmployeeForm, Filter
from asn_desktop.ui.screens.employees import employees_screen
from asn_desktop.ui.screens.employees.duplicates import Duplicates

TODAY = date(2026, 11, 24)
ANA = EmployeeForm(
    name="Ana Sari Dewi", nip="198001172008012003", birth_date=date(1980, 1, 17), jabatan="Lurah"
)
TWIN = replace(ANA, nip=None, status="NON", phone="0811", jabatan="", gelar_belakang="S.E.")
BUDI = EmployeeForm(name="Budi Hartono", nip="198202022005011001", birth_date=date(1982, 2, 2))
MISSPELT = replace(BUDI, name="Boedi Hartono", nip=None, status="NON", phone="0822")


@pytest.fixture
def engine(program_engine: Engine) -> Engine:
    return program_engine


@pytest.fixture
def open_page(qtbot, dressed, runner):
    def build(*people: EmployeeForm) -> Duplicates:
        for person in people:
            runner.write(f"Tambah {person.name}", lambda s, p=person: employees.save(s, p, TODAY))
        closings: list[str] = []
        page = Duplicates(runner, lambda: closings.append("tutup"))
        page.closings = closings
        page.resize(1180, 640)
        qtbot.addWidget(page)
        page.show()
        return page

    return build


def everybody(runner) -> list[EmployeeForm]:
    found: list[list[EmployeeForm]] = []
    runner.read(lambda s: [employees.get(s, i) for i in employees.ids(s, Filter())], found.append)
    return found[0]


def chip(page, name: str) -> QToolButton:
    return page.findChild(QToolButton, f"pairs_{name}")


def test_pairs_with_their_reasons_the_sure_ones_first(open_page):
    page = open_page(BUDI, MISSPELT, ANA, TWIN)
    assert cells(page.list, "Kemungkinan") == ["✓ Pasti", "? Orang luar"]
    assert "tanggal lahir sama" in cells(page.list, "Alasan")[1]
    assert cells(page.list, "Data pertama")[0].startswith("Ana Sari Dewi · 19800117 200801 2 003")
    assert chip(page, "semua").text() == "Semua  2"
    chip(page, "pasti").click()
    assert len(cells(page.list, "Nilai")) == 1


def test_nothing_found_is_said_so(open_page):
    page = open_page(ANA, BUDI)
    assert page.findChild(QPushButton, "pairs_none").isVisible()
    assert not page.findChild(QPushButton, "pairs_all").isEnabled()


def test_a_kind_without_pairs_leads_back_to_all(open_page):
    page = open_page(ANA, TWIN)
    chip(page, "mungkin").click()
    assert page.findChild(QPushButton, "pairs_nothing").isVisible()
    page.findChild(QPushButton, "pairs_nothing").click()
    assert len(cells(page.list, "Nilai")) == 1


def test_merging_by_keyboard_goes_on_with_the_next_pair(qtbot, open_page, runner):
    page = open_page(ANA, TWIN, BUDI, MISSPELT)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.currentWidget() is page.side
    assert text(page.side, "sides_title").startswith("Pasangan 1 dari 2: Ana Sari Dewi")
    titles = cells(page.side, "Isian")
    assert "Nama tanpa gelar" not in titles  # the same in both
    table, row = page.side.table, titles.index("Nomor HP")
    assert cells(page.side, "Data kedua")[row] == "● 0811"
    table.go_to(row)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert cells(page.side, "Data pertama")[row] == "● (kosong)"
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert cells(page.side, "Data kedua")[row] == "● 0811"
    press(qtbot, page.side, "sides_merge")
    assert page.currentWidget() is page.side
    assert "Budi Hartono" in text(page.side, "sides_title")
    ana = everybody(runner)[0]
    assert (ana.name, ana.phone, ana.nip, ana.gelar_belakang) == (ANA.name, "0811", ANA.nip, "S.E.")
    press(qtbot, page.side, "sides_merge")
    assert page.currentWidget() is page.list
    assert len(everybody(runner)) == 2


def test_fields_that_are_the_same_are_shown_on_request(open_page):
    page = open_page(ANA, TWIN)
    page.list.table.opened.emit()
    before = len(cells(page.side, "Isian"))
    page.side.findChild(QCheckBox, "sides_all").click()
    assert len(cells(page.side, "Isian")) > before
    assert "Nama tanpa gelar" in cells(page.side, "Isian")


def test_not_the_same_person_is_never_shown_again_and_undo_brings_it_back(qtbot, open_page, runner):
    page = open_page(ANA, TWIN)
    press(qtbot, page.list, "pairs_apart")
    assert cells(page.list, "Nilai") == []
    press(qtbot, page.list, "pairs_again")
    assert cells(page.list, "Nilai") == []
    runner.undo()
    assert len(cells(page.list, "Nilai")) == 1


def test_skipping_leaves_the_pair(qtbot, open_page):
    page = open_page(ANA, TWIN, BUDI, MISSPELT)
    page.list.table.opened.emit()
    press(qtbot, page.side, "sides_skip")
    assert "Budi" in text(page.side, "sides_title")
    press(qtbot, page.side, "sides_skip")
    assert page.currentWidget() is page.list
    assert len(cells(page.list, "Nilai")) == 2


def test_an_undo_while_comparing_searches_again(qtbot, open_page, runner):
    page = open_page(ANA, TWIN, BUDI, MISSPELT)
    page.list.table.opened.emit()
    press(qtbot, page.side, "sides_merge")
    assert text(page.side, "sides_title").startswith("Pasangan 1 dari 1:")
    runner.undo()
    assert chip(page, "semua").text() == "Semua  2"
    assert text(page.side, "sides_title").startswith("Pasangan 2 dari 2:")


def test_all_sure_ones_after_a_look_at_them(qtbot, open_page, runner):
    page = open_page(ANA, TWIN, BUDI, replace(BUDI, nip=None, status="NON"), replace(TWIN, phone="0899"))
    press(qtbot, page.list, "pairs_all")
    assert "pasang pasti orang yang sama" in text(page.sure, "sure_title")
    press(qtbot, page.sure, "sure_merge")
    assert page.currentWidget() is page.list
    assert sorted(p.name for p in everybody(runner)) == ["Ana Sari Dewi", "Budi Hartono"]
    runner.undo()
    assert len(everybody(runner)) == 5


def test_a_pair_can_be_taken_out_of_the_batch(qtbot, open_page):
    page = open_page(ANA, TWIN, BUDI, replace(BUDI, nip=None, status="NON"))
    press(qtbot, page.list, "pairs_all")
    page.sure.table.go_to(0)
    press(qtbot, page.sure, "sure_out")
    assert len(cells(page.sure, "Nilai")) == 1
    assert page.sure.merge_button.text() == "&Gabungkan 1 pasang"


def test_a_third_record_follows_the_one_that_stays(qtbot, open_page, runner):
    page = open_page(ANA, TWIN, replace(TWIN, phone="0899"))
    assert len(cells(page.list, "Nilai")) == 3
    page.list.table.opened.emit()
    press(qtbot, page.side, "sides_merge")
    assert "Pasangan 1 dari 1" in text(
        page.side, "sides_title"
    )  # the other two were about the same two people
    press(qtbot, page.side, "sides_merge")
    assert len(everybody(runner)) == 1


def test_escape_leads_back_step_by_step(qtbot, open_page):
    page = open_page(ANA, TWIN)
    page.list.table.opened.emit()
    page.activateWindow()
    page.side.table.setFocus()
    qtbot.waitUntil(page.side.table.hasFocus)
    qtbot.keyClick(page.side.table, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list
    qtbot.waitUntil(page.list.table.hasFocus)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Escape)
    assert page.closings == ["tutup"]


def test_no_two_buttons_of_a_page_share_a_mnemonic(open_page):
    page = open_page(ANA, TWIN)
    for part in (page.list, page.side, page.sure):
        page.setCurrentWidget(part)
        letters = [
            w.text()[w.text().index("&") + 1].casefold()
            for w in part.findChildren(QPushButton)
            if w.isVisible() and "&" in w.text()
        ]
        assert len(letters) == len(set(letters)), letters


def test_the_screen_opens_it_and_deletes(qtbot, dressed, runner):
    for person in (ANA, TWIN):
        runner.write("Tambah", lambda s, p=person: employees.save(s, p, TODAY))
    screen = employees_screen(runner, lambda *_: None, lambda *_: None)
    screen.resize(1180, 640)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: screen.tally.text() == "2 pegawai")
    action = {a.shortcut().toString(): a for a in screen.table.actions()}
    action["Ctrl+D"].trigger()
    assert screen.findChild(Duplicates) is not None
    screen.close_page()
    screen.table.selectAll()
    said: list[str] = []
    runner.said.connect(said.append)
    action["Del"].trigger()
    assert said == ["Hapus 2 pegawai", "2 pegawai dihapus. Ctrl+Z mengembalikannya."]
    qtbot.waitUntil(lambda: screen.tally.text() == "0 pegawai")
    runner.undo()
    qtbot.waitUntil(lambda: screen.tally.text() == "2 pegawai")
