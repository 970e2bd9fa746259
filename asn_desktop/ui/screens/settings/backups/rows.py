"""The backups as they are listed, and what is said of one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from asn_desktop.domain import dates
from asn_desktop.services import backups
from asn_desktop.services.backups import Backup, Since
from asn_desktop.ui.kit.details import Section
from asn_desktop.ui.kit.table import Column
from asn_desktop.ui.kit.text import counted

if TYPE_CHECKING:
    from asn_desktop.ui.kit.runner import Session

HERE, SECOND = "Komputer ini", "Tempat kedua"


class Row(NamedTuple):
    id: str  # the path
    at: datetime
    reason: str
    size: str
    people: int | None
    certificates: int | None
    place: str
    state: str
    backup: Backup


COLUMNS = [
    Column("Tanggal", "at", width=14, sort="at"),
    Column("Keadaan", "state", width=7),
    Column("Dibuat", "reason", width=16),
    Column("Ukuran", "size", width=7),
    Column("Pegawai", "people", width=7),
    Column("Sertifikat", "certificates", width=8),
    Column("Tempat", "place", width=10),
]


def rows(database: Path | None, text: str) -> list[Row]:
    """Newest first, those of the second place too while it is there."""
    if database is None:
        return []
    found = [
        *(_row(b, HERE) for b in backups.listed(database)),
        *(_row(b, SECOND) for b in backups.second.listed(database)),
    ]
    words = text.casefold().split()
    return [r for r in found if all(w in f"{r.at:%d-%m-%Y} {r.reason} {r.place}".casefold() for w in words)]


def _row(backup: Backup, place: str) -> Row:
    sealed = backup.encrypted and not backup.length
    return Row(
        str(backup.path),
        backup.at,
        backup.why,
        size(backup.size),
        None if sealed else backup.people,
        None if sealed else backup.certificates,
        place,
        "Rusak" if not backup.ok else "Bersandi" if backup.encrypted else "Baik",
        backup,
    )


def size(count: int) -> str:
    return f"{count / 1e6:.1f} MB".replace(".", ",") if count >= 1e5 else f"{max(1, round(count / 1e3))} KB"


def compare(session: Session, backup: Backup) -> Since:
    return backups.since(session, backup)


def pairs(row: Row, told: Since | None) -> tuple[list[tuple[str, str]], list[Section]]:
    """What is said beside the list; `told` is None as long as it is not known."""
    backup = row.backup
    found = [
        ("Dibuat", f"{dates.long(row.at)} pukul {row.at:%H.%M}"),
        ("Ukuran", row.size),
        ("Keadaan", row.state),
        ("Pegawai", "" if row.people is None else counted(row.people)),
        ("Kegiatan", "" if row.people is None else counted(backup.events)),
        ("Sertifikat", "" if row.people is None else counted(backup.certificates)),
    ]
    if told is None:
        return [*found, ("Berkas", row.id)], []
    found.append(("Sejak itu", since(told)))
    if told.only_there:
        found.append(
            ("Hanya di sini", f"{counted(told.only_there)} tindakan yang tidak ada di data sekarang")
        )
    lines = [("Tindakan terbaru sejak itu",), *((label,) for label in told.labels)]
    return [*found, ("Berkas", row.id)], [Section("Yang berubah sejak itu", lines, "Tidak ada yang berubah.")]


def since(told: Since) -> str:
    """In words and numbers: what is not in the backup."""
    if not told.actions:
        return "tidak ada yang berubah"
    more = [
        f"{counted(abs(n))} {noun} {'bertambah' if n > 0 else 'berkurang'}"
        for n, noun in (
            (told.people, "pegawai"),
            (told.events, "kegiatan"),
            (told.certificates, "sertifikat"),
        )
        if n
    ]
    return "; ".join([f"{counted(told.actions)} tindakan", *more])
