"""Lets every writer of the program run into a full or a dying disk, at several points of its way.

`python -m torture.faulty FOLDER ROOM POINTS LISTS…`: ROOM is the file of the shim, `locked` for a folder that
is read-only, or `filled` for a small disk that another program fills up. Each time the clerk must be told in
words, the old files must be as they were, nothing half may be left, and with room again the same must go.
"""

from __future__ import annotations

import ctypes
import os
import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from desks import make_desk
from PySide6.QtCore import QSettings
from sqlalchemy import Engine
from torture.actions import ACTIONS, BACKUP, RESTORE
from torture.audit import audit, require
from torture.clerk import desk as new_desk
from torture.desk import Desk
from torture.writers import WRITERS

from asn_desktop.db import chain
from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import UserError
from asn_desktop.services import backups, database, places
from asn_desktop.ui import bug_log

MUCH = 1_000_000_000
FOREIGN = re.compile(r"Error|[Ee]rrno|SQL|sqlite|[Nn]o space|I/O|database|\bNone\b|\[")
HALF = re.compile(r"\.tulis-|\.part|\.pulih-|\.kunci-")


class Room:
    """How many bytes the disk still takes; -1: as many as you like."""

    is_exact = True

    def __init__(self, path: Path) -> None:
        self.path = path
        self.set(-1)

    def set(self, count: int) -> None:
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.write(handle, f"{count:<20}".encode())
        os.close(handle)

    def left(self) -> int:
        return int(self.path.read_text())


class Locked(Room):
    """A folder nobody may write to, whatever is asked for."""

    is_exact = False

    def __init__(self, folder: Path) -> None:
        self.modes: dict[Path, int] = {}
        _be_nobody_special()
        super().__init__(folder)

    def set(self, count: int) -> None:
        if count >= 0:
            self.modes = {p: p.stat().st_mode for p in [self.path, *self.path.rglob("*")]}
            for path, mode in self.modes.items():
                path.chmod(mode & ~0o222)
            require(not os.access(self.path, os.W_OK), "this process may write anywhere")
        else:
            for path, mode in self.modes.items():
                path.chmod(mode)
            self.modes = {}

    def left(self) -> int:
        return 0


class Filled(Room):
    """A real small disk; somebody else's file takes all but some bytes of it."""

    is_exact = False

    def __init__(self, folder: Path) -> None:
        require(shutil.disk_usage(folder).total < 100_000_000, f"{folder} is no small disk")
        super().__init__(folder / "punya-orang-lain")

    def set(self, count: int) -> None:
        self.path.unlink(missing_ok=True)
        if count >= 0:
            free = shutil.disk_usage(self.path.parent).free
            with self.path.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, max(1, free - count))

    def left(self) -> int:
        return 0


def _be_nobody_special() -> None:
    """Root may write to what is read-only; without that capability it is as for everybody."""
    libc, header, sets = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    libc.capget(header, sets)
    sets[0] &= ~0b110
    sets[1] &= ~0b110
    libc.capset(header, sets)


@dataclass
class Trial:
    """`points` is at how many more places of its way a writer is cut off."""

    folder: Path
    room: Room
    points: int
    seen: Counter[str] = field(default_factory=Counter)

    def budgets(self, cost: int) -> list[int]:
        """After how many bytes of about `cost` there is no more room."""
        if not self.room.is_exact:
            return [0]
        if not self.points:
            return [random.choice([0, cost - 1, random.randrange(cost)])]
        return [0, cost - 1, *(random.randrange(cost) for _ in range(self.points))]

    def attempt(self, what: Callable[[], object], name: str, budget: int) -> bool:
        """Whether there was room; if not, it was told in words."""
        self.room.set(budget)
        try:
            what()
        except UserError as told:
            words = str(told)
            require(len(words) > 30 and not FOREIGN.search(words), f"{name}: no words for a clerk: {words}")
            self.seen["told"] += 1
            return False
        finally:
            self.room.set(-1)
        self.seen["went"] += 1
        return True


