"""One row of a list of participants, and what is decided about it."""

from __future__ import annotations

from dataclasses import dataclass

from asn_desktop.domain import nip
from asn_desktop.services.participants import Match, propose
from asn_desktop.ui.kit.table import Column

KINDS = {
    "nip": "✓ NIP cocok",
    "nama": "? Nama mirip",
    "nip_rusak": "? NIP rusak",
    "luar": "+ Orang luar",
    "kembar": "= Ganda",
    "tidak_dikenal": "? Belum ada",
    "ditolak": "✗ Keliru",
}
MAY_BE_NEW = {"luar", "tidak_dikenal", "nama", "nip_rusak"}
FILTERS = {
    "semua": "Semua",
    "putuskan": "? Perlu diputuskan",
    "tambah": "✓ Ditambahkan",
    "lewati": "Dilewati",
}


@dataclass
class Line:
    """One row of the list with what is decided about it; no action yet: to be decided."""

    match: Match
    action: str = ""
    person_id: int | None = None

    @property
    def id(self) -> int:
        return self.match.row_number

    @property
    def is_open(self) -> bool:
        return not self.action

    @property
    def outcome(self) -> str:
        m = self.match
        if self.action == "pakai":
            found = next((c for c in m.candidates if c.person_id == self.person_id), None)
            return f"✓ {found.name} · {nip.spaced(found.nip)}" if found else f"✓ {m.listed_name}"
        if self.action == "baru":
            return "+ ditambahkan sebagai orang baru"
        return "– dilewati" if self.action == "lewati" else "? pilih di sebelah kanan"

    @property
    def tone(self) -> str:
        return {"pakai": "good", "baru": "news", "lewati": "quiet"}.get(self.action, "warn")


COLUMNS = [
    Column("Baris", "id", width=5),
    Column("Nama dalam daftar", "match.listed_name", width=28),
    Column("Keadaan", lambda line: KINDS.get(line.match.kind, line.match.kind), width=13),
    Column("Menjadi peserta", "outcome", width=44, tone=lambda line: line.tone),
    Column("NIP dalam daftar", "match.listed_nip", width=20),
    Column("Unit dalam daftar", "match.unit", width=22),
]


def proposed(match: Match) -> Line:
    made = propose(match)
    return Line(match, made.action, made.person_id or match.person_id) if made else Line(match)


def belongs(line: Line, name: str) -> bool:
    match name:
        case "putuskan":
            return line.is_open
        case "tambah":
            return line.action in ("pakai", "baru")
        case "lewati":
            return line.action == "lewati"
    return True
