from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from asn_desktop.db.session import writing
from asn_desktop.db.tables import Unit
from asn_desktop.services import anchors, backups, database
from asn_desktop.ui.housekeeping import Housekeeping
from asn_desktop.ui.kit.runner import Inline, Runner


@pytest.fixture
def path(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))
    return tmp_path / "kantor" / "asn.db"


@pytest.fixture
def runner(qapp, path):
    made = Runner(lambda: database.open_database(f"sqlite:///{path}"), Inline())
    made.prepare()
    yield made
    made.close()


@pytest.fixture
def told():
    return []


@pytest.fixture
def house(runner, told):
    made = Housekeeping(runner, Inline())
    made.said.connect(told.append)
    made.damaged.connect(lambda error: told.append(("damaged", str(error))))
    made.lost.connect(lambda count: told.append(("lost", count)))
    return made


def add(session) -> None:
    session.add(Unit(name="Dinas Contoh", name_key="dinas contoh"))


def test_one_backup_a_day(house, path, told):
    house.keep_day()
    house.keep_day()
    (made,) = backups.listed(path)
    assert (made.reason, made.at.date()) == (backups.DAILY, date.today())
    assert told == []


def test_a_missing_stick_is_a_reminder_once_a_day(house, path, told, tmp_path):
    stick = tmp_path / "stik"
    stick.mkdir()
    backups.second.choose(path, stick)
    stick.rmdir()
    house.keep_day()
    house.keep_day()
    assert len(told) == 1
    assert isinstance(told[0], str)


def test_damage_is_told(house, path, told, runner):
    runner.close()
    with path.open("rb+") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096)
    house.keep_day()
    assert told[0][0] == "damaged"
    assert backups.listed(path) == []


def test_after_an_unclean_end_the_whole_file_is_looked_at(house, path, told, runner):
    house.keep_day()  # the backup of the day is there: only the check can find it
    runner.close()
    with path.open("rb+") as file:
        file.seek(path.stat().st_size - 4096)
        file.write(b"\xff" * 4096)
    house.look(unclean=False)
    assert told == []
    house.look(unclean=True)
    assert [kind for kind, _words in told] == ["damaged"]


def test_a_trail_that_has_grown_shorter_is_told(house, path, told, runner):
    runner.write("Tambah", add)
    house._note()
    engine = database.open_database(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM change WHERE action_id > 1")
        connection.exec_driver_sql("DELETE FROM touched WHERE action_id > 1")
        connection.exec_driver_sql("DELETE FROM action WHERE id > 1")
    engine.dispose()
    house.look(unclean=False)
    assert ("lost", 1) in told


def test_how_far_the_trail_is_is_noted_after_changes(house, path, runner):
    house.begin(unclean=False)
    with writing(runner._opened(), "Tambah", now=datetime.now()) as s:
        add(s)
        s.flush()
    runner.changed.emit()
    assert house._noting.isActive()
    house._note()
    noted = []
    runner.read(lambda s: anchors.read(s)[-1], noted.append)
    assert (noted[0].why, noted[0].length) == (anchors.WORKING, 2)


def test_closing_backs_up_what_was_done(house, path, runner):
    ended = []
    runner.write("Tambah", add)
    house.close_with_backup(path, ended.append)
    house.close_with_backup(path, ended.append)
    assert ended == [None, None]
    assert [b.reason for b in backups.listed(path)] == [backups.CLOSING]


def test_a_backup_that_cannot_be_made_does_not_keep_the_window_open(house, path, runner):
    ended = []
    runner.write("Tambah", add)
    backups.folder_of(path).write_text("")
    house.close_with_backup(path, ended.append)
    assert "cadangan" in str(ended[0])
