from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QSettings

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