def main() -> None:
    folder, kind = Path(sys.argv[1]), sys.argv[2]
    place = {"locked": Locked, "filled": Filled}.get(kind, Room)
    trial = Trial(folder, place(Path(kind) if place is Room else folder), int(sys.argv[3]))
    seen = trial.seen
    mine = new_desk(folder, [Path(p) for p in sys.argv[4:]], random.randrange(1 << 30))
    engine = database.open_database(places.url(str(folder / "asn.db")))
    make_desk(engine, folder, 12).issue()
    for name, write in WRITERS.items():
        _file(trial, name, partial(write, engine, mine, folder))
    _settings(trial)
    _log(trial)
    backups.make(folder / "asn.db", backups.MANUAL, datetime.now())
    labels = list(ACTIONS)
    for label in labels if trial.points else mine.rng.sample(labels, 8):
        for budget in trial.budgets(120_000):
            _action(trial, engine, mine, label, budget)
    _opening(trial, engine)
    audit(engine)
    engine.dispose()
    left = [p for p in folder.rglob("*") if HALF.search(p.name)]
    require(not left, f"left behind: {left}")
    sys.stdout.write(f"{seen['told']} times told in words, {seen['went']} times there was room after all\n")


def files(folder: Path) -> dict[Path, bytes]:
    """All but the database and what notes how far it reached."""
    return {
        p: p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and not p.name.startswith("asn.db") and "jangkar" not in p.parts
    }


def _file(trial: Trial, name: str, write: Callable[[], object]) -> None:
    if trial.room.is_exact:
        trial.room.set(MUCH)
    write()
    cost = MUCH - trial.room.left()
    for budget in trial.budgets(cost):
        before = files(trial.folder)
        went = trial.attempt(write, name, budget)
        after = files(trial.folder)
        require(budget or not went, f"{name}: how can that go?")
        if not went:
            apart = {p.name for p in {*before, *after} if before.get(p) != after.get(p)}
            require(not apart, f"{name} failed with {budget} of {cost} bytes and changed {apart}")
        write()


def _settings(trial: Trial) -> None:
    """Qt's own writer: what a PC remembers of windows is old or new, and never stops the program."""
    path = trial.folder / "pengaturan.ini"

    def keep(value: int) -> None:
        settings = QSettings(str(path), QSettings.Format.IniFormat)
        settings.setValue("lebar", value)
        settings.sync()

    keep(1)
    trial.attempt(lambda: keep(2), "settings", 0)
    require(path.read_text().strip() in {"[General]\nlebar=1", "[General]\nlebar=2"}, "settings are lost")
    keep(3)
    require("lebar=3" in path.read_text(), "settings are not kept again")


def _log(trial: Trial) -> None:
    path, error = trial.folder / "galat.log", ZeroDivisionError("percobaan")
    trial.attempt(
        lambda: require("percobaan" in bug_log.record(path, error), "an error nobody sees"), "log", 0
    )
    bug_log.record(path, ZeroDivisionError("lagi"))
    require("lagi" in path.read_text(), "the log is not written again")


def _action(trial: Trial, engine: Engine, mine: Desk, label: str, budget: int) -> None:
    """What failed has changed nothing and taken nothing away."""

    def do() -> None:
        prepared = ACTIONS[label][1](engine, mine)
        if not isinstance(prepared, str):
            with writing(engine, label, mine.actor, datetime.now()) as session:
                prepared(session)

    with reading(engine) as session:
        before = chain.head(session)
    if not trial.room.is_exact:
        engine.dispose()  # what is open stays writable
    there = set(files(trial.folder)) if label in {BACKUP, RESTORE} else set()
    went = trial.attempt(do, label, budget)
    with reading(engine) as session:
        after = chain.head(session)
    same = before == after
    require(went or same, f"{label} failed with {budget} bytes left and changed something")
    require(budget or same, f"{label}: how can that go?")
    require(went or there <= set(files(trial.folder)), f"{label} took files away")
    with suppress(UserError):  # may still be refused, for what it is
        do()


def _opening(trial: Trial, engine: Engine) -> None:
    """A start with no room is told in words, or it goes; nothing changes."""
    hashes = audit(engine).hashes
    engine.dispose()
    url = places.url(str(trial.folder / "asn.db"))

    def start() -> None:
        database.close_database(database.open_database(url), datetime.now())

    for budget in trial.budgets(40_000):
        trial.attempt(
            lambda: database.close_database(database.open_database(url), datetime.now()), "start", budget
        )
        again = database.open_database(url)
        require(audit(again).hashes == hashes, "a start without room changed something")
        again.dispose()


if __name__ == "__main__":
    main()
