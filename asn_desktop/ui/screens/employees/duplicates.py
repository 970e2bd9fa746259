"""Cari data ganda: from the list of pairs to the comparison, and on to the next pair."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from asn_desktop.domain.errors import UserError
from asn_desktop.services import duplicates, merging
from asn_desktop.services.duplicates import Pair
from asn_desktop.services.merging import Batch, Merged, Sides
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import counted
from asn_desktop.ui.screens.employees.pairs_page import PairsPage
from asn_desktop.ui.screens.employees.sides_page import SidesPage
from asn_desktop.ui.screens.employees.sure_page import SurePage

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

T = TypeVar("T")


class Duplicates(QStackedWidget):
    """Searches again when others change something, or an undo; what is done here leaves the list at once."""

    def __init__(self, runner: Runner, close: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("duplicates")
        self._runner, self._close = runner, close
        self._pairs: list[Pair] = []
        self._pair: Pair | None = None
        self._is_own = False
        self.list, self.side, self.sure = PairsPage(), SidesPage(), SurePage()
        for page in (self.list, self.side, self.sure):
            self.addWidget(page)
        self.list.compare.connect(self._compare)
        self.list.apart.connect(self._set_apart)
        self.list.merge_all.connect(self._show_sure)
        self.list.again.connect(self.search)
        self.list.closed.connect(close)
        self.side.merge.connect(self._merge)
        self.side.apart.connect(self._set_this_apart)
        self.side.skip.connect(lambda: self._go_on(skip=True))
        self.side.back.connect(self._back)
        self.sure.merge.connect(self._merge_sure)
        self.sure.back.connect(self._back)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(lambda: close() if self.currentWidget() is self.list else self._back())
        runner.changed.connect(self._on_changed)
        self.search()

    def search(self) -> None:
        progress = Progress("Mencari data ganda")

        def find(session: Session) -> list[Pair]:
            return duplicates.find(session, progress)

        self._runner.read(find, self._found, owner=self, latest="find", progress=progress)

    def _found(self, pairs: list[Pair]) -> None:
        self._pairs = pairs
        self.list.show_pairs(pairs, self.list.place())
        if self.currentWidget() is self.sure:
            self._show_sure()
        elif self.currentWidget() is self.side and not any(p.id == self._id() for p in pairs):
            self._back()
        if self.currentWidget() is self.list:
            self.list.setFocus()
        self._number()

    def _id(self) -> tuple[int, int] | None:
        return self._pair.id if self._pair else None

    def _on_changed(self) -> None:
        if not self._is_own:
            self.search()
        self._is_own = False

    def _compare(self, pair: Pair) -> None:
        self._pair = pair
        a_id, b_id = pair.id
        self._runner.read(
            lambda s: merging.side_by_side(s, a_id, b_id), self._show_sides, owner=self, latest="sides"
        )

    def _show_sides(self, sides: Sides) -> None:
        if self._pair is None:
            return
        self.side.show_sides(self._pair, sides)
        self._number()
        self.setCurrentWidget(self.side)
        self.side.table.setFocus()

    def _number(self) -> None:
        shown = [pair.id for pair in self.list.shown()]
        place = shown.index(self._pair.id) + 1 if self._pair and self._pair.id in shown else 1
        self.side.number(place, max(1, len(shown)))

    def _back(self) -> None:
        self.setCurrentWidget(self.list)
        self.list.setFocus()

    def _merge(self) -> None:
        sides, choices = self.side.sides, dict(self.side.choices)
        if sides is None:
            return
        keep, drop = (sides.a, sides.b) if sides.keep == merging.A else (sides.b, sides.a)
        today, values = date.today(), sides.chosen(choices)

        def merged(result: Merged) -> None:
            for note in result.notes:
                self._runner.said.emit(note)
            self._replace(drop.id, result)
            self._go_on()

        self._write(
            merging.label(keep.printed_name, drop.printed_name),
            lambda s: merging.merge(s, keep.id, drop.id, values, today),
            merged,
        )

    def _replace(self, gone: int, result: Merged) -> None:
        """Other pairs with the record that went are pairs of the one that stayed."""
        kept: dict[tuple[int, int], Pair] = {}
        for pair in self._pairs:
            a, b = (result.person_id if i == gone else i for i in pair.id)
            if gone in pair.id:
                if a == b:
                    continue
                pair = pair._replace(a_id=min(a, b), b_id=max(a, b))  # noqa: PLW2901 - the same pair
            kept.setdefault(pair.id, pair)
        self._pairs = list(kept.values())

    def _set_this_apart(self) -> None:
        if self._pair:
            self._set_apart(self._pair)

    def _set_apart(self, pair: Pair) -> None:
        def done(_label: str) -> None:
            self._pairs = [other for other in self._pairs if other.id != pair.id]
            self._go_on()

        a_id, b_id = pair.id
        label = f"Bukan orang yang sama: {pair.a_name} dan {pair.b_name}"
        self._write(label, lambda s: duplicates.set_apart(s, a_id, b_id), done)

    def _go_on(self, *, skip: bool = False) -> None:
        """To the pair that has moved up to this place; the list when there is none left."""
        place = self.list.place() + (1 if skip else 0)
        was_comparing = self.currentWidget() is self.side
        self.list.show_pairs(self._pairs, place)
        pairs = self.list.shown()
        if was_comparing and place < len(pairs):
            self._compare(pairs[place])
        else:
            self._back()

    def _show_sure(self) -> None:
        self.sure.show_pairs([pair for pair in self._pairs if pair.sure])
        self.setCurrentWidget(self.sure)
        self.sure.setFocus()

    def _merge_sure(self) -> None:
        pairs, today = [pair.id for pair in self.sure.pairs], date.today()
        progress = Progress("Menggabungkan data ganda")

        def merge(session: Session) -> Batch:
            return merging.merge_sure(session, pairs, today, progress)

        def merged(result: Batch) -> None:
            self._tell(result)
            self._back()
            self.search()

        self._write(f"Gabungkan {counted(len(pairs))} pasang data ganda", merge, merged, progress)

    def _tell(self, result: Batch) -> None:
        told = [f"{counted(result.merged)} pasang digabungkan; Ctrl+Z mengembalikannya."]
        if result.left:
            told.append(f"{counted(len(result.left))} pasang dibiarkan: {result.left[0][2]}.")
        self._runner.said.emit(" ".join([*told, *result.notes[:1]]))

    def _write(
        self,
        label: str,
        work: Callable[[Session], T],
        done: Callable[[T], None],
        progress: Progress | None = None,
    ) -> None:
        def recorded(session: Session) -> T:
            result = work(session)
            self._is_own = True  # only once it is sure that something changes
            return result

        self._runner.write(label, recorded, done, self._refuse, owner=self, progress=progress)

    def _refuse(self, error: UserError) -> None:
        if self.currentWidget() is self.side:
            self.side.refuse(str(error))
        else:
            self._runner.failed.emit(error)
