"""A training held elsewhere: typed once, JP reckoned while typing, the proof dropped on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QLineEdit

from asn_desktop.domain.conversion import COUNTED
from asn_desktop.services import files, ledger, places
from asn_desktop.services.conversions import rule
from asn_desktop.services.employees import page as people
from asn_desktop.services.ledger import KINDS, LEVELS, OutsideForm
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, NUMBER, choice, note, search_choice
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.screens.ledger.proof_edit import PROOF

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

FIELDS = [
    Field("name", "Nama pelatihan", note(2), group="Pelatihan", hint="seperti di sertifikatnya"),
    Field("form", "Bentuk", search_choice({}), hint="ketik sebagian namanya"),
    Field("level", "Lingkup", choice(LEVELS)),
    Field("organiser", "Penyelenggara"),
    Field("starts_on", "Tanggal mulai", DATE),
    Field("ends_on", "Tanggal selesai", DATE),
    Field("certificate_jp", "JP di sertifikat", NUMBER, group="JP", hint="kosong: tidak tertulis"),
    Field("amount", "Banyaknya", NUMBER, hint="sesi, semester, atau kegiatan"),
    Field("minutes", "Lama, menit", NUMBER, hint="bila JP tidak tertulis"),
    Field("jp", "JP lain", NUMBER, hint="kosong: menurut sertifikat atau tabel"),
    Field("jp_reason", "Alasan JP lain"),
    Field("certificate_number", "Nomor sertifikat", group="Bukti"),
    Field("certificate_date", "Tanggal sertifikat", DATE),
    Field("proof", "Berkas bukti", PROOF),
    Field("kind", "Daftar SIASN", choice(KINDS), group="Lainnya"),
    Field("note", "Keterangan", note(2)),
]


class _Start(NamedTuple):
    form: OutsideForm
    forms: dict[str, str]
    who: str
    file: str


def open_form(screen: ListScreen, runner: Runner, person_id: int | None, outside_id: int | None) -> None:
    """Beside the list: a new one of this person, or one there is."""

    def start(session: Session) -> _Start:
        form = ledger.get(session, outside_id) if outside_id else OutsideForm(person_id=person_id)
        who = people(session, [form.person_id or 0])
        file = files.get(session, form.file_id).name if form.file_id else ""
        return _Start(form, ledger.forms(session), who[0].printed_name if who else "", file)

    runner.read(start, lambda found: screen.open_side(_panel(screen, runner, found)), owner=screen)


def _panel(screen: ListScreen, runner: Runner, start: _Start) -> FormPanel:
    kept = start.form

    def made() -> OutsideForm:
        values = panel.form.values()
        del values["proof"]
        return replace(kept, **values, person_id=kept.person_id)

    def save(values: dict[str, Any]) -> None:
        form, path, file = made(), values["proof"], runner.file
        folder = places.files_folder(file) if file else None

        def work(session: Session) -> int:
            proof = ledger.picked(Path(path)) if path else None
            return ledger.save(session, form, date.today(), proof, folder)

        verb = "Ubah" if kept.id else "Tambah"
        runner.write(f"{verb} pelatihan luar {start.who}", work, saved, panel.refuse, owner=panel)

    def saved(_outside_id: int) -> None:
        watch.done()
        screen.close_side()

    def reckon() -> None:
        form = made()
        runner.read(
            lambda s: (ledger.suggest(s, form), rule(s, form.form).unit),
            lambda found: _speak(panel, form, *found),
            owner=panel,
            latest="jp",
        )

    fields = Form(FIELDS)
    title = f"{'Ubah pelatihan luar' if kept.id else 'Pelatihan luar baru'}\n{start.who}"
    panel = FormPanel(title, fields, save)
    fields.offer("form", start.forms)
    fields.fill({**vars(kept), "proof": "", "name": kept.name})
    if start.file:
        edit = fields.editors["proof"]
        assert isinstance(edit, QLineEdit)
        edit.setPlaceholderText(f"{start.file} (tersimpan)")
    place = Place("ledger", "outside", kept.id) if kept.id else Place("ledger", "outside.new", kept.person_id)
    watch = PanelWatch(runner, panel, place, lambda: f"Pelatihan luar {start.who}")
    fields.changed.connect(reckon)
    panel.closed.connect(screen.close_side)
    reckon()
    return panel


def _speak(panel: FormPanel, form: OutsideForm, suggested: ledger.Suggested, unit: str) -> None:
    """What counts in the end and why, under the field where it is decided."""
    jp = ledger.expected(form, suggested)
    told = {"certificate_jp": suggested.words}
    if form.certificate_jp is not None:
        told["certificate_jp"] = f"{form.certificate_jp} JP: yang tertulis di sertifikat yang dipakai."
    if unit in COUNTED:
        told["amount"] = f"Banyaknya {COUNTED[unit]}."
    if form.ends_on:
        told["ends_on"] = f"Dihitung untuk tahun {form.ends_on.year}."
    warnings: dict[str, list[str]] = {}
    if form.jp is not None and form.jp != jp and not form.jp_reason:
        warnings["jp_reason"] = ["Tulis alasannya: JP ini lain dari sertifikat atau tabel."]
    panel.form.tell(told)
    panel.form.warn(warnings)
