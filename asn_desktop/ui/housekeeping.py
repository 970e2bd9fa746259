"""What the program does by itself while a clerk works: backups, checks, and notes of how far the trail is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.ui.kit.jobs import Jobs
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.workers import Executor, Worker

if TYPE_CHECKING:
    from asn_desktop.services.backups import Made

SETTLED = 8_000  # milliseconds after the start: the first screen stands and is being used
ROUND = 15 * 60_000  # milliseconds between two looks whether a new day has begun
NOTED = 20_000  # milliseconds after a change until it is noted how far the trail is


class Housekeeping(QObject):
    said = Signal(str)  # a sentence for the status line
    damaged = Signal(object)  # the DamagedError
    lost = Signal(int)  # so many actions that were done are not in the trail any more

    def __init__(self, runner: Runner, executor: Executor | None = None) -> None:
        super().__init__(runner)
        self._runner, self._executor = runner, executor or Worker("house")
        self._jobs = Jobs()
        self._reminded: tuple[date, str] | None = None
        self._round, self._noting = QTimer(self), QTimer(self)
        self._round.setInterval(ROUND)
        self._round.timeout.connect(self.keep_day)
        self._noting.setSingleShot(True)
        self._noting.setInterval(NOTED)
        self._noting.timeout.connect(self._note)

    def begin(self, *, unclean: bool) -> None:
        """`unclean`: the last end was none, so the whole file is looked at once."""
        self._runner.changed.connect(lambda: self._noting.isActive() or self._noting.start())
        QTimer.singleShot(SETTLED, self, partial(self.look, unclean=unclean))
        self._round.start()

    def look(self, *, unclean: bool) -> None:
        from asn_desktop.services import anchors, startup  # noqa: PLC0415 - long after the first paint

        self._runner.read(lambda s: len(anchors.lost(s, datetime.now())), self._on_lost, owner=self)
        if unclean and (file := self._runner.file):
            self._start(partial(startup.whole, file), lambda _contents: None)
        self.keep_day()

    def keep_day(self) -> None:
        """The backup of the day, where there is none yet."""
        from asn_desktop.services import backups  # noqa: PLC0415 - long after the first paint

        if file := self._runner.file:
            self._start(lambda: backups.daily(file, datetime.now()), self._made)

    def close_with_backup(self, file: Path, then: Callable[[UserError | None], None]) -> None:
        """Back up what was done, unless the clerk skips it; what is being written is waited for."""
        from asn_desktop.services import backups  # noqa: PLC0415 - long after the first paint

        progress = Progress("Membuat cadangan…", "&Lewati")

        def work() -> Made | None:
            try:
                return backups.at_close(file, datetime.now(), progress)
            except Cancelled:
                return None

        self._round.stop()
        self._runner.read(
            lambda _session: None,
            lambda _none: self._jobs.start(
                self._executor, work, lambda _made: then(None), then, self, progress
            ),
            refused=then,
            owner=self,
        )

    def close(self) -> None:
        self._executor.close()

    def _start(self, task: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self._jobs.start(self._executor, task, done, self._on_refused, self, None)

    def _made(self, made: Made) -> None:
        today = (date.today(), made.reminder)
        if made.reminder and self._reminded != today:
            self._reminded = today
            self.said.emit(made.reminder)

    def _on_refused(self, error: UserError) -> None:
        from asn_desktop.services import startup  # noqa: PLC0415 - long after the first paint

        if isinstance(error, startup.DamagedError):
            self.damaged.emit(error)
        else:
            self.said.emit(f"Cadangan hari ini belum dibuat: {error}")

    def _on_lost(self, count: int) -> None:
        if count:
            self.lost.emit(count)

    def _note(self) -> None:
        from asn_desktop.services import anchors  # noqa: PLC0415 - long after the first paint

        self._runner.read(
            lambda s: anchors.note(s, datetime.now(), anchors.WORKING), lambda _noted: None, owner=self
        )
