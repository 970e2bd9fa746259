"""The programmes of mentoring, newest first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from asn_desktop.services.mentoring import programmes
from asn_desktop.ui.kit.actions import Empty
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

COLUMNS = [Column("Program", "name", width=40), Column("Mulai", "starts_on", width=10)]


class Programmes:
    """The list; opening a programme puts its page over it."""

    def __init__(self, runner: Runner, go: Go) -> None:
        self._runner, self._go = runner, go
        self.list = ListScreen(
            runner,
            "programmes",
            COLUMNS,
            Rows(_read),
            noun="program",
            empty=Empty("Belum ada program mentoring.", "&Tambah program", lambda: None),
            hint="Cari nama program…",
        )

    def show_at(self, target: Any) -> None:
        pass

    def refresh(self) -> None:
        self.list.refresh()


def _read(session: Session, asked: Asked) -> list[programmes.ProgrammeRow]:
    return programmes.rows(session, date.today(), asked.text)
