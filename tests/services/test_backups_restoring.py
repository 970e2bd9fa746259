"""A restore is all or nothing, can be taken back, and gives no number twice (R2, R9, R12)."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from desks import NOW
from olds import as_version_one
from sqlalchemy import select
from sqlalchemy.orm import Session

from asn_desktop.db import chain, contents
from asn_desktop.db.contents import DamagedError
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Action, Event, Person, RegisterNumber, Unit
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services import backups, certificates, history, numbers
from asn_desktop.services.backups import scratch
from asn_desktop.services.database import open_database
from asn_desktop.services.proofs import KeyStore

T = TypeVar("T")
LATER = NOW + timedelta(hours=2)


def ask(database: Path, question: Callable[[Session], T]) -> T:
    engine = open_database(f"sqlite:///{database}", NOW)
    try:
        with reading(engine) as s:
            return question(s)
    finally:
        engine.dispose()


def change(database: Path, label: str, work: Callable[[Session], object]) -> None:
    engine = open_database(f"sqlite:///{database}", NOW)
    try:
        with writing(engine, label, "siti", NOW) as s:
            work(s)
    finally:
        engine.dispose()


def names(s: Session) -> list[str]:
    return list(s.scalars(select(Person.name).order_by(Person.id)))


def add_unit(s: Session, name: str) -> None:
    s.add(Unit(name=name, name_key=name))


def names_in(backup: Path) -> list[str]:
    with closing(contents.connect(backup)) as db:
        return [name for (name,) in db.execute("SELECT name FROM person ORDER BY id")]


def rename(s: Session) -> None:
    s.get_one(Person, 1).name = "Nama Baru"


def issue(s: Session) -> None:
    certificates.issue(s, s.scalars(select(Event.id)).one(), NOW, KeyStore(Path(_file(s)).parent / "kunci"))


def _file(s: Session) -> str:
    return str(s.get_bind().engine.url.database)


def register(s: Session) -> list[tuple[str, str]]:
    return [(r.number, r.state) for r in s.scalars(select(RegisterNumber).order_by(RegisterNumber.id))]


def test_the_state_of_the_backup_is_back_and_told(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    before = ask(office_file, names)
    change(office_file, "Ubah nama", rename)
    restored = backups.restore(office_file, made.path, LATER, "siti")
    assert ask(office_file, names) == before
    last = ask(office_file, lambda s: s.scalars(select(Action).order_by(Action.id.desc())).first())
    assert last is not None
    assert (last.kind, last.actor, last.at, last.label) == ("restore", "siti", LATER, restored.label)
    assert last.label.startswith("Pulihkan cadangan dari ")
    assert ask(office_file, lambda s: list(chain.faults(s))) == []
    assert {p.name for p in office_file.parent.iterdir()} <= {
        "asn.db",
        "asn.db-wal",
        "asn.db-shm",
        "cadangan",
    }


def test_the_restore_is_taken_back_by_restoring_what_was_before(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    change(office_file, "Ubah nama", rename)
    before = backups.restore(office_file, made.path, LATER).backup
    assert before is not None
    assert before.reason == "pemulihan"
    assert before in backups.listed(office_file)
    backups.restore(office_file, before.path, LATER)
    assert ask(office_file, names)[0] == "Nama Baru"


def test_undo_does_not_reach_behind_a_restore(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    change(office_file, "Ubah nama", rename)
    backups.restore(office_file, made.path, LATER)
    assert ask(office_file, lambda s: history.state(s, "siti")) == (None, None)


def test_no_number_is_given_twice(office_file: Path) -> None:
    """Certificates printed after the backup exist on paper: their numbers come along as void."""
    made = backups.make(office_file, backups.MANUAL, NOW)
    change(office_file, "Terbitkan", issue)
    printed = ask(office_file, register)
    assert len(printed) == 3
    restored = backups.restore(office_file, made.path, LATER)
    assert restored.void == 3
    assert ask(office_file, register) == [(number, "batal") for number, _ in printed]
    change(office_file, "Terbitkan", issue)
    again = ask(office_file, register)
    assert len(again) == 6
    assert not {n for n, state in again if state == "terpakai"} & {n for n, _ in printed}


def test_numbers_of_a_scheme_that_came_later(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)

    def other_scheme(s: Session) -> None:
        scheme = numbers.save_scheme(s, numbers.SchemeForm(name="Lain", pattern="{urut:4}/LAIN/{tahun}"))
        s.scalars(select(Event)).one().scheme_id = scheme

    change(office_file, "Skema", other_scheme)
    change(office_file, "Terbitkan", issue)
    assert backups.restore(office_file, made.path, LATER).void == 3
    assert ask(office_file, lambda s: [x.name for x in numbers.schemes(s)])[-1] == "Lain"
    change(office_file, "Skema", lambda s: setattr(s.scalars(select(Event)).one(), "scheme_id", 2))
    change(office_file, "Terbitkan", issue)
    assert len({number for number, _ in ask(office_file, register)}) == 6


def damage(path: Path) -> bytes:
    with path.open("rb+") as file:
        file.seek(4096)
        file.write(b"\xa5" * 4096)
    return path.read_bytes()


def test_a_damaged_database_is_put_aside_not_overwritten(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    wreck = damage(office_file)
    Path(f"{office_file}-wal").write_bytes(b"half a log")
    restored = backups.restore(office_file, made.path, LATER)
    assert restored.backup is None
    assert restored.aside == office_file.with_name("asn-rusak-20261124-123000.db")
    assert restored.aside.read_bytes() == wreck
    assert Path(f"{restored.aside}-wal").read_bytes() == b"half a log"
    assert ask(office_file, names) == names_in(made.path)
    damage(office_file)
    again = backups.restore(office_file, made.path, LATER)
    assert again.aside is not None
    assert again.aside != restored.aside
    assert restored.aside.read_bytes() == wreck


def test_what_is_no_database_at_all_is_put_aside_too(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    office_file.write_bytes(b"bukan basis data" * 1000)
    restored = backups.restore(office_file, made.path, LATER)
    assert restored.aside is not None
    assert restored.aside.read_bytes().startswith(b"bukan basis data")
    assert ask(office_file, names) == names_in(made.path)


def test_numbers_of_a_damaged_database_come_from_the_newest_backup(office_file: Path) -> None:
    old = backups.make(office_file, backups.MANUAL, NOW)
    change(office_file, "Terbitkan", issue)
    backups.make(office_file, backups.MANUAL, NOW)
    office_file.write_bytes(b"bukan basis data" * 1000)
    assert backups.restore(office_file, old.path, LATER).void == 3


def test_where_there_is_no_database_any_more(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    office_file.unlink()
    Path(f"{office_file}-wal").write_bytes(b"a log of the one that is gone")
    restored = backups.restore(office_file, made.path, LATER)
    assert (restored.backup, restored.aside) == (None, None)
    assert ask(office_file, names) == names_in(made.path)


def state(database: Path) -> tuple[str, int]:
    found = contents.of(database)
    return found.head, found.length


@pytest.mark.parametrize("at", ["Menyalin", "Memeriksa"])
def test_stopped_by_the_clerk(office_file: Path, at: str) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    change(office_file, "Ubah nama", rename)
    before = state(office_file)
    asked: list[str] = []

    def stop_at_the(n: int) -> Callable[[int, int, str], bool]:
        asked.clear()

        def tell(_done: int, _total: int, text: str) -> bool:
            asked.append(text)
            return asked.count(at) < n

        return tell

    n, stopped = 1, 0
    while True:
        try:
            backups.restore(office_file, made.path, LATER, progress=stop_at_the(n))
            break
        except Cancelled:
            stopped += 1
            assert state(office_file) == before
            assert [p.name for p in office_file.parent.iterdir() if p.name.startswith(".")] == []
        n += 1
    assert stopped >= 2
    assert state(office_file) != before


def test_a_spoilt_backup_is_refused(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    before = state(office_file)
    made.path.write_bytes(made.path.read_bytes().replace(b"Contoh Nomor", b"Contoh Namor"))
    with pytest.raises(DamagedError):
        backups.restore(office_file, made.path, LATER)
    (made.path.parent / f"{made.path.name}.json").unlink()
    damage(made.path)
    with pytest.raises(DamagedError):
        backups.restore(office_file, made.path, LATER)
    with pytest.raises(UserError, match="tidak ada"):
        backups.restore(office_file, office_file.parent / "hilang.db", LATER)
    assert state(office_file) == before
    assert len(backups.listed(office_file)) == 1


def test_a_foreign_file_is_no_backup_and_no_target(office_file: Path) -> None:
    foreign = office_file.with_name("surat.db")
    with closing(sqlite3.connect(foreign)) as db:
        db.execute("CREATE TABLE surat (isi)")
        db.commit()
    before = state(office_file), foreign.read_bytes()
    with pytest.raises(UserError, match="bukan cadangan program ini"):
        backups.restore(office_file, foreign, LATER)
    with pytest.raises(UserError, match="program lain"):
        backups.restore(foreign, office_file, LATER)
    assert (state(office_file), foreign.read_bytes()) == before


def older(database: Path) -> None:
    as_version_one(database)


def test_an_older_backup_is_brought_up_to_date_and_a_newer_one_refused(office_file: Path) -> None:
    old = office_file.with_name("lama.db")
    old.write_bytes(office_file.read_bytes())
    older(old)
    bytes_of_it = old.read_bytes()
    backups.restore(office_file, old, LATER)
    assert ask(office_file, names)[0] == "Contoh Nomor 1"
    assert old.read_bytes() == bytes_of_it
    with closing(sqlite3.connect(old)) as db:
        db.execute("PRAGMA user_version=99")
    with pytest.raises(UserError, match="lebih baru"):
        backups.restore(office_file, old, LATER)


def test_a_restore_pushes_no_backup_out(office_file: Path) -> None:
    """R12: restored ten times a day from an old one; all states before are still there."""
    first = backups.make(office_file, backups.DAILY, NOW)
    there = [first]
    for n in range(1, 6):
        change(office_file, "Ubah", partial(add_unit, name=f"u{n}"))
        there.append(backups.make(office_file, backups.DAILY, NOW + timedelta(days=n)))
    for n in range(10):
        backups.restore(office_file, first.path, NOW + timedelta(days=5, hours=1, minutes=n))
    now = backups.listed(office_file)
    assert set(there) <= set(now)
    assert len({b.branch for b in now}) == 10
    for b in now:
        assert contents.of(b.path).head == b.head


@pytest.mark.skipif(os.name == "nt", reason="folders have no such bit there")
def test_where_nothing_may_be_written(office_file: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    made = backups.make(office_file, backups.MANUAL, NOW)
    office_file.parent.chmod(0o555)
    try:
        with pytest.raises(UserError, match="tidak boleh ditulisi"):
            backups.restore(office_file, made.path, LATER)
    finally:
        office_file.parent.chmod(0o755)
    assert state(office_file) == (made.head, made.length)


def test_what_has_changed_since(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    same = ask(office_file, lambda s: backups.since(s, made))
    assert (same.actions, same.labels, same.only_there, same.people) == (0, [], 0, 0)
    change(office_file, "Ubah nama", rename)
    change(office_file, "Terbitkan", issue)
    found = ask(office_file, lambda s: backups.since(s, made))
    assert (found.actions, found.labels, found.only_there) == (2, ["Terbitkan", "Ubah nama"], 0)
    assert (found.people, found.events, found.certificates) == (0, 0, 3)


def test_what_parted_by_a_restore(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    change(office_file, "Ubah nama", rename)
    change(office_file, "Terbitkan", issue)
    before = backups.restore(office_file, made.path, LATER).backup
    assert before is not None
    found = ask(office_file, lambda s: backups.since(s, before))
    assert (found.actions, found.only_there, found.certificates) == (1, 2, -3)


def test_what_is_written_meanwhile_from_elsewhere_is_not_lost(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    change(office_file, "Ubah nama", rename)
    there = made.path.parent
    issued: list[str] = []

    def progress(_done: int, _total: int, _text: str) -> bool:
        if not issued and list(there.glob("*-pemulihan.db.part")):  # the present state is being backed up
            issued.append("ya")
            change(office_file, "Terbitkan", issue)
        return True

    with pytest.raises(UserError, match="baru saja diubah"):
        backups.restore(office_file, made.path, LATER, progress=progress)
    assert {state for _, state in ask(office_file, register)} == {"terpakai"}
    backups.restore(office_file, made.path, LATER)
    assert {state for _, state in ask(office_file, register)} == {"batal"}


def test_a_number_is_carried_over_though_its_day_cannot_be_read(office_file: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    change(office_file, "Terbitkan", issue)
    with closing(sqlite3.connect(office_file)) as db:
        db.execute("UPDATE register_number SET taken_on = '20x6-11-24'")
        db.commit()
    taken = len(names_taken(office_file))
    assert backups.restore(office_file, made.path, LATER).void == taken
    assert [state for _, state in ask(office_file, register)] == ["batal"] * taken


def names_taken(database: Path) -> list[str]:
    with closing(contents.connect(database)) as db:
        return [number for (number,) in db.execute("SELECT number FROM register_number")]


@pytest.mark.skipif(os.name == "nt", reason="folders have no mode there")
def test_nobody_else_can_look_into_a_working_copy(office_file: Path, tmp_path: Path) -> None:
    made = backups.make(office_file, backups.MANUAL, NOW)
    with scratch.copied(made.path, tmp_path / "umum", NOW) as copy:
        assert copy.parent.stat().st_mode & 0o077 == 0
