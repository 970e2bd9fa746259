from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMessageBox

from asn_desktop.app import Program
from asn_desktop.ui import bug_log
from asn_desktop.ui.main_window import MainWindow

HEAVY = ("sqlalchemy", "reportlab", "cryptography", "xlsxwriter", "python_calamine", "pypdfium2", "zxingcpp")
UNTIL_PAINTED = f"""
import sys
from asn_desktop import app

def painted(self):
    print([name for name in {HEAVY!r} if name in sys.modules])
    self.window.close()

app.Program.fill = painted
sys.exit(app.main("unused.db"))
"""


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path):
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", UNTIL_PAINTED],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


def test_the_window_is_filled_once_after_the_first_paint(qtbot, tmp_path: Path):
    filled = []
    window = MainWindow(
        QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat),
        lambda: filled.append(window.isVisible()),
    )
    qtbot.addWidget(window)
    assert filled == []
    window.show()
    qtbot.waitUntil(lambda: bool(filled))
    window.repaint()
    qtbot.wait(20)
    assert filled == [True]


def test_a_bug_is_written_down_with_versions(tmp_path: Path):
    log = tmp_path / "asn-desktop.log"
    try:
        raise KeyError("nomor")
    except KeyError as error:
        details = bug_log.record(log, error)
    written = log.read_text(encoding="utf-8")
    assert details in written
    assert "KeyError: 'nomor'" in details
    assert "Python 3" in details


def test_the_log_cannot_grow_without_end(tmp_path: Path):
    log = tmp_path / "asn-desktop.log"
    for _ in range(8):
        bug_log.record(log, ValueError("x" * 200_000))
    assert len(list(tmp_path.iterdir())) == 4
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 2_500_000


WHOLE_START = """
import sys
from PySide6.QtCore import QTimer
from asn_desktop import app

fill = app.Program.fill

def filled(self):
    fill(self)
    desk = self.window.centralWidget()

    def look():
        if desk.shown_before("overview"):
            print(self.window.windowTitle(), "|", desk.shown_before("overview").isVisible())
            self.window.close()
        else:
            QTimer.singleShot(10, look)

    look()

app.Program.fill = filled
sys.exit(app.main(sys.argv[1] or None))
"""


def test_the_whole_program_starts_on_a_new_database_and_ends(tmp_path: Path):
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", WHOLE_START, str(tmp_path / "baru.db")]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "Pengembangan Kompetensi ASN | True", done.stderr
    assert done.returncode == 0
    assert not (tmp_path / "baru.db.lock").exists()


def test_the_window_keeps_its_data_where_the_commands_do(tmp_path: Path):
    folder = tmp_path / "stik"
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "ASN_DESKTOP_DATA": str(folder),
    }
    command = [sys.executable, "-c", WHOLE_START, ""]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert (folder / "asn.db").is_file()


@pytest.fixture
def program(qtbot, qapp, tmp_path: Path):
    settings = QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)
    made = Program(qapp, settings, None)
    made.window = MainWindow(settings, lambda: None)
    qtbot.addWidget(made.window)
    return made


def test_a_bug_is_told_once_and_the_program_goes_on(program, tmp_path: Path, monkeypatch):
    told: list[str] = []

    def run(box):
        told.append(box.text())
        sys.excepthook(ValueError, ValueError("kedua"), None)  # while the first is on the screen

    monkeypatch.setattr(QMessageBox, "exec", run)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    log = tmp_path / "asn-desktop.log"
    program._catch_bugs(log)
    sys.excepthook(KeyError, KeyError("pertama"), None)
    assert len(told) == 1
    assert told[0].startswith("Ada kesalahan dalam program.")
    written = log.read_text(encoding="utf-8")
    assert "pertama" in written
    assert "kedua" in written
