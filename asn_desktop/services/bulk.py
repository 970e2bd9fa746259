"""Changes one field of many people: shown before and after, checked as the form checks, one action."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from asn_desktop.db import history
from asn_desktop.db.tables import Person, Unit
from asn_desktop.domain import names
from asn_desktop.domain.errors import Cancelled, InvalidInput
from asn_desktop.services import employees, reference
from asn_desktop.services.employees import EmployeeForm
from asn_desktop.services.trail import words
from asn_desktop.services.trail.naming import Names
from asn_desktop.services.trail.values import Values

Progress = Callable[[int, int, str], bool]
SET, CLEAR, REPLACE = "isi", "kosongkan", "ganti"
CHANGED, UNCHANGED, REFUSED = "berubah", "sama", "ditolak"
PIECE = 2000  # people between two reports of progress

DATES = ("tmt_golongan", "tmt_jabatan", "tmt_cpns", "tmt_pns")
CODED = ("status", "golongan", "jenis_jabatan", "kedudukan", "agama", "kawin", "pendidikan")
TEXTS = (
    "jabatan",
    "instansi",
    "gelar_depan",
    "gelar_belakang",
    "birth_place",
    "pendidikan_nama",
    "tahun_lulus",
    "address",
    "note",
)
SETTABLE = ("unit_id", *CODED, *TEXTS, *DATES, "sex")
CLEARABLE = tuple(name for name in (*SETTABLE, "phone", "email", "nik", "nip_lama") if name != "status")
SEARCHABLE = ("name", *TEXTS, "phone", "email")
FIELDS = {SET: SETTABLE, CLEAR: CLEARABLE, REPLACE: SEARCHABLE}
_COLUMNS = tuple(f.name for f in fields(EmployeeForm) if f.name != "former_nips")


@dataclass(frozen=True)
class Change:
    """SET writes `value`, CLEAR empties, REPLACE writes `new` wherever `find` stands, letter by letter."""

    field: str
    kind: str = SET
    value: Any = None
    find: str = ""
    new: str = ""
    match_case: bool = False

    @property
    def title(self) -> str:
        return words.column("person", self.field)


class BulkRow(NamedTuple):
    """`outcome` is CHANGED, UNCHANGED or REFUSED; `remark` says why, or what looks wrong but may be kept."""

    id: int
    printed_name: str
    nip: str
    before: str
    after: str
    outcome: str
    remark: str


class Preview(NamedTuple):
    rows: tuple[BulkRow, ...]
    changed: int
    unchanged: int
    refused: int
    warned: int  # among those changed


def offered(kind: str) -> dict[str, str]:
    """Field and title, in the order of the form."""
    return {name: words.column("person", name) for name in words.PERSON if name in FIELDS[kind]}


def choices(session: Session, field: str) -> dict[Any, str] | None:
    """What a field with codes may hold; None for one that is typed."""
    if field in CODED:
        known = reference.names(session, field)
        return {code: code if field == "golongan" else name for code, name in known.items()}
    return {"L": "Laki-laki", "P": "Perempuan"} if field == "sex" else None


def label(change: Change, count: int) -> str:
    """What the action is called in the trail."""
    verb = {SET: "Ubah", CLEAR: "Kosongkan", REPLACE: "Ganti teks pada"}[change.kind]
    return f"{verb} {change.title} {words.counted(count)} pegawai"


def preview(
    session: Session, ids: Sequence[int], change: Change, today: date, progress: Progress | None = None
) -> Preview:
    """In the order of `ids`; people who are gone are left out. Raises InvalidInput by `Change` field."""
    _check(session, change)
    said = Values(session, named := Names(session)).said
    found: list[BulkRow] = []
    for done, rows in _pieces(session, ids):
        _tell(progress, done, len(ids), "Memeriksa")
        if change.field == "unit_id":
            keys = {row["unit_id"] for row in rows} | {change.value}
            named.learn(("unit", key) for key in keys if key is not None)
        for row in rows:
            after, outcome, remark = _one(row, change, today)
            found.append(
                BulkRow(
                    row["id"],
                    names.printed(row["name"], row["gelar_depan"], row["gelar_belakang"]),
                    row["nip"] or "",
                    said("person", change.field, row[change.field]),
                    said("person", change.field, after),
                    outcome,
                    remark,
                )
            )
    _tell(progress, len(ids), len(ids), "Memeriksa")
    place = {key: n for n, key in enumerate(ids)}
    found.sort(key=lambda row: place[row.id])
    counts = {kind: sum(row.outcome == kind for row in found) for kind in (CHANGED, UNCHANGED, REFUSED)}
    warned = sum(row.outcome == CHANGED and bool(row.remark) for row in found)
    return Preview(tuple(found), counts[CHANGED], counts[UNCHANGED], counts[REFUSED], warned)


def apply(
    session: Session, ids: Sequence[int], change: Change, today: date, progress: Progress | None = None
) -> int:
    """Returns how many people changed; who is refused stays as he is. Raises InvalidInput and Cancelled."""
    _check(session, change)
    changed = 0
    for done, rows in _pieces(session, ids):
        _tell(progress, done, len(ids), "Mengubah")
        wanted = []
        for row in rows:
            after, outcome, _remark = _one(row, change, today)
            if outcome == CHANGED:
                wanted.append((row["id"], _values(change.field, after)))
        changed += history.update_rows(session, Person, wanted)
    _tell(progress, len(ids), len(ids), "Mengubah")
    return changed


def _pieces(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, list[Mapping[str, Any]]]]:
    """How many come before, and whole rows."""
    for start in range(0, len(ids), PIECE):
        yield start, list(history.rows_by_id(session, Person, ids[start : start + PIECE]))


def _tell(progress: Progress | None, done: int, total: int, text: str) -> None:
    if progress and not progress(done, total, text):
        raise Cancelled


def _values(field: str, after: Any) -> dict[str, Any]:
    return {"name": after, "name_key": names.key(after)} if field == "name" else {field: after}


def _check(session: Session, change: Change) -> None:
    problems = {}
    if change.field not in FIELDS[change.kind]:
        problems["field"] = "Pilih isian yang akan diubah."
    elif change.kind == REPLACE and not change.find:
        problems["find"] = "Isi teks yang dicari."
    elif change.kind == SET:
        allowed = choices(session, change.field)
        if change.value in (None, ""):
            problems["value"] = "Isi nilai yang baru, atau pilih Kosongkan."
        elif allowed is not None and change.value not in allowed:
            problems["value"] = "Pilih nilai dari daftar."
        elif change.field == "unit_id" and session.get(Unit, change.value) is None:
            problems["value"] = "Pilih unit dari daftar."
    if problems:
        raise InvalidInput(problems)


def _one(row: Mapping[str, Any], change: Change, today: date) -> tuple[Any, str, str]:
    """The new value, the outcome and a remark; only what the change itself makes wrong counts against it."""
    before = EmployeeForm(**{name: row[name] for name in _COLUMNS})
    after = employees.tidied(_changed(before, change))
    value = getattr(after, change.field)
    if value == row[change.field]:
        return value, UNCHANGED, ""
    new = {
        k: v for k, v in employees.faults(after, today).items() if k not in employees.faults(before, today)
    }
    if new:
        return value, REFUSED, " ".join(new.values())
    known = {words for told in employees.warnings(None, before, today).values() for words in told}
    told = [w for said in employees.warnings(None, after, today).values() for w in said if w not in known]
    return value, CHANGED, " ".join(told)


def _changed(form: EmployeeForm, change: Change) -> EmployeeForm:
    values = {name: getattr(form, name) for name in _COLUMNS}
    old = values[change.field]
    if change.kind == SET:
        new = change.value.strip() if isinstance(change.value, str) else change.value
    elif change.kind == CLEAR:
        new = None if change.field in (*DATES, "unit_id") else ""
    else:
        flags = re.NOFLAG if change.match_case else re.IGNORECASE
        new = re.sub(re.escape(change.find), lambda _found: change.new, old, flags=flags)
    return EmployeeForm(**values | {change.field: new})
