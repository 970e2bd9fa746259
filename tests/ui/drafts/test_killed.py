"""The whole program, killed while a clerk types, and started again."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from whole import said, starting

TYPE = """
def RUN(program, desk, window, until, say, text, button):
    def opened(form):
        QTest.keyClicks(form.form.editors["name"], "Siti Contoh")
        QTest.keyClicks(form.form.editors["tmt_golongan"], "24-1")
        say("typed")
    def shown(screen):
        screen.findChild(QPushButton, "action_user-plus").click()
        until(lambda: desk.findChild(FormPanel), opened)
    until(lambda: desk.go("employees") or desk.shown_before("employees"), shown)
"""
GO_ON = """
def RUN(program, desk, window, until, say, text, button):
    def opened(form):
        say(form.form.editors["name"].text(), form.form.editors["tmt_golongan"].text())
        window.close()
    def offered(go_on):
        say(text("drafts_words"))
        go_on.click()
        until(lambda: desk.findChild(FormPanel), opened)
    until(lambda: button("drafts_lanjutkan"), offered)
"""


@pytest.fixture
def start(tmp_path: Path):
    with starting(tmp_path, tmp_path / "asn.db") as run:
        yield run


def test_what_was_typed_two_seconds_ago_survives_a_kill(start):
    first = start(TYPE)
    assert said(first) == "typed"
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
    first = start(TYPE.replace('say("typed")', "window.close()"))
    first.communicate(timeout=60)
    assert first.returncode == 0
    out, errors = start(GO_ON).communicate(timeout=60)
    assert out.strip().endswith("Siti Contoh|24-1"), errors
