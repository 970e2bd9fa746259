"""When backups are made: at close, daily, and when the clerk asks; each goes to the second place too."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from asn_desktop.db import contents
from asn_desktop.services.backups import backup as one
from asn_desktop.services.backups import listing, second
from asn_desktop.services.backups.backup import Backup, Progress
from asn_desktop.services.backups.making import make


class Made(NamedTuple):
    """`backup` is None where none was needed; `reminder` is a sentence about the second place, or empty."""

    backup: Backup | None
    reminder: str


def on_demand(database: Path, now: datetime, progress: Progress | None = None) -> Made:
    """The clerk wants one. UserError as `make`."""
    return _everywhere(database, one.MANUAL, now, progress)


def at_close(database: Path, now: datetime, progress: Progress | None = None) -> Made:
    """For the end of the program; where nothing was done since the newest good one, that one is it.

    UserError as `make`.
    """
    newest = next(iter(listing.listed(database)), None)
    if newest and newest.ok and contents.end_of(database) == (newest.length, newest.head):
        return Made(None, second.mirror(database, newest, progress))
    return _everywhere(database, one.CLOSING, now, progress)


def daily(database: Path, now: datetime, progress: Progress | None = None) -> Made:
    """For the start of the program and each new day: at once, on a day that has one already. UserError as
    `make`.
    """
    if not database.is_file() or not listing.is_due(database, now):
        return Made(None, second.reminder(second.place(database)))
    return _everywhere(database, one.DAILY, now, progress)


def _everywhere(database: Path, reason: str, now: datetime, progress: Progress | None) -> Made:
    made = make(database, reason, now, progress)
    return Made(made, second.mirror(database, made, progress))
