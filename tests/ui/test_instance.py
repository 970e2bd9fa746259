from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSysInfo

from asn_desktop.ui import instance
from asn_desktop.ui.instance import Instance

HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from asn_desktop.ui.instance import Instance

app = QCoreApplication([])
held = Instance(Path(sys.argv[1]))
held.called.connect(lambda: print("called", flush=True))
print(held.take(), held.other, flush=True)
app.exec()
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "asn.db"


@pytest.fixture
def hold(database):
    """Another process that has the database."""
    running: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-c", HOLD, str(database)]
        made = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        running.append(made)
        assert made.stdout.readline().strip() == "True"
        return made

    yield start
    for one in running:
        one.kill()
        one.communicate()


def test_a_second_start_calls_the_first(qapp, hold, database):
    first = hold()
    second = Instance(database)
    assert not second.take()
    assert second.other == ""
    assert first.stdout.readline().strip() == "called"
    assert not Instance(database.parent / "x" / ".." / "asn.db").take()  # the same file
    assert first.stdout.readline().strip() == "called"


def test_a_lock_does_not_grow_stale_with_age(qapp, hold, database):
    hold()
    lock = Path(f"{database}.lock")
    os.utime(lock, (time.time() - 86_400, time.time() - 86_400))
    assert not Instance(database).take()


def test_other_databases_are_their_own(qapp, hold, database):
    hold()
    other = Instance(database.with_name("latihan.db"))
    assert other.take()
    other.release()


def test_a_lock_left_by_a_crash_is_recognised(qapp, hold, database):
    first = hold()
    first.kill()
    first.wait()
    assert Path(f"{database}.lock").exists()
    second = Instance(database)
    assert second.take()
    second.release()
    assert not Path(f"{database}.lock").exists()


def lock_of(database: Path, process: int, host: str, machine: str = "") -> None:
    """As Qt writes it: process, program, computer, its number and that of its start."""
    lines = Path(f"{database}.lock").read_text().splitlines()
    lines[0], lines[2] = str(process), host
    lines[3:] = [machine, "0" * 36] if machine else lines[3:]
    Path(f"{database}.lock").write_text("\n".join(lines) + "\n")


def test_a_number_that_another_process_has_now_holds_nothing(qapp, hold, database, monkeypatch):
    monkeypatch.setattr(instance, "BEGINNING", 0.2)
    first = hold()
    first.kill()
    first.wait()
    lock_of(database, os.getpid(), QSysInfo.machineHostName())  # lives, and has the same name: Python
    second = Instance(database)
    assert second.take()
    second.release()


def test_a_lock_of_another_computer_is_told_and_can_be_broken(qapp, hold, database):
    first = hold()
    first.kill()
    first.wait()
    lock_of(database, 4711, "pc-arsip", "0" * 32)
    second = Instance(database)
    assert not second.take()
    assert second.other == "pc-arsip"
    second.force()
    assert second.take()
    second.release()


def test_where_no_lock_can_be_written_the_database_decides(qapp, tmp_path):
    assert Instance(tmp_path / "tidak" / "ada" / "asn.db").take()
