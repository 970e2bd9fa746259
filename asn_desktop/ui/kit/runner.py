"""Runs work off the GUI thread and brings the outcome back to it.

All database work goes through one thread, so it happens in the order the clerk asked for it and SQLite never
sees two writers of this program. The database is opened by that thread, after the window is on the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.workers import Executor, Inline, Worker

if TYPE_CHECKING:  # imported for real by the database thread: SQLAlchemy would hold up the first paint
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

__all__ = ["Inline", "Runner", "Session"]  # screens have the name of a session from here
T = TypeVar("T")
Refused: TypeAlias = Callable[[UserError], object]


class Runner(QObject):
    """`done` and `refused` are called on the GUI thread, unless `owner` is gone by then (none named: the
    object whose methods they are). `latest` names a question of the owner: asked again before its answer,
    only the newest is answered.
    """

    changed = Signal()  # something was committed: read again
    said = Signal(str)  # what just happened, for the status line
    failed = Signal(object)  # a UserError nobody else dealt with
    busy = Signal(bool)
    _finished = Signal(object)

    def __init__(self, open_engine: Callable[[], Engine], executor: Executor | None = None) -> None:
        super().__init__()
        self._open = open_engine
        self._engine: Engine | None = None
        self._database = executor or Worker("database")
        self._others = executor or Worker("work")
        self._newest: dict[tuple[int, str], int] = {}
        self._running = 0
        self._finished.connect(self._call)

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
        owner = owner or _owner(done)
        key = (id(owner), latest)
        ticket = self._newest[key] = self._newest.get(key, 0) + 1

        def is_old() -> bool:
            return bool(latest) and self._newest[key] != ticket

        def task() -> T | None:
            if is_old():
                return None
            with self._reading() as session:
                return _unless_stopped(work(session), progress)

        def answered(result: Any) -> None:
            if not is_old():
                done(result)

        self._start(self._database, task, answered, _guarded(refused, owner), owner, progress)

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
        owner = owner or _owner(done) or _owner(refused)

        def task() -> T:
            with self._writing(label) as session:
                return _unless_stopped(work(session), progress)

        def committed(result: T) -> None:
            self.said.emit(label)
            self.changed.emit()
            if done and _alive(owner):
                done(result)

        # What happened is told even when its form is gone: the owner guards `done` and `refused` alone.
        self._start(self._database, task, committed, _guarded(refused, owner), None, progress)

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
        progress, owner = Progress(title), owner or _owner(done)

        def run() -> T:
            return _unless_stopped(task(progress), progress)

        self._start(self._others, run, done, _guarded(refused, owner), owner, progress)

    def prepare(self) -> None:
        """Open the database ahead of the first question; a refusal is told when that is asked."""
        self._start(self._database, self._opened, lambda _engine: None, lambda _error: None, None, None)

    def undo(self) -> None:
        self._walk("Dibatalkan", is_undo=True)

    def redo(self) -> None:
        self._walk("Diulangi", is_undo=False)

    def _walk(self, word: str, *, is_undo: bool) -> None:
        def task() -> str:
            from asn_desktop.services import history  # noqa: PLC0415 - after the first paint

            with self._writing(word) as session:
                return (history.undo if is_undo else history.redo)(session, date.today())

        def walked(label: str) -> None:
            self.said.emit(f"{word}: {label}")
            self.changed.emit()

        self._start(self._database, task, walked, None, None, None)

    def close(self) -> None:
        """Wait for what is running, drop what has not begun, and close the database."""
        for executor in (self._others, self._database):
            executor.close()
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

        return writing(self._opened(), label)

    def _start(  # noqa: PLR0917 - one caller a line above each
        self,
        executor: Executor,
        task: Callable[[], T],
        done: Callable[[T], object],
        refused: Refused | None,
        owner: QObject | None,
        progress: Progress | None,
    ) -> None:
        def job() -> None:
            try:
                result = task()
            except Exception as error:  # noqa: BLE001 - told or raised where it can be seen
                self._finished.emit(lambda caught=error: finish(None, caught))
            else:
                self._finished.emit(lambda: finish(result, None))

        def finish(result: Any, error: Exception | None) -> None:
            self._count(-1)
            if progress:
                progress.finish()
            if not _alive(owner):
                return
            match error:
                case None:
                    done(result)
                case Cancelled():
                    self.said.emit(str(error))
                case UserError():
                    (refused or self.failed.emit)(error)
                case _:
                    raise error  # reaches sys.excepthook

        self._count(+1)
        if progress:
            progress.begin()
        executor.submit(job)

    def _count(self, step: int) -> None:
        self._running += step
        self.busy.emit(self._running > 0)

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        call()


def _owner(done: object) -> QObject | None:
    owner = getattr(done, "__self__", None)
    return owner if isinstance(owner, QObject) else None


def _alive(owner: QObject | None) -> bool:
    return owner is None or shiboken6.isValid(owner)


def _guarded(refused: Refused | None, owner: QObject | None) -> Refused | None:
    return (lambda error: refused(error) if _alive(owner) else None) if refused else None


def _unless_stopped(result: T, progress: Progress | None) -> T:
    """Whatever the work made of being told to stop: nothing of it is kept."""
    if progress and progress.stopped:
        raise Cancelled
    return result
