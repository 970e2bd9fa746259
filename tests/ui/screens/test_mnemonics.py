"""No two things that are seen at once answer to the same Alt key."""

from __future__ import annotations

from datetime import date

import pytest
from hands import twice
from pairs import mentored
from PySide6.QtWidgets import QPushButton

from asn_desktop.services import schedule
from asn_desktop.services.calendar import Proposal
from asn_desktop.services.proofs import KeyStore
from asn_desktop.services.schedule import SessionForm
from asn_desktop.ui.screens.calendar import calendar_screen
from asn_desktop.ui.screens.certificates import certificates_screen
from asn_desktop.ui.screens.history import history_screen
from asn_desktop.ui.screens.mentoring import mentoring_screen
from asn_desktop.ui.screens.settings import settings_screen
from asn_desktop.ui.screens.training import training_screen
from asn_desktop.ui.screens.training.chosen import Chosen


@pytest.fixture
def shown(qtbot, dressed, runner, desk):
    desk.issue()

    def show(make):
        made = make(runner, lambda *_where: None, desk.keys)
        made.resize(1180, 640)
        qtbot.addWidget(made)
        made.show()
        return made

    return show


def press(root, name: str) -> None:
    root.findChild(QPushButton, name).click()


def test_training(shown):
    screen = shown(training_screen)
    assert twice(screen) == {}
    screen.events.new()
    assert twice(screen) == {}
    for way in ("new", "like", "change", "copy"):
        getattr(screen.events._series(), way)(*([] if way == "new" else [1]))
        assert twice(screen) == {}, way
        screen.events.list.close_page()
        screen.events.list.close_side()
    screen.events.open_event(1)
    event = screen.events.list.currentWidget()
    assert twice(screen) == {}
    event.edit()
    assert twice(screen) == {}
    for go in (event.issue, event.add_people, event.add_from_list, event.print_all):
        go()
        assert twice(screen) == {}, go.__name__
    marks = event.tabs.part("marks")
    event._back()
    for go in (lambda: None, marks.edit_components, marks.paste):
        go()
        assert twice(screen) == {}
    there = event.tabs.part("attendance")
    assert twice(screen) == {}
    session = SessionForm(date(2026, 11, 3), "08.00", "09.30", title="Etika")
    there._runner.write("Tambah sesi", lambda s: schedule.save(s, 1, session))
    there.grid.go_to((1, 1))
    for go in (lambda: None, there.walk_in, lambda: there.grid.view.paste("H\tI\nH\tI"), there.from_list):
        go()
        assert twice(screen) == {}
    papers = event.tabs.part("papers")
    papers.take_over(Chosen((1, 2)))
    for go in (lambda: None, papers.print_all, papers.show_photos, lambda: papers.edit(["undangan"])):
        papers._back()
        go()
        assert twice(screen) == {}
    screen.setCurrentWidget(screen.catalogue)
    assert twice(screen) == {}
    press(screen.catalogue, "action_plus")
    assert twice(screen) == {}


def test_calendar(shown):
    screen = shown(lambda runner, go, _keys: calendar_screen(runner, go))
    for view in ("year", "month", "week", "list"):
        press(screen, f"calendar_view_{view}")
        screen.bar.search.setText("tidak ada yang begini")
        screen.refresh()
        assert screen.nothing.isVisible()
        assert twice(screen) == {}
        screen.bar.search.clear()
        screen.refresh()
        assert twice(screen) == {}
    screen.decision.show_proposal(
        Proposal(
            1, "Kegiatan", (date(2026, 11, 3),) * 2, date(2026, 11, 4), date(2026, 11, 4), 1, True, ("x",)
        )
    )
    assert twice(screen) == {}
    screen.print_out()
    assert twice(screen) == {}


def test_schedule(shown):
    screen = shown(training_screen)
    screen.events.open_event(1)
    part = screen.events.list.currentWidget().tabs.part("schedule")
    assert twice(screen) == {}
    for go in (part.add, part.fill, part.copy_day):
        go()
        assert twice(screen) == {}, go.__name__


def test_trainers_and_rooms(shown):
    screen = shown(training_screen)
    for place in (2, 3):
        screen.setCurrentIndex(place)
        assert twice(screen) == {}, place
        press(screen.currentWidget(), "action_plus")
        assert twice(screen) == {}, place
    screen.setCurrentIndex(2)
    press(screen.currentWidget(), "action_user-plus")
    assert twice(screen) == {}


def test_certificates(shown):
    screen = shown(certificates_screen)
    screen.list.table.go_to(0)
    for name in ("action_replace", "action_ban"):
        press(screen.list, name)
        assert twice(screen) == {}, name
        screen.list.close_side()
    screen.setCurrentWidget(screen.register)
    press(screen.register, "action_pencil")
    assert twice(screen) == {}
    press(screen.register, "action_printer")
    assert twice(screen) == {}
    screen.setCurrentWidget(screen.verify)
    assert twice(screen) == {}


def test_history(shown):
    screen = shown(lambda runner, go, _keys: history_screen(runner, go))
    screen.list.table.go_to(1)  # what was issued since stands in its way
    screen.list.selected.emit(1)
    assert screen.findChild(QPushButton, "trail_record").isVisible()
    assert twice(screen) == {}
    press(screen.list, "action_undo-2")
    assert screen.findChild(QPushButton, "hindrance_close").isVisible()
    assert twice(screen) == {}
    screen.setCurrentWidget(screen.trash)
    assert twice(screen) == {}


def test_settings(shown):
    screen = shown(settings_screen)
    for place in range(screen.subjects.count()):
        screen.subjects.setCurrentRow(place)
        assert twice(screen) == {}
        if screen.page().findChild(QPushButton, "action_plus"):
            press(screen.page(), "action_plus")
            assert twice(screen) == {}, place


def test_mentoring(qtbot, dressed, runner, engine, tmp_path):
    known = mentored(engine)
    screen = mentoring_screen(runner, lambda *_where: None, KeyStore(tmp_path / "keys"))
    screen.resize(1180, 640)
    qtbot.addWidget(screen)
    screen.show()
    programmes = screen.programmes
    assert twice(screen) == {}
    programmes.new()
    assert twice(screen) == {}
    page = programmes.open_programme(known.programme_id)
    part = page.pairs
    for go in (
        lambda: None,
        part.toggle,
        lambda: part.move_to([known.pair_id], "dihentikan"),
        lambda: part.edit(known.pair_id),
        page.edit,
        page.stop,
        page.issue,
        page.take_logbooks,
    ):
        go()
        assert twice(screen) == {}
    page._back()
    part._close_side()
    part._close()
    for number in range(page.tabs.count()):
        page.tabs.setCurrentIndex(number)
        assert twice(screen) == {}, page.tabs.tabText(number)
