"""Starts the whole program in a process of its own, with hands that use its window when it is filled."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton
from asn_desktop import app
from asn_desktop.ui.kit.form import FormPanel

fill = app.Program.fill

def filled(self):
    fill(self)
    desk, window = self.window.centralWidget(), self.window

    def until(there, then):
        def look():
            found = there()
            if found:
                then(found)
            else:
                QTimer.singleShot(10, look)
        look()

    def say(*words):
        print(*words, sep="|", flush=True)

    def text(name):
        found = desk.findChild(QLabel, name)
        return found.text() if found else ""

    def button(name):
        found = desk.findChild(QPushButton, name)
        return found if found and found.isVisible() and found.isEnabled() else None

    RUN(self, desk, window, until, say, text, button)

app.Program.fill = filled
if __name__ == "__main__":
    sys.exit(app.main(sys.argv[1], practice="--latihan" in sys.argv))
"""


class Start(Protocol):
    def __call__(self, hands: str, *args: str) -> subprocess.Popen[str]: ...


@contextmanager
def starting(folder: Path, database: Path) -> Iterator[Start]:
    """`hands` defines RUN(program, desk, window, until, say, text, button); what it says goes to stdout."""
    here = str(folder)
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": here, "ASN_DESKTOP_DATA": here}
    running: list[subprocess.Popen[str]] = []

    def start(hands: str, *args: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", hands + PROGRAM, str(database), *args]
        made = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        running.append(made)
        return made

    try:
        yield start
    finally:
        for one in running:
            one.kill()
            one.communicate()


def said(process: subprocess.Popen[str]) -> str:
    """The next line it says; what went wrong when it says nothing."""
    assert process.stdout
    assert process.stderr
    return process.stdout.readline().strip() or process.stderr.read()
