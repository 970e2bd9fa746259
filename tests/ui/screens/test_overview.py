from __future__ import annotations

from datetime import date, timedelta

import pytest
from pairs import mentored
from PySide6.QtWidgets import QLabel, QPushButton

from asn_desktop.db.session import writing
from asn_desktop.services.mentoring import meetings
from asn_desktop.services.mentoring.meetings import ActionForm, MeetingForm
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


def test_an_office_without_mentoring_is_not_bothered_with_it(desk, open_overview):
    assert open_overview().findChild(QLabel, "figure_overdue") is None


def test_what_mentoring_asks_for_opens_the_pair(engine, open_overview, went):
    today = date.today()
    made = mentored(engine, starts_on=date(2026, 7, 1))
    with writing(engine, "Catat") as s:
        meetings.plan(s, made.pair_id, [(today + timedelta(1), "09:00", 60), (today - timedelta(2), "", 60)])
        actions = (ActionForm("Membaca peraturan", made.mentee, today - timedelta(60)),)
        day = today - timedelta(70)
        met = MeetingForm(made.pair_id, day, "09:00", 60, present=(made.mentee_id,), actions=actions)
        meetings.save(s, met, today)
    screen = open_overview()
    assert [text(screen, f"figure_{name}") for name in ("overdue", "meetings", "silent")] == ["1", "1", "1"]
    titles = [label.text() for label in screen.findChildren(QLabel)]
    assert "Pertemuan mentoring tujuh hari ini" in titles
    assert "Pertemuan yang belum dicatat hasilnya" in titles
    assert any(words.startswith("70 hari · terakhir ") for words in titles)
    links = {b.text(): b for b in screen.findChildren(QPushButton)}
    links["tindak lanjut mentoring terlambat"].click()
    next(b for words, b in links.items() if words.startswith("Ir. Orang 1")).click()
    assert went == [("mentoring", ("actions", None)), ("mentoring", ("pair", made.pair_id))]
