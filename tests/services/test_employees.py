from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from asn_desktop.db import undo
from asn_desktop.db.session import reading, writing
from asn_desktop.domain.errors import InvalidInput, UserError
from asn_desktop.services import employees, units
from asn_desktop.services.database import open_database
from asn_desktop.services.employees import EmployeeForm, Filter

TODAY = date(2026, 11, 24)
ANA = EmployeeForm(
    name="Ana Sari",
    gelar_depan="Dr.",
    gelar_belakang="S.E.",
    nip="198001172008012003",
    golongan="III/d",
    jabatan="Analis SDM Aparatur Ahli Muda",
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path}/a.db")
    with writing(engine, "contoh") as s:
        ids = units.find_or_add_many(s, ["Dinas Sosial", "Kecamatan Sako"])
        units.save(s, None, "Kelurahan Sako Baru", ids["Kecamatan Sako"])
        employees.save(s, replace(ANA, unit_id=ids["Dinas Sosial"]), TODAY)
        budi = EmployeeForm(name="Budi 100%", nip="199001012021211001", status="PPPK", golongan="IX")
        employees.save(s, replace(budi, unit_id=3, jabatan="Guru"), TODAY)
        employees.save(s, EmployeeForm(name="M. Rizki A'yun", status="NON", instansi="RW 05 Plaju"), TODAY)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with reading(engine) as session:
        yield session


def found(session: Session, text: str, **more: object) -> list[str]:
    wanted = Filter(text, **more)  # type: ignore[arg-type]
    for limit in (None, 200):
        ids = employees.ids(session, wanted, limit)
    return [row.printed_name for row in employees.page(session, ids)]


ALL = ["Dr. Ana Sari, S.E.", "Budi 100%", "M. Rizki A'yun"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ALL),
        ("an sa", ALL[:1]),
        ("19800117 200801 2", ALL[:1]),
        ("1980", ALL[:1]),
        ("sosial analis", ALL[:1]),
        ("100%", ALL[1:2]),
        ("a'yun", ALL[2:]),
        ("ayun", ALL[2:]),
        ("plaju", ALL[2:]),
        ("%", []),
        ('" OR *', []),
        ("AND", []),
        ("ana NOT sari", []),
        ("-sari", ALL[:1]),
        ("NEAR(a b)", []),
    ],
)
def test_search(session: Session, text: str, names: list[str]) -> None:
    assert found(session, text) == names


def test_filters_and_order(session: Session) -> None:
    assert found(session, "", statuses=("PPPK",)) == ["Budi 100%"]
    assert found(session, "", unit_id=2) == ["Budi 100%"]  # works below Kecamatan Sako
    assert found(session, "", golongan=("III/d",)) == ["Dr. Ana Sari, S.E."]
    assert found(session, "", sort="golongan", descending=True) == [ALL[1], ALL[0], ALL[2]]
    assert found(session, "", sort="unit") == [ALL[2], ALL[0], ALL[1]]
    assert employees.count(session, Filter()) == 3
    assert "Kecamatan Sako" in employees.describe(session, Filter(unit_id=2))


def test_a_renamed_unit_is_found_at_once(engine: Engine, session: Session) -> None:
    with writing(engine, "ganti nama") as s:
        units.save(s, 1, "Dinas Pemberdayaan")
    assert found(session, "pemberdayaan") == ALL[:1]
    assert found(session, "sosial") == []


def test_a_changed_nip_is_remembered(engine: Engine, session: Session) -> None:
    with writing(engine, "ubah") as s:
        employees.save(s, replace(employees.get(s, 1), nip="19800117 200801 2 004"), TODAY)
    assert employees.get(session, 1).former_nips == ("198001172008012003",)
    assert employees.get(session, 1).nip == "198001172008012004"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "Drs."}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"nip": "123"}, "nip"),
        ({"nip": "199001012021211001"}, "nip"),
        ({"nik": "12"}, "nik"),
    ],
)
def test_hard_errors_name_the_field(engine: Engine, change: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as refused, writing(engine, "ubah") as s:
        employees.save(s, replace(employees.get(s, 1), **change), TODAY)  # type: ignore[arg-type]
    assert set(refused.value.problems) == {field}
    if change.get("nip", "").startswith("199"):
        assert "Budi" in refused.value.problems["nip"]


def test_mismatches_only_warn() -> None:
    form = replace(ANA, sex="L", birth_date=date(1980, 1, 18), status="PPPK", name="ANA SARI")
    told = employees.warnings(None, form, TODAY)
    assert set(told) == {"sex", "birth_date", "status", "golongan", "name"}
    assert employees.warnings(None, ANA, TODAY) == {}


def test_a_stale_form_is_refused(engine: Engine) -> None:
    with reading(engine) as s:
        old = employees.get(s, 1)
    with writing(engine, "lain") as s:
        employees.save(s, replace(old, phone="1"), TODAY)
    with pytest.raises(UserError, match="orang lain"), writing(engine, "saya") as s:
        employees.save(s, replace(old, phone="2"), TODAY)


def test_archive_and_back(engine: Engine, session: Session) -> None:
    with writing(engine, "arsip") as s:
        assert employees.archive(s, [1, 2]) == 2
    assert found(session, "") == ALL[2:]
    assert found(session, "", archived=True) == ALL[:2]
    with writing(engine, "Batalkan") as s:
        undo.undo_last(s)
    session.rollback()
    assert found(session, "") == ALL


def test_detail(session: Session) -> None:
    detail = employees.detail(session, 1)
    assert detail.printed_name == ALL[0]
    assert ("Pangkat/golongan", "Penata Tingkat I (III/d)") in detail.pairs
    assert detail.trainings == []


def test_who_is_gone_is_said_so(session: Session) -> None:
    for ask in (employees.get, employees.detail):
        with pytest.raises(UserError, match="tidak ada lagi"):
            ask(session, 999)


def test_export_is_what_is_shown(session: Session, tmp_path: Path) -> None:
    out = tmp_path / "p.xlsx"
    assert employees.export(session, Filter(statuses=("PNS",)), out) == 1
    cells = [[c.value for c in row] for row in openpyxl.load_workbook(out).worksheets[0].iter_rows()]
    assert "status PNS" in cells[1][0]
    assert cells[4][1:3] == [ALL[0], "19800117 200801 2 003"]


def test_quick(session: Session) -> None:
    assert [r.id for r in employees.quick(session, "budi")] == [2]
    assert employees.quick(session, " ") == []
