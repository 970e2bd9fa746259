"""Where the work of the Runner is done: on a thread of its own, or at once."""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Protocol, TypeAlias

Job: TypeAlias = Callable[[], None]


class Executor(Protocol):
    def submit(self, job: Job) -> None: ...
    def close(self) -> None: ...


class Inline:
    """Does the work at once; for tests."""

    def submit(self, job: Job) -> None:
        job()

    def close(self) -> None:
        pass


class Worker:
    """One thread that does one job after another."""

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: Job) -> None:
        self._jobs.put(job)

    def close(self) -> None:
        """Finish the job that is running, drop what has not begun."""
        while not self._jobs.empty():
            self._jobs.get()
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while job := self._jobs.get():
            job()
