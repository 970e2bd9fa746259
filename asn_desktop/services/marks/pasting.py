"""Two columns as they are pasted, name or NIP and mark: who each line is within the event."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import FormerNip, Participant, Person
from asn_desktop.domain import marks, names, nip, typed
from asn_desktop.domain.errors import UserError
from asn_desktop.services import results
from asn_desktop.services.imports.cells import is_damaged
from asn_desktop.services.participants.people import LEAST_LIKENESS, STRONG_LIKENESS

SURE, LIKELY, UNKNOWN = "cocok", "mirip", "tidak_dikenal"
DOUBLE, HEAD = "kembar", "judul"
KINDS = {
    SURE: "✓ Cocok",
    LIKELY: "? Mirip, pastikan",
    UNKNOWN: "✗ Tidak dikenal",
    DOUBLE: "✗ Tertulis dua kali",
    HEAD: "– Judul kolom",
}


class PastedLine(NamedTuple):
    """`participant_id` is a proposal for LIKELY. `problem` says what is wrong and what to do."""

    number: int
    who: str  # as pasted
    mark_text: str
    kind: str
    participant_id: int | None
    name: str
    value: float | None
    problem: str

    @property
    def usable(self) -> bool:
        return self.kind == SURE and self.value is not None and not self.problem


class _Listed(NamedTuple):
    id: int
    person_id: int
    name: str
    key: str


def read_pasted(session: Session, event_id: int, text: str) -> list[PastedLine]:
    """Every line that is not empty; nothing is written. More columns do no harm: the last one is the mark."""
    event = _Event(session, event_id)
    found: list[PastedLine] = []
    for number, cells in enumerate(_cells(text), 1):
        if any(cells):
            found.append(event.line(number, cells, is_first=not found))
    return _without_doubles(found)


def _cells(text: str) -> list[list[str]]:
    """Of a block copied from a spreadsheet, or of lines with semicolons."""
    plain = typed.clean(text)
    lines = csv.reader(io.StringIO(plain), delimiter="\t" if "\t" in plain else ";")
    try:
        return [[" ".join(cell.split()) for cell in line] for line in lines]
    except csv.Error:
        raise UserError(
            "Tempelan ini bukan dua kolom: ada satu sel yang terlalu panjang. Salin lagi kolom nama atau NIP "
            "beserta nilainya. Tidak ada yang berubah."
        ) from None


class _Event:
    """Those who may get a mark, and everybody else who may be meant."""

    def __init__(self, session: Session, event_id: int) -> None:
        self._session = session
        found = session.execute(
            select(Participant, Person)
            .join(Person, Person.id == Participant.person_id)
            .where(Participant.event_id == event_id, Participant.role == results.MAIN_ROLE)
            .order_by(Participant.position, Participant.id)
        ).all()
        self._by_nip: dict[str, _Listed] = {}
        self._by_name: dict[str, list[_Listed]] = defaultdict(list)
        by_person = {}
        for p, who in found:
            printed = names.printed(who.name, who.gelar_depan, who.gelar_belakang)
            listed = by_person[who.id] = _Listed(p.id, who.id, printed, who.name_key or names.key(who.name))
            self._by_name[_sorted(listed.key)].append(listed)
            if who.nip:
                self._by_nip[who.nip] = listed
        self._keys = list(self._by_name)
        for old, person_id in session.execute(
            select(FormerNip.nip, FormerNip.person_id).where(FormerNip.person_id.in_(by_person))
        ):
            self._by_nip.setdefault(old, by_person[person_id])

    def line(self, number: int, cells: Sequence[str], is_first: bool) -> PastedLine:
        *before, mark_text = cells
        digits = next((d for d in map(nip.clean, before) if nip.looks_like_nip(d)), "")
        who = _who(before)
        wrong = marks.trouble(mark_text)
        line = PastedLine(number, digits or who, mark_text, UNKNOWN, None, "", None, "")
        if not before:
            return line._replace(
                who=mark_text,
                mark_text="",
                problem="Hanya satu kolom. Salin dua kolom: nama atau NIP, lalu nilainya.",
            )
        if is_first and wrong and not any(c.isdigit() for c in mark_text) and not digits:
            return line._replace(kind=HEAD, problem="Baris judul, tidak dipakai.")
        line = self._known(line, digits, who)
        if wrong:
            return line._replace(problem=f"{wrong} {line.problem}".strip())
        if not mark_text:
            return line._replace(problem=f"Nilainya kosong. {line.problem}".strip())
        return line._replace(value=marks.read(mark_text))

    def _known(self, line: PastedLine, digits: str, who: str) -> PastedLine:
        if digits:
            return self._numbered(line, digits, who)
        if is_damaged(who):
            return line._replace(
                problem="NIP rusak oleh Excel: digit akhirnya hilang. Pilih orangnya, atau pakai kolom nama."
            )
        key = names.key(who)
        same = self._by_name.get(_sorted(key), [])
        if len(same) == 1:
            return line._replace(kind=SURE, participant_id=same[0].id, name=same[0].name)
        if same:
            return line._replace(
                problem=f"Ada {len(same)} peserta bernama {same[0].name}. Pilih orangnya, atau pakai NIP."
            )
        return self._likely(line, key)

    def _numbered(self, line: PastedLine, digits: str, who: str) -> PastedLine:
        """By NIP, unless the line names another participant."""
        listed = self._by_nip.get(digits)
        if listed is None:
            return line._replace(problem=self._stranger(digits))
        line = line._replace(kind=SURE, participant_id=listed.id, name=listed.name)
        named = self._by_name.get(_sorted(names.key(who)), [listed])
        if listed in named:
            return line
        told = f"NIP ini milik {listed.name}, tetapi tertulis {named[0].name}. Pastikan orangnya."
        return line._replace(kind=LIKELY, problem=told)

    def _likely(self, line: PastedLine, key: str) -> PastedLine:
        best = process.extract(
            _sorted(key), self._keys, scorer=fuzz.ratio, limit=2, score_cutoff=LEAST_LIKENESS
        )
        near = [listed for name, _, _ in best for listed in self._by_name[name]]
        is_clear = len(best) == 1 or (best and best[0][1] >= STRONG_LIKENESS and best[0][1] > best[1][1])
        if near and is_clear and len(self._by_name[best[0][0]]) == 1:
            return line._replace(
                kind=LIKELY,
                participant_id=near[0].id,
                name=near[0].name,
                problem="Nama mirip tetapi tidak sama. Pastikan orangnya.",
            )
        return line._replace(problem=self._stranger("", key))

    def _stranger(self, digits: str, key: str = "") -> str:
        wanted = Person.nip == digits if digits else Person.name_key == key
        known = (
            self._session.scalars(select(Person).where(wanted).limit(1)).first() if digits or key else None
        )
        if known is not None:
            return (
                f"{known.name} tercatat sebagai pegawai, tetapi bukan peserta kegiatan ini. "
                "Tambahkan sebagai peserta dahulu, atau lewati."
            )
        return "Tidak ada peserta seperti ini. Pilih orangnya, atau lewati baris ini."


def _who(cells: Sequence[str]) -> str:
    """The cell with most letters; a running number is nobody."""
    return max(cells, key=lambda c: (sum(map(str.isalpha, c)), len(c)), default="")


def _sorted(key: str) -> str:
    return " ".join(sorted(key.split()))


def _without_doubles(lines: Sequence[PastedLine]) -> list[PastedLine]:
    """A second mark for the same person is not taken, and says so."""
    first: dict[int, int] = {}
    out = []
    for line in lines:
        before = first.setdefault(line.participant_id or 0, line.number) if line.kind == SURE else line.number
        if before == line.number:
            out.append(line)
            continue
        twice = f"Orang yang sama sudah ada di baris {before}. Lewati salah satunya."
        out.append(line._replace(kind=DOUBLE, problem=f"{line.problem} {twice}".strip()))
    return out
