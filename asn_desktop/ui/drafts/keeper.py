"""Holds the drafts of the open database, and writes them on a thread of its own.

A long import on the database thread or a long PDF on the other must not hold a draft up.
"""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from asn_desktop.domain.errors import UserError
from asn_desktop.services import drafts
from asn_desktop.services.drafts import Draft, Found, Shelf
from asn_desktop.ui.kit.workers import Executor, Worker

QUIET = 600  # milliseconds after the last letter
LONGEST = 1400  # milliseconds after the first letter not yet written; with the writing less than 2 seconds


class Keeper(QObject):
    """Found by what has the same runner, see `keeper_of`; belongs to it."""

    changed = Signal()  # other drafts wait than before
    failed = Signal(object)  # the UserError why what is typed cannot be kept
    said = Signal(str)  # what was found at the start and cannot be used
    _found = Signal(object)

    def __init__(self, shelf: Shelf, parent: QObject, executor: Executor | None = None) -> None:
        super().__init__(parent)
        self.wanted = ""  # the token of the draft its form shall be filled with when it opens
        self._shelf, self._executor = shelf, executor or Worker("drafts")
        self._drafts: dict[str, Draft] = {}
        self._open: set[str] = set()
        self._unwritten: dict[str, Draft | None] = {}  # None: to be removed
        self._since = 0.0
        self._well = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._write)
        self._found.connect(self._on_found)

    def load(self) -> None:
        """Read what the last time left."""
        self._executor.submit(lambda: self._found.emit(drafts.found(self._shelf)))

    def waiting(self) -> list[Draft]:
        """Those that no open form has, newest first."""
        left = [draft for token, draft in self._drafts.items() if token not in self._open]
        return sorted(left, key=lambda draft: draft.at, reverse=True)

    def take(self, token: str) -> None:
        """A form has it from now on."""
        waited = token in self._drafts and token not in self._open
        self._open.add(token)
        if waited:
            self.changed.emit()

    def release(self, token: str) -> None:
        """The form went without being saved or given up: the draft waits."""
        if token in self._open:
            self._open.discard(token)
            self.changed.emit()

    def keep(self, draft: Draft) -> None:
        self._drafts[draft.token] = draft
        self._later(draft.token, draft)

    def drop(self, token: str) -> None:
        known = self._drafts.pop(token, None)
        if known or token in self._unwritten:
            self._unwritten[token] = None
            self._write()
        if known and token not in self._open:
            self.changed.emit()

    def close(self) -> None:
        """Write what is still to be written."""
        self._timer.stop()
        self._executor.close()
        self._write_all()

    def _later(self, token: str, draft: Draft) -> None:
        now = monotonic()
        if not self._timer.isActive():
            self._since = now
        self._unwritten[token] = draft
        left = LONGEST - round((now - self._since) * 1000)
        self._timer.start(max(0, min(QUIET, left)))

    def _write(self) -> None:
        self._timer.stop()
        if self._unwritten:
            self._executor.submit(self._write_all)

    def _write_all(self) -> None:
        """On the thread of the drafts; what was typed meanwhile is taken along."""
        while self._unwritten:
            try:
                token, draft = self._unwritten.popitem()
            except KeyError:  # the other thread was quicker
                return
            try:
                drafts.keep(self._shelf, draft) if draft else drafts.drop(self._shelf, token)
            except UserError as error:
                if self._well:  # told once, not with each letter
                    self.failed.emit(error)
                self._well = False
            else:
                self._well = True

    def _on_found(self, found: Found) -> None:
        self._drafts = {draft.token: draft for draft in found.drafts} | self._drafts
        if found.unreadable:
            self.said.emit(" ".join(found.unreadable))
        self.changed.emit()


def keeper_of(runner: QObject) -> Keeper | None:
    """None where nothing is kept: a database in memory."""
    return runner.findChild(Keeper)
