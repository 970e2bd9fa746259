"""A backup is checked when it has its name, and the good ones outlive clocks, restores and bad disks."""

import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desks import NOW
from olds import as_version_one

from asn_desktop.db.contents import DamagedError
from asn_desktop.db.session import reading
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services import backups, employees
from asn_desktop.services.backups import backup as one
from asn_desktop.services.database import open_database


def damage(path: Path) -> None:
    """A page of the tree, as a bad disk leaves it."""
    with path.open("rb+") as file:
        file.seek(4096)
        file.write(b"\xa5" * 4096)


def test_it_tells_what_is_in_it(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    assert made.path == office_file.parent / "cadangan" / "asn-000001-20261124-103000-manual.db"
    assert (made.serial, made.at, made.reason, made.ok, made.branch) == (1, NOW, "manual", True, "")
    assert (made.people, made.events, made.certificates) == (3, 1, 0)
    assert made.length > 1
    assert made.size == made.path.stat().st_size
    assert backups.listed(office_file) == [made]
    assert {p.name for p in made.path.parent.iterdir()} == {made.path.name, f"{made.path.name}.json"}


def test_it_is_a_database_of_the_program(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    copy = office_file.with_name("lain.db")
    shutil.copy(made.path, copy)
    engine = open_database(f"sqlite:///{copy}")
    with reading(engine) as s:
        assert employees.count(s, employees.Filter()) == 3
    engine.dispose()


def test_serials_go_on_and_the_newest_comes_first(office_file: Path) -> None:
    for hours, reason in ((0, "manual"), (-9000, "harian"), (9000, "tutup")):
        backups.make(office_file, reason, NOW + timedelta(hours=hours))
    assert [b.serial for b in backups.listed(office_file)] == [3, 2, 1]


def test_the_small_file_beside_it_is_written_again(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    note = made.path.with_name(f"{made.path.name}.json")
    for text in (None, "", "{}", '{"serial": 1}', json.dumps({"serial": 7, "at": "kapan"})):
        note.unlink() if text is None else note.write_text(text, encoding="utf-8")
        assert backups.listed(office_file) == [made]
        assert json.loads(note.read_text(encoding="utf-8"))["sha256"] == made.sha256


def test_other_files_in_the_folder_are_nobodys_backups(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    for name in (
        "asn2-000009-20261124-103000-manual.db",
        "asn-000009-20261124-103000-manual.db.part",
        "asn-000009-20269924-103000-manual.db",
        "asn-9-20261124-103000-manual.db",
        "catatan.txt",
    ):
        (made.path.parent / name).write_text("x", encoding="utf-8")
    assert backups.listed(office_file) == [made]
    assert backups.make(office_file, backups.MANUAL, NOW).serial == 2
    assert (made.path.parent / "catatan.txt").exists()


def test_copies_of_the_version_before_are_listed_too(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    made.path.rename(made.path.with_name("asn-versi1-20261001-080000.db"))
    (old,) = backups.listed(office_file)
    assert (old.serial, old.at, old.reason, old.people) == (0, datetime(2026, 10, 1, 8), "migrasi", 3)


def test_a_bad_one_is_told_and_never_taken_for_good(office_file: Path) -> None:
    good = backups.make(office_file, backups.MANUAL, NOW)
    bad = backups.make(office_file, backups.MANUAL, NOW + timedelta(hours=1))
    damage(bad.path)
    assert backups.newest_good(office_file) == good
    assert [b.ok for b in backups.listed(office_file)] == [False, True]
    short = backups.make(office_file, backups.MANUAL, NOW + timedelta(hours=2))
    with short.path.open("rb+") as file:
        file.truncate(5000)
    assert [b.ok for b in backups.listed(office_file)] == [False, False, True]
    assert backups.newest_good(office_file) == good


def test_one_byte_that_no_check_of_sqlite_finds(office_file: Path) -> None:
    good = backups.make(office_file, backups.MANUAL, NOW)
    bad = backups.make(office_file, backups.MANUAL, NOW)
    data = bad.path.read_bytes()
    assert data.count(b"Contoh Nomor") > 0
    bad.path.write_bytes(data.replace(b"Contoh Nomor", b"Contoh Namor"))
    with closing(sqlite3.connect(bad.path)) as db:
        assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
    assert backups.newest_good(office_file) == good


def test_a_damaged_database_gives_no_backup(office_file: Path) -> None:
    good = backups.make(office_file, backups.MANUAL, NOW)
    damage(office_file)
    before = office_file.read_bytes()
    with pytest.raises(DamagedError):
        backups.make(office_file, backups.MANUAL, NOW)
    assert office_file.read_bytes() == before
    assert backups.listed(office_file) == [good]
    assert len(list(good.path.parent.iterdir())) == 2


def test_what_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="tidak ada"):
        backups.make(tmp_path / "asn.db", backups.MANUAL, NOW)
    assert list(tmp_path.iterdir()) == []
    assert backups.listed(tmp_path / "asn.db") == []
    assert backups.newest_good(tmp_path / "asn.db") is None


def test_a_file_where_the_folder_should_be(office_file: Path) -> None:
    (office_file.parent / "cadangan").touch()
    with pytest.raises(UserError, match="adalah berkas"):
        backups.make(office_file, backups.MANUAL, NOW)


def test_stopped_by_the_clerk(office_file: Path) -> None:
    with pytest.raises(Cancelled):
        backups.make(office_file, backups.MANUAL, NOW, lambda _done, _total, _text: False)
    assert backups.listed(office_file) == []


def test_a_day_has_one_of_its_own(office_file: Path) -> None:
    assert backups.is_due(office_file, NOW)
    backups.make(office_file, backups.DAILY, NOW)
    assert not backups.is_due(office_file, NOW + timedelta(hours=13))
    assert backups.is_due(office_file, NOW + timedelta(hours=14))
    assert backups.is_due(office_file, NOW - timedelta(days=4000))


def test_thinning_deletes_the_file_with_what_lies_beside_it(office_file: Path) -> None:
    """Five backups of a day long gone become one, or a milestone."""
    old = [backups.make(office_file, backups.IMPORT, NOW + timedelta(minutes=n)) for n in range(5)]
    for day in range(1, 9):
        backups.make(office_file, backups.DAILY, NOW + timedelta(days=day))
    left = backups.listed(office_file)
    assert old[-1] in left
    assert len([b for b in old if b in left]) < 5
    assert len(list(old[0].path.parent.iterdir())) == 2 * len(left)


def test_a_jumping_clock_pushes_nothing_out(office_file: Path) -> None:
    """R8: ten days of work, then the clock stands in 1999 and in 2077 for forty backups."""
    days = [backups.make(office_file, backups.DAILY, NOW + timedelta(days=n)) for n in range(10)]
    for n in range(40):
        backups.make(office_file, backups.CLOSING, datetime(1999 if n % 2 else 2077, 1, 1, 8, n))
    assert set(days) <= set(backups.listed(office_file))


def test_what_killed_work_left_behind_goes_after_a_day(office_file: Path) -> None:
    folder = office_file.parent / "cadangan"
    old, scratch = folder / "asn-000001-20260101-080000-manual.db.part", office_file.parent / ".pulih-1"
    young = folder / "asn-000002-20260101-080000-manual.db.part"
    folder.mkdir()
    scratch.mkdir()
    for path in (old, young, scratch / "asn.db", office_file.parent / ".buka-2-asn"):
        path.touch()
    for path in (old, scratch, office_file.parent / ".buka-2-asn"):
        os.utime(path, (0, 0))
    backups.make(office_file, backups.MANUAL, NOW)
    assert not old.exists()
    assert young.exists()
    assert not list(office_file.parent.glob(".*"))


def test_a_migration_makes_one(office_file: Path) -> None:
    """An older database: what it was is kept before its tables are changed."""
    as_version_one(office_file)
    open_database(f"sqlite:///{office_file}", NOW).dispose()
    (made,) = backups.listed(office_file)
    assert (made.reason, made.version, made.people) == ("migrasi", 1, 3)


def test_what_cannot_be_read_just_now_is_not_condemned(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    away = made.path.with_name("sedang dikunci")
    made.path.rename(away)
    assert not backups.verified(made).ok
    away.rename(made.path)
    assert backups.listed(office_file) == [made]
    assert backups.newest_good(office_file) == made


def test_a_backup_thinned_while_the_list_is_read_is_left_out(
    office_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, stays = (backups.make(office_file, backups.MANUAL, NOW + timedelta(minutes=n)) for n in (0, 1))
    seen = list(one.found(gone.path.parent, office_file.stem))
    gone.path.unlink()
    one.sidecar(gone.path).unlink()
    monkeypatch.setattr(one, "found", lambda _folder, _stem: iter(seen))
    assert backups.listed(office_file) == [stays]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_name_that_leads_nowhere_does_not_hide_the_others(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    loop = made.path.with_name("asn-000009-20260101-000000-manual.db")
    loop.symlink_to(loop)
    assert backups.listed(office_file) == [made]
    assert backups.at_close(office_file, NOW) == (None, "")
