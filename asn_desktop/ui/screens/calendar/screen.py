"""The calendar: a year, a month, a week or a list, with what can be done there."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from asn_desktop.domain import dates
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.files import replacing
from asn_desktop.services import calendar
from asn_desktop.services.calendar import Filter, Proposal
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.stacks import close_above_first
from asn_desktop.ui.kit.text import label, say
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.calendar import shown
from asn_desktop.ui.screens.calendar.board import Board
from asn_desktop.ui.screens.calendar.decision import Decision
from asn_desktop.ui.screens.calendar.guided import Guided
from asn_desktop.ui.screens.calendar.legend import Legend
from asn_desktop.ui.screens.calendar.listing import Agenda
from asn_desktop.ui.screens.calendar.month import MonthBoard
from asn_desktop.ui.screens.calendar.printing import WallPage
from asn_desktop.ui.screens.calendar.shown import LIST, MONTH, WEEK, YEAR, Shown
from asn_desktop.ui.screens.calendar.toolbar import Nothing, Toolbar
from asn_desktop.ui.screens.calendar.week import WeekBoard
from asn_desktop.ui.screens.calendar.year import YearBoard

TYPING = 80  # milliseconds without a key before the search begins
ICS = "Kalender (*.ics)"


class CalendarScreen(QStackedWidget):
    arrived = Signal()  # what was asked for is on the screen

    def __init__(self, runner: Runner, go: Go) -> None:
        super().__init__()
        self.setObjectName("calendar")
        self._runner, self._go = runner, go
        self._day, self._stale = date.today(), True
        self.bar = Toolbar()
        self.boards: dict[str, Board] = {YEAR: YearBoard(), MONTH: MonthBoard(), WEEK: WeekBoard()}
        self.agenda, self.guided = Agenda(), Guided()
        self.legend, self.decision, self.nothing = Legend(), Decision(), Nothing()
        self._views = QStackedWidget()
        self._words = label("", "quiet", name="calendar_words")
        self._message = label("", "bad-box", wrap=True, name="calendar_message")
        self._message.hide()
        self._typing = QTimer(self, singleShot=True, interval=TYPING)
        self._lay_out()
        self._connect()
        self.bar.show_view(str(QSettings().value("calendar/view", MONTH)))

    @property
    def view(self) -> str:
        return self.bar.view

    def filter(self) -> Filter:
        return Filter(self.bar.search.text().strip(), self.bar.forms.chosen())

    def refresh(self) -> None:
        self._stale = False
        view, day, today, chosen = self.view, self._day, date.today(), self.filter()
        self._runner.read(lambda s: shown.read(s, view, day, today, chosen), self._show, latest="calendar")

    def show_at(self, target: object) -> None:
        """A day, or nothing for where one was."""
        if isinstance(target, date):
            self._day = target
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._runner.read(calendar.forms, self._offer_forms, latest="forms")
            self.refresh()

    def _offer_forms(self, forms: list[calendar.Form]) -> None:
        self.bar.forms.offer((form.code, form.name) for form in forms)

    def _show(self, found: Shown) -> None:
        if found.view != self.view:
            return
        self.decision.hide()
        self.bar.say(shown.title(found.view, found.first, found.last))
        self.legend.show_forms([found.form(entry) for entry in found.entries])
        self.guided.show_period(found)
        self.nothing.speak(found, is_filtered=self.filter() != Filter())
        if found.view == LIST:
            self.agenda.show_period(found)
            self._words.setText(f"{len(found.entries)} kegiatan pada {found.first.year}")
        else:
            self.boards[found.view].show_period(found, self._day)
        self.arrived.emit()

    def board(self) -> Board | None:
        """None in the list."""
        return self.boards.get(self.view)

    def new(self) -> None:
        """A new event on the day the keyboard is on."""
        board = self.board()
        self._go("training", {"new": board.cursor_at.day if board else self._day})

    def turn(self, by: int) -> None:
        self.go_to(shown.later(self.view, self._day, by))

    def go_to(self, day: date) -> None:
        self._day = day
        self.refresh()

    def propose(self, event_id: int, first: date, last: date, scope: str = "ini") -> None:
        """Ask what would come of it; what has no consequences is done at once."""
        self._message.hide()
        self._runner.read(
            lambda s: calendar.propose(s, event_id, first, last, scope),
            self._decide,
            refused=self._refuse,
            latest="proposal",
        )

    def _decide(self, proposal: Proposal) -> None:
        if proposal.warns or proposal.in_series:
            self.decision.show_proposal(proposal)
        else:
            self._move(proposal)

    def _move(self, proposal: Proposal) -> None:
        self.decision.hide()
        first, last = proposal.first, proposal.last
        self._day = first  # the view goes along
        self._runner.write(
            f"Pindahkan {proposal.title} ke {dates.span(first, last)}",
            lambda s: calendar.move(s, proposal.event_id, first, last, proposal.scope),
            refused=self._refuse,
            owner=self,
        )
        self._focus_board()

    def _refuse(self, error: UserError) -> None:
        say(self._message, str(error), "bad-box")
        self._drop()

    def _drop(self) -> None:
        self.decision.hide()
        if board := self.board():
            board.draw(None)
        self._focus_board()

    def _focus_board(self) -> None:
        (self.board() or self.agenda).setFocus()

    def print_out(self) -> None:
        page = WallPage(self._runner, self._day, self.filter())
        page.closed.connect(self._close_page)
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def _close_page(self) -> None:
        close_above_first(self, self._views)

    def export(self) -> None:
        first, last = shown.period(self.view, self._day)
        name = f"Kalender pelatihan {shown.title(self.view, first, last)}.ics"
        if path := dialogs.save_file(self, "Simpan kalender", name, ICS):
            self.write_ics(path)

    def write_ics(self, path: Path) -> None:
        """What is shown, with its filter."""
        (first, last), now, chosen = shown.period(self.view, self._day), datetime.now(), self.filter()

        def work(data: bytes) -> None:
            def task(_progress: object) -> None:
                with replacing(path) as draft:
                    draft.write_bytes(data)

            said = f"Kalender disimpan: {path}"
            self._runner.work(
                "Menyimpan kalender",
                task,
                lambda _nothing: self._runner.said.emit(said),
                refused=self._refuse,
                owner=self,
            )

        self._runner.read(lambda s: calendar.ics(s, first, last, now, chosen), work, owner=self)

    def _on_view(self, view: str) -> None:
        QSettings().setValue("calendar/view", view)
        self._views.setCurrentIndex(list(shown.VIEWS).index(view))
        self._views.setFocusProxy(self.board() or self.agenda)
        self._message.hide()
        if self.isVisible():
            self.refresh()
            self._focus_board()

    def _clear(self) -> None:
        self.bar.search.clear()
        self.bar.forms.clear()
        self.refresh()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _connect(self) -> None:
        self._runner.changed.connect(self._on_changed)
        self._typing.timeout.connect(self.refresh)
        self.bar.search.textChanged.connect(lambda _text: self._typing.start())
        self.bar.forms.changed.connect(self.refresh)
        self.bar.view_chosen.connect(self._on_view)
        self.bar.turned.connect(self.turn)
        self.bar.today_wanted.connect(lambda: self.go_to(date.today()))
        self.bar.new_wanted.connect(self.new)
        self.bar.print_wanted.connect(self.print_out)
        self.bar.export_wanted.connect(self.export)
        self.nothing.new_wanted.connect(self.new)
        self.nothing.clear_wanted.connect(self._clear)
        self.agenda.chosen.connect(self._open)
        self.guided.chosen.connect(lambda pair_id: self._go("mentoring", ("pair", pair_id)))
        self.decision.kept.connect(self._move)
        self.decision.scoped.connect(lambda p, scope: self.propose(p.event_id, p.first, p.last, scope))
        self.decision.dropped.connect(self._drop)
        for board in self.boards.values():
            board.opened.connect(self._open)
            board.wanted.connect(lambda day: self._go("training", {"new": day}))
            board.proposed.connect(self.propose)
            board.pointed.connect(self._words.setText)
            board.left.connect(self.go_to)
            board.turned.connect(self.turn)

    def _open(self, event_id: int) -> None:
        self._go("training", event_id)

    def _lay_out(self) -> None:
        for board in self.boards.values():
            self._views.addWidget(_scrolled(board))
        self._views.addWidget(self.agenda)
        page, middle = QWidget(), QHBoxLayout()
        middle.addWidget(self._views, 1)
        middle.addWidget(self.decision)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        for widget in (self.bar, self._message, self.nothing):
            layout.addWidget(widget)
        layout.addLayout(middle, 1)
        layout.addWidget(self.guided)
        layout.addWidget(self.legend)
        layout.addWidget(self._words)
        self.addWidget(page)
        self.setFocusProxy(self._views)


def _scrolled(board: Board) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName(f"calendar_{board.objectName()}")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(board)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFocusProxy(board)
    area.verticalScrollBar().valueChanged.connect(lambda _place: board.update())
    return area


def calendar_screen(runner: Runner, go: Go) -> QWidget:
    return CalendarScreen(runner, go)
