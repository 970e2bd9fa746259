"""What a list of participants turns into: who each line is, and what the clerk decided."""

from __future__ import annotations

from typing import Any, NamedTuple

NIP, NAMA, NIP_RUSAK, LUAR = "nip", "nama", "nip_rusak", "luar"
KEMBAR, TIDAK_DIKENAL, DITOLAK = "kembar", "tidak_dikenal", "ditolak"
PAKAI, BARU, LEWATI = "pakai", "baru", "lewati"
# What each kind means, for the screen and the command line.
KINDS = {
    NIP: "Cocok menurut NIP",
    NAMA: "Cocok menurut nama, pastikan orangnya",
    NIP_RUSAK: "NIP rusak oleh Excel, pastikan orangnya",
    LUAR: "Peserta dari luar, tanpa NIP",
    KEMBAR: "Orang yang sama tercantum dua kali",
    TIDAK_DIKENAL: "NIP benar tetapi belum tercatat",
    DITOLAK: "Tidak dapat dipakai",
}


class Candidate(NamedTuple):
    """`score` 0..100 weighs name, unit and what is left of a damaged NIP."""

    person_id: int
    name: str
    nip: str
    unit: str
    score: int


class Match(NamedTuple):
    """One line of the list. `person_id` is sure for kind nip, a proposal for nama and nip_rusak.

    `draft` is what the list says of the person, by column of Person (`unit` is a name).
    """

    row_number: int
    listed_name: str
    listed_nip: str
    unit: str
    golongan: str
    jabatan: str
    score_value: float | None
    note: str
    kind: str
    person_id: int | None
    candidates: list[Candidate]
    message: str
    duplicate_of: int | None
    role: str
    result: str
    draft: dict[str, Any]

    @property
    def needs_decision(self) -> bool:
        """Only the clerk can say who this is."""
        return self.kind in {NAMA, NIP_RUSAK} or (self.kind == TIDAK_DIKENAL and bool(self.candidates))


class Decision(NamedTuple):
    """`action` is pakai (use `person_id`, else the proposal), baru (a new person) or lewati.

    `result` and `score` None mean: as the list says.
    """

    match: Match
    action: str
    person_id: int | None = None
    result: str | None = None
    score: float | None = None


class AddedSummary(NamedTuple):
    added: int
    skipped: list[tuple[int, str]]  # row number and reason


def propose(match: Match) -> Decision | None:
    """What happens to a line without the clerk; None where somebody must decide."""
    if match.needs_decision:
        return None
    if match.kind == NIP:
        return Decision(match, PAKAI, match.person_id)
    if match.kind in {TIDAK_DIKENAL, LUAR}:
        return Decision(match, BARU)
    return Decision(match, LEWATI)
