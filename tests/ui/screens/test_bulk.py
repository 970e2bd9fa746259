from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hands import cells, press, text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from asn_desktop.services import bulk, database, employees, units
from asn_desktop.services.employees import EmployeeForm
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.kit.wizard import Wizard
from asn_desktop.ui.screens.employees import employees_screen
from asn_desktop.ui.screens.employees.change_page import ChangePage

TODAY = date(2026, 11, 24)
PEOPLE = [
    EmployeeForm(name="Ana Sari", nip="198001172008012003", golongan="III/c", jabatan="Lurah"),
    EmployeeForm(name="Budi", nip="199001012021211001", status="PPPK", golongan="IX", jabatan="Guru"),
    EmployeeForm(name="Citra Dewi", nip="199001012015032001", golongan="III/a", jabatan="Guru"),
]


@pytest.fixture
def runner(qapp, tmp_path: Path):
    engine = database.open_database(f"sqlite:///{tmp_path / 'asn.db'}")
    made = Runner(lambda: engine, Inline())
    made.write("Unit", lambda s: units.find_or_add_many(s, ["Dinas Sosial", "Kecamatan Sako"]))
    for person in PEOPLE:
        made.write("Tambah", lambda s, p=person: employees.save(s, p, TODAY))
    yield made
    engine.dispose()


@pytest.fixture
def screen(qtbot, dressed, runner):
    made = employees_screen(runner, lambda *_: None, lambda *_: None)
    made.resize(1180, 640)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.tally.text() == "3 pegawai")
    return made


def wizard(screen) -> Wizard:
    next(a for a in screen.table.actions() if a.shortcut().toString() == "Ctrl+B").trigger()
    return screen.findChild(Wizard)


def choose(page: ChangePage, kind: str, field: str) -> None:
    page.how[kind].click()
    page.field.put(field)


def jobs(runner) -> list[str]:
    found: list[list[str]] = []
    runner.read(lambda s: [employees.get(s, i).jabatan for i in (1, 2, 3)], found.append)
    return found[0]


def test_a_field_for_everybody_the_filter_shows(qtbot, screen, runner):
    screen.search.setText("guru")
    qtbot.waitUntil(lambda: screen.tally.text() == "2 pegawai")
    made = wizard(screen)
    page = made.findChild(ChangePage)
    assert page.whom["matching"].text() == "&Semua yang cocok dengan saringan ini (2 orang)"
    assert not page.whom["chosen"].isEnabled()
    assert "guru" in text(page, "bulk_filter")
    choose(page, bulk.SET, "jabatan")
    page.findChild(object, "bulk_value").setText("Guru Ahli Muda")
    press(qtbot, made, "wizard_next")
    assert cells(made.findChild(object, "bulk_table"), "Sesudah") == ["Guru Ahli Muda"] * 2
    assert "2 berubah" in text(made, "bulk_summary")
    assert made.next_button.text() == "&Terapkan pada 2 orang"
    press(qtbot, made, "wizard_next")
    assert text(made, "bulk_result") == "Jabatan 2 orang diubah."
    assert jobs(runner) == ["Lurah", "Guru Ahli Muda", "Guru Ahli Muda"]
    press(qtbot, made, "wizard_next")
    assert screen.count() == 1
    runner.undo()
    assert jobs(runner) == ["Lurah", "Guru", "Guru"]


def test_those_who_are_selected(qtbot, screen, runner):
    screen.table.selectAll()
    made = wizard(screen)
    page = made.findChild(ChangePage)
    assert page.whom["chosen"].isChecked()
    choose(page, bulk.SET, "golongan")
    page.findChild(object, "bulk_value").put("III/a")
    press(qtbot, made, "wizard_next")
    assert "2 berubah, 1 tidak berubah" in text(made, "bulk_summary")
    assert cells(made.findChild(object, "bulk_table"), "Hasil") == ["≠ Berubah"] * 2


def test_find_and_replace(qtbot, screen, runner):
    made = wizard(screen)
    page = made.findChild(ChangePage)
    choose(page, bulk.REPLACE, "jabatan")
    assert page.sought.isVisible()
    page.sought.setText("GURU")
    page.new.setText("<b>Guru</b>")
    press(qtbot, made, "wizard_next")
    assert cells(made.findChild(object, "bulk_table"), "Sesudah") == ["<b>Guru</b>"] * 2


def test_what_is_missing_is_said_on_the_first_step(qtbot, screen):
    made = wizard(screen)
    page = made.findChild(ChangePage)
    choose(page, bulk.SET, "jabatan")
    press(qtbot, made, "wizard_next")
    assert "Isi nilai yang baru" in text(page, "bulk_message")
    choose(page, bulk.SET, "tmt_jabatan")
    page.findChild(object, "bulk_value").setText("kemarin")
    press(qtbot, made, "wizard_next")
    assert "24-11-2026" in text(page, "bulk_message")
    assert made.at == 0


def test_nothing_to_change_cannot_be_applied(qtbot, screen):
    made = wizard(screen)
    choose(made.findChild(ChangePage), bulk.CLEAR, "phone")
    press(qtbot, made, "wizard_next")
    assert not made.next_button.isEnabled()


def test_units_are_offered_by_their_full_names(screen):
    page = wizard(screen).findChild(ChangePage)
    choose(page, bulk.SET, "unit_id")
    editor = page.findChild(object, "bulk_value")
    assert [editor.itemText(n) for n in range(editor.count())] == ["Dinas Sosial", "Kecamatan Sako"]


@pytest.mark.parametrize("kind", [bulk.SET, bulk.CLEAR, bulk.REPLACE])
def test_no_two_things_share_a_mnemonic(screen, kind):
    made = wizard(screen)
    made.findChild(ChangePage).how[kind].click()
    letters = Counter(
        w.text()[w.text().index("&") + 1].casefold()
        for w in made.findChildren(QAbstractButton) + made.findChildren(QLabel)
        if w.isVisible() and "&" in w.text()
    )
    assert {letter: n for letter, n in letters.items() if n > 1} == {}


def test_tab_leads_from_the_field_to_its_value(qtbot, screen):
    made = wizard(screen)
    page = made.findChild(ChangePage)
    screen.activateWindow()
    qtbot.waitUntil(page.field.hasFocus)
    qtbot.keyClick(page.field, Qt.Key.Key_Tab)
    assert page.findChild(QWidget, "bulk_value").hasFocus()
