"""The power goes at any moment: each disk it can leave behind opens, with all that was acknowledged."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError
from torture.audit import BrokenError, Ledger, audit, require
from torture.disk import Disk, lay_out, read_log
from torture.programs import build_shim, run
from torture.test_kill import staff_list

from asn_desktop.domain.errors import UserError
from asn_desktop.services import database, places

LOOSE = (".db", "-wal", "-shm", "-journal", "catatan")  # these are not put in place as a whole
KEY = "kunci/kunci-rahasia.pem"
HALF = (".tulis-", ".kunci-", ".part")


@pytest.fixture(scope="module")
def written(compiler: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Disk]:
    """What a day of work wrote, in order."""
    folder = tmp_path_factory.mktemp("listrik")
    root, log = folder / "disk", folder / "log"
    root.mkdir()
    lists = [staff_list(folder / f"{n}.xlsx", 10 * n, 8) for n in range(2)]
    shim = build_shim(compiler, folder)
    done = run(
        "clerk", "once", 7, 80, root / "asn.db", root / "catatan", *lists,
        LD_PRELOAD=str(shim), TORTURE_ROOT=str(root), TORTURE_LOG=str(log),
    )  # fmt: skip
    require(done.returncode == 0, done.stderr)
    disk = Disk(str(root), read_log(log), lambda path: not path.endswith("catatan"))
    there = {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    logged = disk.intact()
    apart = {name for name in there | logged if there.get(name) != logged.get(name)}
    require(not apart, f"the log does not tell all of {apart}")
    return folder, disk


def test_every_disk_a_power_cut_leaves(
    written: tuple[Path, Disk], rounds: Callable[[int], int], told: Callable[[str], None]
) -> None:
    folder, disk = written
    dice, promises, files = random.Random(), 0, 0
    for n in range(wanted := rounds(60)):
        moment, seed = dice.randrange(1, len(disk.ops)), dice.randrange(1 << 30)
        try:
            kept, whole = look(disk, moment, seed, folder / f"sesudah-{n}")
        except BrokenError as error:
            raise BrokenError(f"disk after {moment} of {len(disk.ops)} with {seed}: {error}") from error
        promises, files = promises + kept, files + whole
    told(
        f"{wanted} disks after a power cut in one of {len(disk.ops)} writes: of {promises} promised actions "
        f"0 lost; {files} files of good name, all whole"
    )


def test_it_would_be_seen(written: tuple[Path, Disk]) -> None:
    """A disk that lies about the log of the database loses what was promised."""
    folder, honest = written
    lying = Disk(honest.root, honest.ops, lambda path: honest.heeded(path) and not path.endswith("-wal"))
    dice, seen = random.Random(1), 0
    for n in range(20):
        try:
            look(lying, dice.randrange(len(lying.ops) // 2, len(lying.ops)), n, folder / f"bohong-{n}")
        except BrokenError:
            seen += 1
    assert seen


def look(disk: Disk, moment: int, seed: int, place: Path) -> tuple[int, int]:
    """How many promises were kept and how many files were whole."""
    files = disk.after_cut(moment, random.Random(seed))
    whole = disk.whole(moment)
    good = {name: data for name, data in files.items() if not name.endswith(LOOSE) and not _is_half(name)}
    promises, finished = _promises(disk, moment)
    for name, versions in whole.items():
        kept = [n for n, data in versions if data == files.get(name)]
        require(kept or name not in good, f"{name} is neither the old file nor the new one")
        wanted = max((n for n, _ in versions if n < finished), default=-1)
        require(max(kept, default=-1) >= wanted or name.endswith(".pdf"), f"{name} was promised and is lost")
    require(good.keys() <= whole.keys(), f"written in place: {good.keys() - whole.keys()}")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    lay_out({name: data for name, data in files.items() if not name.endswith("-shm")}, place)
    try:
        engine = database.open_database(places.url(str(place / "asn.db")))
        try:
            ledger = audit(engine)
        finally:
            engine.dispose()
    except (DatabaseError, UserError) as error:
        raise BrokenError(f"{type(error).__name__}: {error}") from error
    shutil.rmtree(place)
    require(KEY in files or not _certificates(ledger), "there are certificates, and the key is lost")
    for key, sha in promises:
        require(ledger.hashes[key - 1 : key] == [sha], f"action {key} was promised and is lost")
    return len(promises), len(good)


def _certificates(ledger: Ledger) -> bool:
    return any(table_name == "certificate" for table_name, _ in ledger.rows)


def _is_half(name: str) -> bool:
    return any(mark in name for mark in HALF)


def _promises(disk: Disk, moment: int) -> tuple[list[tuple[int, str]], int]:
    """Actions by id and hash; and when the last file was said to be finished."""
    actions, finished = [], -1
    for n, op in enumerate(disk.ops[:moment]):
        if op.kind == "write" and op.path.endswith("catatan"):
            sign, key, sha, *_ = [*op.data.decode().split(" "), "", ""]
            if sign == "=":
                actions.append((int(key), sha))
            elif sign == "+":
                finished = n
    return actions, finished
