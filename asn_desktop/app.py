"""Puts the window together: paths, log, database, runner, window."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QLocale, QLockFile, QSettings
from PySide6.QtWidgets import QApplication, QWidget

import asn_desktop
from asn_desktop.domain.errors import UserError
from asn_desktop.ui import catalogue, preferences, theme
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from sqlalchemy import Engine

NAME = "asn-desktop"


def main(database: str | None = None) -> int:
    """Open the window on a database (a file, or the URL of a server); returns when it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setOrganizationName(NAME)
    app.setApplicationName(NAME)
    QLocale.setDefault(QLocale("id_ID"))
    theme.apply(app)
    data = Path(platformdirs.user_data_dir(NAME, appauthor=False))
    data.mkdir(parents=True, exist_ok=True)
    report = BugReport(start_log(data / "asn-desktop.log"))
    sys.excepthook = report.excepthook
    threading.excepthook = report.thread_excepthook
    settings = QSettings()
    database = database or preferences.load(settings).database or str(data / "asn.db")
    lock = QLockFile(f"{database}.lock") if "://" not in database else None
    if lock and not lock.tryLock(0) and lock.error() == QLockFile.LockError.LockFailedError:
        dialogs.refuse(
            None,
            f"Basis data ini sudah dibuka di jendela lain: {database}. Pakai jendela itu, atau tutup dahulu.",
        )
        return 1
    runner = Runner(lambda: open_database(database))
    window = MainWindow(runner, catalogue.SCREENS, catalogue.FINDERS, settings)
    report.window = window

    def give_up(error: UserError) -> None:
        dialogs.refuse(window, str(error))
        app.exit(1)

    window.cannot_open.connect(give_up)
    window.show()
    code = app.exec()
    runner.close()
    if lock:
        lock.unlock()
    return code


def open_database(database: str) -> Engine:
    """On the database thread; imports what the screens need too, so that the window need not wait for it."""
    from asn_desktop.services import database as opening  # noqa: PLC0415 - after the first paint
    from asn_desktop.services import employees as _employees  # noqa: F401, PLC0415

    return opening.open_database(database if "://" in database else f"sqlite:///{Path(database).as_posix()}")


def start_log(path: Path) -> Path:
    handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.getLogger().addHandler(handler)
    return path


class BugReport:
    """What happens with an error nobody expected: a line in the log, one dialog, and the program goes on."""

    def __init__(self, log: Path) -> None:
        self.window: QWidget | None = None
        self._log = log
        self._is_open = False

    def excepthook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        logging.getLogger(NAME).error("%s", details)
        if self._is_open:  # one dialog is enough; the log has them all
            return
        self._is_open = True
        versions = (
            f"{NAME} {asn_desktop.__version__}, Python {platform.python_version()}, {platform.platform()}"
        )
        dialogs.bug(self.window, f"{versions}\n\n{details}", self._log)
        self._is_open = False

    def thread_excepthook(self, args: threading.ExceptHookArgs) -> None:
        """A dialog belongs to the GUI thread; here the log must do."""
        trace = traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback)
        logging.getLogger(NAME).error("%s", "".join(trace))
