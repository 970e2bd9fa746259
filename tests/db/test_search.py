"""Whatever way the search takes, it finds what a look at every person would find, in the same order."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from asn_desktop.db import search, search_index
from asn_desktop.db.history import insert_rows
from asn_desktop.db.search import Search
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import FormerNip, Person, ReferenceItem, Unit
from asn_desktop.services.database import open_database

WORDS = "ana budi citra dewi eka sari".split()
UNITS = ["Dinas Sosial", "Kecamatan Sako", "SD Negeri 4"]
RANKS = ["", "III/a", "III/b", "IX", "tak dikenal"]


def make(path: Path) -> Engine:
    engine = open_database(f"sqlite:///{path}")
    dice = random.Random(1)
    with writing(engine, "contoh") as s:
        insert_rows(s, Unit, [{"name": n, "name_key": n.casefold()} for n in UNITS])
        rows = []
        for n in range(90):
            name = " ".join(dice.sample(WORDS, 2))
            rows.append(
                {
                    "name": name.title(),
                    "name_key": name,
                    "nip": f"1980{n:014d}" if n % 5 else None,
                    "status": dice.choice(["PNS", "PPPK", "NON"]),
                    "golongan": dice.choice(RANKS),
                    "jabatan": dice.choice(["Guru", "Lurah", ""]),
                    "unit_id": dice.choice([None, 1, 2, 3]),
                    "archived": n % 11 == 0,
                }
            )
        insert_rows(s, Person, rows)
    return engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """To write in."""
    engine = make(tmp_path / "a.db")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """To read only."""
    engine = make(tmp_path_factory.mktemp("orang") / "a.db")
    yield engine
    engine.dispose()


@pytest.fixture
def session(people: Engine) -> Iterator[Session]:
    with reading(people) as session:
        yield session


def looked_through(session: Session, wanted: Search) -> list[int]:
    """Everybody, one by one."""
    names = {unit.id: unit for unit in session.scalars(select(Unit))}
    position = dict(
        session.execute(
            select(ReferenceItem.code, ReferenceItem.position).where(ReferenceItem.kind == "golongan")
        ).all()
    )
    found: list[tuple[Any, ...]] = []
    unknown = -999 if wanted.descending else 999  # come last
    for p in session.scalars(select(Person).where(Person.archived.is_(wanted.archived))):
        unit = names[p.unit_id] if p.unit_id else None
        text = f"{p.name} {p.nip or ''} {p.jabatan} {unit.name if unit else ''}".casefold()
        tokens = re.findall(r"\w+", text)
        if not all(any(t.startswith(w) for t in tokens) for w in wanted.typed.casefold().split()):
            continue
        if any(getattr(p, column) not in values for column, values in wanted.among.items()):
            continue
        first: dict[str, tuple[Any, ...]] = {
            "name": (),
            "nip": (p.nip or "",),
            "jabatan": (p.jabatan,),
            "unit": (unit.name_key if unit else "",),
            "golongan": (position.get(p.golongan, -1 if not p.golongan else unknown),),
        }
        key = first[wanted.sort] + (() if wanted.sort == "nip" else (p.name_key,))
        found.append((*key, p.id))
    return [row[-1] for row in sorted(found, reverse=wanted.descending)]


WAYS = {"few": (4000, 0.35), "inside": (2, 2.0), "near": (2, 0.0)}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sort", search.SORTS)
def test_every_way_finds_the_same(
    session: Session, monkeypatch: pytest.MonkeyPatch, way: str, sort: str
) -> None:
    rare, common = WAYS[way]
    for name, value in {"RARE": rare, "COMMON": common, "STRIDE": 5, "REACH": 25}.items():
        monkeypatch.setattr(search, name, value)
    filters: list[dict[str, Any]] = [
        {},
        {"status": ["PNS"]},
        {"unit_id": {1, 3}},
        {"golongan": ["III/a", ""], "status": ["PNS", "NON"]},
        {"unit_id": {*range(2, 100)}},  # too many for the word index
        {"status": ["tidak ada"]},
    ]
    seen = 0
    for typed in ("", "a", "sa", "sari", "ana guru", "198", "dinas s", "e l s", "zzz"):
        for among in filters:
            for flags in ((False, False), (False, True), (True, False)):
                wanted = Search(typed, among, flags[0], sort, flags[1])
                right = looked_through(session, wanted)
                seen += len(right)
                assert search.people(session, wanted) == right, wanted
                assert search.people(session, wanted, 7) == right[:7], wanted
                assert search.count(session, wanted) == len(right)
    assert seen > 1000


TEXTS = ["André Santoso", "M. Rizki A'yun", "budi_santo 4/B", "Łukasz Ñusa", "198001172008012003", "İlham ﬁ"]


@given(st.sampled_from(TEXTS), st.text("anbs4/_'. éÉłñi1980", max_size=8))
def test_the_finder_agrees_with_the_index(text: str, typed: str) -> None:
    words = search_index.words(typed)
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(search_index.DDL[0])
        db.execute("INSERT INTO person_search(rowid, text) VALUES (1, ?)", (text,))
        asked = "SELECT count(*) FROM person_search WHERE person_search MATCH ?"
        hits = db.execute(asked, (search_index.question(words, {}),)).fetchone()[0] if words else 1
    assert search_index.finder(words)(text) == bool(hits)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("19800117 200801 2", ["198001172008012"]),
        ("19800117.200801.2.003", ["198001172008012003"]),
        ("NIP. 19800117 200801", ["19800117200801"]),
        ("siti 19800117 200801", ["siti", "19800117200801"]),
        ("sd negeri 4 guru", ["sd", "negeri", "4", "guru"]),
        ("Nipah 4", ["Nipah", "4"]),
        ("Andre\u0301as", ["Andréas"]),
        ("a a A b_c", ["a", "A", "b", "c"]),
        ('"%*-\0', []),
    ],
)
def test_words(typed: str, words: list[str]) -> None:
    assert search_index.words(typed) == words


def test_the_index_follows_former_nips(engine: Engine) -> None:
    def found() -> list[int]:
        with reading(engine) as session:
            return search.people(session, Search("197712312000121001"))

    assert found() == []
    with writing(engine, "ubah") as s:
        former = FormerNip(person_id=3, nip="197712312000121001", until=date(2026, 1, 1))
        s.add(former)
    assert found() == [3]
    with writing(engine, "hapus") as s:
        s.delete(s.get_one(FormerNip, former.id))
    assert found() == []


def test_the_index_follows_codes_and_deletion(engine: Engine) -> None:
    with reading(engine) as session:
        everybody = search.people(session, Search(among={"status": ["PNS"]}))
    with engine.begin() as connection:
        connection.execute(update(Person).where(Person.id == everybody[0]).values(status="PPPK"))
        connection.execute(
            FormerNip.__table__.insert(),
            [{"person_id": everybody[1], "nip": "1", "until": date(2026, 1, 1), "note": ""}],
        )
        connection.execute(delete(Person).where(Person.id == everybody[1]))
    with reading(engine) as session:
        assert search.people(session, Search(among={"status": ["PNS"]})) == everybody[2:]
        rows = session.connection().exec_driver_sql("SELECT count(*) FROM person_search").scalar()
        assert rows == 89


@pytest.mark.parametrize(
    "typed",
    ['"', "a*", "a OR b", "text:a", "codes:u1", "NEAR(a b)", "^a", "a AND", "{a}", "a" * 5000, "a b " * 3000],
)
def test_what_is_typed_is_never_a_command(session: Session, typed: str) -> None:
    assert isinstance(search.people(session, Search(typed), 5), list)
    assert search.people(session, Search("u1 s504e53"), 5) == []
