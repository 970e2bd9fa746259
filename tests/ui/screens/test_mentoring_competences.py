from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from desks import a_person
from hands import cells, press, text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person, Unit
from asn_desktop.services import competences
from asn_desktop.services.competences import Given
from asn_desktop.ui.list_wizard import ListImport
from asn_desktop.ui.screens.mentoring.competences import competence_list
from asn_desktop.ui.screens.mentoring.competences_import import LEVELS


@pytest.fixture
def engine(program_engine):
    return program_engine


@pytest.fixture
def people(engine):
    with writing(engine, "Siapkan") as s:
        s.add(Unit(id=1, name="Kecamatan Sako", name_key="kecamatan sako"))
        s.flush()
        made = list(insert_rows(s, Person, [a_person(n, jenis_jabatan="2") for n in range(1, 4)]))
        competences.record(s, Given(made[0], "M1", 2, date(2026, 5, 1), "asesmen"))
        competences.record(s, Given(made[1], "M3", 4, date(2026, 5, 1)))
    return made


@pytest.fixture
def screen(qtbot, dressed, runner, people):
    made = competence_list(runner, lambda *_where: None)
    made.resize(1180, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def see(qtbot, screen, column: str, wanted: list[str]) -> None:
    """Rows come when they are looked at."""
    qtbot.waitUntil(lambda: cells(screen, column) == wanted)


def held(engine, person: int) -> dict[str, int]:
    with reading(engine) as s:
        found = competences.latest(s).get(person, {})
    return {code: level.level for code, level in found.items()}


def test_the_list_says_who_lacks_what(qtbot, screen):
    see(qtbot, screen, "Kekurangan", ["✗ Integritas 2→3", "✓ memenuhi standar", "… belum tercatat"])
    see(qtbot, screen, "Standar", ["3", "3", "3"])
    screen.chips["lacking"].choose(("M1",))
    see(qtbot, screen, "Nama", ["Ir. Contoh Nomor 1, S.T."])
    screen.clear()
    screen.chips["known"].choose(("belum",))
    see(qtbot, screen, "Nama", ["Ir. Contoh Nomor 3, S.T."])


def test_levels_are_typed_beside_what_is_known(qtbot, screen, engine, people):
    screen.table.go_to(0)
    press(qtbot, screen, "action_plus")
    panel = screen.side.currentWidget()
    editors = panel.form.editors
    assert editors["M1"].placeholderText() == "sekarang 2 (01-05-2026)"
    assert editors["M2"].placeholderText() == "belum tercatat"
    qtbot.keyClicks(editors["M1"], "6")
    assert text(panel, "M1_message") == "✗ Tingkat kompetensi 1 sampai 5."
    press(qtbot, panel, "save")
    assert "1 sampai 5" in text(panel, "M1_message")
    assert held(engine, people[0]) == {"M1": 2}
    editors["M1"].clear()
    qtbot.keyClicks(editors["M1"], "4")
    qtbot.keyClicks(editors["S1"], "3")
    qtbot.keyClick(editors["S1"], Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert held(engine, people[0]) == {"M1": 4, "S1": 3}
    assert screen.side.currentWidget() is not panel
    see(qtbot, screen, "Kekurangan", ["✓ memenuhi standar", "✓ memenuhi standar", "… belum tercatat"])


def test_the_record_tells_levels_and_where_they_are_from(qtbot, screen):
    screen.table.go_to(0)
    screen.selected.emit(screen.ids()[0])
    told = [one.text() for one in screen.side.currentWidget().findChildren(QLabel)]
    assert told[told.index("Integritas") :][:4] == ["Integritas", "2", "−1", "01-05-2026"]
    assert "Asesmen\n01-05-2026" in told


def test_nothing_typed_is_said(qtbot, screen):
    screen.table.go_to(0)
    press(qtbot, screen, "action_plus")
    panel = screen.side.currentWidget()
    press(qtbot, panel, "save")
    assert "paling sedikit satu kompetensi" in text(panel, "form_message")


def test_what_was_noted_last_is_deleted_at_once(screen, engine, people):
    screen.table.go_to(0)
    next(one for one in screen.table.actions() if "Hapus catatan" in one.text()).trigger()
    assert held(engine, people[0]) == {}


def test_a_list_is_imported_by_the_wizard(qtbot, screen, engine, people, tmp_path: Path):
    with reading(engine) as s:
        number = s.get_one(Person, people[2]).nip
    book = openpyxl.Workbook()
    rows = (
        ["NIP", "Nama", "Integritas", "Kerja Sama"],
        [number, "", 3, 5],
        [number, "", 6, 1],
        ["1", "", 3, 3],
    )
    for row in rows:
        book.active.append(row)
    path = tmp_path / "tingkat.xlsx"
    book.save(path)
    closed = []
    made = ListImport(screen._runner, LEVELS, lambda: closed.append(True), lambda *_: tmp_path / "tolak.xlsx")
    made.wizard.resize(1180, 600)
    qtbot.addWidget(made.wizard)
    made.wizard.show()
    made.open(path, None)
    for _ in range(3):
        press(qtbot, made.wizard, "wizard_next")
    assert text(made.wizard, "result_title") == "2 tingkat kompetensi dicatat"
    assert held(engine, people[2]) == {"M1": 3, "M2": 5}
    press(qtbot, made.wizard, "save_rejected")
    saved = openpyxl.load_workbook(tmp_path / "tolak.xlsx").active
    reasons = [row[1].value for row in list(saved.rows)[1:]]
    assert "Integritas “6” bukan tingkat" in reasons[0]
    assert "seharusnya 18" in reasons[1]
    press(qtbot, made.wizard, "wizard_next")
    assert closed == [True]
