"""What is an error, what a warning, and what changes; every sentence names row, field and remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from staff_lists import ANA, BUDI, HEADER, TODAY, checked, imported, opened, seed

from asn_desktop.db.session import reading, writing
from asn_desktop.db.tables import FormerNip, Person
from asn_desktop.domain.errors import Cancelled, InvalidInput
from asn_desktop.services import imports

LONG = "Ana " * 30


@pytest.fixture
def seeded(engine: Engine) -> Engine:
    seed(engine)
    return engine


@pytest.mark.parametrize(
    ("field", "cell", "kind", "word"),
    [
        ("NIP", "", "nip_missing", "Isikan NIP"),
        ("NIP", "-", "nip_missing", "Isikan NIP"),
        ("NIP", 198001172008012003, "nip_number_precision_lost", "teks"),
        ("NIP", "1,98001E+17", "nip_number_precision_lost", "teks"),
        ("NIP", "19800117200801200", "nip_length", "18"),
        ("NIP", 131110468, "nip_length", "18"),
        ("NIP", "198013172008012003", "nip_birth_date", "tanggal lahir"),
        ("NIP", "198001172008013003", "nip_sex", "ke-15"),
        ("NIP", "198001172008002003", "nip_month", "00"),
        ("NAMA", "", "name_missing", "Isikan namanya"),
        ("NAMA", "Drs. Ir.", "name_only_titles", "hanya gelar"),
        ("NAMA", LONG, "name_too_long", "satu sel"),
        ("GOL", "V/f", "golongan_unknown", "III/d"),
        ("TANGGAL LAHIR", "31-02-1980", "date_invalid", "24-11-2026"),
        ("TANGGAL LAHIR", "kemarin", "date_invalid", "24-11-2026"),
        ("TANGGAL LAHIR", "17-01-2080", "date_impossible", "Periksa tahunnya"),
        ("TANGGAL LAHIR", 5, "date_impossible", "Periksa tahunnya"),
    ],
)
def test_errors_keep_the_row_out(
    seeded: Engine, tmp_path: Path, *, field: str, cell: Any, kind: str, word: str
) -> None:
    found = checked(seeded, opened(tmp_path, BUDI, ANA | {field: cell}))
    good, bad = found.rows
    assert good.action == imports.BARU
    assert bad.action == imports.DITOLAK
    [problem] = bad.problems
    assert (problem.kind, problem.is_error) == (kind, True)
    assert problem.message.startswith("Baris 3")
    assert word in problem.message
    assert found.counts.errors == {kind: 1}
    imported(seeded, opened(tmp_path, BUDI, ANA | {field: cell}))
    with reading(seeded) as session:
        assert session.scalars(select(Person.name)).all() == ["Budi Hartono"]


@pytest.mark.parametrize(
    ("header", "cell", "kind", "field", "kept"),
    [
        ("JK", "X", "sex_unknown", "sex", "P"),
        ("JK", "L", "sex_differs_from_nip", "sex", "L"),
        ("TANGGAL LAHIR", "18-01-1980", "birth_date_differs_from_nip", "", None),
        ("STATUS", "PPPK", "status_differs_from_nip", "status", "PPPK"),
        ("STATUS", "pegawai tetap", "status_unknown", "status", "PNS"),
        ("AGAMA", "Entah", "agama_unknown", "agama", ""),
        ("NIK", "123", "nik_length", "nik", ""),
        ("NIK", 1671081704981242, "nik_number_precision_lost", "nik", ""),
        ("EMAIL", "ana di kantor", "email_invalid", "email", ""),
        ("TAHUN LULUS", "lama", "year_unknown", "tahun_lulus", ""),
        ("PENDIDIKAN", "Kursus menjahit", "pendidikan_unknown", "pendidikan_nama", "Kursus menjahit"),
        ("PANGKAT", "Pembina", "pangkat_differs_from_golongan", "golongan", "III/d"),
    ],
)
def test_warnings_do_not(
    seeded: Engine, tmp_path: Path, *, header: str, cell: Any, kind: str, field: str, kept: Any
) -> None:
    columns = (*dict.fromkeys([*HEADER, header]),)
    source = opened(tmp_path, ANA | {header: cell}, header=columns)
    found = checked(seeded, source)
    [row] = found.rows
    assert row.action == imports.BARU
    assert [(p.kind, p.is_error) for p in row.problems] == [(kind, False)]
    assert row.problems[0].message.startswith("Baris 2")
    assert found.counts.warnings == {kind: 1}
    imported(seeded, source)
    if field:
        with reading(seeded) as session:
            assert getattr(session.scalars(select(Person)).one(), field) == kept


def test_all_that_is_wrong_with_a_row_is_said_at_once(seeded: Engine, tmp_path: Path) -> None:
    [row] = checked(seeded, opened(tmp_path, ANA | {"NIP": "12", "GOL": "?", "TANGGAL LAHIR": "x"})).rows
    assert {p.kind for p in row.problems} == {"nip_length", "golongan_unknown", "date_invalid"}


def test_the_second_row_of_a_nip_names_the_first(seeded: Engine, tmp_path: Path) -> None:
    first, second = checked(seeded, opened(tmp_path, ANA, ANA | {"NAMA": "Orang Lain"})).rows
    assert (first.action, second.action) == (imports.BARU, imports.DITOLAK)
    assert [p.kind for p in second.problems] == ["nip_duplicate_in_file"]
    assert "baris 2" in second.problems[0].message


@pytest.mark.parametrize(
    ("text", "expected"),
    [("S1 Hukum", ("40", "S1 Hukum")), ("SMA", ("15", "")), ("D-III", ("30", "")), ("S-2", ("45", ""))],
)
def test_education_as_people_write_it(
    seeded: Engine, tmp_path: Path, text: str, expected: tuple[str, str]
) -> None:
    columns = (*HEADER, "PENDIDIKAN")
    [row] = checked(seeded, opened(tmp_path, ANA | {"PENDIDIKAN": text}, header=columns)).rows
    assert row.problems == []
    assert (row.values["pendidikan"], row.values.get("pendidikan_nama", "")) == expected


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("DRG. ANA SARI, S.KEP., NERS.", ("drg.", "Ana Sari", "S.Kep., Ners.")),
        ("Ana Sari", ("", "Ana Sari", "")),
        ("H. M. Rizki A'yun, S.E.", ("H.", "M. Rizki A'yun", "S.E.")),
    ],
)
def test_titles_in_the_name_where_the_list_has_no_column_for_them(
    seeded: Engine, tmp_path: Path, listed: str, expected: tuple[str, str, str]
) -> None:
    columns = ("NIP", "NAMA", "JABATAN")
    [row] = checked(seeded, opened(tmp_path, ANA | {"NAMA": listed}, header=columns)).rows
    found = [row.values.get(column, "") for column in ("gelar_depan", "name", "gelar_belakang")]
    assert found == list(expected)


def test_a_name_with_a_column_for_titles_is_not_split(seeded: Engine, tmp_path: Path) -> None:
    [row] = checked(seeded, opened(tmp_path, ANA | {"NAMA": "R. <b>Agus, Putra"})).rows
    assert row.values["name"] == "R. <b>Agus, Putra"


def test_changes_are_named_field_by_field(seeded: Engine, tmp_path: Path) -> None:
    imported(seeded, opened(tmp_path, ANA, BUDI))
    later = ANA | {"GOL": "IV/a", "UNIT KERJA": "Dinas Sosial", "JK": "L", "TANGGAL LAHIR": "18-01-1980"}
    found = checked(seeded, opened(tmp_path, later, BUDI))
    assert [row.action for row in found.rows] == [imports.BERUBAH, imports.SAMA]
    assert sorted(found.rows[0].changes) == [
        ("Golongan", "III/d", "IV/a"),
        ("Jenis kelamin", "Perempuan", "Laki-laki"),
        ("Tanggal lahir", "17-01-1980", "18-01-1980"),
        ("Unit kerja", "Kecamatan Sako", "Dinas Sosial"),
    ]


def test_empty_cells_and_missing_columns_erase_nothing(seeded: Engine, tmp_path: Path) -> None:
    imported(seeded, opened(tmp_path, ANA))
    assert (
        checked(seeded, opened(tmp_path, ANA | {"JABATAN": "", "GOL": "-", "GELAR BELAKANG": ""})).counts.same
        == 1
    )
    short = opened(tmp_path, ANA, header=("NIP", "NAMA", "JABATAN"))
    assert checked(seeded, short).counts.same == 1


def test_a_shouting_list_does_not_change_capitals(seeded: Engine, tmp_path: Path) -> None:
    imported(seeded, opened(tmp_path, ANA | {"NAMA": "D'Amato Silalahi"}))
    assert checked(seeded, opened(tmp_path, ANA | {"NAMA": "D'AMATO SILALAHI"})).counts.same == 1
    assert checked(seeded, opened(tmp_path, ANA | {"NAMA": "D'Amato SIlalahi"})).counts.changed == 1


def test_the_same_person_under_another_nip_is_pointed_at(seeded: Engine, tmp_path: Path) -> None:
    imported(seeded, opened(tmp_path, ANA))
    other = ANA | {"NIP": "198001172008012004"}
    [row] = checked(seeded, opened(tmp_path, other)).rows
    assert row.action == imports.BARU
    assert [p.kind for p in row.problems] == ["possible_same_person"]
    assert "Ana Sari, S.E." in row.problems[0].message


def test_a_former_nip_finds_its_holder(seeded: Engine, tmp_path: Path) -> None:
    imported(seeded, opened(tmp_path, ANA))
    with writing(seeded, "NIP berganti") as session:
        person = session.scalars(select(Person)).one()
        session.add(FormerNip(person_id=person.id, nip=person.nip, until=TODAY))
        person.nip = "198001172008012009"
    [row] = checked(seeded, opened(tmp_path, ANA | {"GOL": "IV/a"})).rows
    assert row.action == imports.BERUBAH
    assert row.changes == [("Golongan", "III/d", "IV/a")]
    assert [p.kind for p in row.problems] == ["nip_former"]


def test_fixing_in_place(seeded: Engine, tmp_path: Path) -> None:
    source = opened(tmp_path, ANA | {"NIP": 198001172008012003}, BUDI)
    assert checked(seeded, source).counts.rejected == 1
    found = checked(seeded, source, edits={(2, "nip"): "198001172008012003", (3, "email"): "budi@contoh.id"})
    assert [row.action for row in found.rows] == [imports.BARU, imports.BARU]
    assert found.rows[0].nip == "198001172008012003"
    assert found.rows[1].values["email"] == "budi@contoh.id"


def test_without_a_column_for_the_nip_nothing_can_be_checked(seeded: Engine, tmp_path: Path) -> None:
    source = opened(tmp_path, ANA)
    fields = [None if field == "nip" else field for field in source.fields]
    with reading(seeded) as session, pytest.raises(InvalidInput, match="NIP"):
        imports.check(session, source, fields, TODAY)


def test_cancelling(seeded: Engine, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        checked(seeded, opened(tmp_path, ANA), progress=lambda *_: False)


def test_progress_reaches_the_end(seeded: Engine, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int, text: str) -> bool:
        seen.append((done, total))
        return True

    checked(seeded, opened(tmp_path, ANA, BUDI), progress=progress)
    assert seen[-1] == (2, 2)
