"""Beside a mentee: the mentors who fit, best first, and the points of the one the cursor is on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from asn_desktop.domain import nip
from asn_desktop.services.mentoring.matching import Candidate, Proposed
from asn_desktop.ui.kit.details import Details
from asn_desktop.ui.kit.table import Column, TableModel
from asn_desktop.ui.kit.text import label
from asn_desktop.ui.kit.view import View

HEIGHT = 148  # pixels of four rows and the heading: the points below are what is to be read
COLUMNS = [
    Column("Angka", "score", width=5),
    Column(
        "Mentor",
        "name",
        width=26,
        tone=lambda row: "warn" if row.is_junior else "",
    ),
    Column("Gol.", "golongan", width=5),
]


class Candidates(QFrame):
    """`use` gets the id of the mentee and the candidate that the clerk takes instead."""

    def __init__(self, use: Callable[[int, Candidate], None]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._use = use
        self._mentee: Proposed | None = None
        self._title = label("", "title", wrap=True, name="candidates_title")
        self._lacks = label("", "quiet", wrap=True, name="candidates_lacks")
        self._model = TableModel(COLUMNS)
        self.table = View(self._model, COLUMNS, "candidates_table", "Calon mentor")
        self.table.setFixedHeight(HEIGHT)
        self.table.opened.connect(self.use)
        self.table.selectionModel().selectionChanged.connect(self._on_moved)
        self._button = QPushButton("Pakai ment&or ini")
        self._button.setObjectName("use_mentor")
        self._button.clicked.connect(self.use)
        self._reasons = Details("Pilih satu mentee untuk melihat calon mentornya.")
        self._reasons.setObjectName("reasons")  # no panel in a panel
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        for part in (self._lacks, self.table):
            layout.addWidget(part)
        layout.addWidget(self._reasons, 1)
        self.show_mentee(None, None)

    def show_mentee(self, mentee: Proposed | None, chosen: Candidate | None) -> None:
        """With the cursor on the one chosen so far."""
        self._mentee = mentee
        for part in self._parts():
            part.setVisible(mentee is not None)
        if mentee is None:
            self._reasons.clear()
            return
        self._title.setText(mentee.name)
        self._lacks.setText(f"Perlu: {mentee.lacks}")
        self._model.show(mentee.candidates)
        places = [n for n, one in enumerate(mentee.candidates) if chosen and one.id == chosen.id]
        if mentee.candidates:
            self.table.go_to(places[0] if places else 0)
        else:
            self._on_moved()

    def use(self) -> None:
        candidate = self.table.current_row()
        if self._mentee is not None and candidate is not None:
            self._use(self._mentee.id, candidate)

    def _parts(self) -> tuple[QWidget, ...]:
        return self._title, self._lacks, self.table, self._button

    def _on_moved(self) -> None:
        candidate: Candidate | None = self.table.current_row()
        self._button.setEnabled(candidate is not None)
        if candidate is None:
            self._reasons.show_record("", "Tidak ada calon mentor di saringan ini.", ())
            return
        junior = "\n! Golongan mentor di bawah mentee." if candidate.is_junior else ""
        told = (candidate.name, candidate.jabatan, candidate.unit, nip.spaced(candidate.nip))
        about = " · ".join(filter(None, told))
        points = [(f"{part.points:+d}" if part.points else "–", part.words) for part in candidate.parts]
        self._reasons.show_record(f"{candidate.score} angka", about + junior, points)
