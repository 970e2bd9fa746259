"""The templates of certificates, shown with invented data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from asn_desktop.domain import dates
from asn_desktop.domain.certificates import Certificate, Subject
from asn_desktop.domain.terbilang import terbilang
from asn_desktop.services import office, printing, templates
from asn_desktop.services.printing import Options, Sheet
from asn_desktop.ui.kit.preview import Preview
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.text import label

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

NAME = int(Qt.ItemDataRole.UserRole)
CURRICULUM = (
    Subject("Dasar", "Kebijakan pengembangan kompetensi ASN", 4),
    Subject("Dasar", "Etika dan integritas", 4),
    Subject("Inti", "Penyusunan rencana kerja", 12),
    Subject("Inti", "Praktik penyusunan dokumen", 16),
    Subject("Penunjang", "Evaluasi dan tindak lanjut", 4),
)
# Nobody's data: the digits of the NIP are none that was ever given.
INVENTED = {
    "nomor": "800.1.4/0007/CONTOH/2026",
    "nama": "Dr. Nama Contoh Peserta, S.E., M.Si.",
    "nip": "19800101 200501 1 999",
    "tempat_tanggal_lahir": "Kota Contoh, 1 Januari 1980",
    "pangkat_golongan": "Penata Tingkat I (III/d)",
    "jabatan": "Analis Sumber Daya Manusia Aparatur Ahli Muda",
    "unit_kerja": "Bidang Pengembangan Kompetensi",
    "peran": "peserta",
    "nilai": "88,5",
    "predikat": "Memuaskan",
    "pelatihan": "Pelatihan Contoh Penyusunan Rencana Kerja",
    "angkatan": "Angkatan I",
    "kode": "CONTX-XXXXX",
    "ttd_jabatan": "KEPALA BADAN,",
    "ttd_nama": "Nama Contoh Pejabat, S.H., M.H.",
    "ttd_pangkat": "Pembina Utama Muda",
    "ttd_nip": "19700101 199501 1 999",
    "ttd2_jabatan": "Kepala Bidang,",
    "ttd2_nama": "Nama Contoh Penyelenggara, S.Sos.",
    "ttd2_pangkat": "Pembina",
    "ttd2_nip": "19750101 200001 2 999",
}
# What else is said where nobody was trained, but mentored.
MENTORED = {
    "pelatihan": "Mentoring Contoh Kepala Seksi",
    "angkatan": "",
    "peran": "mentee",
    "jenis_kegiatan": "Mentoring",
    "bersama": "Dra. Nama Contoh Mentor, M.Si. (mentor)",
    "tujuan": "Mampu menyusun rencana kerja tahunan dan membimbing staf",
    "kompetensi": "Integritas, Kerja Sama",
    "pertemuan": "8 kali, seluruhnya 720 menit",
}


def invented(session: Session, name: str, today: date) -> Sheet:
    """A certificate of nobody, with the words and arms of the office."""
    about = office.get(session)
    total = sum(subject.jp for subject in CURRICULUM)
    graded = name == "sttp"
    values = INVENTED | {
        "instansi_penerbit": about.name,
        "dasar": about.basis.replace("{instansi_penerbit}", about.name),
        "instansi": about.government,
        "penyelenggara": about.organiser,
        "tempat": about.place,
        "tahun": str(today.year),
        "tanggal_pelatihan": dates.span(today, today),
        "jp": str(total),
        "jp_terbilang": terbilang(total),
        "putusan": "LULUS" if graded else "TELAH MENGIKUTI",
        "kualifikasi": "dengan predikat Memuaskan" if graded else "",
        "ttd_tempat_tanggal": f"{about.place}, {dates.long(today)}",
    }
    mentored = name == templates.STATEMENT
    shown = Certificate(
        values | MENTORED if mentored else values,
        () if mentored else CURRICULUM,
        "CONTOH: BUKAN SERTIFIKAT",
    )
    return Sheet(templates.current(name), templates.arms(session), shown)


class TemplatesPage(QWidget):
    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self.names = QListWidget()
        self.names.setObjectName("templates")
        self.names.setAccessibleName("Templat")
        self.names.setFixedWidth(240)
        for row in templates.rows():
            item = QListWidgetItem(row.title)
            item.setData(NAME, row.name)
            item.setSizeHint(QSize(0, 36))
            self.names.addItem(item)
        self.preview = Preview(runner)
        side = QVBoxLayout()
        side.addWidget(label("Templat sertifikat", "title"))
        side.addWidget(label("Pratinjau memakai data rekaan.", "quiet", wrap=True))
        side.addWidget(self.names, 1)
        side.addWidget(
            label(
                "Sertifikat yang sudah terbit tetap memakai edisi templatnya sendiri.",
                "quiet",
                wrap=True,
            )
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 12)
        layout.setSpacing(12)
        layout.addLayout(side)
        layout.addWidget(self.preview, 1)
        self.setFocusProxy(self.names)
        self.names.currentRowChanged.connect(lambda _place: self.show_current())
        self.names.setCurrentRow(0)

    def show_current(self) -> None:
        if self.names.currentRow() < 0:
            return
        name = str(self.names.currentItem().data(NAME))
        self._runner.read(
            lambda s: printing.preview_pdf([invented(s, name, date.today())], Options()),
            self.preview.show_pdf,
            refused=lambda error: self.preview.say(str(error)),
            owner=self,
            latest="template",
        )
