"""Numbers that were used on paper or spoilt, and where the counter begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from asn_desktop.services import numbers
from asn_desktop.services.numbers import PaperForm
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, NUMBER, TEXT, choice, note
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.runner import Runner

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

STATES = {"kertas": "Terpakai di kertas", "batal": "Batal, tidak boleh dipakai"}
# A year or a sequence has no thousands point.
PLAIN = replace(NUMBER, put=lambda edit, value: edit.setText("" if value is None else str(value)))


class Part(NamedTuple):
    """Which part of the register is meant."""

    schemes: dict[int, str]
    scheme_id: int | None
    year: int
    next: int


def place(session: Session, year: int, scheme_id: int | None) -> Part:
    schemes = {scheme.id: scheme.name for scheme in numbers.schemes(session)}
    scheme_id = scheme_id or next(iter(schemes), None)
    following = numbers.next_free(session, scheme_id, year) if scheme_id else 1
    return Part(schemes, scheme_id, year, following)


def open_paper(screen: ListScreen, runner: Runner, at: Part) -> None:
    """A number written by hand, or one that was spoilt: the counter will skip it."""
    form = Form(
        [
            Field("scheme_id", "Skema", choice(at.schemes), group="Nomor"),
            Field("year", "Tahun", PLAIN),
            Field("sequence", "Nomor urut", PLAIN),
            Field("number", "Nomor lengkap", TEXT, hint="kosong: ditulis menurut skema"),
            Field("state", "Keadaan", choice(STATES)),
            Field("holder", "Nama penerima", TEXT, group="Dipakai untuk"),
            Field("training", "Pelatihan", TEXT),
            Field("taken_on", "Tanggal", DATE),
            Field("reason", "Alasan", note(2), hint="wajib bila nomor batal"),
        ]
    )
    form.fill({"scheme_id": at.scheme_id, "year": at.year, "sequence": at.next, "state": "kertas"})

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
        watch.done()
        screen.close_side()
        screen.reveal(number_id)

    panel = FormPanel("Nomor yang sudah dipakai di kertas", form, save)
    panel.closed.connect(screen.close_side)
    watch = PanelWatch(
        runner, panel, Place("certificates", "paper"), lambda: "Nomor yang sudah dipakai di kertas"
    )
    screen.open_side(panel)
    form.editors["sequence"].setFocus()


def open_start(screen: ListScreen, runner: Runner, at: Part) -> None:
    form = Form(
        [
            Field("scheme_id", "Skema", choice(at.schemes)),
            Field("year", "Tahun", PLAIN),
            Field("start", "Nomor berikutnya", PLAIN),
        ]
    )
    form.fill({"scheme_id": at.scheme_id, "year": at.year, "start": at.next})

    def save(values: dict[str, Any]) -> None:
        if missing := {n: "Isi dengan angka." for n in ("year", "start") if values[n] is None}:
            form.complain(missing)
            return
        runner.write(
            f"Nomor {values['year']} mulai dari {values['start']}",
            lambda s: numbers.set_start(s, values["scheme_id"], values["year"], values["start"]),
            lambda _nothing: saved(),
            panel.refuse,
            owner=panel,
        )

    def saved() -> None:
        watch.done()
        screen.close_side()

    panel = FormPanel("Nomor awal", form, save)
    panel.closed.connect(screen.close_side)
    watch = PanelWatch(runner, panel, Place("certificates", "start"), lambda: "Nomor awal")
    screen.open_side(panel)
    form.editors["start"].setFocus()
