"""All papers of an event with their numbers, and what each still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.domain import dates
from asn_desktop.domain.typed import sought
from asn_desktop.services import office, results
from asn_desktop.services.papers import facts, honoraria, records, saving
from asn_desktop.services.papers.facts import Facts
from asn_desktop.services.papers.kinds import KINDS, Kind
from asn_desktop.services.papers.letters import letter
from asn_desktop.services.papers.saving import PaperForm

TRAINERS = frozenset(kind.code for kind in KINDS.values() if kind.whom == "narasumber")
NEED_PEOPLE = frozenset(KINDS) - TRAINERS - {"jadwal", "laporan", "undangan", "daftar_penerima"}
NEED_SESSIONS = frozenset(["jadwal", "daftar_hadir", "daftar_hadir_harian", "daftar_hadir_narasumber"])
NEED_RESULTS = frozenset(["berita_acara", "rekap_nilai", "laporan"])
EXPECTED = ("kendala", "tindak_lanjut")  # that no program can word


class PaperRow(NamedTuple):
    """`lacks` are words for what is missing; a paper that lacks something can be printed all the same."""

    kind: str
    title: str
    number: str
    numbered: bool  # takes a number at all
    dated: date | None
    signatory: str
    lacks: tuple[str, ...]
    worded: bool

    @property
    def state(self) -> str:
        return "✓ Siap" if not self.lacks else "! Kurang: " + ", ".join(self.lacks)

    @property
    def words(self) -> str:
        """All of it in a line, for where the columns are too narrow."""
        told = [f"{self.title} nomor {self.number}" if self.number else self.title]
        told += [f"tanggal {dates.long(self.dated)}"] if self.dated else []
        told += [f"penanda tangan {self.signatory}"] if self.signatory else []
        return " · ".join([*told, self.state])


def rows(session: Session, event_id: int, today: date) -> list[PaperRow]:
    found = facts.event(session, event_id)
    forms = saving.papers(session, event_id)
    undecided = sum(
        row.role == results.MAIN_ROLE and not row.result for row in results.rows(session, event_id)
    )
    issued = len(records.certificates(session, event_id, found))
    return [
        _row(session, event_id, kind, forms[kind.code], found, today=today, counts=(undecided, issued))
        for kind in KINDS.values()
    ]


def _row(
    session: Session,
    event_id: int,
    kind: Kind,
    form: PaperForm,
    found: Facts,
    *,
    today: date,
    counts: tuple[int, int],
) -> PaperRow:
    day = form.dated or (today if kind.worded else found.event.ends_on)  # as the papers are signed
    who = form.signatory_id or facts.signatory_for(session, event_id, day)
    name = facts.signature(session, who, None).name if who and kind.signed else ""
    undecided, issued = counts
    lacks = []
    if kind.code in NEED_PEOPLE and not found.event.people:
        lacks.append("peserta")
    if kind.code in TRAINERS and not found.event.trainers:
        lacks.append("narasumber")
    elif kind.code == "honorarium":
        texts = letter(session, event_id, kind.code, today, read=found).texts
        lacks += honoraria.lacks(honoraria.lines(session, event_id, found, texts))
    if kind.code in NEED_SESSIONS and not found.event.sessions:
        lacks.append("jadwal")
    if kind.code in NEED_RESULTS and undecided:
        lacks.append(f"hasil {undecided} peserta")
    if kind.code == "daftar_penerima" and not issued:
        lacks.append("sertifikat yang terbit")
    if kind.numbered and not form.number:
        lacks.append("nomor")
    if kind.signed and not who:
        lacks.append("penanda tangan")
    elif kind.signed and who and not facts.in_office(session, who, day):
        lacks.append("pejabat yang menjabat pada tanggalnya")
    if (
        kind.code == "undangan"
        and not letter(session, event_id, kind.code, today, read=found).texts["tempat"]
    ):
        lacks.append("tempat")
    if kind.code == "surat_tugas" and not letter(session, event_id, kind.code, today, read=found).assigned():
        lacks.append("orang yang ditugaskan")
    if kind.code == "laporan":
        lacks += [f.label.lower() for f in kind.fields if f.name in EXPECTED and not form.texts.get(f.name)]
    return PaperRow(
        kind.code, kind.title, form.number, kind.numbered, form.dated, name, tuple(lacks), kind.worded
    )


def matching(session: Session, event_id: int, text: str) -> list[int]:
    """Participants who have every word of `text` in name, NIP, jabatan or unit; all for an empty one."""
    words = [word.casefold() for word in sought(text)]
    return [
        row.id
        for row in results.rows(session, event_id)
        if row.role == results.MAIN_ROLE
        and all(word in f"{row.name} {row.nip} {row.jabatan} {row.unit}".casefold() for word in words)
    ]


def signatories(session: Session) -> Sequence[tuple[int, str]]:
    """Id and words of those who may sign."""
    return [(row.id, f"{row.name} – {row.title}") for row in office.signatories(session)]
