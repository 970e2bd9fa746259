"""Chooses the employee who is to be a trainer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from asn_desktop.domain import nip
from asn_desktop.services import employees
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Paged
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column

COLUMNS = [
    Column("Nama", "printed_name", width=34, sort="name"),
    Column("NIP", lambda row: nip.spaced(row.nip or ""), width=22, sort="nip"),
    Column("Jabatan", "jabatan", width=30, sort="jabatan"),
    Column("Perangkat daerah", "unit", width=30, sort="unit"),
]


def pick_person(runner: Runner, chosen: Callable[[int], None], closed: Callable[[], None]) -> ListScreen:
    """`chosen` gets the id of the person."""
    screen = ListScreen(
        runner,
        "pick_trainer",
        COLUMNS,
        Paged(lambda s, asked, limit: employees.ids(s, _filter(asked), limit), employees.page),
        noun="pegawai",
        hint="Cari pegawai yang menjadi narasumber: nama, NIP, jabatan…",
        empty=Empty("Belum ada pegawai. Impor daftar pegawai di layar Pegawai.", "&Kembali", closed),
        actions=[
            Action("&Pilih", lambda ids: chosen(ids[0]), "Ctrl+Return", "check", main=True),
            Action("&Kembali", lambda _ids: closed(), icon="chevron-left", needs=0),
        ],
    )
    screen.opened.connect(lambda person_id: chosen(person_id) if person_id is not None else None)
    escape = QShortcut(QKeySequence("Esc"), screen)
    escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    escape.activated.connect(closed)
    screen.setFocusProxy(screen.search)  # whoever comes here types a name
    return screen


def _filter(asked: Asked) -> employees.Filter:
    return employees.Filter(asked.text, sort=asked.sort or "name", descending=asked.descending)
