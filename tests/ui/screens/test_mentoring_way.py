"""The way of a pair at the window: meetings typed by keyboard, actions ticked, days planned."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hands import cells, press, text, twice
from mentors import PairDesk, make_pair
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPlainTextEdit, QPushButton

from asn_desktop.db.session import reading, writing
from asn_desktop.services import deletion
from asn_desktop.services.mentoring import actions, attachments, meetings
from asn_desktop.services.mentoring.meetings import ActionForm, MeetingForm
from asn_desktop.ui.kit.form import FormPanel
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.screens.mentoring.actions import ActionsPage
from asn_desktop.ui.screens.mentoring.files_edit import FilesEdit
from asn_desktop.ui.screens.mentoring.meeting_form import GROW
from asn_desktop.ui.screens.mentoring.pair_page import PairPage
from asn_desktop.ui.screens.mentoring.planning import PlanningPart
from asn_desktop.ui.screens.mentoring.timeline import TimelinePart

TODAY = date.today()
BEGUN, ENDS = TODAY - timedelta(100), TODAY + timedelta(60)
DAY = TODAY - timedelta(30)


@pytest.fixture
def desk(engine) -> PairDesk:
    return make_pair(engine, starts_on=BEGUN, ends_on=ENDS)


@pytest.fixture
def went() -> list:
    return []


@pytest.fixture
def page(qtbot, dressed, runner, desk, went) -> PairPage:
    made = PairPage(runner, desk.pair, lambda *where: went.append(where))
    made.resize(1180, 640)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def way(page: PairPage) -> TimelinePart:
    part = page.tabs.part("way")
    assert isinstance(part, TimelinePart)
    return part


def form(page: PairPage) -> FormPanel:
    """The one that is open now."""
    panel = way(page).side.currentWidget()
    assert isinstance(panel, FormPanel)
    return panel


def held(desk: PairDesk, day: date = DAY, **more) -> int:
    values = {"starts": "9.00", "minutes": 60, "topic": "Menyusun SKP", "present": desk.mentees} | more
    with writing(desk.engine, "Catat") as s:
        return meetings.save(s, MeetingForm(desk.pair, day, **values), TODAY)


def rows(desk: PairDesk) -> list[meetings.MeetingRow]:
    with reading(desk.engine) as s:
        return meetings.rows(s, [desk.pair])


def focused() -> str:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget.objectName()


def type_and_tab(qtbot, words: str) -> None:
    widget = QApplication.focusWidget()
    if isinstance(widget, QLineEdit):
        widget.selectAll()
    if words:
        qtbot.keyClicks(widget, words)
    qtbot.keyClick(widget, Qt.Key.Key_Tab)


def test_a_meeting_is_typed_with_keys_only(qtbot, page, desk):
    way(page).table.setFocus()
    qtbot.keyClick(way(page).table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    panel = form(page)
    assert focused() == "day"
    order = []
    for words in (
        DAY.strftime("%d%m%Y"),
        "75",
        "Memimpin rapat",
        "Rapat pertama dipimpin",
        "Menulis notulen",
        "",
        (DAY + timedelta(7)).strftime("%d-%m-%Y"),
    ):
        order.append(focused())
        type_and_tab(qtbot, words)
    assert order == ["day", "minutes", "topic", "result", "action_text_0", "action_owner_0", "action_due_0"]
    assert focused() == "action_text_1"  # the next action, or on to the next day
    for _ in range(3):
        type_and_tab(qtbot, "")
    assert focused() == "next_on"
    qtbot.keyClicks(QApplication.focusWidget(), (TODAY + timedelta(10)).strftime("%d-%m-%Y"))
    qtbot.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    first, planned = rows(desk)
    assert (first.day, first.minutes, first.topic, first.state) == (DAY, 75, "Memimpin rapat", "terlaksana")
    assert (first.result, first.present) == ("Rapat pertama dipimpin", desk.mentees)
    assert (planned.day, planned.state) == (TODAY + timedelta(10), "rencana")
    with reading(desk.engine) as s:
        (action,) = actions.open_actions(s, TODAY)
    assert (action.text, action.owner_id) == ("Menulis notulen", desk.people[0])
    assert action.due == DAY + timedelta(7)
    again = form(page)
    assert again.form.values()["topic"] == ""
    assert focused() == "day"  # the next one, blank


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(qtbot, page, desk):
    way(page).new()
    panel = form(page)
    editors = panel.form.editors
    editors["day"].setText((BEGUN - timedelta(1)).strftime("%d-%m-%Y"))
    editors["minutes"].setText("600")
    editors["topic"].setText("Tetap ada")
    press(qtbot, panel, "save")
    assert "baru mulai" in text(panel, "day_message")
    assert "antara 1 dan 480" in text(panel, "minutes_message")
    assert editors["topic"].text() == "Tetap ada"
    assert rows(desk) == []
    editors["day"].setText(DAY.strftime("%d-%m-%Y"))
    editors["minutes"].setText("60")
    due = panel.findChild(QLineEdit, "action_due_0")
    due.setText(DAY.strftime("%d-%m-%Y"))
    press(qtbot, panel, "save")
    assert "Baris 1: Isi tindak lanjutnya" in text(panel, "actions_message")
    assert focused() == "action_text_0"
    due.setText("32-13-2026")
    press(qtbot, panel, "save")
    assert "Batas waktu tidak terbaca" in text(panel, "actions_message")


def test_a_warning_may_be_kept(qtbot, page, desk):
    held(desk)
    way(page).new()
    panel = form(page)
    panel.form.editors["day"].setText(DAY.strftime("%d-%m-%Y"))
    panel.form.editors["starts"].setText("9.30")
    panel.form.editors["topic"].setText("Lagi")
    assert "Bersamaan dengan pertemuan lain" in text(panel, "starts_message")
    assert panel.findChild(QPushButton, "save").text() == "Tetap &simpan"
    press(qtbot, panel, "save")
    assert len(rows(desk)) == 2


def test_coaching_asks_for_goal_reality_options_and_will(qtbot, dressed, runner, engine):
    coached = make_pair(engine, "coaching", starts_on=BEGUN, ends_on=ENDS)
    page = PairPage(runner, coached.pair, lambda *_: None)
    qtbot.addWidget(page)
    page.show()
    way(page).new()
    panel = form(page)
    for field in GROW:
        editor = panel.form.editors[field.name]
        assert isinstance(editor, QPlainTextEdit)
        editor.setPlainText(f"isi {field.name}")
    panel.form.editors["day"].setText(DAY.strftime("%d-%m-%Y"))
    press(qtbot, panel, "save")
    (row,) = rows(coached)
    assert (row.goal, row.reality, row.options, row.will) == tuple(f"isi {field.name}" for field in GROW)


def test_ordinary_mentoring_does_not_ask_for_them(page):
    way(page).new()
    assert "goal" not in form(page).form.editors


def test_the_way_is_shown_newest_first_and_by_kind(page, desk):
    held(desk, actions=(ActionForm("Menulis", desk.people[0], DAY + timedelta(1)),))
    part = way(page)
    part.refresh()
    assert cells(part, "Peristiwa") == ["◆  Selesai", "☐  Tindak lanjut", "●  Pertemuan", "◆  Mulai"]
    assert cells(part, "Keadaan") == ["Berjalan", "Terlambat", "Terlaksana", ""]
    part.show_at({"kind": ("tindak_lanjut",)})
    assert cells(part, "Isi") == ["Menulis"]
    page.refresh()
    assert "1 tindak lanjut terlambat" in text(page, "pair_subtitle")


def test_space_ticks_an_action_and_undo_takes_it_back(qtbot, page, desk, runner):
    held(desk, actions=(ActionForm("Menulis", desk.people[0], DAY),))
    part = way(page)
    part.refresh()
    part.table.setFocus()
    part.table.go_to(cells(part, "Isi").index("Menulis"))
    for expected in ("selesai", "terbuka"):
        qtbot.keyClick(part.table, Qt.Key.Key_Space)
        with reading(desk.engine) as s:
            assert [a.state for a in actions.of_pairs(s, [desk.pair], TODAY)] == [expected]
    runner.undo()
    assert "☑  Tindak lanjut" in cells(part, "Peristiwa")


def test_enter_opens_a_planned_meeting_as_held(qtbot, page, desk):
    with writing(desk.engine, "Rencana") as s:
        meetings.plan(s, desk.pair, [(DAY, "09:00", 45)])
    part = way(page)
    part.refresh()
    part.table.setFocus()
    part.table.go_to(cells(part, "Peristiwa").index("○  Rencana"))
    assert cells(part, "Keadaan")[part.table.currentIndex().row()] == "Terlewat"
    qtbot.keyClick(part.table, Qt.Key.Key_Return)
    panel = form(page)
    values = panel.form.values()
    assert (values["state"], values["minutes"], values["present"]) == ("terlaksana", 45, desk.mentees)
    press(qtbot, panel, "save")
    assert [row.state for row in rows(desk)] == ["terlaksana"]


def test_del_takes_a_meeting_with_its_actions_and_undo_brings_both_back(qtbot, page, desk, runner):
    held(desk, actions=(ActionForm("Menulis", desk.people[0], DAY),))
    part = way(page)
    part.refresh()
    part.table.setFocus()
    part.table.go_to(cells(part, "Isi").index("Menyusun SKP"))
    qtbot.keyClick(part.table, Qt.Key.Key_Delete)
    assert cells(part, "Peristiwa") == ["◆  Selesai", "◆  Mulai"]
    runner.undo()
    assert len(cells(part, "Peristiwa")) == 4


def test_days_of_a_rhythm_are_chosen_with_space_and_planned(qtbot, page, desk):
    part = page.tabs.part("planning")
    assert isinstance(part, PlanningPart)
    part.fields.editors["every"].put("minggu")
    before = len([line for line in part.lines() if line.chosen])
    assert before > 3
    place = next(n for n, line in enumerate(part.lines()) if line.chosen)
    part.table.setFocus()
    part.table.go_to(place)
    let_go = part.lines()[place].proposed.day
    qtbot.keyClick(part.table, Qt.Key.Key_Space)
    assert cells(part, "Pilih")[place] == "☐"
    press(qtbot, part, "planning_accept")
    days = [row.day for row in rows(desk)]
    assert len(days) == before - 1
    assert let_go not in days
    assert "Sudah ada" in cells(part, "Keadaan")
    part.fields.editors["until"].setText((ENDS + timedelta(9)).strftime("%d-%m-%Y"))
    assert "berakhir" in text(part, "until_message")
    assert not part.findChild(QPushButton, "planning_accept").isEnabled()


def test_a_scan_is_attached_opened_and_taken_out(qtbot, dressed, program_engine, tmp_path: Path):
    desk = make_pair(program_engine, starts_on=BEGUN, ends_on=ENDS)
    runner = Runner(lambda: program_engine, Inline())
    page = PairPage(runner, desk.pair, lambda *_: None)
    qtbot.addWidget(page)
    page.show()
    scan, fake = tmp_path / "logbook.png", tmp_path / "palsu.pdf"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 40 + b"IEND\xaeB`\x82")
    fake.write_bytes(b"bukan pdf")
    part = way(page)
    part.new()
    panel = form(page)
    panel.form.editors["day"].setText(DAY.strftime("%d-%m-%Y"))
    files = panel.form.editors["files"]
    assert isinstance(files, FilesEdit)
    files.add([str(fake)])
    press(qtbot, panel, "save")
    assert "bukan PDF" in text(panel, "files_message")
    assert rows(desk) == []
    files.findChild(QListWidget).item(0).setSelected(True)
    files.remove()
    files.add([str(scan)])
    press(qtbot, panel, "save")
    (row,) = rows(desk)
    assert row.files == 1
    part.edit(row.id)
    panel = form(page)
    names = panel.form.editors["files"].findChild(QListWidget)
    assert names.item(0).text() == "logbook.png"
    names.item(0).setSelected(True)
    qtbot.keyClick(names, Qt.Key.Key_Delete)
    press(qtbot, panel, "save")
    with reading(program_engine) as s:
        assert attachments.of_meeting(s, row.id) == ()


def test_overdue_actions_are_listed_across_pairs_ticked_and_put_off(qtbot, dressed, runner, desk):
    held(
        desk,
        actions=(
            ActionForm("Lewat", desk.people[0], TODAY - timedelta(3)),
            ActionForm("Segera", desk.people[1], TODAY + timedelta(3)),
            ActionForm("Kapan saja", desk.mentor),
        ),
    )
    opened: list[int] = []
    page = ActionsPage(runner, lambda *_: None, opened.append)
    qtbot.addWidget(page)
    page.resize(1180, 640)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    assert cells(page, "Tindak lanjut") == ["Lewat", "Segera", "Kapan saja"]
    page.show_late()
    assert cells(page, "Terlambat") == ["3 hari"]
    page.table.go_to(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened == [desk.pair]
    page.postpone(page.ids())
    panel = page.findChild(FormPanel)
    panel.form.editors["due"].setText((TODAY - timedelta(1)).strftime("%d-%m-%Y"))
    press(qtbot, panel, "save")
    assert "sudah lewat" in text(panel, "due_message")
    panel.form.editors["due"].setText((TODAY + timedelta(20)).strftime("%d-%m-%Y"))
    press(qtbot, panel, "save")
    assert cells(page, "Tindak lanjut") == []
    page.clear()
    page.table.setFocus()
    page.table.go_to(cells(page, "Tindak lanjut").index("Segera"))
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert cells(page, "Tindak lanjut") == ["Lewat", "Kapan saja"]
    assert twice(page) == {}


def test_no_two_keys_are_the_same(page, desk):
    held(desk)
    for name in ("way", "planning"):
        page.tabs.open(name)
        assert twice(page) == {}, name
    page.tabs.open("way")
    way(page).new()
    assert twice(page) == {}


def test_a_pair_that_was_undone_is_left(page, desk, runner):
    left = []
    page.closed.connect(lambda: left.append(True))
    runner.write("Hapus", lambda s: deletion.delete(s, "mentoring_pair", [desk.pair]))
    assert left
