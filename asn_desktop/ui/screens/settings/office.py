"""The office as it stands on certificates and lists, and its arms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from asn_desktop.domain.errors import UserError
from asn_desktop.services import office, templates
from asn_desktop.services.office import Office
from asn_desktop.ui.drafts import PanelWatch, Place
from asn_desktop.ui.kit import dialogs
from asn_desktop.ui.kit.form import Field, Form, FormPanel
from asn_desktop.ui.kit.kinds import choice, note
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import label, set_look

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

PICTURES = "Gambar (*.png *.jpg *.jpeg)"
UNREADABLE = "Gambar lambang tidak dapat dibaca. Periksa izin berkasnya, atau pilih berkas lain."
FIELDS = [
    Field("name", "Nama instansi", note(2), group="Instansi"),
    Field("short_name", "Nama pendek"),
    Field("government", "Pemerintah daerah"),
    Field("place", "Tempat penerbitan"),
    Field("address", "Alamat", note(2)),
    Field("letterhead", "Kop, satu baris tiap baris", note(3), group="Surat dan sertifikat"),
    Field("basis", "Kalimat dasar", note(4)),
    Field("organiser", "Penyelenggara biasanya", note(2)),
    Field("font", "Huruf surat (PDF)", choice(office.FONTS), group="Berkas pelatihan"),
    Field("zone", "Zona waktu", choice({zone: zone for zone in office.ZONES})),
    Field("taxes", "Tarif PPh pasal 21 honorarium", note(4)),
]
LISTS = ("letterhead", "taxes")
TOLD = {
    "basis": "{instansi_penerbit} menjadi nama instansi di atas.",
    "taxes": "Satu golongan setiap baris, misalnya “IV: 15”; “Lainnya: 2,5” bagi yang selain itu.",
}


class Shown(NamedTuple):
    office: Office
    arms: bytes


class OfficePage(QWidget):
    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._office: Office | None = None
        self._watch: PanelWatch | None = None
        self._stale = True
        self.form = Form(FIELDS)
        self._panel = FormPanel("Instansi", self.form, self._save)
        self._panel.closed.connect(self._forget)
        self._picture = QLabel()
        self._picture.setObjectName("arms")
        self._picture.setAccessibleName("Lambang yang dipakai")
        self._picture.setFixedSize(176, 176)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message = label("", "bad-box", wrap=True, name="arms_message")
        self._message.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(self._panel, 1)
        layout.addWidget(self._arms_panel())
        runner.changed.connect(self._on_changed)

    def refresh(self) -> None:
        self._stale = False
        self._runner.read(
            lambda s: Shown(office.get(s), templates.arms(s)), self._show, owner=self, latest="office"
        )

    def set_arms(self, path: Path | None) -> None:
        """None goes back to the neutral picture."""
        try:
            picture = path.read_bytes() if path else None
        except OSError:
            self._complain(UserError(UNREADABLE))
            return

        def work(session: Session) -> None:
            office.set_arms(session, picture)

        self._message.hide()
        self._runner.write(
            "Ganti lambang" if path else "Pakai lambang netral", work, refused=self._complain, owner=self
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _show(self, shown: Shown) -> None:
        self._office = shown.office
        if not self.form.is_dirty():
            self.form.fill(
                {f.name: getattr(shown.office, f.name) for f in FIELDS}
                | {name: "\n".join(getattr(shown.office, name)) for name in LISTS}
            )
            self.form.tell(TOLD)
            self._filled()
        picture = QPixmap()
        picture.loadFromData(shown.arms)
        smooth = Qt.TransformationMode.SmoothTransformation
        keep = Qt.AspectRatioMode.KeepAspectRatio
        self._picture.setPixmap(picture.scaled(160, 160, keep, smooth))

    def go_on(self) -> None:
        """With the draft the clerk has asked for."""
        if self._watch:
            self._watch.look()

    def _filled(self) -> None:
        if self._watch:
            self._watch.begin()
        else:
            place = Place("settings", "office", 1)
            self._watch = PanelWatch(self._runner, self._panel, place, lambda: "Ubah data instansi")

    def _save(self, values: dict[str, Any]) -> None:
        if self._office is None:
            return
        made = replace(self._office, **values | {name: tuple(values[name].splitlines()) for name in LISTS})
        self._runner.write(
            "Ubah data instansi",
            lambda s: office.save(s, made),
            lambda _nothing: self._saved(values),
            self._panel.refuse,
            owner=self,
        )

    def _saved(self, values: dict[str, Any]) -> None:
        self.form.fill(values)
        if self._watch:
            self._watch.done()
        self.refresh()

    def _forget(self) -> None:
        """What was typed goes, what is stored comes back."""
        self.form.fill(self.form.values())
        self.refresh()

    def _complain(self, error: UserError) -> None:
        self._message.setText(str(error))
        self._message.show()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _choose(self) -> None:
        if path := dialogs.open_file(self, "Pilih gambar lambang", PICTURES):
            self.set_arms(path)

    def _arms_panel(self) -> QFrame:
        panel = QFrame()
        panel.setObjectName("panel")
        panel.setFixedWidth(240)
        choose = QPushButton("Pilih &gambar…")
        choose.setObjectName("choose_arms")
        choose.clicked.connect(self._choose)
        back = QPushButton("Pakai lambang n&etral")
        back.setObjectName("neutral_arms")
        back.clicked.connect(lambda _checked=False: self.set_arms(None))
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(label("Lambang", "title"))
        inside.addWidget(self._picture, alignment=Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(label("PNG atau JPEG, tercetak setinggi kira-kira 2 cm.", "quiet", wrap=True))
        inside.addWidget(self._message)
        inside.addWidget(choose)
        inside.addWidget(back)
        inside.addStretch(1)
        set_look(choose, "main")
        return panel
