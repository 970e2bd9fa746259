from __future__ import annotations

from datetime import date

import pytest
from hands import cells, press, text
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import EventPlan
from asn_desktop.services import history, results, training
from asn_desktop.ui.handout import Handout
from asn_desktop.ui.issue import IssuePage
from asn_desktop.ui.screens.training import training_screen


@pytest.fixture
def screen(qtbot, dressed, runner, desk):
    made = training_screen(runner, lambda *_where: None, desk.keys)
    made.resize(1180, 640)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def event(qtbot, screen, desk):
    screen.show_at(desk.event_id)
    return screen.events.list.currentWidget()


def type_mark(qtbot, table, typed: str) -> None:
    """As the keyboard does: the first digit opens the cell, the rest goes into it."""
    qtbot.keyClick(table, typed[0])
    editor = table.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, typed[1:])
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the cell is closed


def test_an_event_is_made_with_what_the_office_usually_writes(qtbot, screen, runner, engine):
    events = screen.events.list
    assert cells(events.table, "Lulus") == ["3"]
    press(qtbot, events, "action_plus")
    form = events.side.currentWidget().form
    assert "penanda tangan" not in text(form, "signatory_id_message")
    form.editors["training_id"].put(1)
    form.editors["starts_on"].setText("9-11-2026")
    form.editors["ends_on"].setText("3-11-2026")
    assert "sebelum" in text(form, "ends_on_message")
    press(qtbot, events.side, "save")
    assert text(form, "ends_on_message").startswith("✗")
    form.editors["ends_on"].setText("12-11-2026")
    assert text(form, "ends_on_message") == "9 s.d. 12 November 2026"
    assert text(form, "scheme_id_message") == "Contoh: 800.1.4/0007/BKPSDM-III/2026"
    press(qtbot, events.side, "save")
    page = events.currentWidget()
    assert text(page, "event_title") == "Pelatihan Manajemen Proyek"
    assert page.findChild(QPushButton, "participants_empty").isVisible()
    with reading(engine) as s:
        assert [row.starts_on for row in training.events(s)] == [date(2026, 11, 9), date(2026, 11, 3)]


def test_the_next_angkatan_of_the_same_training(qtbot, screen):
    events = screen.events.list
    events.table.go_to(0)
    press(qtbot, events, "action_copy")
    assert events.side.currentWidget().form.values()["angkatan"] == 2


def test_a_day_of_the_calendar_begins_a_new_event(screen):
    screen.show_at({"new": date(2027, 3, 8)})
    values = screen.events.list.side.currentWidget().form.values()
    assert (values["starts_on"], values["ends_on"]) == (date(2027, 3, 8), date(2027, 3, 8))


def test_results_by_single_keys_are_one_step_each(qtbot, event, engine, runner):
    table = event.table
    table.setFocus()
    table.selectAll()
    qtbot.keyClick(table, "t")
    assert cells(table, "Hasil") == ["✗ Tidak lulus"] * 3
    table.go_to(1)
    qtbot.keyClick(table, "l")
    assert cells(table, "Hasil") == ["✗ Tidak lulus", "✓ Lulus", "✗ Tidak lulus"]
    assert table.current_row().position == 2
    with reading(engine) as s:
        assert history.state(s).undo == "Lulus: Ir. Contoh Nomor 2, S.T."
    runner.undo()
    runner.undo()
    assert cells(table, "Hasil") == ["✓ Lulus"] * 3


def test_marks_are_typed_down_the_column(qtbot, event):
    table = event.table
    table.go_to(0)
    type_mark(qtbot, table, "87,5")
    assert table.currentIndex().row() == 1
    type_mark(qtbot, table, "101")
    assert "“101” di luar 0 sampai 100" in text(event, "event_message")
    assert cells(table, "Nilai") == ["87,50", "", ""]
    type_mark(qtbot, table, "90.5")
    assert cells(table, "Nilai") == ["87,50", "90,50", ""]
    assert cells(table, "Predikat") == ["Memuaskan", "Sangat Memuaskan", ""]
    assert not event.findChild(QLabel, "event_message").isVisible()


