"""Backups of the database file: made, thinned, listed, looked into, restored, and kept in a second place."""

from asn_desktop.services.backups import second
from asn_desktop.services.backups.backup import (
    CLOSING,
    DAILY,
    ENCRYPTED,
    IMPORT,
    MANUAL,
    MIGRATION,
    REASONS,
    RESTORE,
    Backup,
    folder_of,
)
from asn_desktop.services.backups.comparing import Since, since
from asn_desktop.services.backups.fetching import KINDS, PERSON, TRAINING, UNIT, Fetched, fetch
from asn_desktop.services.backups.listing import is_due, listed, newest_good, verified
from asn_desktop.services.backups.looking import Found, find, look
from asn_desktop.services.backups.making import make
from asn_desktop.services.backups.occasions import Made, at_close, daily, on_demand
from asn_desktop.services.backups.practising import rehearse
from asn_desktop.services.backups.restoring import Restored, restore
from asn_desktop.services.backups.sealing import opened
from asn_desktop.services.backups.second import copy_to

__all__ = [
    "CLOSING",
    "DAILY",
    "ENCRYPTED",
    "IMPORT",
    "KINDS",
    "MANUAL",
    "MIGRATION",
    "PERSON",
    "REASONS",
    "RESTORE",
    "TRAINING",
    "UNIT",
    "Backup",
    "Fetched",
    "Found",
    "Made",
    "Restored",
    "Since",
    "at_close",
    "copy_to",
    "daily",
    "fetch",
    "find",
    "folder_of",
    "is_due",
    "listed",
    "look",
    "make",
    "newest_good",
    "on_demand",
    "opened",
    "rehearse",
    "restore",
    "second",
    "since",
    "verified",
]
