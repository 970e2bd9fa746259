from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from asn_desktop.ui.screens.overview import overview_screen


@pytest.fixture
def went():
    return []


@pytest.fixture
def open_overview(qtbot, dressed, runner, went):
    def build():
        made = overview_screen(runner, lambda *where: went.append(where))
        made.resize(1180, 640)
        qtbot.addWidget(made)
        made.show()
        return made

    return build


def text(screen, name):
    return screen.findChild(QLabel, name).text()


def test_an_empty_office_is_told_where_to_begin(open_overview, went):
    screen = open_overview()
    assert text(screen, "figure_people") == "0"
    button = next(b for b in screen.findChildren(QPushButton) if b.text() == "Buka &Pegawai")
    button.click()
    assert went == [("employees", None)]


def test_every_number_opens_what_is_behind_it(desk, open_overview, went):
    screen = open_overview()
    waiting = int(text(screen, "figure_to_issue"))
    assert waiting > 0
    links = {b.text(): b for b in screen.findChildren(QPushButton)}
    links["pegawai aktif"].click()
    assert went == [("employees", None)]
    event = next(b for words, b in links.items() if "angkatan" in words)
    event.click()
    assert went[1] == ("training", desk.event_id)


def test_issued_certificates_are_no_longer_waiting(desk, open_overview, runner):
    screen = open_overview()
    desk.issue()
    runner.changed.emit()
    assert text(screen, "figure_to_issue") == "0"
