"""The rekap JP as PDF, and a scanned proof as pages to look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from asn_desktop.domain import golongan, media, nip
from asn_desktop.domain.papers import Photo
from asn_desktop.reports import flow
from asn_desktop.reports import ledger as sheets
from asn_desktop.reports.ledger import AgencyLine, Look, PersonLine
from asn_desktop.services import files, office
from asn_desktop.services.ledger import totals
from asn_desktop.services.ledger.records import records
from asn_desktop.services.ledger.totals import REACHED, Wanted
from asn_desktop.services.papers import facts

PEOPLE, AGENCIES = "pegawai", "perangkat daerah"


def report(
    session: Session,
    wanted: Wanted,
    kind: str,
    today: date,
    progress: Callable[[int, int], bool] | None = None,
) -> bytes:
    """`kind` is PEOPLE or AGENCIES; what was chosen stands at the foot of every page."""
    signatory = office.signatory_for(session, today)
    signature = facts.signature(session, signatory, today)
    footer = totals.describe(session, wanted)
    look = Look(facts.letterhead(session), signature, footer[:1].upper() + footer[1:])
    if kind == AGENCIES:
        rows = totals.agencies(session, wanted.year, wanted.text, wanted.statuses, wanted.state)
        lines = [AgencyLine(row.name, row.people, row.attended, row.reached, row.jp) for row in rows]
        section = sheets.agencies(lines, wanted.year, look)
    else:
        section = sheets.people(_people(session, wanted), wanted.year, look)
    return flow.draw([section], section.name, progress)


def _people(session: Session, wanted: Wanted) -> list[PersonLine]:
    rows = totals.everyone(session, wanted)
    trainings: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for record in records(session, wanted.year, [row.id for row in rows]):
        trainings[record.person_id].append((record.name, record.jp))
    return [
        PersonLine(
            row.printed_name,
            nip.spaced(row.nip),
            golongan.printed(row.golongan),
            row.jabatan,
            row.unit,
            trainings[row.id],
            row.jp,
            row.target,
            row.state == REACHED,
        )
        for row in rows
    ]


def proof_pages(session: Session, folder: Path, file_id: int) -> bytes:
    """As PDF, also of a picture. UserError where the file is missing or was changed."""
    kept = files.get(session, file_id)
    data = files.read(session, folder, file_id)
    if kept.media_type == media.PDF:
        return data
    return flow.draw([flow.Section("Bukti", [flow.Photos((Photo(data, kept.name),))])], kept.name)
