"""Papers and reports of a programme or of one pair: the list, the very pages, and the ways out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from asn_desktop.domain import filenames
from asn_desktop.domain.errors import UserError
from asn_desktop.services.mentoring import papers, texts
from asn_desktop.services.mentoring.papers import KINDS, Pack
from asn_desktop.services.papers.pack import PAPERS
from asn_desktop.ui.document import DocumentPage
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.actions import Action, Actions
from asn_desktop.ui.kit.form import FormPanel
from asn_desktop.ui.kit.kinds import ChoiceBox
from asn_desktop.ui.kit.preview import Preview
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.stacks import close_above_first
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import label, say
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.screens.mentoring.outputs import SECRET, Output, Source, Wish
from asn_desktop.ui.screens.mentoring.texts_form import texts_panel

if TYPE_CHECKING:
    pass

COLUMNS = (Column("Berkas", "title", width=28), Column("Isi", "about", width=44))
ABOUT = {
    "program": "Pasangan, pertemuan, JP, tingkat awal dan akhir, sasaran, yang dihentikan",
    "mentor": "Beban dan hasil setiap mentor, semua tahun",
    "perangkat_daerah": "Mentor, mentee, pertemuan, JP, dan kenaikan tingkat",
    "perangkat_daerah_tahun": "Semua program dalam tahun program ini",
    "kesepakatan": "Sasaran, irama, hak dan kewajiban, kerahasiaan, tanda tangan",
    "logbook": "Lembar untuk diisi dengan tangan",
    "logbook_terisi": "Pertemuan yang terlaksana",
    "kemajuan": "Target dan capaian, tingkat menurut tiga pihak",
    "laporan": "Satu halaman ringkasan, lalu logbook",
    "pengingat": "Satu surat untuk setiap pelaksana",
}
WAIT = 250  # ms after the last key before pages are drawn
CHOOSE = "Pilih satu berkas atau lebih untuk melihat halamannya."
SECRET_WORDS = "Sertakan catatan ra&hasia pada laporan akhir"
SECRET_HINT = "Tercatat siapa yang meminta. Tidak ditampilkan pada pratinjau di samping."


class PaperRow(NamedTuple):
    id: str
    title: str
    about: str


class PapersPart(QStackedWidget):
    """Of a programme the pages are beside the list; those of a pair open over it."""

    def __init__(self, runner: Runner, source: Source) -> None:
        super().__init__()
        self.setObjectName("mentoring_papers")
        self._runner, self._source = runner, source
        self._stale = True
        self._before: tuple[str, ...] = ()
        self._model = TableModel(COLUMNS)
        self.table = View(self._model, COLUMNS, "mentoring_papers_table", "Berkas mentoring")
        self.output = Output(runner, self, self.refuse)
        self.preview = Preview(runner) if source.pair_id is None else None
        self.secret = QCheckBox(SECRET_WORDS)
        self.paper = ChoiceBox(PAPERS)
        self._message = label("", "good-box", wrap=True, name="mentoring_papers_message")
        self._message.hide()
        self._side = QStackedWidget()
        self._actions = Actions(self, self.table, self._list_of_actions(), self.kinds)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(WAIT)
        self._later.timeout.connect(self.draw)
        self._lay_out()
        self.setFocusProxy(self.table)
        self._fill()
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.opened.connect(self.open_pages)
        runner.changed.connect(self._changed)

    def _list_of_actions(self) -> list[Action]:
        found = [
            Action("L&ihat dan cetak…", lambda _: self.open_pages(), "Ctrl+P", "printer", needs=2),
            Action("Simpan PD&F…", lambda _: self.save_pdf(), "Ctrl+S", "file-down", needs=2),
            Action("Simpan &Word…", lambda _: self.save_word(), "Ctrl+Shift+S", needs=2),
        ]
        if self._source.pair_id is not None:
            return found
        every = Action(
            "Cetak semua f&ormulir…", lambda _: self.print_all(), "Ctrl+Shift+P", needs=0, main=True
        )
        return [
            every,
            *found,
            Action("Simpan E&xcel…", lambda _: self.save_excel(), "Ctrl+Shift+E", needs=0),
            Action("Ubah tek&s…", lambda _: self.edit_texts(), "Ctrl+E", "pencil", needs=0),
        ]

    def kinds(self) -> list[str]:
        return [row.id for row in self.table.selected_rows()]

    def wish(self, kinds: list[str] | tuple[str, ...], *, secret: bool = True) -> Wish:
        """`secret` False: for the pages beside the list, which are drawn without being asked for."""
        asked = secret and self.secret.isChecked() and SECRET in kinds
        return Wish(self._source, tuple(kinds), self.paper.value() or "A4", asked)

    def refresh(self) -> None:
        self._stale = False
        self._later.start()

    def reopen(self, form: str) -> None:
        if form.endswith(".texts"):
            self.edit_texts()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def draw(self) -> None:
        """The pages of what is selected, beside the list."""
        if self.preview is None or not self.isVisible():
            return
        if kinds := self.kinds():
            self.output.draw(self.wish(kinds, secret=False), self._drawn, latest="preview")
        else:
            self.preview.say(CHOOSE)

    def _drawn(self, made: Pack, pdf: bytes) -> None:
        if self.preview is not None and list(made.kinds) == self.kinds():
            self._message.hide()
            self.preview.show_pdf(pdf, keep_place=made.kinds == self._before)
            self._before = made.kinds

    def open_pages(self) -> None:
        """What is selected, whole, to be printed or saved."""
        if kinds := self.kinds():
            self.output.draw(self.wish(kinds), self._open_document)

    def print_all(self) -> None:
        """All forms of the programme as one file with a table of contents."""
        programme_id = self._source.programme_id or 0
        self._runner.read(
            lambda s: papers.forms(s, programme_id),
            lambda kinds: self.output.draw(self.wish(kinds), self._open_document),
            refused=self.refuse,
            owner=self,
        )

    def save_pdf(self) -> None:
        if kinds := self.kinds():
            name = KINDS[kinds[0]].title if len(kinds) == 1 else "Berkas mentoring"
            if path := dialogs.save_file(self, "Simpan PDF", f"{filenames.safe(name)}.pdf", dialogs.PDF):
                self.output.save_pdf(self.wish(kinds), path, self.say)

    def save_word(self) -> None:
        """A folder: there is a document for each pair."""
        if not any(KINDS[kind].worded for kind in self.kinds()):
            self.say("Word hanya untuk kesepakatan dan laporan akhir. Pilih salah satunya.", "bad-box")
        elif folder := dialogs.choose_folder(self, "Folder untuk dokumen Word"):
            self.output.save_word(self.wish(self.kinds()), folder, self.say)

    def save_excel(self) -> None:
        if path := dialogs.save_file(self, "Simpan rekap", f"Rekap mentoring {date.today():%d-%m-%Y}.xlsx"):
            self.output.save_excel(self._source.programme_id or 0, path, self.say)

    def edit_texts(self) -> None:
        """What the office words itself, in the place of the pages."""
        programme_id = self._source.programme_id or 0
        self._runner.read(
            texts.get,
            lambda found: self.open_form(texts_panel(self._runner, programme_id, found, self.close_form)),
            owner=self,
        )

    def open_form(self, panel: FormPanel) -> None:
        self.close_form()
        panel.closed.connect(self.close_form)
        self._side.addWidget(panel)
        self._side.setCurrentWidget(panel)
        next(iter(panel.form.editors.values())).setFocus()

    def close_form(self) -> None:
        close_above_first(self._side, self.table)
        self.table.setFocus()

    def say(self, words: str, look: str = "good-box") -> None:
        say(self._message, words, look)

    def refuse(self, error: UserError) -> None:
        if self.preview is not None:
            self.preview.say("Tidak ada halaman untuk pilihan ini.")
        self.say(str(error), "bad-box")

    def _open_document(self, made: Pack, pdf: bytes) -> None:
        title = made.title if len(made.kinds) != 1 else f"{KINDS[made.kinds[0]].title}: {made.title}"
        page = DocumentPage(
            self._runner, title, filenames.safe(title), pdf, paper=made.paper, landscape=False
        )
        over = self._over()
        close_above_first(over, self.table)
        page.closed.connect(lambda: self._close_document(over))
        over.addWidget(page)
        over.setCurrentWidget(page)
        page.setFocus()

    def _close_document(self, over: QStackedWidget) -> None:
        close_above_first(over, self.table)
        self.table.setFocus()

    def _over(self) -> QStackedWidget:
        """The page of the pair, whose tabs would otherwise share keys with the pages; else this part."""
        place = self.parentWidget()
        while place is not None:
            if isinstance(place, QStackedWidget) and place.objectName() == "pair":
                return place
            place = place.parentWidget()
        return self

    def _fill(self) -> None:
        of_pair = self._source.pair_id is not None
        self._model.show(
            [
                PaperRow(kind.code, kind.title, ABOUT[kind.code])
                for kind in KINDS.values()
                if kind.of_pair or not of_pair or kind.code == "pengingat"
            ]
        )
        self.table.go_to(0)
        self._actions.selected(self.table.selected_count())

    def _selected(self) -> None:
        self._message.hide()
        self._actions.selected(self.table.selected_count())
        self._later.start()

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        self.secret.setObjectName("mentoring_papers_secret")
        self.secret.setAccessibleName(SECRET_WORDS.replace("&", ""))
        self.secret.setToolTip(SECRET_HINT)
        self.paper.setObjectName("mentoring_papers_paper")
        self.paper.setAccessibleName("Kertas")
        self.paper.setMinimumContentsLength(24)
        self.paper.put(str(QSettings().value("papers/paper", "A4")))
        self.paper.currentIndexChanged.connect(self._on_paper)
        tools = QHBoxLayout()
        tools.addLayout(self._actions.layout)
        tools.addStretch(1)
        choices = QHBoxLayout()
        choices.addWidget(self.secret)
        choices.addStretch(1)
        choices.addWidget(label("Kertas"))
        choices.addWidget(self.paper)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(tools)
        layout.addLayout(choices)
        layout.addWidget(self._message)
        layout.addWidget(self._body(), 1)
        self.addWidget(page)

    def _body(self) -> QWidget:
        if self.preview is None:
            return self.table
        self.preview.say(CHOOSE)
        self._side.addWidget(self.preview)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("mentoring_papers_splitter")
        splitter.setHandleWidth(8)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self._side)
        splitter.setSizes([560, 520])
        splitter.setStretchFactor(0, 1)
        return splitter

    def _on_paper(self) -> None:
        QSettings().setValue("papers/paper", self.paper.value())
        self._later.start()
