"""The program started again and again on one office."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import make_desk
from PySide6.QtCore import QCoreApplication, QEvent, QSettings

from asn_desktop.services import database
from asn_desktop.services.drafts import shelf_of
from asn_desktop.ui import catalogue
from asn_desktop.ui.desk import Desk
from asn_desktop.ui.drafts import Keeper
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.main_window import MainWindow


@pytest.fixture
def office(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path))
    engine = database.open_database(f"sqlite:///{tmp_path / 'asn.db'}")
    made = make_desk(engine, tmp_path)
    made.issue()
    yield made
    engine.dispose()


@pytest.fixture
def shelf(tmp_path: Path):
    return shelf_of(tmp_path / "draf", str(tmp_path / "asn.db"))


@pytest.fixture(autouse=True)
def refused(monkeypatch) -> list[str]:
    """What the window refused in a dialog."""
    told: list[str] = []
    monkeypatch.setattr("asn_desktop.ui.kit.dialogs.refuse", lambda _parent, words: told.append(words))
    return told


@pytest.fixture
def start(qtbot, dressed, tmp_path, office, shelf):
    """The program as after its start; nothing of the start before is left but files."""
    settings = QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)

    def build(on=shelf) -> Desk:
        window = MainWindow(settings, lambda: None)
        qtbot.addWidget(window)
        runner = Runner(lambda: office.engine, Inline())
        Keeper(on, runner, Inline())
        desk = Desk(window, runner, catalogue.SCREENS, catalogue.FINDERS, settings)
        window.resize(1366, 740)
        window.show()
        desk.open()
        return desk

    yield build
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
