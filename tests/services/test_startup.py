from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

import asn_desktop
from asn_desktop.db import file_bytes
from asn_desktop.db.migrations import VERSION
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Unit
from asn_desktop.domain.errors import UserError
from asn_desktop.services import backups, database, startup

NOW = datetime(2026, 11, 24, 10, 15)


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with some units in it, cleanly closed."""
    made = tmp_path / "kantor" / "asn.db"
    engine = database.open_database(url(made), NOW)
    work(engine, 3)
    database.close_database(engine, NOW)
    assert not made.with_name("asn.db-wal").exists()
    return made


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def work(engine, count: int) -> None:
    for n in range(count):
        with writing(engine, f"Unit {n}", now=NOW) as s:
            s.add(Unit(name=f"Dinas {n}", name_key=f"dinas {n}"))


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """All that lies there, with its bytes and its time."""
    return {
        str(p.relative_to(folder)): (p.read_bytes(), p.stat().st_mtime_ns)
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def refusal(path: Path) -> UserError:
    """Why it is not opened; not a byte has changed, and nothing lies there that did not before."""
    before = snapshot(path.parent)
    with pytest.raises(UserError) as caught:
        database.open_database(url(path), NOW)
    assert snapshot(path.parent) == before
    return caught.value


def set_header(path: Path, at: int, value: bytes) -> None:
    with path.open("rb+") as file:
        file.seek(at)
        file.write(value)


def test_a_good_database_opens(path):
    startup.check(path)
    database.open_database(url(path), NOW).dispose()


def test_a_database_says_which_program_made_it(path):
    damage, version, program, unclean = file_bytes.facts(path)
    assert (damage, version, unclean) == ("", VERSION, False)
    assert ".".join(map(str, program)) == asn_desktop.__version__


def test_a_newer_database_is_refused_with_the_version_it_needs(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version={VERSION + 1}")
        db.execute(f"PRAGMA application_id={file_bytes.stamp('3.14.1')}")
    words = str(refusal(path))
    assert "Perlu program versi 3.14.1 atau yang lebih baru" in words
    assert f"yang terpasang versi {asn_desktop.__version__}" in words


def test_a_newer_database_that_does_not_say_by_whom(path):
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version={VERSION + 1}")
        db.execute("PRAGMA application_id=0")
    assert "Perlu program versi yang lebih baru" in str(refusal(path))


def test_a_newer_database_whose_version_stands_only_in_the_log(path, tmp_path):
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute(f"PRAGMA user_version={VERSION + 1}")
        crashed = crash(path, tmp_path / "mati")
    assert "lebih baru" in str(refusal(crashed))


def crash(path: Path, to: Path) -> Path:
    """The files as a power cut leaves them."""
    to.mkdir()
    for end in ("", "-wal"):
        shutil.copy(f"{path}{end}", to / f"asn.db{end}")
    return to / "asn.db"


@pytest.fixture
def crashed(path: Path, tmp_path: Path) -> Path:
    engine = database.open_database(url(path), NOW)
    work_more(engine)
    made = crash(path, tmp_path / "mati")
    engine.dispose()
    return made


def work_more(engine) -> None:
    for n in range(10, 16):
        with writing(engine, f"Unit {n}", now=NOW) as s:
            s.add(Unit(name=f"Dinas {n}", name_key=f"dinas {n}"))


def units(path: Path) -> int:
    engine = database.open_database(url(path), NOW)
    with reading(engine) as s:
        found = s.query(Unit).count()
    engine.dispose()
    return found


def test_after_a_power_cut_nothing_is_wrong(crashed):
    assert file_bytes.facts(crashed).unclean
    assert units(crashed) == 9


def test_a_torn_last_change_is_no_damage(crashed):
    """Nobody was told that it was saved."""
    log = crashed.with_name("asn.db-wal")
    log.write_bytes(log.read_bytes()[:-2000])
    assert units(crashed) == 8


@pytest.mark.parametrize("at", [0, 5, 17, 30, 33, 60, 100, 5000])
def test_a_damaged_log_is_told_and_the_rest_can_be_had(crashed, at):
    log = crashed.with_name("asn.db-wal")
    whole = bytearray(log.read_bytes())
    whole[at] ^= 0x55
    log.write_bytes(whole)
    error = refusal(crashed)
    assert isinstance(error, startup.LogDamagedError)
    assert "“asn.db-wal” rusak" in str(error)
    found = startup.readable(crashed)
    assert found is not None
    before = snapshot(crashed.parent)
    aside = startup.salvage(crashed, NOW)
    assert aside.read_bytes() == before["asn.db"][0]
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == before["asn.db-wal"][0]
    assert units(crashed) == 3


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda p: set_header(p, 0, b"\0" * 16), "awal berkasnya tertimpa"),
        (lambda p: p.write_bytes(b"bukan basis data"), "awal berkasnya tertimpa"),
        (lambda p: os.truncate(p, p.stat().st_size - 4096), "terpotong"),
        (lambda p: os.truncate(p, 50), "awal berkasnya tertimpa"),
        (lambda p: set_header(p, 100, b"\xff" * 3000), "rusak"),
    ],
)
def test_a_damaged_database_is_told_and_not_touched(path, damage, words):
    damage(path)
    error = refusal(path)
    assert isinstance(error, startup.DamagedError)
    assert words in str(error)
    assert "tidak diubah" in str(error)


def test_an_emptied_database_is_told_where_it_was_backed_up_before(path):
    backups.make(path, backups.MANUAL, NOW)
    path.write_bytes(b"")
    assert "kosong" in str(refusal(path))


def test_an_empty_file_is_a_new_database(tmp_path):
    (tmp_path / "baru.db").write_bytes(b"")
    assert units(tmp_path / "baru.db") == 0


def test_the_newest_good_backup_takes_the_place_of_a_damaged_file(path):
    good = backups.make(path, backups.MANUAL, NOW)
    set_header(path, 0, b"\0" * 16)
    spoilt = path.read_bytes()
    assert backups.newest_good(path) == good
    restored = backups.restore(path, good.path, NOW)
    assert restored.aside is not None
    assert restored.aside.read_bytes() == spoilt
    assert units(path) == 3


def test_the_database_of_another_program_is_refused_and_not_touched(tmp_path):
    (tmp_path / "lain").mkdir()
    with closing(sqlite3.connect(tmp_path / "lain" / "x.db")) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE notes (text)")
    assert "basis data program lain" in str(refusal(tmp_path / "lain" / "x.db"))


def test_this_computer_is_no_network(tmp_path):
    assert startup.network(tmp_path) == ""
    assert startup.network(tmp_path / "belum" / "ada") == ""


def test_a_database_on_another_computer_is_refused(path, monkeypatch):
    mounts = f"1 0 8:1 / / rw - ext4 a rw\n2 1 0:9 / {path.parent} rw - cifs //server/b rw\n"
    real = Path.read_text

    def read_text(self: Path, *args, **kwargs) -> str:
        return mounts if str(self) == "/proc/self/mountinfo" else real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "read_text", read_text)
    words = str(refusal(path))
    assert "terletak di komputer lain (cifs)" in words
    assert "PostgreSQL" in words


@pytest.fixture
def read_only(path: Path):
    """A place mounted read-only, where this system lets us."""
    mount = ["mount", "--bind", str(path.parent), str(path.parent)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        again = ["mount", "-o", "remount,ro,bind", str(path.parent)]
        if subprocess.run(again, check=False, capture_output=True).returncode:
            pytest.skip("nothing can be mounted read-only here")
        yield path
    finally:
        subprocess.run(["umount", str(path.parent)], check=True)


def test_a_read_only_place_is_told_at_the_start(read_only):
    assert "hanya dapat dibaca" in str(refusal(read_only))


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write everywhere")
def test_a_read_only_file_is_told_at_the_start(path):
    path.chmod(0o400)
    assert "hanya dapat dibaca" in str(refusal(path))
