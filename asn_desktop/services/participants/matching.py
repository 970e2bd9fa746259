"""Says who each line of a list of participants is; nothing is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy.orm import Session

from asn_desktop.domain import marks, names, nip
from asn_desktop.domain.errors import InvalidInput
from asn_desktop.services import results, units
from asn_desktop.services.imports import columns, known
from asn_desktop.services.imports.cells import is_damaged, plain, read_nip
from asn_desktop.services.imports.columns import ReadRow
from asn_desktop.services.imports.rows import Edits, ImportSource
from asn_desktop.services.participants.people import STRONG_LIKENESS, Found, People
from asn_desktop.services.participants.rows import (
    DITOLAK,
    KEMBAR,
    LUAR,
    NAMA,
    NIP,
    NIP_RUSAK,
    TIDAK_DIKENAL,
    Match,
)
from asn_desktop.spreadsheets.cells import Cell

_REMARK = re.compile(r"\s*\(([^)]*)\)\s*$")
_PASSED = {"lulus", "l", "ya", "lolos", "kompeten", "memenuhi"}
_FAILED = {"tidak lulus", "tl", "tidak", "tdk lulus", "belum lulus", "tidak kompeten", "gugur"}


def match(
    session: Session,
    source: ImportSource,
    fields: Sequence[str | None],
    today: date,
    edits: Edits | None = None,
) -> list[Match]:
    """By NIP; else by name and unit, for the clerk to confirm. A damaged NIP is never repaired.

    Raises InvalidInput when the name is not mapped.
    """
    if not {"name", "name_nip"} & set(fields):
        raise InvalidInput({"name": "Belum ada kolom untuk Nama. Tentukan kolomnya."})
    body = source.table.body
    picked = columns.pick(body, fields, edits or {})
    empty: list[Cell] = [""] * len(body)
    picked.setdefault("nip", empty)
    codes = known.codes(session)
    matcher = _Matcher(People(session), results.roles(session), today)
    rows = columns.read([row.number for row in body], picked, codes, today)
    marks = (picked.get(field, empty) for field in ("score", "result", "role"))
    found = [matcher.first_look(row, cells) for row, *cells in zip(rows, *marks, strict=True)]
    # Who is sure by NIP counts first, wherever in the list, so that a line without NIP is the double.
    sure = {m.row_number: matcher.note_double(m) for m in found if m.kind in {NIP, TIDAK_DIKENAL}}
    return [sure.get(m.row_number) or matcher.note_double(m) for m in found]


class _Matcher:
    def __init__(self, people: People, roles: dict[str, str], today: date) -> None:
        self._people = people
        self._roles = {name.casefold(): code for code, name in roles.items()} | {c: c for c in roles}
        self._today = today
        self._rows: dict[object, int] = {}  # a person, a NIP, or name and unit -> row

    def first_look(self, row: ReadRow, marks: Sequence[Cell]) -> Match:
        """What this line is by itself."""
        draft = _draft(row)
        score, score_message = _mark(marks[0])
        messages = [score_message] if score_message else []
        messages += [p.message for p in row.problems if p.field not in {"nip", "name"}]
        wrong_name = [p.message for p in row.problems if p.field == "name" and p.is_error]
        unit = str(draft.get("unit", ""))
        base = Match(
            row_number=row.number,
            listed_name=plain(row.listed[1]),
            listed_nip=plain(row.listed[0]),
            unit=unit,
            golongan=str(draft.get("golongan", "")),
            jabatan=str(draft.get("jabatan", "")),
            score_value=score,
            note=str(draft.get("note", "")),
            kind=DITOLAK,
            person_id=None,
            candidates=[],
            message="",
            duplicate_of=None,
            role=self._roles.get(plain(marks[2]).casefold(), results.MAIN_ROLE),
            result=_result(marks[1]),
            draft=draft,
        )
        if wrong_name:
            return base._replace(message=" ".join(wrong_name))
        seen = self._by_nip(base, row.nip) if row.nip else self._by_name(base, row)
        return seen._replace(message=" ".join([seen.message, *messages]).strip())

    def _by_nip(self, base: Match, found: nip.Nip) -> Match:
        base.draft["nip"] = found.digits
        person = self._people.by_nip.get(found.digits)
        key = names.key(base.listed_name)
        if person is None:
            close = self._people.candidates(key, base.unit, least=STRONG_LIKENESS)
            same = self._people.exact(close, key, base.unit)
            return base._replace(
                kind=TIDAK_DIKENAL,
                candidates=[c for c in close if c.person_id == same],
                message=f"Baris {base.row_number}: NIP {found.digits} belum ada di data pegawai."
                + (" Ada orang bernama dan berunit sama dengan NIP lain; pastikan NIP-nya." if same else ""),
            )
        return base._replace(kind=NIP, person_id=person.id, message=_remarks(base, key, found, person))

    def _by_name(self, base: Match, row: ReadRow) -> Match:
        key, where = names.key(base.listed_name), f"Baris {base.row_number}"
        damaged = is_damaged(row.listed[0])
        if not damaged and (person := self._people.by_nik.get(_nik(base))):
            return base._replace(
                kind=NAMA,
                person_id=person.id,
                candidates=self._people.candidates(person.name_key, person.unit)[:1],
                message=f"{where}: NIK sama dengan {person.name}. Pastikan orangnya.",
            )
        left = _surviving_digits(row.listed[0]) if damaged else ""
        close = self._people.candidates(key, base.unit, left)
        exact = self._people.exact(close, key, base.unit)
        base = base._replace(candidates=close, person_id=exact)
        if damaged:
            text = "NIP tersimpan sebagai angka sehingga digit akhirnya hilang."
            remedy = "Pastikan orangnya." if close else "Tidak ada nama yang mirip; betulkan NIP di daftar."
            return base._replace(kind=NIP_RUSAK, message=f"{where}: {text} {remedy}")
        if base.listed_nip and not _nik(base):
            _, trouble = read_nip(row.listed[0], self._today)
            text = f"{where}: {trouble.text if trouble else ''}"
            if close:
                return base._replace(kind=NAMA, message=f"{text} Pastikan orangnya menurut nama.")
            return base._replace(message=f"{text} Bila memang bukan ASN, kosongkan NIP-nya.")
        ours = not base.unit or units.key(base.unit) in self._people.units
        if close and ours:
            return base._replace(kind=NAMA, message=f"{where}: tanpa NIP. Pastikan orangnya menurut nama.")
        return base._replace(
            kind=LUAR, person_id=None, message=f"{where}: tanpa NIP, dicatat sebagai peserta dari luar."
        )

    def note_double(self, base: Match) -> Match:
        """The same line, or marked as the second one of the same person."""
        if base.kind == DITOLAK or (base.kind == NIP_RUSAK and base.person_id is None):
            return base
        name_unit = (names.key(base.listed_name), units.key(base.unit))
        identity: object = base.person_id or (base.draft["nip"] if base.kind == TIDAK_DIKENAL else name_unit)
        first = self._rows.setdefault(identity, base.row_number)
        if first == base.row_number:
            return base
        text = (
            f"Baris {base.row_number}: orang yang sama sudah ada di baris {first}, jadi baris ini dilewati."
        )
        return base._replace(kind=KEMBAR, duplicate_of=first, message=text)


def _draft(row: ReadRow) -> dict[str, Any]:
    """A remark in brackets behind the name (`Hasan Basri (Ketua RW 05)`) is what the person does."""
    draft = dict(row.values)
    name = str(draft.get("name", ""))
    if found := _REMARK.search(name):
        draft["name"] = name[: found.start()] or name
        draft["jabatan" if not draft.get("jabatan") else "note"] = found[1]
    return draft


def _remarks(base: Match, key: str, found: nip.Nip, person: Found) -> str:
    """What to look at although the NIP is sure."""
    texts = []
    if fuzz.token_sort_ratio(key, person.name_key) < STRONG_LIKENESS:
        texts.append(f"nama di daftar berbeda dengan data: {person.name}. Pastikan NIP-nya tidak tertukar.")
    if person.nip != found.digits:
        texts.append(f"NIP lama; NIP {person.name} sekarang {person.nip}.")
    if person.archived:
        texts.append(f"{person.name} sudah diarsipkan.")
    return f"Baris {base.row_number}: {' '.join(texts)}" if texts else ""


def _nik(base: Match) -> str:
    """A NIK in the column of NIK, or in that of NIP (`NIP/NIK`)."""
    digits = re.sub(r"\D", "", base.listed_nip)
    nik = str(base.draft.get("nik") or (digits if len(digits) == 16 else ""))
    if nik:
        base.draft["nik"] = nik
    return nik


def _surviving_digits(cell: Cell) -> str:
    """The leading digits that Excel kept, only to rank candidates."""
    number = cell.replace(",", ".") if isinstance(cell, str) else cell
    if not isinstance(number, str | int | float):
        return ""
    try:
        return str(int(float(number)))
    except (ValueError, OverflowError):
        return ""


def _mark(cell: Cell) -> tuple[float | None, str]:
    text = plain(cell)
    try:
        return marks.read(text), ""
    except ValueError:
        return None, f"Nilai “{text[:20]}” bukan angka 0 sampai 100, jadi tidak diambil."


def _result(cell: Cell) -> str:
    word = plain(cell).casefold()
    return "lulus" if word in _PASSED else "tidak_lulus" if word in _FAILED else ""
