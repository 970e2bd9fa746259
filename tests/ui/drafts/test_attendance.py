"""Attendance that was pasted or typed and not yet saved when the program ended."""

from __future__ import annotations

from datetime import date

import pytest
from hands import press, text
from PySide6.QtWidgets import QLineEdit
from starts import die, go, keeper

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import ClassSession
from asn_desktop.services import attendance


@pytest.fixture
def part(office):
    with writing(office.engine, "Siapkan", actor="penyiap") as s:
        for starts, ends in (("08:00", "10:00"), ("10:15", "12:00")):
            s.add(ClassSession(event_id=1, day=date(2026, 11, 3), starts=starts, ends=ends))

    def opened(desk):
        screen = go(desk, "training")
        screen.events.open_event(1)
        return again(desk)

    return opened


def again(desk):
    return go(desk, "training").events.list.currentWidget().tabs.part("attendance")


def test_a_pasted_block_that_was_not_kept_comes_back(qtbot, start, office, part):
    first = start()
    page = part(first)
    page.grid.go_to((1, 1))
    page.grid.view.paste("hadir\tizin\nlibur\t\n")
    die(first)

    desk = start()
    assert "Kehadiran" in text(desk, "drafts_words")
    press(qtbot, desk, "drafts_lanjutkan")
    page = again(desk)
    assert [page.grid.model.text(place) for place in ((1, 1), (1, 2), (2, 1))] == ["H", "I", "libur"]
    press(qtbot, page, "attendance_grid_keep")
    page.grid.go_to((2, 1))
    page.grid.view.fill("sakit")
    with reading(office.engine) as s:
        assert attendance.grid(s, 1).marks == {(1, 1): "H", (1, 2): "I", (2, 1): "S"}
    assert keeper(desk).waiting() == []


def test_somebody_at_the_door_comes_back(qtbot, start, office, part):
    first = start()
    page = part(first)
    page.walk_in()
    page.findChild(QLineEdit, "name").setText("Rahma Baru")
    die(first)

    desk = start()
    assert "Peserta tambahan Rahma Baru" in text(desk, "drafts_words")
    press(qtbot, desk, "drafts_lanjutkan")
    page = again(desk)
    assert page.findChild(QLineEdit, "name").text() == "Rahma Baru"
    press(qtbot, page, "save")
    with reading(office.engine) as s:
        assert attendance.grid(s, 1).people[-1].name == "Rahma Baru"
    assert keeper(desk).waiting() == []
