"""The pairs of one programme, as a table or as a board by state, with the chosen one beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.mentoring import words
from asn_desktop.services.mentoring import moving, pairs
from asn_desktop.services.mentoring.board import PairRow
from asn_desktop.services.mentoring.pairs import PairForm
from asn_desktop.ui.deletion import delete_action
from asn_desktop.ui.drafts import Place
from asn_desktop.ui.kit.actions import Action
from asn_desktop.ui.kit.details import Details
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.stacks import close_above_first
from asn_desktop.ui.kit.text import counted, short
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history
from asn_desktop.ui.screens.mentoring import states
from asn_desktop.ui.screens.mentoring.board_page import BoardPage
from asn_desktop.ui.screens.mentoring.pair_form import pair_panel
from asn_desktop.ui.screens.mentoring.pair_list import pair_list, show_pair
from asn_desktop.ui.screens.mentoring.reasons import Asked, reason_panel

WIDTHS, WITH_FORM = [840, 320], [740, 420]  # pixels of the pairs, and of the one or the form beside them


class PairsPart(QStackedWidget):
    opened = Signal(int)  # a pair, to be looked at

    def __init__(self, runner: Runner, programme_id: int, go: Go) -> None:
        super().__init__()
        self.setObjectName("programme_pairs")
        self._runner, self._programme_id = runner, programme_id
        self.list = pair_list(runner, programme_id, self._actions(go), self.new)
        self.board = BoardPage(runner, programme_id, self._board_actions())
        self._details = Details("Pilih pasangan untuk melihat ringkasannya.")
        self.side = QStackedWidget()
        self.body = QStackedWidget()
        self._lay_out()
        self.list.opened.connect(self._open)
        self.list.selected.connect(self._show)
        self.board.cards.opened.connect(self._open)
        self.board.chosen.connect(self._show)
        self.board.cards.moved.connect(self.move_to)

    def refresh(self) -> None:
        (self.board if self.body.currentWidget() is self.board else self.list).refresh()

    def reopen(self, form: str) -> None:
        """Where the clerk was when the program ended; a form of one pair as `change.12`."""
        name, _, pair_id = form.partition(".")
        if name == "new":
            self.new()
        elif name == "change":
            self.edit(int(pair_id))
        elif name == "stop":
            self._ask_why([int(pair_id)])

    def new(self) -> None:
        programme_id, actor = self._programme_id, self._runner.actor
        self._runner.read(lambda s: pairs.blank(s, programme_id, date.today(), actor), self._edit, owner=self)

    def edit(self, pair_id: int) -> None:
        self._runner.read(lambda s: pairs.get(s, pair_id), self._edit, owner=self)

    def move_to(self, ids: Sequence[int], state: str) -> None:
        """Stopping asks why first, unless it cannot be done anyway."""
        known = [row for row in self._rows() if row.id in ids]
        if why := next((told for row in known if (told := moving.leads(row.state, state))), ""):
            self._runner.failed.emit(UserError(f"{why} Tidak ada yang berubah."))
            return
        if state == words.STOPPED:
            self._ask_why(ids)
            return
        label = f"{states.VERBS[state]} {self._named(ids)}"
        self._runner.write(label, lambda s: moving.move(s, ids, state, date.today()), owner=self)

    def toggle(self) -> None:
        """From the table to the board and back."""
        here = self.list if self.body.currentWidget() is self.board else self.board
        self.body.setCurrentWidget(here)
        here.setFocus()

    def _ask_why(self, ids: Sequence[int]) -> None:
        label = f"Hentikan {self._named(ids)}"
        panel = reason_panel(
            self._runner,
            Place("mentoring", "pair_stop", ids[0]),
            Asked(label, label, states.WHY_STOPPED),
            lambda s, reason: moving.move(s, ids, words.STOPPED, date.today(), reason),
            self._close_side,
        )
        panel.closed.connect(self._close_side)
        self._close_side()
        self._splitter.setSizes(WITH_FORM)
        self.side.addWidget(panel)
        self.side.setCurrentWidget(panel)
        panel.setFocus()

    def _named(self, ids: Sequence[int]) -> str:
        """For the trail: the one pair by name, several by their number."""
        if len(ids) > 1:
            return f"{counted(len(ids))} pasangan"
        found = (short(row.title) for row in self._rows() if row.id == ids[0])
        return " ".join(["pasangan", *found])

    def _rows(self) -> Sequence[PairRow]:
        """Of what is on the screen: the other one reads again when it is shown."""
        is_board = self.body.currentWidget() is self.board
        return self.board.cards.rows() if is_board else self.list.rows()

    def _edit(self, form: PairForm) -> None:
        panel = pair_panel(self._runner, form, self._edited)
        panel.closed.connect(self._close)
        self._close()
        self.addWidget(panel)
        self.setCurrentWidget(panel)
        panel.setFocus()

    def _edited(self, pair_id: int) -> None:
        self._close()
        self.list.reveal(pair_id)

    def _close(self) -> None:
        close_above_first(self, self._shown())

    def _close_side(self) -> None:
        self._splitter.setSizes(WIDTHS)
        close_above_first(self.side, self._shown())

    def _shown(self) -> QWidget:
        return self.board if self.body.currentWidget() is self.board else self.list

    def _open(self, pair_id: int | None) -> None:
        if pair_id is not None:
            self.opened.emit(pair_id)

    def _show(self, pair_id: int | None) -> None:
        if pair_id is None:
            self._details.clear()
            return
        self._runner.read(
            lambda s: pairs.detail(s, pair_id),
            lambda found: show_pair(self._details, found),
            owner=self._details,
            latest="detail",
        )

    def _actions(self, go: Go) -> list[Action]:
        return [
            *self._common("papan"),
            *(self._to(state) for state in (words.RUNNING, words.FINISHED, words.STOPPED, words.PREPARED)),
            delete_action(self._runner, "mentoring_pair", lambda: self.list, lambda row: str(row.title)),
            record_history(go, "mentoring_pair"),
        ]

    def _board_actions(self) -> list[Action]:
        order = (words.RUNNING, words.FINISHED, words.STOPPED, words.PREPARED)
        return [*self._common("tabel"), *(self._to(state) for state in order)]

    def _common(self, other: str) -> list[Action]:
        return [
            Action("Pasa&ngan baru…", lambda _ids: self.new(), "Ctrl+N", "plus", needs=0, main=True),
            Action("Bu&ka", lambda ids: self._open(ids[0]), "Ctrl+Return", "folder-open"),
            Action("Ub&ah", lambda ids: self.edit(ids[0]), "F2", "pencil"),
            Action(f"Lihat s&ebagai {other}", lambda _ids: self.toggle(), "Ctrl+B", "eye", needs=0),
        ]

    def _to(self, state: str) -> Action:
        title = states.VERBS[state] + ("…" if state == words.STOPPED else "")
        return Action(title, lambda ids: self.move_to(ids, state), needs=2, more=True)

    def _lay_out(self) -> None:
        self.body.addWidget(self.list)
        self.body.addWidget(self.board)
        self.side.addWidget(self._details)
        self.side.setMinimumWidth(280)
        self.side.setContentsMargins(0, 12, 12, 8)
        self._splitter = splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("pairs_splitter")
        splitter.setHandleWidth(8)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.body)
        splitter.addWidget(self.side)
        splitter.setSizes(WIDTHS)
        splitter.setStretchFactor(0, 1)
        self.addWidget(splitter)
        self.setFocusProxy(self.body)
        self.body.setFocusProxy(self.list)
        self.body.currentChanged.connect(lambda _place: self.body.setFocusProxy(self._shown()))
