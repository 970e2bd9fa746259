"""A window with awkward data behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from naughty.office import fill
from PySide6.QtCore import QSettings

from asn_desktop.services import database
from asn_desktop.ui import catalogue
from asn_desktop.ui.desk import Desk
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.main_window import MainWindow


@pytest.fixture
def window(qtbot, qapp, tmp_path: Path):
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    engine = database.open_database(f"sqlite:///{tmp_path / 'asn.db'}")
    settings = QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)
    window = MainWindow(settings, lambda: None)
    qtbot.addWidget(window)
    runner = Runner(lambda: engine, Inline())
    made = Desk(window, runner, catalogue.SCREENS, catalogue.FINDERS, settings)
    window.show()
    made.open()
    fill(runner)
    yield made
    engine.dispose()
