"""The columns of marks of an event: named, weighed, filled from the curriculum in one action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from asn_desktop.domain import marks as words
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import marks
from asn_desktop.services.drafts import Draft
from asn_desktop.services.marks import KINDS, ComponentForm
from asn_desktop.ui.drafts import Offering, Place
from asn_desktop.ui.grid import Cells, Grid, GridColumn, Kind
from asn_desktop.ui.kit.actions import Action, Actions
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.kit.text import label, say
from asn_desktop.ui.screens.training.marks.weights import KIND, NAME, SHARE, WEIGHT, Rows

COMPONENTS = "marks.components"  # the name of its draft
HELP = (
    "Bobot 0 berarti tidak dihitung. Nilai akhir adalah rata-rata tertimbang; yang dilihat hanya "
    "perbandingan bobotnya, jadi JP dapat langsung dipakai sebagai bobot."
)


class ComponentsPage(QWidget):
    closed = Signal()

    def __init__(self, runner: Runner, event_id: int) -> None:
        super().__init__()
        self.setObjectName("components")
        self._runner, self._event_id = runner, event_id
        self._rows = Rows()
        self.grid = Grid([Column("No.", "number", width=3)], "components_grid", "Komponen nilai")
        self._total = label("", "group", name="components_total")
        self._message = label("", "good-box", wrap=True, name="components_message")
        self._message.hide()
        self._actions = Actions(self, self.grid.view, self._all(), list)
        self._lay_out()
        self.grid.edited.connect(self._on_edited)
        self.grid.complained.connect(self._say)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed.emit)
        self.setFocusProxy(self.grid)
        self._watch: Offering | None = None
        runner.read(lambda s: marks.components(s, event_id), self._opened, owner=self)

    def _all(self) -> list[Action]:
        return [
            Action("Isi &dari kurikulum", lambda _: self.fill(), icon="graduation-cap", needs=0),
            Action("Tambah k&omponen", lambda _: self.add(), "Ins", "plus", needs=0),
            Action("Hapus ko&mponen", lambda _: self.remove(), "Ctrl+Del", "trash-2", needs=0),
            Action("Bata&l", lambda _: self.closed.emit(), icon="x", needs=0),
            Action("&Simpan", lambda _: self.save(), "Ctrl+S", "check", needs=0, main=True),
        ]

    def _opened(self, forms: Sequence[ComponentForm]) -> None:
        self._rows.put(forms)
        self._refresh()
        self._watch = Offering(
            self._runner,
            self,
            Place("training", COMPONENTS, self._event_id),
            lambda: f"Komponen nilai: {len(self._rows.lines)} baris",
            lambda: {"rows": self._rows.typed()},
            fill=self._go_on,
        )
        self._watch.look()
        if not forms:
            self.fill()

    def _go_on(self, draft: Draft) -> None:
        assert self._watch is not None
        self._watch.go_on(draft)
        self._rows.retype(draft.typed.get("rows", []))
        self._watch.tell("Isian yang belum disimpan dilanjutkan.")
        self._changed()

    def fill(self) -> None:
        """Adds what the curriculum has and the list has not."""

        def filled(usual: list[ComponentForm]) -> None:
            added = self._rows.add_missing(usual)
            self._changed()
            if not added:
                self._say("Semua mata pelatihan kurikulum sudah ada di sini.", "good-box")

        self._runner.read(lambda s: marks.usual(s, self._event_id), filled, owner=self)

    def add(self) -> None:
        place = (self._rows.add(), NAME)
        self._changed()
        self.grid.go_to(place)
        self.grid.setFocus()

    def remove(self) -> None:
        """The rows of the cells that are chosen; their marks go when it is saved."""
        self._rows.remove({row for row, _ in self.grid.view.places()})
        self._changed()

    def save(self) -> None:
        forms = self._rows.forms()
        self._runner.write(
            "Ubah komponen nilai",
            lambda s: marks.save_components(s, self._event_id, forms),
            lambda _: self._saved(),
            refused=self._refused,
            owner=self,
        )

    def _saved(self) -> None:
        if self._watch:
            self._watch.done()
        self.closed.emit()

    def _refused(self, error: UserError) -> None:
        self._say(str(error))
        if isinstance(error, InvalidInput):
            column, _, number = next(iter(error.problems)).partition(":")
            self.grid.go_to((self._rows.lines[int(number)].id, column))
            self.grid.setFocus()

    def _on_edited(self, cells: Cells) -> None:
        for (row, column), text in cells.items():
            self._rows.set(row, str(column), text)
        self.grid.settle(cells)
        self._changed()

    def _changed(self) -> None:
        self._refresh()
        if self._watch:
            self._watch.touch()

    def _refresh(self) -> None:
        forms = self._rows.forms()
        self.grid.show_rows(list(self._rows.lines), COLUMNS, self._rows.cells())
        total = sum(form.weight for form in forms)
        counting = sum(form.weight > 0 for form in forms)
        self._total.setText(
            f"{len(forms)} komponen, {counting} dihitung · jumlah bobot {words.shown(total)}"
            if forms
            else "Belum ada komponen: nilai akhir diketik langsung."
        )

    def _say(self, said: str, look: str = "bad-box") -> None:
        say(self._message, said, look)
        self._message.setVisible(bool(said))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self._total, 1)
        bar.addLayout(self._actions.layout)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label("Komponen nilai", "heading"))
        layout.addLayout(bar)
        layout.addWidget(self._message)
        layout.addWidget(self.grid, 1)
        layout.addWidget(label(HELP, "quiet", wrap=True))


def _name(text: str) -> str:
    return " ".join(text.split())


def _kind(text: str) -> str:
    """Any beginning of a kind is enough."""
    word = text.strip().casefold().replace(" ", "").replace("-", "")
    plain = {name.casefold().replace("-", "").replace(" ", ""): name for name in KINDS.values()}
    fits = [name for key, name in plain.items() if word and key.startswith(word)]
    if len(fits) != 1:
        raise ValueError(f"“{text.strip()[:20]}” bukan jenis. Tulis {', '.join(KINDS.values())}.")
    return fits[0]


def _weight(text: str) -> str:
    try:
        value = float(text.strip().replace(",", ".") or 0)
    except ValueError:
        value = -1.0
    if not 0 <= value <= marks.MAX_WEIGHT:
        raise ValueError(f"“{text.strip()[:20]}” bukan bobot. Tulis angka 0 sampai {marks.MAX_WEIGHT}.")
    return words.shown(value)


KEYS: dict[str, Any] = {"M": KINDS["mata"], "L": KINDS["lain"]}
COLUMNS = [
    GridColumn(NAME, "Nama komponen", Kind(_name), width=46, is_text=True),
    GridColumn(KIND, "Jenis", Kind(_kind, keys=KEYS), ", ".join(KINDS.values()), width=18, is_text=True),
    GridColumn(WEIGHT, "Bobot", Kind(_weight, is_number=True), "0: tidak dihitung", width=9),
    GridColumn(SHARE, "Bagian", None, "Dari nilai akhir", width=9),
]
