"""Puts the program together: window, paths, lock, database, runner.

The window is painted before anything else is imported: that is why so many imports stand inside functions.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from asn_desktop.services import places
from asn_desktop.ui.instance import Instance
from asn_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    import threading
    from types import TracebackType

    from sqlalchemy import Engine

    from asn_desktop.domain.errors import UserError
    from asn_desktop.ui.desk import Desk
    from asn_desktop.ui.drafts import Keeper
    from asn_desktop.ui.housekeeping import Housekeeping
    from asn_desktop.ui.kit.runner import Runner

NAME = "asn-desktop"
STARTED = 3000  # milliseconds; by then the first screen stands


def main(database: str | None = None, *, practice: bool = False) -> int:
    """Open the window on a database (a file, or the URL of a server); returns when it is closed.

    When another window has it already, that one comes to the front and this start ends.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setOrganizationName(NAME)
    app.setApplicationName(NAME)
    settings = QSettings()
    gc.disable()  # nothing of what is imported now is rubbish; looking for some costs a sixth of the start
    program = Program(app, settings, database, practice=practice)
    if not program.is_first():
        return 0
    window = program.window = MainWindow(settings, program.fill, practice=practice)
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
    _desk: Desk

    def __init__(
        self, app: QApplication, settings: QSettings, database: str | None, *, practice: bool = False
    ) -> None:
        self._app, self._settings, self._practice = app, settings, practice
        self._database = database or str(settings.value("database", "")) or str(places.database_file())
        self._file = None if "://" in self._database else Path(self._database)
        self._instance: Instance | None = None
        self._runner: Runner | None = None
        self._keeper: Keeper | None = None
        self._house: Housekeeping | None = None
        self._is_closing = self._is_backed_up = False

    def is_first(self) -> bool:
        """Whether this window may have the database; else the one that has it is before the clerk now."""
        if self._file is None:
            return True
        with suppress(OSError):  # told when the database is opened
            self._file.parent.mkdir(parents=True, exist_ok=True)
        self._instance = Instance(self._file)
        return self._instance.take() or bool(self._instance.other)

    def fill(self) -> None:
        from PySide6.QtCore import QLocale

        from asn_desktop.ui.kit.runner import Runner

        data = places.data_folder()
        with suppress(OSError):
            data.mkdir(parents=True, exist_ok=True)
        self._catch_bugs(data / "asn-desktop.log")
        unclean = self._has_log()
        runner = self._runner = Runner(lambda: open_database(self._database), actor=places.actor())
        self._keep_drafts(runner)
        is_ours = not (self._instance and self._instance.other)
        if is_ours:
            runner.prepare()  # the database thread imports its part while this one builds the window
        from asn_desktop.ui import catalogue, theme, translation
        from asn_desktop.ui.desk import Desk

        QLocale.setDefault(QLocale("id_ID"))
        theme.apply(self._app)
        translation.install(self._app)
        desk = self._desk = Desk(self.window, runner, catalogue.SCREENS, catalogue.FINDERS, self._settings)
        self.window.closing.connect(desk.remember)
        desk.cannot_open.connect(self._cannot_open)
        desk.opened.connect(lambda: self._keep_house(runner, unclean=unclean))
        if self._instance:
            self._instance.called.connect(self.window.come_to_front)
        if is_ours:
            desk.open()
        else:
            self._is_locked()
        QTimer.singleShot(STARTED, _collect_again)

    def close(self) -> None:
        if self._keeper:
            self._keeper.close()
        if self._house:
            self._house.close()
        if self._runner:
            self._runner.close()
        if self._instance:
            self._instance.release()

    def _has_log(self) -> bool:
        """Whether the last end was none: SQLite takes its log away at a clean one."""
        try:
            return bool(self._file) and Path(f"{self._file}-wal").stat().st_size > 0
        except OSError:
            return False

    def _keep_drafts(self, runner: Runner) -> None:
        from asn_desktop.services import drafts
        from asn_desktop.ui.drafts import Keeper

        self._keeper = Keeper(drafts.shelf_of(places.drafts_folder(), self._database), runner)

    def _keep_house(self, runner: Runner, *, unclean: bool) -> None:
        """Backups and checks, of a file of the office; a practice copy is thrown away."""
        if self._file is None or self._practice or self._house:
            return
        from asn_desktop.ui.housekeeping import Housekeeping

        house = self._house = Housekeeping(runner)
        house.said.connect(runner.said)
        house.damaged.connect(self._found_damage)
        house.lost.connect(self._found_lost)
        house.begin(unclean=unclean)
        self.window.may_close = self._may_close

    def _may_close(self) -> bool:
        """The window stays until what was done is backed up, or the clerk skips that."""
        file = self._runner.file if self._runner else None
        if self._is_backed_up or file is None or not self._house or self._app.isSavingSession():
            return True
        if not self._is_closing:
            self._is_closing = True
            self._desk.setEnabled(False)
            self._house.close_with_backup(file, self._backed_up)
        return False

    def _backed_up(self, error: UserError | None) -> None:
        from asn_desktop.ui.kit import dialogs

        self._is_backed_up = True
        if error:
            dialogs.refuse(self.window, f"Cadangan saat menutup belum dibuat. {error}")
        self.window.close()

    def _cannot_open(self, error: UserError) -> None:
        from asn_desktop.services.startup import DamagedError
        from asn_desktop.ui import trouble

        if isinstance(error, DamagedError):
            self._offer_backups(error)
        else:
            self._desk.show_trouble(trouble.refused_page(error, self._desk.open, self._leave))

    def _offer_backups(self, error: UserError) -> None:
        from asn_desktop.ui import trouble

        assert self._runner
        assert self._file
        page = trouble.DamagedPage(self._runner, self._file, error, self._leave)
        page.mended.connect(self._mended)
        self._desk.show_trouble(page)

    def _mended(self, words: str) -> None:
        self._desk.open()
        if words and self._runner:
            self._runner.said.emit(words)

    def _found_damage(self, error: UserError) -> None:
        self._desk.notice(
            f"{error} Simpan pekerjaan Anda, lalu lihat apa yang dapat dipulihkan.",
            ("Lihat pilihan", lambda: self._offer_backups(error)),
        )

    def _found_lost(self, count: int) -> None:
        self._desk.notice(
            f"{count} catatan menunjukkan tindakan yang tidak ada lagi di basis data, mungkin karena listrik "
            "padam atau berkasnya diganti. Jalankan Periksa data di Pengaturan."
        )

    def _is_locked(self) -> None:
        from asn_desktop.ui import trouble

        assert self._instance
        instance = self._instance

        def force() -> None:
            instance.force()
            if instance.take():
                self._desk.open()

        self._desk.show_trouble(trouble.locked_page(instance.other, force, self._leave))

    def _leave(self) -> None:
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
            if self._is_closing and not self._is_backed_up:  # nobody is left to say that it may close
                self._is_backed_up = True
                self.window.close()

        def thread_excepthook(args: threading.ExceptHookArgs) -> None:
            if args.exc_value:  # a dialog belongs to the GUI thread; here the log must do
                bug_log.record(log, args.exc_value)

        sys.excepthook = excepthook
        threading.excepthook = thread_excepthook


def open_database(database: str) -> Engine:
    """On the database thread; imports what the screens need too, so that the window need not wait for it."""
    from asn_desktop.services import database as opening

    import_module("asn_desktop.services.employees")
    return opening.open_database(places.url(database))
