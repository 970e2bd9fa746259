"""Marks are typed like in a spreadsheet; who passes follows, and is overruled only with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from asn_desktop.domain import marks as words
from asn_desktop.domain.errors import UserError
from asn_desktop.domain.passing import RESULTS
from asn_desktop.services import marks, passing
from asn_desktop.services.marks import MarkGrid
from asn_desktop.services.passing import NeedsReason, minutes
from asn_desktop.ui.drafts import Place, Watch
from asn_desktop.ui.grid import Cells, Grid, GridSaving
from asn_desktop.ui.kit.actions import Action, Actions, Empty
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.stacks import close_above_first
from asn_desktop.ui.kit.text import counted, label, say
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.training.marks.columns import FINAL, LEFT, RESULT, columns, result_code, saved
from asn_desktop.ui.screens.training.marks.components import COMPONENTS, ComponentsPage
from asn_desktop.ui.screens.training.marks.pasted import PASTED, PastedPage
from asn_desktop.ui.screens.training.overruling import reason_panel

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

PANEL = 380  # pixels beside the grid
KEYS_HELP = (
    "Ketik nilai · di kolom Hasil: L lulus, T tidak lulus, B belum · Ctrl+D isi ke bawah · Ctrl+V tempel"
)


class MarksPage(QStackedWidget):
    def __init__(self, runner: Runner, event_id: int, go: Go) -> None:
        super().__init__()
        self.setObjectName("marks")
        self._runner, self._event_id, self._stale = runner, event_id, True
        self._shown = MarkGrid((), (), {})
        self.grid = Grid(LEFT, "marks_grid", "Nilai peserta")
        self._rule = label("", "quiet", name="rule")
        self._tally = label("", "quiet", name="marks_count")
        self._message = label("", "good-box", wrap=True, name="marks_message")
        self._message.hide()
        self._search = QLineEdit()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._body = QStackedWidget()
        self._body.addWidget(self.grid)
        empty = Empty(
            "Belum ada peserta untuk dinilai.", "Ke &daftar peserta", lambda: go("training", event_id)
        )
        self._body.addWidget(empty.widget("marks_empty"))
        page = QWidget()
        self._actions = Actions(page, page, self._for_page(), list)
        self._lay_out(page)
        self.addWidget(page)
        GridSaving(runner, self.grid, self._title, self._save_marks, lambda place: place[1] != RESULT)
        decided = GridSaving(
            runner, self.grid, self._result_title, self._save_results, lambda place: place[1] == RESULT
        )
        decided.refused.connect(self._refused)
        self.grid.complained.connect(lambda said: self.say(said, "bad-box"))
        self._watch = Watch(
            runner, self, Place("training", "marks", event_id), self._unsaved_words, self._unsaved
        )
        self.grid.view.typing.typing.connect(self._watch.touch)
        self.grid.view.typing.closed.connect(self._watch.touch)
        runner.changed.connect(self._on_changed)

    def _for_page(self) -> list[Action]:
        return [
            Action("K&omponen nilai…", lambda _: self.edit_components(), "Ctrl+Shift+K", "pencil", needs=0),
            Action("Tempel dua ko&lom…", lambda _: self.paste(), "Ctrl+Shift+V", "file-down", needs=0),
            Action(
                "Tetapkan &menurut aturan", lambda _: self.apply_rule(), "Ctrl+L", "check", needs=0, main=True
            ),
        ]

    def refresh(self) -> None:
        self._stale = False
        event_id = self._event_id

        def read(session: Session) -> tuple[MarkGrid, str]:
            return marks.grid(session, event_id), minutes.rule_words(session, event_id)

        self._runner.read(read, lambda found: self._show(*found), owner=self, latest="marks")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def reopen(self, form: str) -> None:
        """What the clerk was typing when the program ended."""
        if form == COMPONENTS:
            self.edit_components()
        elif form == PASTED:
            self.paste()

    def edit_components(self) -> None:
        self._open(ComponentsPage(self._runner, self._event_id))

    def paste(self) -> None:
        page = PastedPage(self._runner, self._event_id)
        page.saved.connect(self.say)
        self._open(page)

    def apply_rule(self) -> None:
        unknown = sum(
            1 for s in self._shown.people if not s.row.result and (not s.ruling or not s.ruling.result)
        )

        def told(changed: int) -> None:
            said = f"✓ {counted(changed)} hasil ditetapkan menurut aturan."
            if unknown:
                said += f" {counted(unknown)} orang belum dapat ditetapkan; lihat kolom Keterangan."
            self.say(said)

        self._runner.write(
            "Tetapkan hasil menurut aturan",
            lambda s: passing.apply_rule(s, self._event_id),
            told,
            refused=lambda error: self.say(str(error), "bad-box"),
            owner=self,
        )

    def say(self, said: str, look: str = "good-box") -> None:
        say(self._message, said, look)
        self._message.setVisible(bool(said))

    def _title(self, cells: Cells) -> str:
        given = {column for _, column in cells}
        names: dict[Any, str] = {c.id: c.name for c in self._shown.components} | {FINAL: "akhir"}
        what = f"Nilai {names.get(given.pop(), '')}".strip() if len(given) == 1 else "Nilai"
        return f"{what}: {self._who({row for row, _ in cells})}"

    def _result_title(self, cells: Cells) -> str:
        codes = {result_code(text) for text in cells.values()}
        what = RESULTS[codes.pop()] if len(codes) == 1 else "Hasil"
        return f"{what}: {self._who({row for row, _ in cells})}"

    def _who(self, ids: set[Any]) -> str:
        named = [s.row.name for s in self._shown.people if s.id in ids]
        return named[0] if len(named) == 1 else f"{len(ids)} orang"

    def _save_marks(self, session: Session, cells: Cells) -> None:
        finals = {row: words.read(text) for (row, column), text in cells.items() if column == FINAL}
        wanted = {
            (int(str(column)), row): words.read(text)
            for (row, column), text in cells.items()
            if column != FINAL
        }
        if finals:
            marks.set_finals(session, finals)
        if wanted:
            marks.set_marks(session, self._event_id, wanted)

    def _save_results(self, session: Session, cells: Cells) -> None:
        passing.apply(session, self._event_id, {row: result_code(text) for (row, _), text in cells.items()})

    def _refused(self, error: UserError, cells: Cells) -> None:
        if not isinstance(error, NeedsReason):
            return
        self.say("")
        self._close_side()
        panel = reason_panel(self._runner, self._event_id, error, self._result_title(cells), self._close_side)
        panel.closed.connect(self._close_side)
        self._splitter.addWidget(panel)
        self._splitter.setSizes([self._splitter.width() - PANEL, PANEL])
        panel.form.editors["reason"].setFocus()

    def _close_side(self) -> None:
        while self._splitter.count() > 1 and (panel := self._splitter.widget(1)):
            panel.setParent(None)
            panel.deleteLater()
        self.grid.setFocus()

    def _open(self, page: ComponentsPage | PastedPage) -> None:
        self._back()
        self.say("")
        page.closed.connect(self._back)
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def _back(self) -> None:
        close_above_first(self, self.grid)
        self.grid.setFocus()

    def _show(self, shown: MarkGrid, rule: str) -> None:
        self._shown = shown
        shown_columns = columns(shown)
        self.grid.show_rows(shown.people, shown_columns, saved(shown))
        if shown.people and not self.grid.view.currentIndex().isValid():
            self.grid.go_to((shown.people[0].id, shown_columns[0].id))
        self._body.setCurrentIndex(0 if shown.people else 1)
        self._rule.setText(rule)
        found = [s.row.result for s in shown.people]
        finals = [s.row.score for s in shown.people if s.row.score is not None]
        parts = [f"{counted(len(found))} peserta", f"{found.count('lulus')} lulus"]
        parts += [f"{found.count('tidak_lulus')} tidak lulus", f"{found.count('')} belum ditetapkan"]
        if apart := sum(s.differs for s in shown.people):
            parts.append(f"{apart} di luar aturan")
        if finals:
            parts.append(f"nilai rata-rata {words.shown(sum(finals) / len(finals))}")
        self._tally.setText(" · ".join(parts))
        if draft := self._watch.wanted():
            self._watch.go_on(draft)
            self.grid.propose({(row, column): text for row, column, text in draft.typed.get("cells", [])})

    def _unsaved(self) -> dict[str, Any]:
        typed = self.grid.unsaved()
        return {"cells": [list(cell) for cell in typed]} if typed else {}

    def _unsaved_words(self) -> str:
        typed = self.grid.unsaved()
        return f"Nilai {self._who({row for row, *_ in typed})}: {typed[0][2]}" if typed else ""

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _lay_out(self, page: QWidget) -> None:
        self._search.setObjectName("marks_search")
        self._search.setAccessibleName("Cari peserta")
        self._search.setPlaceholderText("Cari peserta…")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self.grid.search)
        head = QHBoxLayout()
        head.addWidget(self._search, 1)
        head.addLayout(self._actions.layout)
        foot = QHBoxLayout()
        foot.addWidget(self._tally)
        foot.addStretch(1)
        foot.addWidget(label(KEYS_HELP, "quiet"))
        self._splitter.setObjectName("marks_splitter")
        self._splitter.setHandleWidth(8)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._body)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._rule)
        layout.addWidget(self._message)
        layout.addWidget(self._splitter, 1)
        layout.addLayout(foot)
