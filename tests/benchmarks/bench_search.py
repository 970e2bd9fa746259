"""Search while typing over 200,000 people, beside LIKE over the same rows in the same run."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from asn_desktop.db import history, search_filling
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person, Unit
from asn_desktop.services import employees, units
from asn_desktop.services.database import open_database
from asn_desktop.services.employees import Filter

PEOPLE = 200_000
LIMIT = 200
MORE: list[dict[str, Any]] = [
    {"unit_id": 7},
    {"statuses": ("PPPK",)},
    {"unit_id": 7, "golongan": ("IV/a",)},
    {"archived": True},
    {"sort": "unit"},
    {"sort": "golongan", "descending": True},
    {"sort": "jabatan"},
    {"sort": "nip"},
]
NAMES = (
    "ahmad siti budi dewi rina joko sri nur muhammad indah hendra kiagus nyimas masayu raden tri eka putri "
    "bambang agus yanti lina maya zainal usman wulan novita oktavian fitri ilham galih susi taufik erwin"
).split()
POSTS = ("Guru Ahli Muda", "Lurah", "Bidan Penyelia", "Pranata Komputer Ahli Pertama", "Operator Layanan")


def fill(session: Session, dice: random.Random) -> None:
    names = [f"SD Negeri {n} Palembang" for n in range(90)] + [
        "Dinas Sosial",
        "Dinas Kesehatan",
        "Kecamatan Sako",
    ]
    unit_ids = [*units.find_or_add_many(session, names).values()]
    rows = []
    for n in range(PEOPLE):
        name = " ".join(dice.sample(NAMES, 3))
        born = f"{dice.randint(1965, 2002)}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}"
        start = f"{1995 + n // 12_000}{n // 1000 % 12 + 1:02d}"  # with the serial: nobody's twice
        nip = f"{born}{start}{n % 2 + 1}{n % 1000:03d}"
        rows.append(
            {
                "name": name.title(),
                "name_key": name,
                "nip": nip,
                "jabatan": dice.choice(POSTS),
                "unit_id": dice.choice(unit_ids),
                "status": dice.choice(["PNS", "PNS", "PPPK"]),
                "golongan": dice.choice(["III/a", "III/b", "III/c", "III/d", "IV/a", "IX"]),
            }
        )
    history.insert_rows(session, Person, rows)


def typed(dice: random.Random) -> Iterator[str]:
    """What the box holds after each key of many searches."""
    for _ in range(25):
        for text in (
            f"{dice.choice(NAMES)} {dice.choice(NAMES)}",
            f"{dice.randint(1965, 2002)}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}",
            f"{dice.choice(NAMES)} {dice.choice(['lurah', 'guru', 'palembang', 'sosial', 'negeri 4'])}",
        ):
            for end in range(1, len(text) + 1):
                yield text[:end]


def by_like(session: Session, text: str) -> list[int]:
    """The usual way."""
    query = select(Person.id).outerjoin(Unit, Unit.id == Person.unit_id).where(Person.archived.is_(False))
    for word in text.split():
        query = query.where(
            or_(
                Person.name.icontains(word),
                Person.nip.icontains(word),
                Person.jabatan.icontains(word),
                Unit.name.icontains(word),
            )
        )
    rows = session.scalars(query.order_by(Person.name_key, Person.id).limit(LIMIT)).all()
    return [r.id for r in employees.page(session, rows)]


def by_index(session: Session, text: str, **more: Any) -> list[int]:
    return [r.id for r in employees.page(session, employees.ids(session, Filter(text, **more), LIMIT))]


def measure(session: Session, find: Callable[[Session, str], list[int]], texts: list[str]) -> list[float]:
    """Milliseconds of each search by the clock on the wall."""
    times = []
    for text in texts:
        start = time.perf_counter()
        find(session, text)
        times.append((time.perf_counter() - start) * 1000)
    return times


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[18]


def make(url: str, dice: random.Random) -> None:
    engine = open_database(url)
    start = time.perf_counter()
    with writing(engine, "isi") as session, search_filling.at_once(session):
        fill(session, dice)
    print(f"{PEOPLE:,} orang dimasukkan dengan indeks dan riwayat: {time.perf_counter() - start:.1f} s")
    engine.dispose()


def main() -> int:
    dice = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'cari.db'}"
        make(url, dice)
        engine = open_database(url)
        texts = [*typed(dice)]
        with reading(engine) as session:
            start = time.perf_counter()
            everybody = employees.ids(session, Filter())
            print(f"semua id menurut nama: {(time.perf_counter() - start) * 1000:.0f} ms")
            start = time.perf_counter()
            employees.page(session, everybody[150_000:150_100])
            print(f"100 baris pada kedalaman 150.000: {(time.perf_counter() - start) * 1000:.1f} ms")
            busy = time.process_time()
            mine = measure(session, by_index, texts)
            busy = (time.process_time() - busy) * 1000 / sum(mine)
            filtered = [measure(session, partial(by_index, **more), texts[::9]) for more in MORE]
            peer = measure(session, by_like, texts[:: max(1, len(texts) // 150)])
        engine.dispose()
    print(
        f"{len(mine)} pencarian: median {statistics.median(mine):.1f} ms, p95 {p95(mine):.1f} ms, "
        f"paling lama {max(mine):.1f} ms; prosesor didapat {busy:.0%} dari waktu itu"
    )
    for more, times in zip(MORE, filtered, strict=True):
        print(f"  dengan {more}: p95 {p95(times):.1f} ms")
    ratio = p95(peer) / p95(mine)
    print(
        f"LIKE: median {statistics.median(peer):.1f} ms, p95 {p95(peer):.1f} ms; {ratio:.1f} kali lebih lama"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