def test_nobody_jumps_away_while_marks_are_typed_in_their_order(qtbot, event):
    table = event.table
    table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    before = cells(table, "Nama")
    table.go_to(2)
    type_mark(qtbot, table, "99")
    assert cells(table, "Nama") == before
    assert cells(table, "Nilai") == ["", "", "99,00"]


def test_a_column_of_marks_is_pasted_or_refused_whole(qtbot, event, engine):
    table = event.table
    table.go_to(0)
    QGuiApplication.clipboard().setText("80\n8x\n70\n")
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "Tempelan baris 2" in text(event, "event_message")
    assert cells(table, "Nilai") == ["", "", ""]
    QGuiApplication.clipboard().setText("80\n75,5\n70\n60\n")
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "hanya ada 3 peserta" in text(event, "event_message")
    QGuiApplication.clipboard().setText("80\n75,5\n70\n")
    qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert cells(table, "Nilai") == ["80,00", "75,50", "70,00"]
    with reading(engine) as s:
        assert history.state(s).undo == "Tempel 3 nilai"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_another_role(qtbot, event, engine, desk):
    event.table.go_to(2)
    press(qtbot, event, "action_users")
    menu = event.table.findChild(QMenu, "roles")
    next(a for a in menu.actions() if a.text() == "Peserta").trigger()
    assert cells(event.table, "Peran") == ["Peserta"] * 3
    menu.close()


def test_who_has_a_certificate_stays_in_the_list(qtbot, desk, event):
    desk.issue()
    event.refresh()
    assert cells(event.table, "Nomor sertifikat")[0] == "800.1.4/0001/BKPSDM-III/2026"
    event.table.go_to(0)
    press(qtbot, event, "action_trash-2")
    assert "sudah bersertifikat" in text(event, "event_message")
    assert len(cells(event.table, "Nama")) == 3


def test_participants_are_searched(qtbot, event):
    box = event.findChild(QLineEdit, "participants_search")
    box.setText("hasan")
    assert cells(event.table, "Nama") == ["Hasan Contoh"]
    box.clear()
    assert len(cells(event.table, "Nama")) == 3


def test_search_and_selection_among_the_participants_choose_who_is_printed(qtbot, event):
    event._search.setText("nomor")
    event.tabs.open("papers")
    papers = event.tabs.part("papers")
    assert "2 orang hasil pencarian “nomor”" in text(papers, "papers_choice_words")
    papers.take_over(None)
    event.tabs.setCurrentIndex(0)
    event.tabs.open("papers")
    assert not papers.choice.isVisible()  # everybody was wanted, and nobody else was chosen since
    event.tabs.setCurrentIndex(0)
    event._search.clear()
    event.table.go_to(0)
    flags = event.table.selectionModel().SelectionFlag
    event.table.selectionModel().select(event.table.model().index(2, 0), flags.Select | flags.Rows)
    event.tabs.open("papers")
    assert "2 orang yang dipilih" in text(papers, "papers_choice_words")
    event.tabs.setCurrentIndex(0)
    event.table.go_to(0)
    event.tabs.open("papers")
    assert not papers.choice.isVisible()


def test_pre_flight_then_issue_then_the_pages(qtbot, event, desk, engine, runner):
    event.table.go_to(1)
    qtbot.keyClick(event.table, "t")
    press(qtbot, event, "action_award")
    page = event.findChild(IssuePage, "issue")
    assert text(page, "issue_ready") == "Akan terbit: 2 sertifikat"
    assert text(page, "issue_refused") == "Tidak terbit: 1 orang"
    assert text(page, "issue_numbers") == (
        "Nomor 800.1.4/0001/BKPSDM-III/2026 s.d. 800.1.4/0002/BKPSDM-III/2026"
    )
    with reading(engine) as s:
        assert training.events(s)[0].issued == 0
    press(qtbot, page, "issue_go")
    assert text(page, "issued_title") == "✓ 2 sertifikat terbit"
    press(qtbot, page, "issued_hand_out")
    handout = event.findChild(Handout, "handout")
    assert handout.preview.pages == 4
    press(qtbot, handout, "handout_back")
    assert cells(event.table, "Nomor sertifikat")[1] == ""
    assert cells(event.table, "Nomor sertifikat")[2] == "800.1.4/0002/BKPSDM-III/2026"
    runner.undo()
    assert cells(event.table, "Nomor sertifikat") == ["", "", ""]


