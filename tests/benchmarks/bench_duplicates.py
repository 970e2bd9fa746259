"""How long the search for doubles takes among 16,000 people, and what it finds of those planted.

PYTHONPATH=. python tests/benchmarks/bench_duplicates.py
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))
from doubles import fill, office

from asn_desktop.db.session import reading, writing
from asn_desktop.services import database, duplicates


def main(count: int = 16_000, doubles: int = 60) -> None:
    made = office(count, doubles)
    with tempfile.TemporaryDirectory() as folder:
        engine = database.open_database(f"sqlite:///{folder}/a.db")
        with writing(engine, "Siapkan") as session:
            fill(session, made)
        began = perf_counter()
        with reading(engine) as session:
            found = duplicates.find(session)
        print(f"{len(made.rows)} people: {perf_counter() - began:.1f} s, {len(found)} pairs")
        engine.dispose()
    hits = Counter(made.doubles[p.id] for p in found if p.id in made.doubles)
    surely = Counter(made.doubles[p.id] for p in found if p.id in made.doubles and p.sure)
    planted = Counter(made.doubles.values())
    for way, there in planted.items():
        print(f"  {way:32} found {hits[way] / there:5.0%}   sure {surely[way] / there:5.0%}")
    right = sum(hits.values())
    sure = [p for p in found if p.sure]
    print(f"recall {right / len(made.doubles):.1%}, precision {right / len(found):.1%} of all shown")
    wrong = sum(p.id not in made.doubles for p in sure)
    print(f"sure: {len(sure)}, wrong among them {wrong}")
    for least in (75, 80, 85, 90):
        shown = [p for p in found if p.score >= least or p.sure]
        good = sum(p.id in made.doubles for p in shown)
        print(
            f"  score >= {least}: {len(shown)} shown, precision {good / max(1, len(shown)):.1%}, "
            f"recall {good / len(made.doubles):.1%}"
        )
    if "-v" in sys.argv:
        for p in found:
            if p.id not in made.doubles:
                print(p.score, p.a_name, "|", p.b_name, p.a_nip, p.b_nip, p.reasons)
        seen = {p.id for p in found}
        for ids, way in made.doubles.items():
            if ids not in seen:
                print("MISSED", way, [made.rows[i - 1] for i in ids])


if __name__ == "__main__":
    main()
