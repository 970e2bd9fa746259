"""Hapus on the lists: what it says, and that one undo gives back what went."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import make_desk
from dumps import dump
from PySide6.QtGui import QAction

from asn_desktop.services.database import open_database
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.screens.settings import settings_screen
from asn_desktop.ui.screens.training import training_screen

LISTS = {
    "training": (training_screen, "catalogue"),
    "event": (training_screen, "events"),
    "signatory": (settings_screen, "signatories"),
    "number_scheme": (settings_screen, "schemes"),
    "reference_item": (settings_screen, "tables"),
}


@pytest.fixture
def office(qapp, tmp_path: Path):
    engine = open_database(f"sqlite:///{tmp_path / 'asn.db'}")
    yield make_desk(engine, tmp_path)
    engine.dispose()


@pytest.fixture
def open_list(qtbot, dressed, office):
    def build(runner: Runner, table: str) -> ListScreen:
        made, name = LISTS[table]
        whole = made(runner, lambda *_: None, office.keys)
        qtbot.addWidget(whole)
        if made is settings_screen:
            whole.show_at(name)
        found = whole.findChild(ListScreen, name)
        found.refresh()
        qtbot.waitUntil(lambda: found.table.model().rowCount() > 0)
        return found

    return build


def delete(screen: ListScreen) -> QAction:
    return next(a for a in screen.table.actions() if a.shortcut().toString() == "Del")


@pytest.mark.parametrize("table", list(LISTS))
def test_the_chosen_record_goes_and_comes_back(open_list, office, table):
    before = dump(office.engine)
    runner, said = Runner(lambda: office.engine, Inline()), []
    runner.said.connect(said.append)
    screen = open_list(runner, table)
    assert not delete(screen).isEnabled()
    screen.table.go_to(0)
    chosen = screen.ids()
    delete(screen).trigger()
    assert set(before[table]) - set(dump(office.engine)[table]) == set(chosen)
    assert said[0].startswith("Hapus ")
    assert "Ctrl+Z mengembalikannya" in said[1]
    runner.undo()
    assert dump(office.engine) == before


def test_what_must_stay_is_refused_in_words(open_list, office):
    office.issue()
    runner, failed = Runner(lambda: office.engine, Inline()), []
    runner.failed.connect(failed.append)
    screen = open_list(runner, "training")
    screen.table.go_to(0)
    delete(screen).trigger()
    assert "Sudah ada 3 sertifikat pada Pelatihan Manajemen Proyek" in str(failed[0])
