"""The kinds of value a form can edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QWidgetAction,
)

from asn_desktop.domain import dates
from asn_desktop.domain.typed import clean
from asn_desktop.ui import theme
from asn_desktop.ui.kit.table import LOCALE, shown

DATE_HELP = "Tulis tanggal seperti 24-11-2026."


@dataclass(frozen=True)
class Kind:
    """How one kind of value is edited; `fault` says what is wrong with what was typed, or nothing."""

    make: Callable[[], Any]
    get: Callable[[Any], Any]
    put: Callable[[Any, Any], None]
    changes: Callable[[Any], Any]  # the signal
    fault: Callable[[Any], str] = lambda _editor: ""


def parse_date(text: str) -> date | None:
    """As clerks write dates, also 24112026; None for anything that is no date."""
    text = text.strip()
    if len(text) == 8 and text.isdecimal():
        text = f"{text[:2]}-{text[2:4]}-{text[4:]}"
    try:
        return dates.parse(text)
    except dates.DateError:
        return None


class DateEdit(QLineEdit):
    """A date typed in the ways clerks write it, or taken from a calendar; may be empty."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("hh-bb-tttt")
        pick = self.addAction(theme.icon("calendar-days"), QLineEdit.ActionPosition.TrailingPosition)
        pick.setToolTip("Kalender (Alt+panah bawah)")
        pick.setShortcut("Alt+Down")
        pick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        pick.triggered.connect(self._show_calendar)

    def value(self) -> date | None:
        return parse_date(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.value():
            self.setText(shown(self.value()))
        super().focusOutEvent(event)

    def _show_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setLocale(LOCALE)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = self.value() or date.today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        for chosen in (calendar.activated, calendar.clicked):
            chosen.connect(lambda day: self.setText(shown(day.toPython())))
            chosen.connect(menu.close)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.setFocus()
        menu.exec(self.mapToGlobal(QPoint(0, self.height())))


class ChoiceBox(QComboBox):
    """A list to choose from; the wheel scrolls the form, not the choice."""

    def __init__(self, options: Mapping[Any, str], *, search: bool = False) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(16)
        if search:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = QCompleter(self.model(), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setMaxVisibleItems(12)
            self.setCompleter(completer)
            if line := self.lineEdit():
                line.editingFinished.connect(self._take_only_match)
                self.activated.connect(lambda _place: line.setCursorPosition(0))
                completer.activated.connect(lambda _words: line.setCursorPosition(0))
        self.offer(options)

    def offer(self, options: Mapping[Any, str]) -> None:
        """Other options; the chosen value stays, also when it is no longer among them."""
        chosen, text = self.value(), self.currentText()
        self.blockSignals(True)
        self.clear()
        for value, words in options.items():
            self.addItem(words, value)
        self.blockSignals(False)
        self.put(chosen, text)

    def value(self) -> Any:
        if not self.isEditable() or self.itemText(self.currentIndex()) == self.currentText():
            return self.currentData()
        place = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return self.itemData(place) if place >= 0 else None

    def put(self, value: Any, text: str = "") -> None:
        place = self.findData(value)
        if value is None and place < 0:
            place = self.findData("")
        if place < 0 and value not in (None, ""):
            self.addItem(text or str(value), value)  # an archived item must not turn into another one
            place = self.count() - 1
        self.setCurrentIndex(place)
        if place < 0 and self.isEditable():
            self.setEditText("")

    def _take_only_match(self) -> None:
        """Enter and Tab need no arrow key where only one option is meant."""
        text = self.currentText().strip().casefold()
        if text and self.value() is None:
            found = [n for n in range(self.count()) if text in self.itemText(n).casefold()]
            if len(found) == 1:
                self.setCurrentIndex(found[0])
                self.setEditText(self.itemText(found[0]))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _text(edit: QLineEdit | QPlainTextEdit) -> str:
    return clean(edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()).strip()


def _line(kind_of_value: Callable[[str], Any], remedy: str, *, right: bool = False) -> Kind:
    """A line of text that stands for a value; empty is None."""

    def make() -> QLineEdit:
        edit = QLineEdit()
        if right:
            edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        return edit

    def get(edit: QLineEdit) -> Any:
        try:
            return kind_of_value(text) if (text := _text(edit)) else None
        except ValueError:
            return None

    return Kind(
        make,
        get,
        lambda edit, value: edit.setText(shown(value)),
        lambda edit: edit.textChanged,
        lambda edit: remedy if _text(edit) and get(edit) is None else "",
    )


def _decimal(text: str) -> float:
    return float(text.replace(".", "").replace(",", ".") if "," in text else text)


TEXT = Kind(QLineEdit, _text, lambda w, v: w.setText(v or ""), lambda w: w.textChanged)


def note(lines: int = 3) -> Kind:
    def make() -> QPlainTextEdit:
        edit = QPlainTextEdit()
        edit.setTabChangesFocus(True)
        edit.setFixedHeight(edit.fontMetrics().lineSpacing() * lines + 20)
        edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # or its row grows
        return edit

    return Kind(make, _text, lambda w, v: w.setPlainText(v or ""), lambda w: w.textChanged)


NOTE = note()
NUMBER = _line(lambda t: int(t.replace(".", "")), "Tulis bilangan bulat, misalnya 40.", right=True)
DECIMAL = _line(_decimal, "Tulis angka dengan koma desimal, misalnya 87,50.", right=True)
DATE = Kind(
    DateEdit,
    lambda w: w.value(),
    lambda w, v: w.setText(shown(v)),
    lambda w: w.textChanged,
    lambda w: DATE_HELP if w.text().strip() and w.value() is None else "",
)


def check(words: str) -> Kind:
    def make() -> QCheckBox:
        return QCheckBox(words)

    return Kind(make, lambda w: w.isChecked(), lambda w, v: w.setChecked(bool(v)), lambda w: w.toggled)


def choice(options: Mapping[Any, str]) -> Kind:
    """`options`: value to words. An empty value is an option like any other: {"": "–"}."""
    return Kind(
        lambda: ChoiceBox(options),
        lambda w: w.value(),
        lambda w, v: w.put(v),
        lambda w: w.currentIndexChanged,
    )


def search_choice(options: Mapping[Any, str]) -> Kind:
    """For long lists: type any part of the words. Empty is None."""
    return Kind(
        lambda: ChoiceBox(options, search=True),
        lambda w: w.value(),
        lambda w, v: w.put(v),
        lambda w: w.editTextChanged,
        lambda w: (
            "Pilih dari daftar: ketik sebagian namanya."
            if w.currentText().strip() and w.value() is None
            else ""
        ),
    )


def options(rows: Iterable[tuple[Any, str]], empty: str | None = None) -> dict[Any, str]:
    """For `choice`; `empty` adds the choice of nothing, value ''."""
    return ({"": empty} if empty is not None else {}) | dict(rows)
