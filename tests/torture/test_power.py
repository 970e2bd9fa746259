"""The power goes at any moment: each disk it can leave behind opens, with all that was acknowledged."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError
from torture.actions import RESTORE
from torture.audit import BrokenError, Ledger, audit, require
from torture.disk import Disk, lay_out, read_log
from torture.programs import build_shim, run
from torture.test_kill import staff_list
from torture.writers import WRITERS

from asn_desktop.db.session import reading
from asn_desktop.domain.errors import UserError
from asn_desktop.services import anchors, database, places

KEY = "kunci/kunci-rahasia.pem"
LOOSE = ("asn.db", "catatan", "data/jangkar/")  # these grow in their place
HALF = (".tulis-", ".kunci-", ".part", ".pulih-")


@pytest.fixture(scope="module")
def disk(compiler: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Disk:
    """What a day of work wrote, in order."""
    count = 120 if request.config.getoption("torture", 0) else 4 * len(WRITERS)
    folder = tmp_path_factory.mktemp("listrik")
    root, log = folder / "disk", folder / "log"
    root.mkdir()
    lists = [staff_list(folder / f"{n}.xlsx", 10 * n, 8) for n in range(2)]
    shim = build_shim(compiler, folder)
    done = run(
        "clerk", "once", 7, count, root / "asn.db", root / "catatan", *lists,
        LD_PRELOAD=str(shim), TORTURE_ROOT=str(root), TORTURE_LOG=str(log),
        ASN_DESKTOP_DATA=str(root / "data"),
    )  # fmt: skip
    require(done.returncode == 0, done.stderr)
    disk = Disk(str(root), read_log(log), lambda path: not path.endswith("catatan"))
    there = {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    logged = disk.intact()
    apart = {name for name in there | logged if there.get(name) != logged.get(name)}
    require(not apart, f"the log does not tell all of {apart}")
    root.rename(folder / "asli")  # each disk is laid out in its place
    return disk


def test_every_disk_a_power_cut_leaves(
    disk: Disk, rounds: Callable[[int], int], told: Callable[[str], None]
) -> None:
    dice, promises, files = random.Random(), 0, 0
    for _ in range(wanted := rounds(25)):
        moment, seed = dice.randrange(1, len(disk.ops)), dice.randrange(1 << 30)
        try:
            kept, whole = look(disk, moment, seed)
        except BrokenError as error:
            raise BrokenError(f"disk after {moment} of {len(disk.ops)} with {seed}: {error}") from error
        promises, files = promises + kept, files + whole
    told(
        f"{wanted} disks after a power cut in one of {len(disk.ops)} writes: of {promises} promised actions "
        f"0 lost; {files} files of good name, all whole"
    )


def test_it_would_be_seen(disk: Disk) -> None:
    """A disk that lies about the log of the database loses what was promised."""
    lying = Disk(disk.root, disk.ops, lambda path: disk.heeded(path) and not path.endswith("-wal"))

    def often() -> None:
        dice = random.Random(1)
        for n in range(20):
            look(lying, dice.randrange(len(lying.ops) // 2, len(lying.ops)), n)

    with pytest.raises(BrokenError):
        often()


def look(disk: Disk, moment: int, seed: int) -> tuple[int, int]:
    """How many promises were kept and how many files were whole."""
    files = disk.after_cut(moment, random.Random(seed))
    promises, last, finished = _promises(disk, moment)
    whole = 0
    good = {name for name in files if not name.startswith(LOOSE) and not any(h in name for h in HALF)}
    for name, versions in disk.whole(moment).items():
        if name not in good and name in files:
            continue
        good.discard(name)
        kept = [n for n, data in versions if data == files.get(name)]
        require(kept or name not in files, f"{name} is neither the old file nor the new one")
        n, data = max(((n, data) for n, data in versions if n < finished), default=(-1, None))
        is_there = data is None or max(kept, default=-1) >= n
        require(is_there, f"{name} was promised and is lost")
        whole += name in files
    require(not good, f"written in place: {good}")
    ledger = _opened(disk, files)
    require(KEY in files or not _certificates(ledger), "there are certificates, and the key is lost")
    if last != RESTORE or ledger.newest != "restore":
        for key, sha in promises:
            require(ledger.hashes[key - 1 : key] == [sha], f"action {key} was promised and is lost")
    return len(promises), whole


def _opened(disk: Disk, files: Mapping[str, bytes]) -> Ledger:
    """The database of such a disk, in its old place, started as usual and looked over."""
    place = Path(disk.root)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    lay_out({name: data for name, data in files.items() if not name.endswith("-shm")}, place)
    now = datetime.now()
    try:
        engine = database.open_database(places.url(str(place / "asn.db")), now, is_scratch=True)
        try:
            with reading(engine) as session:
                lost = anchors.lost(session, now, place / "data" / "jangkar")
            require(not lost, f"false alarm: {lost}")
            return audit(engine)
        finally:
            engine.dispose()
    except (DatabaseError, UserError) as error:
        raise BrokenError(f"{type(error).__name__}: {error}") from error


def _certificates(ledger: Ledger) -> bool:
    return any(table_name == "certificate" for table_name, _ in ledger.rows)


def _is_half(name: str) -> bool:
    return any(mark in name for mark in HALF)


def _promises(disk: Disk, moment: int) -> tuple[list[tuple[int, str]], str, int]:
    """Actions by id and hash since the last restore; what was being done; when the last file was finished."""
    actions, last, finished = [], "", -1
    for n, op in enumerate(disk.ops[:moment]):
        if op.kind == "write" and op.path.endswith("catatan"):
            sign, _, line = op.data.decode().rstrip("\n").partition(" ")
            if sign == "=":
                key, sha, label = line.split(" ", 2)
                if label == RESTORE:
                    actions.clear()
                actions.append((int(key), sha))
            elif sign == "+":
                finished = n
            last = line if sign == ">" else last if sign == "+" else ""
    return actions, last, finished
