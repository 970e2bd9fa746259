"""Buku register: every number ever taken, with those that are void or were used on paper."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from asn_desktop.domain import dates, nip
from asn_desktop.services import numbers, register
from asn_desktop.services.numbers import PaperForm
from asn_desktop.services.register import RegisterRow
from asn_desktop.ui.document import DocumentPage
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, NUMBER, TEXT, choice, note
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

TONES = {"berlaku": "good", "batal": "bad", "kertas": "quiet", "dicabut": "bad", "diganti": "news"}
MARKS = {"berlaku": "✓", "diganti": "→", "dicabut": "✗", "batal": "✗", "kertas": "–"}


def _state(row: RegisterRow) -> str:
    return f"{MARKS.get(row.state, '')} {row.state_text}"


COLUMNS = [
    Column("Urut", "sequence", width=6),
    Column("Nomor", "number", width=34),
    Column("Tanggal", "taken_on", width=10),
    Column("Nama penerima", "holder", width=32),
    Column("Pelatihan", "training", width=34),
    Column("Keadaan", _state, width=24, tone=lambda row: TONES.get(row.state, "")),
    Column("Alasan", "reason", width=30),
]
STATES = {"kertas": "Terpakai di kertas", "batal": "Batal, tidak boleh dipakai"}


class Place(NamedTuple):
    """Which part of the register is meant."""

    schemes: dict[int, str]
    scheme_id: int | None
    year: int
    next: int


def register_list(runner: Runner) -> ListScreen:
    details = Details("Pilih nomor untuk melihat riwayatnya.")

    def chosen() -> tuple[int, int | None]:
        asked = screen.asked().chosen
        year, scheme = asked.get("year") or (date.today().year,), asked.get("scheme") or (None,)
        return year[0], scheme[0]

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
        row = screen.row()
        if row is None:
            details.clear()
        else:
            details.show_record(row.number, row.state_text, _pairs(row))

    def open_paper() -> None:
        runner.read(lambda s: _place(s, *chosen()), lambda p: _open_paper(screen, runner, p), owner=screen)

    def open_start() -> None:
        runner.read(lambda s: _place(s, *chosen()), lambda p: _open_start(screen, runner, p), owner=screen)

    screen = ListScreen(
        runner,
        "register",
        COLUMNS,
        Rows(_read),
        noun="nomor",
        empty=Empty("Belum ada nomor yang terpakai tahun ini.", "&Tentukan nomor awal…", open_start),
        actions=[
            Action("&Pratinjau dan cetak", lambda _: preview(), "Ctrl+P", "printer", needs=0, main=True),
            Action("Simpan &Excel…", lambda _: export(), "Ctrl+E", "file-spreadsheet", needs=0),
            Action("&Nomor di kertas…", lambda _: open_paper(), "Ctrl+N", "pencil", needs=0),
            Action("Nomor &awal…", lambda _: open_start(), needs=0, more=True),
        ],
        filters=[
            FilterBy("year", "Tahun", _years, many=False),
            FilterBy("scheme", "Skema", _schemes, many=False),
        ],
        side=details,
        hint="Cari nomor, nama, atau pelatihan…",
    )
    screen.selected.connect(lambda _id: show())
    return screen


def _read(session: Session, asked: Asked) -> list[RegisterRow]:
    year, scheme = asked.chosen.get("year") or (date.today().year,), asked.chosen.get("scheme") or (None,)
    words = asked.text.casefold().split()
    found = register.rows(session, year[0], scheme[0])
    return [
        r for r in found if all(w in f"{r.number} {r.holder} {r.nip} {r.training}".casefold() for w in words)
    ]


def _pairs(row: RegisterRow) -> list[tuple[str, str]]:
    return [
        ("Nomor urut", str(row.sequence)),
        ("Tanggal", dates.long(row.taken_on)),
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


def _place(session: Session, year: int, scheme_id: int | None) -> Place:
    schemes = dict(_schemes(session))
    scheme_id = scheme_id or next(iter(schemes), None)
    following = numbers.next_free(session, scheme_id, year) if scheme_id else 1
    return Place(schemes, scheme_id, year, following)


def _open_paper(screen: ListScreen, runner: Runner, place: Place) -> None:
    """A number written by hand, or one that was spoilt: the counter will skip it."""
    form = Form(
        [
            Field("scheme_id", "S&kema", choice(place.schemes), group="Nomor"),
            Field("year", "&Tahun", NUMBER),
            Field("sequence", "Nomor &urut", NUMBER),
            Field("number", "Nomor &lengkap", TEXT, hint="kosong: ditulis menurut skema"),
            Field("state", "K&eadaan", choice(STATES)),
            Field("holder", "Nama &penerima", TEXT, group="Dipakai untuk"),
            Field("training", "Pela&tihan", TEXT),
            Field("taken_on", "Tan&ggal", DATE),
            Field("reason", "&Alasan", note(2), hint="wajib bila nomor batal"),
        ]
    )
    form.fill({"scheme_id": place.scheme_id, "year": place.year, "sequence": place.next, "state": "kertas"})

    def save(values: dict[str, Any]) -> None:
        if missing := {n: "Isi dengan angka." for n in ("year", "sequence") if values[n] is None}:
            form.complain(missing)
            return
        state, reason = values.pop("state"), values.pop("reason")
        paper = PaperForm(**values)

        def work(session: Session) -> int:
            if state == "batal":
                return numbers.void(session, paper, date.today(), reason)
            return numbers.register_paper(session, paper, date.today())

        runner.write(f"Catat nomor urut {paper.sequence}", work, saved, panel.refuse, owner=panel)

    def saved(number_id: int) -> None:
        screen.close_side()
        screen.reveal(number_id)

    panel = FormPanel("Nomor yang sudah dipakai di kertas", form, save)
    panel.closed.connect(screen.close_side)
    screen.open_side(panel)
    form.editors["sequence"].setFocus()


def _open_start(screen: ListScreen, runner: Runner, place: Place) -> None:
    form = Form(
        [
            Field("scheme_id", "S&kema", choice(place.schemes)),
            Field("year", "&Tahun", NUMBER),
            Field("start", "Nomor berikut&nya", NUMBER),
        ]
    )
    form.fill({"scheme_id": place.scheme_id, "year": place.year, "start": place.next})

    def save(values: dict[str, Any]) -> None:
        if missing := {n: "Isi dengan angka." for n in ("year", "start") if values[n] is None}:
            form.complain(missing)
            return
        runner.write(
            f"Nomor {values['year']} mulai dari {values['start']}",
            lambda s: numbers.set_start(s, values["scheme_id"], values["year"], values["start"]),
            lambda _nothing: screen.close_side(),
            panel.refuse,
            owner=panel,
        )

    panel = FormPanel("Nomor awal", form, save)
    panel.closed.connect(screen.close_side)
    screen.open_side(panel)
    form.editors["start"].setFocus()
