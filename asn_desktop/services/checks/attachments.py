"""Scanned proofs, photos and Word templates: whether each lies beside the database as it was kept."""

from __future__ import annotations

from functools import partial

from sqlalchemy.orm import Session

from asn_desktop.db.session import file_of
from asn_desktop.db.tables import StoredFile
from asn_desktop.services import files, places
from asn_desktop.services.checks.findings import DAMAGED, Finding, Found, Meter

ATTACHED = "Berkas lampiran"
BACK = (
    "Buat cadangan (Pengaturan, Cadangan): berkas yang masih ada di samping cadangan lama dikembalikan "
    "dengan sendirinya. Bila tetap hilang, lampirkan lagi berkas aslinya."
)


def attachments(session: Session, meter: Meter) -> Found:
    """Reads every byte of them; nothing to look at in a database that is no file."""
    database = file_of(session)
    if database is None:
        return
    folder = places.files_folder(database)
    for row in files.rows(session):
        meter.tick(0)
        spot = files.spot(folder, row.sha256)
        if not spot.is_file():
            yield partial(_finding, row.id, row.name, "hilang dari foldernya")
        elif not files.is_whole(spot, row.sha256, row.size):
            yield partial(_finding, row.id, row.name, "tidak lagi seperti ketika disimpan")


def _finding(row_id: int, name: str, what: str) -> Finding:
    key = (StoredFile.__tablename__, row_id)
    return Finding(ATTACHED, DAMAGED, f"Berkas “{name}” {what}.", BACK, name, key)
