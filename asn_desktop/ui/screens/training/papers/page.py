"""All papers of an event: their numbers, what they lack, the very pages beside the list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from asn_desktop.domain import filenames
from asn_desktop.domain.errors import UserError
from asn_desktop.services.papers import letters, overview
from asn_desktop.services.papers.kinds import KINDS
from asn_desktop.services.papers.overview import PaperRow
from asn_desktop.services.papers.pack import PAPERS, Pack
from asn_desktop.services.papers.saving import PaperForm
from asn_desktop.ui.document import DocumentPage
from asn_desktop.ui.kit import dialogs, printing
from asn_desktop.ui.kit.actions import Action, Actions
from asn_desktop.ui.kit.form import FormPanel
from asn_desktop.ui.kit.kinds import ChoiceBox
from asn_desktop.ui.kit.preview import Preview
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.stacks import close_above_first
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import label, say
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.screens.training.chosen import Chosen
from asn_desktop.ui.screens.training.papers import numbers, word
from asn_desktop.ui.screens.training.papers.choice_bar import ChoiceBar
from asn_desktop.ui.screens.training.papers.output import Output, Wish
from asn_desktop.ui.screens.training.papers.paper_form import paper_panel
from asn_desktop.ui.screens.training.papers.photos import PhotosPage

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

COLUMNS = (
    Column("Berkas", "title", width=25),
    Column("Keadaan", "state", width=24, tone=lambda row: "warn" if row.lacks else ""),
    Column("Nomor", "number", width=28),
    Column("Tanggal", "dated", width=11),
    Column("Penanda tangan", "signatory", width=24),
)
WAIT = 250  # ms after the last key before pages are drawn
CHOOSE = "Pilih satu berkas atau lebih untuk melihat halamannya."


class PapersPage(QStackedWidget):
    def __init__(self, runner: Runner, event_id: int) -> None:
        super().__init__()
        self.setObjectName("papers")
        self._runner, self._event_id = runner, event_id
        self._stale = True
        self._shown = b""
        self._before: tuple[str, ...] = ()
        self._about = label("", "quiet", wrap=True, name="papers_about")
        self._model = TableModel(COLUMNS)
        self.table = View(self._model, COLUMNS, "papers_table", "Berkas pelatihan")
        self.preview = Preview(runner)
        self.preview.say(CHOOSE)
        self.output = Output(runner, self, self.refuse)
        self._message = label("", "good-box", wrap=True, name="papers_message")
        self._message.hide()
        self.words = QLineEdit()
        self.choice = ChoiceBar(lambda: self.take_over(None))
        self.paper = ChoiceBox(PAPERS)
        self._side = QStackedWidget()
        self._side.addWidget(self.preview)
        self._actions = Actions(self, self.table, self._list_of_actions(), self.kinds)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(WAIT)
        self._later.timeout.connect(self.draw)
        self._lay_out()
        self.setFocusProxy(self.table)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.opened.connect(lambda: self.edit(self.kinds()))
        runner.changed.connect(self._changed)

    def _list_of_actions(self) -> list[Action]:
        return [
            Action("Cetak se&mua…", lambda _: self.print_all(), "Ctrl+Shift+P", needs=0, main=True),
            Action("Ubah &isi…", self.edit, "Ctrl+E", "pencil"),
            Action("Ambil n&omor", lambda k: numbers.take(self, k[0]), "Ctrl+Shift+N", "plus"),
            Action("&Cetak…", lambda _: self.print_out(), "Ctrl+P", "printer", needs=2),
            Action("Simpan P&DF…", lambda _: self.save_pdf(), "Ctrl+S", "file-down", needs=2),
            Action("Simpan &Word…", lambda k: word.save(self, k), "Ctrl+Shift+S", needs=2),
            Action("&Foto…", lambda _: self.show_photos(), "Ctrl+G", "eye", needs=0),
            Action("Batalkan nomor…", lambda k: numbers.give_back(self, k[0]), icon="ban", more=True),
            Action("Templat Word sendiri…", lambda k: word.choose(self, k[0]), icon="file-up", more=True),
            Action("Simpan templat Word…", lambda k: word.template(self, k[0]), icon="file-down", more=True),
            Action("Pakai templat bawaan", lambda k: word.forget(self, k[0]), icon="undo-2", more=True),
        ]

    @property
    def runner(self) -> Runner:
        return self._runner

    @property
    def event_id(self) -> int:
        return self._event_id

    def kinds(self) -> list[str]:
        return [row.kind for row in self.table.selected_rows()]

    def row(self, kind: str) -> PaperRow:
        found: PaperRow = next(row for row in self._model.rows if row.kind == kind)
        return found

    def wish(self, kinds: list[str]) -> Wish:
        return Wish(
            self._event_id, tuple(kinds), self.paper.value() or "A4", self.words.text(), self.choice.chosen
        )

    def take_over(self, chosen: Chosen | None) -> None:
        """Who was chosen among the participants is who is printed; None for all."""
        self.choice.show_chosen(chosen)
        self.draw()

    def refresh(self) -> None:
        self._stale = False
        event_id = self._event_id
        self._runner.read(
            lambda s: overview.rows(s, event_id, date.today()), self._show, owner=self, latest="papers"
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def reopen(self, form: str) -> None:
        """The paper the clerk was wording when the program ended; a reason waits beside its number."""
        if form != "papers.void":
            self.edit([form.partition(".")[2]])

    def edit(self, kinds: list[str]) -> None:
        if len(kinds) != 1:
            return
        event_id, kind = self._event_id, kinds[0]

        def read(session: Session) -> tuple[PaperForm, dict[int, str]]:
            form = letters.form(session, event_id, kind, date.today())
            return form, dict(overview.signatories(session))

        def opened(found: tuple[PaperForm, dict[int, str]]) -> None:
            self.open_form(paper_panel(self._runner, event_id, *found, self.close_form))

        self._runner.read(read, opened, owner=self)

    def open_form(self, panel: FormPanel) -> None:
        """In the place of the pages."""
        self.close_form()
        panel.closed.connect(self.close_form)
        self._side.addWidget(panel)
        self._side.setCurrentWidget(panel)
        next(iter(panel.form.editors.values())).setFocus()

    def close_form(self) -> None:
        close_above_first(self._side, self.table)
        self.table.setFocus()

    def draw(self) -> None:
        """The pages of what is selected, beside the list."""
        if not (kinds := self.kinds()):
            self._shown = b""
            self.preview.say(CHOOSE)
            return
        self.output.draw(self.wish(kinds), self._drawn, latest="preview")

    def _drawn(self, made: Pack, pdf: bytes) -> None:
        if list(made.kinds) == self.kinds():
            self._shown = pdf
            self.preview.show_pdf(pdf, keep_place=made.kinds == self._before)
            self._before = made.kinds

    def print_out(self) -> None:
        if kinds := self.kinds():
            self.output.draw(self.wish(kinds), self._to_printer)

    def _to_printer(self, made: Pack, pdf: bytes) -> None:
        printer = printing.ask(self, self.preview.pages or 1, made.paper, landscape=False, duplex=False)
        if printer is not None:
            printing.send(
                self._runner, pdf, printer, lambda n: self.say(f"✓ {n} halaman dikirim ke pencetak."), self
            )

    def save_pdf(self) -> None:
        if not (kinds := self.kinds()):
            return
        name = KINDS[kinds[0]].title if len(kinds) == 1 else "Berkas pelatihan"
        if path := dialogs.save_file(self, "Simpan PDF", f"{filenames.safe(name)}.pdf", dialogs.PDF):
            self.output.save_pdf(self.wish(kinds), path, self.say)

    def print_all(self) -> None:
        """Everything as one file with a table of contents: first its pages, then printer or file."""
        self.output.draw(self.wish(list(KINDS)), self._open_all)

    def _open_all(self, made: Pack, pdf: bytes) -> None:
        name = filenames.safe(f"Berkas {made.title}")
        page = DocumentPage(self._runner, made.title, name, pdf, paper=made.paper, landscape=False)
        self._open(page)
        page.closed.connect(self._back)

    def show_photos(self) -> None:
        page = PhotosPage(self._runner, self._event_id)
        self._open(page)
        page.closed.connect(self._back)

    def _open(self, page: QWidget) -> None:
        self._back()
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def _back(self) -> None:
        close_above_first(self, self.table)
        self.table.setFocus()
        if self._stale:
            self.refresh()

    def say(self, words: str, look: str = "good-box") -> None:
        say(self._message, words, look)

    def refuse(self, error: UserError) -> None:
        told = getattr(error, "problems", {})
        self.say(" ".join(told.values()) or str(error), "bad-box")

    def _show(self, rows: list[PaperRow]) -> None:
        chosen = set(self.kinds())
        self._model.show(rows)
        if places := [n for n, row in enumerate(rows) if row.kind in chosen]:
            self.table.go_to(places[0])
        elif rows:
            self.table.go_to(0)
        self._selected()

    def _selected(self) -> None:
        self._message.hide()
        self._actions.selected(self.table.selected_count())
        row = self.table.current_row()
        self._about.setText(row.words if isinstance(row, PaperRow) else "")
        self._later.start()

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        self.words.setObjectName("papers_words")
        self.words.setAccessibleName("Hanya peserta dengan kata")
        self.words.setPlaceholderText("Semua peserta; ketik nama, NIP, jabatan, atau unit untuk sebagian…")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(lambda _text: self._later.start())
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.words.setFocus)
        self.paper.setObjectName("papers_paper")
        self.paper.setMinimumContentsLength(24)
        self.paper.setAccessibleName("Kertas")
        self.paper.put(str(QSettings().value("papers/paper", "A4")))
        self.paper.currentIndexChanged.connect(self._on_paper)
        page = QWidget()
        tools = QHBoxLayout()
        tools.addLayout(self._actions.layout)
        tools.addStretch(1)
        filters = QHBoxLayout()
        filters.addWidget(self.words, 1)
        filters.addWidget(label("Kertas"))
        filters.addWidget(self.paper)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("papers_splitter")
        splitter.setHandleWidth(8)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self._side)
        splitter.setSizes([640, 440])
        splitter.setStretchFactor(0, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(tools)
        layout.addLayout(filters)
        layout.addWidget(self.choice)
        layout.addWidget(self._message)
        layout.addWidget(splitter, 1)
        layout.addWidget(self._about)
        self.addWidget(page)

    def _on_paper(self) -> None:
        QSettings().setValue("papers/paper", self.paper.value())
        self._later.start()
