"""Saves what is typed into a grid: in order, and what was typed while one write ran, together as the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from asn_desktop.domain.errors import UserError
from asn_desktop.ui.grid.model import Cells, Place
from asn_desktop.ui.grid.widget import Grid
from asn_desktop.ui.kit.runner import Runner

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session


class GridSaving(QObject):
    """`title` names the action in the history; `save` raises UserError, then nothing of it is kept.

    `mine` leaves the other cells to another saving of the same grid.
    """

    refused = Signal(object, object)  # the error and the cells, which show again what is saved

    def __init__(
        self,
        runner: Runner,
        grid: Grid,
        title: Callable[[Cells], str],
        save: Callable[[Session, Cells], object],
        mine: Callable[[Place], bool] = lambda _place: True,
    ) -> None:
        super().__init__(grid)
        self._runner, self._grid, self._title, self._save = runner, grid, title, save
        self._mine = mine
        self._waiting: Cells = {}
        self._running: Cells | None = None
        grid.edited.connect(self._on_edited)
        runner.busy.connect(self._on_busy)

    @property
    def is_running(self) -> bool:
        """Also while `runner.changed` tells of its own write."""
        return self._running is not None

    def _on_edited(self, cells: Cells) -> None:
        own = {place: text for place, text in cells.items() if self._mine(place)}
        self._waiting |= own
        if own and self._running is None:
            self._write()

    def _write(self) -> None:
        cells, self._waiting = self._waiting, {}
        self._running = cells

        def saved(_outcome: object) -> None:
            self._grid.settle(cells)
            self._next()

        def refused(error: UserError) -> None:
            self._grid.refuse(cells, str(error))
            self.refused.emit(error, cells)
            self._next()

        self._runner.write(
            self._title(cells), lambda s: self._save(s, cells), saved, refused=refused, owner=self
        )

    def _next(self) -> None:
        self._running = None
        if self._waiting:
            self._write()

    def _on_busy(self, is_busy: bool) -> None:
        if not is_busy and self._running is not None:
            running = self._running
            QTimer.singleShot(0, self, lambda: self._broken(running))

    def _broken(self, cells: Cells) -> None:
        """The write ended neither way: a bug. What is shown must not look saved."""
        if self._running is cells:
            self._grid.refuse(
                cells,
                "Isian terakhir tidak tersimpan karena ada kesalahan dalam program. "
                "Isi kembali; bila terulang, muat ulang dahulu (F5).",
            )
            self._next()