def test_what_is_missing_stops_the_issue_before_a_number_is_taken(qtbot, event, desk, runner):
    def forget(s):
        form = training.get_event(s, desk.event_id)
        training.save_event(s, type(form)(**{**form.__dict__, "signatory_id": None}))

    runner.write("Hapus penanda tangan", forget)
    press(qtbot, event, "action_award")
    page = event.findChild(IssuePage, "issue")
    assert "Penanda tangan belum dipilih" in text(page, "issue_blocked")
    assert not page.findChild(QPushButton, "issue_go").isEnabled()


def test_people_of_the_database_are_added(qtbot, event, desk, engine):
    with writing(engine, "Kursi") as s:
        s.add(EventPlan(event_id=desk.event_id, capacity=2))
    event.table.go_to(2)
    press(qtbot, event, "action_trash-2")
    assert len(cells(event.table, "Nama")) == 2
    press(qtbot, event, "action_user-plus")
    page = event.currentWidget()
    assert page.list.table.model().rowCount() == 3
    page.list.table.selectAll()
    press(qtbot, page, "action_user-plus")
    assert "1 peserta ditambahkan" in text(page, "picked_message")
    assert "⚠ 3 peserta, lebih 1 dari 2 kursi." in text(page, "picked_message")
    assert "Ir. Contoh Nomor 1" in text(page, "picked_message")
    press(qtbot, page, "action_check")
    assert len(cells(event.table, "Nama")) == 3


def test_f1_names_the_keys(event):
    keys = {a.shortcut().toString(): a.text() for a in event.findChildren(QAction) if a.shortcut().toString()}
    assert {"L", "T", "B", "P", "Ctrl+T", "Ctrl+I", "Ctrl+N", "Ctrl+E", "Ctrl+P", "Ctrl+L"} <= set(keys)


def test_letters_typed_in_a_form_are_no_results(qtbot, event):
    event.table.go_to(0)
    event.edit()
    place = event._side.currentWidget().form.editors["place"]
    place.setFocus()
    place.selectAll()
    qtbot.keyClicks(place, "Talang Betutu")
    assert place.text() == "Talang Betutu"
    assert cells(event.table, "Hasil") == ["✓ Lulus"] * 3


def test_escape_closes_the_form_first_and_then_the_event(qtbot, screen, event):
    event.edit()
    place = event._side.currentWidget().form.editors["place"]
    place.setFocus()
    qtbot.keyClick(place, Qt.Key.Key_Escape)
    assert event._side.count() == 1
    assert screen.events.list.currentWidget() is event
    qtbot.keyClick(event.table, Qt.Key.Key_Escape)
    assert screen.events.list.currentIndex() == 0


def test_warnings_can_be_kept(qtbot, event):
    event.edit()
    panel = event._side.currentWidget()
    assert panel.save_button.text() == "&Simpan"
    panel.form.editors["jp"].setText("24")
    assert "20 JP" in text(panel.form, "jp_message")
    assert panel.save_button.text() == "Tetap &simpan"
    press(qtbot, panel, "save")
    assert "24" in [w.text() for w in event._side.findChildren(QLabel)]


def test_an_end_before_the_start_is_no_warning_to_keep(event):
    event.edit()
    panel = event._side.currentWidget()
    panel.form.editors["ends_on"].setText("01-01-2020")
    assert text(panel.form, "ends_on_message") == "✗ Tanggal selesai tidak boleh sebelum tanggal mulai."
    assert panel.save_button.text() == "&Simpan"


