"""Who the people of a list are: the sure ones, those to decide, and why somebody is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from asn_desktop.domain import nip
from asn_desktop.services.participants import Decision, Match
from asn_desktop.ui.kit.table import TableModel
from asn_desktop.ui.kit.text import counted, label, no_mnemonic, set_look
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.screens.training.match_lines import COLUMNS, FILTERS, MAY_BE_NEW, Line, belongs, proposed


class MatchPage(QWidget):
    """Keys on the table: 1–9 take a candidate, B adds as a new person, X leaves the row out."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.not_people: list[tuple[int, str]] = []
        self._lines: list[Line] = []
        self._model = TableModel(COLUMNS)
        self.table = View(self._model, COLUMNS, "matches_table", "Baris daftar")
        self._message = label("", "bad-box", wrap=True, name="matches_message")
        self._skipped = label("", "quiet", wrap=True, name="not_people")
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setMinimumWidth(320)
        self._filters = QButtonGroup(self)
        self._chips: dict[str, QToolButton] = {}
        self._lay_out()
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_side())
        for number in range(1, 10):
            self._key(str(number), partial(self._take, number - 1))
        self._key("B", lambda: self._decide("baru"))
        self._key("X", lambda: self._decide("lewati"))
        self.table.opened.connect(self._take_proposed)
        self._message.hide()
        self.setFocusProxy(self.table)

    def show_matches(self, found: Sequence[Match], not_people: Sequence[tuple[int, str]]) -> None:
        self.not_people = list(not_people)
        self._lines = [proposed(m) for m in found]
        self._message.hide()
        rows = "; ".join(f"baris {number} {reason}" for number, reason in self.not_people[:6])
        more = " …" if len(self.not_people) > 6 else ""
        self._skipped.setText(f"Bukan peserta: {rows}{more}." if rows else "")
        self._chips["putuskan" if any(line.is_open for line in self._lines) else "semua"].setChecked(True)
        self._refresh()
        if self._model.rows:
            self.table.go_to(0)

    def decisions(self) -> list[Decision]:
        return [
            Decision(line.match, line.action or "lewati", line.person_id if line.action == "pakai" else None)
            for line in self._lines
        ]

    def decided(self) -> dict[int, list[Any]]:
        """What the clerk has decided otherwise than proposed, by row number."""
        return {
            line.id: [line.match.listed_name, line.match.listed_nip, line.action, line.person_id]
            for line in self._lines
            if line != proposed(line.match)
        }

    def decide_again(self, decided: Mapping[int, Sequence[Any]]) -> int:
        """How many no longer fit: another person stands in that row, or the chosen one is no candidate."""
        lost = 0
        by_id = {line.id: line for line in self._lines}
        for number, (name, listed_nip, action, person_id) in decided.items():
            line = by_id.get(number)
            if (
                line is None
                or (name, listed_nip) != (line.match.listed_name, line.match.listed_nip)
                or (action == "pakai" and person_id not in {c.person_id for c in line.match.candidates})
            ):
                lost += 1
            else:
                line.action, line.person_id = action, person_id
        self._refresh()
        return lost

    def counts(self) -> tuple[int, int, int]:
        """How many will be added, are left out, and wait for a decision."""
        adding = sum(line.action in ("pakai", "baru") for line in self._lines)
        open_ = sum(line.is_open for line in self._lines)
        return adding, len(self._lines) - adding - open_, open_

    def complain(self, words: str) -> None:
        self._message.setText(words)
        self._message.show()

    def _selected(self) -> list[Line]:
        return list(self.table.selected_rows())

    def _take(self, number: int) -> None:
        chosen = self._selected()
        if len(chosen) == 1 and number < len(chosen[0].match.candidates):
            self._use(chosen[0], chosen[0].match.candidates[number].person_id)

    def _take_proposed(self) -> None:
        """Enter agrees to the likely one."""
        chosen = self._selected()
        if len(chosen) == 1 and chosen[0].match.person_id is not None:
            self._use(chosen[0], chosen[0].match.person_id)

    def _use(self, line: Line, person_id: int) -> None:
        taken = (o for o in self._lines if o is not line and o.action == "pakai" and o.person_id == person_id)
        if other := next(taken, None):
            self.complain(
                f"Orang ini sudah dipakai untuk baris {other.id}. Pilih calon lain, atau lewati baris ini."
            )
            return
        self._message.hide()
        line.action, line.person_id = "pakai", person_id
        self._decided([line])

    def _decide(self, action: str) -> None:
        chosen = [
            line
            for line in self._selected()
            if line.match.kind != "ditolak" and (action != "baru" or line.match.kind in MAY_BE_NEW)
        ]
        for line in chosen:
            line.action, line.person_id = action, None
        if chosen:
            self._decided(chosen)

    def _skip_open(self) -> None:
        for line in self._lines:
            if line.is_open:
                line.action = "lewati"
        self._refresh()

    def _decided(self, lines: list[Line]) -> None:
        """Go on to the next row that waits."""
        last = max(line.id for line in lines)
        self._refresh()
        waiting = [n for n, line in enumerate(self._model.rows) if line.is_open]
        after = [n for n in waiting if self._model.rows[n].id > last] or waiting
        if after:
            self.table.go_to(after[0])
        self._show_side()

    def _refresh(self) -> None:
        name = next((name for name, chip in self._chips.items() if chip.isChecked()), "semua")
        kept = self.table.current_row()
        rows = [line for line in self._lines if belongs(line, name)]
        self._model.show(rows)
        if kept in rows:
            self.table.go_to(rows.index(kept))
        for key, words in FILTERS.items():
            self._chips[key].setText(f"{words}  {counted(sum(belongs(line, key) for line in self._lines))}")
        self._show_side()
        self.changed.emit()

    def _show_side(self) -> None:
        chosen = self._selected()
        body = QFrame()
        body.setObjectName("panel")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(16, 12, 12, 12)
        if len(chosen) == 1:
            self._describe(chosen[0], layout)
        elif chosen:
            layout.addWidget(label(f"{counted(len(chosen))} baris dipilih", "title"))
            self._offer_ways_out(chosen, layout)
        else:
            layout.addWidget(label("Pilih baris untuk memutuskan siapa orangnya.", "quiet", wrap=True))
        layout.addStretch(1)
        self._side.setWidget(body)

    def _offer_ways_out(self, chosen: list[Line], layout: QVBoxLayout) -> None:
        """For those who are nobody we know."""
        if any(line.match.kind in MAY_BE_NEW for line in chosen):
            self._add_button(
                layout, "B   Tambahkan sebagai orang baru", "match_new", partial(self._decide, "baru")
            )
        if any(line.match.kind != "ditolak" for line in chosen):
            self._add_button(layout, "X   Lewati", "match_skip", partial(self._decide, "lewati"))

    def _describe(self, line: Line, layout: QVBoxLayout) -> None:
        m = line.match
        layout.addWidget(label(m.listed_name or "(tanpa nama)", "title", wrap=True))
        about = " · ".join(
            filter(None, (f"Baris {m.row_number}", m.listed_nip, m.golongan, m.jabatan, m.unit))
        )
        layout.addWidget(label(about, "quiet", wrap=True))
        if m.message:
            layout.addWidget(label(m.message, wrap=True, name="match_message"))
        self._offer_ways_out([line], layout)
        if m.candidates:
            layout.addWidget(label("Calon dari data pegawai", "group"))
        for number, candidate in enumerate(m.candidates[:9], 1):
            is_chosen = line.action == "pakai" and candidate.person_id == line.person_id
            mark = "✓ " if is_chosen else ""
            words = f"{number}   {mark}{candidate.name}  ({round(candidate.score)} %)"
            self._add_button(
                layout, words, f"candidate_{number}", partial(self._use, line, candidate.person_id)
            )
            more = " · ".join(filter(None, (nip.spaced(candidate.nip or ""), candidate.unit)))
            layout.addWidget(label(more, "quiet", wrap=True))

    def _add_button(self, layout: QVBoxLayout, words: str, name: str, run: partial[None]) -> None:
        button = QPushButton(no_mnemonic(words))
        button.setObjectName(name)
        button.setStyleSheet("text-align: left")
        button.clicked.connect(lambda _checked=False: run())
        layout.addWidget(button)

    def _key(self, keys: str, run: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(run)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(4)
        for name in FILTERS:
            chip = QToolButton()
            chip.setObjectName(f"matches_{name}")
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            set_look(chip, "chip")
            self._filters.addButton(chip)
            self._chips[name] = chip
            bar.addWidget(chip)
        self._filters.buttonClicked.connect(lambda _chip: self._refresh())
        bar.addStretch(1)
        skip = QPushButton("Le&wati yang belum diputuskan")
        skip.setObjectName("skip_open")
        skip.clicked.connect(self._skip_open)
        bar.addWidget(skip)
        splitter = QSplitter()
        splitter.setObjectName("matches_splitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self._side)
        splitter.setSizes([820, 340])
        splitter.setStretchFactor(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(bar)
        layout.addWidget(self._message)
        layout.addWidget(splitter, 1)
        layout.addWidget(self._skipped)
