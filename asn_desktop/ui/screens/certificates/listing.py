"""The certificates as issued, newest first, each with what is frozen on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from asn_desktop.domain import nip
from asn_desktop.domain.certificates import STATES, TOKENS
from asn_desktop.services import certificates
from asn_desktop.services.certificates import CertificateDetail, CertificateRow
from asn_desktop.services.proofs import KeyStore
from asn_desktop.ui.drafts import Reopens
from asn_desktop.ui.handout import Handout
from asn_desktop.ui.kit.actions import Action, Empty
from asn_desktop.ui.kit.chips import FilterBy
from asn_desktop.ui.kit.details import Details, Section
from asn_desktop.ui.kit.list_screen import Asked, ListScreen, Rows
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.navigation import Go
from asn_desktop.ui.record_history import record_history
from asn_desktop.ui.screens.certificates.correct import open_replace, open_revoke

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

MARKS = {"berlaku": "✓ Berlaku", "diganti": "→ Diganti", "dicabut": "✗ Dicabut"}
TONES = {"berlaku": "good", "diganti": "news", "dicabut": "bad"}
# Short labels for the panel; what is not named here stands elsewhere in it or is the same for all.
SHORT = {
    "pengganti": "Pengganti",
    "nama": "Nama",
    "nip": "NIP",
    "tempat_tanggal_lahir": "Lahir",
    "pangkat_golongan": "Pangkat",
    "jabatan": "Jabatan",
    "unit_kerja": "Unit kerja",
    "instansi": "Instansi",
    "peran": "Peran",
    "putusan": "Putusan",
    "nilai": "Nilai",
    "predikat": "Predikat",
    "pelatihan": "Pelatihan",
    "angkatan": "Angkatan",
    "penyelenggara": "Penyelenggara",
    "tanggal_pelatihan": "Waktu",
    "tempat": "Tempat",
    "jp": "JP",
    "jp_terbilang": "Terbilang",
    "ttd_tempat_tanggal": "Terbit di",
    "ttd_jabatan": "Penanda tangan",
    "ttd_nama": "Nama pejabat",
    "jenis_kegiatan": "Jenis",
    "bersama": "Bersama",
    "pertemuan": "Pertemuan",
    "kompetensi": "Kompetensi",
    "tujuan": "Tujuan",
    "kode": "Kode",
}
LABELS = {TOKENS[token]: words for token, words in SHORT.items()}
COLUMNS = [
    Column("Nomor", "number", width=28),
    Column("Nama", "name", width=30),
    Column(
        "Keadaan",
        "state",
        text=lambda state: MARKS.get(state, state),
        width=12,
        tone=lambda row: TONES.get(row.state, ""),
    ),
    Column("Terbit", "issued_on", width=10),
    Column("Pelatihan", "training", width=34),
    Column("NIP", "nip", text=nip.spaced, width=20),
    Column("Kode", "code", width=13),
]


def certificate_list(runner: Runner, go: Go, keys: KeyStore) -> ListScreen:
    details = Details("Pilih sertifikat untuk melihat isinya, persis seperti saat terbit.")

    def hand_out(ids: list[int]) -> None:
        row = screen.row()
        chosen = sorted(ids)  # in the order of their numbers
        title = row.name if row and len(ids) == 1 else ""
        page = Handout(runner, chosen, title)
        page.closed.connect(screen.close_page)
        screen.open_page(page)

    def show(certificate_id: int | None) -> None:
        screen.close_side(typed_too=False)
        if certificate_id is None:
            details.clear()
        else:
            runner.read(
                lambda s: certificates.detail(s, certificate_id),
                lambda found: _describe(details, found),
                owner=details,
                latest="detail",
            )

    def to_occasion(_ids: list[int]) -> None:
        row = screen.row()
        if row is not None and row.programme_id is not None:
            go("mentoring", ("programme", row.programme_id))
        elif row is not None:
            go("training", row.event_id)

    screen = ListScreen(
        runner,
        "certificate_list",
        COLUMNS,
        Rows(_read),
        noun="sertifikat",
        empty=Empty(
            "Belum ada sertifikat yang terbit. Sertifikat terbit dari kegiatan pelatihan atau "
            "program mentoring.",
            "&Buka pelatihan",
            lambda: go("training", None),
        ),
        actions=[
            Action("&Pratinjau dan cetak", hand_out, "Ctrl+P", "printer", needs=2, main=True),
            Action("&Ganti…", lambda ids: open_replace(screen, runner, keys, ids[0]), "Ctrl+G", "replace"),
            Action("&Cabut…", lambda ids: open_revoke(screen, runner, ids[0]), "Ctrl+Del", "ban"),
            Action("Buka &kegiatannya", to_occasion, "Ctrl+O", more=True),
            record_history(go, "certificate"),
        ],
        filters=[
            FilterBy("year", "Tahun", _years, many=False),
            FilterBy("state", "Keadaan", lambda _s: list(STATES.items()), many=False),
        ],
        side=details,
        hint="Cari nomor, nama, NIP, pelatihan, atau kode…",
    )
    screen.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    screen.selected.connect(show)
    Reopens(
        screen,
        {
            "replace": lambda draft: open_replace(screen, runner, keys, draft.record or 0),
            "revoke": lambda draft: open_revoke(screen, runner, draft.record or 0),
        },
    )
    screen.opened.connect(lambda certificate_id: hand_out([certificate_id]) if certificate_id else None)
    return screen


def _read(session: Session, asked: Asked) -> list[CertificateRow]:
    year, state = (asked.chosen.get(name) or (None,) for name in ("year", "state"))
    return certificates.rows(session, asked.text, year[0], None, state[0])


def _years(session: Session) -> list[tuple[int, str]]:
    return [(year, str(year)) for year in certificates.years(session)]


def _describe(details: Details, found: CertificateDetail) -> None:
    row = found.row
    state = MARKS.get(row.state, row.state) + (f": {row.reason}" if row.reason else "")
    details.show_record(
        row.name,
        row.number,
        [
            ("Keadaan", state),
            ("Menggantikan", found.replaces),
            ("Diganti oleh", found.replaced_by),
            *((LABELS[words], value) for words, value in found.pairs if words in LABELS),
            ("Templat", found.template),
            ("Sidik berkas", " ".join(found.sha256[n : n + 8] for n in range(0, 64, 8))),
        ],
        [
            Section(
                "Kurikulum seperti saat terbit",
                [
                    ("Mata pelatihan", "JP"),
                    *((subject.name, str(subject.jp)) for subject in found.curriculum),
                ],
                "Tanpa kurikulum.",
            )
        ],
    )
