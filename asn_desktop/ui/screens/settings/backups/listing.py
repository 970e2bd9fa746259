"""Pengaturan ▸ Cadangan: the list, and what can be done with a backup."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from asn_desktop.services import backups, places
from asn_desktop.services.backups import Made, Restored
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.details import Details
from asn_desktop.ui.kit.list_screen import ListScreen, Rows
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.screens.settings.backups import rows
from asn_desktop.ui.screens.settings.backups.inside import InsidePage
from asn_desktop.ui.screens.settings.backups.passphrase import ask_passphrase
from asn_desktop.ui.screens.settings.backups.rows import COLUMNS, Row
from asn_desktop.ui.screens.settings.backups.second_place import second_place

SAFE = "Keadaan sekarang dicadangkan dahulu, jadi pemulihan ini dapat dibalikkan."


def backup_list(runner: Runner) -> ListScreen:
    return _Backups(runner).screen


class _Backups:
    """The list and what can be done with what is chosen in it."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._details = Details("Pilih cadangan untuk melihat isinya dan apa yang berubah sejak itu.")
        self.screen = screen = ListScreen(
            runner,
            "backups",
            COLUMNS,
            Rows(lambda _session, asked: rows.rows(runner.file, asked.text)),
            noun="cadangan",
            empty=Empty("Belum ada cadangan.", "Buat cadangan &sekarang", self._make),
            actions=[
                Action("Buat &cadangan", self._make, "Ctrl+N", "plus", needs=0, main=True),
                Action("&Lihat isi…", self._opened(self._look), "F2", "eye"),
                Action("Coba &dulu", self._opened(self._rehearse), "Ctrl+T", "copy"),
                Action("P&ulihkan…", self._opened(self._restore), "", "archive-restore"),
                Action("Tempat &kedua…", self._place, "", "folder-open", needs=0),
            ],
            side=self._details,
            hint="Cari tanggal atau sebab…",
        )
        screen.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        screen.side.setMinimumWidth(280)  # the list needs the room on a screen of 1366
        screen.splitter.setSizes([715, 280])
        screen.selected.connect(self._show)
        screen.opened.connect(lambda _path: self._opened(self._look)([]))

    def _make(self, _ids: list[Any] | None = None) -> None:
        if (file := self._runner.file) is None:
            self._runner.said.emit("Basis data di server dicadangkan dengan pg_dump, bukan dari sini.")
            return
        self._runner.work(
            "Membuat cadangan",
            lambda progress: backups.on_demand(file, datetime.now(), progress),
            self._made,
            owner=self.screen,
        )

    def _made(self, told: Made) -> None:
        self._runner.said.emit(told.reminder or "Cadangan dibuat dan sudah diperiksa.")
        self.screen.refresh()

    def _show(self, _path: str | None) -> None:
        self.screen.close_side(typed_too=False)
        row: Row | None = self.screen.row()
        if row is None:
            self._details.clear()
            return
        self._describe(row, None)
        if not row.backup.encrypted:
            self._runner.read(
                lambda s: rows.compare(s, row.backup),
                lambda told: self._describe(row, told),
                owner=self._details,
                latest="since",
            )

    def _describe(self, row: Row, told: backups.Since | None) -> None:
        found, sections = rows.pairs(row, told)
        self._details.show_record(row.reason, row.place, found, sections)

    def _opened(self, use: Callable[[Row, str], None]) -> Callable[[list[Any]], None]:
        """`use` gets the row and its passphrase, empty where none is needed."""

        def run(_ids: list[Any]) -> None:
            row: Row | None = self.screen.row()
            if row is None:
                return
            if row.backup.encrypted:
                ask_passphrase(self.screen, row.reason, lambda typed: use(row, typed))
            else:
                use(row, "")

        return run

    def _restore(self, row: Row, passphrase: str) -> None:
        self._runner.read(
            lambda s: None if row.backup.encrypted else rows.compare(s, row.backup),
            lambda told: self._restore_if_sure(row, passphrase, told),
            owner=self.screen,
        )

    def _restore_if_sure(self, row: Row, passphrase: str, told: backups.Since | None) -> None:
        lost = f"Yang dikerjakan sejak itu tidak ikut: {rows.since(told)}." if told else ""
        question = f"Pulihkan cadangan {row.at:%d-%m-%Y} pukul {row.at:%H.%M}?"
        file = self._runner.file
        if file is None or not dialogs.ask(self.screen, question, f"{lost} {SAFE}".strip(), yes="&Pulihkan"):
            return

        def task(progress: Progress) -> Restored:
            with backups.opened(row.backup.path, passphrase, file.parent) as plain:
                return backups.restore(
                    file, plain, datetime.now(), self._runner.actor, progress, row.backup.path, passphrase
                )

        self._runner.maintain("Memulihkan cadangan", task, self._restored, owner=self.screen)

    def _restored(self, told: Restored) -> None:
        void = f" {told.void} nomor sertifikat yang terbit sesudahnya tercatat batal." if told.void else ""
        lost = f" {told.missing} berkas lampiran tidak ditemukan di cadangan." if told.missing else ""
        self._runner.said.emit(f"{told.label}.{void}{lost} Keadaan sebelumnya ada di daftar cadangan.")
        self.screen.close_side()
        self.screen.refresh()

    def _look(self, row: Row, passphrase: str) -> None:
        held = ExitStack()  # a sealed one is opened once, for as long as it is looked into
        folder = (self._runner.file or row.backup.path).parent

        def let_go() -> None:  # held by Qt, which a method of the stack would not be
            held.close()

        def opened(path: Path) -> None:
            page = InsidePage(self._runner, row, path)
            page.closed.connect(self.screen.close_page)
            page.destroyed.connect(let_go)
            self.screen.open_page(page)

        self._runner.work(
            "Membuka cadangan",
            lambda _progress: held.enter_context(backups.opened(row.backup.path, passphrase, folder)),
            opened,
            owner=self.screen,
        )

    def _rehearse(self, row: Row, passphrase: str) -> None:
        folder = places.data_folder()

        def task(progress: Progress) -> Path:
            with backups.opened(row.backup.path, passphrase, folder) as plain:
                return backups.rehearse(plain, folder, datetime.now(), progress)

        self._runner.work("Menyiapkan salinan untuk dicoba", task, self._started, owner=self.screen)

    def _started(self, database: Path) -> None:
        start_apart(database)
        self._runner.said.emit(
            "Salinan dibuka di jendela lain. Apa pun yang dicoba di sana tidak mengubah data."
        )

    def _place(self, _ids: list[Any]) -> None:
        if (file := self._runner.file) is not None:
            panel = second_place(self._runner, file, self.screen.refresh)
            panel.closed.connect(self.screen.close_side)
            self.screen.open_side(panel)
            panel.form.editors["folder"].setFocus()


def start_apart(database: Path) -> None:
    """A second window of the program on a copy, with a data folder of its own."""
    command = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "asn_desktop"]
    environment = os.environ | {"ASN_DESKTOP_DATA": str(database.parent)}
    subprocess.Popen([*command, "--latihan", "--db", str(database)], env=environment, start_new_session=True)
