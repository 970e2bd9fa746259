"""Two columns are pasted: name or NIP, and mark. Who is not found is shown until somebody decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from asn_desktop.services import marks
from asn_desktop.services.drafts import Draft
from asn_desktop.services.marks import MarkGrid, PastedLine
from asn_desktop.ui.drafts import Offering, Place
from asn_desktop.ui.kit.kinds import ChoiceBox
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import TableModel
from asn_desktop.ui.kit.text import counted, label, say, set_look
from asn_desktop.ui.kit.view import View
from asn_desktop.ui.screens.training.marks.columns import FINAL
from asn_desktop.ui.screens.training.marks.pasted_lines import COLUMNS, SKIPPED, Line, as_text, lines

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

PASTED = "marks.pasted"  # the name of its draft
PAUSE = 150  # milliseconds after the last letter
HINT = "Di Excel salin dua kolom – nama atau NIP, lalu nilai – dan tempel di sini (Ctrl+V)."
KEYS = "Enter setujui orang yang mirip · X lewati baris · salah tulis dibetulkan di kotak atas"


class PastedPage(QWidget):
    closed = Signal()
    saved = Signal(str)  # what was done, in words

    def __init__(self, runner: Runner, event_id: int) -> None:
        super().__init__()
        self.setObjectName("pasted")
        self._runner, self._event_id = runner, event_id
        self._shown = MarkGrid((), (), {})
        self._lines: list[Line] = []
        self._model = TableModel(COLUMNS)
        self.table = View(self._model, COLUMNS, "pasted_table", "Baris yang ditempel")
        self.text = QPlainTextEdit()
        self._into, self._who = ChoiceBox({}), ChoiceBox({}, search=True)
        self._save_button, self._skip, self._close = (
            QPushButton("&Simpan nilai"),
            QPushButton("&Lewati baris"),
            QPushButton("S&elesai"),
        )
        self._message = label("", "good-box", wrap=True, name="pasted_message")
        self._message.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._read)
        self._lay_out()
        self.text.textChanged.connect(self._timer.start)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        self.table.opened.connect(self._agree)
        self._into.currentIndexChanged.connect(lambda _: self._refresh())
        self._who.activated.connect(lambda _: self._take(self._who.value()))
        self._key("X", self.table, self._skip_rows)
        self._key("Ctrl+S", self, self.save)
        self._key("Esc", self, self.closed.emit)
        self._watch = Offering(
            runner,
            self,
            Place("training", PASTED, event_id),
            lambda: f"Nilai yang ditempel: {len(self.text.toPlainText().strip().splitlines())} baris",
            lambda: {"text": self.text.toPlainText(), "into": self._into.value()},
            fill=self._go_on,
        )
        self.text.textChanged.connect(self._watch.touch)
        self.setFocusProxy(self.text)
        runner.read(lambda s: marks.grid(s, event_id), self._opened, owner=self)

    def _opened(self, shown: MarkGrid) -> None:
        self._shown = shown
        into: dict[Any, str] = {c.id: c.name for c in shown.components}
        if not shown.weighed:
            into[FINAL] = "Nilai akhir"
        self._into.offer(into)
        self._into.setCurrentIndex(0)
        self._who.offer({s.id: f"{s.row.name} · {s.row.nip}".rstrip(" ·") for s in shown.people})
        self._who.put(None)
        self._watch.begin()
        self._watch.look()
        self._refresh()

    def _go_on(self, draft: Draft) -> None:
        self._watch.go_on(draft)
        self._into.put(draft.typed.get("into"))
        self.text.setPlainText(str(draft.typed.get("text", "")))
        self._watch.tell("Tempelan yang belum disimpan dilanjutkan.")

    def _read(self) -> None:
        text, event_id = self.text.toPlainText(), self._event_id
        self._runner.read(
            lambda s: marks.read_pasted(s, event_id, text),
            self._show,
            refused=lambda error: self._say(str(error)),
            owner=self,
            latest="pasted",
        )

    def _show(self, found: list[PastedLine]) -> None:
        self._say("")
        self._lines = lines(found, self._lines)
        self._refresh()
        first = next((n for n, line in enumerate(self._lines) if line.is_left), 0)
        if self._lines:
            self.table.go_to(first)

    def _refresh(self) -> None:
        into = self._into.value()
        finals = {s.id: s.row.score for s in self._shown.people}
        for line in self._lines:
            who = line.chosen or 0
            line.now = finals.get(who) if into == FINAL else self._shown.marks.get((into, who))
        places = self.table.selected_places()
        self._model.show(list(self._lines))
        if places and places[0] < len(self._lines):
            self.table.go_to(places[0])
        ready = sum(line.is_ready for line in self._lines)
        left = sum(line.is_left for line in self._lines)
        rest = f", {counted(left)} belum jelas" if left else ""
        self._save_button.setText(f"&Simpan {counted(ready)} nilai{rest}" if self._lines else "&Simpan nilai")
        self._save_button.setEnabled(ready > 0 and into is not None)
        self._on_selection()

    def _on_selection(self) -> None:
        line = self.table.current_row()
        usable = line is not None and not line.is_head
        self._who.setEnabled(usable)
        self._skip.setEnabled(usable)
        self._who.put(line.chosen if line is not None and line.chosen != SKIPPED else None)

    def _agree(self) -> None:
        line = self.table.current_row()
        if line is not None and line.pasted.participant_id is not None:
            self._take(line.pasted.participant_id)

    def _take(self, participant_id: int | None) -> None:
        line = self.table.current_row()
        if line is None or participant_id is None:
            return
        taken = (o for o in self._lines if o is not line and o.is_ready and o.chosen == participant_id)
        if other := next(taken, None):
            self._say(f"{other.name} sudah dipakai untuk baris {other.id}. Lewati salah satu baris.")
            return
        self._say("")
        line.chosen = participant_id
        line.name = next((s.row.name for s in self._shown.people if s.id == participant_id), "")
        self._refresh()
        self._next()

    def _skip_rows(self) -> None:
        for line in self.table.selected_rows():
            if not line.is_head:
                line.chosen, line.name = SKIPPED, ""
        self._refresh()
        self._next()

    def _next(self) -> None:
        """On to the next line that waits."""
        if (place := next((n for n, line in enumerate(self._lines) if line.is_left), -1)) >= 0:
            self.table.go_to(place)
        self.table.setFocus()

    def save(self) -> None:
        ready = [line for line in self._lines if line.is_ready]
        into, event_id = self._into.value(), self._event_id
        if not ready or into is None:
            return
        values = {line.chosen or 0: line.pasted.value for line in ready}

        def write(session: Session) -> None:
            if into == FINAL:
                marks.set_finals(session, values)
            else:
                marks.set_marks(session, event_id, {(into, who): value for who, value in values.items()})

        self._runner.write(
            f"Tempel {counted(len(ready))} nilai {self._into.currentText()}",
            write,
            lambda _: self._saved(len(ready)),
            refused=lambda error: self._say(str(error)),
            owner=self,
        )

    def _saved(self, count: int) -> None:
        left = [line for line in self._lines if line.is_left]
        self._watch.done()
        if not left:
            self.saved.emit(f"✓ {counted(count)} nilai disimpan. Ctrl+Z membatalkannya.")
            self.closed.emit()
            return
        self.text.setPlainText(as_text(left))
        self._lines = left
        self._read()
        self._timer.stop()
        self._say(
            f"✓ {counted(count)} nilai disimpan. {counted(len(left))} baris di bawah belum tersimpan.",
            "good-box",
        )

    def _say(self, said: str, look: str = "bad-box") -> None:
        say(self._message, said, look)
        self._message.setVisible(bool(said))

    def _key(self, keys: str, where: QWidget, run: Any) -> None:
        shortcut = QShortcut(QKeySequence(keys), where)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)

    def _lay_out(self) -> None:
        self.text.setObjectName("pasted_text")
        self.text.setAccessibleName("Tempelan")
        self.text.setPlaceholderText(HINT)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(120)
        self._into.setObjectName("pasted_into")
        self._into.setAccessibleName("Masukkan ke")
        self._who.setObjectName("pasted_who")
        self._who.setAccessibleName("Peserta untuk baris ini")
        self._who.setMinimumWidth(320)
        for button, name, run in (
            (self._save_button, "save_pasted", self.save),
            (self._skip, "skip_pasted", self._skip_rows),
            (self._close, "close_pasted", self.closed.emit),
        ):
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, run=run: run())
        set_look(self._save_button, "main")
        top = QHBoxLayout()
        into = label("&Masukkan ke")
        into.setBuddy(self._into)
        top.addWidget(label("Tempel dua kolom", "heading"), 1)
        top.addWidget(into)
        top.addWidget(self._into)
        low = QHBoxLayout()
        who = label("&Orang di baris ini")
        who.setBuddy(self._who)
        for part in (who, self._who, self._skip):
            low.addWidget(part)
        low.addStretch(1)
        low.addWidget(self._close)
        low.addWidget(self._save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.text)
        layout.addWidget(self._message)
        layout.addWidget(self.table, 1)
        layout.addLayout(low)
        layout.addWidget(label(KEYS, "quiet"))
