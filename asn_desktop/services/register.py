"""The book of numbers (buku register): every number of a certificate or letter, by year and scheme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from asn_desktop.db import chain
from asn_desktop.db.tables import IssuedCertificate, NumberScheme, RegisterNumber
from asn_desktop.domain import nip
from asn_desktop.reports import register
from asn_desktop.reports.register import CERTIFICATE, RegisterLine
from asn_desktop.services import anchors, office
from asn_desktop.services.papers.kinds import KINDS
from asn_desktop.spreadsheets.writing import ColumnOut, SheetOut, write

TITLE, MIXED_TITLE = "Buku Register Sertifikat", "Buku Register Nomor"
LETTERS = frozenset(kind.title for kind in KINDS.values() if kind.numbered)
_COLUMNS = (
    ColumnOut("No.", 6, "number"),
    ColumnOut("Nomor sertifikat", 34),
    ColumnOut("Tanggal", 12, "date"),
    ColumnOut("Nama", 38),
    ColumnOut("NIP", 24),
    ColumnOut("Pelatihan", 60),
    ColumnOut("Keadaan", 44),
    ColumnOut("Alasan", 44),
)


_MIXED = (_COLUMNS[0], ColumnOut("Nomor", 34), ColumnOut("Jenis", 28), *_COLUMNS[2:])


class RegisterRow(NamedTuple):
    id: int  # of the number
    sequence: int
    number: str
    taken_on: date
    holder: str
    nip: str
    training: str
    state: str  # berlaku, diganti, dicabut, batal, kertas, or terpakai for a letter
    state_text: str  # as it stands in the book, without the reason
    reason: str
    scheme: str
    certificate_id: int | None
    paper: str  # what it is a number of


def rows(session: Session, year: int, scheme_id: int | None = None) -> list[RegisterRow]:
    """In the order of the numbers, void ones and those used on paper included."""
    newer = aliased(IssuedCertificate)
    found = session.execute(
        select(
            RegisterNumber,
            IssuedCertificate.id,
            IssuedCertificate.nip,
            IssuedCertificate.state,
            IssuedCertificate.reason,
            newer.number,
            NumberScheme.name,
        )
        .join(NumberScheme, NumberScheme.id == RegisterNumber.scheme_id)
        .outerjoin(IssuedCertificate, IssuedCertificate.number_id == RegisterNumber.id)
        .outerjoin(newer, newer.replaces_id == IssuedCertificate.id)
        .where(
            RegisterNumber.year == year,
            *([] if scheme_id is None else [RegisterNumber.scheme_id == scheme_id]),
        )
        .order_by(RegisterNumber.scheme_id, RegisterNumber.sequence)
    )
    return [
        RegisterRow(
            line.id,
            line.sequence,
            line.number,
            line.taken_on,
            "" if line.holder in LETTERS else line.holder,
            digits or "",
            line.training,
            state if state and line.state == "terpakai" else line.state,
            _state_text(line.state, state or "", new or ""),
            line.reason or reason or "",
            scheme,
            certificate_id,
            line.holder if line.holder in LETTERS else CERTIFICATE,
        )
        for line, certificate_id, digits, state, reason, new, scheme in found
    ]


def _state_text(line: str, state: str, new: str) -> str:
    if line == "kertas":
        return "Dipakai di atas kertas"
    if line == "batal":
        return "Batal"
    words = {"diganti": f"Diganti oleh {new}", "dicabut": "Dicabut", "berlaku": "Berlaku"}
    return words.get(state, "Terpakai")


def years(session: Session) -> list[int]:
    """Years with numbers, newest first."""
    return list(session.scalars(select(RegisterNumber.year).distinct().order_by(RegisterNumber.year.desc())))


def describe(session: Session, year: int, scheme_id: int | None = None) -> str:
    """What is shown, in words: for the head of a print."""
    name = session.scalar(select(NumberScheme.name).where(NumberScheme.id == scheme_id)) if scheme_id else ""
    return f"Tahun {year}, skema {name}" if name else f"Tahun {year}"


def write_pdf(
    session: Session, path: Path, year: int, scheme_id: int | None = None, now: datetime | None = None
) -> int:
    """Returns how many lines. UserError when the file cannot be written.

    At its foot stands where the trail ends, so that it can be compared later; the same is noted as an anchor.
    """
    lines = _lines(session, year, scheme_id)
    about = office.get(session)
    head = [*about.letterhead, *filter(None, [about.address])]
    mark = _marked(session, now)
    register.write(lines, _title(lines), head, describe(session, year, scheme_id), path, mark=mark)
    return len(lines)


def write_excel(
    session: Session, path: Path, year: int, scheme_id: int | None = None, now: datetime | None = None
) -> int:
    """As `write_pdf`, with the mark above the table and on every page that is printed."""
    lines = _lines(session, year, scheme_id)
    mark = _marked(session, now)
    notes = (_title(lines), office.get(session).name, describe(session, year, scheme_id), mark)
    mixed = _title(lines) == MIXED_TITLE
    cells = (_cells(line, mixed=mixed) for line in lines)
    write(path, [SheetOut(f"Register {year}", _MIXED if mixed else _COLUMNS, cells, notes, mark)])
    return len(lines)


def _title(lines: Sequence[RegisterLine]) -> str:
    return MIXED_TITLE if any(line.paper != CERTIFICATE for line in lines) else TITLE


def _cells(line: RegisterLine, *, mixed: bool) -> tuple[object, ...]:
    *cells, paper = astuple(line)
    return (*cells[:2], paper, *cells[2:]) if mixed else tuple(cells)


def _marked(session: Session, now: datetime | None) -> str:
    anchors.note(session, now or datetime.now(), anchors.REGISTER)
    return anchors.mark(chain.head(session))


def _lines(session: Session, year: int, scheme_id: int | None) -> list[RegisterLine]:
    """What is written, its fields in the order of _COLUMNS."""
    return [
        RegisterLine(
            n,
            row.number,
            row.taken_on,
            row.holder,
            nip.spaced(row.nip),
            row.training,
            row.state_text,
            row.reason,
            row.paper,
        )
        for n, row in enumerate(rows(session, year, scheme_id), 1)
    ]
