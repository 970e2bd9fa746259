"""The import of a staff list: file, columns, check and repair, result."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtWidgets import QWidget

from asn_desktop.services import backups, imports
from asn_desktop.services.drafts import Draft
from asn_desktop.ui.drafts import Offering, Place
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import counted
from asn_desktop.ui.kit.wizard import Step, Wizard
from asn_desktop.ui.list_drafts import CHECK, cells_of, fields_again, list_typed, resumed
from asn_desktop.ui.list_import import ColumnsPage, FilePage, ResultPage
from asn_desktop.ui.screens.employees.check_page import CheckPage

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

PURPOSE = imports.PEGAWAI
Opened: TypeAlias = Callable[[imports.ImportSource], None]
Edits: TypeAlias = dict[tuple[int, str], str]


class Import:
    """What the steps have found out so far."""

    def __init__(
        self, runner: Runner, close: Callable[[], None], save_as: Callable[..., Path | None]
    ) -> None:
        self._runner, self._save_as = runner, save_as
        self.source: imports.ImportSource | None = None
        self.checked: imports.Checked | None = None
        self._edits: Edits = {}
        self._file = FilePage(partial(self._open, sheet=None), self._open_sheet)
        self._columns = ColumnsPage(imports.choices(PURPOSE))
        self._check = CheckPage(self._edit)
        self._result = ResultPage()
        self._result.save.connect(self._save_rejected)
        self.wizard = Wizard(
            "Impor daftar pegawai",
            [
                Step("Pilih berkas", self._file, self._leave_file),
                Step("Cocokkan kolom", self._columns, self._leave_columns, "&Periksa"),
                Step("Periksa dan perbaiki", self._check, self._leave_check, "&Impor"),
                Step("Hasil", self._result),
            ],
        )
        self.wizard.allow(False)
        self._watch = Offering(
            runner, self.wizard, Place("employees", "import"), self._words, self._typed, fill=self._resume
        )
        self._columns.changed.connect(self._watch.touch)
        self._check.typing.connect(self._watch.touch)
        self.wizard.finished.connect(close)
        self.wizard.cancelled.connect(self._cancelled)
        self.wizard.cancelled.connect(close)
        self._watch.look()

    def _open(self, path: Path, sheet: str | None, then: Opened | None = None) -> None:
        self.wizard.allow(False)

        def task(_progress: Progress) -> imports.ImportSource:
            return imports.open_list(path, PURPOSE, sheet, None)

        self._runner.work(
            f"Membaca {path.name}", task, then or self._opened, refused=self._file.refuse, owner=self.wizard
        )

    def _open_sheet(self, sheet: str) -> None:
        if self.source:
            self._open(self.source.path, sheet)

    def _opened(self, source: imports.ImportSource, edits: Edits | None = None) -> None:
        self.source, self._edits = source, edits or {}
        self._file.show_source(source)
        self.wizard.allow(True)
        self._watch.touch()

    def _leave_file(self, go: Callable[[], None]) -> None:
        source = self.source
        assert source

        def remembered(fields: Any) -> None:
            self._columns.show_source(source, fields or source.fields)
            go()
            self._watch.touch()

        self._runner.read(
            lambda s: imports.remembered_fields(s, PURPOSE, source.headers),
            remembered,
            owner=self.wizard,
        )

    def _leave_columns(self, go: Callable[[], None]) -> None:
        if problem := self._columns.problem():
            self._columns.refuse(problem)
            return
        self._recheck(go)

    def _recheck(self, then: Callable[[], None]) -> None:
        source, fields, edits = self.source, self._columns.fields(), dict(self._edits)
        assert source
        progress = Progress("Memeriksa daftar")

        def check(session: Session) -> imports.Checked:
            return imports.check(session, source, fields, date.today(), edits, progress)

        def checked(result: imports.Checked) -> None:
            self.checked = result
            self._check.show_checked(result, source, fields, edits)
            then()
            self._watch.touch()
            will = result.counts.new + result.counts.changed
            self.wizard.allow(will > 0, f"&Impor {counted(will)} baris" if will else "&Impor")

        self._runner.read(check, checked, owner=self.wizard, latest="check", progress=progress)

    def _edit(self, row: int, field: str, text: str) -> None:
        self._edits[row, field] = text
        self._watch.touch()
        self._recheck(lambda: None)

    def _leave_check(self, go: Callable[[], None]) -> None:
        checked, source, fields = self.checked, self.source, self._columns.fields()
        assert checked
        assert source
        progress = Progress("Mengimpor pegawai")
        will = checked.counts.new + checked.counts.changed

        def apply(session: Session) -> imports.Summary:
            imports.remember_fields(session, PURPOSE, source.headers, fields)
            return imports.apply(session, checked, progress)

        def applied(summary: imports.Summary) -> None:
            self._result.show_summary(summary)
            self._watch.done()
            go()

        def write(_kept: object) -> None:
            label = f"Impor {counted(will)} pegawai dari {source.path.name}"
            self._runner.write(label, apply, applied, owner=self.wizard, progress=progress)

        self._backed_up(write)

    def _backed_up(self, go_on: Callable[[object], None]) -> None:
        """A list changes thousands of people: the state before is kept, or nothing is imported."""
        if (file := self._runner.file) is None:
            go_on(None)
            return
        self._runner.work(
            "Membuat cadangan sebelum impor",
            lambda progress: backups.make(file, backups.IMPORT, datetime.now(), progress),
            go_on,
            owner=self.wizard,
        )

    def _words(self) -> str:
        return f"Impor pegawai dari {self.source.path.name}" if self.source else ""

    def _typed(self) -> dict[str, Any]:
        """Nothing before a file is chosen and after it was imported."""
        if self.source is None or self.wizard.at > CHECK:
            return {}
        edits = {**self._edits, **self._check.half_typed()}
        return list_typed(self.source, self.wizard.at, self._columns.fields()) | {
            "edits": edits,
            "rows": cells_of(self.source, {row for row, _field in edits}),
        }

    def _resume(self, draft: Draft) -> None:
        """Read the file again; repairs of rows that are no longer the same are left out."""
        kept = draft.typed

        def opened(source: imports.ImportSource) -> None:
            self._watch.go_on(draft)
            was, edits = kept["rows"], kept["edits"]
            now = cells_of(source, was)
            fitting = {key: text for key, text in edits.items() if now.get(key[0]) == was.get(key[0])}
            self._opened(source, fitting)
            self._watch.tell(resumed(draft, len(edits) - len(self._edits), "perbaikan"))
            fields = fields_again(draft, source)
            if fields and kept.get("step"):
                self._columns.show_source(source, fields)
                self.wizard.go(1)
                if kept["step"] == CHECK and not self._columns.problem():
                    self._recheck(lambda: self.wizard.go(CHECK))

        self._open(Path(kept["path"]), kept["sheet"], opened)

    def _cancelled(self) -> None:
        """Repairs are kept as a draft; a file that was only chosen is not worth one."""
        if not self._edits:
            self._watch.done()

    def _save_rejected(self) -> None:
        checked, source = self.checked, self.source
        assert checked
        assert source
        path = self._save_as(self.wizard, "Simpan baris yang ditolak", f"Ditolak – {source.path.stem}.xlsx")
        if path:
            self._runner.work(
                "Menyimpan baris yang ditolak",
                lambda _progress: imports.rejected_list(checked, source, path),
                lambda _nothing: self._result.saved(path),
                owner=self.wizard,
            )


def import_wizard(
    runner: Runner, close: Callable[[], None], save_as: Callable[..., Path | None] = dialogs.save_file
) -> QWidget:
    made = Import(runner, close, save_as)
    made.wizard.setProperty("import", made)  # lives as long as its window
    return made.wizard
