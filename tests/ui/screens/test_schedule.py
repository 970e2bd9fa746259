"""The schedule of an event: filled, changed and judged on the screen."""

from __future__ import annotations

from datetime import date

import pytest
from hands import cells, press, text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Room
from asn_desktop.services import holidays, reference, schedule, trainers, training
from asn_desktop.services.holidays import HolidayForm
from asn_desktop.services.schedule import SessionForm
from asn_desktop.services.trainers import TrainerForm
from asn_desktop.ui.screens.training.schedule import SchedulePage

TUESDAY = date(2026, 11, 3)


@pytest.fixture
def page(qtbot, dressed, runner, desk):
    with writing(desk.engine, "Isi") as s:
        reference.seed(s)
        s.add(Room(name="Ruang Kecil", capacity=2))
        for person in desk.people[:2]:
            trainers.save(s, TrainerForm(person))
    made = SchedulePage(runner, desk.event_id, lambda *_where: None)
    made.resize(1160, 560)
    qtbot.addWidget(made)
    made.show()
    return made


def form_of(page: SchedulePage):
    return page.list.side.currentWidget().form


def rows(desk) -> list[schedule.SessionRow]:
    with reading(desk.engine) as s:
        return schedule.sessions(s, [desk.event_id])


def lesson(desk, **more) -> int:
    with writing(desk.engine, "Sesi") as s:
        return schedule.save(s, desk.event_id, SessionForm(TUESDAY, "8", "9.30", subject_id=1, **more))


def test_an_empty_schedule_is_filled_in_one_action(qtbot, page, desk, runner):
    press(qtbot, page, "schedule_empty")
    form = form_of(page)
    assert form.values()["pattern"] == "KANTOR"
    assert (form.values()["first"], form.values()["last"]) == (TUESDAY, date(2026, 11, 9))
    press(qtbot, page.list.side.currentWidget(), "save")
    assert "20 JP" in text(page, "schedule_message")
    assert text(page, "schedule_balance") == "Terjadwal 20 JP dari 20 JP kurikulum: sesuai."
    assert cells(page.list, "Hari")[0] == "Sel, 03-11-2026"
    assert cells(page.list, "Waktu")[:2] == ["07.30–08.00", "08.00–09.30"]
    assert set(cells(page.list, "Perhatian")) == {""}
    runner.undo()
    assert rows(desk) == []
    assert page.findChild(QPushButton, "schedule_empty").isVisible()


def test_a_wrong_range_of_days_is_told_at_its_field(qtbot, page, desk):
    page.fill()
    form = form_of(page)
    form.editors["last"].setText("12-12-2026")
    press(qtbot, page.list.side.currentWidget(), "save")
    assert "3 s.d. 9 November 2026" in text(form, "last_message")
    assert rows(desk) == []


def test_a_session_speaks_while_it_is_typed(qtbot, page, desk):
    lesson(desk, trainer_ids=(1,))
    page.refresh()
    page.add()
    form = form_of(page)
    assert form.values()["day"] == TUESDAY
    assert form.editors["starts"].text() == "09.30"
    form.editors["starts"].setText("9")
    form.editors["ends"].setText("8.30")
    assert "sesudah jam mulai" in text(form, "ends_message")
    form.editors["ends"].setText("10.30")
    form.editors["subject_id"].put(1)
    assert text(form, "ends_message") == "2 JP"
    assert "Bersamaan dengan Mata Pelatihan 1 08.00–09.30" in text(form, "starts_message")
    assert text(form, "subject_id_message") == "Terjadwal 2 dari 2 JP: sesuai"
    form.editors["room_id"].put(1)
    assert "memuat 2 orang" in text(form, "room_id_message")
    form.editors["day"].setText("10-11-2026")
    assert "Kegiatan berlangsung 3 s.d. 9 November 2026" in text(form, "day_message")
    form.editors["day"].setText("3-11-2026")
    assert page.list.side.currentWidget().save_button.text() == "Tetap &simpan"
    press(qtbot, page.list.side.currentWidget(), "save")
    assert len(rows(desk)) == 2
    assert cells(page.list, "Perhatian") == ["! jam", "! ruang, jam"]
    assert text(page, "schedule_balance").startswith("Terjadwal 4 JP dari 20 JP kurikulum: kurang 16 JP.")


