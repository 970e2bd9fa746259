"""What a clerk does to many people at once: doubles, one change for many, deleting."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from asn_desktop.services import employees
from asn_desktop.services.employees import Filter
from asn_desktop.ui.deletion import delete_action
from asn_desktop.ui.kit.actions import Action
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.runner import Runner


def tidying(runner: Runner, screen: Callable[[], ListScreen], shown: Callable[[], Filter]) -> list[Action]:
    """Actions for the list of people; `shown` is the filter the clerk has set."""

    def find_doubles(_ids: Sequence[int] = ()) -> None:
        from asn_desktop.ui.screens.employees.duplicates import Duplicates  # noqa: PLC0415 - rarely needed

        screen().open_page(Duplicates(runner, screen().close_page))

    def change_many(ids: Sequence[int]) -> None:
        from asn_desktop.ui.screens.employees.bulk import bulk_wizard  # noqa: PLC0415 - rarely needed

        wanted, chosen = shown(), list(ids) if len(ids) > 1 else []

        def open_(found: tuple[list[int], str]) -> None:
            screen().open_page(bulk_wizard(runner, screen().close_page, chosen, *found))

        runner.read(
            lambda s: (employees.ids(s, wanted), employees.describe(s, wanted)), open_, owner=screen()
        )

    return [
        Action("Ubah &banyak…", change_many, "Ctrl+B", "replace", needs=0, more=True),
        Action("Cari &data ganda…", find_doubles, "Ctrl+D", "copy", needs=0, more=True),
        delete_action(runner, "person", screen, lambda row: str(row.printed_name)),
    ]
