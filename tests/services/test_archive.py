"""Everything as one zip, and back into a new database, with nothing lost and nothing believed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import warnings
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from desks import NOW, TODAY, make_desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, MetaData, select

from asn_desktop.db import chain, migrations
from asn_desktop.db.session import open_engine, reading, writing
from asn_desktop.db.tables import Base, Person, ReferenceItem, Signatory, Unit
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services import archive, database, employees, history
from asn_desktop.services.archive import cells, package, records, words

AWKWARD = (
    '=HYPERLINK("x")',
    "+62 711",
    "-1",
    "@SUM(A1)",
    "'kutip",
    "0711",
    "12345678901234567890",
    'a;b\r\nc"d',
)


def everything(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    with reading(engine) as s:
        return {
            table.name: [tuple(row) for row in s.connection().execute(select(table).order_by(table.c.id))]
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture
def office(tmp_path: Path) -> Engine:
    engine = database.open_database(f"sqlite:///{tmp_path / 'asli.db'}", NOW)
    make_desk(engine, tmp_path).issue()
    with writing(engine, "Isi yang sulit", now=NOW) as s:
        s.add_all(
            Person(name=text, name_key=text, note=text, nip=None, birth_date=date(1990, 1, 2))
            for text in AWKWARD
        )
    with writing(engine, "Batalkan", now=NOW) as s:
        history.undo(s, TODAY)
    with writing(engine, "Ulangi", now=NOW) as s:
        history.redo(s, TODAY)
    return engine


@pytest.fixture
def zipped(office: Engine, tmp_path: Path) -> Path:
    path = tmp_path / "semua.zip"
    with reading(office) as s:
        archive.write(s, path, NOW)
    return path


def test_all_comes_back_as_it_was(office: Engine, zipped: Path, tmp_path: Path) -> None:
    told = archive.read_back(zipped, tmp_path / "baru.db")
    again = database.open_database(f"sqlite:///{tmp_path / 'baru.db'}", NOW)
    assert everything(again) == everything(office)
    with reading(office) as a, reading(again) as b:
        assert chain.head(a) == chain.head(b)
        assert told.length == chain.head(a).length
        assert [r.nip for r in employees.quick(b, "contoh nomor", 9)] != []
    with writing(again, "Batalkan") as s:  # work goes on where it stopped
        assert history.undo(s, TODAY) == "Isi yang sulit"
    again.dispose()


def test_it_opens_with_no_program(office: Engine, zipped: Path) -> None:
    with zipfile.ZipFile(zipped) as zip_file:
        assert "BACA-SAYA.txt" in zip_file.namelist()
        text = zip_file.read("tabel/person.csv").decode("utf-8-sig")
        about = zip_file.read("skema.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    with reading(office) as s:
        assert len(rows) == len(s.scalars(select(Person.id)).all())
    for row in rows:
        for key in ("name", "note", "phone", "nip"):
            assert not row[key].startswith(("=", "+", "-", "@", "\t"))
    assert "Nama tanpa gelar" in about


def _rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The archive with other members, its list made to agree where `change` does not say otherwise."""
    with zipfile.ZipFile(path) as zip_file:
        members = {name: zip_file.read(name) for name in zip_file.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zip_file:
        for name, data in members.items():
            zip_file.writestr(name, data)
    return path


def _edit(member: str, old: bytes, new: bytes, *, listed: bool = False) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        assert old in members[member]
        members[member] = members[member].replace(old, new, 1)
        if listed:
            manifest = json.loads(members["manifes.json"])
            sha = hashlib.sha256(members[member]).hexdigest()
            manifest["berkas"][member] = {"ukuran": len(members[member]), "sha256": sha}
            members["manifes.json"] = json.dumps(manifest).encode()

    return change


def _evil(members: dict[str, bytes]) -> None:
    members["../keluar.csv"] = b"x"


def _less(members: dict[str, bytes]) -> None:
    del members["tabel/person.csv"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_edit("tabel/person.csv", b"Contoh Nomor 1", b"Contoh Nomor 9"), "person.csv.* tidak sama"),
        (
            _edit("tabel/person.csv", b"1980-01-17", b"1980-13-17", listed=True),
            r"person.csv baris \d+: .*tanggal",
        ),
        (
            _edit("tabel/person.csv", b"siasn_id;", b"siasn_no;", listed=True),
            "person.csv baris 1: kolom “siasn_no” tidak dikenal",
        ),
        (_edit("tabel/action.csv", b"Siapkan", b"Menyiap", listed=False), "action.csv.* tidak sama"),
        (
            _edit("tabel/participant.csv", b"\n1;1;1;peserta", b"\n1;99;1;peserta", listed=True),
            "menunjuk baris tabel person",
        ),
        (_edit("manifes.json", b'versi_basis_data": ', b'versi_basis_data": 9'), "Pasang versi program"),
        (_evil, "keluar.csv.* tidak dikenal"),
        (_less, "person.csv.* tidak ada"),
    ],
)
def test_what_is_not_as_it_was_written_is_refused(
    zipped: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        archive.read_back(_rewritten(zipped, change), tmp_path / "baru.db")
    assert not (tmp_path / "baru.db").exists()


def test_a_file_that_is_there_or_is_no_archive_is_left_alone(zipped: Path, tmp_path: Path) -> None:
    there = tmp_path / "ada.db"
    there.write_bytes(b"x")
    with pytest.raises(UserError, match="tidak ditimpa"):
        archive.read_back(zipped, there)
    assert there.read_bytes() == b"x"
    with pytest.raises(UserError, match="rusak"):
        archive.read_back(there, tmp_path / "baru.db")


def test_stopped_midway_nothing_is_left(office: Engine, zipped: Path, tmp_path: Path) -> None:
    before = zipped.read_bytes()
    with pytest.raises(Cancelled), reading(office) as s:
        archive.write(s, zipped, NOW, lambda done, total, _text: done < total / 2)
    assert zipped.read_bytes() == before
    with pytest.raises(Cancelled):
        archive.read_back(zipped, tmp_path / "baru.db", lambda *_: False)
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith((".tulis", "baru"))) == []


