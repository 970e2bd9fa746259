from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy import func, select

from asn_desktop.db.tables import Unit
from asn_desktop.domain.errors import UserError
from asn_desktop.ui.catalogue import Finder, Hit, Screen
from asn_desktop.ui.desk import Desk
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.main_window import MainWindow


def add_unit(session):
    session.add(Unit(name="Dinas Contoh", name_key="dinas contoh"))


def add_other(session):
    session.add(Unit(name="Dinas Lain", name_key="dinas lain"))


def count_units(session):
    return session.scalar(select(func.count(Unit.id)))


class Place(QWidget):
    """A screen that can be sent somewhere."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.splitter = QSplitter()
        self.splitter.setObjectName(f"{name}_splitter")
        self.search = QLineEdit()
        self.search.setObjectName(f"{name}_search")
        for part in (QLabel("kiri"), self.search):
            self.splitter.addWidget(part)
        QVBoxLayout(self).addWidget(self.splitter)
        self.sent: list[object] = []
        self.refreshed = 0
        action = QAction("&Pegawai baru", self)
        action.setShortcut("Ctrl+N")
        self.addAction(action)

    def show_at(self, target: object) -> None:
        self.sent.append(target)

    def refresh(self) -> None:
        self.refreshed += 1


@pytest.fixture
def made():
    return []


@pytest.fixture
def screens(made):
    def make(name):
        def build(_runner, _go) -> QWidget:
            made.append(name)
            return Place(name)

        return build

    return [
        Screen("first", "Beranda", "house", make("first")),
        Screen("people", "Pegawai", "users", make("people")),
    ]


def find(_session, text):
    return [Hit("Siti <b>Aminah</b>", "1980", "people", 7)] if text == "siti" else []


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def open_desk(qtbot, dressed, screens, settings):
    def build(runner):
        window = MainWindow(settings, lambda: None)
        qtbot.addWidget(window)
        desk = Desk(window, runner, screens, [Finder("Pegawai", find)], settings)
        window.closing.connect(desk.remember)
        window.show()
        desk.open()
        return window, desk

    return build


@pytest.fixture
def desk(open_desk, runner):
    _window, made_desk = open_desk(runner)
    return made_desk


def text(desk, name):
    return desk.findChild(QLabel, name).text()


def test_a_screen_is_built_when_it_is_first_shown(desk, made):
    assert made == ["first"]
    desk.go("people")
    desk.go("first")
    desk.go("people")
    assert made == ["first", "people"]


def test_the_side_list_opens_screens(desk, made):
    side = desk.findChild(QListWidget, "screens")
    assert [side.item(n).text() for n in range(side.count())] == ["Beranda", "Pegawai"]
    side.setCurrentRow(1)
    assert made == ["first", "people"]


def test_what_happened_is_said_and_can_be_taken_back(desk, runner):
    undo = desk.findChild(QPushButton, "status_undo")
    assert not undo.isVisible()
    runner.write("Tambah Dinas Contoh", add_unit)
    assert text(desk, "status_text") == "Tambah Dinas Contoh"
    menu = desk._undo
    assert (menu.text(), menu.isEnabled()) == ("&Batalkan “Tambah Dinas Contoh”", True)
    assert undo.isVisible()
    undo.click()
    counted = []
    runner.read(count_units, counted.append)
    assert counted == [0]
    assert text(desk, "status_text") == "Dibatalkan: Tambah Dinas Contoh"
    assert not menu.isEnabled()
    desk._redo.trigger()
    runner.read(count_units, counted.append)
    assert counted == [0, 1]


def test_the_search_box_leads_to_a_record(qtbot, desk):
    desk.search.setFocus()
    desk.activateWindow()
    qtbot.waitUntil(desk.search.hasFocus)
    qtbot.keyClicks(desk.search, "siti")
    qtbot.waitUntil(desk.search.results.isVisible)
    assert desk.search.results.item(0).text() == "Siti <b>Aminah</b>   ·   Pegawai: 1980"
    qtbot.keyClick(desk.search, Qt.Key.Key_Return)
    assert desk.shown_before("people").sent == [7]
    assert not desk.search.results.isVisible()


def test_the_search_box_finds_screens_and_says_when_there_is_nothing(qtbot, desk):
    desk.search.setFocus()
    desk.activateWindow()
    qtbot.waitUntil(desk.search.hasFocus)
    qtbot.keyClicks(desk.search, "berand")
    qtbot.waitUntil(desk.search.results.isVisible)
    assert desk.search.results.item(0).text().startswith("Beranda")
    desk.search.setText("")
    qtbot.keyClicks(desk.search, "zzz")
    qtbot.waitUntil(lambda: desk.search.results.item(0).text() == "Tidak ada yang cocok")
    qtbot.keyClick(desk.search, Qt.Key.Key_Escape)
    assert not desk.search.results.isVisible()


def test_keys_reach_the_screen(qtbot, desk):
    screen = desk.shown_before("first")
    actions = {a.shortcut().toString(): a for a in desk._window.findChildren(QAction)}
    actions["F5"].trigger()
    assert screen.refreshed == 1
    actions["Ctrl+F"].trigger()
    qtbot.waitUntil(screen.search.hasFocus)
    actions["Ctrl+2"].trigger()
    assert desk.shown_before("people").isVisible()


def test_f1_lists_the_keys_of_this_screen(desk, monkeypatch):
    told = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.informativeText()))
    next(a for a in desk._window.findChildren(QAction) if a.shortcut().toString() == "F1").trigger()
    assert "Ctrl+N:  Pegawai baru" in told[0]
    assert "Ctrl+2:  Buka Pegawai" in told[0]
    assert "Ctrl+Z:  Batalkan tindakan terakhir" in told[0]


def test_an_error_nobody_handles_is_one_message(desk, runner, monkeypatch):
    told = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))

    def work(_session):
        raise UserError("Basis data sedang dipakai program lain.")

    runner.read(work, print)
    assert told == ["Basis data sedang dipakai program lain."]


def test_a_database_that_does_not_open_is_told(qtbot, dressed, settings):
    def opening():
        raise UserError("Basis data ini dibuat oleh versi yang lebih baru.")

    refused = []
    window = MainWindow(settings, lambda: None)
    qtbot.addWidget(window)
    desk = Desk(window, Runner(opening, Inline()), [], [], settings)
    desk.cannot_open.connect(refused.append)
    desk.open()
    assert [str(error) for error in refused] == ["Basis data ini dibuat oleh versi yang lebih baru."]


def test_the_window_is_remembered(open_desk, runner):
    window, desk = open_desk(runner)
    desk.go("people")
    desk.shown_before("people").splitter.setSizes([100, 300])
    window.close()
    _window, again = open_desk(runner)
    left, right = again.shown_before("people").splitter.sizes()
    assert right / left == pytest.approx(3, rel=0.05)


def test_everything_that_takes_focus_has_a_name(desk):
    for name in ("first", "people"):
        desk.go(name)
    nameless = [
        w.objectName() or type(w).__name__
        for w in desk.findChildren(QWidget)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.isVisible()
        and not (w.accessibleName() or getattr(w, "text", str)() or w.objectName().endswith("_search"))
        and not w.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_undo_is_offered_only_beside_what_it_takes_back(desk, runner):
    undo = desk.findChild(QPushButton, "status_undo")
    runner.write("Tambah Dinas Satu", add_unit)
    runner.said.emit("Buku register disimpan: r.xlsx")
    assert not undo.isVisible()
    runner.write("Tambah Dinas Dua", add_other)
    runner.undo()
    assert not undo.isVisible()  # it would take back "Satu", which is not what the words are about
    runner.redo()
    assert undo.isVisible()


class Later:
    """Does the work when told, one job after another, as the thread would."""

    def __init__(self) -> None:
        self.jobs = []

    def submit(self, job) -> None:
        self.jobs.append(job)

    def close(self) -> None:
        pass

    def run(self) -> None:
        while self.jobs:
            self.jobs.pop(0)()


@pytest.fixture
def slow(open_desk, engine, qapp):
    later = Later()
    runner = Runner(lambda: engine, later)
    _window, desk = open_desk(runner)
    later.run()
    return desk, runner, later


def test_undo_pressed_while_one_is_running_waits_for_it(slow):
    desk, runner, later = slow
    for name, work in (("Satu", add_unit), ("Dua", add_other)):
        runner.write(name, work)
    later.run()
    for _ in range(4):  # twice too often
        desk._undo.trigger()
    later.run()
    counted = []
    runner.read(count_units, counted.append)
    later.run()
    assert counted == [0]
    assert text(desk, "status_text") == "Dibatalkan: Satu"
    desk._redo.trigger()
    desk._redo.trigger()
    later.run()
    assert text(desk, "status_text") == "Diulangi: Dua"


def test_an_undo_that_is_refused_drops_those_that_wait(slow, monkeypatch):
    desk, runner, later = slow
    told = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    runner.write("Satu", add_unit)
    later.run()

    def refuse(*_args):
        raise UserError("tidak dapat")

    monkeypatch.setattr("asn_desktop.services.history.undo", refuse)
    for _ in range(3):
        desk._undo.trigger()
    later.run()
    assert told == ["tidak dapat"]
    assert not desk._walking


def test_what_another_program_wrote_is_shown_when_the_window_comes_back(qtbot, open_desk, tmp_path, qapp):
    from PySide6.QtCore import QCoreApplication, QEvent

    from asn_desktop.db.session import open_engine, writing
    from asn_desktop.db.tables import Base

    url = f"sqlite:///{tmp_path / 'asn.db'}"
    ours, theirs = open_engine(url), open_engine(url)
    Base.metadata.create_all(ours)
    runner = Runner(lambda: ours, Inline())
    window, _desk = open_desk(runner)
    changes = []
    runner.changed.connect(lambda: changes.append(True))

    def come_back() -> int:
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
        return len(changes)

    assert come_back() == 0
    runner.write("Satu", add_unit)
    assert come_back() == 1  # its own change, told when it was made
    with writing(theirs, "Dua") as s:
        add_other(s)
    assert come_back() == 2
    assert come_back() == 2
    ours.dispose()
    theirs.dispose()


def test_trouble_stands_in_the_place_of_the_screens(open_desk, runner):
    from PySide6.QtWidgets import QWidget as Page

    _window, desk = open_desk(runner)
    page = Page()
    desk.show_trouble(page)
    assert page.isVisible()
    assert not desk.search.isEnabled()
    desk.go("people")
    assert page.isVisible()
    desk.open()
    assert not page.isVisible()
    assert desk.search.isEnabled()
