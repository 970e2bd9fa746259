"""Who was there: a grid of people and sessions, the scanner at the door, and those who come unlisted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from asn_desktop.domain.errors import UserError
from asn_desktop.domain.passing import percent
from asn_desktop.services import attendance
from asn_desktop.services.attendance import AttendanceGrid, Scanned, WalkInForm
from asn_desktop.ui.drafts import Place, Watch
from asn_desktop.ui.grid import Cells, Grid, GridSaving
from asn_desktop.ui.kit.actions import Action, Actions, Empty
from asn_desktop.ui.kit.kinds import ChoiceBox
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.stacks import close_above_first
from asn_desktop.ui.kit.text import counted, label, say
from asn_desktop.ui.screens.training.attendance.columns import LEFT, columns, said, words
from asn_desktop.ui.screens.training.attendance.from_list import AttendanceList
from asn_desktop.ui.screens.training.attendance.scanner import Scanner
from asn_desktop.ui.screens.training.attendance.walk_in import WALK_IN, walk_in_panel
from asn_desktop.ui.screens.training.event_tabs import EventTabs

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

PANEL = 380  # pixels beside the grid
PAUSE = 300  # milliseconds after a key
KEYS_HELP = (
    "H hadir · I izin · S sakit · T tanpa keterangan · Del kosongkan · Ctrl+D isi ke bawah · "
    "Ctrl+Spasi satu kolom · Ctrl+V tempel dari Excel"
)


class AttendancePage(QStackedWidget):
    def __init__(self, runner: Runner, event_id: int) -> None:
        super().__init__()
        self.setObjectName("attendance")
        self._runner, self._event_id, self._stale = runner, event_id, True
        self._shown = AttendanceGrid((), (), {}, 0)
        self.grid = Grid(LEFT, "attendance_grid", "Kehadiran peserta")
        self.scanner = Scanner()
        self.session = ChoiceBox({})
        self._choices: dict[int, str] = {}
        self._tally = label("", "quiet", name="attendance_count")
        self._message = label("", "bad-box", wrap=True, name="attendance_message")
        self._message.hide()
        self._search = QLineEdit()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._body = QStackedWidget()
        self._body.addWidget(self.grid)
        for name, empty in self._empties().items():
            self._body.addWidget(empty.widget(name))
        page = QWidget()
        self._actions = Actions(page, page, self._for_page(), list)
        self._lay_out(page)
        self.addWidget(page)
        self._saving = GridSaving(
            runner, self.grid, lambda cells: said(cells, self._shown.people), self._save
        )
        self.grid.complained.connect(self.complain)
        self.scanner.scanned.connect(self.scan)
        self.scanner.wanted.connect(self._want)
        self._watch = Watch(
            runner, self, Place("training", "attendance", event_id), self._unsaved_words, self._unsaved
        )
        for signal in (self.grid.view.typing.typing, self.grid.view.typing.closed, self.grid.view.pasted):
            signal.connect(self._watch.touch)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self._on_pause)
        runner.changed.connect(self._on_changed)

    def _for_page(self) -> list[Action]:
        return [
            Action("Se&mua hadir", lambda _: self.all_present(), "Ctrl+L", "check", needs=0, main=True),
            Action("&Orang tambahan…", lambda _: self.walk_in(), "Ctrl+N", "user-plus", needs=0),
            Action("&Dari daftar Excel…", lambda _: self.from_list(), "Ctrl+I", "file-up", needs=0),
        ]

    def refresh(self) -> None:
        self._stale = False
        event_id = self._event_id
        self._runner.read(lambda s: attendance.grid(s, event_id), self._show, owner=self, latest="attendance")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def reopen(self, form: str) -> None:
        """What the clerk was typing when the program ended."""
        if form == WALK_IN:
            self.walk_in()

    def scan(self, code: str) -> None:
        held, now, event_id = self.session.value(), datetime.now(), self._event_id
        if held is None:
            self.complain("Belum ada sesi untuk dipindai. Susun jadwalnya dahulu.")
            return
        self._runner.write(
            "Pindai kehadiran",
            lambda s: attendance.scan(s, event_id, held, code, now),
            lambda found: self._scanned(found, code, held),
            refused=self._refused,
            owner=self,
        )

    def all_present(self) -> None:
        """Everybody nothing is written down for yet, in the chosen session."""
        held = self.session.value()
        there = [p for p in self._shown.people if not self.grid.model.text((p.id, held))]
        if there:
            self.grid.view.offered.emit({(p.id, held): "H" for p in there})
        else:
            self.complain(
                "Di sesi ini kehadiran semua peserta sudah diisi. Ubah di tabel bila ada yang keliru."
            )

    def walk_in(self, form: WalkInForm | None = None) -> None:
        self._close_side()
        panel = walk_in_panel(
            self._runner, self._event_id, form or WalkInForm(), self.session.value, self._walked_in
        )
        panel.closed.connect(self._close_side)
        self._splitter.addWidget(panel)
        self._splitter.setSizes([self._splitter.width() - PANEL, PANEL])
        panel.form.editors["name" if form and form.nip else "nip"].setFocus()

    def from_list(self) -> None:
        page = AttendanceList(self._runner, self._event_id, self._shown.sessions, self.session.value())
        page.closed.connect(self._back)
        page.kept.connect(lambda words_: say(self._message, words_))
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def complain(self, words_: str) -> None:
        if words_ or self._message.text():  # laying out anew at each key would hold up the next
            say(self._message, words_, "bad-box")
            self._message.setVisible(bool(words_))

    def _show(self, found: AttendanceGrid) -> None:
        self._shown = found
        self.grid.show_rows(found.people, columns(found.sessions), found.marks)
        self._body.setCurrentIndex(0 if found.people and found.sessions else 2 if found.sessions else 1)
        self._offer_sessions({s.id: words(s) for s in found.sessions})
        failed = sum(p.standing.ok is False for p in found.people)
        written = counted(len(found.marks))
        slots = counted(len(found.people) * len(found.sessions))
        rule = (
            f"{failed} orang di bawah {percent(found.least)}" if failed else f"batas {percent(found.least)}"
        )
        self._tally.setText(
            f"{len(found.people)} orang · {len(found.sessions)} sesi · {written} dari {slots} terisi · {rule}"
        )
        if draft := self._watch.wanted():
            self._watch.go_on(draft)
            self.grid.propose({(row, column): text for row, column, text in draft.typed["cells"]})

    def _offer_sessions(self, choices: dict[int, str]) -> None:
        if choices == self._choices:
            return
        chosen, self._choices = self.session.value(), choices
        self.session.offer(choices)
        now = attendance.session_at(self._shown.sessions, datetime.now())
        self.session.put(chosen if chosen in choices else now)

    def _save(self, session: Session, cells: Cells) -> None:
        marks = {(int(row), int(str(column))): text for (row, column), text in cells.items()}
        attendance.set_status(session, self._event_id, marks)

    def _scanned(self, found: Scanned, code: str, held: int) -> None:
        self.complain("")
        self.scanner.show_result(found, code)
        if found.participant_id is not None:
            self.grid.go_to((found.participant_id, held))

    def _want(self, found: Scanned, code: str) -> None:
        """Whom the database knows is put on the list at once; of others something must be asked."""
        if found.person_id is None:
            self.walk_in(WalkInForm(nip=code if code.replace(" ", "").isdigit() else ""))
            return
        event_id, person, held, now = self._event_id, found.person_id, self.session.value(), datetime.now()
        self._runner.write(
            f"Peserta tambahan: {found.words.removesuffix(' tidak ada di daftar peserta.')}",
            lambda s: attendance.add_walk_in(s, event_id, person, held, now),
            self._walked_in,
            refused=self._refused,
            owner=self,
        )

    def _walked_in(self, participant_id: int) -> None:
        self._close_side()
        name = next((p.name for p in self._shown.people if p.id == participant_id), "Peserta tambahan")
        self.scanner.show_result(Scanned("hadir", f"{name} tercatat hadir."), "")
        self.scanner.field.setFocus()

    def _refused(self, error: UserError) -> None:
        self.complain(str(error))

    def _close_side(self) -> None:
        while self._splitter.count() > 1 and (panel := self._splitter.widget(1)):
            panel.setParent(None)
            panel.deleteLater()

    def _back(self) -> None:
        close_above_first(self, self.grid)
        self.grid.setFocus()

    def _unsaved(self) -> dict[str, Any]:
        cells = self.grid.unsaved()
        return {"cells": [list(cell) for cell in cells]} if cells else {}

    def _unsaved_words(self) -> str:
        return f"Kehadiran: {len(self.grid.unsaved())} isian yang belum disimpan"

    def _on_changed(self) -> None:
        """What was typed here is shown already; the sums beside the names follow when the hands rest."""
        self._stale = True
        if self._saving.is_running:
            self._soon.start()
        elif self.isVisible():
            self.refresh()

    def _on_pause(self) -> None:
        if self._stale and self.isVisible():
            self.refresh()

    def _lay_out(self, page: QWidget) -> None:
        self._search.setObjectName("attendance_search")
        self._search.setAccessibleName("Cari peserta")
        self._search.setPlaceholderText("Cari peserta…")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self.grid.search)
        self._search.returnPressed.connect(self.grid.setFocus)
        self.session.setObjectName("session")
        self.session.setAccessibleName("Sesi yang diisi")
        self.session.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.session.setMinimumContentsLength(34)
        title = label("S&esi")
        title.setBuddy(self.session)
        top, door = QHBoxLayout(), QHBoxLayout()
        for part in (title, self.session):
            top.addWidget(part)
        top.addLayout(self._actions.layout)
        top.addStretch(1)
        door.addWidget(self.scanner, 4)
        door.addWidget(self._search, 1)
        self._splitter.setObjectName("attendance_splitter")
        self._splitter.setHandleWidth(8)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._body)
        foot = QHBoxLayout()
        foot.addWidget(self._tally)
        keys = label(KEYS_HELP, "quiet", wrap=True)
        keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        foot.addWidget(keys, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(door)
        layout.addWidget(self._message)
        layout.addWidget(self._splitter, 1)
        layout.addLayout(foot)
        self.setFocusProxy(self.grid)

    def _empties(self) -> dict[str, Empty]:
        """Without sessions, and without people."""
        return {
            "no_sessions": Empty(
                "Belum ada sesi dalam jadwal.", "Susun j&adwal", lambda: self._open_part("schedule")
            ),
            "no_people": Empty("Belum ada peserta.", "&Lihat daftar peserta", lambda: self._open_part("")),
        }

    def _open_part(self, name: str) -> None:
        """Another part of the event, the participants for no name."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, EventTabs):
            above = above.parentWidget()
        if above is not None:
            above.open(name)
