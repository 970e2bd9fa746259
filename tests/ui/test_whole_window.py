"""All screens of the program at once, on an office that has begun to work."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QListWidget,
    QMenu,
    QTabBar,
    QWidget,
)

from asn_desktop.services import database, employees
from asn_desktop.ui import catalogue
from asn_desktop.ui.desk import Desk
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.main_window import MainWindow

ENGLISH = {"OK", "Cancel", "Yes", "No", "Save", "Close", "Open", "Apply", "Discard", "Reset", "Help", "Retry"}


@pytest.fixture
def desk(qtbot, dressed, tmp_path: Path):
    engine = database.open_database(f"sqlite:///{tmp_path / 'asn.db'}")
    settings = QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)
    window = MainWindow(settings, lambda: None)
    qtbot.addWidget(window)
    made = Desk(window, Runner(lambda: engine, Inline()), catalogue.SCREENS, catalogue.FINDERS, settings)
    window.resize(1366, 740)
    window.show()
    made.open()
    yield made
    engine.dispose()


@pytest.fixture(params=[screen.name for screen in catalogue.SCREENS])
def screen(request, qtbot, desk) -> QWidget:
    desk.go(request.param)
    made = desk.shown_before(request.param)
    assert made is not None
    qtbot.waitUntil(made.isVisible)
    return made


def bare(text: str) -> str:
    return text.replace("&", "").strip()


def test_no_button_is_english(screen):
    texts = {bare(button.text()) for button in screen.findChildren(QAbstractButton)}
    assert texts & ENGLISH == set()


def in_a_box(widget: QWidget) -> bool:
    """The line or the list of a choice: it is called what the choice is called."""
    above = widget.parentWidget()
    return isinstance(above, QComboBox) or (above is not None and isinstance(above.parentWidget(), QComboBox))


def test_everything_that_takes_focus_has_a_name(screen):
    nameless = [
        f"{type(w).__name__} {w.objectName()}"
        for w in screen.findChildren(QWidget)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not w.objectName().startswith("qt_")
        and not isinstance(w, QTabBar | QMenu)
        and not in_a_box(w)
        and not (w.accessibleName() or getattr(w, "text", str)())
    ]
    assert nameless == []


def test_no_two_things_on_a_screen_share_a_mnemonic(screen):
    letters = Counter(
        text[text.index("&") + 1].casefold()
        for w in screen.findChildren(QAbstractButton) + screen.findChildren(QLabel)
        if w.isVisible() and "&" in (text := w.text().replace("&&", "")) and not text.endswith("&")
        if isinstance(w, QAbstractButton) or w.buddy()
    )
    assert {letter: n for letter, n in letters.items() if n > 1} == {}


def test_nothing_is_cut_off_at_the_smallest_screen(screen):
    """1366×768 less the frame: no screen asks for more."""
    hint = screen.minimumSizeHint()
    assert (hint.width() <= 1366 - 152, hint.height() <= 740 - 100) == (True, True)


def test_labels_never_read_markup(screen):
    labels = [label for label in screen.findChildren(QLabel) if label.text()]
    assert [label.text() for label in labels if label.textFormat() != Qt.TextFormat.PlainText] == []


def test_the_search_box_finds_people(qtbot, desk):
    person = employees.EmployeeForm(name="Siti Aminah", nip="198001172008012003")
    desk._runner.write("Tambah", lambda s: employees.save(s, person, date(2026, 11, 24)))
    desk.search.setFocus()
    desk.activateWindow()
    qtbot.waitUntil(desk.search.hasFocus)
    qtbot.keyClicks(desk.search, "aminah")
    qtbot.waitUntil(desk.search.results.isVisible)
    assert desk.search.results.item(0).text().startswith("Siti Aminah")
    qtbot.keyClick(desk.search, Qt.Key.Key_Return)
    people = desk.shown_before("employees")
    qtbot.waitUntil(lambda: people.tally.text() == "1 pegawai" and bool(people.ids()))


@pytest.mark.parametrize(
    ("place", "part", "name"),
    [("history", {}, "trail"), ("history", "trash", "trash"), ("settings", "backups", "backups")],
)
def test_all_columns_of_what_is_kept_fit_the_smallest_screen(qtbot, desk, place, part, name):
    desk.go(place)
    made = desk.shown_before(place)
    assert made is not None
    made.show_at(part)
    listing = made.findChild(ListScreen, name)
    assert listing is not None
    qtbot.waitUntil(lambda: listing.splitter.width() > 900)
    listing.table.setVisible(True)  # also while it is empty
    qtbot.wait(50)
    assert listing.table.horizontalScrollBar().maximum() == 0


def test_a_click_on_the_name_of_a_screen_leads_into_it(qtbot, desk):
    """The keys of a screen (Ctrl+N, Ctrl+D, …) are heard only inside it."""
    side = desk.findChild(QListWidget, "screens")
    names = [screen.name for screen in catalogue.SCREENS]
    for name in ("employees", "history", "certificates"):
        place = names.index(name)
        side.setFocus()
        at = side.visualItemRect(side.item(place)).center()
        qtbot.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, pos=at)
        made = desk.shown_before(name)
        assert made is not None
        assert not side.hasFocus()
        qtbot.waitUntil(lambda made=made: made.isAncestorOf(QApplication.focusWidget()))
