"""Certificates on their way out: the very pages, to the printer or to files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from asn_desktop.domain import filenames
from asn_desktop.domain.errors import UserError
from asn_desktop.services import certificates, printing
from asn_desktop.services.printing import Options, Sheet
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit import printing as paper_work
from asn_desktop.ui.kit.form import Field, Form
from asn_desktop.ui.kit.kinds import DECIMAL, TEXT, check, choice
from asn_desktop.ui.kit.preview import Preview
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import counted, label, say, set_look

SHOWN = 200  # certificates in the preview; printing and saving take all of them
PAPERS = {"A4": "A4 (210 × 297 mm)", "F4": "F4 / folio (215 × 330 mm)"}
WAYS = {"satu": "Satu PDF untuk semua", "orang": "Satu berkas per orang", "keduanya": "Keduanya"}
FIELDS = [
    Field("paper", "Kertas", choice(PAPERS), group="Kertas"),
    Field("backs", "Belakang", check("&Halaman belakang juga")),
    Field("text_only", "Blangko", check("&Teks saja")),
    Field("right", "Geser ke kanan, mm", DECIMAL),
    Field("up", "Geser ke atas, mm", DECIMAL),
    Field("way", "Simpan sebagai", choice(WAYS), group="Berkas"),
    Field("pattern", "Nama berkas", TEXT),
]
USUAL = {"paper": "A4", "backs": True, "text_only": False, "right": None, "up": None, "way": "satu"}
BLANKS = "Untuk blangko yang sudah bergambar. Geseran tiap pencetak diatur di Pengaturan."
NO_PATTERN = "Isi pola nama berkas, misalnya {nomor} {nama}."
KEPT = ("paper", "backs", "text_only", "way", "pattern")


class Handout(QWidget):
    """Preview on the right, what to do with it on the left."""

    closed = Signal()

    def __init__(self, runner: Runner, ids: Sequence[int], title: str) -> None:
        super().__init__()
        self.setObjectName("handout")
        self._runner, self._ids, self._title = runner, list(ids), title
        self._sheets: list[Sheet] = []
        self._pdf = b""
        self.preview = Preview(runner)
        self.form = Form(FIELDS)
        self.form.fill(_remembered())
        self._message = label("", "good-box", wrap=True, name="handout_message")
        self._print = self._button("&Cetak…", "handout_print", self.print_out, main=True)
        self._save = self._button("Simpan &PDF…", "handout_save", self.save)
        self._lay_out()
        self.form.changed.connect(self._on_changed)
        self._speak()
        self.preview.say("Menyusun halaman…")
        runner.read(lambda s: certificates.sheets(s, self._ids), self._read, owner=self)

    def options(self, *, for_file: bool) -> Options:
        """The offset of a printer is applied by the printer; that of a file is in the file."""
        v = self.form.values()
        moved = (v["right"] or 0.0, v["up"] or 0.0) if for_file else (0.0, 0.0)
        return Options(v["paper"], v["text_only"], moved, v["backs"])

    def print_out(self) -> None:
        """Through the system's dialog: all certificates on the paper chosen here."""
        if not self._sheets:
            return
        options = self.options(for_file=False)
        self._runner.work(
            "Menyusun halaman",
            lambda _progress: printing.preview_pdf(self._sheets, options),
            lambda pdf: self._ask_printer(pdf, options),
            refused=self._refuse,
            owner=self,
        )

    def _ask_printer(self, pdf: bytes, options: Options) -> None:
        pages = printing.page_count(pdf)
        printer = paper_work.ask(self, pages, options.paper, landscape=True, duplex=options.backs)
        if printer is not None:
            paper_work.send(
                self._runner,
                pdf,
                printer,
                lambda n: self._say(f"✓ {counted(n)} halaman dikirim ke pencetak."),
                self,
            )

    def save(self) -> None:
        """Ask where, then write what was chosen."""
        values = self.form.values()
        if not self._sheets or not values["pattern"]:
            return
        name = filenames.safe(f"Sertifikat {self._title}".strip()) + ".pdf"
        if values["way"] == "orang":
            folder = dialogs.choose_folder(self, "Folder untuk satu berkas per orang")
            if folder:
                self.write_each(folder)
        elif path := dialogs.save_file(self, "Simpan PDF", name, dialogs.PDF):
            self.write_merged(path, each=values["way"] == "keduanya")

    def write_merged(self, path: Path, *, each: bool = False) -> None:
        """One file for all; with `each` also one a person, in a folder of the same name beside it."""
        options, sheets, pattern = self.options(for_file=True), self._sheets, self.form.values()["pattern"]

        def task(progress: Progress) -> list[Path]:
            if each:
                return [
                    path,
                    *printing.both(sheets, path, path.with_suffix(""), options, pattern, progress=progress),
                ]
            printing.merged(sheets, path, options, progress)
            return [path]

        self._write(task, f"{path} dan folder “{path.stem}” di sebelahnya" if each else str(path))

    def write_each(self, folder: Path) -> None:
        sheets, pattern = self._sheets, self.form.values()["pattern"]
        self._write(lambda progress: printing.one_each(sheets, folder, pattern, progress), str(folder))

    def _write(self, task: Callable[[Progress], list[Path]], where: str) -> None:
        self._runner.work(
            "Menyimpan PDF",
            task,
            lambda made: self._say(f"✓ {counted(len(made))} berkas disimpan: {where}"),
            refused=self._refuse,
            owner=self,
        )

    def _read(self, sheets: list[Sheet]) -> None:
        self._sheets = sheets
        self._speak()
        self._draw(keep_place=False)

    def _draw(self, *, keep_place: bool = True) -> None:
        options, sheets = self.options(for_file=True), self._sheets[:SHOWN]
        if not sheets:
            self.preview.say("Tidak ada sertifikat untuk ditampilkan.")
            return
        self._runner.work(
            "Menyusun halaman",
            lambda _progress: printing.preview_pdf(sheets, options),
            lambda pdf: self.preview.show_pdf(pdf, keep_place=keep_place),
            refused=lambda error: self.preview.say(str(error)),
            owner=self,
        )

    def _on_changed(self) -> None:
        self._speak()
        _remember(self.form.values())
        if not self.form.faults():
            self._draw()

    def _speak(self) -> None:
        values = self.form.values()
        told = {}
        if values["text_only"]:
            told["text_only"] = BLANKS
        if self._sheets and values["pattern"]:
            told["pattern"] = "Contoh: " + printing.file_names(self._sheets[:1], values["pattern"])[0]
        self.form.tell(told)
        self.form.complain({} if values["pattern"] else {"pattern": NO_PATTERN}, go=False)

    def _say(self, words: str) -> None:
        say(self._message, words)
        self._runner.said.emit(words)

    def _refuse(self, error: UserError) -> None:
        say(self._message, str(error), "bad-box")

    def _lay_out(self) -> None:
        self._message.hide()
        back = self._button("&Kembali", "handout_back", self.closed.emit)
        side = QFrame()
        side.setObjectName("panel")
        side.setFixedWidth(368)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(16, 12, 8, 12)
        inside.addWidget(label("Cetak dan simpan", "title"))
        inside.addWidget(
            label(
                " · ".join(filter(None, (f"{counted(len(self._ids))} sertifikat", self._title))),
                "quiet",
                wrap=True,
            )
        )
        if len(self._ids) > SHOWN:
            inside.addWidget(
                label(
                    f"Pratinjau menampilkan {SHOWN} yang pertama; cetak dan simpan memuat semuanya.",
                    "quiet",
                    wrap=True,
                )
            )
        inside.addWidget(self.form)
        inside.addWidget(self._message)
        inside.addStretch(1)
        for widget in (self._print, self._save, back):
            inside.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(side)
        layout.addWidget(self.preview, 1)
        for keys, run in {"Ctrl+P": self.print_out, "Ctrl+S": self.save, "Esc": self.closed.emit}.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)
        self.setFocusProxy(self._print)

    def _button(self, text: str, name: str, run: Callable[[], object], *, main: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        if main:
            set_look(button, "main")
        button.clicked.connect(lambda _checked=False: run())
        return button


def _remembered() -> dict[str, object]:
    kept, found = QSettings(), dict(USUAL) | {"pattern": printing.DEFAULT_PATTERN}
    for name in KEPT:
        value = kept.value(f"handout/{name}")
        if value is not None:
            found[name] = (
                value == "true" if isinstance(found[name], bool) and isinstance(value, str) else value
            )
    return found


def _remember(values: dict[str, object]) -> None:
    for name in KEPT:
        QSettings().setValue(f"handout/{name}", values[name])
