"""Cells of any content: read or refused with a sentence, never a crash."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from staff_lists import TODAY

from asn_desktop.domain.headers import FIELDS
from asn_desktop.services.imports import cells, codes, columns
from asn_desktop.services.imports.fields import converters
from asn_desktop.spreadsheets.tables import BodyRow

KNOWN = {"pendidikan": codes.codes_of("pendidikan", {"40": "S-1/Sarjana", "30": "Diploma III"})}
BORN = date(1980, 1, 17)
PIECES = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                "19800117 200801 2 003",
                "NIP.",
                "\n",
                "17-01-1980",
                "Drs.",
                ",",
                "III/d",
                "1,9E+17",
                "²",
                "-",
                "'",
            ]
        ),
    ),
    max_size=5,
).map("".join)
CELLS = st.one_of(
    PIECES,
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(-(10**20), 10**20).map(float),
    st.booleans(),
    st.dates(date(1, 1, 1)),
    st.datetimes(datetime(1, 1, 1)),
)


@given(CELLS)
def test_every_field_reads_every_cell(cell: Any) -> None:
    for convert in converters(KNOWN, TODAY, with_titles=True).values():
        value, trouble = convert(cell)
        assert value is None or trouble is None or not trouble.is_error or isinstance(value, str | dict)
        assert trouble is None or trouble.text.endswith((".", "a"))
    found, trouble = cells.read_nip(cell, TODAY)
    assert (found is None) == (trouble is not None)


@given(st.lists(CELLS, min_size=len(FIELDS), max_size=len(FIELDS)))
def test_every_row_is_read(row: list[Any]) -> None:
    picked = columns.pick([BodyRow(7, row)], list(FIELDS), {})
    [read] = columns.read([7], picked, KNOWN, TODAY)
    assert ("name" in read.values) or any(p.field == "name" for p in read.problems)
    assert all(p.message.startswith("Baris 7") for p in read.problems)


@given(st.text())
def test_plain_text_is_one_printable_line(text: str) -> None:
    found = cells.plain(text)
    assert found.isprintable()
    assert found == found.strip()
    assert cells.plain(found) == found


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Prof. Dr. Ana\nNIP. 19690320 201704 2 002", ("Prof. Dr. Ana", "19690320 201704 2 002")),
        ("ANA SARI / 196903202017042002", ("ANA SARI", "196903202017042002")),
        ("Ana Sari, S.E.\n'196903202017042002", ("Ana Sari, S.E.", "'196903202017042002")),
        ("Ana Sari\nNI PPPK 199001012021211001", ("Ana Sari", "199001012021211001")),
        ("Ana Sari (NIP. 196903202017042002)", ("Ana Sari", "196903202017042002")),
        ("Ana Sari", ("Ana Sari", "")),
        (1.96903e17, ("", 1.96903e17)),
        ("", ("", "")),
    ],
)
def test_name_and_nip_in_one_cell(cell: Any, expected: tuple[Any, Any]) -> None:
    assert cells.split_name_nip(cell) == expected


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        (
            "birth_place_date",
            "Palembang, 17 Januari 1980",
            {"birth_place": "Palembang", "birth_date": date(1980, 1, 17)},
        ),
        ("birth_place_date", "Sekayu/17-01-1980", {"birth_place": "Sekayu", "birth_date": date(1980, 1, 17)}),
        ("birth_place_date", "Palembang", {"birth_place": "Palembang"}),
        ("tmt_golongan", 42826.0, date(2017, 4, 1)),
        ("phone", 8117123456.0, "08117123456"),
        ("phone", "0811 712", "0811 712"),
        ("tahun_lulus", 2006.0, "2006"),
        ("nik", "'1671081704981242", "1671081704981242"),
        ("sex", "Laki-laki", "L"),
        ("sex", "F", "P"),
        ("status", "PNS Daerah Kab/Kota", "PNS"),
        ("status", "Calon Pegawai Negeri Sipil", "CPNS"),
        ("status", "P3K", "PPPK"),
        ("golongan", "III/d - Penata Tingkat I", "III/d"),
        ("golongan", "Pembina Tingkat I (IV/b)", "IV/b"),
        ("jabatan", "Guru\nAhli  Muda", "Guru Ahli Muda"),
        ("gelar_depan", "DRG.", "drg."),
        ("gelar_belakang", ", S.KEP., NERS", "S.Kep., Ners."),
        ("name", "Ir", "Ir"),
    ],
)
def test_as_people_write_it(field: str, cell: Any, expected: Any) -> None:
    assert converters(KNOWN, TODAY, with_titles=False)[field](cell) == (expected, None)
