"""Opening Riwayat over a million actions, beside counting all and paging by OFFSET in the same run."""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.orm import Session

from asn_desktop.db.session import reading
from asn_desktop.db.tables import Action, Change, Touched
from asn_desktop.services import trail, trash
from asn_desktop.services.database import open_database
from asn_desktop.services.trail import Filter

ACTIONS = 1_000_000
PEOPLE = 16_000
IMPORTED = 15_754  # rows of one action
RARE = 5_000  # every so many actions somebody who signs is deleted
PAGE = 100
NAMES = "ahmad siti budi dewi rina joko sri nur indah hendra kiagus nyimas masayu tri eka putri".split()
ACTORS = ("rina", "budi", "siti", "joko")
START = datetime(2021, 1, 4, 7, 30)


def actions(dice: random.Random) -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Action, change and tally of each, as a busy office makes them in some years."""
    for n in range(2, ACTIONS + 1):
        at = START + timedelta(minutes=2 * n)
        table = dice.choice(("person", "participant"))
        row_id, label = dice.randint(1, PEOPLE), f"Ubah {dice.choice(NAMES)} {dice.choice(NAMES)}"
        before, after = {"golongan": "III/a", "version": n}, {"golongan": "III/b", "version": n + 1}
        kind, target = ("undo", n - 1) if n % 997 == 0 else ("do", None)
        if n % RARE == 0:
            table, label = "signatory", f"Hapus pejabat {n}"
        yield (
            {
                "id": n,
                "at": at.isoformat(" "),
                "actor": "tamu" if n % RARE == 1 else dice.choice(ACTORS),
                "label": label,
                "kind": kind,
                "target": target,
            },
            {
                "id": IMPORTED + n,
                "action": n,
                "name": table,
                "row": n if n % RARE == 0 else row_id,
                "before": json.dumps({"name": f"Pejabat {n}"} if n % RARE == 0 else before),
                "after": None if n % RARE == 0 else json.dumps(after),
            },
            {"action": n, "name": table, "changed": int(n % RARE != 0), "removed": int(n % RARE == 0)},
        )


def fill(connection: Connection, dice: random.Random) -> None:
    add_action = text(
        "INSERT INTO action (id, at, actor, label, kind, target_id, hash) "
        "VALUES (:id, :at, :actor, :label, :kind, :target, hex(randomblob(32)))"
    )
    add_change = text(
        'INSERT INTO change (id, action_id, table_name, row_id, "before", "after") '
        "VALUES (:id, :action, :name, :row, :before, :after)"
    )
    add_tally = text(
        "INSERT INTO touched (action_id, table_name, added, changed, removed) "
        "VALUES (:action, :name, 0, :changed, :removed)"
    )
    first = {"id": 1, "at": START.isoformat(" "), "actor": "rina", "label": "Impor pegawai.xlsx"}
    connection.execute(add_action, first | {"kind": "do", "target": None})
    connection.execute(
        text(
            "INSERT INTO touched (action_id, table_name, added, changed, removed) "
            "VALUES (1, 'person', :n, 0, 0)"
        ),
        {"n": IMPORTED},
    )
    made = [
        {
            "id": n,
            "action": 1,
            "name": "person",
            "row": n,
            "before": None,
            "after": json.dumps({"id": n, "name": f"{dice.choice(NAMES)} {n}", "nip": str(10**17 + n)}),
        }
        for n in range(1, IMPORTED + 1)
    ]
    connection.execute(add_change, made)
    people = [
        {"id": n, "name": f"{dice.choice(NAMES)} {dice.choice(NAMES)} {n}"} for n in range(1, PEOPLE + 1)
    ]
    texts = "gelar_depan gelar_belakang nip_lama nik siasn_id sex birth_place agama kawin kedudukan golongan"
    texts += " jenis_jabatan jabatan instansi pendidikan pendidikan_nama tahun_lulus phone email address note"
    connection.execute(
        text(
            f"INSERT INTO person (id, version, name, name_key, status, archived, {', '.join(texts.split())}) "
            f"VALUES (:id, 1, :name, :name, 'PNS', 0{', :empty' * len(texts.split())})"
        ),
        [row | {"empty": ""} for row in people],
    )
    pile: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = []
    for line in actions(dice):
        pile.append(line)
        if len(pile) == 20_000:
            put(connection, (add_action, add_change, add_tally), pile)
            pile.clear()
    put(connection, (add_action, add_change, add_tally), pile)


def put(connection: Connection, statements: tuple[Any, ...], pile: list[Any]) -> None:
    for statement, rows in zip(statements, zip(*pile, strict=True), strict=True):
        connection.execute(statement, rows)


def timed(work: Callable[[], Any], times: int = 5) -> float:
    """Milliseconds by the clock on the wall, the middle one of several."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return sorted(took)[times // 2]


