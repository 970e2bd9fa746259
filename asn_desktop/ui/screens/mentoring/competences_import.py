"""The import of competence levels: file, columns, check, result. Nothing is written before the last step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import backups, competences, imports
from asn_desktop.services.competences import columns, importing
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

OUTCOMES = {"baru": "+ Baru", "sama": "= Sudah ada", "ditolak": "✗ Ditolak"}
TONES = {"baru": "good", "sama": "quiet", "ditolak": "bad"}


def _says(row: CheckedRow) -> str:
    here = f"Baris {row.row_number}: "
    return "  ".join(("✗ " if p.is_error else "! ") + p.message.removeprefix(here) for p in row.problems)


COLUMNS = [
    Column("Baris", "row_number", width=6),
    Column("Hasil", lambda r: OUTCOMES[r.action], width=13, tone=lambda r: TONES[r.action]),
    Column("Masalah", _says, width=56),
    Column("NIP", "nip", width=20),
    Column("Nama", "name", width=26),
    Column("Tingkat", lambda r: r.values.get("told", ""), width=60),
]


class _CheckPage(QWidget):
    """Every row with what becomes of it; the wrong ones first."""

    def __init__(self) -> None:
        super().__init__()
        self._tally = label("", wrap=True, name="levels_tally")
        self._model = TableModel(COLUMNS)
        table = View(Sorted(self._model), COLUMNS, "levels_check", "Baris tingkat kompetensi")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tally)
        layout.addWidget(table, 1)
        self.setFocusProxy(table)

    def show_checked(self, checked: Checked) -> None:
        counts = checked.counts
        self._tally.setText(
            f"{counted(counts.new)} baris baru, {counted(counts.same)} sudah tercatat, "
            f"{counted(counts.rejected)} ditolak. Yang ditolak dapat disimpan ke Excel di langkah berikut, "
            "diperbaiki, lalu diimpor lagi; yang sudah tercatat tidak akan dicatat dua kali."
        )
        self._model.show(sorted(checked.rows, key=lambda row: row.action != "ditolak"))


class LevelsImport:
    def __init__(
        self, runner: Runner, close: Callable[[], None], save_as: Callable[..., Path | None]
    ) -> None:
        self._runner, self._save_as = runner, save_as
        self.source: ImportSource | None = None
        self.checked: Checked | None = None
        self._names: Mapping[str, str] = {}
        self._file = FilePage(partial(self.open, sheet=None), self._open_sheet)
        self._columns = ColumnsPage({})
        self._check = _CheckPage()
        self._result = ResultPage()
        self._result.save.connect(self._save_rejected)
        steps = [
            Step("Pilih berkas", self._file, self._leave_file),
            Step("Cocokkan kolom", self._columns, self._leave_columns, "&Periksa"),
            Step("Periksa", self._check, self._leave_check, "&Impor"),
            Step("Hasil", self._result),
        ]
        self.wizard = Wizard("Impor tingkat kompetensi", steps)
        self.wizard.allow(False)
        self.wizard.finished.connect(close)
        self.wizard.cancelled.connect(close)

    def open(self, path: Path, sheet: str | None) -> None:
        """The names of the competences come first: they are what the columns are called."""
        self.wizard.allow(False)

        def known(names: dict[str, str]) -> None:
            self._names = names
            self._runner.work(
                f"Membaca {path.name}",
                lambda _progress: importing.open_list(path, names, sheet),
                self._opened,
                refused=self._file.refuse,
                owner=self.wizard,
            )

        self._runner.read(competences.names, known, owner=self.wizard)

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
            self._columns.offer(columns.fields(self._names))
            self._columns.show_source(source, fields or source.fields)
            go()

        self._runner.read(
            lambda s: imports.remembered_fields(s, importing.PURPOSE, source.headers),
            remembered,
            owner=self.wizard,
        )

    def _leave_columns(self, go: Callable[[], None]) -> None:
        source, fields, progress = self.source, self._columns.fields(), Progress("Memeriksa tingkat")
        assert source
        if wrong := importing.missing(fields, self._names):
            self._columns.refuse(wrong)
            return

        def checked(result: Checked) -> None:
            self.checked = result
            self._check.show_checked(result)
            go()
            new = result.counts.new
            self.wizard.allow(new > 0 or result.counts.rejected > 0, f"&Impor {counted(new)} baris")

        self._runner.read(
            lambda s: importing.check(s, source, fields, date.today(), progress),
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

        def apply(session: Session) -> int:
            imports.remember_fields(session, importing.PURPOSE, source.headers, fields)
            return importing.apply(session, checked)

        def applied(count: int) -> None:
            self._result.show_summary(checked.counts, f"{counted(count)} tingkat kompetensi dicatat")
            go()

        def write(_kept: object) -> None:
            words = f"Impor tingkat kompetensi {counted(checked.counts.new)} baris dari {source.path.name}"
            self._runner.write(words, apply, applied, owner=self.wizard)

        if (file := self._runner.file) is None or not checked.counts.new:
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


def levels_wizard(
    runner: Runner, close: Callable[[], None], save_as: Callable[..., Path | None] = dialogs.save_file
) -> QWidget:
    made = LevelsImport(runner, close, save_as)
    made.wizard.setProperty("import", made)  # lives as long as its window
    return made.wizard
