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
from dataclasses import dataclass, field
from pathlib import Path

from desks import NOW, make_desk
from sqlalchemy import create_engine, select
from staff_lists import ANA, write
from torture.actions import RESTORE
from torture.audit import Ledger, audit, require

from asn_desktop.db.tables import IssuedCertificate
from asn_desktop.services import backups, database, places


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


UNTOLD = "restores whole but cut off before they could be told"


@dataclass
class Office:
    """One database through all rounds, and what is known of it."""

    path: Path
    ledger: Ledger = field(default_factory=Ledger)
    backups: set[str] = field(default_factory=set)  # those that were looked into
    numbers: dict[str, str] = field(
        default_factory=dict
    )  # every number ever seen on a certificate, and which
    seen: Counter[str] = field(default_factory=Counter)

    def survey(self, lines: list[str]) -> None:
        """Everything is as `lines` promise; raises BrokenError."""
        engine = database.open_database(places.url(str(self.path)))
        before = self.ledger.hashes[-1] if self.ledger.hashes else ""
        try:
            restored = f"> {RESTORE}" in lines
            self.ledger = audit(engine, None if restored else self.ledger)
            with engine.connect() as connection:
                for number, code in connection.execute(
                    select(IssuedCertificate.number, IssuedCertificate.code)
                ):
                    known = self.numbers.setdefault(number, code)
                    require(known == code, f"{number} was given to {known} and to {code}")
        finally:
            engine.dispose()
        self._actions(lines, before)
        self._backups(lines)

    def _actions(self, lines: list[str], before: str) -> None:
        last = [line for line in lines if line[:1] != "+"][-1:]
        open_restore = last == [f"> {RESTORE}"]
        state: list[tuple[int, str]] = []  # what must be there, the newest last
        for line in lines:
            self.seen[line[:1]] += 1
            if line.startswith("= "):
                key, sha, label = line[2:].split(" ", 2)
                self.seen[label] += 1
                if label == RESTORE:
                    state.clear()
                state.append((int(key), sha))
        kept = [self.ledger.hashes[key - 1 : key] == [sha] for key, sha in state]
        if open_restore and not all(kept) and self.ledger.newest == "restore":
            head = state[-1][1] if state else before
            safe = next(b for b in backups.listed(self.path) if b.reason == backups.RESTORE)
            require(safe.head == head, "restored without a backup of the newest state")
            self.seen[UNTOLD] += 1
            return
        require(all(kept), f"acknowledged and lost: {[s for s, k in zip(state, kept, strict=True) if not k]}")
        self.seen["in the middle"] += lines[-1:] == last and [line[:1] for line in last] == [">"]

    def _backups(self, lines: list[str]) -> None:
        listed = backups.listed(self.path)
        promised = [line[2:] for line in lines if line.startswith("+ ")]
        if promised:
            require(promised[-1] in {b.path.name for b in listed}, f"{promised[-1]} was promised and is lost")
        for backup in listed:
            if backup.path.name not in self.backups:
                require(backups.verified(backup).ok, f"{backup.path.name} has a good name and is not whole")
                self._look_into(backup.path)
                self.backups.add(backup.path.name)

    def _look_into(self, path: Path) -> None:
        engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
        try:
            audit(engine)
        finally:
            engine.dispose()


def test_kill_at_random_moments(
    tmp_path: Path, rounds: Callable[[int], int], told: Callable[[str], None]
) -> None:
    office, notes = Office(tmp_path / "asn.db"), tmp_path / "catatan"
    engine = database.open_database(places.url(str(office.path)))
    make_desk(engine, tmp_path, count=20)
    engine.dispose()
    lists = [str(staff_list(tmp_path / f"{n}.xlsx", 100 * n, 40)) for n in range(3)]
    dice = random.Random()
    with clerks(tmp_path, str(office.path), str(notes), *lists) as ask:
        for _ in range(wanted := rounds(12)):
            child = ask(f"go {dice.randrange(1 << 30)}")
            time.sleep(dice.uniform(0.001, 0.4))
            os.kill(child, signal.SIGKILL)
            require(ask("reap") == -signal.SIGKILL, "the clerk fell over before being pushed")
            lines = notes.read_text().splitlines() if notes.exists() else []
            notes.unlink(missing_ok=True)
            office.survey(lines)
    seen = office.seen
    told(
        f"{wanted} kills, {seen['in the middle']} in the middle of an action: of {seen['=']} acknowledged "
        f"actions 0 lost, 0 half; chain whole; {len(office.backups)} backups, all whole; "
        f"{len(office.numbers)} numbers, none twice; {seen[UNTOLD]} {UNTOLD}"
    )
    told(f"acknowledged: { {k: n for k, n in seen.most_common() if len(k) > 1 and k[0].isupper()} }")


def test_what_a_killed_restore_leaves_behind_goes(tmp_path: Path) -> None:
    path = tmp_path / "asn.db"
    database.open_database(places.url(str(path))).dispose()
    kept = backups.make(path, backups.MANUAL, NOW)
    old, young = tmp_path / ".pulih-lama", tmp_path / ".pulih-baru"
    for folder in (old, young):
        folder.mkdir()
        (folder / "asn.db").write_bytes(b"x")
    os.utime(old, (time.time() - 100_000,) * 2)
    backups.restore(path, kept.path, NOW)
    assert [p.name for p in tmp_path.glob(".pulih-*")] == [young.name]
