"""Two programs on one database, and clocks that are years off."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desks import make_desk
from torture.audit import Ledger, audit, require
from torture.programs import build_shim, run, start
from torture.test_kill import staff_list

from asn_desktop.db.session import reading, writing
from asn_desktop.services import anchors, backups, database, employees, history, places
from asn_desktop.services.employees import EmployeeForm

YEAR = 365 * 24 * 60 * 60  # seconds


def prepared(folder: Path) -> tuple[Path, list[Path]]:
    path = folder / "asn.db"
    engine = database.open_database(places.url(str(path)))
    make_desk(engine, folder, count=12)
    engine.dispose()
    return path, [staff_list(folder / f"{n}.xlsx", 100 * n, 20) for n in range(2)]


def looked_over(path: Path) -> Ledger:
    engine = database.open_database(places.url(str(path)))
    try:
        with reading(engine) as session:
            lost = anchors.lost(session, datetime.now())
        require(not lost, f"false alarm: {lost}")
        return audit(engine)
    finally:
        engine.dispose()


def kept_promises(ledger: Ledger, notes: Path) -> int:
    said = [line[2:].split(" ")[:2] for line in notes.read_text().splitlines() if line.startswith("= ")]
    for key, sha in said:
        require(ledger.hashes[int(key) - 1 : int(key)] == [sha], f"action {key} was promised and is lost")
    return len(said)


def test_two_programs_on_one_database(
    tmp_path: Path, rounds: Callable[[int], int], told: Callable[[str], None]
) -> None:
    path, lists = prepared(tmp_path)
    count, dice = rounds(30), random.Random()
    notes = {actor: tmp_path / f"catatan-{actor}" for actor in ("siti", "budi")}
    clerks = [
        start("clerk", "beside", actor, dice.randrange(1 << 30), count, path, note, *lists)
        for actor, note in notes.items()
    ]
    for clerk in clerks:
        _, errors = clerk.communicate()
        require(clerk.returncode == 0, errors)
    ledger = looked_over(path)
    done = {actor: kept_promises(ledger, note) for actor, note in notes.items()}
    refused = sum(note.read_text().count("\n! ") for note in notes.values())
    require(all(done.values()), "one of them could do nothing")
    told(f"two programs at once, {count} actions each: {done} kept, 0 lost, {refused} refused in words")


def test_clocks_years_off(compiler: str, tmp_path: Path, told: Callable[[str], None]) -> None:
    path, lists = prepared(tmp_path)
    shim, before = build_shim(compiler, tmp_path), backups.make(path, backups.MANUAL, datetime.now())
    kept = []
    for n, years in enumerate((-12, 12, 0)):
        note = tmp_path / f"catatan-{n}"
        clock = {"LD_PRELOAD": str(shim), "TORTURE_CLOCK": str(years * YEAR)}
        done = run("clerk", "beside", "siti", n, 15, path, note, *lists, **clock)
        require(done.returncode == 0, done.stderr)
        kept.append(kept_promises(looked_over(path), note))
    require(all(kept), "nothing could be done")
    listed = backups.listed(path)
    serials = [b.serial for b in listed]
    require(serials == sorted(serials, reverse=True), "backups are not in the order they were made")
    require(before.path in {b.path for b in listed}, "a jumping clock pushed a good backup out")
    newest = backups.make(path, backups.MANUAL, datetime.now())
    require(backups.listed(path)[0].path == newest.path, "the newest backup is not the newest")
    told(f"clock 12 years back, 12 ahead, right again: {kept} actions kept, {len(serials)} backups in order")


def test_undo_and_restore_follow_what_was_done_and_not_the_clock(tmp_path: Path) -> None:
    path, _ = prepared(tmp_path)
    engine = database.open_database(places.url(str(path)))
    days = [
        datetime(2026, 11, 24, 8),
        datetime(2038, 1, 1, 8),
        datetime(2014, 6, 1, 8),
        datetime(2026, 11, 24, 9),
    ]
    for n, now in enumerate(days):
        with writing(engine, f"Tambah {n}", actor="siti", now=now) as s:
            employees.save(s, EmployeeForm(name=f"Contoh {n}", status="NON"), now.date())
        backups.make(path, backups.DAILY, now)
    for n in reversed(range(len(days))):
        with writing(engine, "Batalkan", actor="siti", now=days[0]) as s:
            assert history.undo(s, days[0].date(), "siti") == f"Tambah {n}"
    database.close_database(engine, days[1])
    for source in [b for b in backups.listed(path) if b.reason == backups.DAILY]:
        backups.restore(path, source.path, days[2], "siti")
        looked_over(path)
    assert len(looked_over(path).rows) > 0
