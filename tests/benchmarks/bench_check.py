"""Periksa data over 16,000 people, 3,000 certificates and a million actions, beside a bare read of all rows.

    python tests/benchmarks/bench_check.py [actions] [people] [certificates]

The aim: 60 s for everything. No check can be quicker than sqlite3 alone reads every row and does nothing.
"""

from __future__ import annotations

import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections import deque
from contextlib import closing
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path

from busy_office import build

from asn_desktop.db.session import open_engine, reading
from asn_desktop.services import checks
from asn_desktop.services.proofs import KeyStore


def bare(path: Path) -> float:
    """Seconds to read all rows once, in the order in which they lie."""
    start = time.perf_counter()
    with closing(sqlite3.connect(path)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            if not table.startswith("person_search"):
                deque(db.execute(f'SELECT * FROM "{table}"'), maxlen=0)
    return time.perf_counter() - start


def main(actions: int = 1_000_000, people: int = 16_000, issued: int = 3_000) -> int:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "asn.db"
        os.environ["ASN_DESKTOP_DATA"] = name  # anchors of other runs would be those of this database
        keys = KeyStore(Path(name) / "kunci")
        made = get_context("spawn").Process(target=build, args=(path, people, actions, issued, keys))
        made.start()  # apart, so that its memory is not taken for that of the check
        made.join()
        read = min(bare(path), bare(path))
        engine = open_engine(f"sqlite:///{path}")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        with reading(engine) as session:
            start, worked = time.perf_counter(), time.process_time()
            report = checks.run(session, datetime.now())
            took, worked = time.perf_counter() - start, time.process_time() - worked
        engine.dispose()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = path.stat().st_size / 1e6
    print(f"{actions:,} actions, {people:,} people, {issued:,} certificates, {size:.0f} MB")
    for part in report.parts:
        print(f"  {part.title:24} {part.seconds:6.1f} s   {part.looked_at}")
    print(f"everything {took:.1f} s (processor {worked:.1f} s), aim 60 s; {before:.0f} to {memory:.0f} MB")
    print(f"a bare read of all rows {read:.1f} s: the check takes {took / read:.1f} times as long")
    if not report.good:
        print(checks.text(report))
    return int(not report.good)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
