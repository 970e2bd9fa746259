"""The whole program on databases that are damaged, newer, taken, or for practice."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from whole import said, starting

from asn_desktop.db.migrations import VERSION
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Unit
from asn_desktop.services import backups, database

NOW = datetime(2026, 11, 24, 10, 15)
SHOWN = """
def RUN(program, desk, window, until, say, text, button):
    until(lambda: desk.shown_before("overview"), lambda _: (say(window.windowTitle()), window.close()))
"""
STAY = """
def RUN(program, desk, window, until, say, text, button):
    window.showMinimized()
    def called():
        say("called", window.isMinimized())
        window.close()
    program._instance.called.connect(called)
    until(lambda: desk.shown_before("overview"), lambda _: say("ready"))
"""
TROUBLE = """
def RUN(program, desk, window, until, say, text, button):
    def shown(leave):
        say(text("trouble_title"), text("trouble_words"))
        leave.click()
    until(lambda: button("trouble_quit"), shown)
"""
FORCE = """
def RUN(program, desk, window, until, say, text, button):
    def shown(force):
        force.click()
        until(lambda: desk.shown_before("overview"), lambda _: (say(window.windowTitle()), window.close()))
    until(lambda: button("trouble_force"), shown)
"""
RESTORE = """
def RUN(program, desk, window, until, say, text, button):
    def mended(_screen):
        say(text("status_text"))
        window.close()
    def shown(restore):
        say(text("trouble_title"), text("trouble_words"), desk.findChild(QListWidget, "trouble_list").count())
        restore.click()
        until(lambda: desk.shown_before("overview") and "rusak" in text("status_text"), mended)
    until(lambda: button("trouble_NAME"), shown)
"""
STUCK = """
def RUN(program, desk, window, until, say, text, button):
    from PySide6.QtWidgets import QMessageBox
    from asn_desktop.services import backups
    def broken(*_arguments):
        raise ZeroDivisionError("di tengah menutup")
    def told(box):
        say(box.text())
    backups.at_close, QMessageBox.exec = broken, told
    until(lambda: desk.shown_before("overview"), lambda _: window.close())
"""
WORK = """
def RUN(program, desk, window, until, say, text, button):
    from asn_desktop.db.tables import Unit
    def work(session):
        session.add(Unit(name="Dinas Baru", name_key="dinas baru"))
    def ready(_screen):
        program._runner.write("Tambah", work)
        window.close()  # at once: what is being written is waited for
    until(lambda: desk.shown_before("overview"), ready)
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))
    made = tmp_path / "kantor" / "asn.db"
    engine = database.open_database(f"sqlite:///{made}", NOW)
    with writing(engine, "Unit", now=NOW) as s:
        s.add(Unit(name="Dinas Contoh", name_key="dinas contoh"))
    database.close_database(engine, NOW)
    return made


@pytest.fixture
def start(tmp_path, path):
    with starting(tmp_path / "data", path) as run:
        yield run


def units(path: Path) -> list[str]:
    engine = database.open_database(f"sqlite:///{path}")
    with reading(engine) as s:
        found = [unit.name for unit in s.query(Unit).order_by(Unit.id)]
    engine.dispose()
    return found


def test_a_second_start_brings_the_first_window_to_the_front_and_ends(start):
    first = start(STAY)
    assert said(first) == "ready"
    second = start(SHOWN)
    out, _errors = second.communicate(timeout=60)
    assert (out, second.returncode) == ("", 0)
    assert said(first) == "called|False"
    first.communicate(timeout=60)
    assert first.returncode == 0


def test_a_practice_copy_says_so(start):
    out, errors = start(SHOWN, "--latihan").communicate(timeout=60)
    assert out.strip() == "Pengembangan Kompetensi ASN – Latihan", errors


