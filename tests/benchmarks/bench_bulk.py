"""How long it takes to change a field of 15,000 people, to delete them, and to merge 300 pairs.

PYTHONPATH=. python tests/benchmarks/bench_bulk.py
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from doubles import fill, office

from asn_desktop.db import undo
from asn_desktop.db.session import reading, writing
from asn_desktop.services import bulk, database, deletion, duplicates, merging
from asn_desktop.services.bulk import Change

TODAY = date(2026, 11, 24)


def timed(title: str, work: Callable[[], Any]) -> Any:
    began = perf_counter()
    result = work()
    print(f"{title:40} {perf_counter() - began:6.2f} s")
    return result


def main(count: int = 15_000, doubles: int = 100) -> None:
    made = office(count, doubles)
    with tempfile.TemporaryDirectory() as folder:
        engine = database.open_database(f"sqlite:///{folder}/a.db")
        with writing(engine, "Siapkan") as session:
            fill(session, made)
        ids = list(range(1, count + 1))

        def write(work: Callable[[Any], Any]) -> Any:
            with writing(engine, "Ukur") as session:
                return work(session)

        def take_back() -> None:
            write(undo.undo_last)

        with reading(engine) as session:
            change = Change("unit_id", value=3)
            timed("preview of a unit for all", lambda: bulk.preview(session, ids, change, TODAY))
        timed("a unit for all", lambda: write(lambda s: bulk.apply(s, ids, change, TODAY)))
        timed("undo", take_back)
        change = Change("name", bulk.REPLACE, find="Muhammad", new="Muhamad")
        timed("find and replace in names", lambda: write(lambda s: bulk.apply(s, ids, change, TODAY)))
        timed("undo", take_back)
        with reading(engine) as session:
            pairs = [p.id for p in duplicates.find(session) if p.sure]
        timed(f"merge {len(pairs)} sure pairs", lambda: write(lambda s: merging.merge_sure(s, pairs, TODAY)))
        timed("undo", take_back)
        timed("delete all", lambda: write(lambda s: deletion.delete(s, "person", ids)))
        timed("undo", take_back)
        engine.dispose()


if __name__ == "__main__":
    main()
