"""Hapus, on every list that has it: done at once, told in full, taken back with Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asn_desktop.services import deletion
from asn_desktop.services.deletion import Deleted
from asn_desktop.ui.kit.actions import Action
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner


def delete_action(
    runner: Runner, table_name: str, name: Callable[[], str], *, needs: int = 2, title: str = "&Hapus"
) -> Action:
    """`name` is that of the record the cursor is on; `needs` is 2 where several can be chosen."""

    def run(ids: list[Any]) -> None:
        progress = Progress("Menghapus")

        def told(deleted: Deleted) -> None:
            runner.said.emit(deleted.sentence)

        runner.write(
            deletion.label(table_name, len(ids), name()),
            lambda s: deletion.delete(s, table_name, ids, progress),
            told,
            progress=progress,
        )

    return Action(title, run, "Del", "trash-2", needs=needs, more=True)
