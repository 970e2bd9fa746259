"""The page of days off: edited, and lists in and out."""

from __future__ import annotations

from datetime import date

import pytest
from hands import cells, press, text

from asn_desktop.db.session import reading, writing
from asn_desktop.services import holidays, reference
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.screens.settings.holidays import holiday_list


@pytest.fixture
def screen(qtbot, dressed, runner, engine):
    with writing(engine, "Acuan") as s:
        reference.seed(s)
    made = holiday_list(runner, lambda *_where: None)
    made.resize(1180, 640)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_days_of_a_year_and_a_new_one(qtbot, screen, engine):
    screen.show_at({"year": (2026,)})
    assert len(cells(screen, "Nama")) == 25
    assert cells(screen, "Hari")[0] == "Kamis"
    press(qtbot, screen, "action_plus")
    panel = screen.side.currentWidget()
    press(qtbot, panel, "save")
    assert "harus diisi" in text(panel, "day_message")
    panel.form.editors["day"].setText("17-06-2026")
    panel.form.editors["name"].setText("Hari jadi kota")
    panel.form.editors["kind"].put("lokal")
    assert text(panel, "day_message") == "Rabu, 17 Juni 2026"
    press(qtbot, panel, "save")
    with reading(engine) as s:
        day = date(2026, 6, 17)
        assert holidays.between(s, day, day)[day] == holidays.Holiday("Hari jadi kota", "lokal")
    assert "Libur setempat" in cells(screen, "Jenis")
    assert screen.row().name == "Hari jadi kota"


def test_a_list_is_shown_with_its_errors_before_it_is_taken(qtbot, screen, engine, tmp_path, monkeypatch):
    path = tmp_path / "libur.csv"
    path.write_text("tanggal;nama;jenis\n20-12-2027;Cuti;cuti bersama\n17-08-2027;HUT RI;\n32-01-2027;X;\n")
    monkeypatch.setattr(dialogs, "open_file", lambda *_: path)
    press(qtbot, screen, "action_file-up")
    page = screen.currentWidget()
    table = page.findChild(object, "holiday_import_table")
    assert cells(table, "Keadaan") == ["✗ Baris 4", "Baru", "Berubah"]
    assert "bukan tanggal yang benar" in cells(table, "Mengapa, dan apa yang harus dilakukan")[0]
    assert text(page, "holiday_import_summary").startswith("1 baru, 1 berubah, 0 sudah sama; 1 baris")
    with reading(engine) as s:
        assert date(2027, 12, 20) not in holidays.between(s, date(2027, 12, 1), date(2027, 12, 31))
    press(qtbot, page, "holiday_import_save")
    with reading(engine) as s:
        found = holidays.between(s, date(2027, 8, 1), date(2027, 12, 31))
    assert found[date(2027, 12, 20)].name == "Cuti"
    assert found[date(2027, 8, 17)].name == "HUT RI"
    assert screen.count() == 1


def test_what_is_no_list_is_told_on_the_page(qtbot, screen, tmp_path, monkeypatch):
    path = tmp_path / "gambar.csv"
    path.write_bytes(b"\x89PNG\0")
    monkeypatch.setattr(dialogs, "open_file", lambda *_: path)
    press(qtbot, screen, "action_file-up")
    page = screen.currentWidget()
    assert "bukan daftar" in text(page, "holiday_import_message")
    press(qtbot, page, "holiday_import_cancel")
    assert screen.count() == 1


def test_the_year_on_the_screen_is_what_is_written(qtbot, screen, tmp_path, monkeypatch, runner):
    path = tmp_path / "keluar.csv"
    monkeypatch.setattr(dialogs, "save_file", lambda *_: path)
    screen.show_at({"year": (2027,)})
    with qtbot.waitSignal(runner.said) as said:
        press(qtbot, screen, "action_file-down")
    assert said.args == ["26 hari libur disimpan ke keluar.csv."]
    assert {row[0][-4:] for row in holidays.read_file(path)[1:]} == {"2027"}
