"""One event: its participants, their results, and the way to their certificates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from asn_desktop.services import certificates, results, training
from asn_desktop.services.passing import NeedsReason
from asn_desktop.services.proofs import KeyStore
from asn_desktop.services.results import ParticipantRow
from asn_desktop.ui import theme
from asn_desktop.ui.drafts import Place, Watch
from asn_desktop.ui.handout import Handout
from asn_desktop.ui.issue import IssuePage
from asn_desktop.ui.kit.actions import Action, Actions, Empty
from asn_desktop.ui.kit.details import Details
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.stacks import close_above_first, enter
from asn_desktop.ui.kit.text import label
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history
from asn_desktop.ui.screens.training.add_people import AddPeople
from asn_desktop.ui.screens.training.chosen import Chosen
from asn_desktop.ui.screens.training.event_form import event_panel
from asn_desktop.ui.screens.training.event_tabs import EventTabs
from asn_desktop.ui.screens.training.from_list import FromList
from asn_desktop.ui.screens.training.overruling import reason_panel
from asn_desktop.ui.screens.training.participants import ParticipantsTable
from asn_desktop.ui.screens.training.schedule import SchedulePage
from asn_desktop.ui.screens.training.series import Entry, series_actions
from asn_desktop.ui.screens.training.summary import Summary, summary

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

DETAILS, FORM = 280, 400  # pixels beside the table
KEYS_HELP = "L lulus · T tidak lulus · B belum · ketik angka untuk nilai · Ctrl+V tempel nilai dari Excel"


class EventPage(QStackedWidget):
    closed = Signal()

    def __init__(self, runner: Runner, event_id: int, keys: KeyStore, go: Go) -> None:
        super().__init__()
        self.setObjectName("event")
        self._runner, self._event_id, self._keys, self._go = runner, event_id, keys, go
        self._stale = True
        self._handed: Chosen | None = None
        self.table = ParticipantsTable(runner, event_id)
        self.table.complained.connect(self._complain)
        self.table.against_rule.connect(self.ask_reason)
        self._title, self._subtitle = label("", "heading", name="event_title"), label("", "quiet")
        self._tally = label("", "quiet", name="participants_count")
        self._message = label("", "bad-box", wrap=True, name="event_message")
        self._message.hide()
        self._details = Details("")
        self._side = QStackedWidget()
        self._side.addWidget(self._details)
        self._side.setMinimumWidth(240)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        empty = Empty("Belum ada peserta.", "Tambah dari da&ftar…", self.add_from_list)
        self._body.addWidget(empty.widget("participants_empty"))
        page, people = QWidget(), QWidget()
        self._page_actions = Actions(people, QWidget(people), self._for_page(), list)
        self._row_actions = Actions(self.table, self.table, self._for_rows(), self.table.ids)
        self._search = QLineEdit()
        self.tabs = EventTabs(runner, event_id, go, people)
        self._lay_out(page, people)
        self.addWidget(page)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        runner.changed.connect(self._on_changed)
        self.tabs.currentChanged.connect(self._on_part)
        self._mark = Watch(
            runner, self, Place("training", "mark", event_id), self.table.mark_words, self.table.half_typed
        )
        self.table.cells.typing.connect(self._mark.touch)
        self.table.cells.closed.connect(self._mark.done)
        self._on_selection()

    def _for_page(self) -> list[Action]:
        return [
            Action("&Terbitkan sertifikat…", lambda _: self.issue(), "Ctrl+T", "award", needs=0, main=True),
            Action("Tambah dari &daftar…", lambda _: self.add_from_list(), "Ctrl+I", "file-up", needs=0),
            Action("Tambah pega&wai…", lambda _: self.add_people(), "Ctrl+N", "user-plus", needs=0),
            Action("Ubah d&ata kegiatan", lambda _: self.edit(), "Ctrl+E", "pencil", needs=0),
            Action("Pratinjau dan &cetak", lambda _: self.print_all(), "Ctrl+P", "printer", needs=0),
            *series_actions(self._series, lambda _: self._event_id, needs=0),
        ]

    def _series(self) -> Entry:
        pages, sides = (self._open, self._back), (self._show_side, self._close_side)

        def opened(event_id: int) -> None:
            self._go("training", event_id)

        return Entry(self._runner, self, *pages, *sides, opened, deletes=False)

    def _for_rows(self) -> list[Action]:
        table = self.table
        return [
            Action("Lulus", lambda ids: table.set_result(ids, "lulus"), "L", "circle-check", needs=2),
            Action("Tidak lulus", lambda ids: table.set_result(ids, "tidak_lulus"), "T", "circle-x", needs=2),
            Action("Se&mua lulus", lambda _: table.set_all_passed(), "Ctrl+L", "check", needs=0),
            Action("Ubah p&eran…", table.role_menu, "P", "users", needs=2),
            Action("Ke&luarkan", table.remove, "Ctrl+Del", "trash-2", needs=2),
            Action("Belum ditetapkan", lambda ids: table.set_result(ids, ""), "B", needs=2, more=True),
            record_history(self._go, "participant"),
        ]

    def refresh(self) -> None:
        self._stale = False
        event_id = self._event_id

        def read(session: Session) -> tuple[Summary, list[ParticipantRow], dict[str, str]] | None:
            if not training.is_there(session, event_id):
                return None
            return summary(session, event_id), results.rows(session, event_id), results.roles(session)

        def arrived(found: tuple[Summary, list[ParticipantRow], dict[str, str]] | None) -> None:
            if found is None:  # undone: there is nothing to look at any more
                self.closed.emit()
            else:
                self._show(*found)

        self._runner.read(read, arrived, owner=self, latest="event")
        self.tabs.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def reopen(self, form: str) -> None:
        """Where the clerk was when the program ended."""
        self.tabs.reopen(form)
        if form == "event":
            self.edit()
        elif form == "from_list":
            self.add_from_list()

    def open_session(self, session_id: int) -> None:
        """In the schedule, to be changed."""
        part = self.tabs.part("schedule")
        if isinstance(part, SchedulePage):
            part.edit(session_id)

    def edit(self) -> None:
        def opened(form: training.EventForm) -> None:
            panel = event_panel(self._runner, form, lambda _id: self._close_side())
            panel.closed.connect(self._close_side)
            self._show_side(panel)
            panel.form.editors["angkatan"].setFocus()

        self._runner.read(lambda s: training.get_event(s, self._event_id), opened, owner=self)

    def ask_reason(self, asked: NeedsReason, label: str) -> None:
        """These results are not what the rule says."""
        panel = reason_panel(self._runner, self._event_id, asked, label, self._close_side)
        panel.closed.connect(self._close_side)
        self._show_side(panel)
        panel.form.editors["reason"].setFocus()

    def add_from_list(self) -> None:
        wizard = FromList(self._runner, self._event_id)
        wizard.closed.connect(self._back)
        self._open(wizard)

    def add_people(self) -> None:
        page = AddPeople(self._runner, self._event_id)
        page.closed.connect(self._back)
        self._open(page)

    def issue(self) -> None:
        page = IssuePage(self._runner, certificates.Occasion.event(self._event_id), self._keys)
        page.closed.connect(self._back)
        page.issued.connect(self._hand_out)
        self._open(page)

    def print_all(self) -> None:
        """The valid certificates of the chosen participants, or of all."""
        chosen = [r.certificate_id for r in self.table.selected_rows() if r.certificate_id]
        if len(chosen) > 1:
            self._hand_out(chosen)
            return
        event_id = self._event_id
        self._runner.read(lambda s: certificates.ids_of_event(s, event_id), self._hand_out, owner=self)

    def _hand_out(self, ids: Sequence[int]) -> None:
        if not ids:
            self._complain(
                "Belum ada sertifikat yang terbit. Tetapkan kelulusan, lalu pilih Terbitkan sertifikat."
            )
            return
        self._back()
        page = Handout(self._runner, list(ids), self._title.text())
        page.closed.connect(self._back)
        self._open(page)

    def _open(self, page: QWidget) -> None:
        self._complain("")
        self._back()
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def _back(self) -> None:
        close_above_first(self, self.table)
        self.table.setFocus()

    def _show_side(self, panel: QWidget) -> None:
        self._close_side()
        self._side.addWidget(panel)
        self._side.setCurrentWidget(panel)
        self._escape.setEnabled(False)  # it belongs to the form now
        self._splitter.setSizes([self._splitter.width() - FORM, FORM])

    def _close_side(self) -> None:
        self._escape.setEnabled(True)
        while self._side.count() > 1 and (panel := self._side.widget(1)):
            self._side.removeWidget(panel)
            panel.deleteLater()
            self._splitter.setSizes([self._splitter.width() - DETAILS, DETAILS])
        self.table.setFocus()

    def _show(self, about: Summary, rows: list[ParticipantRow], roles: dict[str, str]) -> None:
        self._title.setText(about.title)
        self._subtitle.setText(about.subtitle)
        self._details.show_record("Data kegiatan", "", about.pairs)
        self.table.show_rows(rows, roles)
        self._body.setCurrentIndex(0 if rows else 1)
        count = {key: sum(r.result == key for r in rows) for key in results.RESULTS}
        issued = sum(bool(r.certificate_id) for r in rows)
        self._tally.setText(
            f"{len(rows)} orang · {count['lulus']} lulus · {count['tidak_lulus']} tidak lulus · "
            f"{count['']} belum ditetapkan · {issued} sertifikat terbit{_against(rows)}"
        )
        self._on_selection()
        if draft := self._mark.wanted():
            self._mark.go_on(draft)
            self.table.type_again(draft.typed)

    def _complain(self, words: str) -> None:
        self._message.setText(words)
        self._message.setVisible(bool(words))

    def _on_selection(self) -> None:
        self._row_actions.selected(self.table.selected_count())

    def _on_part(self, number: int) -> None:
        if number == 0:
            enter(self.tabs, self._body.currentWidget())
        if number == 0 and self._stale:
            self.refresh()
        chosen = self.table.chosen()
        if chosen != self._handed and self.tabs.hand_over(
            chosen
        ):  # "all again" holds until others are chosen
            self._handed = chosen

    def _on_changed(self) -> None:
        """The participants are read when they are seen: a key in another part is not to wait for them."""
        self._stale = True
        if self.isVisible() and self.tabs.currentIndex() == 0:
            self.refresh()

    def _lay_out(self, page: QWidget, people: QWidget) -> None:
        back = QPushButton("&Kegiatan lain")
        back.setObjectName("event_back")
        theme.set_icon(back, "chevron-left")
        back.clicked.connect(self.closed.emit)
        self._escape = QShortcut(QKeySequence("Esc"), page)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(self.closed.emit)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.addWidget(back, alignment=Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self._search.setObjectName("participants_search")
        self._search.setAccessibleName("Cari peserta")
        self._search.setPlaceholderText("Cari peserta…")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self.table.search)
        rows = QHBoxLayout()
        rows.addWidget(self._search, 1)
        rows.addLayout(self._row_actions.layout)
        actions = QHBoxLayout()
        actions.addLayout(self._page_actions.layout)
        actions.addStretch(1)
        splitter = self._splitter
        splitter.setObjectName("event_splitter")
        splitter.setHandleWidth(8)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._body)
        splitter.addWidget(self._side)
        splitter.setSizes([860, DETAILS])
        splitter.setStretchFactor(0, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._tally)
        foot.addStretch(1)
        foot.addWidget(label(KEYS_HELP, "quiet"))
        inner = QVBoxLayout(people)
        inner.setContentsMargins(0, 8, 0, 0)
        inner.setSpacing(8)
        for part in (actions, rows):
            inner.addLayout(part)
        inner.addWidget(self._message)
        inner.addWidget(splitter, 1)
        inner.addLayout(foot)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)
        QTimer.singleShot(0, self.table.setFocus)


def _against(rows: Sequence[ParticipantRow]) -> str:
    """Who did not pass, but holds a valid certificate."""
    found = [row.name for row in rows if row.result == "tidak_lulus" and row.certificate_id]
    if not found:
        return ""
    who = found[0] if len(found) == 1 else f"{len(found)} orang"
    return f" · ! {who} tidak lulus tetapi sertifikatnya masih berlaku; cabut di layar Sertifikat"
