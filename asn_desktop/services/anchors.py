"""How far the trail reached, written down outside the database: so a tail that was cut off is missed.

One file for each database, named by the hash of its first action; lines are only ever added.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import chain
from asn_desktop.db.history import CHUNK
from asn_desktop.db.session import file_of
from asn_desktop.db.tables import Action
from asn_desktop.domain import files
from asn_desktop.domain.errors import UserError
from asn_desktop.services import places

OPENED, CLOSED, BACKUP, REGISTER = "buka", "tutup", "cadangan", "register"
GOOD, BAD = "periksa", "temuan"  # a check and its outcome
RESTORED = "pulih"  # the trail went back to a backup: what was noted before is not asked for any more
WORKING = "kerja"  # in between, at short intervals; dropped once something newer is noted
_IDLE = {OPENED, CLOSED, WORKING}  # tell nothing new when nothing was done since
LETTERS = 16  # of a hash: enough to tell databases apart, and to be printed


class Anchor(NamedTuple):
    """`place` is where the database lay: a copy of it elsewhere goes its own way."""

    at: datetime
    length: int
    hash: str
    why: str
    place: str


class Lost(NamedTuple):
    """`found` is the hash of that action now, empty when there is no such action."""

    anchor: Anchor
    found: str


def note(session: Session, now: datetime, why: str, folder: Path | None = None) -> bool:
    """Write down where the trail ends now. False when that is not possible, which stops nobody's work."""
    path, place = _file(session, folder), _place(session)
    if path is None or not place:
        return False
    head = chain.head(session)
    line = Anchor(now, head.length, head.hash, why, place)
    mine = _acknowledged(session, path, now)
    if mine and mine[-1][1:3] == line[1:3] and mine[-1].place == place and why in _IDLE:
        return True
    if why in {OPENED, CLOSED}:
        _thin(session, path, mine)
    return _append(path, line)


def read(session: Session, folder: Path | None = None) -> list[Anchor]:
    """What was noted of this database in this place, since it was last restored; oldest first."""
    path = _file(session, folder)
    return _since_restored(_of_place(_lines(path), _place(session))) if path else []


def lost(session: Session, now: datetime, folder: Path | None = None) -> list[Lost]:
    """Anchors whose action is not there, or is another one."""
    path = _file(session, folder)
    if path is None:
        return []
    mine = _acknowledged(session, path, now)
    there: dict[int, str] = {}
    lengths = sorted({anchor.length for anchor in mine})
    for start in range(0, len(lengths), CHUNK):
        part = lengths[start : start + CHUNK]
        found = session.execute(select(Action.id, Action.hash).where(Action.id.in_(part)))
        there.update((key, digest) for key, digest in found)
    return [Lost(a, there.get(a.length, "")) for a in mine if there.get(a.length) != a.hash]


def last_check(session: Session, folder: Path | None = None) -> Anchor | None:
    return next((a for a in reversed(read(session, folder)) if a.why.partition(" ")[0] in {GOOD, BAD}), None)


def mark(head: chain.Head) -> str:
    """For the foot of what is printed: `Jejak: tindakan ke-1.234, kode 3f9a 07c2 5b1e 88d0`."""
    if not head.length:
        return "Jejak: belum ada tindakan"
    number = f"{head.length:,}".replace(",", ".")
    return f"Jejak: tindakan ke-{number}, kode {spaced(head.hash)}"


def spaced(digest: str) -> str:
    """The first letters of a hash, in groups that can be read out."""
    return " ".join(digest[i : i + 4] for i in range(0, LETTERS, 4))


def _file(session: Session, folder: Path | None) -> Path | None:
    first = chain.hash_of(session, 1)
    return (folder or places.anchors_folder()) / f"{first[:LETTERS]}.txt" if first else None


def _place(session: Session) -> str:
    """Empty for a database in memory."""
    url = session.get_bind().engine.url
    if url.get_backend_name() != "sqlite":
        return url.render_as_string(hide_password=True)
    file = file_of(session)
    return os.path.normcase(file.resolve()) if file and str(file) != ":memory:" else ""


def _lines(path: Path) -> list[Anchor]:
    """All that can be read: a line broken off by a power cut is passed over."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    found = []
    for line in text.splitlines():
        with suppress(ValueError):
            at, length, digest, why, place = line.split("\t")
            found.append(Anchor(datetime.fromisoformat(at), int(length), digest, why, json.loads(place)))
    return found


def _of_place(lines: Sequence[Anchor], place: str) -> list[Anchor]:
    """Those of this file; and where it came from, if it was moved here: then nothing is there any more."""
    mine = [a for a in lines if a.place == place]
    begun = lines.index(mine[0]) if mine else len(lines)
    before = [a for a in lines[:begun] if not Path(a.place).exists()]
    return [*before, *mine]


def _since_restored(mine: Sequence[Anchor]) -> list[Anchor]:
    """A restored state is vouched for by its own anchor: the chain up to there is in its hash."""
    last = max((n for n, anchor in enumerate(mine) if anchor.why == RESTORED), default=0)
    return list(mine[last:])


def _acknowledged(session: Session, path: Path, now: datetime) -> list[Anchor]:
    """The anchors that count. A restore done since the newest of them is noted now, ahead of all else."""
    mine = _since_restored(_of_place(_lines(path), _place(session)))
    if not mine or _holds(session, mine[-1]):
        return mine
    restore = chain.newest_restore(session)
    if (
        restore is None
        or not restore.at
        or restore.at < mine[-1].at
        or restore.hash in {a.hash for a in mine}
    ):
        return mine
    line = Anchor(now, restore.length, restore.hash, RESTORED, _place(session))
    _append(path, line)
    return [line]


def _append(path: Path, anchor: Anchor) -> bool:
    """On the disk when this returns True."""
    text = _written(anchor)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        with path.open("ab+") as file:
            if file.tell():
                file.seek(-1, os.SEEK_END)
                text = text if file.read(1) == b"\n" else f"\n{text}"
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            files.settle(path.parent)
    except OSError:
        return False
    return True


def _written(anchor: Anchor) -> str:
    at, length, digest, why, place = anchor
    return f"{at.isoformat()}\t{length}\t{digest}\t{why}\t{json.dumps(place)}\n"


def _thin(session: Session, path: Path, mine: Sequence[Anchor]) -> None:
    """Take out what was noted in between and still holds, where something newer that holds vouches for it."""
    between = [a for a in mine[:-1] if a.why == WORKING]
    if not between or not _holds(session, mine[-1]):
        return
    superfluous = {a for a in between if _holds(session, a)}
    kept = [a for a in _lines(path) if a not in superfluous]
    with suppress(UserError), files.replacing(path) as draft:
        draft.write_text("".join(map(_written, kept)), encoding="utf-8", newline="\n")


def _holds(session: Session, anchor: Anchor) -> bool:
    return chain.hash_of(session, anchor.length) == anchor.hash
