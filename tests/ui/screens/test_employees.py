from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pairs import form as pair_form
from pairs import programme
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from sqlalchemy import Engine

from asn_desktop.services import employees, units
from asn_desktop.services.employees import EmployeeForm, Filter
from asn_desktop.services.mentoring import pairs, programmes
from asn_desktop.ui.kit.form import FormPanel
from asn_desktop.ui.screens.employees import employees_screen
from asn_desktop.ui.screens.employees.form import read_out

TODAY = date(2026, 11, 24)
SITI = EmployeeForm(
    name="Siti Aminah",
    gelar_belakang="S.E.",
    nip="198001172008012003",
    birth_date=date(1980, 1, 17),
    sex="P",
    golongan="III/d",
    jabatan="Analis SDM Aparatur",
)
BUDI = EmployeeForm(name="Budi & Rekan", nip="199505052021211001", status="PPPK", golongan="IX")


@pytest.fixture
def engine(program_engine: Engine) -> Engine:
    return program_engine


@pytest.fixture
def saved_as(tmp_path: Path) -> Path:
    return tmp_path / "keluar.xlsx"


@pytest.fixture
def open_screen(qtbot, dressed, runner, saved_as):
    def build(*people: EmployeeForm):
        for person in people:
            runner.write(f"Tambah {person.name}", lambda s, p=person: employees.save(s, p, TODAY))
        screen = employees_screen(runner, lambda *_: None, lambda *_: saved_as)
        screen.resize(1180, 640)
        qtbot.addWidget(screen)
        screen.show()
        if people:
            qtbot.waitUntil(lambda: screen.table.model().index(len(people) - 1, 0).data() not in {None, "…"})
        return screen

    return build


@pytest.fixture
def screen(open_screen):
    return open_screen(SITI, BUDI)


def row(screen, place):
    return [screen.table.model().index(place, column).data() for column in range(6)]


def panel(screen) -> FormPanel:
    found = screen.side.currentWidget()
    assert isinstance(found, FormPanel)
    return found


def say(form, name):
    return form.findChild(QLabel, f"{name}_message").text()


