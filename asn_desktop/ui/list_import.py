"""The pages of an import: choose a file, say what its columns mean, see the outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from asn_desktop.domain.errors import UserError
from asn_desktop.services.imports import ImportSource, Summary
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.kinds import ChoiceBox
from asn_desktop.ui.kit.text import counted, label, set_look


class FilePage(QWidget):
    """`open_file` gets what was chosen or dropped, `open_sheet` another sheet of the same file."""

    def __init__(self, open_file: Callable[[Path], None], open_sheet: Callable[[str], None]) -> None:
        super().__init__()
        self._open = open_file
        self.setAcceptDrops(True)
        choose = QPushButton("Pilih berk&as…")
        choose.setObjectName("choose_file")
        set_look(choose, "main")
        choose.clicked.connect(self._choose)
        drop = QFrame()
        drop.setObjectName("drop")
        drop.setMinimumHeight(160)
        inside = QVBoxLayout(drop)
        inside.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.setSpacing(12)
        for part in (label("Seret berkas Excel atau CSV ke sini", "title"), choose):
            inside.addWidget(part, alignment=Qt.AlignmentFlag.AlignCenter)
        self._name = label("", "title", wrap=True, name="file_name")
        self._found = label("", wrap=True, name="file_found")
        self._refused = label("", "bad-box", wrap=True, name="file_refused")
        self._refused.hide()
        self._sheets = ChoiceBox({})
        self._sheets.setObjectName("sheet")
        self._sheets.setAccessibleName("Lembar")
        self._sheets.setMinimumWidth(240)
        self._sheets.activated.connect(lambda _place: open_sheet(self._sheets.value()))
        self._sheet_row = QWidget()
        row = QHBoxLayout(self._sheet_row)
        row.setContentsMargins(0, 0, 0, 0)
        words = label("&Lembar")
        words.setBuddy(self._sheets)
        row.addWidget(words)
        row.addWidget(self._sheets)
        row.addStretch(1)
        self._sheet_row.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (drop, self._refused, self._name, self._sheet_row, self._found):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setFocusProxy(choose)

    def show_source(self, source: ImportSource) -> None:
        self._refused.hide()
        self._name.setText(source.path.name)
        self._sheets.offer({name: name for name in source.sheets})
        self._sheets.put(source.sheet)
        self._sheet_row.setVisible(len(source.sheets) > 1)
        table = source.table
        lines = [
            f"Baris judul ditemukan di baris {table.header_row}. Baris data: {counted(len(table.body))}."
        ]
        if table.skipped:
            lines.append(
                f"Dilewati {counted(len(table.skipped))} baris yang bukan orang; alasannya di langkah 3."
            )
        self._found.setText("\n".join(lines))

    def refuse(self, error: UserError) -> None:
        self._refused.setText(str(error))
        self._refused.show()
        for part in (self._name, self._found):
            part.setText("")
        self._sheet_row.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]:
            self._open(Path(files[0]))

    def _choose(self) -> None:
        if path := dialogs.open_file(self, "Pilih daftar"):
            self._open(path)


class ColumnsPage(QWidget):
    """One line for each column of the list: its header, samples, and the field it means."""

    changed = Signal()  # by the clerk

    def __init__(self, meanings: Mapping[str, str]) -> None:
        super().__init__()
        self._meanings = {"": "– tidak dibaca –", **meanings}
        self._boxes: list[ChoiceBox] = []
        self._message = label("", "bad-box", wrap=True, name="columns_message")
        self._message.hide()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName("Kolom daftar")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            label(
                "Periksa arti setiap kolom. Pilihan Anda diingat untuk daftar dengan judul yang sama.",
                wrap=True,
            )
        )
        layout.addWidget(self._message)
        layout.addWidget(self._scroll, 1)
        self.setFocusProxy(self._scroll)

    def offer(self, meanings: Mapping[str, str]) -> None:
        """Other meanings, before a source is shown: some are known to the database alone."""
        self._meanings = {"": "– tidak dibaca –", **meanings}

    def show_source(self, source: ImportSource, fields: Sequence[str | None]) -> None:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        self._boxes = []
        for column, words in enumerate(("Judul kolom", "Dibaca sebagai", "Contoh isi")):
            grid.addWidget(label(words, "group"), 0, column)
        for place, header in enumerate(source.table.headers):
            box = ChoiceBox(self._meanings)
            box.setObjectName(f"column_{place}")
            box.setAccessibleName(f"Arti kolom {header}")
            box.setMinimumWidth(220)
            box.put(fields[place] or "")
            box.currentIndexChanged.connect(lambda _place: self.changed.emit())
            self._boxes.append(box)
            title = label(header or "(tanpa judul)", "" if fields[place] else "quiet", wrap=True)
            title.setMaximumWidth(260)
            samples = "  ·  ".join(text for text in source.samples[place] if text)
            grid.addWidget(title, place + 1, 0)
            grid.addWidget(box, place + 1, 1)
            grid.addWidget(label(samples[:120], "quiet"), place + 1, 2)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(source.table.headers) + 1, 1)
        self._scroll.setWidget(body)
        self._message.hide()

    def fields(self) -> list[str | None]:
        return [box.value() or None for box in self._boxes]

    def problem(self) -> str:
        """What must be mended before the rows can be read; empty when all is well."""
        chosen = [field for field in self.fields() if field]
        if not {"name", "nip", "name_nip"} & set(chosen):
            return "Belum ada kolom nama atau NIP. Pilih kolom yang berisi nama dan kolom yang berisi NIP."
        twice = sorted({self._meanings[field] for field in chosen if chosen.count(field) > 1})
        return f"Dipilih untuk lebih dari satu kolom: {', '.join(twice)}. Sisakan satu." if twice else ""

    def refuse(self, problem: str) -> None:
        self._message.setText(problem)
        self._message.show()


class ResultPage(QWidget):
    save = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "heading", wrap=True, name="result_title")
        self._lines = label("", wrap=True, name="result_lines")
        self._undo = label(
            "Impor ini satu tindakan: Ctrl+Z membatalkannya seluruhnya.",
            "quiet",
            wrap=True,
            name="result_undo",
        )
        self._button = QPushButton("Simpan baris yang &ditolak ke Excel…")
        self._button.setObjectName("save_rejected")
        self._button.clicked.connect(self.save)
        self._saved = label("", "good", wrap=True, name="result_saved")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for part in (self._title, self._lines, self._undo):
            layout.addWidget(part)
        layout.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._saved)
        layout.addStretch(1)

    def show_summary(self, summary: Summary, title: str = "") -> None:
        """`title` for lists of other things than people."""
        people = f"{counted(summary.new)} orang baru, {counted(summary.changed)} data diperbarui"
        self._title.setText(title or people)
        counts = {
            "Baris dalam daftar": summary.rows,
            "Baru": summary.new,
            "Berubah": summary.changed,
            "Sama, tidak disentuh": summary.same,
            "Ditolak": summary.rejected,
        }
        self._lines.setText("\n".join(f"{words}: {counted(number)}" for words, number in counts.items()))
        self._button.setVisible(summary.rejected > 0)
        self._saved.setText("")

    def saved(self, path: Path) -> None:
        self._saved.setText(f"✓ Disimpan: {path}. Kirim kembali untuk diperbaiki, lalu impor lagi.")
