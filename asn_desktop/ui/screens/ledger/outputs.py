"""The ledger on paper, in Excel and for SIASN: exactly what the list shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from asn_desktop.services import ledger
from asn_desktop.services.ledger import Wanted
from asn_desktop.ui.document import DocumentPage
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.actions import Action
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.progress import Progress
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import counted

SaveAs = Callable[..., Path | None]


def preview_action(
    runner: Runner, screen: Callable[[], ListScreen], shown: Callable[[], Wanted], kind: str
) -> Action:
    def run(_ids: list[int]) -> None:
        asked, progress = shown(), Progress("Menyusun rekap JP")

        def show(pdf: bytes) -> None:
            title = f"Rekap JP per {kind} {asked.year}"
            page = DocumentPage(runner, title, title, pdf)
            page.closed.connect(screen().close_page)
            screen().open_page(page)

        runner.read(
            lambda s: ledger.report(s, asked, kind, date.today(), lambda n, of: progress(n, of, "Halaman")),
            show,
            owner=screen(),
            progress=progress,
        )

    return Action("&Pratinjau dan cetak", run, "Ctrl+P", "printer", needs=0)


def excel_action(
    runner: Runner,
    screen: Callable[[], ListScreen],
    shown: Callable[[], Wanted],
    save_as: SaveAs = dialogs.save_file,
) -> Action:
    def run(_ids: list[int]) -> None:
        asked = shown()
        if path := save_as(screen(), "Simpan rekap JP", f"Rekap JP {asked.year}.xlsx"):
            runner.read(
                lambda s: ledger.write_excel(s, asked, path),
                lambda count: runner.said.emit(f"Rekap JP {counted(count)} pegawai disimpan: {path}"),
                owner=screen(),
            )

    return Action("&Ekspor ke Excel…", run, "Ctrl+E", "file-spreadsheet", needs=0)


def siasn_action(
    runner: Runner,
    screen: Callable[[], ListScreen],
    shown: Callable[[], Wanted],
    save_as: SaveAs = dialogs.save_file,
) -> Action:
    def run(_ids: list[int]) -> None:
        asked = shown()
        if path := save_as(screen(), "Simpan untuk SIASN", f"SIASN kursus dan diklat {asked.year}.xlsx"):
            runner.read(
                lambda s: ledger.write_siasn(s, asked, path),
                lambda count: runner.said.emit(
                    f"{counted(count[0])} kursus dan {counted(count[1])} diklat disimpan: {path}"
                ),
                owner=screen(),
            )

    return Action("Ekspor untuk S&IASN…", run, needs=0, more=True)
