"""Who may sign, in what function, and from when until when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from asn_desktop.domain import nip
from asn_desktop.services import office
from asn_desktop.services.office import SignatoryForm, SignatoryRow
from asn_desktop.ui.deletion import delete_action
from asn_desktop.ui.drafts import PanelWatch, Place, Reopens
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.details import Details
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import DATE, choice
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

COLUMNS = [
    Column("Nama", "name", width=34),
    Column("Jabatan", "title", width=40),
    Column("NIP", "nip", text=nip.spaced, width=20),
    Column("Mulai", "valid_from", width=10),
    Column("Sampai", "valid_to", width=10),
]
PREFIXES = {prefix: prefix or "– (pejabat tetap)" for prefix in office.PREFIXES}
FIELDS = [
    Field("name", "Nama dengan gelar", group="Pejabat", hint="seperti tercetak"),
    Field("nip", "NIP", hint="18 angka, boleh kosong"),
    Field("pangkat", "Pangkat", hint="Pembina Utama Muda"),
    Field("prefix", "Kewenangan", choice(PREFIXES), group="Menandatangani sebagai"),
    Field("on_behalf", "Atas nama", hint="Wali Kota (hanya untuk a.n.)"),
    Field("jabatan", "Jabatan", hint="Kepala Badan"),
    Field("valid_from", "Mulai", DATE, group="Berlaku"),
    Field("valid_to", "Sampai", DATE),
]


def signatory_list(runner: Runner, go: Go) -> ListScreen:
    details = Details("Pilih penanda tangan untuk melihat rinciannya.")

    def open_(signatory_id: int | None) -> None:
        if signatory_id is not None:
            runner.read(lambda s: office.get_signatory(s, signatory_id), edit, owner=screen)

    def edit(form: SignatoryForm) -> None:
        panel = _panel(runner, form, saved)
        panel.closed.connect(screen.close_side)
        screen.open_side(panel)
        panel.form.editors["name"].setFocus()

    def saved(signatory_id: int) -> None:
        screen.close_side()
        screen.reveal(signatory_id)

    def archive(ids: list[int]) -> None:
        row = screen.row()
        runner.write(
            f"Arsipkan penanda tangan {row.name if row else ''}".strip(),
            lambda s: office.archive_signatory(s, ids[0]),
        )

    def show(_signatory_id: int | None) -> None:
        screen.close_side(typed_too=False)
        row = screen.row()
        if row is None:
            details.clear()
        else:
            _describe(details, row)

    screen = ListScreen(
        runner,
        "signatories",
        COLUMNS,
        Rows(_read),
        noun="penanda tangan",
        empty=Empty("Belum ada penanda tangan.", "&Tambah penanda tangan", lambda: edit(SignatoryForm())),
        actions=[
            Action(
                "Penanda &tangan baru", lambda _: edit(SignatoryForm()), "Ctrl+N", "plus", needs=0, main=True
            ),
            Action("Uba&h", lambda ids: open_(ids[0]), "F2", "pencil"),
            Action("&Arsipkan", archive, "Ctrl+Del", "archive", more=True),
            delete_action(runner, "signatory", lambda: screen),
            record_history(go, "signatory"),
        ],
        side=details,
    )
    screen.opened.connect(open_)
    screen.selected.connect(show)
    Reopens(
        screen,
        {"signatory": lambda draft: edit(SignatoryForm()) if draft.record is None else open_(draft.record)},
    )
    return screen


def _read(session: Session, asked: Asked) -> list[SignatoryRow]:
    words = asked.text.casefold().split()
    return [
        row
        for row in office.signatories(session)
        if all(word in f"{row.name} {row.title} {row.nip}".casefold() for word in words)
    ]


def _describe(details: Details, row: SignatoryRow) -> None:
    today = date.today()
    in_office = (row.valid_from or date.min) <= today <= (row.valid_to or date.max)
    details.show_record(
        row.name,
        row.title,
        [
            ("NIP", nip.spaced(row.nip)),
            ("Pangkat", row.pangkat),
            ("Hari ini", "✓ menjabat" if in_office else "✗ tidak menjabat"),
        ],
    )


def _panel(runner: Runner, form: SignatoryForm, saved: Callable[[int], None]) -> FormPanel:
    def now(values: dict[str, Any]) -> SignatoryForm:
        return SignatoryForm(**values, id=form.id, version=form.version)

    def save(values: dict[str, Any]) -> None:
        made = now(values)
        verb = "Ubah" if form.id else "Tambah"
        runner.write(
            f"{verb} penanda tangan {made.name}",
            lambda s: office.save_signatory(s, made),
            stored,
            panel.refuse,
            owner=panel,
        )

    def stored(signatory_id: int) -> None:
        watch.done()
        saved(signatory_id)

    def speak() -> None:
        made = now(fields.values())
        printed = office.title_lines(made) if made.jabatan else ""
        fields.tell({"jabatan": f"Tercetak: {printed}" if printed else ""})

    fields = Form(FIELDS)
    fields.fill(form)
    fields.changed.connect(speak)
    speak()
    panel = FormPanel("Ubah penanda tangan" if form.id else "Penanda tangan baru", fields, save)
    watch = PanelWatch(
        runner,
        panel,
        Place("settings", "signatory", form.id),
        lambda: f"{'Ubah penanda tangan' if form.id else 'Penanda tangan baru'} {fields.values()['name']}",
    )
    return panel
