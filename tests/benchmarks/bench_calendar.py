"""A year with 400 events and 4,000 sessions, from the click to the screen, beside a plain SELECT
of the same rows; and the same year on paper.

PYTHONPATH=. python tests/benchmarks/bench_calendar.py
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from sqlalchemy import Engine, select

from asn_desktop.db.history import insert_rows
from asn_desktop.db.images import table_of
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import ClassSession, Event, EventPlan, Participant, Person, Training
from asn_desktop.services import calendar
from asn_desktop.services.database import open_database
from asn_desktop.ui import theme
from asn_desktop.ui.kit.runner import Inline, Runner
from asn_desktop.ui.screens.calendar.screen import CalendarScreen
from asn_desktop.ui.screens.calendar.shown import VIEWS

EVENTS, OF_EACH, PEOPLE, SEATS = 400, 10, 2_000, 30
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
DAY, ROUNDS = date(2026, 6, 10), 9
NAMES = ("Pelatihan Kepemimpinan Administrator", "Bimbingan Teknis Keuangan Daerah", "Lokakarya Naskah Dinas")
FORMS = ("KL01", "KL02", "KL03", "KL04", "KL06", "KL07")
ALLOWED = 0.200  # seconds from the click to the screen


def fill(engine: Engine) -> None:
    dice = random.Random(7)
    with writing(engine, "Isi", now=datetime(2026, 1, 1)) as s:
        trainings = [{"name": f"{name} {form}", "form": form} for name in NAMES for form in FORMS]
        held = list(insert_rows(s, Training, trainings))
        people = [{"name": f"Contoh {n}", "name_key": f"contoh {n}"} for n in range(PEOPLE)]
        ids = list(insert_rows(s, Person, people))
        rows = []
        for n in range(EVENTS):
            first = YEAR[0] + timedelta(days=dice.randrange(360))
            last = first + timedelta(days=dice.choice((0, 1, 2, 4, 4, 11)))
            rows.append(
                {"training_id": dice.choice(held), "angkatan": n % 9 + 1, "starts_on": first, "ends_on": last}
                | {"jp": 20, "place": "Aula Contoh"}
            )
        events = list(insert_rows(s, Event, rows))
        lessons = [
            {
                "event_id": event,
                "day": row["starts_on"],
                "starts": f"{7 + k:02d}:30",
                "ends": f"{8 + k:02d}:15",
            }
            | {"kind": "materi", "title": f"Materi {k}"}
            for event, row in zip(events, rows, strict=True)
            for k in range(OF_EACH)
        ]
        insert_rows(s, ClassSession, lessons)
        insert_rows(s, EventPlan, [{"event_id": event, "capacity": SEATS} for event in events])
        seats = [{"event_id": e, "person_id": p} for e in events for p in dice.sample(ids, SEATS)]
        insert_rows(s, Participant, seats)


def plain(engine: Engine) -> int:
    """The rows behind the year, as tuples, without a calendar."""
    with reading(engine) as s:
        events = select(*table_of(Event).columns, *table_of(Training).columns).join(Training)
        lessons = select(*table_of(ClassSession).columns)
        return sum(len(s.execute(query).all()) for query in (events, lessons))


def took(run: Callable[[], object]) -> float:
    """The median of some rounds, in seconds; the first, which warms up, does not count."""
    times = []
    for _ in range(ROUNDS + 1):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return statistics.median(times[1:])


def first_time(engine: Engine, app: QApplication, view: str) -> float:
    """A screen that was never shown: read, laid out and painted."""
    QSettings().setValue("calendar/view", view)
    screen = CalendarScreen(Runner(lambda: engine, Inline()), lambda *_where: None)
    screen.resize(1214, 684)
    started = time.perf_counter()
    screen.go_to(DAY)
    screen.show()
    app.processEvents()
    spent = time.perf_counter() - started
    screen.close()
    return spent


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        engine = open_database(f"sqlite:///{Path(folder)}/asn.db")
        fill(engine)
        app = QApplication([])
        theme.apply(app)

        def read() -> None:
            with reading(engine) as s:
                calendar.entries(s, *YEAR)

        def wall() -> None:
            with reading(engine) as s:
                calendar.wall_pdf(s, DAY, "tahun", "A3")

        peer, service = took(lambda: plain(engine)), took(read)
        print(f"{EVENTS} events, {EVENTS * OF_EACH} sessions, {EVENTS * SEATS} participants")
        print(f"plain SELECT of the same rows      {peer * 1000:7.1f} ms")
        print(f"entries of the year                {service * 1000:7.1f} ms   {service / peer:.2f} × SELECT")
        for view in VIEWS:
            spent = statistics.median(first_time(engine, app, view) for _ in range(ROUNDS))
            verdict = "ok" if spent <= ALLOWED else "TOO SLOW"
            ratio = f"{spent / peer:.2f} × SELECT"
            print(f"{view:5} opened, read and painted     {spent * 1000:7.1f} ms   {ratio}   {verdict}")
        paper = took(wall)
        print(f"year on one A3 sheet, PDF          {paper * 1000:7.1f} ms   {paper / peer:.2f} × SELECT")
        engine.dispose()


if __name__ == "__main__":
    main()
