"""Programmes of mentoring and their pairs on the screen: list, forms, table and board."""

from __future__ import annotations

import pytest
from hands import cells, press, text
from pairs import form as a_pair
from pairs import mentored
from pairs import programme as a_programme
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from asn_desktop.db.session import reading, writing
from asn_desktop.services.mentoring import pairs, programmes
from asn_desktop.services.proofs import KeyStore
from asn_desktop.ui.screens.mentoring import mentoring_screen

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def engine(program_engine):
    """People are found by the word index."""
    return program_engine


@pytest.fixture
def known(engine):
    return mentored(engine, started=False)


@pytest.fixture
def screen(qtbot, dressed, runner, tmp_path):
    made = mentoring_screen(runner, lambda *_where: None, KeyStore(tmp_path / "keys"))
    made.resize(1180, 640)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def page(screen, known):
    screen.show_at(("programme", known.programme_id))
    return screen.programmes.list.currentWidget()


@pytest.fixture
def board(page):
    page.pairs.toggle()
    return page.pairs.board.cards


def state_of(known, pair_id=None):
    with reading(known.engine) as s:
        return pairs.detail(s, pair_id or known.pair_id).state


def do(page, title):
    next(action for action in page.findChildren(QAction) if action.text() == title).trigger()


def choose(qtbot, field, typed):
    """As a clerk does: type a part, then Enter on the first offered."""
    popup = field._completer.popup()

    def offered():
        if not (field.hasFocus() and field.text()):
            field.activateWindow()  # without a screen, a list that closed does not always give the keys back
            field.setFocus()
            field.clear()
            qtbot.keyClicks(field, typed)
        return popup.isVisible()

    qtbot.waitUntil(offered)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.value() is not None


def test_a_programme_is_made_from_the_empty_list(qtbot, screen, engine):
    listed = screen.programmes.list
    press(qtbot, listed, "programmes_empty")
    panel = listed.currentWidget()
    press(qtbot, panel, "save")
    assert text(panel.form, "name_message") == "✗ Isi nama program."
    panel.form.editors["name"].setText("Mentoring 2026")
    panel.form.editors["most_mentees"].setText("51")
    assert "antara 1 dan 50" in text(panel.form, "most_mentees_message")
    panel.form.editors["most_mentees"].setText("4")
    aims = panel.form.editors["competences"]
    aims.offer({"M1": "Integritas", "M2": "Kerja sama"})
    aims.view.setCurrentIndex(aims.model.index(1, 1))
    qtbot.keyClicks(aims.view, "642")  # 6 is no level
    press(qtbot, panel, "save")
    page = listed.currentWidget()
    assert text(page, "programme_title") == "Mentoring 2026"
    assert not screen.tabBar().isVisible()
    with reading(engine) as s:
        kept = programmes.get(s, 1)
        assert (kept.competences, kept.most_mentees) == ((programmes.AimedAt("M2", 4, 2),), 4)
    page.closed.emit()
    assert cells(listed, "Program") == ["Mentoring 2026"]
    assert screen.tabBar().isVisible()


def test_competences_are_ticked_and_cleared_by_keys(qtbot, screen):
    screen.programmes.new()
    aims = screen.programmes.list.currentWidget().form.editors["competences"]
    aims.offer({"M1": "Integritas", "M2": "Kerja sama"})
    aims.view.setCurrentIndex(aims.model.index(0, 0))
    qtbot.keyClick(aims.view, Qt.Key.Key_Space)
    assert aims.model.value() == (programmes.AimedAt("M1"),)
    qtbot.keyClicks(aims.view, "3")
    assert aims.model.value() == (programmes.AimedAt("M1", 3),)
    aims.view.setCurrentIndex(aims.model.index(0, 1))
    qtbot.keyClick(aims.view, Qt.Key.Key_Delete)
    assert aims.model.value() == (programmes.AimedAt("M1"),)
    typed = aims.typed()
    qtbot.keyClick(aims.view, Qt.Key.Key_Space)
    assert aims.model.value() == ()
    aims.retype(typed)
    assert aims.model.value() == (programmes.AimedAt("M1"),)


@pytest.mark.qt_log_ignore("This plugin does not support")  # lists that drop down, without a screen
def test_a_pair_is_typed_by_names(qtbot, page, known):
    press(qtbot, page.pairs.list, "action_plus")
    panel = page.pairs.currentWidget()
    form = panel.form
    press(qtbot, panel, "save")
    assert "Pilih mentor" in text(form, "mentor_id_message")
    choose(qtbot, form.editors["mentor_id"], "orang 3")
    mentees = form.editors["mentees"]
    choose(qtbot, mentees.lines[0].mentee, "orang 4")
    assert len(mentees.lines) == 2
    choose(qtbot, mentees.lines[0].superior, "orang 1")
    choose(qtbot, mentees.lines[1].mentee, "orang 6")
    qtbot.waitUntil(lambda: "Golongan mentor (III/b)" in text(form, "mentor_id_message"))
    assert panel.save_button.text() == "Tetap &simpan"
    form.editors["meets_at"].setText("9 pagi")
    assert "Tulis jam seperti 09.00" in text(form, "meets_at_message")
    form.editors["meets_at"].setText("9.30")
    press(qtbot, panel, "save")
    with reading(known.engine) as s:
        kept = pairs.get(s, 2)
        assert kept.mentor_id == known.people[2]
        assert [one[:2] for one in kept.mentees] == [
            (known.people[3], known.people[0]),
            (known.people[5], None),
        ]
        assert kept.meets_at == "09:30"
    assert cells(page.pairs.list, "Mentor") == ["Ir. Orang 1, S.T.", "Ir. Orang 3, S.T."]


