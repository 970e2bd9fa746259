"""A field for one employee: part of the name or NIP is typed, the arrow keys and Enter choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from asn_desktop.domain import nip
from asn_desktop.domain.typed import clean
from asn_desktop.services import employees
from asn_desktop.ui.kit.runner import Runner

if TYPE_CHECKING:
    pass

FOUND, TYPING = 10, 80  # people offered, milliseconds without a key before they are sought
NOBODY = "Pilih dari daftar: ketik sebagian nama atau NIP, lalu tekan ↓ dan Enter."


class PersonField(QLineEdit):
    """Implements the protocol of drafts `Retyped`."""

    chosen = Signal()  # somebody was taken from the list

    def __init__(self, runner: Runner, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setPlaceholderText("ketik nama atau NIP")
        self._runner = runner
        self._id: int | None = None
        self._stands = ""  # the words of who is chosen
        self._found: dict[str, tuple[int, str]] = {}
        self._offers = QStringListModel(self)
        completer = QCompleter(self._offers, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(FOUND)
        completer.setWidget(self)
        completer.activated.connect(self._take)
        self._completer = completer
        self._typing = QTimer(self, singleShot=True, interval=TYPING)
        self._typing.timeout.connect(self._seek)
        self.textEdited.connect(self._on_typed)

    def value(self) -> int | None:
        return self._id

    def put(self, person_id: int | None) -> None:
        """The name comes when the database has answered."""
        self._set(person_id, "" if person_id is None else "…")
        if person_id is not None:
            self._runner.read(lambda s: employees.page(s, [person_id]), self._named, owner=self)

    def fault(self) -> str:
        return NOBODY if self._id is None and self.text().strip() else ""

    def typed(self) -> Any:
        return {"id": self._id, "text": self.text()}

    def retype(self, typed: Any) -> None:
        match typed:
            case {"id": int(key), "text": str(text)}:
                self._set(key, text)
            case {"text": str(text)}:
                self._set(None, text)

    def words(self) -> str:
        return self.text()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tab needs no arrow key where only one is meant."""
        super().focusOutEvent(event)
        is_leaving = event.reason() != Qt.FocusReason.PopupFocusReason
        if is_leaving and self._id is None and self.text().strip() and len(self._found) == 1:
            self._take(next(iter(self._found)))

    def _named(self, rows: list[employees.EmployeeRow]) -> None:
        if rows and rows[0].id == self._id:
            self._set(rows[0].id, rows[0].printed_name)

    def _on_typed(self, _text: str) -> None:
        if self._id is not None and self.text() != self._stands:
            self._id = None
        self._found = {}
        self._typing.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow down shows again whom the letters mean."""
        if event.key() == Qt.Key.Key_Down and self._id is None and self._found:
            self._completer.complete()
        else:
            super().keyPressEvent(event)

    def _seek(self) -> None:
        text = clean(self.text())
        if text.strip() and self._id is None:
            self._runner.read(
                lambda s: employees.quick(s, text, FOUND), self._offer, owner=self, latest="people"
            )

    def _offer(self, rows: list[employees.EmployeeRow]) -> None:
        self._found = {_words(row): (row.id, row.printed_name) for row in rows}
        self._offers.setStringList(list(self._found))
        if rows and self.hasFocus() and self._id is None:
            self._completer.complete()

    def _take(self, words: str) -> None:
        if words in self._found:
            self._set(*self._found[words])
            self.chosen.emit()

    def _set(self, person_id: int | None, words: str) -> None:
        self._id, self._stands = person_id, words
        self.setText(words)
        self.setCursorPosition(0)


def _words(row: employees.EmployeeRow) -> str:
    """Two people of one name are told apart by NIP and unit."""
    number = nip.spaced(row.nip) if row.nip else ""
    return " · ".join(part for part in (row.printed_name, number, row.golongan, row.unit) if part)
