"""Changes one event, it and the following, or all of its series, after showing what comes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from asn_desktop.domain import dates
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import series
from asn_desktop.services.deletion import Deleted
from asn_desktop.services.series import SCOPES, ChangePreview, Changes, Now
from asn_desktop.ui import theme
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Form, FormPanel
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import label, no_mnemonic
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.screens.training.series import change_fields
from asn_desktop.ui.screens.training.series.clash_list import ClashList

RESTING = 250  # milliseconds without a key before the outcome is asked again


class Line(NamedTuple):
    title: str
    before: str
    after: str
    remark: str


COLUMNS = [
    Column("Kegiatan", "title", width=29),
    Column("Sekarang", "before", width=15),
    Column("Menjadi", "after", width=15),
    Column("Keterangan", "remark", width=15, tone=lambda line: "quiet" if line.remark else ""),
]


class ChangePage(QWidget):
    closed = Signal()

    def __init__(self, runner: Runner, event_id: int, deletes: bool) -> None:
        super().__init__()
        self.setObjectName("series_change")
        self._runner, self._event_id = runner, event_id
        self._now: Now | None = None
        self._form = Form(change_fields.FIELDS)
        self.panel = FormPanel("Ubah kegiatan dan serinya", self._form, self._save)
        self.panel.closed.connect(self.closed.emit)
        self._model = TableModel(COLUMNS)
        self.table = View(self._model, COLUMNS, "series_change_events", "Kegiatan yang berubah")
        self._title = label("", "group", wrap=True, name="series_change_title")
        self._notes = label("", "warn-box", wrap=True, name="series_change_notes")
        self.clashes = ClashList("series_change_clashes")
        self._remove = QPushButton("&Hapus kegiatan")
        self._remove.setObjectName("series_delete")
        theme.set_icon(self._remove, "trash-2")
        self._remove.clicked.connect(self._delete)
        self._remove.setVisible(deletes)
        self._resting = QTimer(self, singleShot=True, interval=RESTING)
        self._resting.timeout.connect(self._preview)
        self._form.changed.connect(self._resting.start)
        self._lay_out()
        runner.read(lambda s: change_fields.read(s, event_id), self._offered, owner=self)

    def _offered(self, found: change_fields.Found) -> None:
        self._now = found.now
        change_fields.offer(self._form, found)
        alone = "Kegiatan ini bukan bagian dari seri."
        self.panel.title.setText(f"Ubah {found.now.title}")
        self._form.tell({"scope": found.now.series or alone})
        place = Place("training", "series_change", self._event_id)
        self._watch = PanelWatch(self._runner, self.panel, place, self.panel.title.text)
        self._form.editors["scope"].setFocus()
        self._preview()

    def _asked(self) -> tuple[str, Changes] | None:
        """None, with the reason at its field, where what was typed cannot be."""
        assert self._now is not None
        values = self._form.values()
        try:
            return values["scope"], change_fields.changes(values, self._now)
        except InvalidInput as error:
            self._form.complain(error.problems, go=False)
            return None

    def _preview(self) -> None:
        if asked := self._asked():
            event_id, (scope, changes) = self._event_id, asked
            self._runner.read(
                lambda s: series.preview_change(s, event_id, scope, changes),
                lambda found: self._show(found, changes),
                refused=self._refused,
                owner=self,
                latest="preview",
            )

    def _show(self, found: ChangePreview, changes: Changes) -> None:
        by = timedelta(changes.days)
        lines = [
            Line(
                m.title,
                dates.span(m.first, m.last),
                dates.span(m.first + by, m.last + by) if by else "tanggal tetap",
                "",
            )
            for m in found.changed
        ]
        lines += [Line(m.title, dates.span(m.first, m.last), "– tidak ikut", m.held) for m in found.left]
        self._model.show(lines)
        left = f", {len(found.left)} tidak ikut" if found.left else ""
        self._title.setText(f"{len(found.changed)} kegiatan berubah{left}")
        self._notes.setText("\n".join(f"! {note}" for note in found.notes))
        self._notes.setVisible(bool(found.notes))
        self.clashes.show_clashes(found.clashes)
        self._remove.setText(f"&Hapus {len(found.changed)} kegiatan")
        warned = found.clashes or found.notes
        self.panel.save_button.setText("Tetap &simpan" if warned else "&Simpan")

    def _refused(self, error: UserError) -> None:
        self._notes.setText(f"! {error}")
        self._notes.show()

    def _save(self, _values: dict[str, Any]) -> None:
        if asked := self._asked():
            event_id, (scope, changes) = self._event_id, asked
            self._runner.write(
                self._label("Ubah", scope),
                lambda s: series.change(s, event_id, scope, changes),
                lambda _ids: self._done(),
                self.panel.refuse,
                owner=self,
            )

    def _delete(self) -> None:
        """At once: Ctrl+Z has them back."""
        event_id, scope = self._event_id, self._form.values()["scope"]
        self._runner.write(
            self._label("Hapus", scope),
            lambda s: series.delete(s, event_id, scope),
            self._deleted,
            self.panel.refuse,
            owner=self,
        )

    def _deleted(self, gone: Deleted) -> None:
        self._runner.said.emit(gone.sentence)
        self._done()

    def _done(self) -> None:
        self._watch.done()
        self.closed.emit()

    def _label(self, verb: str, scope: str) -> str:
        title = self._now.title if self._now else ""
        return no_mnemonic(f"{verb} {title} ({SCOPES[scope].casefold()})")

    def _lay_out(self) -> None:
        right = QWidget()
        inner = QVBoxLayout(right)
        inner.setContentsMargins(12, 12, 12, 12)
        inner.addWidget(self._title)
        inner.addWidget(self.table, 3)
        inner.addWidget(self._notes)
        inner.addWidget(self.clashes, 2)
        inner.addWidget(self._remove, alignment=Qt.AlignmentFlag.AlignLeft)
        self._notes.hide()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(8)
        splitter.addWidget(self.panel)
        splitter.addWidget(right)
        splitter.setSizes([420, 760])
        splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 0, 0)
        layout.addWidget(splitter)
        self.setFocusProxy(self.panel)
