from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from desks import TODAY
from hands import cells, press, text
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import ClassSession
from asn_desktop.services import attendance, history, results
from asn_desktop.services.attendance import badge_code
from asn_desktop.ui.screens.training.attendance import AttendancePage
from asn_desktop.ui.screens.training.event_page import EventPage

K = Qt.Key
EMPTY = ("no_sessions", "no_people")
NIP_1 = "198001172008012001"


@pytest.fixture
def held(engine, desk):
    with writing(engine, "Jadwal") as s:
        for day in (3, 4):
            for starts, ends in (("08:00", "10:00"), ("10:15", "12:00")):
                s.add(
                    ClassSession(
                        event_id=desk.event_id,
                        day=date(2026, 11, day),
                        starts=starts,
                        ends=ends,
                        title=f"Materi {day}",
                    )
                )
    return [1, 2, 3, 4]


@pytest.fixture
def show(qtbot, dressed, runner, desk):
    def made():
        page = AttendancePage(runner, desk.event_id)
        page.resize(1150, 560)
        qtbot.addWidget(page)
        page.show()
        return page

    return made


@pytest.fixture
def page(show, held):
    made = show()
    made.session.put(1)
    return made


def marks(engine, desk):
    with reading(engine) as s:
        return dict(attendance.grid(s, desk.event_id).marks)


def ids(page):
    return [p.id for p in page._shown.people]


def test_a_key_marks_one_and_goes_on_to_the_next(qtbot, page, engine, desk):
    one, two, three = ids(page)
    page.grid.go_to((one, 2))
    for key in (K.Key_H, K.Key_S, K.Key_A):
        qtbot.keyClick(page.grid.view, key)
    assert marks(engine, desk) == {(one, 2): "H", (two, 2): "S", (three, 2): "T"}
    with reading(engine) as s:
        assert history.state(s).undo == "Kehadiran Hasan Contoh: tanpa keterangan"
    qtbot.waitUntil(lambda: "3 dari 12 terisi" in text(page, "attendance_count"))  # when the hands rest


def test_who_falls_short_says_so_beside_the_name(qtbot, page, desk):
    one = ids(page)[0]
    page.grid.go_to((one, 1))
    qtbot.keyClick(page.grid.view, K.Key_T)
    standing = page.grid.model.index(0, 2)
    qtbot.waitUntil(lambda: standing.data() == "✗ 0% (min. 90%)")
    assert "1 orang di bawah 90%" in text(page, "attendance_count")


def test_words_as_offices_write_them_are_pasted(qtbot, page, engine, desk):
    one, two, three = ids(page)
    page.grid.go_to((one, 1))
    QGuiApplication.clipboard().setText("hadir\tIzin\nalpa\tcuti besar\n\thadir\n")
    qtbot.keyClick(page.grid.view, K.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "“cuti besar” bukan kehadiran" in text(page, "attendance_grid_pasted")
    press(qtbot, page, "attendance_grid_keep")
    assert marks(engine, desk) == {(one, 1): "H", (one, 2): "I", (two, 1): "T", (three, 2): "H"}


def test_all_who_are_left_are_present_with_one_button(qtbot, page, engine, desk, runner):
    one, two, three = ids(page)
    page.grid.go_to((two, 1))
    qtbot.keyClick(page.grid.view, K.Key_I)
    press(qtbot, page, "action_check")
    assert marks(engine, desk) == {(one, 1): "H", (two, 1): "I", (three, 1): "H"}
    press(qtbot, page, "action_check")
    assert "semua peserta sudah diisi" in text(page, "attendance_message")
    runner.undo()
    assert marks(engine, desk) == {(two, 1): "I"}
    assert page.grid.model.text((one, 1)) == ""


def scan(qtbot, page, code):
    field = page.findChild(QLineEdit, "scan")
    qtbot.keyClicks(field, code)
    qtbot.keyClick(field, K.Key_Return)
    assert field.text() == ""
    return text(page, "scan_result"), page.scanner._result.property("look")


def test_scanning_says_in_words_and_colour_what_came_of_it(qtbot, page, engine, desk, monkeypatch):
    heard = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(1))
    one, _, three = ids(page)
    assert scan(qtbot, page, badge_code(desk.event_id, three)) == ("✓ Hasan Contoh hadir.", "good-box")
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert scan(qtbot, page, badge_code(desk.event_id, three))[1] == "warn-box"
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert scan(qtbot, page, "K1P1C00")[1] == "bad-box"
    qtbot.waitUntil(lambda: len(heard) == 6)
    assert scan(qtbot, page, NIP_1)[0] == "✓ Ir. Contoh Nomor 1, S.T. hadir."
    assert marks(engine, desk) == {(three, 1): "H", (one, 1): "H"}
    assert page.grid.model.place(page.grid.view.currentIndex()) == (one, 1)


