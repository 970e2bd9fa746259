"""Putting a certificate right: a replacement that names the old one, or revocation. Both with a reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from asn_desktop.domain.certificates import TOKENS
from asn_desktop.services import certificates
from asn_desktop.services.certificates import CertificateRow, Correction
from asn_desktop.services.proofs import KeyStore
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import note
from asn_desktop.ui.kit.list_screen import ListScreen
from asn_desktop.ui.kit.runner import Runner

LABELS = {
    "nama": "Nama dengan gelar",
    "nip": "NIP",
    "tempat_tanggal_lahir": "Tempat, tanggal lahir",
    "pangkat_golongan": "Pangkat/golongan",
}
REASON = Field("reason", "Alasan", note(3), group="Alasan", hint="tercatat di buku register")


def open_replace(screen: ListScreen, runner: Runner, keys: KeyStore, certificate_id: int) -> None:
    """The texts as issued, to be corrected; what the data say now is told below each."""

    def show(found: list[Correction]) -> None:
        form = Form(
            [
                *(Field(c.token, LABELS.get(c.token, TOKENS[c.token]), group="Isi pengganti") for c in found),
                REASON,
            ]
        )
        form.fill({c.token: c.issued for c in found})
        told = {c.token: f"Data sekarang: {c.now or '(kosong)'}" for c in found if c.now != c.issued}
        form.tell(told)

        def save(values: dict[str, Any]) -> None:
            texts = {c.token: values[c.token] for c in found}
            runner.write(
                f"Ganti sertifikat {texts['nama']}",
                lambda s: certificates.replace(
                    s, certificate_id, datetime.now(), keys, values["reason"], texts=texts
                ),
                saved,
                panel.refuse,
                owner=panel,
            )

        def saved(new_id: int) -> None:
            watch.done()
            screen.close_side()
            screen.reveal(new_id)

        panel = FormPanel("Ganti sertifikat", form, save)
        panel.save_button.setText("T&erbitkan pengganti")
        panel.closed.connect(screen.close_side)
        place = Place("certificates", "replace", certificate_id)
        watch = PanelWatch(runner, panel, place, lambda: f"Ganti sertifikat {form.values()['nama']}")
        screen.open_side(panel)
        form.editors[found[0].token].setFocus()

    runner.read(
        lambda s: certificates.corrections(s, certificate_id, date.today()),
        show,
        owner=screen,
        latest="replace",
    )


def open_revoke(screen: ListScreen, runner: Runner, certificate_id: int) -> None:
    """The number stays in the register."""
    runner.read(
        lambda s: certificates.detail(s, certificate_id).row,
        lambda row: _show_revoke(screen, runner, row),
        owner=screen,
        latest="revoke",
    )


def _show_revoke(screen: ListScreen, runner: Runner, row: CertificateRow) -> None:
    certificate_id = row.id
    form = Form([REASON])

    def save(values: dict[str, Any]) -> None:
        runner.write(
            f"Cabut sertifikat {row.name}",
            lambda s: certificates.revoke(s, certificate_id, values["reason"]),
            lambda _nothing: revoked(),
            panel.refuse,
            owner=panel,
        )

    def revoked() -> None:
        watch.done()
        screen.close_side()

    panel = FormPanel(f"Cabut sertifikat {row.name}, nomor {row.number}", form, save)
    panel.save_button.setText("Cabut &sertifikat")
    panel.closed.connect(screen.close_side)
    place = Place("certificates", "revoke", certificate_id)
    watch = PanelWatch(runner, panel, place, lambda: f"Cabut sertifikat {row.name}")
    screen.open_side(panel)
    form.editors["reason"].setFocus()
