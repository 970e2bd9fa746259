"""Meetings of mentoring in the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from pairs import TODAY, mentored
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from asn_desktop.db.session import writing
from asn_desktop.services.mentoring import meetings
from asn_desktop.services.mentoring.meetings import MeetingForm
from asn_desktop.ui.screens.calendar import calendar_screen


@pytest.fixture
def went():
    return []


@pytest.fixture
def guided(engine):
    made = mentored(engine)
    with writing(engine, "Catat") as s:
        for day, state in ((date(2026, 11, 3), "terlaksana"), (date(2026, 11, 30), "rencana")):
            there = (made.mentee_id,) if state == "terlaksana" else ()
            met = MeetingForm(made.pair_id, day, "09:00", 60, state, place="Aula", present=there)
            meetings.save(s, met, TODAY)
    return made


@pytest.fixture
def screen(qtbot, dressed, runner, guided, went):
    made = calendar_screen(runner, lambda *where: went.append(where))
    made.resize(1210, 680)
    qtbot.addWidget(made)
    made.show()
    made.go_to(date(2026, 11, 3))
    return made


def view(screen, name):
    screen.findChild(QPushButton, f"calendar_view_{name}").click()


def test_a_week_tells_its_meetings_and_enter_opens_the_pair(qtbot, screen, guided, went):
    view(screen, "week")
    table = screen.guided.table
    assert screen.guided.isVisible()
    assert table.model().rowCount() == 1
    assert [table.model().index(0, n).data() for n in (0, 1, 4, 5)] == [
        "03-11-2026",
        "09.00",
        "Terlaksana",
        "Aula",
    ]
    table.setFocus()
    table.go_to(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert went == [("mentoring", ("pair", guided.pair_id))]


def test_a_year_lists_all_of_them_and_a_week_without_any_none(screen):
    view(screen, "list")
    assert screen.guided.table.model().rowCount() == 2
    told = screen.findChild(QLabel, "calendar_guided_words").text()
    assert told == "Pertemuan mentoring: 2. Enter membuka pasangannya."
    screen.bar.search.setText("gudang")
    screen.refresh()
    assert not screen.guided.isVisible()
    screen.bar.search.setText("orang aula")
    screen.refresh()
    assert screen.guided.table.model().rowCount() == 2
    screen.bar.search.clear()
    view(screen, "week")
    screen.go_to(date(2026, 11, 9))
    assert not screen.guided.isVisible()
    view(screen, "month")
    screen.go_to(date(2026, 11, 3))
    assert not screen.guided.isVisible()
