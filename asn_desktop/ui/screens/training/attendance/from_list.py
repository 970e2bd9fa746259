"""Attendance from an Excel list: the file, then who each line is, for one session or for a whole day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from asn_desktop.domain import presence
from asn_desktop.domain.errors import UserError
from asn_desktop.services import attendance, imports
from asn_desktop.services.attendance import Kept, ListedLine
from asn_desktop.services.imports import ImportSource
from asn_desktop.services.schedule import SessionRow
from asn_desktop.ui.kit.actions import Action, Actions
from asn_desktop.ui.kit.kinds import ChoiceBox
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import counted, label, set_look
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.list_import import FilePage
from asn_desktop.ui.screens.training.attendance.columns import words

KINDS = {
    "cocok": "✓ Peserta",
    "tanpa_tanda": "? Tidak ditandai",
    "mirip": "? Nama mirip",
    "bukan_peserta": "✗ Bukan peserta",
    "orang_luar": "✗ Tidak dikenal",
    "ditolak": "✗ Tidak dipakai",
}
WHAT = {"pakai": "dicatat", "tambah": "dicatat sebagai peserta tambahan", "lewati": "– dilewati"}
TONES = {"cocok": "good", "mirip": "warn", "tanpa_tanda": "warn"}


@dataclass
class Decided:
    line: ListedLine
    action: str

    @property
    def outcome(self) -> str:
        if self.action == "lewati":
            return WHAT["lewati"]
        return f"{presence.STATUSES[self.line.status].lower()}, {WHAT[self.action]}"


COLUMNS = [
    Column("Baris", "line.id", width=5),
    Column("Tertulis", "line.match.listed_name", width=26),
    Column("Siapa", lambda d: KINDS[d.line.kind], width=15, tone=lambda d: TONES.get(d.line.kind, "bad")),
    Column("Peserta", "line.name", width=26),
    Column("Dicatat sebagai", "outcome", width=30),
    Column("Yang perlu dilihat", "line.problem", width=50),
]


class AttendanceList(QStackedWidget):
    closed = Signal()
    kept = Signal(str)

    def __init__(self, runner: Runner, event_id: int, held: Sequence[SessionRow], chosen: int | None) -> None:
        super().__init__()
        self.setObjectName("attendance_list")
        self._runner, self._event_id, self._held = runner, event_id, held
        self._source: ImportSource | None = None
        self._file = FilePage(self.read, lambda sheet: self.read(None, sheet))
        self._model = TableModel(COLUMNS)
        self.table = View(self._model, COLUMNS, "listed", "Baris daftar hadir")
        self._where = ChoiceBox(_targets(held))
        self._where.put(chosen)
        self._title = label("", wrap=True, name="listed_title")
        self._message = label("", "bad-box", wrap=True, name="listed_message")
        self._message.hide()
        self._keep = QPushButton("&Simpan")
        self._lines = QWidget()
        self._actions = Actions(self._lines, self.table, self._for_rows(), self._ids)
        self.addWidget(self._file_page())
        self._lay_out(self._lines)
        self.addWidget(self._lines)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.setFocusProxy(self._file)

    def _for_rows(self) -> list[Action]:
        return [
            Action("&Catat", lambda _: self._decide("pakai"), "Y", "check", needs=2),
            Action("Ja&dikan peserta", lambda _: self._decide("tambah"), "+", "user-plus", needs=2),
            Action("&Lewati", lambda _: self._decide("lewati"), "L", "x", needs=2),
        ]

    def read(self, path: Path | None, sheet: str | None = None) -> None:
        path = path or (self._source.path if self._source else None)
        if path is None:
            return
        chosen = path
        self._runner.work(
            f"Membaca {path.name}",
            lambda _progress: imports.open_list(chosen, imports.PESERTA, sheet),
            self._opened,
            refused=self._file.refuse,
            owner=self,
        )

    def decided(self) -> list[Decided]:
        return list(self._model.rows)

    def keep(self) -> None:
        """One action; what is left out stays named in the list of the office."""
        rows, now, event_id = self.decided(), datetime.now(), self._event_id
        held = self._sessions()
        source = self._source.path.name if self._source else ""

        def stored(kept: Kept) -> None:
            said = f"✓ Kehadiran {counted(kept.marked)} orang dicatat dari {source}"
            self.kept.emit(said + (f", {counted(kept.added)} peserta tambahan." if kept.added else "."))
            self.closed.emit()

        self._runner.write(
            f"Kehadiran dari {source}",
            lambda s: attendance.keep_list(s, event_id, [(d.line, d.action) for d in rows], held, now),
            stored,
            refused=self._refused,
            owner=self,
        )

    def _opened(self, source: ImportSource) -> None:
        self._source = source
        self._file.show_source(source)
        event_id, now = self._event_id, datetime.now()
        self._runner.read(
            lambda s: attendance.read_list(s, event_id, source, now),
            self._show,
            refused=self._file.refuse,
            owner=self,
            latest="lines",
        )

    def _show(self, lines: Sequence[ListedLine]) -> None:
        self._model.show([Decided(line, line.possible[0]) for line in lines])
        self.setCurrentWidget(self._lines)
        self.table.go_to(next((n for n, line in enumerate(lines) if line.kind != "cocok"), 0))
        self.table.setFocus()
        self._count()

    def _decide(self, action: str) -> None:
        """Of the chosen rows those for which this is possible."""
        for place in self.table.selected_places():
            row: Decided = self._model.rows[place]
            if action in row.line.possible:
                self._model.replace(place, Decided(row.line, action))
        self._count()
        self._on_selection()

    def _count(self) -> None:
        rows = self.decided()
        used = sum(d.action != "lewati" for d in rows)
        left = len(rows) - used
        name = self._source.path.name if self._source else ""
        self._title.setText(f"{name}: {counted(len(rows))} baris, {counted(left)} dilewati")
        self._keep.setText(f"&Simpan kehadiran {counted(used)} orang")
        self._keep.setEnabled(used > 0 and bool(self._sessions()))

    def _on_selection(self) -> None:
        self._actions.selected(self.table.selected_count())

    def _ids(self) -> list[int]:
        return [row.line.id for row in self.table.selected_rows()]

    def _sessions(self) -> list[int]:
        """That chosen, or all of the day chosen."""
        chosen = self._where.value()
        return [s.id for s in self._held if chosen in (s.id, s.day.isoformat())]

    def _refused(self, error: UserError) -> None:
        self._message.setText(str(error))
        self._message.show()

    def _file_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(label("Kehadiran dari daftar Excel", "heading"))
        about = (
            "Yang tercantum dicatat hadir. Bila ada kolom Kehadiran atau Keterangan berisi izin, sakit, "
            "atau alpa, itu yang dicatat; yang tidak ditandai di kolom Kehadiran dilewati."
        )
        layout.addWidget(label(about, "quiet", wrap=True))
        layout.addWidget(self._file, 1)
        layout.addLayout(self._foot())
        return page

    def _foot(self) -> QHBoxLayout:
        foot, back = QHBoxLayout(), QPushButton("Kem&bali ke tabel")
        back.setObjectName("listed_back")
        back.clicked.connect(self.closed)
        foot.addStretch(1)
        foot.addWidget(back)
        return foot

    def _lay_out(self, page: QWidget) -> None:
        self._where.setObjectName("listed_sessions")
        self._where.setAccessibleName("Sesi yang diisi")
        self._where.setMinimumWidth(340)
        self._where.activated.connect(lambda _place: self._count())
        title = label("Untuk s&esi")
        title.setBuddy(self._where)
        self._keep.setObjectName("listed_keep")
        set_look(self._keep, "main")
        self._keep.clicked.connect(self.keep)
        top = QHBoxLayout()
        top.addWidget(title)
        top.addWidget(self._where)
        top.addStretch(1)
        top.addLayout(self._actions.layout)
        foot = self._foot()
        foot.addWidget(self._keep)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 8, 0, 0)
        for part in (self._title, self._message):
            layout.addWidget(part)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)


def _targets(held: Sequence[SessionRow]) -> dict[int | str, str]:
    """Each session by id, before those of a day all of them by its date."""
    found: dict[int | str, str] = {}
    for one in held:
        if sum(s.day == one.day for s in held) > 1:
            day = words(one).split(",")
            found.setdefault(one.day.isoformat(), f"Semua sesi {','.join(day[:2])}")
        found[one.id] = words(one)
    return found
