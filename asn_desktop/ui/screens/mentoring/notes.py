"""The part Catatan rahasia of a pair: shut until it is asked for, and every opening stands below.

What is typed here is kept in no draft, which would lie in the open on the disk.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from asn_desktop.domain.errors import UserError
from asn_desktop.services.mentoring import notes
from asn_desktop.services.mentoring.notes import Access, Note
from asn_desktop.services.trail.mentoring_words import PURPOSES
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.details import Details
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import note
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.kit.text import counted, label, say, set_look, short

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

NOTES = [
    Column("Ditulis", "written_at", width=16),
    Column("Oleh", "author", width=14),
    Column("Catatan", lambda row: short(row.text, 120), width=60),
]
ACCESSES = [
    Column("Waktu", "at", width=16),
    Column("Dibuka oleh", "actor", width=20),
    Column("Untuk", lambda row: PURPOSES.get(row.purpose, row.purpose), width=12),
    Column("Keterangan", "about", width=50),
]
RULE = (
    "Catatan di sini disimpan tersegel: tidak ikut di laporan dan ekspor kecuali diminta, dan tidak tampil "
    "di pencarian maupun riwayat. Setiap pembukaan dicatat dan tidak dapat dihapus."
)


class NotesPart(QWidget):
    def __init__(self, runner: Runner, pair_id: int) -> None:
        super().__init__()
        self.setObjectName("notes")
        self._runner, self._pair_id, self._stale = runner, pair_id, True
        self._notes: tuple[Note, ...] | None = None  # None: shut
        self._own = False  # what changes now was done here
        self._who = label("", wrap=True, name="notes_who")
        self._message = label("", "bad-box", wrap=True, name="notes_message")
        self._message.hide()
        self.open_button = QPushButton("&Buka catatan rahasia")
        self.open_button.setObjectName("open_notes")
        set_look(self.open_button, "main")
        self.open_button.clicked.connect(self.open_notes)
        self._details = Details("Pilih catatan untuk membacanya.")
        self.list = self._list()
        self.accesses = ListScreen(
            runner,
            "accesses",
            ACCESSES,
            Rows(lambda s, asked: _accesses(s, pair_id, asked)),
            noun="pembukaan",
            empty=Empty("Belum pernah dibuka.", "&Muat ulang", self.refresh),
            hint="Cari pembukaan…",
        )
        self.accesses.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self._body = QStackedWidget()
        self._lay_out()
        self.setFocusProxy(self._body)
        self._shut()
        runner.changed.connect(self._on_changed)

    def refresh(self) -> None:
        self._stale = False
        pair_id = self._pair_id
        self._runner.read(
            lambda s: (notes.count(s, pair_id), notes.readers(s, pair_id)),
            self._show,
            owner=self,
            latest="notes",
        )
        self.accesses.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes back asks again: nothing stays open behind another part."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._shut()

    def open_notes(self) -> None:
        pair_id, actor, now = self._pair_id, self._runner.actor, datetime.now().replace(microsecond=0)
        self._write(
            "Buka catatan rahasia",
            lambda s: notes.read(s, pair_id, actor, now),
            self._opened,
        )

    def new(self) -> None:
        self._edit(None)

    def edit(self, note_id: int) -> None:
        self._edit(next((one for one in self._notes or () if one.id == note_id), None))

    def delete(self, ids: list[int]) -> None:
        pair_id, actor = self._pair_id, self._runner.actor
        left = tuple(one for one in self._notes or () if one.id not in ids)
        self._write(
            f"Hapus {counted(len(ids))} catatan rahasia",
            lambda s: notes.delete(s, pair_id, ids, actor),
            lambda _: self._opened(left),
        )

    def _edit(self, one: Note | None) -> None:
        def save(values: dict[str, Any]) -> None:
            self._keep(one, values["text"], panel)

        fields = Form([Field("text", "Catatan", note(10))])
        fields.fill({"text": one.text if one else ""})
        panel = FormPanel("Ubah catatan rahasia" if one else "Catatan rahasia baru", fields, save)
        panel.closed.connect(self._close)
        self.list.open_side(panel)
        fields.editors["text"].setFocus()

    def _keep(self, one: Note | None, text: str, panel: FormPanel) -> None:
        pair_id, actor, now = self._pair_id, self._runner.actor, datetime.now().replace(microsecond=0)
        key, version = (one.id, one.version) if one else (None, 1)

        def kept(note_id: int) -> None:
            others = tuple(n for n in self._notes or () if n.id != note_id)
            self._opened((*others, Note(note_id, now, actor, text.strip(), version + bool(one))))

        self._write(
            "Ubah catatan rahasia" if one else "Tulis catatan rahasia",
            lambda s: notes.write(s, pair_id, text, actor, now, note_id=key, version=version),
            kept,
            panel,
        )

    def _write(self, title: str, work: Any, done: Any, panel: FormPanel | None = None) -> None:
        def finished(result: Any) -> None:
            self._own = False
            self._message.hide()
            done(result)
            self.refresh()

        def refused(error: UserError) -> None:
            self._own = False
            if panel:
                panel.refuse(error)
            else:
                say(self._message, str(error), "bad-box")
                self._message.show()

        self._own = True
        self._runner.write(title, work, finished, refused, owner=self)

    def _opened(self, found: tuple[Note, ...]) -> None:
        self._notes = found
        self.list.close_side()
        self._body.setCurrentIndex(1)
        self._body.setFocusProxy(self.list)
        self.list.refresh()
        self.list.setFocus()

    def _shut(self) -> None:
        self._notes = None
        self.list.close_side()
        self._details.clear()
        self.list.refresh()
        self._body.setCurrentIndex(0)
        self._body.setFocusProxy(self.open_button)

    def _show(self, found: tuple[int, tuple[str, ...]]) -> None:
        count, readers = found
        held = f"{counted(count)} catatan rahasia." if count else "Belum ada catatan rahasia."
        who = (
            f"Yang boleh membuka: {', '.join(readers)}."
            if readers
            else ("Pasangan ini belum mempunyai petugas; isi kolom Petugas pada pasangan ini dahulu.")
        )
        self._who.setText(f"{held} {who}")

    def _read(self, _session: Session, asked: Asked) -> list[Note]:
        sought = asked.text.casefold().split()
        return [one for one in self._notes or () if all(word in one.text.casefold() for word in sought)]

    def _arrived(self, count: int, _more: bool) -> None:
        table = self.list.table
        if count and not table.selectionModel().hasSelection():
            table.go_to(0)

    def _on_selected(self, note_id: int | None) -> None:
        self.list.close_side(typed_too=False)
        one = next((n for n in self._notes or () if n.id == note_id), None)
        if one is None:
            self._details.clear()
        else:
            written = f"{one.author}, {one.written_at:%d-%m-%Y %H.%M}"
            self._details.show_record("Catatan rahasia", written, [("Isi", one.text)])

    def _close(self) -> None:
        self.list.close_side()
        self.list.setFocus()

    def _on_changed(self) -> None:
        """What somebody else changed, or Ctrl+Z did, is read only when it is asked for again."""
        self._stale = True
        if not self._own:
            self._shut()
            if self.isVisible():
                self.refresh()

    def _list(self) -> ListScreen:
        made = ListScreen(
            self._runner,
            "notes_list",
            NOTES,
            Rows(self._read),
            noun="catatan",
            empty=Empty("Belum ada catatan rahasia.", "Catatan per&tama", self.new),
            actions=[
                Action("Catatan bar&u", lambda _: self.new(), "Ins", "plus", needs=0, main=True),
                Action("Uba&h", lambda ids: self.edit(ids[0]), "F2", "pencil"),
                Action("Kunc&i", lambda _: self._shut(), icon="x", needs=0),
                Action("Hapus catatan", self.delete, "Del", "trash-2", needs=2, more=True),
            ],
            side=self._details,
            hint="Cari dalam catatan…",
        )
        made.listing.arrived.connect(self._arrived)
        made.selected.connect(self._on_selected)
        made.opened.connect(lambda key: self.edit(key) if key is not None else None)
        return made

    def _lay_out(self) -> None:
        shut = QWidget()
        inside = QVBoxLayout(shut)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(8)
        inside.addWidget(self._who)
        inside.addWidget(label(RULE, "quiet", wrap=True))
        inside.addWidget(self.open_button, alignment=Qt.AlignmentFlag.AlignLeft)
        inside.addStretch(1)
        self._body.addWidget(shut)
        self._body.addWidget(self.list)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setObjectName("notes_splitter")
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._body)
        halves.addWidget(self.accesses)
        halves.setSizes([330, 200])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(4)
        said = QVBoxLayout()
        said.setContentsMargins(12, 0, 12, 0)
        said.addWidget(self._message)
        layout.addLayout(said)
        layout.addWidget(halves, 1)


def _accesses(session: Session, pair_id: int, asked: Asked) -> list[Access]:
    sought = asked.text.casefold().split()
    found = notes.accesses(session, pair_id)
    return [one for one in found if all(word in f"{one.actor} {one.about}".casefold() for word in sought)]
