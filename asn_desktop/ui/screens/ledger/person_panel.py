"""Beside the list: the trainings of a person, their proofs, and what would close the gap."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from asn_desktop.services import ledger, places
from asn_desktop.services.ledger import MENTORING, OUTSIDE, Entry, LedgerRow, OpenEvent
from asn_desktop.ui.document import DocumentPage
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, Sorted, TableModel
from asn_desktop.ui.kit.text import label, without_mnemonic
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.ledger.outside_form import open_form

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

NOBODY = "Pilih seorang pegawai untuk melihat riwayat pelatihannya."
ENTRIES = [
    Column(
        "Kegiatan", "name", width=14, hint=lambda e: "\n".join(filter(None, (e.name, e.organiser, e.note)))
    ),
    Column("Selesai", "ends_on", width=9),
    Column("JP", lambda e: e.jp, text=lambda jp: "–" if jp is None else str(jp), width=2),
    Column("Bukti", lambda e: e.file or e.certificate, width=8),
]
CLOSING = [
    Column("Mendatang", "training", width=10, hint=lambda e: f"{e.training}, angkatan {e.angkatan}"),
    Column("Mulai", "starts_on", width=9),
    Column("JP", "jp", width=2),
    Column("Kursi", lambda e: e.seats, text=lambda n: "bebas" if n is None else str(n), width=5),
    Column("Menutup", lambda e: "✓ ya" if e.closes else "tidak", width=6),
]


class _Found(NamedTuple):
    row: LedgerRow
    entries: list[Entry]
    events: list[OpenEvent]
    booked: int


class PersonPanel(QFrame):
    def __init__(self, runner: Runner, go: Go, screen: Callable[[], ListScreen]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._runner, self._go, self._screen = runner, go, screen
        self._name = label("", "title", wrap=True, name="ledger_person")
        self._told = label(NOBODY, "quiet", wrap=True, name="ledger_told")
        self._entries = TableModel(ENTRIES)
        self.history = View(Sorted(self._entries), ENTRIES, "ledger_history", "Riwayat pelatihan")
        self._note = label("", "quiet", wrap=True, name="ledger_note")
        self._events = TableModel(CLOSING)
        self.closing = View(
            Sorted(self._events), CLOSING, "ledger_closing", "Kegiatan yang menutup kekurangan"
        )
        self.closing.setMaximumHeight(190)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        for part in (self._name, self._told):
            layout.addWidget(part)
        layout.addWidget(self.history, 1)
        layout.addWidget(self._note)
        row = QHBoxLayout()
        self._change = self._button(row, "&Ubah…", "ledger_change", self._open_entry)
        self._proof = self._button(row, "&Buka bukti", "ledger_proof", self._open_proof)
        self._delete = self._button(row, "&Hapus", "ledger_delete", self._remove)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self.closing)
        self.history.opened.connect(self._open_entry)
        self.history.selectionModel().selectionChanged.connect(lambda *_: self._on_entry())
        self.closing.opened.connect(self._open_event)
        self.show_person(None, 0)

    def show_person(self, person_id: int | None, year: int) -> None:
        for part in (self.history, self.closing, self._change, self._proof, self._delete):
            part.setVisible(person_id is not None)
        if person_id is None:
            self._name.setText("")
            self._told.setText(NOBODY)
            self._note.setText("")
        else:
            self._runner.read(
                lambda s: _find(s, person_id, year),
                lambda found: self._show(found, year),
                owner=self,
                latest="person",
            )

    def entry(self) -> Entry | None:
        row = self.history.current_row()
        return row if isinstance(row, Entry) else None

    def _show(self, found: _Found | None, year: int) -> None:
        if found is None:  # gone, or one without a target
            self.show_person(None, year)
            return
        row = found.row
        words = [f"{row.jp} dari {row.target} JP tahun {year}"]
        words += [f"kurang {row.lacking} JP"] if row.lacking else ["terpenuhi"]
        words += [f"{found.booked} JP menunggu hasil kegiatan yang diikuti"] if found.booked else []
        self._name.setText(row.printed_name)
        self._told.setText("; ".join(words) + "." + (f" {row.warning}" if row.warning else ""))
        self._entries.show(found.entries)
        self._events.show(found.events)
        self.closing.setVisible(bool(found.events))
        self._on_entry()

    def _on_entry(self) -> None:
        entry = self.entry()
        is_outside = entry is not None and entry.source == OUTSIDE
        self._change.setEnabled(entry is not None)
        self._change.setText("&Ubah…" if is_outside or entry is None else "Buka &kegiatan")
        self._delete.setEnabled(is_outside)
        self._proof.setEnabled(bool(entry and entry.file_id))
        nothing = "" if self._entries.rows else "Belum ada pelatihan yang tercatat."
        self._note.setText(nothing or (entry.note if entry else ""))
        self._note.setVisible(bool(self._note.text()))

    def _open_entry(self) -> None:
        entry = self.entry()
        if entry is None:
            return
        if entry.source == OUTSIDE:
            open_form(self._screen(), self._runner, None, entry.record_id)
        elif entry.source == MENTORING:
            self._go("mentoring", ("pair", entry.record_id))
        else:
            self._go("training", entry.record_id)

    def _open_event(self) -> None:
        if (event := self.closing.current_row()) is not None:
            self._go("training", event.event_id)

    def _remove(self) -> None:
        if (entry := self.entry()) and entry.source == OUTSIDE:
            outside_id = entry.record_id
            self._runner.write(
                f"Hapus pelatihan luar {entry.name}", lambda s: ledger.delete(s, [outside_id]), owner=self
            )

    def _open_proof(self) -> None:
        entry, file, screen = self.entry(), self._runner.file, self._screen()
        if entry is None or not entry.file_id or file is None:
            return
        file_id, folder, title = entry.file_id, places.files_folder(file), entry.file

        def show(pdf: bytes) -> None:
            page = DocumentPage(self._runner, title, title.rpartition(".")[0] or title, pdf)
            page.closed.connect(screen.close_page)
            screen.open_page(page)

        self._runner.read(lambda s: ledger.proof_pages(s, folder, file_id), show, owner=self)

    @staticmethod
    def _button(row: QHBoxLayout, title: str, name: str, run: Callable[[], None]) -> QPushButton:
        made = QPushButton(title)
        made.setObjectName(name)
        made.setAccessibleName(without_mnemonic(title))
        made.clicked.connect(run)
        row.addWidget(made)
        return made


def _find(session: Session, person_id: int, year: int) -> _Found | None:
    rows = ledger.page(session, year, [person_id])
    if not rows:
        return None
    lacking = rows[0].lacking
    events = ledger.open_events(session, person_id, lacking, year, date.today()) if lacking else []
    entries = ledger.history(session, person_id)
    return _Found(rows[0], entries, events, ledger.booked(session, person_id, year))
