"""The rooms, and what an event plans with them, on the screen."""

from __future__ import annotations

from datetime import date

import pytest
from hands import cells, press, text
from PySide6.QtWidgets import QLabel

from asn_desktop.db.session import reading, writing
from asn_desktop.services import rooms, schedule
from asn_desktop.services.rooms import RoomForm
from asn_desktop.services.schedule import Plan, SessionForm
from asn_desktop.ui.screens.training import training_screen


@pytest.fixture
def screen(qtbot, dressed, runner, desk):
    made = training_screen(runner, lambda *_where: None, desk.keys)
    made.resize(1180, 640)
    qtbot.addWidget(made)
    made.show()
    return made


def test_rooms_are_added_and_changed(qtbot, screen):
    screen.setCurrentIndex(3)
    listed = screen.currentWidget()
    press(qtbot, listed, "rooms_empty")
    form = listed.side.currentWidget().form
    form.editors["capacity"].setText("40")
    press(qtbot, listed.side.currentWidget(), "save")
    assert "Isi nama ruang" in text(form, "name_message")
    form.editors["name"].setText("Aula")
    press(qtbot, listed.side.currentWidget(), "save")
    assert (cells(listed, "Nama ruang"), cells(listed, "Kursi")) == (["Aula"], ["40"])
    listed.opened.emit(1)
    listed.side.currentWidget().form.editors["capacity"].setText("")
    press(qtbot, listed.side.currentWidget(), "save")
    assert cells(listed, "Kursi") == [""]


def test_an_event_plans_its_seats(qtbot, screen, desk, runner):
    with writing(desk.engine, "Ruang") as s:
        rooms.save(s, RoomForm("Aula", capacity=40))
    screen.show_at(desk.event_id)
    page = screen.events.list.currentWidget()
    assert not screen.tabBar().isVisible()
    page.edit()
    panel = page._side.currentWidget()
    assert text(panel.form, "min_attendance_message") == "Ketentuan kantor: 90"
    panel.form.editors["pass_mark"].setText("105")
    assert "antara 0 dan 100" in text(panel.form, "pass_mark_message")
    press(qtbot, panel, "save")
    panel.form.editors["pass_mark"].setText("75,5")
    panel.form.editors["room_id"].put(1)
    panel.form.editors["capacity"].setText("60")
    assert "memuat 40 orang" in text(panel.form, "capacity_message")
    panel.form.editors["min_attendance"].setText("80")
    panel.form.editors["method"].put("daring")
    press(qtbot, panel, "save")
    with reading(desk.engine) as s:
        assert schedule.plan(s, desk.event_id) == Plan(60, "daring", "", 1, 80, 75.5)
    told = [label.text() for label in page._details.findChildren(QLabel)]
    assert {"Daring", "Aula", "3 dari 60 kursi"} <= set(told)
    page.closed.emit()
    assert screen.tabBar().isVisible()
    runner.undo()
    with reading(desk.engine) as s:
        assert schedule.plan(s, desk.event_id) == Plan()


def test_what_the_series_wrote_into_a_plan_stays(qtbot, screen, desk):
    kept = Plan(capacity=10, apart=True)
    with writing(desk.engine, "Rencana") as s:
        schedule.save_plan(s, desk.event_id, kept)
    screen.show_at(desk.event_id)
    page = screen.events.list.currentWidget()
    page.edit()
    page._side.currentWidget().form.editors["capacity"].setText("12")
    press(qtbot, page._side.currentWidget(), "save")
    with reading(desk.engine) as s:
        assert schedule.plan(s, desk.event_id) == Plan(capacity=12, apart=True)


def test_sessions_left_outside_are_told_before_the_event_is_moved(screen, desk):
    with writing(desk.engine, "Sesi") as s:
        form = SessionForm(date(2026, 11, 3), "8", "9", subject_id=1)
        schedule.save(s, desk.event_id, form)
    screen.show_at(desk.event_id)
    page = screen.events.list.currentWidget()
    page.edit()
    form = page._side.currentWidget().form
    form.editors["starts_on"].setText("4-11-2026")
    assert "1 sesi jadwal berada di luar tanggal ini" in text(form, "ends_on_message")
    form.editors["starts_on"].setText("3-11-2026")
    assert "di luar" not in text(form, "ends_on_message")
