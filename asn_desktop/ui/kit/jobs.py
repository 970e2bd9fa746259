"""Starts work on a thread and brings its outcome back to the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.workers import Executor

T = TypeVar("T")
Refused: TypeAlias = Callable[[UserError], object]


class Jobs(QObject):
    said = Signal(str)
    failed = Signal(object)
    busy = Signal(bool)
    _finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._running = 0
        self._finished.connect(self._call)

    def start(  # noqa: PLR0917 - one caller a line above each
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
            if not alive(owner):
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


def owner_of(done: object) -> QObject | None:
    owner = getattr(done, "__self__", None)
    return owner if isinstance(owner, QObject) else None


def alive(owner: QObject | None) -> bool:
    return owner is None or shiboken6.isValid(owner)


def guarded(refused: Refused | None, owner: QObject | None) -> Refused | None:
    return (lambda error: refused(error) if alive(owner) else None) if refused else None


def unless_stopped(result: T, progress: Progress | None) -> T:
    """Whatever the work made of being told to stop: nothing of it is kept."""
    if progress and progress.stopped:
        raise Cancelled
    return result
