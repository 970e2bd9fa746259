"""What tests of the window need: a runner without threads, settings that are thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from sqlalchemy import Engine

from asn_desktop.ui import theme
from asn_desktop.ui.kit.runner import Inline, Runner


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """The clerk's real settings are neither read nor written."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The program in its own colours and font."""
    theme.apply(qapp)
    return qapp


@pytest.fixture
def runner(qapp: QApplication, engine: Engine) -> Iterator[Runner]:
    made = Runner(lambda: engine, Inline())
    yield made
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # windows that still have questions