def labels(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def find(runner, **chosen):
    found: list[list[int]] = []
    runner.read(lambda s: employees.ids(s, Filter(**chosen)), found.append)
    return found[0]


def test_people_stand_as_they_are_printed(screen):
    assert row(screen, 0)[:4] == ["Budi & Rekan", "19950505 202121 1 001", "PPPK", "IX"]
    assert row(screen, 1)[:4] == ["Siti Aminah, S.E.", "19800117 200801 2 003", "PNS", "III/d"]


def test_search_and_filters(qtbot, screen):
    screen.search.setText("aminah")
    qtbot.waitUntil(lambda: screen.tally.text() == "1 pegawai")
    screen.search.setText("1995")
    qtbot.waitUntil(lambda: row(screen, 0)[0] == "Budi & Rekan")
    screen.search.setText("")
    screen.chips["status"].choose(["PNS"])
    qtbot.waitUntil(lambda: row(screen, 0)[0] == "Siti Aminah, S.E.")


def test_the_chosen_person_is_shown_beside_the_list(qtbot, screen):
    screen.table.go_to(1)
    qtbot.waitUntil(lambda: "Siti Aminah, S.E." in labels(screen.side))
    assert "19800117 200801 2 003" in labels(screen.side)


def test_mentoring_of_the_chosen_person_is_told_too(qtbot, screen, runner):
    screen.table.go_to(1)
    qtbot.waitUntil(lambda: "Siti Aminah, S.E." in labels(screen.side))
    assert "Mentoring" not in labels(screen.side)
    budi, siti = find(runner)

    def work(s) -> None:
        wanted = programme(name="Mentoring Loket")
        pairs.save(s, pair_form((siti, budi, 0, None), programmes.save(s, wanted)), date(2026, 11, 24))

    runner.write("Pasangkan", work)
    screen.table.go_to(0)
    screen.table.go_to(1)
    told = "Mentor, dengan Budi & Rekan\n1 Juli s.d. 31 Desember 2026, disiapkan"
    qtbot.waitUntil(lambda: {"Mentoring", "Mentoring Loket", told} <= {*labels(screen.side)})


def test_the_nip_is_read_out_while_it_is_typed(qtbot, screen):
    screen.findChild(QPushButton, "action_user-plus").click()
    form = panel(screen).form
    form.editors["nip"].setText("19900101")
    assert "8 dari 18" in say(form, "nip")
    form.editors["nip"].setText("19900101 202121 1 001")
    assert "Lahir 1 Januari 1990, laki-laki, PPPK sejak 2021, kode perjanjian 21." in say(form, "nip")
    form.editors["sex"].put("P")
    assert "berbeda dengan NIP" in say(form, "sex")
    assert panel(screen).save_button.text() == "Tetap &simpan"
    form.editors["nip"].setText("199013012021211001")
    assert say(form, "nip").startswith("✗")


def test_the_printed_name_is_shown_while_it_is_typed(screen):
    screen.findChild(QPushButton, "action_user-plus").click()
    form = panel(screen).form
    form.editors["name"].setText("M. Rizki A'yun")
    form.editors["gelar_depan"].setText("Dr.")
    form.editors["gelar_belakang"].setText("<S.H.>")
    assert "Tercetak: Dr. M. Rizki A'yun, <S.H.>" in say(form, "gelar_belakang")


def test_a_double_click_on_another_row_opens_its_form(qtbot, screen):
    table = screen.table
    place = table.visualRect(table.model().index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.wait(400)  # longer than the list rests before it shows what is beside
    assert screen.findChild(FormPanel) is not None
    assert screen.findChild(FormPanel).isVisible()


def test_a_new_person_is_saved_and_taken_back(qtbot, screen, runner):
    screen.findChild(QPushButton, "action_user-plus").click()
    form = panel(screen).form
    form.editors["name"].setText("Citra Dewi")
    form.editors["nip"].setText("199001012015032001")
    form.editors["tmt_cpns"].setText("1/3/2015")
    qtbot.keyClick(form.editors["name"], Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: screen.tally.text() == "3 pegawai")
    assert screen.side.currentIndex() == 0
    assert screen.ids() == find(runner, text="citra")
    runner.undo()
    qtbot.waitUntil(lambda: screen.tally.text() == "2 pegawai")


def test_what_cannot_be_saved_is_told_at_its_field(screen, runner):
    screen.findChild(QPushButton, "action_user-plus").click()
    form = panel(screen).form
    form.editors["nip"].setText(SITI.nip)
    panel(screen).save()
    assert "Isi nama" in say(form, "name")
    assert "Siti Aminah" in say(form, "nip")
    assert len(find(runner)) == 2


def test_a_change_keeps_what_the_form_does_not_show(qtbot, screen, runner):
    screen.table.go_to(1)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    panel(screen).form.editors["jabatan"].setText("Lurah")
    panel(screen).save()
    qtbot.waitUntil(lambda: row(screen, 1)[4] == "Lurah")
    kept: list[EmployeeForm] = []
    runner.read(lambda s: employees.get(s, screen.ids()[0]), kept.append)
    assert (kept[0].nip, kept[0].jabatan, kept[0].birth_date) == (SITI.nip, "Lurah", SITI.birth_date)


def test_archive_and_bring_back(qtbot, screen, runner):
    screen.table.selectAll()
    archive = next(a for a in screen.table.actions() if a.shortcut().toString() == "Ctrl+Del")
    archive.trigger()
    qtbot.waitUntil(lambda: screen.tally.text() == "0 pegawai")
    assert screen.findChild(QPushButton, "employees_empty").isVisible()
    screen.chips["archived"].choose([True])
    qtbot.waitUntil(lambda: screen.tally.text() == "2 pegawai")
    qtbot.waitUntil(lambda: row(screen, 0)[2] == "PPPK (arsip)")
    screen.table.go_to(0)
    archive.trigger()
    qtbot.waitUntil(lambda: screen.tally.text() == "1 pegawai")
    assert len(find(runner)) == 1


def test_what_is_shown_is_exported(qtbot, screen, saved_as, runner):
    screen.search.setText("aminah")
    qtbot.waitUntil(lambda: screen.tally.text() == "1 pegawai")
    with qtbot.waitSignal(runner.said) as said:
        screen.findChild(QPushButton, "action_file-down").click()
    assert str(saved_as) in said.args[0]
    book = openpyxl.load_workbook(saved_as)
    cells = [str(cell.value) for line in book.active.iter_rows() for cell in line if cell.value]
    book.close()
    assert "Siti Aminah, S.E." in cells
    assert "Budi & Rekan" not in cells
    assert any("aminah" in cell for cell in cells)  # the filter in words


def test_a_unit_is_offered_with_the_one_above_it(open_screen, runner):
    ids: list[int] = []

    def add(session):
        above = units.save(session, None, "Dinas Sosial")
        ids.append(units.save(session, None, "Subbagian Umum", above))

    runner.write("Unit", add)
    screen = open_screen(SITI)
    screen.findChild(QPushButton, "action_user-plus").click()
    panel(screen).form.editors["unit_id"].setEditText("subbagian umum – dinas sosial")
    assert panel(screen).form.values()["unit_id"] == ids[0]


def test_an_empty_office_is_invited_to_import(qtbot, open_screen):
    screen = open_screen()
    button = screen.findChild(QPushButton, "employees_empty")
    qtbot.waitUntil(button.isVisible)
    button.click()
    assert screen.findChild(QLabel, "wizard_place").text() == "Langkah 1 dari 4: Pilih berkas"
    screen.findChild(QPushButton, "wizard_cancel").click()
    assert screen.count() == 1


@pytest.mark.parametrize(
    ("digits", "told", "wrong"),
    [
        ("", "", ""),
        ("1980", "Baru 4 dari 18 angka.", ""),
        ("198001172008012003", "Lahir 17 Januari 1980, perempuan, CPNS sejak Januari 2008.", ""),
    ],
)
def test_read_out(digits, told, wrong):
    assert read_out(digits, TODAY) == (told, wrong)


def test_a_wrong_nip_is_said_in_words():
    told, wrong = read_out("198001172008019003", TODAY)
    assert told == ""
    assert "9" in wrong or "kelamin" in wrong
