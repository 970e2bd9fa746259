"""Puts the program together: window, paths, lock, database, runner.

The window is painted before anything else is imported: that is why so many imports stand inside functions.
"""

from __future__ import annotations

import gc
import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from asn_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    import threading
    from types import TracebackType

    from PySide6.QtCore import QLockFile
    from sqlalchemy import Engine

    from asn_desktop.ui.anchoring import Anchoring
    from asn_desktop.ui.drafts import Keeper
    from asn_desktop.ui.kit.runner import Runner

NAME = "asn-desktop"
STARTED = 3000  # milliseconds; by then the first screen stands


def main(database: str | None = None) -> int:
    """Open the window on a database (a file, or the URL of a server); returns when it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setOrganizationName(NAME)
    app.setApplicationName(NAME)
    settings = QSettings()
    gc.disable()  # nothing of what is imported now is rubbish; looking for some costs a sixth of the start
    program = Program(app, settings, database)
    window = program.window = MainWindow(settings, program.fill)
    window.appear()
    code = app.exec()
    program.close()
    return code


def _collect_again() -> None:
    gc.freeze()  # what came with the start stays to the end
    gc.enable()


class Program:
    """Everything that lives as long as the window; filled in after the first paint."""

    window: MainWindow

    def __init__(self, app: QApplication, settings: QSettings, database: str | None) -> None:
        self._app, self._settings, self._database = app, settings, database
        self._lock: QLockFile | None = None
        self._runner: Runner | None = None
        self._keeper: Keeper | None = None
        self._engine: Engine | None = None
        self._anchoring: Anchoring | None = None

    def fill(self) -> None:
        from asn_desktop.services import places
        from asn_desktop.ui.kit.runner import Runner

        data = places.data_folder()
        data.mkdir(parents=True, exist_ok=True)
        self._catch_bugs(data / "asn-desktop.log")
        database = self._database or str(self._settings.value("database", "")) or str(places.database_file())
        if "://" not in database and not self._take_lock(database):
            self._give_up(f"Basis data {database} sudah dibuka di jendela lain. Pakai jendela itu.")
            return
        runner = self._runner = Runner(lambda: self._open(database), actor=places.actor())
        self._keep_drafts(runner, database)
        runner.prepare()  # the database thread imports its part while this one builds the window
        from PySide6.QtCore import QLocale

        from asn_desktop.ui import catalogue, theme, translation
        from asn_desktop.ui.anchoring import Anchoring
        from asn_desktop.ui.desk import Desk

        QLocale.setDefault(QLocale("id_ID"))
        theme.apply(self._app)
        translation.install(self._app)
        desk = Desk(self.window, runner, catalogue.SCREENS, catalogue.FINDERS, self._settings)
        self.window.closing.connect(desk.remember)
        desk.cannot_open.connect(lambda error: self._give_up(str(error)))
        self._anchoring = Anchoring(runner)
        desk.open()
        QTimer.singleShot(STARTED, _collect_again)

    def _open(self, database: str) -> Engine:
        self._engine = open_database(database)
        return self._engine

    def _keep_drafts(self, runner: Runner, database: str) -> None:
        from asn_desktop.services import drafts, places
        from asn_desktop.ui.drafts import Keeper

        self._keeper = Keeper(drafts.shelf_of(places.drafts_folder(), database), runner)

    def close(self) -> None:
        if self._keeper:
            self._keeper.close()
        if self._runner:
            self._runner.close()
        if self._engine is not None:
            from asn_desktop.services.database import close_database

            close_database(self._engine, datetime.now())
        if self._lock:
            self._lock.unlock()

    def _take_lock(self, database: str) -> bool:
        """One window for each database: a second one would not see what the first one does."""
        from PySide6.QtCore import QLockFile

        self._lock = QLockFile(f"{database}.lock")
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def _give_up(self, words: str) -> None:
        from asn_desktop.ui.kit import dialogs

        dialogs.refuse(self.window, words)
        self._app.exit(1)

    def _catch_bugs(self, log: Path) -> None:
        """An error nobody expected: a line in the log, one dialog, and the program goes on."""
        import threading

        from asn_desktop.ui import bug_log
        from asn_desktop.ui.kit import dialogs

        shown: list[str] = []

        def excepthook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                sys.__excepthook__(kind, error, trace)
                return
            details = bug_log.record(log, error)
            if not shown:  # one dialog at a time; the log has them all
                shown.append(details)
                dialogs.bug(self.window, details, log)
                shown.clear()

        def thread_excepthook(args: threading.ExceptHookArgs) -> None:
            if args.exc_value:  # a dialog belongs to the GUI thread; here the log must do
                bug_log.record(log, args.exc_value)

        sys.excepthook = excepthook
        threading.excepthook = thread_excepthook


def open_database(database: str) -> Engine:
    """On the database thread; imports what the screens need too, so that the window need not wait for it."""
    from asn_desktop.services import database as opening
    from asn_desktop.services import places

    import_module("asn_desktop.services.employees")
    return opening.open_database(places.url(database))
