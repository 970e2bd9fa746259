"""Everything as one zip, and back into a new database, with nothing lost and nothing believed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from desks import NOW, TODAY, make_desk
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from asn_desktop.db import chain
from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Base, Person
from asn_desktop.domain.errors import Cancelled, UserError
from asn_desktop.services import archive, database, employees, history
from asn_desktop.services.archive import cells

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
