"""Opens a list, and remembers how its columns were mapped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import ColumnMapping
from asn_desktop.domain import headers as header_words
from asn_desktop.domain.errors import UserError
from asn_desktop.services import collector
from asn_desktop.services.imports.cells import plain
from asn_desktop.services.imports.rows import ImportSource
from asn_desktop.spreadsheets import reading
from asn_desktop.spreadsheets.tables import Table, find_table

PEGAWAI, PESERTA = "pegawai", "peserta"
SAMPLES = 3
_ADDED = {"BARIS", "ALASAN"}  # what `rejected_list` puts before the columns of a list
_ONLY_STAFF = {"cpns_flag", "parent_unit"}
_ONLY_PARTICIPANTS = {"score", "result", "role"}


def choices(purpose: str) -> dict[str, str]:
    """The fields a column may be mapped to: key -> label."""
    hidden = _ONLY_PARTICIPANTS if purpose == PEGAWAI else _ONLY_STAFF
    return {key: label for key, label in header_words.FIELDS.items() if key not in hidden}


def open_list(
    path: Path,
    purpose: str = PEGAWAI,
    sheet: str | None = None,
    remembered: Sequence[str | None] | None = None,
) -> ImportSource:
    """Read a list and find its table, in `sheet` or else in the first sheet that has one.

    Slow (a child process reads the file); needs no session. Raises UserError.
    """
    path = Path(path)
    with collector.resting():
        sheets = reading.read(path)
    wanted = [s for s in sheets if sheet is None or s.name == sheet]
    for found in wanted:
        table = find_table(found.rows)
        if table is not None:
            if not table.body:
                raise UserError(
                    f"Tabel dalam berkas “{path.name}” tidak berisi satu orang pun. "
                    "Pilih lembar atau berkas lain."
                )
            fields = _fields(table, purpose, remembered)
            samples = [_samples(table, column) for column in range(len(table.headers))]
            names = [s.name for s in sheets]
            return ImportSource(path, purpose, found.name, names, table, fields, samples)
    where = f"Lembar “{sheet}” dalam berkas" if sheet is not None else "Berkas"
    raise UserError(
        f"{where} “{path.name}” tidak memuat kepala tabel yang dikenal. Pastikan baris judul kolom "
        "(misalnya Nama, NIP, Jabatan) ada di 15 baris pertama."
    )


def find(
    path: Path,
    purpose: str,
    assign: Callable[[Sequence[str]], list[str | None]],
    who: Collection[str],
    refusal: str,
    *,
    sheet: str | None = None,
    remembered: Sequence[str | None] | None = None,
) -> ImportSource:
    """The table of another kind of list: `assign` names the fields of its headers, `who` those that make a
    row data. Slow; needs no session. UserError when there is none: it begins with the name of the file and
    ends with `refusal`."""
    with collector.resting():
        sheets = reading.read(path)
    for found in sheets:
        if sheet is not None and found.name != sheet:
            continue
        table = find_table(found.rows, assign, who)
        if table is not None and table.body:
            fits = remembered is not None and len(remembered) == len(table.headers)
            fields = list(remembered) if fits and remembered else table.columns
            samples = [_samples(table, column) for column in range(len(table.headers))]
            return ImportSource(path, purpose, found.name, [s.name for s in sheets], table, fields, samples)
    raise UserError(f"Berkas “{path.name}” tidak memuat {refusal}")


def _fields(table: Table, purpose: str, remembered: Sequence[str | None] | None) -> list[str | None]:
    if remembered is not None and len(remembered) == len(table.columns):
        return list(remembered)
    usable = choices(purpose)
    return [field if field in usable else None for field in table.columns]


def _samples(table: Table, column: int) -> list[str]:
    found: dict[str, None] = {}
    for row in table.body[:200]:
        text = plain(row.cells[column]) if column < len(row.cells) else ""
        if text:
            found.setdefault(text)
        if len(found) == SAMPLES:
            break
    return list(found)


def remembered_fields(session: Session, purpose: str, headers: Sequence[str]) -> list[str | None] | None:
    """How a list with these headers was mapped last time, None when never."""
    added, key = _digest(purpose, headers)
    fields = session.scalar(select(ColumnMapping.fields).where(ColumnMapping.headers == key))
    if fields is None or len(fields) + added != len(headers):
        return None
    return [*[None] * added, *fields]


def remember_fields(
    session: Session, purpose: str, headers: Sequence[str], fields: Sequence[str | None]
) -> None:
    added, key = _digest(purpose, headers)
    kept = list(fields[added:])
    row = session.scalar(select(ColumnMapping).where(ColumnMapping.headers == key))
    if row is None:
        session.add(ColumnMapping(purpose=purpose, headers=key, fields=kept))
    else:
        row.fields = kept


def _digest(purpose: str, headers: Sequence[str]) -> tuple[int, str]:
    """Columns we put in front ourselves, and a key for the rest: a corrected list maps as the original."""
    words = [header_words.normalise(h) for h in headers]
    added = next((n for n, word in enumerate(words) if word not in _ADDED), len(words))
    text = "\n".join([purpose, *words[added:]])
    return added, hashlib.sha256(text.encode()).hexdigest()
