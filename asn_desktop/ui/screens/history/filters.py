"""Filters only the trail has: days from and to, and one record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QFormLayout, QPushButton, QToolButton, QVBoxLayout

from asn_desktop.domain import dates
from asn_desktop.services import trail
from asn_desktop.ui.kit.chips import Chip, FilterBy
from asn_desktop.ui.kit.kinds import DATE_HELP, DateEdit
from asn_desktop.ui.kit.text import label, no_mnemonic

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session


class Period(NamedTuple):
    """Both days included; None for no end on that side."""

    since: date | None
    until: date | None

    def __str__(self) -> str:
        if self.since and self.until:
            return dates.span(self.since, self.until)
        return (
            f"sejak {dates.long(self.since)}"
            if self.since
            else f"sampai {dates.long(self.until or date.max)}"
        )


def periods(today: date) -> list[tuple[Period, str]]:
    """What is asked for most."""
    day = timedelta(days=1)
    return [
        (Period(today, today), "Hari ini"),
        (Period(today - day, today - day), "Kemarin"),
        (Period(today - 6 * day, today), "7 hari terakhir"),
        (Period(today.replace(day=1), today), "Bulan ini"),
        (Period(today.replace(month=1, day=1), today), "Tahun ini"),
    ]


@dataclass(frozen=True)
class FilterByDay(FilterBy):
    def chip(self) -> Chip:
        return DayChip(self)


class DayChip(Chip):
    """Quick choices, and two days to type."""

    def __init__(self, filter_: FilterBy) -> None:
        self._offered: list[tuple[Any, str]] = []
        super().__init__(filter_)
        self.since, self.until = DateEdit(), DateEdit()
        form = QFormLayout()
        for words, name, editor in (("Da&ri", "since", self.since), ("Sam&pai", "until", self.until)):
            editor.setObjectName(f"period_{name}")
            editor.setAccessibleName(f"Tanggal {words.replace('&', '').lower()}")
            editor.returnPressed.connect(self._apply)
            title = label(words)
            title.setBuddy(editor)
            form.addRow(title, editor)
        self._fault = label("", "bad", wrap=True, name="period_fault")
        self._fault.hide()
        apply = QPushButton("&Terapkan")
        apply.setObjectName("period_apply")
        apply.clicked.connect(self._apply)
        box = self._list.parentWidget()
        layout = box.layout() if box else None
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(2, form)
        layout.insertWidget(3, self._fault)
        layout.insertWidget(4, apply)

    def offer(self, options: Iterable[tuple[Any, str]]) -> None:
        self._offered = list(options)
        known = {value for value, _words in self._offered}
        super().offer(
            [*((value, str(value)) for value in self._chosen if value not in known), *self._offered]
        )

    def _apply(self) -> None:
        typed = [editor.text().strip() for editor in (self.since, self.until)]
        since, until = self.since.value(), self.until.value()
        if (typed[0] and not since) or (typed[1] and not until):
            self._complain(DATE_HELP)
        elif since and until and until < since:
            self._complain("Tanggal sampai tidak boleh sebelum tanggal dari.")
        else:
            self._complain("")
            self.menu().close()
            self._chosen = (Period(since, until),) if since or until else ()
            self.offer(self._offered)
            self.changed.emit()

    def _complain(self, words: str) -> None:
        self._fault.setText(words)
        self._fault.setVisible(bool(words))


@dataclass(frozen=True)
class FilterByRecord(FilterBy):
    def chip(self) -> Chip:
        return RecordChip(self)


class RecordChip(Chip):
    """Only there while the trail of one record is shown; a click takes it away."""

    def __init__(self, filter_: FilterBy) -> None:
        super().__init__(replace(filter_, options=self._named))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        self.setToolTip("Tampilkan semua lagi")
        self.clicked.connect(self.clear)

    def _named(self, session: Session) -> list[tuple[Any, str]]:
        return [(record, trail.name(session, *record)) for record in self._chosen]

    def _show_chosen(self) -> None:
        super()._show_chosen()
        names = [item.text() for item in self._items()]
        words = f"Hanya: {names[0] if names and self._chosen else '…'}"
        self.setText(no_mnemonic(words if len(words) <= 60 else words[:59] + "…") + "  ✕")
        self.setAccessibleName(f"{words}. Hapus saringan ini")
        self.setVisible(bool(self._chosen))


def days() -> FilterBy:
    return FilterByDay("period", "Tanggal", lambda _s: periods(date.today()), many=False)


def record() -> FilterBy:
    return FilterByRecord("record", "Satu data", lambda _s: ())
