"""kill -9 at random moments: what was acknowledged is there, what was half done is not."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desks import make_desk
from staff_lists import ANA, write
from torture.audit import Ledger, audit, require

from asn_desktop.services import database, places


def staff_list(path: Path, start: int, count: int) -> Path:
    people = [
        ANA | {"NIP": f"198001172008012{n:03d}", "NAMA": f"Contoh {'ABCDEFGHIJ'[n % 10]} Nomor"}
        for n in range(start, start + count)
    ]
    return write(path, *people)


@contextmanager
def clerks(folder: Path, *arguments: str) -> Iterator[Callable[[str], int]]:
    """A fork server; `ask("go 1")` gives the process id of a new clerk."""
    command = [sys.executable, "-m", "torture.clerk", *arguments]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        env=environment,
        cwd=folder,
    ) as server:
        assert server.stdin
        assert server.stdout
        given, answers = server.stdin, server.stdout
        require(answers.readline() == "ready\n", "the clerks do not come to work")

        def ask(order: str) -> int:
            given.write(f"{order}\n")
            return int(answers.readline())

        yield ask
        given.close()
        server.wait(30)


def test_kill_at_random_moments(
    tmp_path: Path, rounds: Callable[[int], int], told: Callable[[str], None]
) -> None:
    path, notes = tmp_path / "asn.db", tmp_path / "catatan"
    url = places.url(str(path))
    engine = database.open_database(url)
    make_desk(engine, tmp_path, count=20)
    engine.dispose()
    lists = [str(staff_list(tmp_path / f"{n}.xlsx", 100 * n, 40)) for n in range(3)]
    dice, seen = random.Random(), Counter[str]()
    ledger = Ledger()
    with clerks(tmp_path, str(path), str(notes), *lists) as ask:
        for _ in range(wanted := rounds(25)):
            child = ask(f"go {dice.randrange(1 << 30)}")
            time.sleep(dice.uniform(0.001, 0.4))
            os.kill(child, signal.SIGKILL)
            require(ask("reap") == -signal.SIGKILL, "the clerk fell over before being pushed")
            lines = notes.read_text().splitlines() if notes.exists() else []
            notes.unlink(missing_ok=True)
            engine = database.open_database(url)
            audit(engine, ledger)
            engine.dispose()
            _count(lines, ledger, seen)
    done = Counter({k[2:]: n for k, n in seen.items() if k[:2] == "= "})
    told(
        f"{wanted} kills, {seen['in the middle']} in the middle of an action; of {done.total()} acknowledged "
        f"actions 0 lost, 0 half; {ledger.actions} in the trail, {len(ledger.rows)} rows as told, chain whole"
    )
    told(f"acknowledged: {dict(done.most_common())}; refused: {seen['refused']}")


def _count(lines: list[str], ledger: Ledger, seen: Counter[str]) -> None:
    for line in lines:
        if line.startswith("= "):
            key, sha, label = line[2:].split(" ", 2)
            require(ledger.hashes[int(key) - 1 : int(key)] == [sha], f"acknowledged and lost: {line}")
            seen[f"= {label}"] += 1
        elif line.startswith("! "):
            seen["refused"] += 1
    if lines and lines[-1].startswith("> "):
        seen["in the middle"] += 1
