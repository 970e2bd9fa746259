"""One programme: its state, its pairs, and the way to its papers and certificates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from asn_desktop.domain import dates
from asn_desktop.domain.mentoring import words
from asn_desktop.services.certificates import Occasion
from asn_desktop.services.mentoring import programmes
from asn_desktop.services.mentoring.programmes import ProgrammeForm, ProgrammeRow
from asn_desktop.services.proofs import KeyStore
from asn_desktop.ui import theme
from asn_desktop.ui.drafts import Place
from asn_desktop.ui.handout import Handout
from asn_desktop.ui.issue import IssuePage
from asn_desktop.ui.kit.actions import Action, Actions
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.stacks import close_above_first
from asn_desktop.ui.kit.text import counted, label, set_look
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.mentoring import states
from asn_desktop.ui.screens.mentoring.list_import import logbook_wizard
from asn_desktop.ui.screens.mentoring.pairs import PairsPart
from asn_desktop.ui.screens.mentoring.programme_form import programme_panel
from asn_desktop.ui.screens.mentoring.programme_tabs import ProgrammeTabs
from asn_desktop.ui.screens.mentoring.reasons import Asked, reason_panel

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session


STOP = "Hentikan program…"


class ProgrammePage(QStackedWidget):
    closed = Signal()
    opened = Signal(int)  # a pair

    def __init__(self, runner: Runner, programme_id: int, keys: KeyStore, go: Go) -> None:
        super().__init__()
        self.setObjectName("programme")
        self._runner, self._programme_id, self._keys = runner, programme_id, keys
        self._stale = True
        self._title = label("", "heading", wrap=True, name="programme_title")
        self._subtitle = label("", "quiet", wrap=True, name="programme_subtitle")
        self._state = label("", name="programme_state")
        self.pairs = PairsPart(runner, programme_id, go)
        self.pairs.opened.connect(self.opened)
        self.tabs = ProgrammeTabs(runner, programme_id, go, self.pairs)
        self._page = page = QWidget()
        self._actions = Actions(page, QWidget(page), self._for_page(), list)
        self._steps = {state: self._step(state) for state in (words.RUNNING, words.FINISHED)}
        self._lay_out(page)
        self.addWidget(page)
        self.setFocusProxy(self.tabs)
        runner.changed.connect(self._on_changed)

    def refresh(self) -> None:
        self._read()
        if self.tabs.currentIndex() == 0:
            self.pairs.refresh()
        else:
            self.tabs.refresh()

    def reopen(self, form: str) -> None:
        """Where the clerk was: `programme`, `stop`, `pairs.new`, or a part with its form."""
        part, _, inner = form.partition(".")
        if form == "programme":
            self.edit()
        elif form == "stop":
            self.stop()
        elif part == "pairs":
            self.tabs.setCurrentIndex(0)
            self.pairs.reopen(inner)
        else:
            self.tabs.reopen(form)

    def edit(self) -> None:
        def opened(form: ProgrammeForm) -> None:
            panel = programme_panel(self._runner, form, lambda _id: self._back())
            panel.closed.connect(self._back)
            self._open(panel)
            panel.form.editors["name"].setFocus()

        self._runner.read(lambda s: programmes.get(s, self._programme_id), opened, owner=self)

    def stop(self) -> None:
        """Asks why; its pairs that are not finished stop with it."""
        panel = reason_panel(
            self._runner,
            Place("mentoring", "programme_stop", self._programme_id),
            Asked(
                "Hentikan program",
                f"Hentikan program {self._title.text()}",
                f"{states.WHY_STOPPED} Pasangan yang belum selesai ikut dihentikan.",
            ),
            lambda s, reason: programmes.stop(s, self._programme_id, reason, date.today()),
            self._back,
        )
        panel.closed.connect(self._back)
        self._open(panel)

    def issue(self) -> None:
        page = IssuePage(self._runner, Occasion.programme(self._programme_id), self._keys)
        page.closed.connect(self._back)
        page.issued.connect(self._hand_out)
        self._open(page)

    def take_logbooks(self) -> None:
        self._open(logbook_wizard(self._runner, self._programme_id, self._back))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _for_page(self) -> list[Action]:
        return [
            Action("&Terbitkan sertifikat…", lambda _: self.issue(), "Ctrl+T", "award", needs=0),
            Action("Ubah data program", lambda _: self.edit(), "Ctrl+E", "pencil", needs=0, more=True),
            Action("Impor logbook…", lambda _: self.take_logbooks(), "Ctrl+I", needs=0, more=True),
            Action(STOP, lambda _: self.stop(), needs=0, more=True),
        ]

    def _step(self, state: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"programme_{state}")
        button.clicked.connect(lambda: self._change(state))
        button.hide()
        return button

    def _change(self, state: str) -> None:
        work = programmes.start if state == words.RUNNING else programmes.finish
        label = f"{states.VERBS[state]} program {self._title.text()}"
        self._runner.write(label, lambda s: work(s, self._programme_id), owner=self)

    def _read(self) -> None:
        self._stale = False
        key = self._programme_id

        def read(session: Session) -> ProgrammeRow | None:
            return programmes.row(session, key, date.today())

        self._runner.read(read, self._show, owner=self, latest="programme")

    def _show(self, found: ProgrammeRow | None) -> None:
        if found is None:  # undone: there is nothing to look at any more
            self.closed.emit()
            return
        self._title.setText(found.name)
        parts = [
            words.KINDS.get(found.kind, found.kind),
            dates.span(found.starts_on, found.ends_on),
            f"{counted(found.pairs)} pasangan, {counted(found.mentees)} mentee",
            f"{counted(found.finished)} pasangan selesai" if found.finished else "",
            f"{counted(found.meetings)} pertemuan",
            f"! {counted(found.overdue)} tindak lanjut lewat" if found.overdue else "",
            f"alasan dihentikan: {found.stop_reason}" if found.stop_reason else "",
        ]
        self._subtitle.setText(" · ".join(part for part in parts if part))
        self._state.setText(states.shown(found.state))
        set_look(self._state, states.tone(found.state))
        self._offer_steps(found.state)

    def _offer_steps(self, state: str) -> None:
        is_open = state in (words.PREPARED, words.RUNNING)
        titles = {
            words.RUNNING: "&Mulai program" if state == words.PREPARED else "Jalankan la&gi",
            words.FINISHED: "Selesaikan progra&m",
        }
        for step, button in self._steps.items():
            button.setText(titles[step])
            offered = state != words.RUNNING if step == words.RUNNING else is_open
            button.setVisible(offered and not (step == words.FINISHED and state == words.PREPARED))
        for action in self._page.actions():
            if action.text() == STOP:
                action.setEnabled(is_open)

    def _hand_out(self, ids: Sequence[int]) -> None:
        page = Handout(self._runner, list(ids), self._title.text())
        page.closed.connect(self._back)
        self._back()
        self._open(page)

    def _open(self, page: QWidget) -> None:
        self._back()
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def _back(self) -> None:
        close_above_first(self, self.tabs)
        self.tabs.setFocus()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._read()

    def _lay_out(self, page: QWidget) -> None:
        back = QPushButton("Program &lain")
        back.setObjectName("programme_back")
        theme.set_icon(back, "chevron-left")
        back.clicked.connect(self.closed.emit)
        escape = QShortcut(QKeySequence("Esc"), page)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed.emit)
        said = QVBoxLayout()
        said.setSpacing(0)
        about = QHBoxLayout()
        about.setSpacing(12)
        about.addWidget(self._state)
        about.addWidget(self._subtitle, 1)
        said.addWidget(self._title)
        said.addLayout(about)
        head = QHBoxLayout()
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(back, alignment=top)
        head.addLayout(said, 1)
        for button in self._steps.values():
            head.addWidget(button, alignment=top)
        buttons = QWidget()
        buttons.setLayout(self._actions.layout)
        self._actions.layout.setContentsMargins(0, 0, 0, 0)
        head.addWidget(buttons, alignment=top)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)
