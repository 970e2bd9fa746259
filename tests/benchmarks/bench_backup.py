"""Backup of some 200 MB, all its checks included, beside a plain copy of the file and VACUUM INTO.

Meanwhile another thread types: it saves a small change every 20 ms, and is timed with and without a backup.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from asn_desktop.db import history
from asn_desktop.db.session import writing
from asn_desktop.db.tables import Person
from asn_desktop.services import backups
from asn_desktop.services.database import open_database

NOW = datetime(2026, 11, 24, 8)
NAMES = "ahmad siti budi dewi rina joko sri nur indah hendra kiagus nyimas masayu tri eka putri".split()


def build(path: Path, people: int) -> None:
    engine = open_database(f"sqlite:///{path}", NOW)
    for start in range(0, people, 10_000):
        with writing(engine, f"Impor {start}", "rina", NOW) as s:
            history.insert_rows(s, Person, [a_person(n) for n in range(start, start + 10_000)])
    engine.dispose()


def a_person(n: int) -> dict[str, object]:
    name = " ".join(NAMES[(n // 16**k) % 16] for k in range(4))
    return {
        "name": name.title(),
        "name_key": name,
        "nip": f"{198001012000000000 + n}",
        "jabatan": f"Analis Sumber Daya Manusia Aparatur {n % 97}",
        "address": f"Jalan Merdeka Nomor {n}, Kecamatan Contoh, Palembang",
    }


@contextmanager
def typing(path: Path, took: list[float]) -> Iterator[None]:
    stop = threading.Event()

    def save() -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA synchronous=FULL")
            while not stop.is_set():
                begun = time.perf_counter()
                db.execute("UPDATE person SET note = ? WHERE id = 7", (str(begun),))
                took.append(time.perf_counter() - begun)
                time.sleep(0.02)

    thread = threading.Thread(target=save)
    thread.start()
    yield
    stop.set()
    thread.join()


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def plain(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def vacuum(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as db:
        db.execute("VACUUM INTO ?", (str(target),))
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def spread(took: list[float]) -> str:
    took.sort()
    ms = [1000 * t for t in (statistics.median(took), took[int(len(took) * 0.95)], took[-1])]
    return "median {:.1f} ms, 95 % {:.1f} ms, longest {:.1f} ms ({} saves)".format(*ms, len(took))


def main(people: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "asn.db"
        build(path, people)
        size = path.stat().st_size / 1e6
        ours, copied, vacuumed = [], [], []
        for n in range(3):
            ours.append(seconds(lambda: backups.make(path, backups.MANUAL, NOW)))
            copied.append(seconds(partial(plain, path, Path(name) / f"p{n}")))
            vacuumed.append(seconds(partial(vacuum, path, Path(name) / f"v{n}")))
        best = min(ours)
        print(f"{size:.0f} MB: backup with all checks {best:.2f} s ({statistics.median(ours):.2f} s median)")
        print(
            f"  plain copy of the file {min(copied):.2f} s: ours takes {best / min(copied):.1f} times as long"
        )
        print(f"  VACUUM INTO {min(vacuumed):.2f} s: ours takes {best / min(vacuumed):.2f} times as long")
        quiet: list[float] = []
        with typing(path, quiet):
            time.sleep(3)
        busy: list[float] = []
        with typing(path, busy):
            took = seconds(lambda: backups.make(path, backups.MANUAL, NOW))
        print(f"  a writer alone: {spread(quiet)}")
        print(f"  during a backup of {took:.2f} s: {spread(busy)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 140_000)
