"""2,000 pairs with 40,000 meetings: lists, timeline and JP, each beside a bare SELECT of the same rows.

    PYTHONPATH=. python tests/benchmarks/bench_mentoring.py

The aim: 150 ms each. The ratio is to the time the bare SELECT of the tables read takes with sqlite3 alone.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from bench_ledger import best
from busy_mentoring import TODAY, fill

from asn_desktop.db.session import reading
from asn_desktop.services.database import open_database
from asn_desktop.services.mentoring import actions, board, earned, jp, programmes, timeline

ALLOWED = 150  # ms
PAIRS = "SELECT * FROM mentoring_pair"
MEETINGS = "SELECT pair_id, day, minutes, state FROM mentoring_meeting"
ACTIONS = "SELECT meeting_id, due, state FROM action_point"
MENTEES = "SELECT m.pair_id, p.name FROM mentee m JOIN person p ON p.id = m.person_id"
THERE = "SELECT meeting_id, mentee_id FROM meeting_mentee"
OF_PAIR = (
    "SELECT * FROM mentoring_meeting WHERE pair_id = 1",
    "SELECT a.* FROM action_point a JOIN mentoring_meeting m ON m.id = a.meeting_id WHERE m.pair_id = 1",
)
OPEN = "SELECT * FROM action_point WHERE state = 'terbuka'"


def bare_select(db: sqlite3.Connection, queries: tuple[str, ...]) -> int:
    return sum(len(db.execute(one).fetchall()) for one in queries)


def main() -> int:
    worst = 0.0
    with tempfile.TemporaryDirectory() as name:
        os.environ["ASN_DESKTOP_DATA"] = name
        path = Path(name) / "asn.db"
        engine = open_database(f"sqlite:///{path}")
        fill(engine)
        with reading(engine) as s, closing(sqlite3.connect(path)) as db:
            measured: dict[str, tuple[Callable[[], object], tuple[str, ...]]] = {
                "pairs of a programme with 1,993": (
                    lambda: board.rows(s, 1, TODAY),
                    (PAIRS, MEETINGS, ACTIONS, MENTEES),
                ),
                "programmes": (lambda: programmes.rows(s, TODAY), (PAIRS, MEETINGS, ACTIONS, MENTEES)),
                "timeline of a pair with 60 meetings": (lambda: timeline.timeline(s, 1, TODAY), OF_PAIR),
                "open actions, all": (lambda: actions.open_actions(s, TODAY), (OPEN,)),
                "JP of everybody in the year": (lambda: earned.sums(s, 2026), (MEETINGS, THERE)),
                "JP of a pair, each meeting": (lambda: jp.of_pair(s, 1), OF_PAIR),
                "JP of a programme, each meeting": (lambda: jp.of_programme(s, 1), (MEETINGS, THERE)),
            }
            print("2,000 pairs, 40,040 meetings")
            for words, (run, selects) in measured.items():
                took = best(run)
                bare = best(partial(bare_select, db, selects))
                worst = max(worst, took)
                ratio = f"{took / bare:6.1f} times the bare SELECT ({bare:.1f} ms)"
                print(f"  {words:38} {took:7.1f} ms, {ratio}")
        engine.dispose()
    print(f"aim {ALLOWED} ms each")
    return int(worst > ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
