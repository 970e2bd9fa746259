"""An import of a list: file, columns, check, result. Nothing is written before the last step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import backups, imports
from asn_desktop.services.imports import Checked, CheckedRow, ImportSource
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, Sorted, TableModel
from asn_desktop.ui.kit.text import counted, label
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.kit.wizard import Step, Wizard
from asn_desktop.ui.list_import import ColumnsPage, FilePage, ResultPage

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

SaveAs = Callable[..., Path | None]
Fields = Sequence[str | None]
Known = Mapping[str, str]
OUTCOMES = {"baru": "+ Baru", "berubah": "~ Berubah", "sama": "= Sudah ada", "ditolak": "✗ Ditolak"}
TONES = {"baru": "good", "berubah": "warn", "sama": "quiet", "ditolak": "bad"}


@dataclass(frozen=True)
class Import:
    """What one kind of list is about. `known` is what the columns may mean and `open` reads a file with it;
    `missing` says which columns must still be found, or nothing; `apply` returns how many were kept.
    """

    name: str  # of its widgets
    title: str
    noun: str  # the rows: "riwayat pelatihan"
    kept: str  # what the result counts: "pelatihan dicatat"
    purpose: str  # under which its columns are remembered
    columns: Sequence[Column]  # beside row, outcome, problem, NIP and name
    known: Callable[[Session], Known]
    open: Callable[[Path, str | None, Known], ImportSource]
    meanings: Callable[[Known], Known]
    missing: Callable[[Fields, Known], str]
    check: Callable[[Session, ImportSource, Fields, Progress], Checked]
    apply: Callable[[Session, Checked, Progress], int]
    changes: str = ""  # what rows that change something do; "" for lists that only add


def says(row: CheckedRow) -> str:
    here = f"Baris {row.row_number}: "
    told = [(p.is_error, p.message.removeprefix(here)) for p in row.problems]
    return "  ".join(f"{'✗' if bad else '!'} {words[:1].upper()}{words[1:]}" for bad, words in told)


BEFORE = (
    Column("Baris", "row_number", width=6),
    Column("Hasil", lambda r: OUTCOMES[r.action], width=13, tone=lambda r: TONES[r.action]),
    Column("Masalah", says, width=56),
    Column("NIP", "nip", width=20),
    Column("Nama", "name", width=26),
)


class _CheckPage(QWidget):
    """Every row with what becomes of it; the wrong ones first."""

    def __init__(self, kind: Import) -> None:
        super().__init__()
        self._changes = kind.changes
        columns = [*BEFORE, *kind.columns]
        self._tally = label("", wrap=True, name=f"{kind.name}_tally")
        self._model = TableModel(columns)
        table = View(Sorted(self._model), columns, f"{kind.name}_check", "Baris yang diperiksa")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tally)
        layout.addWidget(table, 1)
        self.setFocusProxy(table)

    def show_checked(self, checked: Checked) -> None:
        counts = checked.counts
        changed = f"{counted(counts.changed)} {self._changes}, " if counts.changed else ""
        self._tally.setText(
            f"{counted(counts.new)} baris baru, {changed}{counted(counts.same)} sudah tercatat, "
            f"{counted(counts.rejected)} ditolak. Yang ditolak dapat disimpan ke Excel di langkah berikut, "
            "diperbaiki, lalu diimpor lagi; yang sudah tercatat tidak akan dicatat dua kali."
        )
        self._model.show(sorted(checked.rows, key=lambda row: row.action != "ditolak"))


class ListImport:
    def __init__(
        self,
        runner: Runner,
        kind: Import,
        close: Callable[[], None],
        save_as: SaveAs = dialogs.save_file,
        extra: QWidget | None = None,
    ) -> None:
        """`extra` stands below the columns: what else decides on the rows."""
        self._runner, self._kind, self._save_as = runner, kind, save_as
        self.source: ImportSource | None = None
        self.checked: Checked | None = None
        self._known: Known = {}
        self._file = FilePage(partial(self.open, sheet=None), self._open_sheet)
        self._columns = ColumnsPage({})
        if extra is not None:
            below = self._columns.layout()
            assert below
            below.addWidget(extra)
        self._check = _CheckPage(kind)
        self._result = ResultPage()
        self._result.save.connect(self._save_rejected)
        steps = [
            Step("Pilih berkas", self._file, self._leave_file),
            Step("Cocokkan kolom", self._columns, self._leave_columns, "&Periksa"),
            Step("Periksa", self._check, self._leave_check, "&Impor"),
            Step("Hasil", self._result),
        ]
        self.wizard = Wizard(kind.title, steps)
        self.wizard.setProperty("import", self)  # lives as long as its window
        self.wizard.allow(False)
        self.wizard.finished.connect(close)
        self.wizard.cancelled.connect(close)

    def open(self, path: Path, sheet: str | None) -> None:
        """What the database knows comes first: the columns may be called after it."""
        self.wizard.allow(False)

        def ready(known: Known) -> None:
            self._known = known
            self._runner.work(
                f"Membaca {path.name}",
                lambda _progress: self._kind.open(path, sheet, known),
                self._opened,
                refused=self._file.refuse,
                owner=self.wizard,
            )

        self._runner.read(self._kind.known, ready, owner=self.wizard)

    def _open_sheet(self, sheet: str) -> None:
        if self.source:
            self.open(self.source.path, sheet)

    def _opened(self, source: ImportSource) -> None:
        self.source = source
        self._file.show_source(source)
        self.wizard.allow(True)

    def _leave_file(self, go: Callable[[], None]) -> None:
        source = self.source
        assert source

        def remembered(fields: Any) -> None:
            self._columns.offer(self._kind.meanings(self._known))
            self._columns.show_source(source, fields or source.fields)
            go()

        self._runner.read(
            lambda s: imports.remembered_fields(s, self._kind.purpose, source.headers),
            remembered,
            owner=self.wizard,
        )

    def _leave_columns(self, go: Callable[[], None]) -> None:
        source, fields = self.source, self._columns.fields()
        progress = Progress(f"Memeriksa {self._kind.noun}")
        assert source
        if wrong := self._kind.missing(fields, self._known):
            self._columns.refuse(wrong)
            return

        def checked(result: Checked) -> None:
            self.checked = result
            self._check.show_checked(result)
            go()
            new = result.counts.new + result.counts.changed
            self.wizard.allow(new > 0 or result.counts.rejected > 0, f"&Impor {counted(new)} baris")

        self._runner.read(
            lambda s: self._kind.check(s, source, fields, progress),
            checked,
            refused=self._refused,
            owner=self.wizard,
            latest="check",
            progress=progress,
        )

    def _refused(self, error: UserError) -> None:
        problems = error.problems.values() if isinstance(error, InvalidInput) else [str(error)]
        self._columns.refuse(" ".join(problems))

    def _leave_check(self, go: Callable[[], None]) -> None:
        checked, source, fields = self.checked, self.source, self._columns.fields()
        assert checked
        assert source
        kind, progress = self._kind, Progress(f"Mengimpor {self._kind.noun}")
        new = checked.counts.new + checked.counts.changed

        def apply(session: Session) -> int:
            imports.remember_fields(session, kind.purpose, source.headers, fields)
            return kind.apply(session, checked, progress)

        def applied(count: int) -> None:
            self._result.show_summary(checked.counts, f"{counted(count)} {kind.kept}")
            go()

        def write(_kept: object) -> None:
            words = f"Impor {counted(new)} {kind.noun} dari {source.path.name}"
            self._runner.write(words, apply, applied, owner=self.wizard, progress=progress)

        if (file := self._runner.file) is None or not new:
            write(None)
            return
        self._runner.work(
            "Membuat cadangan sebelum impor",
            lambda progress: backups.make(file, backups.IMPORT, datetime.now(), progress),
            write,
            owner=self.wizard,
        )

    def _save_rejected(self) -> None:
        checked, source = self.checked, self.source
        assert checked
        assert source
        path = self._save_as(self.wizard, "Simpan baris yang ditolak", f"Ditolak – {source.path.stem}.xlsx")
        if path:
            self._runner.work(
                "Menyimpan baris yang ditolak",
                lambda _progress: imports.rejected_list(checked, source, path),
                lambda _count: self._result.saved(path),
                owner=self.wizard,
            )


def missing_columns(fields: Fields, needed: Sequence[str], meanings: Known) -> str:
    """What must be mended before the rows can be read; empty when all is well."""
    chosen = [field for field in fields if field]
    if lacking := [meanings[field] for field in needed if field not in chosen]:
        return f"Belum ada kolom untuk: {', '.join(lacking)}. Tentukan kolomnya."
    twice = sorted({meanings[field] for field in chosen if chosen.count(field) > 1})
    return f"Dipilih untuk lebih dari satu kolom: {', '.join(twice)}. Sisakan satu." if twice else ""
