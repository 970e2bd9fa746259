"""A list of subjects on the left, the chosen one on the right; each is made when first shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from asn_desktop.domain.reference import KINDS
from asn_desktop.services import places
from asn_desktop.services.drafts import Draft
from asn_desktop.services.proofs import KeyStore
from asn_desktop.ui import theme
from asn_desktop.ui.drafts import Reopens
from asn_desktop.ui.drafts.reopening import reopen
from asn_desktop.ui.kit import printing
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.screens.settings.backups import backup_list
from asn_desktop.ui.screens.settings.checking import CheckingPage
from asn_desktop.ui.screens.settings.holidays import holiday_list
from asn_desktop.ui.screens.settings.keys import KeysPage
from asn_desktop.ui.screens.settings.office import OfficePage
from asn_desktop.ui.screens.settings.printers import PrintersPage
from asn_desktop.ui.screens.settings.schemes import scheme_list
from asn_desktop.ui.screens.settings.signatories import signatory_list
from asn_desktop.ui.screens.settings.tables import table_list
from asn_desktop.ui.screens.settings.templates import TemplatesPage

ROW = 36  # pixels


class Subject(NamedTuple):
    name: str
    title: str
    icon: str
    make: Callable[[Runner, KeyStore, Go], QWidget]


SUBJECTS = (
    Subject("office", "Instansi", "house", lambda runner, _keys, _go: OfficePage(runner)),
    Subject("signatories", "Penanda tangan", "pencil", lambda runner, _keys, go: signatory_list(runner, go)),
    Subject("schemes", "Penomoran", "book-open", lambda runner, _keys, go: scheme_list(runner, go)),
    Subject("tables", "Tabel acuan", "file-spreadsheet", lambda runner, _keys, go: table_list(runner, go)),
    Subject("holidays", "Hari libur", "calendar-days", lambda runner, _keys, go: holiday_list(runner, go)),
    Subject("templates", "Templat", "award", lambda runner, _keys, _go: TemplatesPage(runner)),
    Subject(
        "printers",
        "Pencetak",
        "printer",
        lambda runner, _keys, _go: PrintersPage(runner, printing.printers()),
    ),
    Subject("checking", "Periksa data", "search", lambda runner, _keys, _go: CheckingPage(runner)),
    Subject("backups", "Cadangan", "archive", lambda runner, _keys, _go: backup_list(runner)),
    Subject("keys", "Kunci dan data", "circle-check", lambda runner, keys, _go: KeysPage(runner, keys)),
)


class SettingsScreen(QWidget):
    def __init__(self, runner: Runner, go: Go, keys: KeyStore) -> None:
        super().__init__()
        self.setObjectName("settings")
        self._runner, self._go, self._keys = runner, go, keys
        self._made: dict[str, QWidget] = {}
        self.subjects = QListWidget()
        self.subjects.setObjectName("subjects")
        self.subjects.setAccessibleName("Bagian pengaturan")
        self.subjects.setFixedWidth(168)
        self.subjects.setIconSize(QSize(20, 20))
        for subject in SUBJECTS:
            item = QListWidgetItem(theme.icon(subject.icon), subject.title)
            item.setSizeHint(QSize(0, ROW))
            self.subjects.addItem(item)
        self._stack = QStackedWidget()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 0, 0)
        layout.addWidget(self.subjects)
        layout.addWidget(self._stack, 1)
        self.subjects.currentRowChanged.connect(self._show)
        self.subjects.setCurrentRow(0)
        forms = {"office": "office", "signatory": "signatories", "scheme": "schemes", "holiday": "holidays"}
        forms |= {f"table-{kind}": "tables" for kind in KINDS}
        Reopens(self, {form: partial(self._reopen, subject) for form, subject in forms.items()})

    def _reopen(self, subject: str, draft: Draft) -> None:
        self.show_at(subject)
        page = self.page()
        if isinstance(page, OfficePage):
            page.go_on()
        elif page:
            reopen(page, draft)

    def show_at(self, target: Any) -> None:
        """The name of a subject."""
        names = [subject.name for subject in SUBJECTS]
        if target in names:
            self.subjects.setCurrentRow(names.index(target))

    def page(self) -> QWidget | None:
        """The subject on the screen."""
        return self._stack.currentWidget()

    def refresh(self) -> None:
        page = self.page()
        if isinstance(page, ListScreen | OfficePage):
            page.refresh()

    def _show(self, place: int) -> None:
        subject = SUBJECTS[place]
        if subject.name not in self._made:
            self._made[subject.name] = subject.make(self._runner, self._keys, self._go)
            self._stack.addWidget(self._made[subject.name])
        self._stack.setCurrentWidget(self._made[subject.name])


def settings_screen(runner: Runner, go: Go, keys: KeyStore | None = None) -> SettingsScreen:
    return SettingsScreen(runner, go, keys or places.keys())