def test_a_known_stranger_is_put_on_the_list_with_one_press(qtbot, page, engine, desk):
    with writing(engine, "Keluarkan") as s:
        results.remove(s, ids(page)[:1])
    page.refresh()
    assert scan(qtbot, page, NIP_1)[0] == "✗ Ir. Contoh Nomor 1, S.T. tidak ada di daftar peserta."
    press(qtbot, page, "scan_add")
    assert text(page, "scan_result") == "✓ Ir. Contoh Nomor 1, S.T. tercatat hadir."
    assert list(marks(engine, desk)) == [(ids(page)[-1], 1)]


def test_somebody_at_the_door_becomes_a_participant(qtbot, page, engine, desk):
    press(qtbot, page, "action_user-plus")
    page.findChild(QLineEdit, "nip").setText("123")
    assert "✗" in text(page, "nip_message")
    page.findChild(QLineEdit, "nip").setText("")
    page.findChild(QLineEdit, "name").setText("Rahma Baru, S.E.")
    press(qtbot, page, "save")
    assert marks(engine, desk) == {(ids(page)[-1], 1): "H"}
    assert page._shown.people[-1].name == "Rahma Baru, S.E."
    assert page._splitter.count() == 1
    with reading(engine) as s:
        assert history.state(s).undo == "Peserta tambahan Rahma Baru, S.E."


def test_an_unknown_nip_is_already_in_the_form(qtbot, page):
    scan(qtbot, page, "199001012015011001")
    press(qtbot, page, "scan_add")
    assert page.findChild(QLineEdit, "nip").text() == "199001012015011001"


def test_an_event_without_sessions_or_people_says_what_to_do(show, engine, desk):
    page = show()
    assert [page.findChild(QPushButton, name).isVisible() for name in EMPTY] == [True, False]
    with writing(engine, "Jadwal") as s:
        s.add(ClassSession(event_id=desk.event_id, day=TODAY, starts="08:00", ends="09:00"))
        results.remove(s, ids(page))
    page.refresh()
    assert [page.findChild(QPushButton, name).isVisible() for name in EMPTY] == [False, True]


def test_a_list_is_looked_at_before_it_is_kept(qtbot, page, engine, desk, tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ("No", "Nama", "NIP", "Unit Kerja", "Keterangan"),
        (1, "Contoh Nomor 1", NIP_1, "Kecamatan Sako", ""),
        (2, "Hasan Contohh", None, "Masyarakat", ""),
        (3, "Rahma Baru", None, "Karang Taruna", "izin"),
    ):
        book.active.append(row)
    book.save(tmp_path / "hadir.xlsx")
    one, _, three = ids(page)
    press(qtbot, page, "action_file-up")
    listed = page.currentWidget()
    listed.read(tmp_path / "hadir.xlsx")
    assert cells(listed, "Siapa") == ["✓ Peserta", "? Nama mirip", "✗ Tidak dikenal"]
    assert cells(listed, "Dicatat sebagai") == ["hadir, dicatat", "– dilewati", "– dilewati"]
    listed.table.go_to(1)
    press(qtbot, listed, "action_check")
    listed.table.go_to(2)
    press(qtbot, listed, "action_check")  # nobody of the list: not possible
    assert cells(listed, "Dicatat sebagai")[2] == "– dilewati"
    press(qtbot, listed, "action_user-plus")
    assert cells(listed, "Dicatat sebagai")[1:] == [
        "hadir, dicatat",
        "izin, dicatat sebagai peserta tambahan",
    ]
    listed._where.put("2026-11-03")  # the whole day
    press(qtbot, listed, "listed_keep")
    new = ids(page)[-1]
    assert marks(engine, desk) == {
        (who, session): status for session in (1, 2) for who, status in ((one, "H"), (three, "H"), (new, "I"))
    }
    assert "3 orang dicatat dari hadir.xlsx, 1 peserta tambahan" in text(page, "attendance_message")
    with writing(engine, "Batal") as s:
        history.undo(s, TODAY)
    assert marks(engine, desk) == {}
    assert page.currentWidget() is not listed


def test_the_tab_of_an_event_shows_it_and_the_participants_follow(qtbot, dressed, runner, desk, held):
    event = EventPage(runner, desk.event_id, desk.keys, lambda *_where: None)
    event.resize(1180, 640)
    qtbot.addWidget(event)
    event.show()
    page = event.tabs.part("attendance")
    assert isinstance(page, AttendancePage)
    page.walk_in()
    page.findChild(QLineEdit, "name").setText("Rahma Baru")
    press(qtbot, page, "save")
    event.tabs.open("")
    assert text(event, "participants_count").startswith("4 orang")


def test_the_empty_tab_leads_to_the_schedule(qtbot, dressed, runner, desk):
    event = EventPage(runner, desk.event_id, desk.keys, lambda *_where: None)
    qtbot.addWidget(event)
    event.show()
    event.tabs.open("attendance")
    press(qtbot, event, "no_sessions")
    assert event.tabs.tabText(event.tabs.currentIndex()) == "&Jadwal"