def test_the_flag_of_a_practice_copy_opens_the_window(monkeypatch):
    from asn_desktop import __main__, app

    opened = []
    monkeypatch.setattr(app, "main", lambda name, *, practice: opened.append((name, practice)) or 0)
    for args in (["--db", "x.db", "--latihan"], ["--latihan", "--db", "x.db"], ["--db", "x.db"], []):
        monkeypatch.setattr("sys.argv", ["asn-desktop", *args])
        assert __main__.main() == 0
    assert opened == [("x.db", True), ("x.db", True), ("x.db", False), (None, False)]


def test_a_newer_database_is_refused_in_the_window(start, path):
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version={VERSION + 1}")
    before = {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in path.parent.iterdir()}
    program = start(TROUBLE)
    out, errors = program.communicate(timeout=60)
    assert out.startswith("Basis data belum dibuka|“asn.db” dibuat oleh program yang lebih baru"), errors
    assert program.returncode == 1
    assert {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in path.parent.iterdir()} == before


def test_a_damaged_database_is_replaced_by_its_newest_good_backup(start, path):
    backups.make(path, backups.MANUAL, NOW)
    spoilt = backups.make(path, backups.MANUAL, NOW)
    spoilt.path.write_bytes(spoilt.path.read_bytes()[:-1] + b"x")
    path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])
    damaged = path.read_bytes()
    program = start(RESTORE.replace("NAME", "restore"))
    out, errors = program.communicate(timeout=60)
    offered, told = out.strip().splitlines()
    assert offered.startswith("Basis data rusak|“asn.db” bukan basis data, atau awal berkasnya tertimpa."), (
        errors
    )
    assert offered.endswith("|1")
    aside = next(p for p in path.parent.iterdir() if "-rusak-" in p.name and p.suffix == ".db")
    assert aside.name in told
    assert aside.read_bytes() == damaged
    assert units(path) == ["Dinas Contoh"]


def test_what_is_before_a_damaged_log_can_be_opened(start, path, tmp_path):
    log = path.with_name("asn.db-wal")
    engine = database.open_database(f"sqlite:///{path}")
    for n in range(5):
        with writing(engine, f"Unit {n}") as s:
            s.add(Unit(name=f"Hilang {n}", name_key=f"hilang {n}"))
    whole, body = log.read_bytes(), path.read_bytes()
    engine.dispose()
    path.write_bytes(body)
    log.write_bytes(whole[:60] + b"\xff" + whole[61:])
    program = start(RESTORE.replace("NAME", "salvage"))
    out, errors = program.communicate(timeout=60)
    assert "berkas “asn.db-wal” rusak" in out, errors
    assert units(path) == ["Dinas Contoh"]


def test_closing_waits_for_the_work_and_backs_it_up_once(start, path):
    for hands in (WORK, SHOWN):
        program = start(hands)
        _out, errors = program.communicate(timeout=60)
        assert program.returncode == 0, errors
    (made,) = backups.listed(path)
    assert (made.reason, made.ok) == (backups.CLOSING, True)
    assert units(path) == ["Dinas Contoh", "Dinas Baru"]


def test_a_bug_while_closing_is_told_and_the_window_closes_all_the_same(start, path):
    program = start(STUCK)
    out, errors = program.communicate(timeout=60)
    assert program.returncode == 0, errors
    assert out.startswith("Ada kesalahan dalam program.")
    assert units(path) == ["Dinas Contoh"]


def test_a_lock_of_another_computer_can_be_broken(start, path):
    lock = path.with_name("asn.db.lock")
    lock.write_text("4711\nasn-desktop\npc-arsip\n" + "0" * 32 + "\n" + "0" * 36 + "\n")
    program = start(TROUBLE)
    out, errors = program.communicate(timeout=60)
    assert "sedang dibuka di komputer “pc-arsip”" in out, errors
    assert lock.exists()
    program = start(FORCE)
    out, errors = program.communicate(timeout=60)
    assert out.strip() == "Pengembangan Kompetensi ASN", errors
    assert program.returncode == 0
