"""Saves what is typed into a grid: in order, and what was typed while one write ran, together as the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from asn_desktop.domain.errors import UserError
from asn_desktop.ui.grid.model import Cells
from asn_desktop.ui.grid.widget import Grid
from asn_desktop.ui.kit.runner import Runner

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session


class GridSaving(QObject):
    """`title` names the action in the history; `save` raises UserError, then nothing of it is kept."""

    def __init__(
        self,
        runner: Runner,
        grid: Grid,
        title: Callable[[Cells], str],
        save: Callable[[Session, Cells], object],
    ) -> None:
        super().__init__(grid)
        self._runner, self._grid, self._title, self._save = runner, grid, title, save
        self._waiting: Cells = {}
        self._is_writing = False
        grid.edited.connect(self._on_edited)

    def _on_edited(self, cells: Cells) -> None:
        self._waiting |= cells
        if not self._is_writing:
            self._write()

    def _write(self) -> None:
        cells, self._waiting = self._waiting, {}
        self._is_writing = True

        def saved(_outcome: object) -> None:
            self._grid.settle(cells)
            self._next()

        def refused(error: UserError) -> None:
            self._grid.refuse(cells, str(error))
            self._next()

        self._runner.write(
            self._title(cells), lambda s: self._save(s, cells), saved, refused=refused, owner=self
        )

    def _next(self) -> None:
        self._is_writing = False
        if self._waiting:
            self._write()
