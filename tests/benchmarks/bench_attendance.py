"""From a key to the screen in a grid of 300 people and 20 sessions, beside a QTableWidget in the same run.

The grid saves each key in a database on the disk, on a thread of its own; the table widget saves nothing.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableWidget, QTableWidgetItem

sys.path.insert(0, str(Path(__file__).parents[1]))

from desks import make_desk

from asn_desktop.db import history
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Attendance, ClassSession
from asn_desktop.services import attendance
from asn_desktop.services.database import open_database
from asn_desktop.ui import theme
from asn_desktop.ui.kit.runner import Runner
from asn_desktop.ui.screens.training.attendance import AttendancePage

PEOPLE, SESSIONS, KEYS = 300, 20, 200
H = Qt.Key.Key_H


class Painted(QObject):
    """Notes when a widget was told to paint."""

    def __init__(self, watched: QAbstractItemView) -> None:
        super().__init__()
        self.count = 0
        watched.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == QEvent.Type.Paint
        return False


class Plain(QTableWidget):
    """What one would write by hand."""

    def __init__(self) -> None:
        super().__init__(PEOPLE, SESSIONS + 3)
        self._tone = QBrush(QColor("#e1f3e6"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for row in range(PEOPLE):
            for column in range(SESSIONS + 3):
                self.setItem(row, column, QTableWidgetItem(""))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        item = self.currentItem()
        item.setText(event.text().upper())
        item.setBackground(self._tone)
        self.setCurrentCell(item.row() + 1, item.column())


def typed(view: QAbstractItemView, keys: int, between: Callable[[], None]) -> list[float]:
    """Milliseconds from each key to the end of the painting that shows it."""
    painted, took = Painted(view), []
    for _ in range(keys):
        before, start = painted.count, time.perf_counter()
        QTest.keyClick(view, H)
        while painted.count == before:
            QApplication.processEvents()
        took.append((time.perf_counter() - start) * 1000)
        between()
    return took


def pause() -> None:
    """As a fast typist has between two keys; the answers of the database come in here."""
    end = time.perf_counter() + 0.06
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.001)


def told(name: str, took: list[float]) -> float:
    worst, middle = max(took), statistics.median(took)
    at95 = statistics.quantiles(took, n=20)[-1]
    print(f"{name:44} median {middle:6.2f} ms   95% {at95:6.2f} ms   worst {worst:6.2f} ms")
    return middle


def main() -> None:
    app = QApplication(sys.argv)
    theme.apply(app)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{folder}/asn.db")
        desk = make_desk(engine, Path(folder), PEOPLE)
        first = date(2026, 11, 3)
        rows = [
            {"event_id": desk.event_id, "day": first + timedelta(n // 4), "starts": f"{8 + n % 4 * 2:02d}:00"}
            | {"ends": f"{9 + n % 4 * 2:02d}:30"}
            for n in range(SESSIONS)
        ]
        with writing(engine, "Jadwal") as s:
            history.insert_rows(s, ClassSession, rows)
        with reading(engine) as s:
            people = [p.id for p in attendance.grid(s, desk.event_id).people]
        half = [
            {"session_id": held, "participant_id": person, "status": "H"}
            for held in range(1, SESSIONS - 4)
            for person in people
        ]
        with writing(engine, "Isi") as s:
            history.insert_rows(s, Attendance, half)
        reads = []
        for _ in range(5):
            start = time.perf_counter()
            with reading(engine) as s:
                attendance.grid(s, desk.event_id)
            reads.append((time.perf_counter() - start) * 1000)
        print(f"reading {PEOPLE} x {SESSIONS} with {len(half)} marks: {min(reads):.1f} ms")

        runner = Runner(lambda: open_database(f"sqlite:///{folder}/asn.db"))
        page = AttendancePage(runner, desk.event_id)
        page.resize(1190, 600)
        page.show()
        while not page._shown.people:
            QApplication.processEvents()
        page.grid.go_to((people[0], SESSIONS))
        page.grid.view.setFocus()
        ours = told("grid, saving, a key each 60 ms", typed(page.grid.view, KEYS, pause))
        page.grid.go_to((people[0], SESSIONS - 1))
        told("grid, saving, as fast as it goes", typed(page.grid.view, KEYS, lambda: None))
        page.grid.go_to((people[0], SESSIONS - 2))
        QTest.keyClick(page.grid.view, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
        told("grid, a whole column of 300", typed(page.grid.view, 1, pause) * 2)
        for _ in range(40):
            pause()
        with reading(engine) as s:
            saved = attendance.grid(s, desk.event_id).marks
        missing = 2 * KEYS + PEOPLE - sum(held > SESSIONS - 3 for _, held in saved)
        print(f"saved: {'all' if not missing else f'{missing} MISSING'}")
        runner.close()
        page.hide()

        plain = Plain()
        plain.resize(1190, 600)
        plain.show()
        QApplication.processEvents()
        plain.setCurrentCell(0, 5)
        peer = told("QTableWidget, saving nothing", typed(plain, KEYS, pause))
        print(f"ratio to QTableWidget: {ours / peer:.2f}  (goal: a key on the screen within 16 ms)")


if __name__ == "__main__":
    main()
