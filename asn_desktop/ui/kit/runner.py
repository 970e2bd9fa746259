"""Runs work off the GUI thread and brings the outcome back to it.

All database work goes through one thread, so it happens in the order the clerk asked for it and SQLite never
sees two writers of this program. The database is opened by that thread, after the window is on the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from asn_desktop.ui.kit.jobs import Jobs, Refused, alive, guarded, owner_of, unless_stopped
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.workers import Executor, Inline, Worker

if TYPE_CHECKING:  # imported for real by the database thread: SQLAlchemy would hold up the first paint
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

__all__ = ["Inline", "Runner", "Session"]  # screens have the name of a session from here
T = TypeVar("T")


class Runner(QObject):
    """`done` and `refused` are called on the GUI thread, unless `owner` is gone by then (none named: the
    object whose methods they are). `latest` names a question of the owner: asked again before its answer,
    only the newest is answered.
    """

    changed = Signal()  # something was committed: read again
    said = Signal(str)  # what just happened, for the status line
    failed = Signal(object)  # a UserError nobody else dealt with
    busy = Signal(bool)

    def __init__(
        self, open_engine: Callable[[], Engine], executor: Executor | None = None, actor: str = ""
    ) -> None:
        """`actor` is who all actions are recorded for."""
        super().__init__()
        self._open, self.actor = open_engine, actor
        self._engine: Engine | None = None
        self._database = executor or Worker("database")
        self._others = executor or Worker("work")
        self._newest: dict[tuple[int, str], int] = {}
        self._jobs = Jobs()
        self._jobs.said.connect(self.said)
        self._jobs.failed.connect(self.failed)
        self._jobs.busy.connect(self.busy)

    def read(
        self,
        work: Callable[[Session], T],
        done: Callable[[T], object],
        *,
        refused: Refused | None = None,
        owner: QObject | None = None,
        latest: str = "",
        progress: Progress | None = None,
    ) -> None:
        owner = owner or owner_of(done)
        key = (id(owner), latest)
        ticket = self._newest[key] = self._newest.get(key, 0) + 1

        def is_old() -> bool:
            return bool(latest) and self._newest[key] != ticket

        def task() -> T | None:
            if is_old():
                return None
            with self._reading() as session:
                return unless_stopped(work(session), progress)

        def answered(result: Any) -> None:
            if not is_old():
                done(result)

        self._jobs.start(self._database, task, answered, guarded(refused, owner), owner, progress)

    def write(
        self,
        label: str,
        work: Callable[[Session], T],
        done: Callable[[T], object] | None = None,
        refused: Refused | None = None,
        *,
        owner: QObject | None = None,
        progress: Progress | None = None,
    ) -> None:
        """One user action: one transaction, one undo step named `label`, one `changed`."""
        owner = owner or owner_of(done) or owner_of(refused)

        def task() -> T:
            with self._writing(label) as session:
                return unless_stopped(work(session), progress)

        def committed(result: T) -> None:
            self.said.emit(label)
            self.changed.emit()
            if done and alive(owner):
                done(result)

        # What happened is told even when its form is gone: the owner guards `done` and `refused` alone.
        self._jobs.start(self._database, task, committed, guarded(refused, owner), None, progress)

    def work(
        self,
        title: str,
        task: Callable[[Progress], T],
        done: Callable[[T], object],
        *,
        refused: Refused | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Minutes of work without a session, on a thread of its own, with a bar and Batal."""
        progress, owner = Progress(title), owner or owner_of(done)

        def run() -> T:
            return unless_stopped(task(progress), progress)

        self._jobs.start(self._others, run, done, guarded(refused, owner), owner, progress)

    def maintain(
        self,
        title: str,
        task: Callable[[Progress], T],
        done: Callable[[T], object],
        *,
        refused: Refused | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Work on the database as a whole, as restoring it: nothing else here touches it meanwhile."""
        progress, owner = Progress(title), owner or owner_of(done)

        def run() -> T:
            self._shut()
            try:
                return unless_stopped(task(progress), progress)
            finally:
                self._shut()

        def finished(result: T) -> None:
            self.said.emit(title)
            self.changed.emit()
            if alive(owner):
                done(result)

        self._jobs.start(self._database, run, finished, guarded(refused, owner), None, progress)

    @property
    def file(self) -> Path | None:
        """The file of the open database; None on a server, in memory, or before it is open."""
        url = self._engine.url if self._engine is not None else None
        is_file = url is not None and url.get_backend_name() == "sqlite" and url.database
        return Path(str(url.database)) if url is not None and is_file else None

    def prepare(self) -> None:
        """Open the database ahead of the first question; a refusal is told when that is asked."""
        self._jobs.start(self._database, self._opened, lambda _engine: None, lambda _error: None, None, None)

    def undo(self) -> None:
        self._walk("Batalkan", "Dibatalkan", is_undo=True)

    def redo(self) -> None:
        self._walk("Ulangi", "Diulangi", is_undo=False)

    def _walk(self, title: str, word: str, *, is_undo: bool) -> None:
        progress = Progress(title)

        def task() -> str:
            from asn_desktop.services import history  # noqa: PLC0415 - after the first paint

            with self._writing(title) as session:
                if not history.state(session, self.actor)[0 if is_undo else 1]:
                    return ""  # the key was pressed once more than there are actions
                walk = history.undo if is_undo else history.redo
                return unless_stopped(walk(session, date.today(), self.actor, progress), progress)

        def walked(label: str) -> None:
            self.said.emit(f"{word}: {label}" if label else f"Tidak ada lagi yang dapat di{title.lower()}.")
            if label:
                self.changed.emit()

        self._jobs.start(self._database, task, walked, None, None, progress)

    def close(self) -> None:
        """Wait for what is running, drop what has not begun, and close the database."""
        for executor in (self._others, self._database):
            executor.close()
        self._shut()

    def _shut(self) -> None:
        """Close all connections; the next question opens them again."""
        if self._engine is not None:
            self._engine.dispose()

    def _opened(self) -> Engine:
        if self._engine is None:
            self._engine = self._open()
        return self._engine

    def _reading(self) -> AbstractContextManager[Session]:
        from asn_desktop.db.session import reading  # noqa: PLC0415 - after the first paint

        return reading(self._opened())

    def _writing(self, label: str) -> AbstractContextManager[Session]:
        from asn_desktop.db.session import writing  # noqa: PLC0415 - after the first paint

        return writing(self._opened(), label, self.actor)
