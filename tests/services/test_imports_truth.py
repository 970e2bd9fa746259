"""The full sample lists come out exactly as their truth says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from staff_lists import TODAY, checked, imported, seed

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import Person
from asn_desktop.domain import nip
from asn_desktop.services import imports


@pytest.fixture(scope="session")
def truth(shared_data: Path) -> Any:
    return json.loads((shared_data / "truth.json").read_text())


@pytest.fixture
def seeded(engine: Engine) -> Engine:
    seed(engine)
    return engine


def people(engine: Engine) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


def test_siasn_export(seeded: Engine, shared_data: Path, truth: Any) -> None:
    expected = truth["pegawai_siasn.xlsx"]
    source = imports.open_list(shared_data / "pegawai_siasn.xlsx")
    found = checked(seeded, source)
    rejected = {
        str(row.row_number): [p.kind for p in row.problems if p.is_error]
        for row in found.rows
        if row.action == imports.DITOLAK
    }
    assert rejected == {row: [kind] for row, kind in expected["error_rows"].items()}
    counts = found.counts
    assert counts.rows == expected["data_rows"]
    assert counts.imported == counts.new == expected["rows_that_import"]
    assert counts.errors == expected["errors_by_kind"]
    assert counts.warnings == expected["warnings_by_kind"]

    with writing(seeded, "Impor") as session:
        assert imports.apply(session, found) == counts
    assert people(seeded) == expected["rows_that_import"]

    again = checked(seeded, source).counts
    assert (again.new, again.changed, again.same) == (0, 0, expected["rows_that_import"])
    with reading(seeded) as session:
        first = session.scalars(select(Person).where(Person.nip == "199804172018031001")).one()
    assert (first.name, first.gelar_depan) == ("Raden Irfan Wulandari", "Prof. Dr.")
    assert (first.sex, first.golongan, first.pendidikan, first.status) == ("L", "IV/b", "30", "PNS")
    assert (first.jenis_jabatan, first.agama, first.kawin, first.kedudukan) == ("2", "1", "1", "01")
    assert (first.nik, first.phone) == ("1671081704981242", "088036557493")


@pytest.mark.parametrize("name", ["duk.xlsx", "nominatif_lama.csv"])
def test_older_lists(seeded: Engine, shared_data: Path, truth: Any, name: str) -> None:
    source = imports.open_list(shared_data / name)
    counts = imported(seeded, source)
    assert (counts.rows, counts.imported) == (truth[name]["data_rows"], truth[name]["rows_that_import"])
    assert counts.errors == counts.warnings == {}
    assert people(seeded) == truth[name]["rows_that_import"]
    again = checked(seeded, source).counts
    assert again.same == truth[name]["rows_that_import"]


def test_duk_takes_cells_of_two_fields_apart(seeded: Engine, shared_data: Path) -> None:
    imported(seeded, imports.open_list(shared_data / "duk.xlsx"))
    with reading(seeded) as session:
        found = session.scalars(select(Person).where(Person.nip == "196903202017042002")).one()
    assert (found.gelar_depan, found.name, found.gelar_belakang) == (
        "Prof. Dr.",
        "Tri Fitri Sulaiman",
        "S.Kom.",
    )
    assert (found.golongan, str(found.tmt_golongan)) == ("II/c", "2017-04-01")
    assert (str(found.birth_date), found.pendidikan) == ("1969-03-20", "40")
    assert found.sex == nip.parse("196903202017042002", TODAY).sex


def test_the_old_list_only_adds_what_is_new_to_the_full_one(seeded: Engine, shared_data: Path) -> None:
    imported(seeded, imports.open_list(shared_data / "duk.xlsx"))
    found = checked(seeded, imports.open_list(shared_data / "nominatif_lama.csv"))
    assert found.counts.changed > 0
    labels = {label for row in found.rows for label, _, _ in row.changes}
    assert labels == {"NIP lama"}
    assert all(old == "" for row in found.rows for _, old, _ in row.changes)
