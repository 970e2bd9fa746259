"""What was agreed in all pairs and is still to be done: ticked off, put off, reminded of by letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from asn_desktop.domain import dates
from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring import actions
from asn_desktop.services.mentoring.actions import ActionRow
from asn_desktop.ui.document import DocumentPage
from asn_desktop.ui.drafts import Reopens
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history
from asn_desktop.ui.screens.mentoring.action_details import ActionDetails
from asn_desktop.ui.screens.mentoring.postponing import postpone_panel

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

LATE, SOON, UNDATED = "terlambat", "segera", "tanpa"
WHEN = {LATE: "Terlambat", SOON: "Jatuh tempo tujuh hari ini", UNDATED: "Tanpa batas waktu"}


def _due(row: ActionRow) -> tuple[bool, date]:
    """Those without a day come last."""
    return row.due is None, row.due or date.max


COLUMNS = [
    Column("Batas waktu", _due, text=lambda due: "" if due[0] else dates.short(due[1]), width=11),
    Column(
        "Terlambat",
        "late",
        text=lambda days: f"{days} hari" if days else "",
        width=9,
        tone=lambda row: "bad" if row.late else "",
    ),
    Column("Tindak lanjut", "text", width=34),
    Column("Pelaksana", "owner", width=22),
    Column("Mentor", "mentor", width=22),
    Column("Program", "programme", width=30),
    Column("Pertemuan", "met_on", width=10),
]


class ActionsPage(ListScreen):
    """`open_pair` shows the pair an action belongs to."""

    def __init__(self, runner: Runner, go: Go, open_pair: Callable[[int], None]) -> None:
        self._open_pair = open_pair
        details = ActionDetails()
        super().__init__(
            runner,
            "open_actions",
            COLUMNS,
            Rows(_read),
            noun="tindak lanjut",
            empty=Empty("Tidak ada tindak lanjut yang terbuka.", "&Muat ulang", self.refresh),
            actions=[
                Action("Tandai &selesai", self.done, "Space", "check", needs=2, main=True),
                Action("&Buka pasangan", lambda ids: self.open(ids[0]), "F2", "folder-open"),
                Action("&Ubah batas waktu", self.postpone, "Ctrl+E", "pencil", needs=2),
                Action("Surat p&engingat…", self.remind, "Ctrl+P", "printer", needs=2),
                Action("Batalkan tindak lanjut", self.drop, "Ctrl+Del", needs=2, more=True),
                record_history(go, "action_point"),
            ],
            filters=[FilterBy("when", "Batas waktu", lambda _session: WHEN.items())],
            side=details,
            hint="Cari tindak lanjut, pelaksana, atau program…",
        )
        self.opened.connect(self.open)
        Reopens(self, {"postpone": lambda draft: self.postpone([draft.record])})
        self.selected.connect(lambda key: details.show_action(self._action(key)))

    def show_late(self) -> None:
        """As Beranda counts them."""
        self.show_at({"when": (LATE,)})

    def open(self, action_id: Any) -> None:
        if row := self._action(action_id):
            self._open_pair(row.pair_id)

    def done(self, ids: list[Any]) -> None:
        self._set(ids, words.DONE, "Tandai tindak lanjut selesai")

    def drop(self, ids: list[Any]) -> None:
        self._set(ids, words.DROPPED, "Batalkan tindak lanjut")

    def postpone(self, ids: list[Any]) -> None:
        """Another day for all chosen."""
        row = self._action(ids[0])
        panel = postpone_panel(self._runner, ids, row.due if row else None, self.close_side)
        panel.closed.connect(self.close_side)
        self.open_side(panel)

    def remind(self, ids: list[Any]) -> None:
        """A letter to each of those who are to act."""
        from asn_desktop.services.mentoring import papers  # noqa: PLC0415 - ReportLab, when it is asked for

        today = date.today()

        def draw(pack: papers.Pack) -> None:
            title = "Menyusun surat pengingat"
            self._runner.work(title, lambda progress: papers.draw(pack, progress), show, owner=self)

        def show(pdf: bytes) -> None:
            page = DocumentPage(
                self._runner, "Surat pengingat tindak lanjut", "Surat pengingat", pdf, landscape=False
            )
            page.closed.connect(self.close_page)
            self.open_page(page)

        self._runner.read(lambda s: papers.reminders(s, ids, today), draw, owner=self)

    def _set(self, ids: list[Any], state: str, label: str) -> None:
        today = date.today()
        self._runner.write(label, lambda s: actions.set_state(s, ids, state, today))

    def _action(self, action_id: Any) -> ActionRow | None:
        return next((row for row in self.rows() if row.id == action_id), None)


def _read(session: Session, asked: Asked) -> Sequence[ActionRow]:
    today = date.today()
    found = actions.open_actions(session, today, text=asked.text)
    chosen = asked.chosen.get("when")
    return [row for row in found if not chosen or _when(row, today) in chosen]


def _when(row: ActionRow, today: date) -> str:
    if row.due is None:
        return UNDATED
    if row.late:
        return LATE
    return SOON if row.due <= today + timedelta(actions.SOON) else ""
