"""Backups of the database file: made, thinned, listed, looked into, restored, and kept in a second place."""

from asn_desktop.services.backups.backup import (
    CLOSING,
    DAILY,
    IMPORT,
    MANUAL,
    MIGRATION,
    REASONS,
    RESTORE,
    Backup,
    folder_of,
)
from asn_desktop.services.backups.listing import is_due, listed, newest_good, verified
from asn_desktop.services.backups.making import make

__all__ = [
    "CLOSING",
    "DAILY",
    "IMPORT",
    "MANUAL",
    "MIGRATION",
    "REASONS",
    "RESTORE",
    "Backup",
    "folder_of",
    "is_due",
    "listed",
    "make",
    "newest_good",
    "verified",
]
