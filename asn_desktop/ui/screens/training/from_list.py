"""Participants from a list of others: file, columns, who is who, outcome. One undo step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from asn_desktop.services import imports, nominations, participants
from asn_desktop.services.drafts import Draft
from asn_desktop.services.imports import ImportSource
from asn_desktop.services.participants import AddedSummary, Match
from asn_desktop.ui.drafts import Offering, Place
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import counted, label
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.kit.wizard import Step, Wizard
from asn_desktop.ui.list_drafts import CHECK, fields_again, list_typed, resumed
from asn_desktop.ui.list_import import ColumnsPage, FilePage
from asn_desktop.ui.screens.training.matches import MatchPage

LEFT_OUT = [
    Column("Baris", lambda row: row[0], width=6),
    Column("Mengapa tidak ditambahkan", lambda row: row[1], width=90),
]


class FromList(QWidget):
    closed = Signal()

    def __init__(self, runner: Runner, event_id: int) -> None:
        super().__init__()
        self.setObjectName("from_list")
        self._runner, self._event_id = runner, event_id
        self._source: ImportSource | None = None
        self._decided: dict[int, list[Any]] = {}  # in a draft, and not yet decided again
        self._file = FilePage(self.read, lambda sheet: self.read(None, sheet))
        self._columns = ColumnsPage(imports.choices(imports.PESERTA))
        self._matches = MatchPage()
        self._left_out = TableModel(LEFT_OUT)
        self._outcome, self._outcome_more = (
            label("", "heading", wrap=True, name="added"),
            label("", wrap=True),
        )
        self.wizard = Wizard(
            "Tambah peserta dari daftar",
            [
                Step("Pilih berkas", self._file, self._leave_file),
                Step("Cocokkan kolom", self._columns, self._leave_columns, "&Cocokkan orang"),
                Step("Siapa orangnya", self._matches, self._leave_matches, "&Tambahkan"),
                Step("Hasil", self._result_page()),
            ],
        )
        self.wizard.allow(False)
        self._watch = Offering(
            runner,
            self.wizard,
            Place("training", "from_list", event_id),
            self._words,
            self._typed,
            fill=self._resume,
        )
        self.wizard.finished.connect(self.closed)
        self.wizard.cancelled.connect(self._cancelled)
        self.wizard.cancelled.connect(self.closed)
        self._matches.changed.connect(self._count)
        for part in (self._matches, self._columns):
            part.changed.connect(self._watch.touch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.wizard)
        self.setFocusProxy(self.wizard)
        self._watch.look()

    def read(
        self,
        path: Path | None,
        sheet: str | None = None,
        then: Callable[[ImportSource], None] | None = None,
    ) -> None:
        """Read a file, or another sheet of the one chosen."""
        path = path or (self._source.path if self._source else None)
        if path is None:
            return
        chosen = path
        self.wizard.allow(False)
        self._runner.work(
            f"Membaca {path.name}",
            lambda _progress: imports.open_list(chosen, imports.PESERTA, sheet),
            then or self._opened,
            refused=self._file.refuse,
            owner=self,
        )

    def _opened(self, source: ImportSource) -> None:
        self._source = source
        self._file.show_source(source)
        self.wizard.allow(True)
        self._watch.touch()

    def _leave_file(self, go: Callable[[], None]) -> None:
        source = self._source
        assert source is not None

        def remembered(fields: list[str | None] | None) -> None:
            self._columns.show_source(source, fields or source.fields)
            go()
            self._watch.touch()

        self._runner.read(
            lambda s: imports.remembered_fields(s, imports.PESERTA, source.headers), remembered, owner=self
        )

    def _leave_columns(self, go: Callable[[], None]) -> None:
        source, fields = self._source, self._columns.fields()
        assert source is not None
        if problem := self._columns.problem():
            self._columns.refuse(problem)
            return
        if fields != list(source.fields):
            self._runner.write(
                "Ingat kolom daftar peserta",
                lambda s: imports.remember_fields(s, imports.PESERTA, source.headers, fields),
            )

        def matched(found: list[Match]) -> None:
            self._matches.show_matches(found, [(row[0], row[1]) for row in source.skipped])
            go()
            self._count()
            self._watch.touch()

        self._runner.read(
            lambda s: participants.match(s, source, fields, date.today()),
            matched,
            refused=lambda error: self._columns.refuse(str(error)),
            owner=self,
            latest="match",
        )

    def _leave_matches(self, go: Callable[[], None]) -> None:
        decisions, source = self._matches.decisions(), self._source
        assert source is not None
        count = sum(d.action != "lewati" for d in decisions)

        def added(done: tuple[AddedSummary, str]) -> None:
            self._show_outcome(*done)
            self._watch.done()
            go()

        self._runner.write(
            f"Tambah {counted(count)} peserta dari {source.path.name}",
            lambda s: (
                participants.add_from_matches(s, self._event_id, decisions, date.today()),
                nominations.crowded(s, self._event_id),
            ),
            added,
            refused=lambda error: self._matches.complain(str(error)),
            owner=self,
        )

    def _words(self) -> str:
        return f"Tambah peserta dari {self._source.path.name}" if self._source else ""

    def _typed(self) -> dict[str, Any]:
        """Nothing before a file is chosen and after its people were added."""
        if self._source is None or self.wizard.at > CHECK:
            return {}
        decided = self._matches.decided() if self.wizard.at == CHECK else self._decided
        return list_typed(self._source, self.wizard.at, self._columns.fields()) | {"decided": decided}

    def _resume(self, draft: Draft) -> None:
        """Read the file again; decisions about rows that are no longer the same are left out."""
        kept = draft.typed

        def opened(source: ImportSource) -> None:
            self._watch.go_on(draft)
            self._decided = dict(kept["decided"])
            self._opened(source)
            self._watch.tell(resumed(draft, 0, "keputusan"))
            fields = fields_again(draft, source)
            if fields and kept.get("step"):
                self._columns.show_source(source, fields)
                self.wizard.go(1)
                if kept["step"] == CHECK:
                    self._leave_columns(decide)

        def decide() -> None:
            self.wizard.go(CHECK)
            lost = self._matches.decide_again(self._decided)
            self._decided = {}
            self._watch.tell(resumed(draft, lost, "keputusan"))

        self.read(Path(kept["path"]), kept["sheet"], opened)

    def _cancelled(self) -> None:
        """Decisions are kept as a draft; a file that was only chosen is not worth one."""
        if not self._matches.decided():
            self._watch.done()

    def _count(self) -> None:
        """The button says what will happen; it waits until everything is decided."""
        if self.wizard.at != 2:
            return
        adding, skipping, open_ = self._matches.counts()
        words = f"&Tambahkan {counted(adding)} peserta" + (
            f", lewati {counted(skipping)}" if skipping else ""
        )
        self.wizard.allow(adding > 0 and not open_, words)

    def _show_outcome(self, outcome: AddedSummary, crowded: str) -> None:
        left_out = sorted([*outcome.skipped, *self._matches.not_people])
        done = f"✓ {counted(outcome.added)} peserta ditambahkan"
        self._outcome.setText(f"{done}. ⚠ {crowded}" if crowded else done)
        self._outcome_more.setText(
            f"{counted(len(left_out))} baris tidak ditambahkan:" if left_out else "Semua baris ditambahkan."
        )
        self._left_out.show(left_out)

    def _result_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._outcome)
        layout.addWidget(label("Ini satu tindakan: Ctrl+Z membatalkannya seluruhnya.", "quiet"))
        layout.addWidget(self._outcome_more)
        layout.addWidget(View(self._left_out, LEFT_OUT, "left_out", "Baris yang tidak ditambahkan"), 1)
        return page
