"""From the start of the process to the first paint and to the rows, beside a bare PySide6 window."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from asn_desktop.db import history
from asn_desktop.db.session import writing
from asn_desktop.db.tables import Person
from asn_desktop.services.database import open_database

PEOPLE = 15_754
RUNS = 7

BARE = """
import os, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Window(QMainWindow):
    painted = False

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            print("paint", time.time() - float(os.environ["T0"]), flush=True)
            QTimer.singleShot(0, self.close)

app = QApplication([])
window = Window()
window.setCentralWidget(QLabel("Halo"))
window.resize(1280, 700)
window.show()
app.exec()
"""

OURS = """
import os, resource, sys, time
from PySide6.QtCore import QTimer
from asn_desktop import app

fill = app.Program.fill

def say(what):
    print(what, time.time() - float(os.environ["T0"]), flush=True)

def measured(self):
    say("paint")
    fill(self)
    desk = self.window.centralWidget()

    def look():
        screen = desk.shown_before("employees")
        if screen is None:
            desk.go("employees")
        elif screen.table.model().index(0, 0).data() not in (None, "…"):
            say("rows")
            print("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, flush=True)
            self.window.close()
            return
        QTimer.singleShot(10, look)

    look()

app.Program.fill = measured
app.main(sys.argv[1])
"""


def run(code: str, *args: str) -> dict[str, float]:
    env = {**os.environ, "T0": repr(time.time())}
    done = subprocess.run(
        [sys.executable, "-c", code, *args], env=env, capture_output=True, text=True, check=True, timeout=60
    )
    return {line.split()[0]: float(line.split()[1]) for line in done.stdout.splitlines()}


def people(database: Path) -> None:
    engine = open_database(f"sqlite:///{database}")
    rows = [
        {"name": f"Pegawai {n}", "name_key": f"pegawai {n:05}", "nip": f"1980{n:014}"} for n in range(PEOPLE)
    ]
    with writing(engine, "Pegawai") as session:
        history.insert_rows(session, Person, rows)
    engine.dispose()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "asn.db"
        people(database)
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = folder
        run(OURS, str(database))  # warm
        bare, ours = [], []
        for _ in range(RUNS):  # in turn, so that what else the machine does falls on both
            bare.append(run(BARE))
            ours.append(run(OURS, str(database)))
    first = statistics.median(r["paint"] for r in bare)
    paint, rows = (statistics.median(r[what] for r in ours) for what in ("paint", "rows"))
    memory = max(r["memory"] for r in ours)
    print(
        f"first paint: bare window {first:.2f} s, ours {paint:.2f} s, {paint / first:.2f} times (at most 1.5)"
    )
    print(f"rows of {PEOPLE} people: {rows:.2f} s (at most 1.0), {memory:.0f} MB (at most 200)")


if __name__ == "__main__":
    main()