def test_what_unpacks_to_far_more_than_it_is_worth_is_not_unpacked(zipped: Path, tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(zipped, "a", zipfile.ZIP_DEFLATED) as zip_file,
        zip_file.open(f"berkas/{'0' * 64}.bin", "w", force_zip64=True) as member,
    ):
        for _ in range(300):
            member.write(bytes(1 << 20))
    with pytest.raises(UserError, match="tidak wajar"):
        archive.read_back(zipped, tmp_path / "baru.db")


def test_a_member_that_is_there_twice_is_refused(zipped: Path, tmp_path: Path) -> None:
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(zipped, "a") as zip_file:
        zip_file.writestr("tabel/person.csv", "id\r\n")
    with pytest.raises(UserError, match=r"person\.csv” lebih dari sekali"):
        archive.read_back(zipped, tmp_path / "baru.db")


def test_every_table_and_column_is_described() -> None:
    bare = [line[:2] for line in package.schema(Base.metadata) if line[4] == line[1]]
    assert bare == []
    assert [t for t in Base.metadata.tables if words.table(t).casefold() == t and "_" in t] == []


def test_an_archive_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    """Made as that version would have: its tables, its columns."""
    old = open_engine(f"sqlite:///{tmp_path / 'lama.db'}")
    migrations.migrate(old, migrations.steps()[:1])
    metadata = MetaData()
    metadata.reflect(old)
    with old.begin() as connection:
        connection.execute(
            metadata.tables["unit"].insert(),
            {"id": 7, "name": "=A1", "name_key": "", "code": "", "archived": False},
        )
    path = _by_hand(old, metadata, tmp_path / "lama.zip")
    told = archive.read_back(path, tmp_path / "baru.db")
    assert told.version == 1
    new = open_engine(f"sqlite:///{tmp_path / 'baru.db'}")
    assert migrations.version(new) == migrations.VERSION
    with reading(new) as s:
        assert s.get_one(Unit, 7).name == "=A1"
    old.dispose()
    new.dispose()


def _by_hand(engine: Engine, metadata: MetaData, path: Path) -> Path:
    members: dict[str, bytes] = {}
    counts: dict[str, int] = {}
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            if table.name.startswith("person_search"):
                continue
            rows = connection.execute(select(table)).all()
            text = io.StringIO(newline="")
            put = records.to(text)
            put(table.columns.keys())
            writers = [cells.writer(package.kind(c), nullable=bool(c.nullable)) for c in table.columns]
            for row in rows:
                put(write(value) for write, value in zip(writers, row, strict=True))
            members[package.table_member(table.name)] = text.getvalue().encode("utf-8-sig")
            counts[table.name] = len(rows)
    listed = {n: package.Member(len(d), hashlib.sha256(d).hexdigest()) for n, d in members.items()}
    members[package.MANIFEST] = package.Manifest("0", 1, "", 0, "", counts, listed).dump().encode()
    with zipfile.ZipFile(path, "w") as zip_file:
        for name, data in members.items():
            zip_file.writestr(name, data)
    return path


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=5, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, st.none() | st.dates()), min_size=20, max_size=40))
def test_any_text_comes_back_from_the_zip(tmp_path: Path, people: list[tuple[str, str, date | None]]) -> None:
    """Also lone controls, NUL, and nothing beside the empty text."""
    engine = open_engine("sqlite://")
    Base.metadata.create_all(engine)
    with writing(engine, "Isi") as s:
        for name, nip, day in people:
            s.add(Person(name=name, name_key="", nip=None, birth_date=day, note=nip))
        s.add(Signatory(name="", jabatan="x", valid_from=None))
        s.add(ReferenceItem(kind="x", code="y", name="z", attributes={"=a": "\u202e", "b": None}))
        s.add(Person(name="Kosong", name_key="", nip=""))
    path, new = tmp_path / "a.zip", tmp_path / "b.db"
    new.unlink(missing_ok=True)
    with reading(engine) as s:
        archive.write(s, path, NOW)
    archive.read_back(path, new)
    again = open_engine(f"sqlite:///{new}")
    assert everything(again) == everything(engine)
    again.dispose()
    engine.dispose()


VALUES = st.one_of(
    st.tuples(st.just(str), st.text(st.characters(exclude_categories=["Cs"]))),
    st.tuples(st.just(int), st.integers(-(2**63), 2**63 - 1)),
    st.tuples(st.just(float), st.floats(allow_nan=False)),
    st.tuples(st.just(bool), st.booleans()),
    st.tuples(st.just(date), st.dates()),
    st.tuples(st.just(datetime), st.datetimes()),
    st.tuples(st.just(dict), st.dictionaries(st.text(), st.text() | st.none())),
)


@given(VALUES, st.booleans())
def test_a_cell_gives_back_its_value_and_is_no_formula(typed: tuple[type, Any], nullable: bool) -> None:
    kind, value = typed
    cell = cells.writer(kind, nullable=nullable)(value)
    assert cells.reader(kind, nullable=nullable)(cell) == value
    if kind is str:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.sampled_from([str, int, dict]))
def test_nothing_stays_nothing(kind: type) -> None:
    assert cells.reader(kind, nullable=True)(cells.writer(kind, nullable=True)(None)) is None