def test_the_catalogue_counts_jp_while_the_curriculum_is_pasted(qtbot, screen, engine):
    screen.setCurrentWidget(screen.catalogue)
    press(qtbot, screen.catalogue, "action_plus")
    panel = screen.catalogue.currentWidget()
    panel.form.editors["name"].setText("Bimtek Contoh")
    grid = panel.form.editors["subjects"].grid
    grid.setCurrentIndex(grid.model().index(0, 0))
    QGuiApplication.clipboard().setText('Dasar\tEtika\t4\nInti\t"Praktik\nlapangan"\t8\nInti\tUjian\tx')
    qtbot.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "Baris 3: JP harus" in text(panel.form, "subjects_message")
    press(qtbot, panel, "save")
    grid.model().setData(grid.model().index(2, 2), "2")
    assert text(panel.form, "curriculum_total") == "3 mata pelatihan, 14 JP"
    grid.setCurrentIndex(grid.model().index(2, 1))
    qtbot.keyClick(grid, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(grid, Qt.Key.Key_Insert)
    qtbot.keyClick(grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, panel, "save")
    with reading(engine) as s:
        row = next(r for r in training.rows(s) if r.name == "Bimtek Contoh")
        kept = training.get(s, row.id).subjects
    assert [(x.group, x.name, x.jp) for x in kept] == [
        ("Dasar", "Etika", 4),
        ("Inti", "Ujian", 2),
        ("Inti", "Praktik lapangan", 8),
    ]
    assert sorted(cells(screen.catalogue.table, "JP")) == ["14", "20"]


def test_a_subject_that_changes_places_stays_itself(qtbot, screen, engine):
    screen.setCurrentWidget(screen.catalogue)
    with reading(engine) as s:
        before = {subject.name: subject.id for subject in training.get(s, 1).subjects}
    screen.catalogue.opened.emit(1)
    panel = screen.catalogue.currentWidget()
    grid = panel.form.editors["subjects"].grid
    grid.setCurrentIndex(grid.model().index(1, 1))
    qtbot.keyClick(grid, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    grid.setCurrentIndex(grid.model().index(1, 1))
    qtbot.keyClick(grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    grid.model().setData(grid.model().index(0, 1), "Mata Pelatihan Baru")
    press(qtbot, panel, "save")
    with reading(engine) as s:
        after = {subject.name: subject.id for subject in training.get(s, 1).subjects}
    assert list(after)[:2] == ["Mata Pelatihan Baru", "Mata Pelatihan 3"]
    assert after["Mata Pelatihan Baru"] == before["Mata Pelatihan 2"]
    assert after["Mata Pelatihan 3"] == before["Mata Pelatihan 3"]


def test_a_training_of_the_catalogue_is_held(qtbot, screen):
    screen.setCurrentWidget(screen.catalogue)
    screen.catalogue.table.go_to(0)
    press(qtbot, screen.catalogue, "action_calendar-days")
    values = screen.events.list.side.currentWidget().form.values()
    assert (values["training_id"], values["angkatan"], values["jp"]) == (1, 2, 20)


def test_alt_and_the_letter_of_a_tab_lead_into_it(qtbot, screen, event):
    event.tabs.setCurrentIndex(1)
    assert event.tabs.widget(1).isAncestorOf(screen.window().focusWidget())
    event.tabs.setCurrentIndex(0)
    qtbot.waitUntil(event.table.hasFocus)
    qtbot.keyClick(event.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(screen.tabBar().isVisible)
    screen.setCurrentIndex(3)
    assert screen.currentWidget().isAncestorOf(screen.window().focusWidget())


def test_the_angkatan_is_counted_and_one_held_already_is_told(qtbot, screen):
    events = screen.events.list
    press(qtbot, events, "action_plus")
    form = events.side.currentWidget().form
    form.editors["training_id"].put(1)
    assert form.values()["angkatan"] == 2
    form.editors["angkatan"].setText("1")
    assert "Angkatan I sudah ada, mulai 3 November 2026" in text(form, "angkatan_message")
    assert "berikutnya: II" in text(form, "angkatan_message")


def test_an_event_whose_making_is_undone_is_left(qtbot, screen, runner):
    events = screen.events.list
    press(qtbot, events, "action_plus")
    events.side.currentWidget().form.editors["training_id"].put(1)
    press(qtbot, events.side, "save")
    assert events.count() == 2
    runner.undo()
    qtbot.waitUntil(lambda: events.count() == 1)
    assert len(cells(events.table, "Pelatihan")) == 1


def test_who_failed_but_holds_a_certificate_is_told(qtbot, event, engine, desk):
    desk.issue()
    with writing(engine, "Tidak lulus") as s:
        results.set_result(s, [1], "tidak_lulus")
    event.refresh()
    assert "! Ir. Contoh Nomor 1, S.T. tidak lulus tetapi" in text(event, "participants_count")