def test_a_holiday_and_a_trainer_taken_twice_are_told_at_their_fields(qtbot, page, desk):
    with writing(desk.engine, "Libur") as s:
        holidays.save(s, HolidayForm(TUESDAY, "Hari Jadi Kota", "lokal"))
    lesson(desk, trainer_ids=(1,), class_name="A")
    page.refresh()
    page.add()
    form = form_of(page)
    typed = {"starts": "9", "ends": "10.30", "title": "Etika", "class_name": "B"}
    for name, given in typed.items():
        form.editors[name].setText(given)
    picker = form.editors["trainer_ids"]
    picker.box.setEditText("nomor 1")
    qtbot.keyClick(picker.box.lineEdit(), Qt.Key.Key_Return)
    assert "3 November 2026 libur: Hari Jadi Kota. Pindahkan ke hari lain." in text(form, "day_message")
    told = text(form, "trainer_ids_message")
    assert "juga mengajar Mata Pelatihan 1 (kelas A) 08.00–09.30" in told
    assert "pilih narasumber lain" in told
    form.editors["day"].setText("12-11-2026")
    press(qtbot, page.list.side.currentWidget(), "save")
    assert len(rows(desk)) == 1
    assert {name: form.editors[name].text() for name in typed} == typed  # nothing typed is lost
    assert picker.value() == (1,)


def test_trainers_are_found_by_a_part_of_their_name_and_let_go(qtbot, page, desk):
    key = lesson(desk)
    page.edit(key)
    picker = form_of(page).editors["trainer_ids"]
    picker.box.setEditText("nomor 2")
    assert "Pilih dari daftar" in picker.fault()
    qtbot.keyClick(picker.box.lineEdit(), Qt.Key.Key_Return)
    assert picker.words() == "Ir. Contoh Nomor 2, S.T."
    picker.box.setEditText("nomor 1")
    qtbot.keyClick(picker.box.lineEdit(), Qt.Key.Key_Return)
    picker.box.setEditText("nomor 2")
    qtbot.keyClick(picker.box.lineEdit(), Qt.Key.Key_Return)
    assert picker.value() == (2, 1)
    qtbot.keyClick(picker.chosen, Qt.Key.Key_Delete)
    assert picker.value() == (1,)
    press(qtbot, page.list.side.currentWidget(), "save")
    assert rows(desk)[0].trainer_ids == (1,)


@pytest.mark.qt_log_ignore("This plugin does not support")  # the names offered are a window of their own
def test_a_trainer_taken_from_the_names_offered_comes_alone(qtbot, page, desk):
    page.edit(lesson(desk))
    picker = form_of(page).editors["trainer_ids"]
    line = picker.box.lineEdit()
    line.setFocus()
    qtbot.keyClicks(line, "nomor 2")
    offered = picker.box.completer().popup()
    qtbot.waitUntil(offered.isVisible)
    qtbot.keyClick(offered, Qt.Key.Key_Down)
    qtbot.keyClick(offered, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: line.text() == "")
    assert picker.words() == "Ir. Contoh Nomor 2, S.T."


def test_clashes_with_other_events_are_told_with_what_is_free(qtbot, page, desk):
    with writing(desk.engine, "Lain") as s:
        other = training.save_event(s, training.duplicate_event(s, desk.event_id))
        schedule.save(s, other, SessionForm(TUESDAY, "8", "9", subject_id=1, trainer_ids=(1,)))
    key = lesson(desk, trainer_ids=(1,))
    page.refresh()
    assert cells(page.list, "Perhatian") == ["! narasumber"]
    page.edit(key)
    told = text(form_of(page), "trainer_ids_message")
    assert "Contoh Nomor 1, S.T. mengajar pada Pelatihan Manajemen Proyek · II pukul 08.00–09.00." in told
    assert "Dapat diganti" in told
    assert "4 November 2026, jam yang sama" in told
    assert "2 November" not in told  # before the event


def test_a_day_is_copied_to_the_working_days_that_are_empty(qtbot, page, desk):
    lesson(desk)
    page.refresh()
    page.list.table.go_to(0)
    page.copy_day()
    box = form_of(page).editors["to"]
    assert form_of(page).editors["day"].currentText() == "Sel, 03-11-2026"
    assert [box.itemText(n) for n in (0, 1)] == ["semua hari kerja yang kosong (4)", "Rab, 04-11-2026"]
    press(qtbot, page.list.side.currentWidget(), "save")
    assert [row.day.day for row in rows(desk)] == [3, 4, 5, 6, 9]
    assert text(page, "schedule_message") == "4 sesi disalin."
    page.copy_day()
    press(qtbot, page.list.side.currentWidget(), "save")
    assert "masih kosong" in text(form_of(page), "to_message")


def test_what_was_typed_is_kept_when_somebody_deleted_the_session(qtbot, page, desk):
    key = lesson(desk)
    page.edit(key)
    form = form_of(page)
    form.editors["note"].setPlainText("bawa laptop")
    with writing(desk.engine, "Hapus") as s:
        schedule.delete(s, [key])
    press(qtbot, page.list.side.currentWidget(), "save")
    assert "sudah dihapus" in text(page.list.side.currentWidget(), "form_message")
    assert form.editors["note"].toPlainText() == "bawa laptop"


def test_the_search_narrows_the_sessions(page, desk):
    lesson(desk, note="bawa laptop", class_name="A")
    page.list.search.setText("laptop a")
    page.refresh()
    assert len(cells(page.list, "Hari")) == 1
    page.list.search.setText("tidak ada")
    page.refresh()
    assert cells(page.list, "Hari") == []
