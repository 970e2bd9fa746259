import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select

from asn_desktop.db.session import reading
from asn_desktop.db.tables import Action
from asn_desktop.domain.errors import UserError
from asn_desktop.services import numbers, reference, startup
from asn_desktop.services.database import open_database


def test_a_new_database_has_the_reference_tables(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/baru/a.db")
    with reading(engine) as s:
        assert reference.names(s, "status")["PPPK"]
    engine.dispose()


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"ini bukan basis data" * 100)
    with pytest.raises(UserError, match="bukan basis data"):
        open_database(f"sqlite:///{path}")
    assert path.read_bytes().startswith(b"ini bukan")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "berkas").touch()
    with pytest.raises(UserError, match="tidak dapat dibuat"):
        open_database(f"sqlite:///{tmp_path}/berkas/x/a.db")


@pytest.mark.parametrize("made", [0, 1, 75])
def test_the_database_of_another_program_is_not_touched(tmp_path: Path, made: int) -> None:
    path = tmp_path / "lain.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE surat (isi)")
        other.execute(f"PRAGMA user_version={made}")
        other.commit()
    before = path.read_bytes()
    with pytest.raises(UserError, match="program lain"):
        open_database(f"sqlite:///{path}")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["lain.db"]


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "a #1%.db").touch()
    open_database(f"sqlite:///{tmp_path}/a #1%.db").dispose()
    open_database(f"sqlite:///{tmp_path}/a #1%.db").dispose()


def test_a_first_start_that_was_broken_off_is_made_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/a.db"

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(numbers, "seed", stop)
        with pytest.raises(KeyboardInterrupt):
            open_database(url)
    for _start in range(2):
        engine = open_database(url)
        with reading(engine) as s:
            assert reference.names(s, "status")["PPPK"]
            assert len(numbers.schemes(s)) == 1
            assert s.scalar(select(func.count(Action.id))) == 1
        engine.dispose()


def test_several_programs_may_make_the_database_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from asn_desktop.services.database import open_database; open_database(sys.argv[1])"
    )
    command = [sys.executable, "-c", program, f"sqlite:///{tmp_path}/a.db"]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [one.communicate()[1] for one in running] == [""] * 4


def test_a_date_that_is_none_is_damage_told_in_words(tmp_path: Path) -> None:
    """Of the newest action, which is read at every opening; SQLite itself would keep any text."""
    url = f"sqlite:///{tmp_path}/a.db"
    open_database(url).dispose()
    with closing(sqlite3.connect(tmp_path / "a.db")) as db, db:
        db.execute("UPDATE action SET at = '2026-13-99'")
    with pytest.raises(startup.DamagedError, match="rusak: isinya tidak dapat dibaca"):
        open_database(url)
    assert (tmp_path / "a.db").is_file()
