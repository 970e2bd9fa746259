"""Events that repeat: what is chosen on the left, the days that come of it on the right, before saving."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from asn_desktop.domain.calendar import DAYS
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import series
from asn_desktop.services.series import Created, Preview, SeriesForm
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Form, FormPanel
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import label
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.screens.training.series import fields
from asn_desktop.ui.screens.training.series.clash_list import ClashList

RESTING = 250  # milliseconds without a key before the days are counted again


class Line(NamedTuple):
    day: date
    last: date | None
    state: str
    remark: str
    tone: str


COLUMNS = [
    Column("Hari", lambda line: DAYS[line.day.weekday()], width=7),
    Column("Tanggal", "day", width=10),
    Column("Selesai", "last", width=10),
    Column("Keadaan", "state", width=12, tone=lambda line: line.tone),
    Column("Keterangan", "remark", width=30),
]


class SeriesPage(QWidget):
    closed = Signal()
    made = Signal(object)  # the id of the first event

    def __init__(self, runner: Runner, form: SeriesForm) -> None:
        super().__init__()
        self.setObjectName("series")
        self._runner, self._base = runner, form
        self._model = TableModel(COLUMNS)
        self.table = View(self._model, COLUMNS, "series_days", "Tanggal seri")
        self.summary = label("", "group", wrap=True, name="series_summary")
        self.clashes = ClashList("series_clashes")
        self._form = Form(fields.FIELDS)
        self.panel = FormPanel("Buat seri kegiatan", self._form, self._save)
        self.panel.save_button.setText("&Simpan seri")
        self.panel.closed.connect(self.closed.emit)
        self._resting = QTimer(self, singleShot=True, interval=RESTING)
        self._resting.timeout.connect(self._preview)
        self._form.changed.connect(self._on_changed)
        self._lay_out()
        runner.read(fields.choices, self._offered, owner=self)

    def _offered(self, found: fields.Choices) -> None:
        form = self._form
        fields.offer(form, found, self._base.model_id is not None)
        form.fill(fields.values_of(self._base))
        fields.show_needed(form)
        place = Place("training", "series", self._base.model_id)
        self._watch = PanelWatch(self._runner, self.panel, place, self._draft_name)
        form.editors["training_id" if self._base.training_id is None else "name"].setFocus()
        self._preview()

    def _draft_name(self) -> str:
        name = self._form.values()["name"] or self._form.editors["training_id"].currentText()
        return f"Buat seri {name}".strip()

    def _on_changed(self) -> None:
        fields.show_needed(self._form)
        self._resting.start()

    def _preview(self) -> None:
        try:
            form = fields.form_of(self._form.values(), self._base)
        except InvalidInput as error:
            self._refused(error)
            return
        self._runner.read(
            lambda s: series.preview(s, form), self._show, refused=self._refused, owner=self, latest="preview"
        )

    def _show(self, found: Preview) -> None:
        self._form.complain({}, go=False)
        self.summary.setText(found.summary)
        clashing: dict[date, int] = {}
        for clash in found.clashes:
            clashing[clash.day] = clashing.get(clash.day, 0) + 1
        lines = [Line(k.day, None, "– dilewati", k.reason, "quiet") for k in found.expanded.skipped]
        for o in found.expanded.kept:
            count = sum(clashing.get(day, 0) for day in o.days)
            told = (f"! {count} bentrok", "warn") if count else ("✓ kegiatan", "")
            lines.append(Line(o.first, o.last, told[0], o.note, told[1]))
        at = self.table.currentIndex().row()
        self._model.show(sorted(lines, key=lambda line: line.day))
        if 0 <= at < len(lines):
            self.table.go_to(at)
        self.clashes.show_clashes(found.clashes)
        self.clashes.show()
        words = "Tetap &simpan seri" if found.clashes else "&Simpan seri"
        self.panel.save_button.setText(words)

    def _refused(self, error: UserError) -> None:
        """While it is being typed: nothing is shown that does not hold."""
        self._model.show(())
        self.clashes.hide()
        self.panel.save_button.setText("&Simpan seri")
        self.summary.setText("Lengkapi isian yang ditandai, lalu tanggalnya tampil di sini.")
        self._form.complain(getattr(error, "problems", {}), go=False)

    def _skip(self) -> None:
        """The chosen days are left out, or taken in again."""
        chosen = {line.day for line in self.table.selected_rows()}
        try:
            now = set(fields.read_skipped(self._form.values()["skipped"]))
        except InvalidInput as error:
            self._form.complain(error.problems)
            return
        self._form.editors["skipped"].setText(fields.skipped_text(tuple(sorted(now ^ chosen))))

    def _save(self, values: dict[str, Any]) -> None:
        try:
            form = fields.form_of(values, self._base)
        except InvalidInput as error:
            self.panel.refuse(error)
            return
        progress = Progress("Membuat seri")
        self._runner.write(
            self._draft_name(),
            lambda s: series.create(s, form, progress),
            self._created,
            self.panel.refuse,
            owner=self,
            progress=progress,
        )

    def _created(self, made: Created) -> None:
        self._watch.done()
        self._runner.said.emit(f"Seri dibuat: {len(made.event_ids)} kegiatan. Ctrl+Z membatalkan semuanya.")
        self.made.emit(made.event_ids[0])

    def _lay_out(self) -> None:
        skip = QPushButton("&Lewati atau pakai lagi tanggal ini")
        skip.setObjectName("series_skip")
        skip.clicked.connect(self._skip)
        key = QShortcut(QKeySequence("Del"), self.table)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self._skip)
        right = QWidget()
        inner = QVBoxLayout(right)
        inner.setContentsMargins(12, 12, 12, 12)
        inner.addWidget(self.summary)
        inner.addWidget(self.table, 3)
        inner.addWidget(skip, alignment=Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self.clashes, 2)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(8)
        splitter.addWidget(self.panel)
        splitter.addWidget(right)
        splitter.setSizes([440, 740])
        splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 0, 0)
        layout.addWidget(splitter)
        self.setFocusProxy(self.panel)
