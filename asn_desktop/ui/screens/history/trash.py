"""Sampah: what was deleted and can come back whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from asn_desktop.domain import dates
from asn_desktop.services import trash
from asn_desktop.services.trash import TrashDetail, TrashRow
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Paged
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.kit.text import counted
from asn_desktop.ui.record_history import record_history

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session


def _kind(row: TrashRow) -> str:
    return row.noun[:1].upper() + row.noun[1:]


COLUMNS = [
    Column("Dihapus", "at", width=14, sort="at"),
    Column("Jenis", _kind, width=12),
    Column("Nama", "name", width=28),
    Column("Beserta", "hanging", width=18),
    Column("Oleh", "actor", width=9),
]


def trash_list(runner: Runner, show_trail: Callable[[Any], None]) -> ListScreen:
    """`show_trail` goes to the trail beside this list."""
    details = Details("Pilih data yang terhapus untuk melihat isinya.")

    def show(entry: int | None) -> None:
        if entry is None:
            details.clear()
        else:
            runner.read(
                lambda s: trash.detail(s, entry),
                lambda found: _describe(details, found),
                refused=lambda _error: details.clear(),
                owner=details,
                latest="detail",
            )

    def restore(entries: list[int]) -> None:
        row = screen.row()
        what = row.name if row and len(entries) == 1 else f"{counted(len(entries))} data"
        progress = Progress(f"Pulihkan dari Sampah: {what}")
        runner.write(
            f"Pulihkan dari Sampah: {what}",
            lambda s: trash.restore(s, entries, date.today(), progress),
            runner.said.emit,
            owner=screen,
            progress=progress,
        )

    def to_trail(ids: list[int]) -> None:
        row = screen.row()
        if row is not None and row.id == ids[0]:
            show_trail({"record": ((row.table_name, row.row_id),)})

    usual = record_history(lambda _name, _target: None, "")
    screen = ListScreen(
        runner,
        "trash",
        COLUMNS,
        Paged(_ids, trash.rows),
        noun="data terhapus",
        empty=Empty(
            "Sampah kosong. Data yang dihapus muncul di sini dan dapat dipulihkan seutuhnya.",
            "Lihat &riwayat",
            lambda: show_trail({}),
        ),
        actions=[
            Action("&Pulihkan", restore, "Ctrl+R", "archive-restore", needs=2, main=True),
            Action(usual.title, to_trail, usual.shortcut, usual.icon, more=True),
        ],
        filters=[FilterBy("kind", "Jenis", trash.tables)],
        side=details,
        hint="Cari nama atau NIP yang terhapus…",
    )
    screen.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    screen.selected.connect(show)
    return screen


def _ids(session: Session, asked: Asked, limit: int | None) -> Sequence[int]:
    oldest_first = bool(asked.sort) and not asked.descending
    found = trash.ids(session, asked.text, asked.chosen.get("kind", ()), None if oldest_first else limit)
    return found[::-1][:limit] if oldest_first else found


def _describe(details: Details, found: TrashDetail) -> None:
    row = found.row
    when = f"{dates.long(row.at)} pukul {row.at:%H.%M} oleh {row.actor}"
    more = found.total - len(found.hanging)
    hung = [("Jenis", "Nama"), *found.hanging]
    if more:
        hung.append((f"… dan {counted(more)} lagi", ""))
    details.show_record(
        row.name,
        _kind(row),
        [
            ("Dihapus", when),
            ("Tindakan", row.action),
            ("Beserta", row.hanging),
            *((f.title, f.new) for f in found.fields),
        ],
        [Section("Ikut terhapus, dan ikut dipulihkan", hung, "Tidak ada yang lain.")],
    )
