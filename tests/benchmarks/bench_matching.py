"""Usulan pasangan for 100 mentees among 1,000 mentors, beside the same points always told in words.

    python tests/benchmarks/bench_matching.py [mentees] [mentors] [others]

The aim: 1 s with everything, the database included. Peers in the same run: the same scores by naive nested
loops over the reasons in words, and the best sum of an assignment by SciPy, if that is installed, to say what
being greedy costs. `others` are civil servants who are no mentors, as an office has them.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import CompetenceLevel, Person
from asn_desktop.domain import golongan
from asn_desktop.domain.mentoring import matching as points
from asn_desktop.services import reference
from asn_desktop.services.database import open_database
from asn_desktop.services.mentoring import matching, programmes
from asn_desktop.services.mentoring.candidates import Pool
from asn_desktop.services.mentoring.programmes import AimedAt, ProgrammeForm
from tests.desks import a_person

TODAY = date(2026, 11, 25)
CODES = [*(f"M{n}" for n in range(1, 9)), "S1"]


def fill(engine: Engine, mentees: int, mentors: int, others: int) -> int:
    """Past the trail. Mentors have golongan IV, mentees III/a to III/b, others II; all have levels."""
    chance = random.Random(5)
    grades = list(golongan.PANGKAT)

    def grade(n: int) -> str:
        low, high = (8, 10) if n <= mentees else (12, 16) if n <= mentees + mentors else (4, 8)
        return grades[chance.randrange(low, high)]

    count = mentees + mentors + others
    with engine.begin() as c:
        c.exec_driver_sql("DELETE FROM unit")
        for n in range(1, 41):
            c.exec_driver_sql(
                "INSERT INTO unit (id, name, name_key, code, archived) VALUES (?, ?, ?, '', 0)",
                (n, f"Dinas Contoh {n}", f"dinas contoh {n}"),
            )
        c.execute(
            Person.__table__.insert(),  # type: ignore[attr-defined]
            [
                a_person(
                    n,
                    golongan=grade(n),
                    unit_id=1 + n % 40,
                    nip=f"{10**17 + n}",
                    birth_date=date(1985, 1 + n % 12, 1),
                    tmt_cpns=date(2005 + n % 15, 1 + n % 12, 1),
                )
                for n in range(1, count + 1)
            ],
        )
        c.execute(
            CompetenceLevel.__table__.insert(),  # type: ignore[attr-defined]
            [
                {
                    "person_id": n,
                    "competence": code,
                    "level": chance.randint(1, 3) if n <= mentees else chance.randint(2, 5),
                    "noted_on": date(2026, 1, 1),
                    "source": "impor",
                    "note": "",
                }
                for n in range(1, count + 1)
                for code in CODES
            ],
        )
    with writing(engine, "Siapkan") as s:
        reference.seed(s)
        aims = tuple(AimedAt(code, 4, 2) for code in CODES[:5])
        form = ProgrammeForm(
            "Bangku", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), competences=aims
        )
        return programmes.save(s, form)


def main() -> None:
    mentees, mentors, others = (int(a) for a in sys.argv[1:4] or ("100", "1000", "15000"))
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{Path(folder)}/asn.db")
        programme = fill(engine, mentees, mentors, others)
        ids = range(1, mentees + 1)
        for pool, words in (
            (Pool(least_golongan="IV/a"), "pool IV/a"),
            (Pool(), "whole office"),
        ):
            times = []
            for _ in range(5):
                start = time.perf_counter()
                with reading(engine) as s:
                    found = matching.propose(s, programme, ids, pool, TODAY)
                times.append(time.perf_counter() - start)
            print(
                f"{words}: {mentees} mentees, {found.considered} of {found.fitting} mentors weighed: "
                f"best {min(times) * 1000:.0f} ms, worst {max(times) * 1000:.0f} ms (aim 1,000)"
            )
        peers(mentees, mentors)
        engine.dispose()


def peers(mentees: int, mentors: int) -> None:
    chance = random.Random(6)
    grades = list(golongan.PANGKAT)

    def who(n: int, low: int) -> points.Who:
        levels = {code: chance.randint(1, 5) for code in CODES}
        return points.Who(n, grades[chance.randrange(low, low + 4)], chance.randint(0, 400), n % 40, levels)

    aims = [points.Lack(code, code, 4, 2) for code in CODES[:5]]
    seekers = [points.seeker(who(n, 8), aims, points.Rules()) for n in range(mentees)]
    told = [who(mentees + n, 10) for n in range(mentors)]
    start = time.perf_counter()
    lists = [points.ranked(one, told) for one in seekers]
    ours = time.perf_counter() - start
    start = time.perf_counter()
    for one in seekers:
        sorted((-sum(r.points for r in points.reasons(one, mentor)), n) for n, mentor in enumerate(told))
    naive = time.perf_counter() - start
    print(
        f"ranking alone {ours * 1000:.0f} ms; with the words of all {naive * 1000:.0f} ms: "
        f"{naive / ours:.1f} x"
    )
    start = time.perf_counter()
    given = points.assign(lists, lambda _place: 3)
    took = time.perf_counter() - start
    total = sum(points.score(m, told[p]) for m, p in zip(seekers, given, strict=True) if p is not None)
    print(f"greedy assignment {took * 1000:.1f} ms, sum of scores {total}")
    try:
        from scipy.optimize import linear_sum_assignment
    except ImportError:
        print("SciPy is not installed: nothing to hold the sum against")
        return
    start = time.perf_counter()
    table = [[-points.score(one, mentor) for mentor in told for _ in range(3)] for one in seekers]
    lines, places = linear_sum_assignment(table)
    best = -sum(table[n][p] for n, p in zip(lines, places, strict=True))
    print(
        f"best sum by SciPy {best} in {(time.perf_counter() - start) * 1000:.0f} ms: "
        f"we reach {total / best:.1%}"
    )


if __name__ == "__main__":
    main()
