"""“Riwayat data ini” on every record: goes to the trail of that record and of what hangs on it."""

from __future__ import annotations

from asn_desktop.ui.kit.actions import Action
from asn_desktop.ui.navigation import Go

TITLE = "Riwa&yat data ini"


def record_history(go: Go, table_name: str) -> Action:
    """For the list whose rows have the ids of this table."""
    return Action(
        TITLE, lambda ids: show_history(go, table_name, ids[0]), "Ctrl+Shift+H", "history", more=True
    )


def show_history(go: Go, table_name: str, row_id: int) -> None:
    go("history", {"record": ((table_name, row_id),)})
