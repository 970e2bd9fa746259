"""Buku register: every number ever taken, with those that are void or were used on paper."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt

from asn_desktop.domain import dates, nip
from asn_desktop.services import numbers, register
from asn_desktop.services.register import RegisterRow
from asn_desktop.ui.document import DocumentPage
from asn_desktop.ui.drafts import Reopens
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history
from asn_desktop.ui.screens.certificates.register_forms import open_paper, open_start, place

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

TONES = {
    "berlaku": "good",
    "terpakai": "good",
    "batal": "bad",
    "kertas": "quiet",
    "dicabut": "bad",
    "diganti": "news",
}
MARKS = {"berlaku": "✓", "terpakai": "✓", "diganti": "→", "dicabut": "✗", "batal": "✗", "kertas": "–"}


class Line(NamedTuple):
    id: int
    year: int
    row: RegisterRow

    @property
    def state(self) -> str:
        return f"{MARKS.get(self.row.state, '')} {self.row.state_text}"


COLUMNS = [
    Column("Tahun", "year", text=str, width=6),
    Column("Urut", "row.sequence", text=str, width=6),
    Column("Nomor", "row.number", width=28),
    Column("Jenis", "row.paper", width=18),
    Column("Nama penerima", "row.holder", width=30),
    Column("Keadaan", "state", width=22, tone=lambda line: TONES.get(line.row.state, "")),
    Column("Tanggal", "row.taken_on", width=10),
    Column("Pelatihan", "row.training", width=34),
    Column("Alasan", "row.reason", width=30),
]


def register_list(runner: Runner, go: Go) -> ListScreen:
    details = Details("Pilih nomor untuk melihat riwayatnya.")

    def chosen() -> tuple[int, int | None]:
        asked = screen.asked().chosen
        years = asked.get("year") or [line.year for line in screen.rows()] or [date.today().year]
        return max(years), (asked.get("scheme") or (None,))[0]

    def preview() -> None:
        year, scheme_id = chosen()
        runner.read(
            lambda s: _pdf(s, year, scheme_id),
            lambda pdf: show_pages(f"Buku register {year}", pdf),
            owner=screen,
        )

    def show_pages(title: str, pdf: bytes) -> None:
        page = DocumentPage(runner, title, title, pdf)
        page.closed.connect(screen.close_page)
        screen.open_page(page)

    def export() -> None:
        year, scheme_id = chosen()
        path = dialogs.save_file(screen, "Simpan buku register", f"Buku register {year}.xlsx")
        if path:
            runner.read(
                lambda s: register.write_excel(s, path=path, year=year, scheme_id=scheme_id),
                lambda _lines: runner.said.emit(f"Buku register disimpan: {path}"),
                owner=screen,
            )

    def show() -> None:
        screen.close_side(typed_too=False)
        line = screen.row()
        if line is None:
            details.clear()
        else:
            details.show_record(line.row.number, line.state, _pairs(line.row))

    def paper() -> None:
        where = chosen()
        runner.read(lambda s: place(s, *where), lambda p: open_paper(screen, runner, p), owner=screen)

    def start() -> None:
        where = chosen()
        runner.read(lambda s: place(s, *where), lambda p: open_start(screen, runner, p), owner=screen)

    screen = ListScreen(
        runner,
        "register",
        COLUMNS,
        Rows(_read),
        noun="nomor",
        empty=Empty("Belum ada nomor yang terpakai.", "&Tentukan nomor awal…", start),
        actions=[
            Action("&Pratinjau dan cetak", lambda _: preview(), "Ctrl+P", "printer", needs=0, main=True),
            Action("Simpan &Excel…", lambda _: export(), "Ctrl+E", "file-spreadsheet", needs=0),
            Action("No&mor di kertas…", lambda _: paper(), "Ctrl+N", "pencil", needs=0),
            Action("Nomor &awal…", lambda _: start(), needs=0, more=True),
            record_history(go, "register_number"),
        ],
        filters=[
            FilterBy("year", "Tahun", _years, many=False),
            FilterBy("scheme", "Skema", _schemes, many=False),
        ],
        side=details,
        hint="Cari nomor, nama, atau pelatihan…",
    )
    screen.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    screen.selected.connect(lambda _id: show())
    Reopens(screen, {"paper": lambda _draft: paper(), "start": lambda _draft: start()})
    return screen


def _read(session: Session, asked: Asked) -> list[Line]:
    years = asked.chosen.get("year") or register.years(session)
    scheme_id = (asked.chosen.get("scheme") or (None,))[0]
    words = asked.text.casefold().split()
    return [
        Line(row.id, year, row)
        for year in years
        for row in register.rows(session, year, scheme_id)
        if all(
            word in f"{row.number} {row.paper} {row.holder} {row.nip} {row.training}".casefold()
            for word in words
        )
    ]


def _pairs(row: RegisterRow) -> list[tuple[str, str]]:
    return [
        ("Nomor urut", str(row.sequence)),
        ("Tanggal", dates.long(row.taken_on)),
        ("Jenis", row.paper),
        ("Nama penerima", row.holder),
        ("NIP", nip.spaced(row.nip)),
        ("Skema", row.scheme),
        ("Pelatihan", row.training),
        ("Alasan", row.reason),
    ]


def _pdf(session: Session, year: int, scheme_id: int | None) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "register.pdf"
        register.write_pdf(session, path=out, year=year, scheme_id=scheme_id)
        return out.read_bytes()


def _years(session: Session) -> list[tuple[int, str]]:
    years = {date.today().year, *register.years(session)}
    return [(year, str(year)) for year in sorted(years, reverse=True)]


def _schemes(session: Session) -> list[tuple[int, str]]:
    return [(scheme.id, scheme.name) for scheme in numbers.schemes(session)]
