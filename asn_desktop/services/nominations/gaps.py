"""Gaps of competence from a list of a perangkat daerah: NIP and level, for one training."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db.tables import Event, TrainingNeed
from asn_desktop.domain import headers
from asn_desktop.domain.errors import UserError
from asn_desktop.services.imports.cells import plain, read_nip
from asn_desktop.services.participants.people import People
from asn_desktop.spreadsheets import reading
from asn_desktop.spreadsheets.cells import Cell
from asn_desktop.spreadsheets.tables import find_table

WORDS = {"KESENJANGAN", "KESENJANGAN KOMPETENSI", "GAP", "GAP KOMPETENSI", "TINGKAT KESENJANGAN"}
MOST = 5


class GapLine(NamedTuple):
    row_number: int
    nip: Cell
    gap: Cell


class Taken(NamedTuple):
    """`problems` name the row, what is wrong and the remedy; nothing is skipped in silence."""

    saved: int
    problems: tuple[str, ...]


def read(path: Path) -> list[GapLine]:
    """Needs no session. Raises UserError for a file without the columns NIP and Kesenjangan."""
    for sheet in reading.read(path):
        table = find_table(sheet.rows, _assign, {"nip", "gap"})
        if table is not None and {"nip", "gap"} <= set(table.columns):
            at, to = table.columns.index("nip"), table.columns.index("gap")
            return [GapLine(row.number, _cell(row.cells, at), _cell(row.cells, to)) for row in table.body]
    raise UserError(
        f"Berkas “{path.name}” tidak memuat kolom NIP dan Kesenjangan. Beri judul kolom NIP dan "
        "Kesenjangan (angka 1 sampai 5) pada salah satu dari 15 baris pertama."
    )


def take(session: Session, event_id: int, lines: Sequence[GapLine], source: str, today: date) -> Taken:
    """Keep the gaps for the training of this event; a newer one takes the place of the older."""
    training_id = session.get_one(Event, event_id).training_id
    people = People(session)
    known = {
        need.person_id: need
        for need in session.scalars(select(TrainingNeed).where(TrainingNeed.training_id == training_id))
    }
    problems, saved = [], 0
    for line in lines:
        found, trouble = read_nip(line.nip, today)
        person = people.by_nip.get(found.digits) if found else None
        gap = _level(line.gap)
        if trouble and not found:
            problems.append(f"Baris {line.row_number}: {trouble.text}")
        elif person is None:
            problems.append(
                f"Baris {line.row_number}: NIP {plain(line.nip)} belum ada di data pegawai. "
                "Betulkan NIP-nya atau impor pegawainya lebih dahulu."
            )
        elif gap is None:
            problems.append(
                f"Baris {line.row_number}: kesenjangan “{plain(line.gap)[:20]}” bukan angka 1 sampai {MOST}."
            )
        else:
            need = known.setdefault(person.id, TrainingNeed(training_id=training_id, person_id=person.id))
            need.gap, need.source, need.noted_on = gap, source, today
            session.add(need)
            saved += 1
    session.flush()
    return Taken(saved, tuple(problems))


def _assign(names: Sequence[str]) -> list[str | None]:
    own = headers.assign(names)
    return [
        "gap" if headers.normalise(name) in WORDS else field for name, field in zip(names, own, strict=True)
    ]


def _cell(cells: Sequence[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else ""


def _level(cell: Cell) -> int | None:
    try:
        level = float(plain(cell).replace(",", "."))
    except ValueError:
        return None
    return int(level) if level.is_integer() and 1 <= level <= MOST else None