def opening(session: Session) -> list[trail.TrailRow]:
    """What the screen asks for when it is first shown."""
    trail.ids(session, Filter(), 200)
    ids = trail.ids(session, Filter())
    trail.actors(session)
    trail.tables(session)
    return trail.rows(session, ids[:PAGE])


def naive(session: Session, offset: int) -> list[Any]:
    """The usual way: count all, take a page by OFFSET, and count the changes of each of its actions."""
    session.scalar(select(func.count()).select_from(Action))
    page = session.execute(
        select(Action).order_by(Action.at.desc(), Action.id.desc()).limit(PAGE).offset(offset)
    )
    found = [row for (row,) in page]
    for row in found:
        query = select(Change.table_name, func.count()).where(Change.action_id == row.id)
        session.execute(query.group_by(Change.table_name)).all()
    session.expunge_all()
    return found


FILTERS = {
    "satu orang": Filter(actors=("budi",)),
    "orang yang jarang": Filter(actors=("tamu",)),
    "pegawai": Filter(tables=("person",)),
    "penanda tangan (jarang)": Filter(tables=("signatory",)),
    "menghapus": Filter(kinds=("hapus",)),
    "membatalkan": Filter(kinds=("undo",)),
    "memulihkan (tidak ada)": Filter(kinds=("restore",)),
    "satu hari lama": Filter(since=date(2022, 3, 1), until=date(2022, 3, 1)),
    "satu tahun": Filter(since=date(2022, 1, 1), until=date(2022, 12, 31)),
    "satu tahun, orang yang jarang": Filter(
        actors=("tamu",), since=date(2022, 1, 1), until=date(2022, 12, 31)
    ),
    "orang dan pegawai": Filter(actors=("budi",), tables=("person",)),
    "orang yang jarang dan pegawai": Filter(actors=("tamu",), tables=("person",)),
    "kata": Filter("siti"),
    "kata yang tidak ada": Filter("tidak ada di sini"),
    "satu pegawai": Filter(record=("person", 77)),
}


def main() -> int:
    dice = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'riwayat.db'}")
        start = time.perf_counter()
        with engine.connect().execution_options(writes=True) as connection:
            for table in (Touched, Change, Action):
                connection.execute(text(f"DELETE FROM {table.__tablename__}"))
            fill(connection, dice)
            connection.commit()
        print(f"{ACTIONS:,} tindakan ditulis: {time.perf_counter() - start:.0f} s")
        with reading(engine) as session:
            first = time.perf_counter()
            opening(session)
            first = (time.perf_counter() - first) * 1000
            mine, deep = (
                timed(lambda: opening(session)),
                timed(lambda: trail.rows(session, range(500_000, 499_900, -1))),
            )
            print(f"membuka Riwayat: pertama kali {first:.0f} ms, lalu {mine:.0f} ms (janji: 200 ms)")
            print(f"100 baris pada kedalaman 500.000: {deep:.1f} ms")
            for offset, ours in ((0, mine), (500_000, deep)):
                usual = timed(lambda offset=offset: naive(session, offset), 3)
                print(f"OFFSET {offset:,}, hitung semua: {usual:.0f} ms; {usual / ours:.1f} kali lebih lama")
            for words, wanted in FILTERS.items():
                count = len(trail.ids(session, wanted))
                some = timed(lambda wanted=wanted: trail.ids(session, wanted, 200), 3)
                every = timed(lambda wanted=wanted: trail.ids(session, wanted), 3)
                print(f"saring {words}: {count:,} tindakan, 200 pertama {some:.1f} ms, semua {every:.1f} ms")
            print(f"rincian impor {IMPORTED:,} baris: {timed(lambda: trail.detail(session, 1)):.0f} ms")
            late = timed(lambda: trail.detail(session, 1, 15_600))
            found = timed(lambda: trail.detail(session, 1, 0, "siti 123"))
            print(f"  halaman terakhir {late:.0f} ms, cari di dalamnya {found:.0f} ms")
            print(f"Sampah: {timed(lambda: trash.rows(session, trash.ids(session)[:PAGE])):.0f} ms")
        engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
