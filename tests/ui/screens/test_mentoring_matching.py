from __future__ import annotations

from datetime import date

import pytest
from hands import cells, press, text, twice
from pairs import CLERK, mentored
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import MentoringProgramme, Person
from asn_desktop.services import competences
from asn_desktop.services.competences import Given
from asn_desktop.services.mentoring import board, pairs
from asn_desktop.services.proofs import KeyStore
from asn_desktop.ui.screens.mentoring import mentoring_screen
from asn_desktop.ui.screens.mentoring.matching import MatchingPage


@pytest.fixture
def engine(program_engine):
    return program_engine


@pytest.fixture
def held(engine):
    made = mentored(engine)
    with writing(engine, "Catat") as s:
        competences.record(s, Given(made.people[5], "M5", 4, date(2026, 1, 1)))
    return made


@pytest.fixture
def page(qtbot, dressed, runner, held):
    made = MatchingPage(runner, held.programme_id, lambda *_where: None)
    made.resize(1180, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def pick(qtbot, page, *names: str) -> None:
    """By the keys alone: search, mark, add, back."""
    page.pick()
    picker = page.list.currentWidget()
    for name in names:
        picker.list.search.setText(name)
        picker.list.refresh()
        picker.list.table.go_to(0)
        qtbot.keyClick(picker.list.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(picker.list.table, Qt.Key.Key_Escape)


def choose(qtbot, page, place: int) -> None:
    page.list.table.go_to(place)
    page.list.selected.emit(page.list.ids()[0])


def test_a_mentee_gets_the_best_mentor_with_the_points_in_words(qtbot, page):
    pick(qtbot, page, "Orang 3")
    assert cells(page.list, "Mentee") == ["Ir. Orang 3, S.T."]
    assert cells(page.list, "Mentor") == ["Ir. Orang 6, S.T."]
    choose(qtbot, page, 0)
    assert text(page, "candidates_lacks") == "Perlu: Pelayanan Publik 2→3, Komunikasi 2→3"
    shown = [one.text() for one in page._side._reasons.findChildren(type(page._told))]
    assert "Pelayanan Publik: mentor 4, mentee 2 menurut program, standar 3" in shown
    assert "+25" in shown


def test_the_clerk_takes_another_mentor_and_accepts(qtbot, page, engine, held):
    pick(qtbot, page, "Orang 3", "Orang 5")
    choose(qtbot, page, 0)
    other = cells(page._side, "Mentor").index("Ir. Orang 4, S.T.")
    page._side.table.go_to(other)
    press(qtbot, page, "use_mentor")
    assert cells(page.list, "Mentor") == ["Ir. Orang 4, S.T.", "Ir. Orang 4, S.T."]
    assert cells(page.list, "Perhatian") == ["mentor untuk 2 mentee", "mentor untuk 2 mentee"]
    page.list.table.selectAll()
    press(qtbot, page.list, "action_handshake")
    assert text(page, "matching_message").startswith("✓ 2 mentee berpasangan")
    assert cells(page.list, "Mentee") == []
    with reading(engine) as s:
        made = board.rows(s, held.programme_id, date(2026, 11, 25))
        assert [row.mentee_count for row in made if row.mentor == "Ir. Orang 4, S.T."] == [2]
        form = next(pairs.get(s, row.id) for row in made if row.mentor == "Ir. Orang 4, S.T.")
        assert form.score is not None
        assert any("golongan mentor" in reason for reason in form.reasons)


def test_pasted_nips_are_taken_and_the_unknown_named(qtbot, page, engine, held):
    with reading(engine) as s:
        known = [s.get_one(Person, one).nip for one in held.people[2:4]]
    QGuiApplication.clipboard().setText("NIP\tNama\n" + "\n".join([f"'{known[0]}", known[1], "19990101"]))
    page.pick()
    picker = page.list.currentWidget()
    press(qtbot, picker, "action_copy")
    assert text(picker, "picked_message") == (
        "✓ 2 mentee ditambahkan. 1 NIP tidak dikenal: 19990101. Periksa di layar Pegawai."
    )
    press(qtbot, picker, "action_copy")
    assert "2 sudah ada di daftar" in text(picker, "picked_message")
    QGuiApplication.clipboard().setText("halo")
    press(qtbot, picker, "action_copy")
    assert "tidak berisi NIP" in text(picker, "picked_message")


def test_who_has_nobody_is_named_before_anything_is_made(qtbot, page, engine, held):
    pick(qtbot, page, "Orang 2")
    assert cells(page.list, "Perhatian") == ["! sudah berpasangan dengan Ir. Orang 1, S.T."]
    page.list.table.selectAll()
    press(qtbot, page.list, "action_handshake")
    assert text(page, "matching_message").startswith("Belum ada mentor untuk Ir. Orang 2, S.T.")
    press(qtbot, page.list, "action_circle-x")
    assert cells(page.list, "Mentee") == []
    with reading(engine) as s:
        assert len(board.rows(s, held.programme_id, date(2026, 11, 25))) == 1


def test_a_junior_mentor_is_told_in_words(qtbot, page):
    pick(qtbot, page, "Orang 4")
    choose(qtbot, page, 0)
    page._side.table.go_to(0)
    page._side.use()
    assert "golongan mentor lebih rendah" in cells(page.list, "Perhatian")[0]


def test_more_mentees_than_the_rule_allows_are_told(qtbot, page, held, engine):
    with writing(engine, "Ubah") as s:
        s.get_one(MentoringProgramme, held.programme_id).most_mentees = 1
    pick(qtbot, page, "Orang 3", "Orang 5")
    choose(qtbot, page, 0)
    first = cells(page._side, "Mentor").index("Ir. Orang 4, S.T.")
    page._side.table.go_to(first)
    press(qtbot, page, "use_mentor")
    choose(qtbot, page, 1)
    page._side.table.go_to(cells(page._side, "Mentor").index("Ir. Orang 4, S.T."))
    press(qtbot, page, "use_mentor")
    assert cells(page.list, "Perhatian") == ["! mentor untuk 2 mentee, aturan program paling banyak 1"] * 2


def test_it_is_done_by_keys_alone(qtbot, page, engine, held):
    pick(qtbot, page, "Orang 3")
    page.list.table.go_to(0)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page._side.table.hasFocus()
    qtbot.keyClick(page._side.table, Qt.Key.Key_Down)
    second = cells(page._side, "Mentor")[1]
    qtbot.keyClick(page._side.table, Qt.Key.Key_Return)
    assert cells(page.list, "Mentor") == [second]
    assert page.list.table.hasFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with reading(engine) as s:
        assert second in {row.mentor for row in board.rows(s, held.programme_id, date(2026, 11, 25))}


def test_every_key_has_one_meaning(qtbot, dressed, runner, held, tmp_path):
    screen = mentoring_screen(runner, lambda *_where: None, KeyStore(tmp_path / "keys"))
    screen.resize(1180, 640)
    qtbot.addWidget(screen)
    screen.show()
    screen.show_at(("programme", held.programme_id))
    part = screen.programmes.list.currentWidget().tabs.part("matching")
    assert twice(screen) == {}
    part.pick()
    assert twice(screen) == {}
    picker = part.list.currentWidget()
    qtbot.keyClick(picker.list.search, Qt.Key.Key_Escape)
    assert part.list.currentWidget() is not picker
    part.pick()
    part.add(list(held.people[2:4]))
    part._picked()
    choose(qtbot, part, 0)
    assert twice(screen) == {}
    screen.programmes.list.close_page()
    screen.setCurrentWidget(screen.competences)
    assert twice(screen) == {}
    screen.competences.opened.emit(held.people[0])
    assert twice(screen) == {}


def test_accepting_is_of_the_clerk(qtbot, page, engine, held, runner):
    runner.actor = CLERK
    pick(qtbot, page, "Orang 3")
    page.list.table.selectAll()
    page.accept(page.list.ids())
    with reading(engine) as s:
        assert {
            pairs.get(s, row.id).clerk for row in board.rows(s, held.programme_id, date(2026, 11, 25))
        } == {CLERK}
