"""What the trail costs: an import and a single edit with and without it, and how fast an import is undone.

    python tests/benchmarks/bench_history.py [rounds] [list.xlsx]

Without: rows are written as images of nothing and no action is kept, so all the trail's own work is gone.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from unittest import mock

sys.path[:0] = [str(Path(__file__).parents[2])]

from asn_desktop.db import history as trail  # noqa: E402
from asn_desktop.db.session import reading, writing  # noqa: E402
from asn_desktop.services import employees, history, imports  # noqa: E402
from asn_desktop.services.database import open_database  # noqa: E402

LIST = Path(__file__).parents[3] / "shared" / "data" / "pegawai_siasn.xlsx"
TODAY = date(2026, 11, 24)
EDITS = 100
MOST_ON_IMPORT, MOST_ON_EDIT, MOST_UNDO = 0.60, 5.0, 3.0


def nothing(_row: object) -> str:
    return ""


@contextmanager
def no_trail() -> Iterator[None]:
    with mock.patch.object(trail.images, "dump", nothing), mock.patch.object(trail, "close"):
        yield


@contextmanager
def as_it_is() -> Iterator[None]:
    yield


def once(path: Path, *, kept: bool) -> dict[str, float]:
    """Seconds of an import from file to commit, milliseconds of one edit, seconds of undo and redo."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{folder}/a.db")
        with as_it_is() if kept else no_trail():
            began = time.perf_counter()
            source = imports.open_list(path)
            with reading(engine) as session:
                checked = imports.check(session, source, source.fields, TODAY)
            with writing(engine, "Impor") as session:
                imports.apply(session, checked)
            found = {"import": time.perf_counter() - began}
            edits = []
            for n in range(1, EDITS + 1):
                with reading(engine) as session:
                    form = employees.get(session, n)
                began = time.perf_counter()
                with writing(engine, "Ubah") as session:
                    person = session.get_one(trail.images.TABLES["person"], form.id)
                    person.phone = f"0812{n}"  # type: ignore[attr-defined]
                edits.append((time.perf_counter() - began) * 1000)
            found["edit"] = median(edits)
        if kept:
            for _ in range(EDITS):
                with writing(engine, "Batalkan") as session:
                    history.undo(session, TODAY)
            for name, walk in (("undo", history.undo), ("redo", history.redo)):
                began = time.perf_counter()
                with writing(engine, name) as session:
                    walk(session, TODAY)
                found[name] = time.perf_counter() - began
        engine.dispose()
    return found


def main(args: list[str]) -> int:
    rounds = int(args[0]) if args else 3
    path = Path(args[1]) if len(args) > 1 else LIST
    kept, bare = [], []
    for _ in range(rounds):
        kept.append(once(path, kept=True))
        bare.append(once(path, kept=False))
    best = {key: min(run[key] for run in kept) for key in kept[0]}
    least = {key: min(run[key] for run in bare) for key in bare[0]}
    cost, edit = best["import"] / least["import"] - 1, best["edit"] - least["edit"]
    print(f"import {best['import']:.2f} s with the trail, {least['import']:.2f} s without")
    print(f"one edit {best['edit']:.2f} ms with the trail, {least['edit']:.2f} ms without")
    print(f"redo of the import {best['redo']:.2f} s")
    checks = {
        f"the trail costs {cost:.0%} of an import (at most {MOST_ON_IMPORT:.0%})": cost <= MOST_ON_IMPORT,
        f"the trail costs {edit:.2f} ms of one edit (at most {MOST_ON_EDIT})": edit <= MOST_ON_EDIT,
        f"undo of the import {best['undo']:.2f} s (at most {MOST_UNDO})": best["undo"] <= MOST_UNDO,
    }
    for text, good in checks.items():
        print("ok  " if good else "MISS", text)
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
