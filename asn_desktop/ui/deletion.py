"""Hapus, on every list that has it: done at once, told in full, taken back with Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asn_desktop.services import deletion
from asn_desktop.services.deletion import Deleted
from asn_desktop.ui.kit.actions import Action
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner


def delete_action(
    runner: Runner,
    table_name: str,
    screen: Callable[[], ListScreen],
    name: Callable[[Any], str] = lambda row: str(row.name),
) -> Action:
    """`name` is that of a row of the list, for the trail."""

    def run(ids: list[Any]) -> None:
        progress, row = Progress("Menghapus"), screen().row()

        def told(deleted: Deleted) -> None:
            runner.said.emit(deleted.sentence)

        runner.write(
            deletion.label(table_name, len(ids), name(row) if row else ""),
            lambda s: deletion.delete(s, table_name, ids, progress),
            told,
            progress=progress,
        )

    return Action("&Hapus", run, "Del", "trash-2", needs=2, more=True)
