"""The whole program, killed while a clerk types, and started again."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from asn_desktop import app
from asn_desktop.ui.kit.form import FormPanel

fill = app.Program.fill

def filled(self):
    fill(self)
    desk = self.window.centralWidget()

    def until(there, then):
        def look():
            found = there()
            if found:
                then(found)
            else:
                QTimer.singleShot(10, look)
        look()

    def panel():
        return next(iter(desk.findChildren(FormPanel)), None)

    def say(*words):
        print(*words, sep="|", flush=True)

    RUN(desk, until, panel, say, self.window)

app.Program.fill = filled
sys.exit(app.main(sys.argv[1]))
"""
TYPE = """
def RUN(desk, until, panel, say, window):
    def opened(form):
        QTest.keyClicks(form.form.editors["name"], "Siti Contoh")
        QTest.keyClicks(form.form.editors["tmt_golongan"], "24-1")
        say("typed")
    def shown(screen):
        screen.findChild(QPushButton, "action_user-plus").click()
        until(panel, opened)
    until(lambda: desk.go("employees") or desk.shown_before("employees"), shown)
"""
GO_ON = """
def RUN(desk, until, panel, say, window):
    def opened(form):
        say(form.form.editors["name"].text(), form.form.editors["tmt_golongan"].text())
        window.close()
    def offered(button):
        say(desk.findChild(QLabel, "drafts_words").text())
        button.click()
        until(panel, opened)
    until(lambda: desk.findChild(QPushButton, "drafts_lanjutkan"), offered)
"""


@pytest.fixture
def start(tmp_path: Path):
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "ASN_DESKTOP_DATA": str(tmp_path),
    }
    running: list[subprocess.Popen[str]] = []

    def run(hands: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", hands + PROGRAM, str(tmp_path / "asn.db")]
        made = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        running.append(made)
        return made

    yield run
    for one in running:
        one.kill()
        one.communicate()


def test_what_was_typed_two_seconds_ago_survives_a_kill(start):
    first = start(TYPE)
    assert first.stdout.readline().strip() == "typed", first.stderr.read()
    time.sleep(2)
    first.kill()
    first.wait()
    second = start(GO_ON)
    out, errors = second.communicate(timeout=60)
    offered, filled = out.strip().splitlines()
    assert offered.startswith("Ada isian yang belum disimpan: Pegawai baru Siti Contoh ("), errors
    assert filled == "Siti Contoh|24-1"
    assert second.returncode == 0


def test_what_was_typed_a_moment_before_the_window_is_closed_is_kept_too(start):
    closing = TYPE.replace('say("typed")', "window.close()")
    first = start(closing)
    first.communicate(timeout=60)
    assert first.returncode == 0
    out, errors = start(GO_ON).communicate(timeout=60)
    assert out.strip().endswith("Siti Contoh|24-1"), errors
