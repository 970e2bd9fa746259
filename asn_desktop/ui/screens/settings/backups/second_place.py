"""Where backups are kept a second time: a stick or another folder, sealed if wished."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from asn_desktop.services import backups
from asn_desktop.services.backups.second import Place
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.screens.settings.backups.passphrase import hide

HELP = (
    "Cadangan terbaru disalin ke sini setiap kali dibuat. Bila stiknya tidak terpasang, program "
    "mengingatkan saja. Kosongkan untuk berhenti memakainya; cadangan yang sudah ada di sana tetap ada."
)
SEALED = (
    "Bila diisi, cadangan di tempat kedua hanya dapat dibuka dengan kata sandi ini. Catat dan simpan di "
    "tempat aman: tanpa kata sandi, tidak ada yang dapat membukanya."
)


def second_place(runner: Runner, database: Path, stored: Callable[[], None]) -> FormPanel:
    def save(values: dict[str, Any]) -> None:
        folder = Path(values["folder"].strip()) if values["folder"].strip() else None
        runner.work(
            "Menyimpan tempat kedua",
            lambda _progress: backups.second.choose(database, folder, values["passphrase"]),
            done,
            refused=panel.refuse,
            owner=panel,
        )

    def done(place: Place) -> None:
        runner.said.emit(
            f"Cadangan kini juga disimpan di {place.folder}."
            if place.folder
            else "Tempat kedua tidak dipakai."
        )
        panel.closed.emit()
        stored()

    def browse() -> None:
        if folder := dialogs.choose_folder(panel, "Tempat kedua untuk cadangan"):
            form.editors["folder"].setText(str(folder))

    form = Form([Field("folder", "Folder"), Field("passphrase", "Kata sandi", hint="boleh kosong")])
    hide(form)
    form.tell({"folder": HELP, "passphrase": SEALED})
    panel = FormPanel("Tempat kedua untuk cadangan", form, save)
    choose = QPushButton("Pilih &folder…")
    choose.setObjectName("choose_second")
    choose.clicked.connect(browse)
    line = QHBoxLayout()
    line.addWidget(choose)
    line.addStretch(1)
    layout = panel.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertLayout(layout.count() - 1, line)

    def fill(place: Place) -> None:
        form.fill({"folder": place.folder, "passphrase": ""})
        form.tell({"folder": HELP, "passphrase": SEALED})

    runner.work("Membaca tempat kedua", lambda _progress: backups.second.place(database), fill, owner=form)
    return panel
