"""Every page of a database damaged in turn: recognised, nothing overwritten, and a backup gives all back."""

from __future__ import annotations

import random
import shutil
import struct
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from desks import a_person, make_desk
from torture.audit import require
from torture.stepwise import Table, contents

from asn_desktop.db.history import insert_rows
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person
from asn_desktop.domain.errors import UserError
from asn_desktop.services import backups, checks, database, history, places
from asn_desktop.services.startup import DamagedError

PAGE = 4096
SPOILS = ("zeroes", "noise", "a bit")


def spoiled(page: bytes, kind: str, dice: random.Random) -> bytes:
    """`a bit` is one among bytes that are not zero: where nothing was written nothing can be lost."""
    if kind == "zeroes":
        return bytes(PAGE)
    if kind == "noise":
        return dice.randbytes(PAGE)
    at = dice.choice([n for n, byte in enumerate(page) if byte] or [0])
    return page[:at] + bytes([page[at] ^ 1 << dice.randrange(8)]) + page[at + 1 :]


def an_office(folder: Path) -> Path:
    path = folder / "asn.db"
    engine = database.open_database(places.url(str(path)))
    desk = make_desk(engine, folder, count=3)
    desk.issue()
    with writing(engine, "Impor", actor="siti") as session:
        insert_rows(session, Person, [a_person(n) for n in range(100, 160)])
    with writing(engine, "Batalkan", actor="siti") as session:
        history.undo(session, datetime.now().date(), "siti")  # leaves free pages
    database.close_database(engine, datetime.now())
    return path


def free_pages(raw: bytes) -> set[int]:
    """Those SQLite may use for new data; nothing is kept in them."""
    found: set[int] = set()
    (trunk,) = struct.unpack(">I", raw[32:36])
    while trunk:
        at = (trunk - 1) * PAGE
        following, count = struct.unpack(">II", raw[at : at + 8])
        found |= set(struct.unpack(f">{count}I", raw[at + 8 : at + 8 + 4 * count]))
        trunk = following  # a trunk itself holds the list: not free
    return found


def test_every_page(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rounds: Callable[[int], int],
    told: Callable[[str], None],
) -> None:
    monkeypatch.setenv("ASN_DESKTOP_DATA", str(tmp_path / "data"))
    path, is_long = an_office(tmp_path), bool(rounds(0))
    kept = backups.make(path, backups.MANUAL, datetime.now())
    whole, raw, dice = contents(path), path.read_bytes(), random.Random()
    free, seen = free_pages(raw), Counter[str]()
    count = len(raw) // PAGE
    for page in range(1, count + 1) if is_long else sorted(dice.sample(range(1, count + 1), 25)):
        for kind in SPOILS if is_long else [SPOILS[page % 3]]:
            at = (page - 1) * PAGE
            spoilt = spoiled(raw[at : at + PAGE], kind, dice)
            path.write_bytes(raw[:at] + spoilt + raw[at + PAGE :])
            how = recognised(path)
            seen[how] += 1
            require(path.read_bytes()[at : at + PAGE] == spoilt, f"{kind} in page {page}: overwritten")
            if how == "not seen":
                require(_told(contents(path)) == _told(whole), f"{kind} in page {page}: lost")
                require(kind == "a bit" or page in free, f"{kind} in page {page}: not seen")
            if is_long or not seen.total() % 10:
                given_back(path, kept.path, spoilt)
                seen["restored"] += 1
            for left in [*path.parent.glob("asn.db?*"), *path.parent.glob("asn-rusak*")]:
                left.unlink()
            shutil.rmtree(places.anchors_folder(), ignore_errors=True)  # of a trail that went on
    told(f"{count} pages ({len(free)} free): {dict(seen)}; nothing overwritten")


def _told(found: dict[str, Table]) -> dict[str, Table]:
    """Without the version of a row, which only tells two editors apart and is not in the trail, and without
    the word index, which is made from the people."""
    schema = {name: sql or "" for _, name, _, sql in found["sqlite_master"]}
    told: dict[str, Table] = {"sqlite_master": sorted(schema.items())}
    for name, rows in found.items():
        if name.startswith(("person_search", "sqlite_")):
            continue
        columns = [line.split()[0] for line in schema[name].splitlines()[1:] if line.startswith("\t")]
        at = columns.index("version") if "version" in columns else len(columns)
        told[name] = [row[:at] + row[at + 1 :] for row in rows]
    return told


def recognised(path: Path) -> str:
    """By whom it was noticed; as the program does it, at the start and by Periksa data."""
    try:
        engine = database.open_database(places.url(str(path)))
    except DamagedError:
        return "by the start"
    except UserError as error:
        require("lebih baru" in str(error), f"other words for damage: {error}")
        return "by the start"
    try:
        with reading(engine) as session:
            report = checks.run(session, datetime.now())
    except DamagedError:
        return "by reading"
    finally:
        engine.dispose()
    return "not seen" if report.good else "by Periksa data"


def given_back(path: Path, source: Path, spoilt: bytes) -> None:
    """Restores; the damaged bytes stay somewhere, and everything is there again."""
    done = backups.restore(path, source, datetime.now(), "siti")
    engine = database.open_database(places.url(str(path)))
    with reading(engine) as session:
        report = checks.run(session, datetime.now())
    engine.dispose()
    require(report.good, f"restored, and not good: {[f.what for f in report.findings]}")
    where = done.aside or (done.backup and done.backup.path)
    # in a backup the first bytes tell of another kind of log
    require(where and spoilt[100:] in where.read_bytes(), "the damaged bytes are gone")
