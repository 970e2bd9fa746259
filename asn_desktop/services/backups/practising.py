"""A copy of a backup to try things out in; nothing in it reaches the real data."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from asn_desktop.domain import files
from asn_desktop.services.backups import attachments, scratch
from asn_desktop.services.backups.backup import Progress

NAME = "latihan.db"
KEPT = timedelta(days=7)


def rehearse(source: Path, folder: Path, now: datetime, progress: Progress | None = None) -> Path:
    """A database for a second window, in a folder of its own inside `folder`.

    That folder serves the window for all its data (drafts, anchors, a signing key of its own), so that what
    is tried out is never taken for the office's own. Folders of last week's rehearsals go.
    """
    place = folder / f"latihan-{now:%Y%m%d-%H%M%S}"
    try:
        _clear(folder, now)
        place.mkdir(parents=True)
    except OSError as error:
        raise files.explained(error, place) from error
    try:
        made = scratch.copy(source, place / NAME, now, progress)
        attachments.bring_back(made, [source.parent, source.parent.parent], progress=progress)
        return made
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def _clear(folder: Path, now: datetime) -> None:
    for old in folder.glob("latihan-*/"):
        with suppress(ValueError, OSError):
            begun = datetime.strptime(old.name, "latihan-%Y%m%d-%H%M%S")
            if now - begun > KEPT and not (old / f"{NAME}.lock").exists():
                shutil.rmtree(old)