def test_a_half_typed_name_is_told_and_a_line_can_go(qtbot, page):
    page.pairs.new()
    panel = page.pairs.currentWidget()
    qtbot.keyClicks(panel.form.editors["mentor_id"], "tidak ada yang begini")
    press(qtbot, panel, "save")
    assert "Pilih dari daftar" in text(panel.form, "mentor_id_message")
    mentees = panel.form.editors["mentees"]
    qtbot.keyClicks(mentees.lines[0].mentee, "or")
    assert len(mentees.lines) == 2
    press(qtbot, mentees, "remove_mentee_1")
    assert [line.is_empty() for line in mentees.lines] == [True]


def test_the_stored_mentees_stay_when_a_pair_is_changed(qtbot, page, known, runner):
    page.pairs.list.opened.disconnect()
    page.pairs.edit(known.pair_id)
    panel = page.pairs.currentWidget()
    assert panel.form.editors["mentees"].words() == "Ir. Orang 2, S.T."
    panel.form.editors["place"].setText("Ruang rapat")
    press(qtbot, panel, "save")
    with reading(known.engine) as s:
        detail = pairs.detail(s, known.pair_id)
        assert ([one.id for one in detail.mentees], detail.place) == ([known.mentee_id], "Ruang rapat")
    runner.undo()
    with reading(known.engine) as s:
        assert pairs.detail(s, known.pair_id).place == ""


def test_the_board_moves_a_pair_by_keys(qtbot, board, known, runner):
    prepared, running = board.columns["disiapkan"], board.columns["berjalan"]
    prepared.setFocus()
    qtbot.keyClick(prepared, Qt.Key.Key_Right, CTRL)
    assert state_of(known) == "berjalan"
    assert [row.id for row in running.rows()] == [known.pair_id]
    assert (running.hasFocus(), running.current_id()) == (True, known.pair_id)
    qtbot.keyClick(running, Qt.Key.Key_Right, CTRL)
    assert state_of(known) == "selesai"
    with qtbot.waitSignal(runner.failed) as told:
        qtbot.keyClick(board.columns["selesai"], Qt.Key.Key_Right, CTRL)
    assert "Jalankan lagi dahulu" in str(told.args[0])
    runner.undo()
    assert state_of(known) == "berjalan"


def test_the_arrows_go_over_empty_columns_and_enter_opens(qtbot, page, board, known):
    with writing(known.engine, "Satu lagi") as s:
        more = a_pair(known.people, known.programme_id, mentor_id=known.people[3])
        other = pairs.save(s, more, more.starts_on)
        pairs.stop(s, other, "Mutasi", more.starts_on)
    page.pairs.refresh()
    first, last = board.columns["disiapkan"], board.columns["dihentikan"]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert last.hasFocus()
    assert board.current_id() == other
    assert board.ids() == [other]  # chosen, not only with the cursor: it can be moved at once
    qtbot.keyClick(last, Qt.Key.Key_Left)
    assert first.hasFocus()
    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(first, Qt.Key.Key_Return)
    assert opened.args == [known.pair_id]


def test_stopping_asks_why(qtbot, page, board, known):
    running = board.columns["disiapkan"]
    board.moved.emit([known.pair_id], "dihentikan")
    panel = page.pairs.side.currentWidget()
    press(qtbot, panel, "save")
    assert "Isi alasan dihentikan" in text(panel.form, "reason_message")
    panel.form.editors["reason"].setPlainText("Mentor dimutasi")
    press(qtbot, panel, "save")
    with reading(known.engine) as s:
        assert pairs.detail(s, known.pair_id).stop_reason == "Mentor dimutasi"
    assert running.rows() == []


def test_the_board_is_searched(qtbot, page, board, known):
    qtbot.keyClicks(page.pairs.board.search, "tidak ada")
    qtbot.waitUntil(lambda: not board.rows())
    page.pairs.board.search.clear()
    qtbot.waitUntil(lambda: len(board.rows()) == 1)


def test_a_programme_starts_stops_and_runs_again(qtbot, page, known):
    press(qtbot, page, "programme_berjalan")
    assert text(page, "programme_state") == "▸ Berjalan"
    do(page, "Hentikan program…")
    panel = page.currentWidget()
    panel.form.editors["reason"].setPlainText("Anggaran dialihkan")
    press(qtbot, panel, "save")
    assert text(page, "programme_state") == "■ Dihentikan"
    assert "alasan dihentikan: Anggaran dialihkan" in text(page, "programme_subtitle")
    assert state_of(known) == "dihentikan"
    press(qtbot, page, "programme_berjalan")
    assert text(page, "programme_state") == "▸ Berjalan"


def test_a_programme_that_is_undone_closes_its_page(screen, runner):
    runner.write("Tambah program", lambda s: programmes.save(s, a_programme()), screen.programmes.open)
    assert screen.programmes.list.count() == 2
    runner.undo()
    assert screen.programmes.list.count() == 1


def test_a_pair_is_opened_over_its_programme(screen, known):
    screen.show_at(("pair", known.pair_id))
    listed = screen.programmes.list
    assert text(listed.currentWidget(), "pair_title").startswith("Ir. Orang 1")
    listed.currentWidget().closed.emit()
    assert text(listed.currentWidget(), "programme_title") == "Mentoring Pelayanan Publik 2026"
