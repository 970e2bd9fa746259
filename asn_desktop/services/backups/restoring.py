"""Takes up the state of a backup; the state there was is backed up first, so this too can be taken back."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from asn_desktop.db import chain, contents, copies, file_bytes, history, migrations
from asn_desktop.db.contents import DamagedError
from asn_desktop.db.session import open_engine, reading, writing
from asn_desktop.domain import files
from asn_desktop.domain.errors import UserError
from asn_desktop.services import anchors
from asn_desktop.services.backups import attachments, registered, scratch, second
from asn_desktop.services.backups.backup import RESTORE, Backup, Progress
from asn_desktop.services.backups.listing import listed, newest_good
from asn_desktop.services.backups.making import make


class Restored(NamedTuple):
    """`backup` is the state before; None when that could not be read: `aside` is its file then, if any.

    `void` counts the numbers of certificates that came along as void, `missing` the attached files that were
    found in no backup.
    """

    label: str
    backup: Backup | None
    aside: Path | None
    void: int
    missing: int = 0


def restore(  # noqa: PLR0917 - each caller gives all that it knows
    database: Path,
    source: Path,
    now: datetime,
    actor: str = "",
    progress: Progress | None = None,
    came_from: Path | None = None,
    passphrase: str = "",
) -> Restored:
    """Let the database hold what `source` holds, all at once. Nobody here may have it open.

    Its files are fetched from beside the backup: `came_from` is the sealed one that `source` was opened from.
    UserError (DamagedError for the backup) when that is not possible: the database is as it was.
    """
    if not listed(database):  # else it is ours, however damaged
        migrations.refuse_foreign(database)
    with scratch.copied(source, database.parent, now, progress) as ready:
        reached = contents.end_of(database)
        label, void = _record(ready, database, now, actor)
        contents.of(ready, progress)
        kept, aside = _exchange(ready, database, reached, now, progress)
    _vouch(database, now)
    near = [(came_from or source).parent, source.parent, Path(second.place(database).folder or source.parent)]
    return Restored(label, kept, aside, void, _bring_files(database, near, passphrase))


def _bring_files(database: Path, near: list[Path], passphrase: str) -> int:
    """How many are missing in the end. The data are restored by now: a full disk does not undo that."""
    try:
        return attachments.bring_back(database, near, passphrase)
    except UserError:
        return attachments.missing(database)


def _exchange(
    ready: Path, database: Path, reached: tuple[int, str] | None, now: datetime, progress: Progress | None
) -> tuple[Backup | None, Path | None]:
    """The backup of the state before, or where its damaged file went.

    What came after `reached` is in no register that was carried over, and perhaps in no backup.
    """
    if not database.is_file() or not database.stat().st_size:
        return None, _put_in_place(ready, database, now)
    try:
        damage = file_bytes.facts(database).damage
    except OSError as error:
        raise files.explained(error, database) from error
    if damage:  # SQLite would copy some of it, and could not write into it
        return None, _put_in_place(ready, database, now)
    try:
        kept = make(database, RESTORE, now, progress)
        if reached and not reached == (kept.length, kept.head) == contents.end_of(database):
            raise UserError(
                "Basis data ini baru saja diubah dari tempat lain, jadi cadangan belum dipulihkan; tidak ada "
                "yang hilang. Tunggu sampai pekerjaan itu selesai, lalu ulangi."
            )
        copies.replace(ready, database, progress)
    except DamagedError:
        return None, _put_in_place(ready, database, now)
    return kept, None


def _vouch(database: Path, now: datetime) -> None:
    """What was noted of the trail before is not asked for any more, whatever the clock said then."""
    engine = open_engine(f"sqlite:///{database.as_posix()}")
    try:
        with reading(engine) as session:
            anchors.note(session, now, anchors.RESTORED)
    finally:
        engine.dispose()


def _record(ready: Path, database: Path, now: datetime, actor: str) -> tuple[str, int]:
    """The restore as an action of the state that is taken up, with the numbers that state cannot know."""
    newest = newest_good(database)
    places = [database, *([newest.path] if newest and not newest.encrypted else [])]
    engine = open_engine(f"sqlite:///{ready.as_posix()}")
    try:
        with writing(engine, "", actor, now) as session:
            action = history.recorder(session)
            action.kind = "restore"
            action.label = f"Pulihkan cadangan dari {chain.head(session).at:%d-%m-%Y %H.%M}"
            found = [registered.taken(place) for place in places if place.is_file()]
            return action.label, sum(registered.carry(session, one, now.date()) for one in found)
    finally:
        engine.dispose()


def _put_in_place(ready: Path, database: Path, now: datetime) -> Path | None:
    """Exchange a damaged database; the old bytes stay under another name, which is returned.

    At every moment there is a file of that name, and never the log of the old one beside the new one.
    """
    fresh = ready.with_name("baru.db")
    copies.copy(ready, fresh)
    aside = _free(database, now)
    try:
        for end in ("-wal", ""):
            old = Path(f"{database}{end}")
            if old.exists():
                _keep(old, Path(f"{aside}{end}"))
        for end in ("-wal", "-shm"):
            Path(f"{database}{end}").unlink(missing_ok=True)
        fresh.replace(database)
        files.settle(database.parent)
    except OSError as error:
        raise files.explained(error, database) from error
    return aside if aside.exists() else None


def _free(database: Path, now: datetime) -> Path:
    aside, n = database.with_name(f"{database.stem}-rusak-{now:%Y%m%d-%H%M%S}.db"), 1
    while aside.exists():
        n += 1
        aside = database.with_name(f"{database.stem}-rusak-{now:%Y%m%d-%H%M%S}-{n}.db")
    return aside


def _keep(old: Path, name: Path) -> None:
    """The same bytes under another name; copied where a file can have only one."""
    try:
        os.link(old, name)
    except OSError:
        shutil.copy2(old, name)
        with name.open("rb+") as file:
            os.fsync(file.fileno())
