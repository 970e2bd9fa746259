"""The JP ledger of 16,000 people with 500,000 rows and 40,000 meetings, beside the ORM and a plain loop.

    python tests/benchmarks/bench_ledger.py [people] [rows] [years]

The aim: 150 ms for the list of those who lack JP and for the table of all perangkat daerah. Peers in the same
run: the rows of the year read as objects of the ORM and added up, and all rows by a loop over a bare SELECT.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from busy_mentoring import fill as fill_mentoring
from people import sheet
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from asn_desktop.db.session import reading
from asn_desktop.db.tables import OutsideTraining, Person
from asn_desktop.services import ledger
from asn_desktop.services.database import open_database
from asn_desktop.services.ledger import Wanted
from tests.desks import a_person

YEAR, EVENTS, SEATS = 2026, 400, 40


def fill(engine: Engine, people: int, rows: int, years: int) -> None:
    """Past the trail: its making is not what is measured. 40 units below 40 agencies, 16,000 seats."""
    with engine.begin() as c:
        c.exec_driver_sql("DELETE FROM unit")
        for n in range(1, 81):
            parent = None if n <= 40 else n - 40
            c.exec_driver_sql(
                "INSERT INTO unit (id, name, name_key, code, parent_id, archived) VALUES (?, ?, ?, '', ?, 0)",
                (n, f"Dinas Contoh {n}", f"dinas contoh {n}", parent),
            )
        c.execute(
            Person.__table__.insert(),  # type: ignore[attr-defined]
            [
                a_person(
                    n,
                    name=f"Pegawai {n % 977} Contoh {n}",
                    name_key=f"pegawai {n % 977} contoh {n}",
                    nip=f"{10**17 + n}",
                    unit_id=1 + n % 80,
                    status="PPPK" if n % 5 == 0 else "PNS",
                )
                for n in range(1, people + 1)
            ],
        )
        c.exec_driver_sql(
            "INSERT INTO outside_training (person_id, name, kind, form, level, organiser, ends_on, year, "
            "certificate_number, jp, jp_reason, source, note, version) VALUES "
            "(?, 'Webinar Data', 'kursus', 'KL06', 'nasional', 'LAN', ?, ?, '', ?, '', 'impor', '', 1)",
            [
                (
                    1 + (n * 7919) % people,
                    f"{YEAR - n % years}-{1 + n % 12:02}-{1 + n % 28:02}",
                    YEAR - n % years,
                    1 + n % 9,
                )
                for n in range(rows)
            ],
        )
        c.exec_driver_sql(
            "INSERT INTO training (id, name, code, form, level, graded, basis, archived, version) "
            "VALUES (1, 'Pelatihan Contoh', '', 'KL03', 'nasional', 0, '', 0, 1)"
        )
        c.exec_driver_sql(
            "INSERT INTO event (id, training_id, angkatan, starts_on, ends_on, place, organiser, jp, "
            "template_name, note, archived, version) "
            "VALUES (?, 1, ?, ?, ?, '', '', 36, 'sertifikat', '', 0, 1)",
            [
                (n, n, f"{YEAR}-{1 + n % 12:02}-03", f"{YEAR}-{1 + n % 12:02}-05")
                for n in range(1, EVENTS + 1)
            ],
        )
        c.exec_driver_sql(
            "INSERT INTO participant (id, event_id, person_id, position, role, result, note, version) "
            "VALUES (?, ?, ?, 1, 'peserta', 'lulus', '', 1)",
            [(n + 1, 1 + n // SEATS, 1 + (n * 31) % people) for n in range(EVENTS * SEATS)],
        )
        c.exec_driver_sql(
            "INSERT INTO number_scheme (id, name, pattern, klasifikasi, kode_unit, bidang, archived, "
            "version) VALUES (99, 'Tolok ukur', '{urut}', '', '', '', 0, 1)"
        )
        c.exec_driver_sql(
            "INSERT INTO register_number (id, scheme_id, year, sequence, number, taken_on, state, reason, "
            "holder, training) SELECT id, 99, 2026, id, id, '2026-01-01', 'terpakai', '', '', '' "
            "FROM participant"
        )
        c.exec_driver_sql(
            "INSERT INTO template (id, name, edition, title, content, sha256) "
            "VALUES (99, 'x', 99, '', '', '')"
        )
        snapshot = json.dumps(sheet(1).certificate.to_json())
        c.exec_driver_sql(
            "INSERT INTO certificate (id, event_id, participant_id, number_id, number, code, issued_on, "
            "issued_at, template_id, snapshot, name, nip, sha256, state, reason) SELECT id, event_id, id, "
            "id, id, id, '2026-01-01', '2026-01-01 00:00:00', 99, ?, '', '', '', 'berlaku', '' "
            "FROM participant",
            (snapshot,),
        )
        c.exec_driver_sql("ANALYZE")


def orm(session: Session) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for row in session.scalars(select(OutsideTraining).where(OutsideTraining.year == YEAR)):
        found[row.person_id] += row.jp
    return found


def loop(path: Path) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    with closing(sqlite3.connect(path)) as db:
        for person, year, jp in db.execute("SELECT person_id, year, jp FROM outside_training NOT INDEXED"):
            if year == YEAR:
                found[person] += jp
    return found


def best(run: Callable[[], object], times: int = 5) -> float:
    """Milliseconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        took.append(time.perf_counter() - start)
    return min(took) * 1000


def main(people: int = 16_000, rows: int = 500_000, years: int = 8) -> int:
    with tempfile.TemporaryDirectory() as name:
        os.environ["ASN_DESKTOP_DATA"] = name
        path = Path(name) / "asn.db"
        engine = open_database(f"sqlite:///{path}")
        fill(engine, people, rows, years)
        if people >= 5_000:
            fill_mentoring(engine, first_person=0)
        with reading(engine) as s:
            lacking = Wanted(YEAR, state="kurang", sort="lacking", descending=True)
            typed = Wanted(YEAR, text="contoh 12", unit_id=3, state="kurang")
            first = ledger.ids(s, lacking)[:60]
            times = {
                "all people, those who lack, most first": best(lambda: ledger.ids(s, lacking)),
                "one agency, text, those who lack": best(lambda: ledger.ids(s, typed)),
                "the rows on the screen": best(lambda: ledger.page(s, YEAR, first)),
                "every perangkat daerah": best(lambda: ledger.agencies(s, YEAR)),
                "JP of everybody": best(lambda: ledger.sums(s, YEAR)),
            }
            peers = {
                "objects of the ORM": best(lambda: orm(s), 1),
                "a plain loop": best(lambda: loop(path), 2),
            }
            in_year = sum(jp for _, jp in orm(s).items())
        engine.dispose()
    print(f"{people:,} people, {rows:,} rows in {years} years, {EVENTS * SEATS:,} seats in own events")
    for words, took in times.items():
        print(f"  {words:42} {took:7.1f} ms")
    whole = times["JP of everybody"]
    for words, took in peers.items():
        print(f"  {words:42} {took:7.1f} ms, {took / whole:.1f} times as long as JP of everybody")
    print(f"aim 150 ms each; JP of the year {in_year:,} at {date(YEAR, 1, 1):%Y}")
    return int(max(times.values()) > 150)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
