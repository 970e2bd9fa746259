"""Checks every row of a staff list and says what importing it would change; nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from asn_desktop.domain import names, nip
from asn_desktop.domain.errors import Cancelled, InvalidInput
from asn_desktop.services import collector, units
from asn_desktop.services.imports import columns, known
from asn_desktop.services.imports.cells import Trouble, plain
from asn_desktop.services.imports.columns import ReadRow
from asn_desktop.services.imports.known import Known, label
from asn_desktop.services.imports.rows import (
    BARU,
    BERUBAH,
    DITOLAK,
    SAMA,
    Checked,
    CheckedRow,
    Edits,
    ImportSource,
    Progress,
    summary,
)

STEP = 2000  # rows between two reports of progress
FROM_NIP = ("status", "sex", "birth_date")  # taken from the NIP where neither list nor database has them
AS_WRITTEN = ("name", "gelar_depan", "gelar_belakang")
TEXT = "Memeriksa baris"


def check(  # noqa: PLR0917 - all of it is asked for by every caller
    session: Session,
    source: ImportSource,
    fields: Sequence[str | None],
    today: date,
    edits: Edits | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Read each row by `fields` (a field key or None per column), with the clerk's `edits` in place of cells.

    People are known again by NIP. An empty cell never erases what the database has, a column that the list
    does not have is left alone, and a name all in capitals counts as the same name. Raises InvalidInput when
    name or NIP are not mapped, Cancelled when `progress` returns False.
    """
    _require(fields)
    body = source.table.body
    total = len(body)

    def report(done: int) -> bool:
        return progress is None or progress(done, total, TEXT)

    with collector.resting():
        judge = _Judge(known.load(session), today)
        picked = columns.pick(body, fields, edits or {})
        numbers = [row.number for row in body]
        rows = []
        read = columns.read(numbers, picked, known.codes(session), today, lambda: report(0))
        for done, row in enumerate(read):
            if done % STEP == 0 and not report(done):
                raise Cancelled
            rows.append(judge.judge(row))
    report(total)
    return Checked(rows, list(source.skipped), summary(rows), judge.versions)


def _require(fields: Sequence[str | None]) -> None:
    missing = {}
    if not {"name", "name_nip"} & set(fields):
        missing["name"] = "Belum ada kolom untuk Nama. Tentukan kolomnya."
    if not {"nip", "name_nip"} & set(fields):
        missing["nip"] = "Belum ada kolom untuk NIP. Tentukan kolomnya."
    if missing:
        raise InvalidInput(missing)


class _Judge:
    """Decides what becomes of each row: new, changed, same or rejected."""

    def __init__(self, known: Known, today: date) -> None:
        self.known = known
        self.versions: dict[int, int] = {}
        self._today = today
        self._rows: dict[str, int] = {}  # NIP (the present one of a known person) -> row

    def judge(self, row: ReadRow) -> CheckedRow:
        person = None if row.nip is None else self._person(row, row.nip)
        listed_nip, listed_name = row.listed
        name = row.values.get("name") or plain(listed_name)
        if row.nip is None or (row.problems and row.is_wrong):
            digits = row.nip.digits if row.nip else plain(listed_nip)
            return CheckedRow(row.number, DITOLAK, name, digits, row.values, row.problems, [], None)
        self._warn(row, row.nip)
        if person is None:
            return self._new(row, row.nip, name)
        return self._known_person(row, row.nip, person, name)

    def _person(self, row: ReadRow, found: nip.Nip) -> Mapping[str, Any] | None:
        """Who has this NIP now or had it before; a second row for the same NIP is an error."""
        people, digits = self.known.people, found.digits
        present = digits if digits in people else self.known.former.get(digits, digits)
        if present != digits:
            text = (
                f"NIP {digits} adalah NIP {people[present]['name']} yang dahulu; NIP {present} tetap dipakai."
            )
            row.note("nip", Trouble("nip_former", text, False))
        first = self._rows.setdefault(present, row.number)
        if first != row.number:
            text = f"NIP {digits} sudah ada di baris {first}. Hapus salah satu atau betulkan NIP-nya."
            row.note("nip", Trouble("nip_duplicate_in_file", text))
        return people.get(present)

    def _warn(self, row: ReadRow, found: nip.Nip) -> None:
        values = row.values
        differences = nip.warnings(
            found,
            birth_date=values.get("birth_date"),
            sex=values.get("sex", ""),
            status=values.get("status", ""),
            tmt_cpns=values.get("tmt_cpns"),
            today=self._today,
        )
        for kind, text in differences:
            advice = f"{text} Cocokkan dengan SK; boleh disimpan bila memang demikian."
            row.note("nip", Trouble(kind, advice, False))

    def _new(self, row: ReadRow, found: nip.Nip, name: str) -> CheckedRow:
        values = row.values
        values["nip"] = found.digits
        for column, value in zip(FROM_NIP, (found.kind, found.sex, found.birth_date), strict=True):
            values.setdefault(column, value)
        if other := known.same_person(self.known, values):
            shown = names.printed(other["name"], other["gelar_depan"], other["gelar_belakang"])
            text = (
                f"mungkin orang yang sama dengan {shown} (NIP {other['nip'] or 'tidak ada'}) "
                "yang sudah tercatat. Bila NIP-nya berganti, ubah dahulu di layar Pegawai, lalu impor lagi."
            )
            row.note("name", Trouble("possible_same_person", text, False))
        return CheckedRow(row.number, BARU, name, found.digits, values, row.problems, [], None)

    def _known_person(self, row: ReadRow, found: nip.Nip, person: Mapping[str, Any], name: str) -> CheckedRow:
        for column, value in zip(FROM_NIP, (found.kind, found.sex, found.birth_date), strict=True):
            if person[column] in (None, "", "NON"):
                row.values.setdefault(column, value)
        new = {c: v for c, v in row.values.items() if person.get(c) != v and self._differs(row, person, c, v)}
        action = BERUBAH if new else SAMA
        changes = [(label(c), self._old(person, c), self.known.shown(c, v)) for c, v in new.items()]
        if new:
            self.versions[person["id"]] = person["version"]
        if "unit" in new and "parent_unit" in row.values:
            new["parent_unit"] = row.values["parent_unit"]
        return CheckedRow(row.number, action, name, found.digits, new, row.problems, changes, person["id"])

    def _differs(self, row: ReadRow, person: Mapping[str, Any], column: str, value: Any) -> bool:
        if column == "parent_unit":  # only says where a new unit belongs
            return False
        if column == "unit":
            return units.key(self._old(person, column)) != units.key(value)
        if column in AS_WRITTEN:
            # A list that shouts says nothing about capitals, so what the database has (`D'Amato`) stays.
            listed = row.listed[1]
            shouted = isinstance(listed, str) and listed.isupper()
            return not shouted or str(person[column]).casefold() != value.casefold()
        return True

    def _old(self, person: Mapping[str, Any], column: str) -> str:
        if column == "unit":
            return self.known.units.get(person["unit_id"], "")
        return self.known.shown(column, person[column])
