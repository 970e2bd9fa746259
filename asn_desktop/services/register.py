"""The register of certificates (buku register): every number once taken, by year and scheme."""

from __future__ import annotations

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
from asn_desktop.reports.register import RegisterLine
from asn_desktop.services import anchors, office
from asn_desktop.spreadsheets.writing import ColumnOut, SheetOut, write

TITLE = "Buku Register Sertifikat"
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


class RegisterRow(NamedTuple):
    id: int  # of the number
    sequence: int
    number: str
    taken_on: date
    holder: str
    nip: str
    training: str
    state: str  # berlaku, diganti, dicabut, batal or kertas
    state_text: str  # as it stands in the book, without the reason
    reason: str
    scheme: str
    certificate_id: int | None


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
            line.holder,
            digits or "",
            line.training,
            state if state and line.state == "terpakai" else line.state,
            _state_text(line.state, state or "", new or ""),
            line.reason or reason or "",
            scheme,
            certificate_id,
        )
        for line, certificate_id, digits, state, reason, new, scheme in found
    ]


def _state_text(line: str, state: str, new: str) -> str:
    if line == "kertas":
        return "Dipakai di atas kertas"
    if line == "batal":
        return "Batal"
    return {"diganti": f"Diganti oleh {new}", "dicabut": "Dicabut"}.get(state, "Berlaku")


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
    register.write(lines, TITLE, head, describe(session, year, scheme_id), path, mark=mark)
    return len(lines)


def write_excel(
    session: Session, path: Path, year: int, scheme_id: int | None = None, now: datetime | None = None
) -> int:
    """As `write_pdf`, with the mark above the table and on every page that is printed."""
    lines = _lines(session, year, scheme_id)
    mark = _marked(session, now)
    notes = (TITLE, office.get(session).name, describe(session, year, scheme_id), mark)
    write(path, [SheetOut(f"Register {year}", _COLUMNS, map(astuple, lines), notes, mark)])
    return len(lines)


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
        )
        for n, row in enumerate(rows(session, year, scheme_id), 1)
    ]
